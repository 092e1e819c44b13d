"""The books, and what is remembered of single requests."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Protocol

from semcache.core.cells import Cells
from semcache.core.explanation import Explanation
from semcache.core.ledger import LedgerRow


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
