"""What an inference engine says of itself in /metrics, read into one value whatever the engine calls things."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from semcache.core.engine_names import ENGINES, Names
from semcache.core.exposition import Histogram, Series, histogram, read_series


@dataclass(frozen=True, slots=True)
class EngineStats:
    """One reading of one replica. Counts without a word on time are since the engine's start."""

    running: float | None = None
    """Requests that are being computed now."""
    waiting: float | None = None
    """Requests that are queued inside the engine now."""
    kv_use: float | None = None
    """Share of the KV cache that running requests hold, 0 to 1."""
    prefix_queries: float | None = None
    """Prompt tokens (TensorRT-LLM: blocks) that were looked up in the prefix cache."""
    prefix_hits: float | None = None
    """And found there."""
    prefix_ratio: float | None = None
    """Hits by queries, where the engine says only that."""
    preemptions: float | None = None
    """Requests put back into the queue because the KV cache was full."""
    rejections: float | None = None
    """Requests refused because the queue was full."""
    prompt_tokens: float | None = None
    generated_tokens: float | None = None
    throughput: float | None = None
    """Generated tokens a second now, where the engine says so itself."""
    ttft: Histogram | None = None
    """Seconds to the first token, measured inside the engine."""
    tpot: Histogram | None = None
    """Seconds from one token to the next."""
    block_tokens: int | None = None
    """Tokens in one block of the KV cache: prefixes are found again in steps of it."""
    blocks: int | None = None
    """Blocks in the KV cache."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing was understood: the text is no /metrics of this engine."""
        return self == EngineStats()

    @property
    def hit_ratio(self) -> float | None:
        """Of the prefix cache."""
        if self.prefix_queries is not None and self.prefix_hits is not None:
            return self.prefix_hits / self.prefix_queries if self.prefix_queries else None
        return self.prefix_ratio

    def since(self, earlier: EngineStats | None) -> EngineStats:
        """The same reading, with its counts and histograms since an earlier one; gauges as they are."""
        if earlier is None:
            return self
        return replace(
            self,
            prefix_queries=_grown(self.prefix_queries, earlier.prefix_queries),
            prefix_hits=_grown(self.prefix_hits, earlier.prefix_hits),
            preemptions=_grown(self.preemptions, earlier.preemptions),
            rejections=_grown(self.rejections, earlier.rejections),
            prompt_tokens=_grown(self.prompt_tokens, earlier.prompt_tokens),
            generated_tokens=_grown(self.generated_tokens, earlier.generated_tokens),
            ttft=self.ttft.since(earlier.ttft) if self.ttft else None,
            tpot=self.tpot.since(earlier.tpot) if self.tpot else None,
        )


def read_metrics(kind: str, text: str) -> EngineStats:
    """What a /metrics text of this kind of engine says; empty for a kind without metrics, and never an error."""
    engine = ENGINES.get(kind)
    if engine is None:
        return EngineStats()
    series = read_series(text, engine.wanted)
    said = {name: _once(samples) for name, samples in series.items()}

    def total(names: Names) -> float | None:
        found = _first(names, said)
        return None if found is None else sum(value for _, value in found)

    def mean(names: Names) -> float | None:
        found = _first(names, said)
        return None if found is None else sum(value for _, value in found) / len(found)

    def seconds(names: Names) -> Histogram | None:
        for name in names:
            if buckets := said.get(f"{name}_bucket"):
                return histogram(buckets, said.get(f"{name}_sum", ()))
        return None

    config = {name: value for labels, _ in said.get(engine.config, ())[:1] for name, value in labels.items()}
    return EngineStats(
        running=total(engine.running),
        waiting=total(engine.waiting),
        kv_use=mean(engine.kv_use),
        prefix_queries=total(engine.prefix_queries),
        prefix_hits=total(engine.prefix_hits),
        prefix_ratio=mean(engine.prefix_ratio),
        preemptions=total(engine.preemptions),
        rejections=total(engine.rejections),
        prompt_tokens=total(engine.prompt_tokens),
        generated_tokens=total(engine.generated_tokens),
        throughput=total(engine.throughput),
        ttft=seconds(engine.ttft),
        tpot=seconds(engine.tpot),
        block_tokens=_whole(config.get(engine.block_tokens[0]), mean(engine.block_tokens)),
        blocks=_whole(config.get(engine.blocks[0]), total(engine.blocks)),
    )


def _first(names: Names, said: Mapping[str, Series]) -> Series | None:
    return next((found for name in names if (found := said.get(name))), None)


_RANKS = ("tp_rank", "pp_rank")


def _once(samples: Series) -> Series:
    """Without what would count twice: SGLang's other ranks, which say the same, and its queues by priority."""
    return tuple(
        (labels, value)
        for labels, value in samples
        if not labels.get("priority") and all(labels.get(rank, "0") in ("", "0") for rank in _RANKS)
    )


def _whole(label: str | None, value: float | None) -> int | None:
    if label is not None and label.isascii() and label.isdigit():
        return int(label)
    return None if value is None else int(value)


def _grown(now: float | None, then: float | None) -> float | None:
    """A counter's growth; all of it when the engine started anew in between."""
    return now if now is None or then is None or now < then else now - then
