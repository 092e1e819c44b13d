"""What comparing answers has found out, in memory: bounded, and fast enough to be asked for every candidate."""

from __future__ import annotations

from collections import OrderedDict, defaultdict
from collections.abc import Mapping
from decimal import Decimal

from semcache.core.verify import Standing
from semcache.errors import LabelsFault

KEEP_STANDINGS = 100_000
KEEP_PAIRS = 100_000
KEEP_STANDING_SECONDS = 90 * 86400.0
KEEP_PAIR_SECONDS = 365 * 86400.0
KEEP_DAYS = 8
"""Of what audits have cost."""

Pair = tuple[str, str]


def pair(one: str, other: str) -> Pair:
    """The same whichever way round."""
    return (one, other) if one <= other else (other, one)


class MemoryLabels:
    """Labels in memory, lost with the process: the reference for those on disk, which answer from here."""

    def __init__(self, *, keep_standings: int = KEEP_STANDINGS, keep_pairs: int = KEEP_PAIRS) -> None:
        self._keep_standings = keep_standings
        self._keep_pairs = keep_pairs
        self._standings: OrderedDict[str, Standing] = OrderedDict()
        self._pairs: OrderedDict[Pair, float] = OrderedDict()
        self._documents: dict[str, str] = {}
        self._spent: defaultdict[tuple[int, str], Decimal] = defaultdict(Decimal)
        self._closed = False
        self.unwritten = 0

    @property
    def has_pairs(self) -> bool:
        return bool(self._pairs)

    def standing(self, key: str) -> Standing | None:
        return self._standings.get(key)

    def note(self, key: str, standing: Standing, now: float) -> None:
        if not self._is_open():
            return
        self._standings[key] = standing
        self._standings.move_to_end(key)
        if len(self._standings) > self._keep_standings:
            self._standings.popitem(last=False)

    def are_apart(self, one: str, other: str) -> bool:
        return pair(one, other) in self._pairs

    def keep_apart(self, one: str, other: str, now: float) -> None:
        if not self._is_open():
            return
        self._pairs[pair(one, other)] = now
        if len(self._pairs) > self._keep_pairs:
            self._pairs.popitem(last=False)

    def document(self, name: str) -> str | None:
        return self._documents.get(name)

    def keep_document(self, name: str, document: str) -> None:
        if self._is_open():
            self._documents[name] = document

    def documents(self) -> Mapping[str, str]:
        return self._documents

    def tell(self, told: str) -> None: ...

    def heard(self) -> list[str]:
        return []  # nobody shares it

    def spent(self, day: int, rule: str) -> Decimal:
        return self._spent.get((day, rule), Decimal(0))

    def set_spent(self, day: int, rule: str, dollars: Decimal) -> None:
        """In all, as somebody else knows."""
        self._spent[day, rule] = dollars

    def spend(self, day: int, rule: str, dollars: Decimal) -> None:
        if self._is_open():
            self._spent[day, rule] += dollars

    async def refresh(self) -> None: ...

    async def flush(self) -> None:
        if self._closed:
            raise LabelsFault("what was found out is closed")

    async def sweep(self, now: float) -> int:
        await self.flush()
        old = [found for found, at in self._pairs.items() if at < now - KEEP_PAIR_SECONDS]
        days = [found for found in self._spent if found[0] < now // 86400 - KEEP_DAYS]
        for gone in old:
            del self._pairs[gone]
        for day in days:
            del self._spent[day]
        return len(old) + len(days)

    async def close(self) -> None:
        self._closed = True

    def _is_open(self) -> bool:
        self.unwritten += self._closed
        return not self._closed
