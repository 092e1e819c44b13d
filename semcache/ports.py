"""The Protocols that the engine stands on. Each docstring lists what callers may rely on.

The adapters under `semcache.adapters` keep these promises; one conformance suite, `tests/adapters/`, runs over all
of them. The memory adapters are the reference.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

import numpy as np
import numpy.typing as npt

from semcache.core.cells import Cells
from semcache.core.entry import Entry, Neighbour
from semcache.core.explanation import Explanation
from semcache.core.ledger import LedgerRow
from semcache.core.upstreams import Errand
from semcache.core.verify import Standing
from semcache.core.world import Announcement, Event, World

Vector = npt.NDArray[np.float32]
"""Shape (d,), float32, unit length: the inner product of two is their cosine similarity."""


class Clock(Protocol):
    """Time. Tests move it by hand."""

    def now(self) -> float:
        """Seconds since the epoch."""
        ...

    def monotonic(self) -> float:
        """Seconds that never go back, for durations."""
        ...


@dataclass(frozen=True, slots=True)
class Spent:
    """What an embedder has done since it was made."""

    texts: int = 0
    seconds: float = 0.0
    """Of a processor's or GPU's time; 0 where somebody else's machine did it."""
    on: str = "cpu"
    """ "cpu", "cuda" or "endpoint"."""


class Embedder(Protocol):
    """Text to unit vectors.

    - `fingerprint` names model, weights, runtime and pooling: two embedders whose vectors differ never share one.
    - `embed` never blocks the event loop and may be called concurrently; concurrent calls may be batched.
    - The same text gives the same vector, whatever else is in the batch, to within 1e-3 of cosine.
    - It reads the whole text or raises `TextTooLong`. It never cuts.
    - Any other trouble is an `EmbedderFault`, so is a model that is not loaded yet; `ready` waits until it is.
    - An embedder may be replaced by a better one while requests are under way; its fingerprint changes then.
      `current` is one whose fingerprint never changes: take it once a request.
    """

    @property
    def current(self) -> Embedder: ...

    @property
    def fingerprint(self) -> str: ...

    @property
    def dimension(self) -> int: ...

    @property
    def max_tokens(self) -> int: ...

    @property
    def spent(self) -> Spent:
        """Only grows, but for `on`, until another embedder takes over."""
        ...

    async def ready(self) -> None:
        """Return when vectors can be had, or raise `EmbedderFault` when that will not be."""
        ...

    async def embed(self, text: str) -> Vector: ...

    async def close(self) -> None: ...


class VectorIndex(Protocol):
    """Nearest neighbours, one partition a scope. Derived from the store and rebuilt from it.

    - `search` returns at most k neighbours of that scope only, nearest first, and [] for a scope it does not know.
      Each similarity is exact. In a scope of more than some ten thousand vectors the nearest may be missed: of those
      at 0.85 or nearer, one in a hundred at most.
    - What `add` put in is found by the next `search`; adding a key again replaces its vector. `add_many` is as many
      calls of `add`, and nothing where one of the vectors is a fault; others are served between its parts.
    - What `remove` took out is never returned again; unknown keys are ignored.
    - One that `is_kept` outlives the process and is shared by all of a store: it needs no filling at a start, and no
      telling of what other processes added.
    - All methods may be called concurrently, from one event loop, adding while searching included.
    - Neighbours equally near come in the order of their keys.
    - A vector of another dimension, not finite or not of unit length, is an `IndexFault` and changes nothing.
    """

    async def is_kept(self) -> bool:
        """Whether it holds already what was added before."""
        ...

    async def search(self, scope: str, vector: Vector, k: int) -> list[Neighbour]: ...

    async def add(self, scope: str, key: str, vector: Vector) -> None: ...

    async def add_many(self, scope: str, keys: Sequence[str], vectors: npt.NDArray[np.float32]) -> None:
        """A row of `vectors` for each key."""
        ...

    async def remove(self, scope: str, keys: Iterable[str]) -> None: ...

    async def clear(self) -> None:
        """Takes out all that was put in before, in every scope; of an index that others share, nothing."""
        ...

    def __len__(self) -> int: ...

    async def close(self) -> None: ...


@dataclass(frozen=True, slots=True)
class StoredVector:
    """One entry's vector and where it belongs."""

    scope: str
    """The scope's digest."""
    key: str
    embedder: str
    """Fingerprint of the embedder that made it."""
    vector: Vector


@dataclass(frozen=True, slots=True)
class Changes:
    """What other processes did to a store that they share."""

    stored: tuple[StoredVector, ...] = ()
    gone: tuple[tuple[str, str], ...] = ()
    """(scope digest, key) of each."""
    is_whole: bool = True
    """False where some were missed; only reading all vectors again tells what the store holds then."""


class Store(Protocol):
    """Entries by exact key: the truth.

    - After `put` returns, `get` in this process sees the whole entry; on disk it is within one second.
    - `put` under a key that exists replaces entry and vector together. With a fence, it changes nothing where something
      was put under a higher one: a leader that lost its lease does not write over its successor.
    - What was put before `flush` is seen by every process that shares the store when it returns.
    - `changes` waits until other processes stored or removed something, and tells what, in order, for the index: all
      since the store was opened, and from then on all since the last call. What this process did may be among it.
    - `get` returns whatever is stored, expired or not: freshness is decided in core, not here.
    - An entry that cannot be read back whole is None, never half an entry.
    - `vectors` yields every entry's vector, if it has one, for rebuilding the index.
    - What `remove` and `sweep` deleted is off the disk when they return.
    - `sweep` deletes what is of no more use after `now`, what events have ended, and then, where the store holds more
      than it may, the oldest of those authors who hold most (`core.shares`); it returns (scope digest, key) of each,
      for the index. A store is bounded only if it is swept now and then. What was put after the event that ended it
      may stay longer.
    - `world` holds every event whose `announce` returned before, in any process that shares the store. When that cannot
      be known, or one of the events is not understood, it is a fault: an older world is never returned.
    - `announce` puts an event in force in the time of one write, and only then counts what it ended. It stays in force
      when the counting fails or the caller is cancelled meanwhile.
    - What counts and lists holds up no request.
    - `unwritten` counts entries that could not be written and were dropped.
    - Trouble of any kind is a `StoreFault`.
    """

    @property
    def unwritten(self) -> int: ...

    async def get(self, key: str) -> Entry | None: ...

    async def look(self, key: str) -> tuple[World, Entry | None]:
        """`world` and `get` at the cost of one: an entry that was stored after an event comes with a world that knows
        of it."""
        ...

    async def get_many(self, keys: Sequence[str]) -> list[Entry | None]:
        """In the order asked."""
        ...

    async def put(self, entry: Entry, vector: Vector | None, fence: int | None = None) -> None: ...

    async def flush(self) -> None: ...

    async def changes(self) -> Changes: ...

    async def remove(self, keys: Iterable[str]) -> int:
        """How many there were."""
        ...

    async def sweep(self, now: float) -> list[tuple[str, str]]: ...

    def vectors(self) -> AsyncIterator[StoredVector]: ...

    async def world(self) -> World:
        """What has been heard. Called for every request, so it costs microseconds where nothing is new."""
        ...

    async def announce(self, event: Event, who: str, now: float) -> Announcement:
        """Numbers the event and keeps it, for good and for everybody. `now` is for the audit alone."""
        ...

    async def count_gone(self, event: Event) -> int:
        """How many entries that stand now, expired or not, the event would end; changes nothing. May read them all."""
        ...

    def announcements(self, limit: int = 100) -> AsyncIterator[Announcement]:
        """The audit, newest first."""
        ...

    async def find_keys(self, prefix: str, limit: int = 2) -> list[str]:
        """Keys of entries that begin so, in their order."""
        ...

    async def count(self) -> int: ...

    async def close(self) -> None:
        """Writes what is pending, then lets go."""
        ...


class Lease(Protocol):
    """The right to make a call that other processes wait for."""

    @property
    def fence(self) -> int | None:
        """Higher than that of every lease of the same key before; None where no holder can lose it but by dying."""
        ...

    async def release(self) -> None:
        """Whoever waits goes on. May be called twice; never raises."""
        ...


class Leases(Protocol):
    """Which process makes a call that others may wait for.

    - At most one living process holds the lease of a key. One that dies loses it, at once or within two seconds; one
      that lives keeps it until it releases it, for as long as it can be heard.
    - `take` returns at once: the lease, or None while another process holds it.
    - `freed` returns once nobody holds it any more.
    - Trouble of any kind is a `StoreFault`; then everybody makes their own calls.
    """

    async def take(self, key: str) -> Lease | None: ...

    async def freed(self, key: str) -> None: ...

    async def close(self) -> None:
        """Releases what is held."""
        ...


class Ledger(Protocol):
    """The books.

    - `append` returns at once and never raises; rows reach the disk within one second, in batches.
    - A row whose id is already written changes nothing.
    - A crash loses at most the rows of the last second and never writes one twice.
    - `unwritten` counts rows that could not be written and were dropped.
    - `rows` reads what is written, oldest first; `since` is inclusive, `until` exclusive (seconds since the epoch).
    - `cells` is what `rows` of the same span add up to, and takes no longer the more rows there are.
    - After `drop_rows` the rows of those days are gone, and the cells of any span of whole days are as before.
    """

    @property
    def unwritten(self) -> int: ...

    def append(self, row: LedgerRow) -> None: ...

    async def flush(self) -> None: ...

    def cells(self, since: float | None = None, until: float | None = None) -> Cells: ...

    async def drop_rows(self, before: float) -> int:
        """Forget the rows of the days, in UTC, that ended before; their sums stay. How many there were."""
        ...

    def rows(self, since: float | None = None, until: float | None = None) -> Iterator[LedgerRow]: ...

    async def close(self) -> None: ...


class Journal(Protocol):
    """Why requests were answered as they were, for a while.

    - `append` returns at once and never raises. `explain` is called later, on any thread, perhaps more than once; if it
      raises, nothing is kept of this request.
    - `get` finds what was appended before, and None for what it does not know or keeps no more.
    - A request that is already there is not written again.
    - Explanations reach the disk within one second, in batches; `unwritten` counts those that were dropped.
    - `sweep` drops what is older than the journal keeps, and the oldest where there are more than it keeps; it returns
      how many. A journal is bounded only if it is swept now and then.
    - Trouble of any kind is a `JournalFault`.
    """

    @property
    def unwritten(self) -> int: ...

    def append(self, request_id: str, explain: Callable[[], Explanation]) -> None: ...

    async def get(self, request_id: str) -> Explanation | None: ...

    async def sweep(self, now: float) -> int: ...

    async def close(self) -> None: ...


class Labels(Protocol):
    """What comparing answers has found out, and what it cost.

    - `standing`, `has_pairs`, `are_apart`, `document` and `spent` answer from memory, in microseconds, for the path of
      requests.
    - What is written is seen at once by the next reading in this process, and reaches the disk within one second. No
      writing ever raises or waits; `unwritten` counts what was dropped because the disk could not be written.
    - Two questions that are kept apart are so whichever of them is asked and whichever stored, after a restart too.
      What another process wrote of anything is known when `refresh` returns.
    - It is bounded: the standings and pairs written longest ago go first. A file is bounded only if it is swept.
    - Trouble of any kind is a `LabelsFault`.
    """

    @property
    def unwritten(self) -> int: ...

    @property
    def has_pairs(self) -> bool:
        """Whether there are any questions to be kept apart."""
        ...

    def standing(self, key: str) -> Standing | None:
        """Of the entry under this key; None when nothing was compared with it."""
        ...

    def note(self, key: str, standing: Standing, now: float) -> None: ...

    def are_apart(self, one: str, other: str) -> bool:
        """Whether the one must not be answered with what was stored for the other."""
        ...

    def keep_apart(self, one: str, other: str, now: float) -> None: ...

    def document(self, name: str) -> str | None:
        """What was kept last under this name: what a rule's verifier has learned, how its audits went."""
        ...

    def keep_document(self, name: str, document: str) -> None: ...

    def documents(self) -> Mapping[str, str]:
        """All that are kept, by name; not to be changed."""
        ...

    def tell(self, told: str) -> None:
        """Something that the other processes should hear once, if they still live."""
        ...

    def heard(self) -> list[str]:
        """What other processes told since the last call, as far as `refresh` heard of it, in order."""
        ...

    def spent(self, day: int, rule: str) -> Decimal:
        """Dollars that audits of the rule have cost on that day (UTC, since the epoch), in every process."""
        ...

    def spend(self, day: int, rule: str, dollars: Decimal) -> None: ...

    async def refresh(self) -> None: ...

    async def flush(self) -> None: ...

    async def sweep(self, now: float) -> int:
        """How many were dropped."""
        ...

    async def close(self) -> None:
        """Writes what is pending, then lets go."""
        ...


@dataclass(frozen=True, slots=True)
class UpstreamRequest:
    """An HTTP request to send on."""

    method: str
    path: str
    """With the query string, from the first slash."""
    headers: tuple[tuple[bytes, bytes], ...]
    """Names in lower case; hop-by-hop headers already taken out."""
    body: bytes | AsyncIterator[bytes]
    errand: Errand | None = None
    """What the call is for; None for what is only passed through."""


class UpstreamResponse(Protocol):
    """A response that has begun.

    - `chunks` yields bytes as they arrive, once; it raises `UpstreamCut` when the response breaks off.
    - `close` may be called at any time, also from another task, and frees the connection at once.
    """

    @property
    def status(self) -> int: ...

    @property
    def headers(self) -> tuple[tuple[bytes, bytes], ...]: ...

    def chunks(self) -> AsyncIterator[bytes]: ...

    async def close(self) -> None: ...


class Upstream(Protocol):
    """Where misses go.

    - `open` returns when the response has begun, or raises `UpstreamUnreachable`. One that has a choice of replicas
      tells the errand what it called, and may try again while nothing of an answer was handed on.
    - Cancelling `open` or closing the response ends the upstream call within a second.
    """

    @property
    def name(self) -> str: ...

    async def open(self, request: UpstreamRequest) -> UpstreamResponse: ...

    async def close(self) -> None: ...
