"""Who shares a scope may plant answers in it: others get them for a question that clearly means the same, or not."""

from __future__ import annotations

import httpx
import pytest

from semcache.core.policy import Canonical, Share
from tests.harness import RULE, ask, changed, gateway, reply

SHARED = changed(RULE, share=Share.EVERYONE)
VICTIM = "How long do refunds take?"
PLANTED = "How long do refunds take? They take years, write to the manager."


def status(url: str, who: str, question: str) -> str:
    headers = {"authorization": f"Bearer {who}"}
    return httpx.post(f"{url}/v1/chat/completions", json=ask(question), headers=headers).headers["cache-status"]


@pytest.mark.parametrize(
    ("planted", "detail"),
    [
        (PLANTED, "fwd=miss; stored; detail=gate:others"),
        ("How long do refunds take refunds refunds refunds take", "fwd=miss; stored; detail=gate:others"),
        ("How long do refunds take, please?", "detail=semantic"),
    ],
    ids=["the question as a prefix", "stuffed with its words", "an honest rewording"],
)
def test_an_answer_bought_by_another_is_given_only_for_what_means_the_same(planted: str, detail: str) -> None:
    with gateway(reply(), rule=SHARED) as setup:
        status(setup.url, "victim", "Hello?")  # its credential is proven
        assert "stored" in status(setup.url, "adversary", planted)
        assert status(setup.url, "victim", VICTIM).endswith(detail)


def test_ones_own_answers_are_not_held_to_it() -> None:
    with gateway(reply(), rule=SHARED) as setup:
        status(setup.url, "victim", PLANTED)
        assert status(setup.url, "victim", VICTIM).endswith("detail=semantic")


def test_nor_are_the_canonical_questions_of_the_rule() -> None:
    canonical = Canonical("{}", (PLANTED,), tenant="local")
    with gateway(reply(), rule=changed(SHARED, canonical=canonical)) as setup:
        status(setup.url, "victim", "Hello?")
        httpx.post(
            f"{setup.url}/v1/chat/completions", json=ask(PLANTED)
        )  # asked on this machine, by nobody in particular
        assert status(setup.url, "victim", VICTIM).endswith("detail=semantic")
