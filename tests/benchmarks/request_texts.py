"""What the benchmark of requests asks: bodies and headers as the official client writes them."""

# ruff: noqa: SIM905 - a list of words is read best as a text
from __future__ import annotations

import numpy as np
import numpy.typing as npt
import orjson

from semcache.demo.corpus import load

SMALL_DESK = (
    "You are the support assistant of a shop. Answer from its policies only, in two to five friendly sentences."
)
LARGE_DESK = SMALL_DESK + " The shop has a large handbook."
FILLER = "filler {}"
_KEY = (b"authorization", b"Bearer sk-benchmark-0123456789abcdef0123456789abcdef0123456789abcdef")
_HEADERS = b"\r\n".join(
    b": ".join(header)
    for header in (
        (b"host", b"127.0.0.1"),
        (b"accept-encoding", b"gzip, deflate"),
        (b"connection", b"keep-alive"),
        (b"accept", b"application/json"),
        (b"content-type", b"application/json"),
        (b"user-agent", b"OpenAI/Python 2.3.0"),
        (b"x-stainless-lang", b"python"),
        (b"x-stainless-package-version", b"2.3.0"),
        (b"x-stainless-os", b"Linux"),
        (b"x-stainless-arch", b"x64"),
        (b"x-stainless-runtime", b"CPython"),
        (b"x-stainless-runtime-version", b"3.11.9"),
        (b"x-stainless-async", b"false"),
        (b"x-stainless-retry-count", b"0"),
        (b"x-stainless-read-timeout", b"600"),
        _KEY,
    )
)


def key_header() -> tuple[bytes, bytes]:
    return _KEY


def ask(text: str, desk: str, *, stream: bool = False) -> bytes:
    """The body of one request."""
    messages = [{"role": "system", "content": desk}, {"role": "user", "content": text}]
    how = {"stream": True, "stream_options": {"include_usage": True}} if stream else {}
    return orjson.dumps({"messages": messages, "model": "gpt-4o-mini", "temperature": 0, **how})


def http(body: bytes, *more: bytes) -> bytes:
    """The request as it goes over the wire; `more` are header lines."""
    lines = (b"POST /v1/chat/completions HTTP/1.1", _HEADERS, *more, b"content-length: %d" % len(body))
    return b"\r\n".join(lines) + b"\r\n\r\n" + body


def known_questions() -> list[str]:
    """One wording of each of the demo's questions: these are stored."""
    return [question.wordings[0] for question in load().questions.values()]


def other_wordings() -> list[str]:
    """All their other wordings: many of these are semantic hits."""
    return [wording for question in load().questions.values() for wording in question.wordings[1:]]


def new_questions(count: int) -> list[str]:
    """Questions that nobody has asked before, at most 1,000."""
    verbs = "clean repair paint store carry measure weigh cut sell insure".split()
    things = (
        "tent kayak piano sofa bicycle telescope chandelier mirror carpet violin "
        "greenhouse bathtub lawnmower wardrobe typewriter aquarium staircase fireplace trampoline hammock"
    ).split()
    places = ("in winter", "without tools", "on a boat", "for a wedding", "with two children")
    texts = [f"How do I {verb} a {thing} {place}?" for place in places for thing in things for verb in verbs]
    order = np.random.default_rng(1).permutation(len(texts))
    return [texts[at] for at in order[:count]]


def unit_vectors(count: int, dimension: int = 384) -> npt.NDArray[np.float32]:
    """Random directions, which are near nothing."""
    vectors = np.random.default_rng(2).standard_normal((count, dimension), dtype=np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return vectors
