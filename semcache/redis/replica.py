"""What a process keeps in memory of the shared store, and the changes that others made to it."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import AsyncIterator, Iterable

from semcache.core.entry import Entry
from semcache.redis.feed import News, Place
from semcache.storage.hot import HotEntries, KnownKeys

CHANGES_KEPT = 200_000
"""For whoever asks for them; beyond, he looks at everything anew."""
CHANGES_AT_ONCE = 500
FENCES_KEPT = 10_000


class Replica:
    """The entries used last, a filter of the keys that are stored, and what is new."""

    def __init__(self, max_entries: int, hot_bytes: int) -> None:
        self.known = KnownKeys(max_entries)
        self.to_learn = asyncio.Event()
        """Set while the filter does not know what is stored."""
        self.to_learn.set()
        self._hot_bytes = hot_bytes
        self._hot = HotEntries(hot_bytes)
        self._loads: dict[str, object] = {}
        self._fences: OrderedDict[str, int] = OrderedDict()
        self._changed: OrderedDict[Place, bool] = OrderedDict()
        """Whether it was stored, the last of each place."""
        self._missed = False
        self._news = asyncio.Event()
        self.swept: dict[str, str] = {}
        """Keys that a sweep under way has deleted, with the scope of each."""

    def hot(self, key: str) -> Entry | None:
        return self._hot.get(key)

    def outbids(self, key: str, fence: int | None) -> bool:
        """Whether something was put here under a higher fence."""
        return fence is not None and self._fences.get(key, 0) > fence

    def put(self, entry: Entry, fence: int | None) -> None:
        key = entry.key
        self._loads.pop(key, None)
        self.swept.pop(key, None)
        self._hot.put(entry)
        self.known.add(key)
        self._fences.pop(key, None)
        if fence is not None:
            self._fences[key] = fence
            if len(self._fences) > FENCES_KEPT:
                self._fences.popitem(last=False)

    def drop(self, key: str) -> None:
        self._hot.drop(key)
        self._loads.pop(key, None)

    def loading(self, keys: Iterable[str]) -> object:
        """A token for `loaded`: what changes meanwhile is not to be kept."""
        token = object()
        self._loads.update(dict.fromkeys(keys, token))
        return token

    def loaded(self, token: object, keys: Iterable[str], found: dict[str, Entry | None]) -> None:
        for key in keys:
            if self._loads.get(key) is token:
                del self._loads[key]
                if (entry := found.get(key)) is not None:
                    self._hot.put(entry)

    # As a Listener.

    def heard(self, news: News) -> None:
        for _, key in (*news.stored, *news.gone):
            self.drop(key)
            self._fences.pop(key, None)
            self.swept.pop(key, None)  # `changes` tells what it is now
        for place in news.stored:
            self.known.add(place[1])
            self._note(place, stored=True)
        for place in news.gone:
            self._note(place, stored=False)
        self._news.set()

    def missed(self) -> None:
        self._hot, self._loads = HotEntries(self._hot_bytes), {}
        self._fences.clear()
        self._changed.clear()
        self._missed = True
        self._news.set()
        self.known.forget()
        self.to_learn.set()

    def _note(self, place: Place, stored: bool) -> None:
        self._changed.pop(place, None)
        self._changed[place] = stored
        if len(self._changed) > CHANGES_KEPT:
            self._changed.clear()
            self._missed = True

    async def changes(self) -> dict[Place, bool] | None:
        """Some of what others did since the last call, waiting until there is anything: whether each was stored or is
        gone, in order. None where some of it was missed."""
        while not (self._missed or self._changed):
            self._news.clear()
            await self._news.wait()
        if self._missed:
            self._missed = False
            return None
        count = min(CHANGES_AT_ONCE, len(self._changed))
        return dict(self._changed.popitem(last=False) for _ in range(count))

    def put_back(self, changed: dict[Place, bool]) -> None:
        """What `changes` told could not be made use of."""
        for place, stored in self._changed.items():
            changed.pop(place, None)
            changed[place] = stored
        self._changed = OrderedDict(changed)
        self._news.set()

    async def learn(self, keys: AsyncIterator[Iterable[str]]) -> None:
        """Fill the filter with what is stored."""
        self.to_learn.clear()
        has_learnt = False
        try:
            has_learnt = await self.known.learn_from(keys)
        finally:
            if not has_learnt:
                self.to_learn.set()
