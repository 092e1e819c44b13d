"""What a request that was answered from the cache would have used, had it been sent.

Its own prompt, and the stored answer's length, which is an estimate. Of the prompt, what the provider's own prompt
cache would have held is billed at the cached rate: the longest prefix that this account had sent within the cache's
lifetime, requests that were answered here included, for without the cache they would have been sent.

Sources: OpenAI's prompt caching guide (prefixes of 1,024 tokens and more, in steps of 128, for 5 to 10 minutes, by
itself) and Anthropic's (up to a mark, for 5 minutes or the hour that the mark asks for, only where the request is
marked). Read in November 2026.
"""

from __future__ import annotations

import hashlib
import math
import re
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Final

import orjson

from semcache.core.ledger import Price
from semcache.core.pricing import cost
from semcache.core.request import CanonicalRequest, Usage

LEAST: Final = 1024
"""Tokens of a prefix, below which no provider caches."""
STEP: Final = 128
LIFETIME: Final = 300.0
"""Seconds since the prefix was last sent."""
HOUR: Final = 3600.0
"""The same, of a prefix that is written for an hour."""
_FOR_AN_HOUR: Final = re.compile(rb'"cache_control":\{[^{}]*"ttl":"1h"')
_BYTES_PER_TOKEN: Final = 4
_BLOCK: Final = STEP * _BYTES_PER_TOKEN
_LONGEST: Final = 1 << 20
"""Bytes of a prompt that are followed."""
_FIRST: Final = ("tools", "functions", "system", "instructions")
_TURNS: Final = ("messages", "input", "prompt")


def own_prompt(usage: Usage, asked: str | None, stored: str | None) -> Usage:
    """The stored answer's usage with the prompt of another wording: longer or shorter by as many tokens as the texts
    differ in length, at four bytes a token."""
    if asked is None or stored is None or asked == stored:
        return usage
    longer = round((len(asked.encode(errors="replace")) - len(stored.encode(errors="replace"))) / _BYTES_PER_TOKEN)
    prompt = max(1, usage.prompt + longer)
    cached = min(usage.cached, prompt)
    written = min(usage.cache_write, prompt - cached)
    return replace(
        usage, prompt=prompt, cached=cached, cache_write=written, cache_write_1h=min(usage.cache_write_1h, written)
    )


class ProviderCache:
    """Which prefixes a provider's prompt cache would hold if every request had been sent to it."""

    def __init__(self, most: int = 200_000) -> None:
        """`most` blocks of 128 tokens are remembered, some 150 bytes each."""
        self._until: OrderedDict[bytes, float] = OrderedDict()
        """The one sent longest ago comes first."""
        self._most = most

    def would_bill(
        self, usage: Usage, request: CanonicalRequest, account: str, price: Price | None, at: float
    ) -> Usage:
        """The usage with the part of the prompt that the provider would have held; notes that it was sent at `at`."""
        if usage.prompt < LEAST or price is None or price.cached >= price.input:
            return usage
        if not _caches(request):
            return usage
        held, hourly = self._held(request, account, usage, at)
        marked = usage.cached + usage.cache_write if _is_marked(request) else usage.prompt
        held = min(held, marked)  # beyond the mark nothing is held
        if held == usage.cached:
            return usage
        # What was written to the cache for the stored answer would have been read from it, and the other way round.
        written = marked - held if _is_marked(request) else 0
        # Whoever only read was not told how it was written; the marks say how it would have been.
        written_1h = usage.cache_write_1h if usage.cache_write else max(0, hourly - held)
        return replace(usage, cached=held, cache_write=written, cache_write_1h=min(written_1h, written))

    def _held(self, request: CanonicalRequest, account: str, usage: Usage, at: float) -> tuple[int, int]:
        """Tokens of the prefix that is held, and of the part that is asked to be held for an hour."""
        hasher = hashlib.sha1(f"{account}\n{request.model}\n".encode(errors="replace"), usedforsecurity=False)
        held = hourly = size = 0
        alive = True
        was_for_an_hour = 0 < usage.cache_write == usage.cache_write_1h
        for block, is_for_an_hour in _blocks(request):
            size += len(block)
            if is_for_an_hour:
                hourly = size
            if size > _LONGEST:
                continue
            hasher.update(block)
            name = hasher.digest()
            until = self._until.get(name, -math.inf)
            alive = alive and at <= until
            if alive:
                held = size
            self._until[name] = max(until, at + (HOUR if is_for_an_hour or was_for_an_hour else LIFETIME))
            self._until.move_to_end(name)
        while len(self._until) > self._most:
            self._until.popitem(last=False)
        # Bytes are tokens only roughly; how many there are in all was counted upstream.
        tokens = held * usage.prompt // max(1, size) // STEP * STEP
        return tokens if tokens >= LEAST else 0, hourly * usage.prompt // max(1, size)


def chilled(usage: Usage, would_bill: Usage, price: Price | None) -> Decimal:
    """Dollars that a call cost more than it would have without the cache, since requests that were answered here no
    longer keep its prefix held. Differences within what the byte count can be off by are none."""
    if price is None or would_bill.cached <= usage.cached + 2 * STEP:
        return Decimal(0)
    return max(Decimal(0), cost(usage, price) - cost(would_bill, price))


def _caches(request: CanonicalRequest) -> bool:
    """Whether the provider caches this request's prefix: Anthropic's where it is marked, the others by themselves."""
    return "claude" not in request.model.lower() or _is_marked(request)


def _is_marked(request: CanonicalRequest) -> bool:
    return b'"cache_control"' in request.frame


def _blocks(request: CanonicalRequest) -> Iterator[tuple[bytes, bool]]:
    """The request as the model reads it, tools, system, every message in order and the question last, in pieces that
    end where a message ends, for that is where prompts begin to differ; and whether a mark asks for each to be held for
    an hour. Such marks come before those for five minutes."""
    document = orjson.loads(request.frame)
    if isinstance(document, list):
        document = document[0]
    parts = [document[name] for name in _FIRST if document.get(name)]
    for name in _TURNS:
        turns = document.get(name)
        parts += turns if isinstance(turns, list) else [turns] if turns else []
    texts = [orjson.dumps(part, option=orjson.OPT_SORT_KEYS) for part in parts]
    if request.query is not None:
        texts.append(request.query.encode(errors="replace"))
    marks = [i for i, text in enumerate(texts, 1) if _FOR_AN_HOUR.search(text)]
    if _FOR_AN_HOUR.search(orjson.dumps({"cache_control": document.get("cache_control")})):
        marks.append(len(texts))  # on the whole request
    hourly = max(marks, default=0)
    for i, text in enumerate(texts):
        for start in range(0, len(text), _BLOCK):
            yield text[start : start + _BLOCK], i < hourly
