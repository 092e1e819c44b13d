"""A scope that has outgrown a search of every vector on the event loop's thread."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np

from semcache.core.entry import Neighbour
from semcache.nearest.codes import SAMPLE_PER_LIST, Codes, lists_for
from semcache.nearest.exact import Matrix, NearestRows, Partition, Ranked, neighbours, rank
from semcache.ports import Vector

log = logging.getLogger("semcache")

CANDIDATES = 48
"""Whose exact similarity is computed, where ten neighbours or fewer are asked for."""
PER_NEIGHBOUR = 4
MOST_CANDIDATES = 4096
DEAD = 0.3
"""Of a segment's rows, or of the codes: above it what lives is moved, or coded anew."""
DIVIDE_FROM = 300_000
"""Vectors from which codes are kept in lists: below it, reading them all takes at most some 600 microseconds."""
MOVED_AT_ONCE = 512
CODED_AT_ONCE = 4
"""Segments, in one copy of the codes."""
QUIET_SECONDS = 1.0
"""Since a segment was last filled, before codes are made anew: a scope that is being loaded first gets its codes."""


class Segment:
    """A full block of vectors, which stay where they are; those that were removed have lost their key."""

    __slots__ = ("keys", "number", "places", "vectors")

    def __init__(self, number: int, vectors: Matrix, keys: list[str]) -> None:
        self.number = number
        self.vectors = vectors
        self.keys: list[str | None] = list(keys)
        self.places = {key: place for place, key in enumerate(keys)}

    def __len__(self) -> int:
        """Those that live."""
        return len(self.places)

    def remove(self, key: str) -> None:
        self.keys[self.places.pop(key)] = None

    @property
    def is_sparse(self) -> bool:
        return len(self.places) < (1 - DEAD) * len(self.keys)

    def living(self) -> list[int]:
        return [place for place, key in enumerate(self.keys) if key is not None]


@dataclass(frozen=True, slots=True)
class Coded:
    """Codes for all segments up to one of them. Replaced as a whole, and never changed while it can be seen."""

    codes: Codes
    last: int
    """Number of the last segment."""


class Grown:
    """Vectors in full blocks that only lose some, found by their codes, and a partition for what comes.

    All but `code_more` is for one thread, the one that searches. `code_more` is for another, and replaces `coded`
    alone: neither waits for the other.
    """

    def __init__(
        self,
        small: Partition,
        nearest: NearestRows,
        has_work: Callable[[Grown], object],
        divide_from: int = DIVIDE_FROM,
        quiet_seconds: float = QUIET_SECONDS,
    ) -> None:
        """`has_work` is called, on the thread that searches, when `code_more` should be."""
        self.dimension = small.dimension
        self._rows = small.block_rows
        self._nearest = nearest
        self._has_work = has_work
        self._divide_from = divide_from
        self._quiet_seconds = quiet_seconds
        self._filled_at = 0.0
        """When a segment was last filled, by the monotonic clock."""
        self._head = small
        self._segments: dict[int, Segment] = {}
        """By number, in their order."""
        self._sealed = 0
        """Segments that there ever were."""
        self._living = 0
        """Vectors in segments."""
        self._sparse: list[Segment] = []
        self._coding: Iterator[None] | None = None
        self.coded: Coded | None = None
        self._seal()

    def __len__(self) -> int:
        return len(self._head) + self._living

    def search(self, query: Vector, k: int) -> list[Neighbour]:
        found = self._head.rank(query, k)
        coded = self.coded
        for segment in reversed(self._segments.values()):
            if coded is not None and segment.number <= coded.last:
                found += self._by_codes(coded.codes, query, k)
                break
            found += rank(self._nearest, segment.vectors, segment.keys, 0, query, k)
        if self._coding is None and self.is_outdated:
            self._has_work(self)
        return neighbours(found, k)

    def add(self, key: str, vector: Vector) -> None:
        for segment in self._segments.values():
            place = segment.places.get(key)
            if place is not None:
                if np.array_equal(segment.vectors[place], vector):
                    return  # an answer stored anew for the same question: its row and code serve on
                self._remove(segment, key)
                break
        self._head.add(key, vector)
        self._seal()

    def add_many(self, keys: Sequence[str], vectors: Matrix) -> None:
        for key, vector in zip(keys, vectors, strict=True):
            self.add(key, vector)

    def remove(self, keys: Iterable[str]) -> None:
        some = set(keys)
        self._head.remove(some)
        for segment in list(self._segments.values()):
            for key in some & segment.places.keys():
                self._remove(segment, key)
        if self.is_outdated:
            self._has_work(self)

    @property
    def is_sparse(self) -> bool:
        """Segments have lost so many vectors that `tidy` should be called."""
        return bool(self._sparse)

    @property
    def is_outdated(self) -> bool:
        """There are codes of too many that are gone, or too few lists."""
        if self.coded is None:
            return False
        codes = self.coded.codes
        return (1 - DEAD) * len(codes) > self._living or self._lists_for(self._living) >= 4 * codes.lists

    def tidy(self) -> None:
        """Moves some vectors of a sparse segment to where new ones are; once all are moved, its memory is given back.
        Takes a millisecond at most."""
        if self._sparse:
            segment = self._sparse[-1]
            for key in list(islice(segment.places, MOVED_AT_ONCE)):
                self._head.add(key, segment.vectors[segment.places[key]])
                self._remove(segment, key)
            self._seal()

    def _by_codes(self, codes: Codes, query: Vector, k: int) -> Ranked:
        """Exact similarities of what the codes say is nearest. Where most of it is gone by now, more is looked at."""
        wanted = max(CANDIDATES, PER_NEIGHBOUR * k)
        while True:
            numbers = codes.candidates(query, wanted)
            keys: list[str] = []
            rows: list[Vector] = []
            for number in numbers:
                place, row = divmod(number, self._rows)
                segment = self._segments.get(place)
                if segment is not None and (key := segment.keys[row]) is not None:
                    keys.append(key)
                    rows.append(segment.vectors[row])
            if 2 * len(keys) >= wanted or len(numbers) < wanted or wanted >= MOST_CANDIDATES:
                if not rows:
                    return []
                return rank(self._nearest, np.concatenate(rows).reshape(len(rows), -1), keys, 0, query, k)
            wanted *= 4

    def _remove(self, segment: Segment, key: str) -> None:
        was_sparse = segment.is_sparse
        segment.remove(key)
        self._living -= 1
        if not len(segment):
            if was_sparse:
                self._sparse.remove(segment)
            del self._segments[segment.number]
            self._has_work(self)
        elif segment.is_sparse and not was_sparse:
            self._sparse.append(segment)

    def _seal(self) -> None:
        if len(self._head) < self._rows:
            return
        for vectors, keys in self._head.take_whole_blocks():
            self._segments[self._sealed] = Segment(self._sealed, vectors, keys)
            self._sealed += 1
            self._living += len(keys)
        self._filled_at = time.monotonic()
        self._has_work(self)

    # On the other thread.

    def code_more(self) -> bool:
        """Does what is most wanted of the coding, for a second at most; False when nothing is left to do."""
        segments = list(self._segments.values())
        if not segments:
            self.coded, self._coding = None, None
            return False
        coded = self.coded
        last = -1 if coded is None else coded.last
        waiting = [segment for segment in segments if segment.number > last]
        if waiting:
            # First, for each of them is searched vector by vector meanwhile.
            codes = Codes(waiting[0].vectors) if coded is None else coded.codes.copy()
            self.coded = self._extended(codes, waiting[:CODED_AT_ONCE])
            return True
        assert coded is not None
        is_quiet = time.monotonic() - self._filled_at >= self._quiet_seconds
        if self._coding is None and is_quiet and self.is_outdated:
            self._coding = self._coded_anew(segments)
        if self._coding is None:
            return False
        try:
            next(self._coding)
        except StopIteration:
            self._coding = None
        except BaseException:
            self._coding = None
            raise
        return True

    def _lists_for(self, count: int) -> int:
        return lists_for(count) if count >= self._divide_from else 1

    def _coded_anew(self, segments: list[Segment]) -> Iterator[None]:
        """A part at a time: what waits for its first code goes first."""
        count = self._living
        lists = self._lists_for(count)
        codes = Codes(segments[-1].vectors)
        if lists > 1:
            yield from codes.divide(_sample(segments, lists * SAMPLE_PER_LIST), lists)
        del segments  # or those that are dropped meanwhile would keep their memory
        last = -1
        while waiting := [segment for segment in list(self._segments.values()) if segment.number > last]:
            last = self._extended(codes, waiting[:CODED_AT_ONCE]).last
            yield
        self.coded = Coded(codes, last)
        log.info("%d vectors of one scope are searched by codes in %d lists", count, lists)

    def _extended(self, codes: Codes, segments: Sequence[Segment]) -> Coded:
        for segment in segments:
            living = np.array(segment.living(), dtype=np.int64)
            if len(living):
                codes.add(segment.vectors[living], living + segment.number * self._rows)
        return Coded(codes, segments[-1].number)


def _sample(segments: Sequence[Segment], count: int) -> Matrix:
    """So many vectors, or all, evenly from all segments."""
    living = sum(map(len, segments))
    step = max(1, living // count)
    return np.concatenate([segment.vectors[segment.living()[::step]] for segment in segments])
