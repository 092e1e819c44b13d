"""The cache never fails a request: each part broken, slow, and back again."""

import asyncio
import logging
import time
from typing import Any

import httpx
import numpy as np
import pytest

from semcache.adapters.hash_embedder import HashEmbedder
from semcache.adapters.memory import MemoryIndex, MemoryLedger, MemoryStore
from semcache.errors import EmbedderFault, IndexFault, StoreFault, TextTooLong
from tests.harness import Setup, ask, gateway, reply

DIMENSION = HashEmbedder().dimension


class Trouble:
    """Mixed into a part: while `mode` is set, every call fails that way."""

    mode: str | None = None
    fault: type[Exception] = RuntimeError
    struck = 0

    async def strike(self) -> None:
        self.struck += self.mode is not None
        if self.mode == "broken":
            raise self.fault("broken")
        if self.mode == "foreign":
            raise ZeroDivisionError("not one of ours")
        if self.mode == "slow":
            await asyncio.sleep(30)


class BadEmbedder(HashEmbedder, Trouble):
    fault = EmbedderFault

    async def embed(self, text: str) -> Any:
        await self.strike()
        return await super().embed(text)


class BadIndex(MemoryIndex, Trouble):
    fault = IndexFault

    async def search(self, *args: Any) -> Any:
        await self.strike()
        return await super().search(*args)

    async def add(self, *args: Any) -> None:
        await self.strike()
        await super().add(*args)


class BadStore(MemoryStore, Trouble):
    fault = StoreFault

    async def get(self, key: str) -> Any:
        await self.strike()
        return await super().get(key)

    async def put(self, *args: Any) -> None:
        await self.strike()
        await super().put(*args)


def parts() -> dict[str, Any]:
    return {"embedder": BadEmbedder(), "index": BadIndex(DIMENSION), "store": BadStore(), "ledger": MemoryLedger()}


def post(http: httpx.Client, text: str) -> httpx.Response:
    return http.post("/v1/chat/completions", json=ask(text))


def faults(setup: Setup, part: str) -> float:
    return setup.engine.metrics.registry.get_sample_value("semcache_faults_total", {"part": part}) or 0.0


TOLD = {"embedder": "the embedding model", "index": "the vector index", "store": "the store of answers"}


@pytest.mark.parametrize("part", TOLD)
@pytest.mark.parametrize("mode", ["broken", "foreign", "slow"])
def test_a_part_in_trouble_costs_hits_but_no_request(part: str, mode: str, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.WARNING, "semcache")
    own = parts()
    with (
        gateway(reply(), parts=own, embed_budget=0.2, budget=0.05) as setup,
        httpx.Client(base_url=setup.url, timeout=60) as http,
    ):
        assert "fwd=miss" in post(http, "What is a monoid in algebra?").headers["cache-status"]
        own[part].mode = mode
        answers = [post(http, f"Question {i} about the monoid?") for i in range(30)]
        assert {a.status_code for a in answers} == {200}
        assert len(setup.upstream.calls) == 31
        assert max(a.elapsed.total_seconds() for a in answers) < 15.0  # what is slow takes 30
        assert faults(setup, part) >= 1
        reasons = {a.headers["cache-status"] for a in answers}
        assert any(f"fault:{part}" in r for r in reasons), reasons
        (line,) = (r.message for r in caplog.records if "is in trouble" in r.message)
        assert line.startswith(f"{TOLD[part]} is in trouble (")
        own[part].mode = None
        rests = setup.engine.parts.guards[part]._breaker.rest
        asyncio.run(asyncio.sleep(rests + 0.05))
        for i in range(3):
            post(http, f"And back again {i}?")
        assert setup.engine.parts.guards[part].is_well
        assert [r.message for r in caplog.records if "works again" in r.message] == [f"{TOLD[part]} works again"]
        assert "; hit" in post(http, "And back again 2?").headers["cache-status"]


def test_while_a_slow_part_rests_requests_do_not_wait_for_it() -> None:
    own = parts()
    own["store"].mode = "slow"
    with gateway(reply("Quick."), parts=own, budget=0.05) as setup, httpx.Client(base_url=setup.url) as http:
        statuses = [post(http, f"Number {i}?").headers["cache-status"] for i in range(20)]
        assert faults(setup, "store") == own["store"].struck < 20
    assert all("fault:store" in status for status in statuses)


def test_a_store_that_is_away_at_the_start_is_told_of_before_anybody_asks(caplog: pytest.LogCaptureFixture) -> None:
    class Away(MemoryStore):
        async def world(self) -> Any:
            raise StoreFault("nobody answers")

    with gateway(reply(), parts={"store": Away()}) as setup, httpx.Client(base_url=setup.url) as http:
        deadline = time.monotonic() + 20
        while (seen := http.get("/readyz").json())["parts"]["store"] == "ok" and time.monotonic() < deadline:
            time.sleep(0.01)
        assert (seen["status"], seen["parts"]["store"]) == ("ready", "in trouble")
        assert [r.message for r in caplog.records if "nobody answers" in r.message] == [
            "the store of answers is in trouble (StoreFault: nobody answers); requests go on without it"
        ]


def test_a_ledger_in_trouble_is_counted_and_the_answer_is_served() -> None:
    ledger = MemoryLedger()
    asyncio.run(ledger.close())
    with gateway(reply(), parts={"ledger": ledger}) as setup, httpx.Client(base_url=setup.url) as http:
        assert post(http, "Hello there?").status_code == 200
        assert ledger.unwritten == 2
        text = http.get("/metrics").text
        assert "semcache_ledger_unwritten_rows 2.0" in text
        for part, count in {"ledger": 2.0, "store": 0.0, "labels": 0.0}.items():
            assert f'semcache_unwritten{{part="{part}"}} {count}' in text


def test_a_text_too_long_to_embed_is_answered_by_exact_repeats_alone() -> None:
    class Short(HashEmbedder):
        async def embed(self, text: str) -> Any:
            raise TextTooLong(300, 256)

    with gateway(reply(), parts={"embedder": Short()}) as setup, httpx.Client(base_url=setup.url) as http:
        first = post(http, "A very long text.")
        assert first.headers["cache-status"] == "semcache; fwd=miss; stored; detail=exact-only:too-long"
        assert "detail=exact" in post(http, "A very long text.").headers["cache-status"]
        assert setup.engine.parts.guards["embedder"].is_well


def test_the_prompt_is_embedded_once_a_request_and_not_at_all_on_an_exact_hit() -> None:
    class Counting(HashEmbedder):
        texts: list[str] = []  # noqa: RUF012

        async def embed(self, text: str) -> Any:
            self.texts.append(text)
            return await super().embed(text)

    embedder = Counting()
    with gateway(reply(), parts={"embedder": embedder}) as setup, httpx.Client(base_url=setup.url) as http:
        post(http, "What is a monoid?")
        assert embedder.texts == ["What is a monoid?"]
        post(http, "What is a monoid?")
        assert embedder.texts == ["What is a monoid?"]
        http.post("/v1/chat/completions", json=ask("And a ring?"), headers={"cache-control": "no-cache"})
        assert embedder.texts == ["What is a monoid?", "And a ring?"]


def test_the_index_is_rebuilt_from_the_store_at_start() -> None:
    store = MemoryStore()
    with gateway(reply(), parts={"store": store}) as setup, httpx.Client(base_url=setup.url) as http:
        post(http, "What is a monoid in algebra?")
        entries = dict(store._entries)
    reopened = MemoryStore()
    reopened._entries = entries
    with gateway(reply(), parts={"store": reopened}) as setup, httpx.Client(base_url=setup.url) as http:
        hit = post(http, "What is a monoid in algebra please?")
        assert "detail=semantic" in hit.headers["cache-status"]
        assert setup.upstream.calls == []


def test_a_ghost_in_the_index_is_no_answer() -> None:
    with gateway(reply()) as setup, httpx.Client(base_url=setup.url) as http:
        post(http, "What is a monoid in algebra?")
        asyncio.run(setup.store.remove(list(setup.store._entries)))
        assert "; hit" not in post(http, "What is a monoid in algebra please?").headers["cache-status"]


def test_a_foreign_entry_in_the_index_is_refused_when_it_is_fetched() -> None:
    """The scope is checked again on the fetched entry, whatever the index says."""
    with gateway(reply()) as setup, httpx.Client(base_url=setup.url) as http:
        headers = {"authorization": "Bearer a"}
        http.post("/v1/chat/completions", json=ask("What is a monoid in algebra?"), headers=headers)
        (entry,) = (e for e, *_ in setup.store._entries.values())
        other = {"authorization": "Bearer b"}
        http.post("/v1/chat/completions", json=ask("Something else entirely, friend?"), headers=other)
        theirs = next(e for e, *_ in setup.store._entries.values() if e.key != entry.key)
        vector = np.asarray(asyncio.run(setup.embedder.embed("What is a monoid in algebra?")))
        asyncio.run(setup.index.add(theirs.scope.digest, entry.key, vector))
        answer = http.post("/v1/chat/completions", json=ask("What is a monoid in algebra?"), headers=other)
        assert answer.headers["cache-status"].endswith("detail=gate:scope")
