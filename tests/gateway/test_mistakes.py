"""Mistakes that nobody foresaw, wherever they arise: no request fails by them, and no log line quotes one."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import replace
from typing import Any

import httpx
import pytest

from semcache import auditing, checking, deciding, recording
from semcache.adapters.endpoint_embedder import EndpointEmbedder
from semcache.adapters.hash_embedder import HashEmbedder
from semcache.adapters.memory import MemoryIndex, MemoryStore
from semcache.core.policy import Audit
from semcache.core.request import CanonicalRequest
from semcache.errors import EmbedderFault
from semcache.mistakes import placed
from semcache.wire.chat import ChatWire
from semcache.wire.chat_stream import ChatStream
from tests.harness import RULE, ask, gateway

CANARY = "canary-4c1d"
KEY = "sk-canary-77ab"
QUESTION = f"what does the {CANARY} say, alpha beta gamma?"
HEADERS = {"authorization": f"Bearer {KEY}"}
PLACES: dict[str, tuple[Any, str]] = {
    "reading the request": (ChatWire, "read_request"),
    "looking up": (MemoryStore, "get"),
    "embedding": (HashEmbedder, "embed"),
    "searching": (MemoryIndex, "search"),
    "deciding": (deciding, "decide_lookup"),
    "deciding what to keep": (recording, "decide_store"),
    "keeping": (MemoryStore, "put"),
    "indexing": (MemoryIndex, "add"),
    "comparing": (checking, "compare"),
    "auditing": (auditing.Auditor, "_spend"),
    "keeping the index": (MemoryStore, "vectors"),
    "sweeping": (MemoryStore, "sweep"),
}


class Mistake(Exception):
    """As an unforeseen one is: its text holds what it stumbled over."""


def mistaken(*args: Any, **_: Any) -> Any:
    said = [one for one in args if isinstance(one, bytes | str | CanonicalRequest)]
    raise Mistake(f"{said} {QUESTION} {KEY}") from ValueError(QUESTION)


def told(caplog: pytest.LogCaptureFixture) -> str:
    """Everything that would stand in a log, tracebacks included."""
    return "\n".join(logging.Formatter("%(message)s").format(record) for record in caplog.records)


@pytest.mark.parametrize("place", PLACES)
def test_a_mistake_fails_no_request_and_is_told_without_its_text(
    place: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, "semcache")
    owner, name = PLACES[place]
    monkeypatch.setattr(owner, name, mistaken)
    with gateway(rule=replace(RULE, audit=Audit(share=1.0))) as setup, httpx.Client(timeout=30) as client:
        for text in (QUESTION, QUESTION, f"Please, {QUESTION}"):
            for stream in (False, True):
                said = client.post(f"{setup.url}/v1/chat/completions", json=ask(text, stream=stream), headers=HEADERS)
                assert said.status_code == 200
    assert CANARY not in told(caplog)
    assert KEY not in told(caplog)
    assert any("Mistake at" in line for line in told(caplog).splitlines()), "it is told of"


def test_an_answer_that_our_mistake_ends_does_not_pass_for_a_whole_one(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(ChatStream, "feed", mistaken)
    with gateway() as setup, pytest.raises(httpx.RemoteProtocolError):
        httpx.post(f"{setup.url}/v1/chat/completions", json=ask(QUESTION, stream=True), headers=HEADERS, timeout=30)
    assert CANARY not in told(caplog)


async def test_a_key_that_cannot_be_sent_is_not_quoted() -> None:
    embedder = EndpointEmbedder(url="http://127.0.0.1:9/v1", model="m", key=f"{KEY}\n", dimension=3)
    with pytest.raises(EmbedderFault) as fault:
        await embedder.embed("a question")
    assert KEY not in str(fault.value)
    await embedder.close()


def test_what_is_told_names_the_kind_and_the_place() -> None:
    with pytest.raises(Mistake) as caught:
        mistaken(QUESTION)
    assert placed(caught.value).startswith("Mistake at test_mistakes.py:")
    assert CANARY not in placed(caught.value)
    assert placed(ValueError(QUESTION)) == "ValueError"


async def test_a_task_that_nobody_awaits_is_told_of_the_same_way(caplog: pytest.LogCaptureFixture) -> None:
    async def work() -> None:
        mistaken(QUESTION)

    with gateway() as setup:
        setup.engine.upkeep.spawn(work())
        await asyncio.sleep(0.05)
    assert "beside the requests: Mistake at" in caplog.text
    assert CANARY not in told(caplog)
