"""Replays the examples of a policy file through the real engine, on parts in memory and a clock moved by hand.

No model takes part: an example says how near its two texts are, so it replays the same everywhere. All else is as in
service, from the request's bytes to the row in the ledger.
"""

from __future__ import annotations

import asyncio
import math
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import orjson

from semcache.adapters.clock import ManualClock
from semcache.adapters.memory import MemoryIndex, MemoryLedger, MemoryStore
from semcache.core.directives import NO_DIRECTIVES, parse_cache_control
from semcache.core.ledger import AnswerRow, Outcome
from semcache.core.policy import Context, Mode, Policy, Rule
from semcache.core.pricing import PriceBook
from semcache.core.upstreams import Errand
from semcache.core.world import OlderThan
from semcache.engine import Engine
from semcache.errors import ConfigError, ConfigErrors, UpstreamUnreachable
from semcache.example import Asked, Example, MadeBefore, Upstream
from semcache.exchange import Ask, Reply
from semcache.lookup import SOURCES
from semcache.policyfile import PolicyFile, load_policy_file
from semcache.ports import Spent, Vector
from semcache.serving import Server
from semcache.wire.chat import CHAT

PATIENCE = 60.0
"""Seconds that a part may take: a busy machine is no reason to fail an example."""


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """What became of the request that an example asks."""

    example: Example
    outcome: Outcome
    reason: str
    """The detail of Cache-Status."""
    rule: str
    evidence: str
    """What the gate that refused the stored answer saw, or why there was none to refuse."""

    @property
    def complaint(self) -> str | None:
        """What is not as expected, in one line."""
        example = self.example
        if example.rule is not None and self.rule != example.rule:
            return f"expected rule {example.rule} to apply, got {self.rule}"
        expected = (example.expect, example.reason or self.reason)
        if (self.outcome, self.reason) == expected:
            return None
        wanted = f"{example.expect} ({example.reason})" if example.reason else example.expect
        got = f"{self.outcome} ({self.reason})"
        return f"expected {wanted}, got {got}" + (f": {self.evidence}" if self.evidence else "")


def load_rehearsed_policy(policy: str | Path) -> Policy:
    """The policy in this file, or the ready one of this name, all of whose examples hold.

    Raises ConfigErrors, also with every example that fails, or ConfigError when the file cannot be read at all.
    """
    return rehearsed_policy(load_policy_file(policy))


def rehearsed_policy(file: PolicyFile) -> Policy:
    """The file's policy, all of whose examples hold. Raises ConfigErrors."""
    failures = failing(rehearse(file))
    if failures:
        raise ConfigErrors(failures)
    return file.policy


def rehearse(file: PolicyFile) -> list[Rehearsed]:
    """Replays every example. May be called from anywhere, a running event loop included."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, _rehearse_all(file)).result()


def failing(rehearsed: list[Rehearsed]) -> list[ConfigError]:
    """The examples whose verdict is not the expected one, as errors of their file."""
    return [
        ConfigError(one.example.where, one.example.key, complaint)
        for one in rehearsed
        if (complaint := one.complaint) is not None
    ]


async def _rehearse_all(file: PolicyFile) -> list[Rehearsed]:
    policy = replace(file.policy, rules=tuple(map(_in_earnest, file.policy.rules)))
    return [await _Stage(policy, example).play() for example in file.examples]


def _in_earnest(rule: Rule) -> Rule:
    """What a verifier learned is in no file, so the threshold stands in for it; and what is only tried out is done."""
    return replace(rule, max_error=0.0, mode=Mode.ON if rule.mode is Mode.SHADOW else rule.mode)


class _Stage:
    """One example's own engine."""

    def __init__(self, policy: Policy, example: Example) -> None:
        self._example = example
        self._clock = ManualClock()
        self._store = MemoryStore()
        self._ledger = MemoryLedger()
        self._engine = Engine(
            policy=policy,
            embedder=_Stated(example),
            index=MemoryIndex(),
            store=self._store,
            ledger=self._ledger,
            prices=PriceBook({}),
            clock=self._clock,
            budget=PATIENCE,
            embed_budget=PATIENCE,
            callers_are_verified=False,
        )
        self._server = Server(self._engine)

    async def play(self) -> Rehearsed:
        example = self._example
        kept = "nothing is stored"
        if example.stored is not None:
            first = await self._ask(example.stored, Upstream.OK)
            kept = "" if first.cache_status.stored else f"the answer to store was not kept ({_said(first)})"
        self._clock.advance(example.age)
        now = self._clock.now()
        for told in example.events:
            event = OlderThan(now - told.seconds) if isinstance(told, MadeBefore) else told
            await self._store.announce(event, "example", now)
        reply = await self._ask(example.asked, example.upstream)
        refusal = next((candidate.refusal for candidate in reply.look.candidates), None)
        outcome = next(
            row.outcome for row in self._ledger.rows() if isinstance(row, AnswerRow) and row.id == reply.look.request_id
        )
        await self._engine.close()
        return Rehearsed(
            example=example,
            outcome=outcome,
            reason=_said(reply),
            rule=reply.look.rule.name,
            evidence=f"{refusal.gate}, {refusal.detail}" if refusal else kept,
        )

    async def _ask(self, asked: Asked, upstream: Upstream) -> Reply:
        """Asks as a face does, and takes the answer to its end."""
        headers = dict(asked.headers)
        if asked.sources:
            headers[SOURCES] = ", ".join(map(str, asked.sources))
        control = headers.get("cache-control")
        ask = Ask(
            request=CHAT.read_request(_body(asked)).request,
            wire=CHAT,
            context=Context(asked.tenant, headers, asked.metadata, permissions=asked.permissions),
            directives=parse_cache_control(control) if control else NO_DIRECTIVES,
            open=_Answering(asked).open if upstream is Upstream.OK else _unreachable,
            upstream="example",
        )
        found = await self._server.look_up(ask)
        reply = found if isinstance(found, Reply) else await self._server.forward(ask, found)
        if reply.content is None:
            async for _ in reply.stream():
                pass
        reply.finish()
        return reply


def _said(reply: Reply) -> str:
    """Why the request was answered as it was; why its own answer was not kept comes after a comma."""
    return reply.cache_status.detail.partition(",")[0]


def _body(asked: Asked) -> bytes:
    system = [{"role": "system", "content": asked.system}] if asked.system is not None else []
    body: dict[str, object] = {
        "model": asked.model,
        "messages": [*system, {"role": "user", "content": asked.text}],
    }
    if asked.temperature is not None:
        body["temperature"] = asked.temperature
    if asked.metadata:
        body["metadata"] = dict(asked.metadata)
    return orjson.dumps(body)


class _Stated:
    """Vectors with the similarity that an example states."""

    dimension = 2
    max_tokens = 1_000_000
    fingerprint = "stated"

    def __init__(self, example: Example) -> None:
        cosine = np.float32(example.similarity)
        if float(cosine) < example.similarity:  # a stated 0.95 must not fall short of a rule's 0.95
            cosine = np.nextafter(cosine, np.float32(2.0))
        cosine = min(cosine, np.float32(1.0))
        self._asked = example.asked.text if example.stored and example.stored.text != example.asked.text else None
        self._vector = np.array([cosine, math.sqrt(max(0.0, 1.0 - float(cosine) ** 2))], np.float32)

    @property
    def current(self) -> _Stated:
        return self

    @property
    def spent(self) -> Spent:
        return Spent()

    async def ready(self) -> None: ...

    async def embed(self, text: str) -> Vector:
        return self._vector if text == self._asked else np.array([1.0, 0.0], np.float32)

    async def close(self) -> None: ...


class _Answering:
    """An upstream that gives every request the same kind of answer."""

    status = 200
    headers = ((b"content-type", b"application/json"),)

    def __init__(self, asked: Asked) -> None:
        self._body = orjson.dumps(
            {
                "id": "example",
                "object": "chat.completion",
                "created": 0,
                "model": asked.model,
                "choices": [
                    {"index": 0, "message": {"role": "assistant", "content": "An answer."}, "finish_reason": "stop"}
                ],
                "usage": {"prompt_tokens": 10, "completion_tokens": 5, "total_tokens": 15},
            }
        )

    async def open(self, _: Errand) -> _Answering:
        return self

    async def chunks(self) -> AsyncIterator[bytes]:
        yield self._body

    async def close(self) -> None: ...


async def _unreachable(_: Errand) -> _Answering:
    raise UpstreamUnreachable("the example says that the upstream is down")
