"""The feed: which entries came and went, for whoever keeps a replica of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from semcache.redis.names import place, scope_and_key

FEED_ITEMS = 10_000
"""That the stream keeps, about. A process that was away for longer looks at everything anew."""
PLACES = 64
"""In one item: 4 KiB."""

Place = tuple[str, str]
"""An entry's scope digest and key."""


@dataclass(frozen=True, slots=True)
class News:
    """What one process did."""

    sender: str = ""
    stored: tuple[Place, ...] = ()
    gone: tuple[Place, ...] = ()


HELLO = News()


def item_of(news: News, sender: str) -> list[bytes]:
    """The fields of its item, name after name."""
    return [b"b", sender.encode(), b"p", _joined(news.stored), b"d", _joined(news.gone)]


def news_of(item: Sequence[bytes]) -> News | None:
    """None for what is not understood."""
    fields = dict(zip(item[::2], item[1::2], strict=False))
    try:
        return News(fields[b"b"].decode(), _split(fields[b"p"]), _split(fields[b"d"]))
    except (KeyError, ValueError):
        return None


def stream_id(text: bytes) -> tuple[int, int]:
    """An item's id, to compare."""
    milliseconds, _, number = text.partition(b"-")
    return int(milliseconds), int(number or 0)


def _joined(places: Sequence[Place]) -> bytes:
    packed = (place(*one) for one in places)
    return b"".join(len(one).to_bytes(2, "big") + one for one in packed)


def _split(data: bytes) -> tuple[Place, ...]:
    places, start = [], 0
    while start < len(data):
        end = start + 2 + int.from_bytes(data[start : start + 2], "big")
        places.append(scope_and_key(data[start + 2 : end]))
        start = end
    return tuple(places)
