"""What inference engines call their numbers in /metrics: a table per engine, for `core.engine_metrics`.

Names differ per engine and per version. Each row holds the names that a number has had, the newest first; the first
that a text holds counts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cached_property
from types import MappingProxyType

Names = tuple[str, ...]


@dataclass(frozen=True)
class Engine:
    """Where an engine's metrics are and what they are called; the fields are those of `EngineStats`.

    Series of one name (models, data-parallel ranks) are added up, those of ratios averaged.
    """

    path: str
    running: Names = ()
    waiting: Names = ()
    kv_use: Names = ()
    prefix_queries: Names = ()
    prefix_hits: Names = ()
    prefix_ratio: Names = ()
    preemptions: Names = ()
    rejections: Names = ()
    prompt_tokens: Names = ()
    generated_tokens: Names = ()
    throughput: Names = ()
    ttft: Names = ()
    tpot: Names = ()
    config: str = ""
    """A metric whose labels describe the KV cache."""
    block_tokens: Names = ("block_size",)
    """Labels of `config`, or metrics."""
    blocks: Names = ("num_gpu_blocks",)

    @cached_property
    def wanted(self) -> frozenset[str]:
        """Every name to look for in a text."""
        rows = {field.name: getattr(self, field.name) for field in fields(self)}
        plain = {name for row in rows.values() if isinstance(row, tuple) for name in row}
        parts = {name + end for row in ("ttft", "tpot") for name in rows[row] for end in ("_bucket", "_sum")}
        return frozenset(plain | parts | {self.config})


_VLLM = Engine(
    "/metrics",
    running=("vllm:num_requests_running",),
    waiting=("vllm:num_requests_waiting",),
    kv_use=("vllm:kv_cache_usage_perc", "vllm:gpu_cache_usage_perc"),  # the second until 0.10
    prefix_queries=("vllm:prefix_cache_queries_total", "vllm:gpu_prefix_cache_queries_total"),
    prefix_hits=("vllm:prefix_cache_hits_total", "vllm:gpu_prefix_cache_hits_total"),
    prefix_ratio=("vllm:gpu_prefix_cache_hit_rate",),  # V0
    preemptions=("vllm:num_preemptions_total",),
    rejections=("vllm:admission_rejections_total",),
    prompt_tokens=("vllm:prompt_tokens_total",),
    generated_tokens=("vllm:generation_tokens_total",),
    ttft=("vllm:time_to_first_token_seconds",),
    # One observation a request; older versions have but one a token.
    tpot=(
        "vllm:request_time_per_output_token_seconds",
        "vllm:inter_token_latency_seconds",
        "vllm:time_per_output_token_seconds",
    ),
    config="vllm:cache_config_info",
)

_SGLANG = Engine(
    "/metrics",  # with --enable-metrics
    running=("sglang:num_running_reqs",),
    waiting=("sglang:num_queue_reqs",),
    kv_use=("sglang:token_usage",),
    prefix_queries=("sglang:prompt_tokens_total",),
    prefix_hits=("sglang:cached_tokens_total",),
    prefix_ratio=("sglang:cache_hit_rate",),
    preemptions=("sglang:num_retracted_requests_total",),
    prompt_tokens=("sglang:prompt_tokens_total",),
    generated_tokens=("sglang:generation_tokens_total",),
    throughput=("sglang:gen_throughput",),
    ttft=("sglang:time_to_first_token_seconds",),
    tpot=("sglang:inter_token_latency_seconds", "sglang:time_per_output_token_seconds"),
    config="sglang:cache_config_info",
    block_tokens=("page_size",),
    blocks=("num_pages",),
)

_TRTLLM = Engine(
    "/prometheus/metrics",  # its /metrics is JSON about iterations
    running=("trtllm_num_requests_running",),
    waiting=("trtllm_num_requests_waiting",),
    kv_use=("trtllm_kv_cache_utilization",),
    prefix_queries=("trtllm_prompt_tokens_total",),
    prefix_hits=("trtllm_prompt_cached_tokens_total",),
    prefix_ratio=("trtllm_kv_cache_hit_rate",),  # of blocks; what versions without the counters have
    prompt_tokens=("trtllm_prompt_tokens_total",),
    generated_tokens=("trtllm_generation_tokens_total",),
    ttft=("trtllm_time_to_first_token_seconds",),
    tpot=("trtllm_time_per_output_token_seconds",),
    block_tokens=("trtllm_kv_cache_tokens_per_block",),
    blocks=("trtllm_kv_cache_max_blocks",),
)

_LLAMACPP = Engine(
    "/metrics",  # with --metrics; it measures no TTFT
    running=("llamacpp:requests_processing",),
    waiting=("llamacpp:requests_deferred",),
    kv_use=("llamacpp:kv_cache_usage_ratio",),  # until 2025
    prompt_tokens=("llamacpp:prompt_tokens_total",),
    generated_tokens=("llamacpp:tokens_predicted_total",),
)

_NIM = Engine(
    "/v1/metrics",
    running=("num_requests_running", *_VLLM.running),
    waiting=("num_requests_waiting", *_VLLM.waiting),
    kv_use=("gpu_cache_usage_perc", *_VLLM.kv_use),
    prefix_queries=_VLLM.prefix_queries,  # named by the releases that pass vLLM's metrics through
    prefix_hits=_VLLM.prefix_hits,
    preemptions=_VLLM.preemptions,
    prompt_tokens=("prompt_tokens_total", *_VLLM.prompt_tokens),
    generated_tokens=("generation_tokens_total", *_VLLM.generated_tokens),
    ttft=("time_to_first_token_seconds", *_VLLM.ttft),
    tpot=("time_per_output_token_seconds", *_VLLM.tpot),
    config=_VLLM.config,
)

ENGINES: Mapping[str, Engine] = MappingProxyType(
    {
        "vllm": _VLLM,
        "sglang": _SGLANG,
        "trtllm": _TRTLLM,
        "nim": _NIM,
        "llamacpp": _LLAMACPP,
    }
)
"""By the `kind` of an upstream. Others (plain OpenAI-style servers, paid APIs) have no such metrics."""
