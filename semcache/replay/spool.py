"""The requests of a log on disk, in one shape, to be gone through in the order of time as often as wanted.

A file without a name: it is gone with the process, however that ends.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryFile

import numpy as np
import orjson

from semcache.replay.logged import Logged


class Spool:
    """Takes requests in; memory grows by 16 bytes for each."""

    def __init__(self, folder: Path) -> None:
        self._file = TemporaryFile(dir=folder, prefix="replay-", buffering=1 << 16)  # noqa: SIM115
        self._times = array("d")
        self._places = array("q")
        self._end = 0
        self._in_order = True

    def __len__(self) -> int:
        return len(self._times)

    def add(self, one: Logged, at: float) -> None:
        head = orjson.dumps(
            [one.line, one.at, one.tenant, None if one.cost is None else str(one.cost), dict(one.headers), one.path]
        )
        self._in_order = self._in_order and (not self._times or self._times[-1] <= at)
        self._times.append(at)
        self._places.append(self._end)
        # None of the three holds a newline: they are JSON without white space.
        self._end += self._file.write(b"%b\n%b\n%b\n" % (head, one.request, one.answer))

    @property
    def first(self) -> float:
        """When the oldest request was made."""
        return min(self._times)

    @property
    def last(self) -> float | None:
        """When the request that was added last was made."""
        return self._times[-1] if self._times else None

    def __iter__(self) -> Iterator[tuple[float, Logged]]:
        """Oldest first; those of the same moment as they came in."""
        self._file.flush()
        order = None if self._in_order else np.argsort(np.frombuffer(self._times), kind="stable")
        self._file.seek(0)
        for place in range(len(self._times)):
            if order is not None:
                place = int(order[place])
                self._file.seek(self._places[place])
            yield self._times[place], self._read()

    def _read(self) -> Logged:
        head, request, answer = (self._file.readline()[:-1] for _ in range(3))
        line, at, tenant, cost, headers, path = orjson.loads(head)
        return Logged(line, at, tenant, request, answer, None if cost is None else Decimal(cost), headers, path)

    def close(self) -> None:
        self._file.close()
