"""Which rows belong together: no group is both learned from and checked with, and intervals take groups whole."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

from semcache.calibrating.labelled import Asked, Pair


def groups_of_pairs(pairs: Sequence[Pair]) -> list[str]:
    """For each pair the name of its group: pairs that share a question, directly or by way of others, are one."""
    parent: dict[str, str] = {}

    def find(text: str) -> str:
        while (above := parent.setdefault(text, text)) != text:
            parent[text] = parent[above]
            text = parent[above]
        return text

    for pair in pairs:
        a, b = find(_plain(pair.a)), find(_plain(pair.b))
        if a != b:
            parent[max(a, b)] = min(a, b)
    return [find(_plain(pair.a)) for pair in pairs]


def groups_of_stream(stream: Sequence[Asked]) -> list[str]:
    """For each question its class."""
    return [one.cls for one in stream]


def parts_of(groups: Iterable[str], parts: int) -> list[int]:
    """For each row the part, 0 to parts - 1, that its group belongs to: the same on every machine."""
    return [int.from_bytes(hashlib.sha256(group.encode("utf-8", "surrogatepass")).digest()[:8]) % parts
            for group in groups]  # fmt: skip


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
