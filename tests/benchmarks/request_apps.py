"""The servers that `tests.benchmarks.request_costs` compares, each a process of its own that tells its CPU time.

    python -m tests.benchmarks.request_apps KIND [--home DIR] [--upstream URL] [--fill N]

It prints its port; then, for every line on its standard input, the CPU nanoseconds it has used so far (user and
system, all threads); and it ends when its standard input does.
"""

from __future__ import annotations

import argparse
import asyncio
import hashlib
import json
import os
import socket
import sys
import threading
import time
from pathlib import Path

import httpx
import numpy as np
import orjson
import uvicorn
from starlette.types import ASGIApp, Receive, Scope, Send

from semcache.adapters.clock import SystemClock
from semcache.adapters.faiss_index import FaissIndex
from semcache.adapters.http_upstream import HttpUpstream
from semcache.adapters.price_map import load_price_book
from semcache.adapters.sqlite_journal import SqliteJournal
from semcache.adapters.sqlite_ledger import SqliteLedger
from semcache.adapters.sqlite_store import SqliteStore
from semcache.asgi import Responder
from semcache.core.directives import NO_DIRECTIVES
from semcache.core.policy import Context
from semcache.core.tenant import tenant_of
from semcache.embedding import EmbeddingChoices, open_embedder
from semcache.engine import Engine
from semcache.gateway import Gateway
from semcache.policyfile import load_policy
from semcache.ports import Embedder, Spent, Vector
from semcache.wire.chat import CHAT
from tests.benchmarks.request_texts import FILLER, LARGE_DESK, SMALL_DESK, ask, key_header, unit_vectors
from tests.conftest import HOME

SENTENCE = "You can return any item within thirty days of delivery, and the refund reaches you in five working days. "
ANSWER = SENTENCE * 6
CHUNKS = 60
CHUNK_SECONDS = 0.001
"""Between two chunks of a stream: shorter than any model's, long enough that each travels by itself."""


def whole_answer() -> bytes:
    message = {"role": "assistant", "content": ANSWER, "refusal": None, "annotations": []}
    choice = {"index": 0, "message": message, "logprobs": None, "finish_reason": "stop"}
    return orjson.dumps({"id": "chatcmpl-0", "object": "chat.completion", **_fields(), "choices": [choice], **_usage()})


def streamed_answer() -> list[bytes]:
    """As OpenAI streams it, in CHUNKS events."""
    size = -(-len(ANSWER) // (CHUNKS - 4))
    texts = [ANSWER[at : at + size] for at in range(0, len(ANSWER), size)]
    deltas = [{"role": "assistant", "content": "", "refusal": None}, *({"content": text} for text in texts)]
    events = [_chunk([_part(delta)]) for delta in deltas]
    return [*events, _chunk([_part({}, "stop")]), _chunk([], **_usage()), b"data: [DONE]\n\n"]


def _fields() -> dict[str, object]:
    return {"created": 1_760_000_000, "model": "gpt-4o-mini", "service_tier": "default", "system_fingerprint": "fp_1"}


def _usage() -> dict[str, object]:
    return {"usage": {"prompt_tokens": 60, "completion_tokens": 120, "total_tokens": 180}}


def _part(delta: dict[str, object], finish: str | None = None) -> dict[str, object]:
    return {"index": 0, "delta": delta, "logprobs": None, "finish_reason": finish}


def _chunk(choices: list[dict[str, object]], **more: object) -> bytes:
    body = {"id": "chatcmpl-0", "object": "chat.completion.chunk", **_fields(), "choices": choices, **more}
    return b"data: " + orjson.dumps(body) + b"\n\n"


async def read_body(receive: Receive) -> bytes:
    parts = []
    while True:
        message = await receive()
        parts.append(message.get("body", b""))
        if not message.get("more_body", False):
            return b"".join(parts)


async def send_whole(send: Send, body: bytes) -> None:
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": body})


def bare_app() -> ASGIApp:
    """What no cache can do without: read, parse, digest, look up in a dict, answer."""
    answers: dict[bytes, bytes] = {}
    answer = whole_answer()

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        body = await read_body(receive)
        document = orjson.loads(body)
        assert document["messages"]
        await send_whole(send, answers.setdefault(hashlib.sha256(body).digest(), answer))

    return app


def upstream_app() -> ASGIApp:
    """A model's API: a JSON answer at once, a streamed one piece by piece."""
    answer, events = whole_answer(), streamed_answer()

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        if b'"stream":true' not in await read_body(receive):
            await send_whole(send, answer)
            return
        headers = [(b"content-type", b"text/event-stream; charset=utf-8")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        for event in events:
            await asyncio.sleep(CHUNK_SECONDS)
            await send({"type": "http.response.body", "body": event, "more_body": True})
        await send({"type": "http.response.body", "body": b""})

    return app


def forward_app(upstream: str) -> ASGIApp:
    """The plainest proxy: httpx out, the answer streamed back."""
    client = httpx.AsyncClient(timeout=60.0, limits=httpx.Limits(max_connections=None))
    dropped = (b"host", b"content-length", b"transfer-encoding", b"connection")

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        body = await read_body(receive)
        headers = [(name, value) for name, value in scope["headers"] if name not in dropped]
        request = client.build_request("POST", upstream + scope["path"], headers=headers, content=body)
        response = await client.send(request, stream=True)
        try:
            kept = [(name.lower(), value) for name, value in response.headers.raw if name.lower() not in dropped]
            await send({"type": "http.response.start", "status": response.status_code, "headers": kept})
            async for chunk in response.aiter_raw():
                await send({"type": "http.response.body", "body": chunk, "more_body": True})
            await send({"type": "http.response.body", "body": b""})
        finally:
            await response.aclose()

    return app


class Precomputed:
    """Vectors that the real model gave beforehand, from a dict: a request's embedding then costs nothing."""

    max_tokens = 512

    def __init__(self, fingerprint: str, vectors: dict[str, Vector]) -> None:
        self.fingerprint = fingerprint
        self.dimension = len(next(iter(vectors.values())))
        self._vectors = vectors

    @property
    def current(self) -> Precomputed:
        return self

    @property
    def spent(self) -> Spent:
        return Spent()

    async def ready(self) -> None: ...

    async def embed(self, text: str) -> Vector:
        return self._vectors[text]

    async def close(self) -> None: ...


def real_embedder() -> Embedder:
    return open_embedder(EmbeddingChoices(home=HOME, device="cpu", threads=1))


def precomputed_embedder(home: Path, fill: int) -> Precomputed:
    texts = json.loads((home / "texts.json").read_text())
    vectors = dict(zip(texts, np.load(home / "vectors.npy"), strict=True))
    vectors |= zip((FILLER.format(i) for i in range(fill)), unit_vectors(fill), strict=True)
    return Precomputed("precomputed", vectors)


def gateway_app(home: Path, upstream: str, embedder: Embedder, fill: int) -> ASGIApp:
    """The gateway as `semcache serve` builds it, its two desks' scopes filled up to 200 and `fill` entries."""
    engine = Engine(
        policy=load_policy("default"),
        embedder=embedder,
        index=FaissIndex(),
        store=SqliteStore(home / "store.db"),
        ledger=SqliteLedger(home / "ledger.db"),
        prices=load_price_book(home, []),
        clock=SystemClock(),
        journal=SqliteJournal(home / "journal.db"),
    )
    gateway = Gateway(Responder(engine), HttpUpstream(upstream))
    if not fill:
        return gateway

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await _fill(engine, SMALL_DESK, min(200, fill))
            await _fill(engine, LARGE_DESK, fill)
        await gateway(scope, receive, send)

    return app


async def _fill(engine: Engine, desk: str, size: int) -> None:
    """The desk's own questions come over HTTP; these fill its scope up."""
    answer = CHAT.read_json(200, whole_answer())
    context = Context(tenant_of([key_header()], None) or "")
    for number in range(size):
        request = CHAT.read_request(ask(FILLER.format(number), desk)).request
        look = await engine.lookup(request, context, NO_DIRECTIVES)
        await engine.record(look, answer, ())


def build(args: argparse.Namespace) -> ASGIApp:
    match args.kind:
        case "bare":
            return bare_app()
        case "upstream":
            return upstream_app()
        case "forward":
            return forward_app(args.upstream)
        case "gateway":
            return gateway_app(args.home, args.upstream, real_embedder(), 0)
        case _:
            return gateway_app(args.home, args.upstream, precomputed_embedder(args.data, args.fill), args.fill)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("kind", choices=("bare", "upstream", "forward", "gateway", "precomputed"))
    parser.add_argument("--home", type=Path)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--upstream", default="")
    parser.add_argument("--fill", type=int, default=0)
    parser.add_argument("--core", type=int)
    args = parser.parse_args()
    if args.core is not None:
        os.sched_setaffinity(0, {args.core})
    server = uvicorn.Server(
        uvicorn.Config(
            build(args),
            timeout_keep_alive=600,
            log_level="critical",
            access_log=False,
            server_header=False,
            proxy_headers=False,
        )
    )
    listener = socket.create_server(("127.0.0.1", 0))

    def tell() -> None:
        while not server.started:
            time.sleep(0.01)
        print(listener.getsockname()[1], flush=True)
        for _ in sys.stdin:
            print(time.process_time_ns(), flush=True)
        server.should_exit = True

    threading.Thread(target=tell, daemon=True).start()
    server.run(sockets=[listener])


if __name__ == "__main__":
    main()
