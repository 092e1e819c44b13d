"""The journal in memory: the reference for the other one."""

from __future__ import annotations

from collections.abc import Callable

from semcache.core.explanation import Explanation
from semcache.errors import JournalFault


class MemoryJournal:
    """A dict by request, in the order of appending."""

    def __init__(self, keep_seconds: float = 7 * 86400.0, keep_requests: int = 200_000) -> None:
        self._keep_seconds = keep_seconds
        self._keep_requests = keep_requests
        self._appended: dict[str, Callable[[], Explanation]] = {}
        self._kept: dict[str, Explanation] = {}
        self._closed = False
        self.unwritten = 0

    def append(self, request_id: str, explain: Callable[[], Explanation]) -> None:
        if self._closed:
            self.unwritten += 1
        else:
            self._appended.setdefault(request_id, explain)

    async def get(self, request_id: str) -> Explanation | None:
        self._write()
        return self._kept.get(request_id)

    async def sweep(self, now: float) -> int:
        self._write()
        excess = len(self._kept) - self._keep_requests
        oldest = now - self._keep_seconds
        gone = [id for place, (id, one) in enumerate(self._kept.items()) if place < excess or one.at < oldest]
        for id in gone:
            del self._kept[id]
        return len(gone)

    async def close(self) -> None:
        self._closed = True

    def _write(self) -> None:
        if self._closed:
            raise JournalFault("the journal is closed")
        appended, self._appended = self._appended, {}
        for id, explain in appended.items():
            try:
                self._kept.setdefault(id, explain())
            except Exception:
                self.unwritten += 1
