"""A stand-in for a paid API: it speaks OpenAI's chat protocol, takes its time, and writes its own bill.

It is no model. It answers the demo's questions with the answers that `corpus.yaml` gives, anything else with a
text made from the request's digest, so that an answer served to the wrong request shows.

    GET  /v1/models              POST /v1/chat/completions
    GET  /bill                   what it charged so far; outside the protocol, and free

Run it with `python -m semcache.demo.standin --port 0`; it prints its address.
"""

from __future__ import annotations

import asyncio
import hashlib
import socket
import time
from collections import deque
from collections.abc import Mapping
from typing import Any

import click
import orjson
import uvicorn
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from semcache.demo.bill import RATES, Bill, PromptCache, Rates, pieces
from semcache.demo.corpus import Corpus, load
from semcache.demo.faults import NO_FAULT, Fault
from semcache.demo.generation import DEFAULT_PACE, Call, Generation, Pace


class RefusedError(Exception):
    """The request is answered with an OpenAI error object."""

    def __init__(self, status: int, message: str, code: str | None = None, param: str | None = None) -> None:
        self.status, self.message, self.code, self.param = status, message, code, param

    def response(self) -> Response:
        kind = "server_error" if self.status >= 500 else "invalid_request_error"
        error = {"message": self.message, "type": kind, "param": self.param, "code": self.code}
        return _json({"error": error}, self.status)


class Standin:
    """The ASGI application. Its `bill` and `calls` may be read, and `faults` appended to, while it runs."""

    def __init__(
        self,
        pace: Pace = DEFAULT_PACE,
        corpus: Corpus | None = None,
        rates: Mapping[str, Rates] = RATES,
    ) -> None:
        self.pace = pace
        self.corpus = corpus or load()
        self.bill = Bill(rates)
        self.calls: list[Call] = []
        self.faults: deque[Fault] = deque()
        """Each is used up by the next call; a `x-standin-fault` header comes before them."""
        self._prompt_cache = PromptCache()
        self._started = int(time.time())
        routes = [
            Route("/v1/chat/completions", self._chat, methods=["POST"]),
            Route("/v1/models", self._models, methods=["GET"]),
            Route("/bill", self._bill, methods=["GET"]),
        ]
        self._app = Starlette(routes=routes, exception_handlers={HTTPException: _not_found})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._app(scope, receive, send)

    async def _bill(self, request: Request) -> Response:
        return _json(self.bill.as_json())

    async def _models(self, request: Request) -> Response:
        try:
            _key(request)
        except RefusedError as refused:
            return refused.response()
        made = {"object": "model", "created": self._started, "owned_by": "standin"}
        return _json({"object": "list", "data": [{"id": name, **made} for name in self.bill.rates]})

    async def _chat(self, request: Request) -> Response:
        try:
            call = self._read(_key(request), await request.body())
            fault = self._fault(request)
            if fault.status:
                await asyncio.sleep(fault.delay)
                raise RefusedError(fault.status, f"The stand-in was told to answer {fault.status}.")
        except RefusedError as refused:
            self.bill.refused += 1
            return refused.response()
        self.calls.append(call)
        cached = self._prompt_cache.cached_tokens(call.key, call.model, call.prompt)
        return Generation(call, self.answer(call), self.bill, self.pace, fault, cached)

    def _fault(self, request: Request) -> Fault:
        if header := request.headers.get("x-standin-fault"):
            return Fault.parse(header)
        return self.faults.popleft() if self.faults else NO_FAULT

    def _read(self, key: str, raw: bytes) -> Call:
        try:
            body = orjson.loads(raw)
        except orjson.JSONDecodeError:
            raise RefusedError(400, "We could not parse the JSON body of your request.") from None
        if not isinstance(body, dict) or not isinstance(body.get("model"), str):
            raise RefusedError(400, "you must provide a model parameter")
        messages = body.get("messages")
        if not isinstance(messages, list) or not messages or not all(isinstance(m, dict) for m in messages):
            message = "Invalid type for 'messages': expected a non-empty array of objects."
            raise RefusedError(400, message, "invalid_type", "messages")
        if body["model"] not in self.bill.rates:
            raise RefusedError(404, f"The model `{body['model']}` does not exist.", "model_not_found", "model")
        said = [_text(m) for m in messages if m.get("role") == "user"]
        prompt = [piece for m in messages for piece in ("<m>", "<r>", *pieces(_text(m)), "</m>")]
        return Call(len(self.calls) + 1, key, body["model"], messages, body, said[-1] if said else "", prompt)

    def answer(self, call: Call) -> str:
        """The right answer to this call: from the corpus at its desks, made from the request's digest elsewhere."""
        system = "\n".join(_text(m) for m in call.messages if m.get("role") in ("system", "developer"))
        said = [_text(m) for m in call.messages if m.get("role") == "user"]
        answer = self.corpus.answer(call.key, system, said)
        if answer is not None:
            return answer.replace("{check}", str(call.number))
        whole = hashlib.sha256(orjson.dumps([call.key, call.model, call.messages])).hexdigest()
        return (
            f"The stand-in has no answer of its own to this, so here is one made up for request {whole[:12]}. "
            f"It is long enough to be streamed in several pieces, and it is the same every time. {call.text[:60]}"
        )


def _key(request: Request) -> str:
    scheme, _, key = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not key.strip():
        message = "You didn't provide an API key. You need to provide your API key in an Authorization header."
        raise RefusedError(401, message, "invalid_api_key")
    return key.strip()


def _text(message: dict[str, Any]) -> str:
    content = message.get("content")
    if isinstance(content, list):
        return "".join(p.get("text", "") for p in content if isinstance(p, dict) and p.get("type") == "text")
    return content if isinstance(content, str) else ""


def _json(value: Any, status: int = 200) -> Response:
    return Response(orjson.dumps(value), status, media_type="application/json")


async def _not_found(request: Request, exc: Exception) -> Response:
    if isinstance(exc, HTTPException) and exc.status_code == 405:
        return RefusedError(405, f"Not allowed to {request.method} on {request.url.path}").response()
    return RefusedError(404, f"Invalid URL ({request.method} {request.url.path})").response()


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=0, show_default=True, help="0 takes a free one.")
@click.option("--ttft", default=DEFAULT_PACE.ttft, show_default=True, help="Seconds to the first token.")
@click.option("--tokens-per-second", default=DEFAULT_PACE.tokens_per_second, show_default=True)
def main(host: str, port: int, ttft: float, tokens_per_second: float) -> None:
    """A stand-in for a paid API. It prints its address when it listens."""
    with socket.socket() as listening:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host, port))
        click.echo(f"stand-in for a paid API on http://{host}:{listening.getsockname()[1]}")
        app = Standin(Pace(ttft=ttft, tokens_per_second=tokens_per_second))
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning", timeout_graceful_shutdown=2))
        server.run(sockets=[listening])


if __name__ == "__main__":
    main()
