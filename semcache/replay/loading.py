"""Reads a whole log onto the disk, in order, and has its questions embedded."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from hashlib import blake2b
from pathlib import Path

from semcache.errors import UsageError
from semcache.replay.logged import Unread
from semcache.replay.outcome import LogFound, Trouble
from semcache.replay.reading import LogFile, open_log
from semcache.replay.spool import Spool
from semcache.vectorcache import RememberingEmbedder, embedded_text
from semcache.wire import WIRES, Unreadable

EPOCH = 1_700_000_000.0
"""When a log happens that never says when."""
_REASONS = 100
"""Different ones that are told apart."""
Told = Callable[[int, int], None]
"""Hears (done, of all)."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """A log that is ready to be replayed."""

    found: LogFound
    spool: Spool
    texts: int


def load(path: Path, folder: Path, *, limit: int | None = None, tenant_field: str | None = None, told: Told) -> Loaded:
    """The log's requests, in a file without a name in this folder. Raises UsageError when there are none."""
    with open_log(path) as log:
        loading = _Loading(log, Spool(folder))
        try:
            return loading.all(limit, tenant_field, told)
        except BaseException:
            loading.spool.close()
            raise


async def embed(loaded: Loaded, embedder: RememberingEmbedder, told: Told) -> None:
    """Has the vectors of all questions on the shelf. What was computed stays there when it is interrupted."""
    done = 0

    def more(count: int) -> None:
        nonlocal done
        done += count
        told(done, loaded.texts)

    told(0, loaded.texts)
    await embedder.learn_all(_texts(loaded.spool), more)


class _Loading:
    def __init__(self, log: LogFile, spool: Spool) -> None:
        self.spool = spool
        self._log = log
        self._troubles: dict[str, Trouble] = {}
        self._seen: set[bytes] = set()
        self._timeless = self._unanswered = self._passed_over = 0

    def all(self, limit: int | None, tenant_field: str | None, told: Told) -> Loaded:
        log, spool = self._log, self.spool
        first: float | None = None
        last: float | None = None
        for count, one in enumerate(log.requests(tenant_field)):
            if count % 500 == 0:
                told(log.position, log.size)
            if isinstance(one, Unread):
                self._pass_over(one)
                continue
            try:
                request = WIRES[one.path].read_request(one.request).request
            except Unreadable as unreadable:
                self._pass_over(Unread(one.line, f"a request that no gateway would read: {unreadable.reason}"))
                continue
            if (text := embedded_text(request.query, request.exact_only)) is not None:
                self._seen.add(_digest(text))
            self._unanswered += not one.answer
            if one.at is None:
                self._timeless += 1
            else:
                first, last = min(first or one.at, one.at), max(last or one.at, one.at)
            # Without a time of its own it came when the one before it came.
            spool.add(one, one.at if one.at is not None else spool.last or EPOCH)
            if limit is not None and len(spool) >= limit:
                break
        told(log.size, log.size)
        self._check()
        return Loaded(self._found(first, last), spool, len(self._seen))

    def _pass_over(self, one: Unread) -> None:
        self._passed_over += 1
        why = one.why if one.why in self._troubles or len(self._troubles) < _REASONS else "other reasons"
        known = self._troubles.get(why)
        self._troubles[why] = Trouble(why, 1, one.line) if known is None else replace(known, lines=known.lines + 1)

    def _ranked(self) -> tuple[Trouble, ...]:
        return tuple(sorted(self._troubles.values(), key=lambda one: (-one.lines, one.first)))

    def _check(self) -> None:
        if not len(self.spool):
            why = f": line {self._ranked()[0].first}: {self._ranked()[0].why}" if self._troubles else ""
            raise UsageError(f"{self._log.path}: none of its {self._passed_over:,} lines can be replayed{why}")

    def _found(self, first: float | None, last: float | None) -> LogFound:
        return LogFound(
            path=str(self._log.path),
            format=self._log.format,
            requests=len(self.spool),
            passed_over=self._passed_over,
            troubles=self._ranked(),
            without_time=self._timeless,
            without_answer=self._unanswered,
            questions=len(self._seen),
            first=first,
            last=last,
        )


def _texts(spool: Spool) -> Iterator[str]:
    """Each text that may be embedded, once."""
    seen: set[bytes] = set()
    for _, one in spool:
        request = WIRES[one.path].read_request(one.request).request
        text = embedded_text(request.query, request.exact_only)
        if text is not None and (digest := _digest(text)) not in seen:
            seen.add(digest)
            yield text


def _digest(text: str) -> bytes:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()
