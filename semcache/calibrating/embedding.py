"""Vectors of labelled questions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from semcache.calibrating.labelled import Labelled
from semcache.calibrating.neighbours import Matrix
from semcache.core.courtesy import gist
from semcache.core.text import LONGEST
from semcache.errors import TextTooLong, UsageError
from semcache.vectorcache import BATCH, RememberingEmbedder


async def embedded(
    labelled: Labelled, embedder: RememberingEmbedder, told: Callable[[int, int], None]
) -> tuple[Labelled, dict[str, Matrix]]:
    """The rows whose texts the embedder reads whole, and their vectors by column. Raises EmbedderFault, UsageError."""
    columns: dict[str, list[str]] = (
        {"a": [pair.a for pair in labelled.pairs], "b": [pair.b for pair in labelled.pairs]}
        if labelled.pairs
        else {"text": [one.text for one in labelled.stream]}
    )
    texts = [[gist(text) for text in column] for column in columns.values()]
    size = labelled.rows
    matrices = [np.zeros((size, embedder.dimension), np.float32) for _ in texts]
    whole = np.ones(size, bool)
    for start in range(0, size, BATCH):
        told(start, size)
        for column, matrix in zip(texts, matrices, strict=True):
            await embedder.learn([text for text in column[start : start + BATCH] if len(text) <= LONGEST])
            for place, text in enumerate(column[start : start + BATCH], start):
                try:
                    if len(text) > LONGEST:
                        raise TextTooLong(len(text), LONGEST)
                    matrix[place] = await embedder.embed(text)
                except TextTooLong:
                    whole[place] = False
    told(size, size)
    if not whole.any():
        raise UsageError(
            f"{labelled.path}: every text is longer than the {embedder.max_tokens} tokens that are embedded"
        )
    kept = np.flatnonzero(whole).tolist()
    unread = (*labelled.unread, *((0, "longer than the model reads") for _ in range(size - len(kept))))
    rows = replace(
        labelled,
        pairs=tuple(labelled.pairs[n] for n in kept) if labelled.pairs else (),
        stream=tuple(labelled.stream[n] for n in kept) if labelled.stream else (),
        unread=unread,
    )
    return rows, {name: matrix[whole] for name, matrix in zip(columns, matrices, strict=True)}
