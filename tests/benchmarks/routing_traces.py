"""Requests of several kinds of applications, drawn from fixed seeds: who comes when, and what prompts share.

A prompt is a list of parts, each with a name and a length in tokens; two prompts share as much as their leading parts
do. A conversation is a list of turns: the next comes when the last was answered and read.
"""

from __future__ import annotations

import hashlib
import random
from bisect import bisect_left
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from semcache.core.prefix import _TOKEN_ENDS as GATEWAY_ENDS
from semcache.core.prefix import Chain
from tests.benchmarks.routing_engine import BLOCK

CONTEXT = 24_000
"""Tokens that a conversation may grow to; where it would outgrow them it ends."""


@dataclass(frozen=True, slots=True)
class Turn:
    """What is said next, and how long the answer gets. Tokens."""

    said: int
    answer: int
    pause: float
    """Seconds after the last answer."""


@dataclass(frozen=True, slots=True)
class Conversation:
    starts: float
    name: int
    shared: tuple[tuple[Hashable, int], ...]
    """(name, tokens) of what it begins with: system prompts, tools, documents."""
    turns: tuple[Turn, ...]


@dataclass(frozen=True, slots=True)
class Prompt:
    """One request as the engine and the gateway see it."""

    tokens: int
    answer: int
    blocks: tuple[Hashable, ...]
    """The engine's own, of prompt and answer."""
    chain: Chain
    """The gateway's, of the prompt."""


def prompts(conversation: Conversation) -> Iterator[Prompt]:
    """The conversation's requests: each holds all before it, answers included, until the context is full."""
    own = 0
    for turn in conversation.turns:
        own += turn.said
        parts = (*conversation.shared, (("own", conversation.name), own + turn.answer))
        whole = sum(tokens for _, tokens in parts)
        if whole > CONTEXT:
            return
        tokens = whole - turn.answer
        ends = GATEWAY_ENDS[: bisect_left(GATEWAY_ENDS, tokens + 1)]
        chain = Chain(_named(parts, ends), tokens)
        yield Prompt(tokens, turn.answer, _named(parts, range(BLOCK, whole + 1, BLOCK)), chain)
        own += turn.answer


def _named(parts: Sequence[tuple[Hashable, int]], ends: Sequence[int]) -> tuple[bytes, ...]:
    """A name for everything up to each end: the part that the end lies in, all before it, and how far it goes."""
    bounds = list(accumulate(tokens for _, tokens in parts))
    path = [repr([name for name, _ in parts[: i + 1]]).encode() for i in range(len(parts))]
    digests = [hashlib.sha1(names).digest() for names in path]
    return tuple(b"%b@%d" % (digests[bisect_left(bounds, end)], end) for end in ends)


Trace = Callable[[random.Random, float, float], list[Conversation]]
"""Of a random source, a load (1.0 is what eight replicas are meant to be busy with), and seconds."""


def _arrivals(rng: random.Random, rate: float, seconds: float) -> Iterator[float]:
    at = rng.expovariate(rate)
    while at < seconds:
        yield at
        at += rng.expovariate(rate)


def _length(rng: random.Random, median: float, spread: float, least: int, most: int) -> int:
    return max(least, min(most, round(rng.lognormvariate(0, spread) * median)))


def _popular(rng: random.Random, count: int, exponent: float) -> Callable[[], int]:
    """Numbers below count, the first the most often (Zipf)."""
    sums = list(accumulate(1 / (i + 1) ** exponent for i in range(count)))
    return lambda: bisect_left(sums, rng.random() * sums[-1])


def chat(rng: random.Random, load: float, seconds: float) -> list[Conversation]:
    """Assistants: twelve applications with system prompts of 100 to 1,500 tokens, some seven turns, half a minute
    between them; now and then somebody pastes a page or ten."""
    lengths = [_length(rng, 400, 0.8, 100, 1500) for _ in range(12)]
    app = _popular(rng, 12, 0.9)
    made = []
    for name, at in enumerate(_arrivals(rng, 8.0 * load, seconds)):
        which = app()
        turns = []
        while not turns or rng.random() < 0.86:
            pasted = _length(rng, 2500, 0.7, 400, 8000) if rng.random() < 0.12 else 0
            said = _length(rng, 60, 1.0, 5, 1000) + pasted
            turns.append(Turn(said, _length(rng, 220, 0.7, 10, 1000), 5 + rng.expovariate(1 / 25)))
        made.append(Conversation(at, name, ((("app", which), lengths[which]),), tuple(turns)))
    return made


def documents(rng: random.Random, load: float, seconds: float) -> list[Conversation]:
    """Questions about documents: 300 of 2,000 to 16,000 tokens under one instruction, the popular ones far ahead."""
    lengths = [_length(rng, 5000, 0.6, 2000, 16000) for _ in range(300)]
    which = _popular(rng, 300, 0.9)
    made = []
    for name, at in enumerate(_arrivals(rng, 30.0 * load, seconds)):
        doc = which()
        turns = [Turn(_length(rng, 40, 0.6, 8, 300), _length(rng, 150, 0.6, 10, 600), 0.0)]
        made.append(Conversation(at, name, (("instruction", 300), (("doc", doc), lengths[doc])), tuple(turns)))
    return made


def agents(rng: random.Random, load: float, seconds: float) -> list[Conversation]:
    """Agents at work: four kinds with 3,000 tokens of tools and instructions, a dozen steps of short answers and long
    tool results, a second or two between them."""
    kind = _popular(rng, 4, 0.7)
    made = []
    for name, at in enumerate(_arrivals(rng, 3.6 * load, seconds)):
        steps = [Turn(_length(rng, 300, 0.8, 30, 3000), _length(rng, 90, 0.6, 10, 400), 0.0)]
        while rng.random() < 0.92 and len(steps) < 40:
            said = _length(rng, 600, 1.0, 30, 6000)
            steps.append(Turn(said, _length(rng, 90, 0.6, 10, 400), 0.2 + rng.expovariate(1 / 1.5)))
        made.append(Conversation(at, name, ((("tools", kind()), 3000),), tuple(steps)))
    return made


def one_prompt(rng: random.Random, load: float, seconds: float) -> list[Conversation]:
    """One system prompt of 2,000 tokens before every short question: the hot spot that prefix routing must not make."""
    return [
        Conversation(
            at, name, (("system", 2000),), (Turn(_length(rng, 80, 0.8, 5, 1500), _length(rng, 150, 0.6, 10, 600), 0.0),)
        )
        for name, at in enumerate(_arrivals(rng, 90.0 * load, seconds))
    ]


def nothing_shared(rng: random.Random, load: float, seconds: float) -> list[Conversation]:
    """Prompts that share nothing: routing by prefix has nothing to win, and must lose nothing."""
    return [
        Conversation(at, name, (), (Turn(_length(rng, 1200, 0.8, 50, 8000), _length(rng, 150, 0.6, 10, 600), 0.0),))
        for name, at in enumerate(_arrivals(rng, 40.0 * load, seconds))
    ]


def everything(rng: random.Random, load: float, seconds: float) -> list[Conversation]:
    """A third of each of chat, documents and agents, and some of the rest, at once."""
    parts = [(chat, 0.3), (documents, 0.3), (agents, 0.3), (one_prompt, 0.05), (nothing_shared, 0.05)]
    mixed: list[Conversation] = []
    for trace, part in parts:
        for c in trace(rng, load * part, seconds):
            mixed.append(Conversation(c.starts, len(mixed), c.shared, c.turns))
    return mixed


TRACES: dict[str, Trace] = {
    "chat": chat,
    "documents": documents,
    "agents": agents,
    "everything": everything,
    "one prompt": one_prompt,
    "nothing shared": nothing_shared,
}
