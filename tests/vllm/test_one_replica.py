"""The gateway before one real vLLM: streams flow, prefix hits are seen, tenants are apart, who leaves is let go."""

from __future__ import annotations

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from semcache.adapters.sqlite_ledger import LedgerFile
from semcache.core.ledger import AttemptRow
from tests.vllm.gateways import deltas, gateway, post, text_of
from tests.vllm.replicas import BLOCK, BLOCKS, CLIENT, SLOTS, Replica, chat

DESK = "You are the help desk of a shop for garden tools. Answer politely, in one sentence, and never promise a date. "


@pytest.fixture(scope="module")
def front(pair: list[Replica], tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A gateway before the first replica alone."""
    with gateway(tmp_path_factory.mktemp("gateway"), upstream=pair[0].url) as process:
        yield process.url


def test_a_stream_flows_and_says_what_the_whole_answer_says(replica: Replica, front: str) -> None:
    whole = post(front, chat("Tell me about spades.", max_tokens=1800)).json()
    body = chat("Tell me about spades.", max_tokens=1800, stream=True)
    with CLIENT.stream("POST", f"{front}/v1/chat/completions", json=body) as response:
        flow = deltas(response.iter_lines())
        events = [next(flow) for _ in range(20)]
        assert replica.stats().running == 1  # it still writes what we have begun to read
        events += flow
    assert text_of(events) == whole["choices"][0]["message"]["content"]


def test_what_the_kv_cache_held_is_in_usage_in_the_engines_metrics_and_in_the_ledger(
    replica: Replica, tmp_path: Path
) -> None:
    system = DESK * 12
    with gateway(tmp_path, upstream=replica.url) as process:
        before = replica.stats()
        usages = [post(process.url, chat(f"Question {i}?", system=system)).json()["usage"] for i in range(3)]
        since = replica.stats().since(before)
    cached = [usage["prompt_tokens_details"]["cached_tokens"] for usage in usages]
    prompt = usages[0]["prompt_tokens"]
    whole_blocks = (prompt - 16) // BLOCK * BLOCK  # all but the question
    assert (cached[0], min(cached[1:])) == (0, whole_blocks)
    assert (since.prefix_queries, since.prefix_hits) == (3 * prompt, sum(cached))
    booked = [row.usage for row in LedgerFile(tmp_path / "home" / "ledger.db").rows() if isinstance(row, AttemptRow)]
    assert sorted(usage.cached for usage in booked if usage) == sorted(cached)


def test_a_salt_keeps_a_tenants_prefixes_from_others(replica: Replica, front: str) -> None:
    system = "Answer as briefly as you can. " * 20

    def cached(salt: str, question: str) -> int:
        body = chat(question, system=system, cache_salt=salt)
        return int(post(front, body).json()["usage"]["prompt_tokens_details"]["cached_tokens"])

    assert cached("tenant-a", "One?") == 0
    assert cached("tenant-a", "Two?") >= 3 * BLOCK
    assert cached("tenant-b", "Three?") == 0


def test_a_client_that_leaves_frees_its_slot_within_a_second(replica: Replica, front: str) -> None:
    url = f"{front}/v1/chat/completions"
    body = chat("Tell me everything.", max_tokens=1900, stream=True)
    with CLIENT.stream("POST", url, json=body) as response:
        flow = response.iter_raw()
        next(flow)
        replica.wait_until(lambda stats: stats.running == 1)
        left = time.monotonic()
    replica.wait_until(lambda stats: stats.running == 0, 5.0)
    assert time.monotonic() - left < 1.0


def test_a_client_that_leaves_before_the_first_byte_frees_its_place_in_the_queue(replica: Replica, front: str) -> None:
    with ThreadPoolExecutor(SLOTS) as pool:
        busy = [pool.submit(replica.ask, f"Keep slot {i} busy.", max_tokens=700) for i in range(SLOTS)]
        replica.wait_until(lambda stats: stats.running == SLOTS)
        with pytest.raises(httpx.ReadTimeout):
            body = chat("Who waits too long?")
            CLIENT.post(f"{front}/v1/chat/completions", json=body, timeout=httpx.Timeout(5, read=0.3))
        waited = replica.wait_until(lambda stats: stats.waiting == 0, 5.0)
        assert not all(one.done() for one in busy)  # the queue did not just drain
    assert waited < 1.0


def test_more_prompts_than_the_kv_cache_holds_push_the_oldest_out(replica: Replica, front: str) -> None:
    systems = [f"{i}. {DESK}" * 12 for i in range(BLOCKS * BLOCK // 500 + 2)]

    def cached(system: str) -> int:
        return int(post(front, chat("Well?", system=system)).json()["usage"]["prompt_tokens_details"]["cached_tokens"])

    assert [cached(system) for system in systems] == [0] * len(systems)
    assert cached(systems[0]) == 0
    assert cached(systems[-1]) > 0
