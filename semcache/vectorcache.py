"""An embedder that remembers on disk, for work that sees the same texts again and again."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Protocol

from semcache.core.courtesy import gist
from semcache.core.text import LONGEST
from semcache.errors import TextTooLong
from semcache.ports import Embedder, Spent, Vector

BATCH = 256
"""Texts that are looked for, embedded and written down together; an interruption loses no more than these."""
_IN_MEMORY = 4096
_MUCH = 64
"""New texts at once from which help is worth its time to load."""


class VectorShelf(Protocol):
    """Vectors by text, kept for good. None stands for a text that the embedder cannot read whole."""

    def get(self, texts: Sequence[str]) -> dict[str, Vector | None]:
        """Those that are known."""
        ...

    def put(self, vectors: dict[str, Vector | None]) -> None: ...


class RememberingEmbedder:
    """Gives a known text's vector from the shelf, and puts every new one there.

    What it gives went through the shelf, so the first run over some texts decides as every later one.
    """

    def __init__(
        self, embedder: Embedder, shelf: VectorShelf, helpers: Callable[[], Sequence[Embedder]] = lambda: ()
    ) -> None:
        """`helpers` makes more of the same embedder, for when there is much to do."""
        first = embedder.current
        self.fingerprint = first.fingerprint
        self.dimension = first.dimension
        self.max_tokens = first.max_tokens
        self._embedders = [first]
        self._helpers: Callable[[], Sequence[Embedder]] | None = helpers
        self._shelf = shelf
        self._known: OrderedDict[str, Vector | None] = OrderedDict()

    @property
    def current(self) -> RememberingEmbedder:
        return self

    @property
    def spent(self) -> Spent:
        return Spent()  # nobody books what trying out costs

    async def ready(self) -> None:
        for embedder in self._embedders:
            await embedder.ready()

    async def embed(self, text: str) -> Vector:
        if text not in self._known:
            await self.learn([text])
        vector = self._known[text]
        if vector is None:
            raise TextTooLong(self.max_tokens + 1, self.max_tokens)
        return vector

    async def learn_all(self, texts: Iterable[str], told: Callable[[int], None] = lambda count: None) -> None:
        """Sees to it that every text is on the shelf; `told` hears how many more are done. Raises EmbedderFault."""
        for batch in _batches(texts):
            await self.learn(batch)
            told(len(batch))

    async def learn(self, texts: Sequence[str]) -> None:
        """Has the vectors of these at hand. Raises EmbedderFault."""
        wanted = list(dict.fromkeys(text for text in texts if text not in self._known))
        found = self._shelf.get(wanted)
        new = [text for text in wanted if text not in found]
        if new:
            self._shelf.put(await self._computed(new))
            found |= self._shelf.get(new)
        self._known |= found
        while len(self._known) > max(_IN_MEMORY, len(texts)):
            self._known.popitem(last=False)

    async def _computed(self, texts: Sequence[str]) -> dict[str, Vector | None]:
        waiting = iter(texts)
        vectors: dict[str, Vector | None] = {}

        async def work(embedder: Embedder) -> None:
            for text in waiting:
                try:
                    vectors[text] = await embedder.embed(text)
                except TextTooLong:
                    vectors[text] = None

        if len(texts) >= _MUCH and self._helpers is not None:
            self._embedders += self._helpers()
            self._helpers = None
            await self.ready()
        await asyncio.gather(*map(work, self._embedders))
        return vectors

    async def close(self) -> None:
        for embedder in self._embedders:
            await embedder.close()


def embedded_text(query: str | None, exact_only: str | None) -> str | None:
    """What the engine embeds of a request's last user text; None where it embeds nothing."""
    if query is None or exact_only is not None or len(query) > LONGEST:
        return None
    return gist(query)


def _batches(texts: Iterable[str]) -> Iterator[list[str]]:
    rest = iter(texts)
    while batch := list(islice(rest, BATCH)):
        yield batch
