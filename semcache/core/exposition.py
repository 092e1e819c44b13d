"""Prometheus' text format, as far as reading a server's numbers needs it: series, and histograms made of them."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import inf, isfinite

Series = Sequence[tuple[Mapping[str, str], float]]
"""All samples of one name, with their labels."""

# Name, perhaps {label="value",...}, value, perhaps a timestamp; a label's value has its \\ and " behind a \\.
_LINE = re.compile(r"([a-zA-Z_:][\w:]*)(?:\{(.*)\})?[ \t]+(\S+)(?:[ \t]+-?\d+)?[ \t\r]*")
_NAME = re.compile(r"[a-zA-Z_:][\w:]*")
_LABEL = re.compile(r'([a-zA-Z_]\w*)="((?:[^"\\]|\\.)*)"')


@dataclass(frozen=True, slots=True)
class Histogram:
    """Observations counted in buckets, since the engine's start or between two readings."""

    bounds: tuple[float, ...]
    """Upper bounds, ascending; the last is infinity."""
    counts: tuple[float, ...]
    """Observations in each bucket alone."""
    total: float = 0.0
    """Sum of all observations."""

    @property
    def observations(self) -> float:
        return sum(self.counts)

    @property
    def mean(self) -> float | None:
        return self.total / count if (count := self.observations) else None

    def quantile(self, share: float) -> float | None:
        """Interpolated within its bucket, as Prometheus' histogram_quantile does; None when nothing was observed.

        What lies above the last finite bound is said to be at it.
        """
        rank, below, lower = share * self.observations, 0.0, 0.0
        if not self.observations:
            return None
        for bound, count in zip(self.bounds, self.counts, strict=True):
            if count and below + count >= rank:
                return lower if bound == inf else lower + (bound - lower) * max(0.0, rank - below) / count
            below += count
            lower = bound if bound != inf else lower
        return lower

    def since(self, earlier: Histogram | None) -> Histogram:
        """What was observed after an earlier reading; all of it when the engine started anew in between."""
        if earlier is None or earlier.bounds != self.bounds:
            return self
        counts = tuple(now - then for now, then in zip(self.counts, earlier.counts, strict=True))
        return self if min(counts) < 0 else Histogram(self.bounds, counts, self.total - earlier.total)


def read_series(text: str, wanted: Collection[str]) -> dict[str, Series]:
    """The samples of the wanted names; what cannot be read, and what is no finite number, is left out."""
    found: dict[str, list[tuple[Mapping[str, str], float]]] = {}
    for line in _lines(text):
        name = _NAME.match(line)
        if name is None or name[0] not in wanted or (match := _LINE.fullmatch(line)) is None:
            continue
        try:
            value = float(match[3])
        except ValueError:
            continue
        if isfinite(value):
            found.setdefault(match[1], []).append((dict(_LABEL.findall(match[2] or "")), value))
    return {name: tuple(samples) for name, samples in found.items()}


def _lines(text: str) -> Iterator[str]:
    if text.startswith('"'):  # llama.cpp's builds of November 2025 answered with one JSON string (its issue 17384)
        try:
            text = str(json.loads(text))
        except ValueError:
            return
    for line in text.split("\n"):
        if line and not line.startswith("#"):
            yield line


def histogram(buckets: Series, sums: Series) -> Histogram | None:
    """The buckets of all series, which count cumulatively, as one histogram; None when they are none."""
    cumulative: dict[float, float] = {}
    for labels, value in buckets:
        try:
            bound = float(labels["le"])
        except (KeyError, ValueError):
            return None
        cumulative[bound] = cumulative.get(bound, 0.0) + value
    bounds = tuple(sorted(cumulative))
    if not bounds or bounds[-1] != inf:
        return None
    counts, below = [], 0.0
    for bound in bounds:
        counts.append(max(0.0, cumulative[bound] - below))  # read while it was written, a count may lag behind
        below = max(below, cumulative[bound])
    return Histogram(bounds, tuple(counts), sum(value for _, value in sums))
