"""Replicas that tell what their KV caches hold: their pool knows, where it else would guess from what it sent them."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping
from functools import partial
from typing import Any, Protocol

import orjson

from semcache.core.kv_events import Change
from semcache.core.prefix import Chain, token_chain
from semcache.core.prefix_record import PrefixRecord
from semcache.errors import UpstreamError
from semcache.ports import Upstream, UpstreamRequest

PATIENCE = 0.1
"""Seconds that a request waits for its tokens: a replica takes some 2 ms to say them. Without them it is guessed."""
_LARGEST = 16 * 2**20
_CHAT = ("messages", "tools", "chat_template", "chat_template_kwargs", "documents", "add_generation_prompt")


class Listener(Protocol):
    """Follows one replica's events until it is cancelled."""

    def run(self) -> Awaitable[None]: ...


class Telling:
    """What the replicas of one pool have told. One event loop."""

    def __init__(self, listen: Callable[[str, Callable[[Change], None]], Listener], replicas: Iterable[str]) -> None:
        """`listen` makes the listener of a replica, which passes on each change."""
        self.record = PrefixRecord()
        self._block = 16
        self._told: set[str] = set()
        self.listeners = [listen(name, partial(self.tell, name)) for name in replicas]

    def tell(self, replica: str, change: Change) -> None:
        """The replica's own word."""
        self._told.add(replica)
        self._block = change.block_tokens or self._block
        self.record.stored(replica, change.stored, self._block)
        self.record.removed(replica, change.removed)

    def forget(self, replica: str) -> None:
        """It has started anew, and tells what it holds from now on."""
        self._told.discard(replica)
        self.record.forget(replica)

    def overlaps(self, exact: Chain, guessed: Mapping[str, int]) -> dict[str, int]:
        """Tokens of the prompt's start that each replica holds; guesses count for those that have told nothing."""
        silent = {name: tokens for name, tokens in guessed.items() if name not in self._told}
        return {**silent, **self.record.overlaps(exact)}

    async def chain(self, upstream: Upstream, model: str, document: Mapping[str, Any], salt: str) -> Chain | None:
        """The prompt in the engine's own blocks, by a replica's tokenizer; None when it cannot be had in time."""
        if not self._told:
            return None
        asked = {"model": model, **{name: document[name] for name in _CHAT if name in document}}
        if "messages" not in document:
            if not isinstance(document.get("prompt"), str):
                return None
            asked["prompt"] = document["prompt"]
        request = UpstreamRequest("POST", "/tokenize", _JSON, orjson.dumps(asked))
        try:
            async with asyncio.timeout(PATIENCE):
                tokens = await _tokens(upstream, request)
        except (TimeoutError, UpstreamError, ValueError, LookupError, TypeError):
            return None
        # An engine computes at least the last token, whatever it holds.
        return token_chain(tokens[:-1], self._block, salt)


_JSON = ((b"content-type", b"application/json"),)


async def _tokens(upstream: Upstream, request: UpstreamRequest) -> list[int]:
    response = await upstream.open(request)
    try:
        if response.status != 200:
            raise ValueError("it has no tokenizer to ask")
        body = bytearray()
        async for chunk in response.chunks():
            body += chunk
            if len(body) > _LARGEST:
                raise ValueError("too long")
    finally:
        await response.close()
    tokens: list[int] = orjson.loads(body)["tokens"]
    return tokens
