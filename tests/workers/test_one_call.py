"""Four workers: what many ask at once is asked upstream once."""

from __future__ import annotations

import asyncio
import itertools
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from semcache.adapters.sqlite_ledger import LedgerFile
from semcache.core.courtesy import gist
from semcache.core.ledger import AnswerRow, AttemptRow, Tier
from semcache.demo.processes import Process
from tests.harness import ask, wait_until
from tests.servers import running
from tests.workers.crowd import ask_all, connected_to
from tests.workers.fleet import fleet, kill, pids

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="finds the leader under /proc")
WORKERS = 4
CROWD = 1000
REWORDED = "How can I change my address?"
SLOW = ("--ttft", "4", "--tokens-per-second", "500")
QUIET = {"SEMCACHE_EMBED_BUDGET": "20s", "SEMCACHE_BUDGET": "10s"}
"""A machine of two cores takes longer over a thousand requests at once than anybody would wait for a cache."""


@dataclass(frozen=True, slots=True)
class House:
    home: Path
    standin: str
    gateway: Process

    @property
    def billed(self) -> int:
        return int(httpx.get(f"{self.standin}/bill", timeout=20).json()["calls"])

    def rows(self, since: float) -> tuple[list[AnswerRow], list[AttemptRow]]:
        found = list(LedgerFile(self.home / "ledger.db").rows(since))
        return [r for r in found if isinstance(r, AnswerRow)], [r for r in found if isinstance(r, AttemptRow)]


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    home = tmp_path_factory.mktemp("home")
    with running("semcache.demo.standin", *SLOW) as standin, fleet(home, standin.url, WORKERS, **QUIET) as gateway:
        yield House(home, standin.url, gateway)


def bodies(texts: Iterable[str]) -> list[dict]:
    return [ask(text) | {"model": "gpt-4o-mini"} for text in texts]


async def test_a_leader_that_is_killed_costs_one_more_call(house: House) -> None:
    port, before = int(house.standin.rsplit(":", 1)[1]), house.billed
    workers = list(pids(house.gateway).values())
    crowd = [(0.0, body) for body in bodies(["Where can I see my invoices?"] * 200)]
    asking = asyncio.create_task(ask_all(house.gateway.url, crowd))
    leaders: Counter[int] = Counter()
    async with asyncio.timeout(20):
        # None of them has called before, so none has a connection that is idle.
        while not (leaders := +connected_to(port, workers)):  # noqa: ASYNC110
            await asyncio.sleep(0.05)
    await asyncio.sleep(1.5)
    (leader,) = leaders
    kill(leader)
    statuses = Counter(one.status for one in await asking)
    assert set(statuses) <= {200, 0}
    assert 0 < statuses[0] < 150  # those whose connection was to the one that died
    assert house.billed - before <= 2


async def test_a_thousand_identical_requests_make_one_call(house: House) -> None:
    crowd = [(0.0, body) for body in bodies(["How long does a refund take?"] * CROWD)]
    began, before = time.time(), house.billed
    answers = await ask_all(house.gateway.url, crowd)
    assert Counter(one.status for one in answers) == {200: CROWD}
    assert house.billed == before + 1
    assert wait_until(lambda: len(house.rows(began)[0]) == CROWD, 20)
    served, calls = house.rows(began)
    assert len(calls) == 1
    assert len({row.request_id for row in served}) == CROWD
    tiers = Counter(row.tier for row in served)
    assert tiers[Tier.NONE] == 1
    assert tiers[Tier.COLLAPSED] + tiers[Tier.EXACT] == CROWD - 1
    assert {row.saved for row in served if row.tier is Tier.COLLAPSED} == {calls[0].cost}


def wordings(count: int) -> list[str]:
    """One question in so many wordings, which all say the same."""
    greetings = ["", "Hi! ", "Hello! ", "Hey! ", "Hi there! ", "Good morning! ", "Good evening! ", "Hello, ", "Hi, "]
    pleas = [
        "",
        "Please tell me: ",
        "Could you tell me: ",
        "Can you tell me: ",
        "please ",
        "Please, ",
        "Quick question: ",
    ]
    thanks = ["", " Thanks!", " Thank you!", " Thanks.", " Thank you.", " please", " Thanks a lot!", " Cheers!"]
    more = ["", "  ", " \n", "\n\n"]
    texts = ("".join(parts) for parts in itertools.product(greetings, pleas, [REWORDED], thanks, more))
    return list(itertools.islice((text for text in texts if gist(text) == gist(REWORDED)), count))


async def test_a_thousand_wordings_over_two_seconds_make_at_most_five_calls(house: House) -> None:
    texts = wordings(CROWD)
    assert len(texts) == CROWD
    before = house.billed
    crowd = [(2.0 * number / len(texts), body) for number, body in enumerate(bodies(texts))]
    answers = await ask_all(house.gateway.url, crowd)
    assert Counter(one.status for one in answers) == {200: len(texts)}
    assert house.billed - before <= WORKERS + 1
    assert sum("detail=semantic" in one.cache_status for one in answers) > len(texts) / 2
