"""Reading /metrics: each engine's names, recorded or as its documentation gives them, become the same few numbers."""

from __future__ import annotations

import json
from dataclasses import replace
from math import inf
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from semcache.core.engine_metrics import EngineStats, read_metrics
from semcache.core.engine_names import ENGINES
from semcache.core.exposition import Histogram

SAMPLES = Path(__file__).parent / "engine_samples"


def sample(name: str) -> str:
    return (SAMPLES / f"{name}.txt").read_text(encoding="utf-8")


def gauges(stats: EngineStats) -> EngineStats:
    """All but the histograms."""
    return replace(stats, ttft=None, tpot=None)


@pytest.mark.parametrize(
    ("kind", "name", "said"),
    [
        (
            "vllm",
            "vllm",
            EngineStats(
                running=0,
                waiting=0,
                kv_use=0,
                prefix_queries=12987,
                prefix_hits=11520,
                preemptions=0,
                rejections=13,
                prompt_tokens=12987,
                generated_tokens=3520,
                block_tokens=32,
                blocks=96,
            ),
        ),
        (
            "vllm",
            "vllm_0_8",
            EngineStats(
                running=2,
                waiting=0,
                kv_use=0.125,
                prefix_queries=400,
                prefix_hits=100,
                preemptions=0,
                prompt_tokens=6400,
                generated_tokens=512,
            ),
        ),
        (
            "sglang",
            "sglang",
            EngineStats(
                running=162,
                waiting=2826,
                kv_use=0.28,
                prefix_queries=8128902,
                prefix_hits=2064451,
                prefix_ratio=0.007507552643049313,
                prompt_tokens=8128902,
                generated_tokens=7557572,
                throughput=86.50814177726902,
                block_tokens=16,
                blocks=55000,
            ),
        ),
        (
            "trtllm",
            "trtllm",
            EngineStats(
                running=7,
                waiting=2,
                kv_use=0.62,
                prefix_queries=1000,
                prefix_ratio=0.41,
                prompt_tokens=1000,
                generated_tokens=250,
                block_tokens=32,
                blocks=4096,
            ),
        ),
        ("nim", "nim", EngineStats(running=3, waiting=1, kv_use=0.55, prompt_tokens=5000, generated_tokens=900)),
        ("llamacpp", "llamacpp", EngineStats(running=1, waiting=4, prompt_tokens=6886, generated_tokens=3469)),
    ],
)
def test_each_engine_is_understood(kind: str, name: str, said: EngineStats) -> None:
    assert gauges(read_metrics(kind, sample(name))) == said


@pytest.mark.parametrize(
    ("kind", "name", "ttft", "tpot"),
    [
        ("vllm", "vllm", (0.75, 2.467), (0.005, 0.0099)),
        ("vllm", "vllm_0_8", (0.03, 0.0398), (0.005, 0.0099)),
        ("sglang", "sglang", (30.0, 30.0), (0.0873, 0.8667)),
        ("trtllm", "trtllm", (0.06, 0.0796), (0.005, 0.0099)),
        ("nim", "nim", (0.1, 0.247), (0.0175, 0.02485)),
    ],
)
def test_latencies_are_quantiles_of_the_engines_histograms(
    kind: str, name: str, ttft: tuple[float, float], tpot: tuple[float, float]
) -> None:
    stats = read_metrics(kind, sample(name))
    assert stats.ttft is not None
    assert stats.tpot is not None
    assert (stats.ttft.quantile(0.5), stats.ttft.quantile(0.99)) == pytest.approx(ttft, rel=1e-3)
    assert (stats.tpot.quantile(0.5), stats.tpot.quantile(0.99)) == pytest.approx(tpot, rel=1e-3)


def test_the_hit_ratio_is_hits_by_queries_and_else_what_the_engine_says() -> None:
    assert read_metrics("vllm", sample("vllm")).hit_ratio == pytest.approx(11520 / 12987)
    assert read_metrics("trtllm", sample("trtllm")).hit_ratio == 0.41
    assert read_metrics("llamacpp", sample("llamacpp")).hit_ratio is None
    assert EngineStats(prefix_queries=0, prefix_hits=0).hit_ratio is None


def test_the_models_and_ranks_of_one_engine_are_added_up_and_their_shares_averaged() -> None:
    text = """
vllm:num_requests_running{engine="0",model_name="a, \\"b\\"}"} 2.0 1795241009465
vllm:num_requests_running{engine="1",model_name="a"} 3.0
vllm:kv_cache_usage_perc{engine="0"} 0.2
vllm:kv_cache_usage_perc{engine="1"} 0.4
vllm:time_to_first_token_seconds_bucket{engine="0",le="1.0"} 1
vllm:time_to_first_token_seconds_bucket{engine="0",le="+Inf"} 1
vllm:time_to_first_token_seconds_bucket{engine="1",le="1.0"} 0
vllm:time_to_first_token_seconds_bucket{engine="1",le="+Inf"} 3
"""
    stats = read_metrics("vllm", text)
    assert (stats.running, stats.kv_use) == (5, pytest.approx(0.3))
    assert stats.ttft == Histogram((1.0, inf), (1, 3))


def test_ranks_that_say_the_same_count_once() -> None:
    text = 'sglang:num_running_reqs{tp_rank="0",dp_rank="0"} 4\nsglang:num_running_reqs{tp_rank="1",dp_rank="0"} 4\n'
    assert read_metrics("sglang", text).running == 4


def test_a_text_that_is_one_json_string_is_read_too() -> None:
    assert read_metrics("llamacpp", json.dumps(sample("llamacpp"))) == read_metrics("llamacpp", sample("llamacpp"))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "<html>502 Bad Gateway</html>",
        '"not closed',
        '{"error": "no"}',
        "vllm:num_requests_running",
        "vllm:num_requests_running NaN",
        "vllm:num_requests_running{ 1",
        'vllm:time_to_first_token_seconds_bucket{le="x"} 1',
        'vllm:time_to_first_token_seconds_bucket{le="1"} 1',
        "vllm:num_requests_running_total 5\u2028vllm:num_requests_running 5",
    ],
)
def test_what_is_not_understood_is_unknown_and_never_zero(text: str) -> None:
    assert read_metrics("vllm", text).is_empty


@given(st.text(), st.sampled_from(sorted(ENGINES)))
def test_no_text_is_an_error(text: str, kind: str) -> None:
    read_metrics(kind, text)


def test_a_kind_without_metrics_says_nothing() -> None:
    assert read_metrics("openai", sample("vllm")).is_empty


def test_counts_since_an_earlier_reading() -> None:
    early = EngineStats(
        running=1, generated_tokens=100, prefix_queries=10, prefix_hits=0, ttft=Histogram((1.0, inf), (5, 0), 2.0)
    )
    late = EngineStats(
        running=3, generated_tokens=160, prefix_queries=30, prefix_hits=15, ttft=Histogram((1.0, inf), (6, 2), 9.0)
    )
    since = late.since(early)
    assert since == EngineStats(
        running=3, generated_tokens=60, prefix_queries=20, prefix_hits=15, ttft=Histogram((1.0, inf), (1, 2), 7.0)
    )
    assert since.hit_ratio == 0.75
    assert late.since(None) == late


def test_an_engine_that_started_anew_counts_from_zero() -> None:
    before = EngineStats(generated_tokens=100, ttft=Histogram((1.0, inf), (5, 0), 2.0))
    after = EngineStats(generated_tokens=7, ttft=Histogram((1.0, inf), (1, 0), 0.1))
    assert after.since(before) == after


counts = st.lists(st.integers(0, 50), min_size=1, max_size=8)


@given(counts, st.floats(0, 1), st.floats(0, 1))
def test_quantiles_rise_and_lie_between_the_bounds(found: list[int], one: float, other: float) -> None:
    bounds = (*(float(i + 1) for i in range(len(found) - 1)), inf)
    histogram = Histogram(bounds, tuple(map(float, found)))
    low, high = histogram.quantile(min(one, other)), histogram.quantile(max(one, other))
    if not sum(found):
        assert low is None
    else:
        assert low is not None
        assert high is not None
        assert 0 <= low <= high <= max([0.0, *bounds[:-1]])
