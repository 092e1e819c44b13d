"""Providers through the real LiteLLM, against a stand-in on a real socket."""

from __future__ import annotations

import asyncio
import json
import logging
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import orjson
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from semcache.adapters.clock import SystemClock
from semcache.adapters.litellm_upstream import LiteLlmUpstream
from semcache.core.pricing import PriceBook
from semcache.core.request import Usage
from semcache.errors import UpstreamCut, UpstreamUnreachable
from semcache.pooling import upstream_pools
from semcache.ports import UpstreamRequest
from semcache.settings import Settings
from semcache.wire.chat import CHAT
from tests.servers import free_port, serving

KEY = "sk-secret-of-the-provider"
USAGE = {
    "prompt_tokens": 20,
    "completion_tokens": 3,
    "total_tokens": 23,
    "prompt_tokens_details": {"cached_tokens": 16},
}


class StandIn:
    """An OpenAI-compatible provider; the last user text says what it does."""

    def __init__(self) -> None:
        self.seen: list[tuple[dict[str, Any], str | None]] = []
        self.left = asyncio.Event()
        self.is_gone = False

    async def chat(self, request: Request) -> Response:
        body = json.loads(await request.body())
        self.seen.append((body, request.headers.get("authorization")))
        does = body["messages"][-1]["content"]
        if does.startswith("status "):
            headers = {"retry-after": "7"} if does == "status 429" else {}
            error = {"error": {"message": f"no, {KEY} is wrong", "type": "t", "code": "c"}}
            return JSONResponse(error, int(does.split()[1]), headers)
        if body.get("stream"):
            return StreamingResponse(self._stream(does, request), media_type="text/event-stream")
        if does == "hang":
            while not await request.is_disconnected():  # noqa: ASYNC110
                await asyncio.sleep(0.02)
            self.is_gone = True
            return Response()
        message: dict[str, Any] = {"role": "assistant", "content": "Hi there"}
        if body.get("tools"):
            call = {"id": "call_1", "type": "function", "function": {"name": "f", "arguments": "{}"}}
            message = {"role": "assistant", "content": None, "tool_calls": [call]}
        choice = {"index": 0, "message": message, "finish_reason": "tool_calls" if body.get("tools") else "stop"}
        return JSONResponse(
            {"id": "c-1", "object": "chat.completion", "created": 1, "model": "m", "choices": [choice], "usage": USAGE}
        )

    async def _stream(self, does: str, request: Request) -> Any:
        base = {"id": "c-1", "object": "chat.completion.chunk", "created": 1, "model": "m"}
        try:
            for i in range(1_000_000 if does == "hang" else 3):
                delta = {"content": f"t{i} "} | ({"role": "assistant"} if not i else {})
                yield _event({**base, "choices": [{"index": 0, "delta": delta, "finish_reason": None}]})
                if does == "cut" and i:
                    raise RuntimeError("the stand-in breaks off")
                await asyncio.sleep(0.02 if does == "hang" else 0)
            yield _event({**base, "choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]})
            yield _event({**base, "choices": [], "usage": USAGE})
            yield b"data: [DONE]\n\n"
        finally:
            self.is_gone = True


def _event(document: dict[str, Any]) -> bytes:
    return b"data: " + orjson.dumps(document) + b"\n\n"


@pytest.fixture(scope="module")
def provider() -> Iterator[tuple[StandIn, str]]:
    standin = StandIn()
    with serving(Starlette(routes=[Route("/v1/chat/completions", standin.chat, methods=["POST"])])) as url:
        yield standin, url


def upstream(url: str, **more: Any) -> LiteLlmUpstream:
    return LiteLlmUpstream(api_key=KEY, api_base=f"{url}/v1", **more)


def asks(text: str, path: str = "/v1/chat/completions", **more: Any) -> UpstreamRequest:
    document = {"model": "hosted_vllm/m", "messages": [{"role": "user", "content": text}], **more}
    return UpstreamRequest("POST", path, ((b"authorization", b"Bearer the-callers-own"),), orjson.dumps(document))


async def answer(url: str, request: UpstreamRequest) -> tuple[int, dict[bytes, bytes], bytes]:
    response = await upstream(url).open(request)
    return response.status, dict(response.headers), b"".join([chunk async for chunk in response.chunks()])


@pytest.mark.parametrize("model", ["hosted_vllm/m", "openai/m"])
async def test_an_answer_comes_as_openais_json_with_its_usage(provider: tuple[StandIn, str], model: str) -> None:
    standin, url = provider
    status, headers, body = await answer(url, asks("hello", model=model, temperature=0.2, metadata={"team": "a"}))
    assert (status, headers[b"content-type"]) == (200, b"application/json")
    read = CHAT.read_json(200, body)
    assert (read.defect, read.usage, read.finish_reasons) == (None, Usage(20, 3, cached=16), ("stop",))
    assert json.loads(body)["choices"][0]["message"]["content"] == "Hi there"
    sent, authorization = standin.seen[-1]
    assert (sent["model"], sent["temperature"], sent["messages"][0]["content"]) == ("m", 0.2, "hello")
    assert authorization == f"Bearer {KEY}", "and not the caller's"
    assert "metadata" not in sent


async def test_tool_calls_keep_their_form(provider: tuple[StandIn, str]) -> None:
    tools = [{"type": "function", "function": {"name": "f", "parameters": {"type": "object", "properties": {}}}}]
    _, _, body = await answer(provider[1], asks("hello", tools=tools))
    read = CHAT.read_json(200, body)
    message = json.loads(body)["choices"][0]["message"]
    assert (read.defect, read.tool_calls, message["content"]) == (None, True, None)
    assert message["tool_calls"][0]["function"] == {"name": "f", "arguments": "{}"}


async def test_a_stream_flows_as_openais_events_to_its_end(provider: tuple[StandIn, str]) -> None:
    status, headers, body = await answer(
        provider[1], asks("hello", stream=True, stream_options={"include_usage": True})
    )
    assert (status, headers[b"content-type"][:17]) == (200, b"text/event-stream")
    reader = CHAT.read_stream(200)
    reader.feed(body)
    read = reader.finish()
    assert (read.defect, read.usage, reader.done) == (None, Usage(20, 3, cached=16), True)
    assert read.completion is not None
    assert json.loads(read.completion.body)["choices"][0]["message"]["content"] == "t0 t1 t2 "


@pytest.mark.parametrize("stream", [False, True])
@pytest.mark.parametrize("status", [400, 401, 403, 404, 422, 429, 500, 503])
async def test_a_providers_error_keeps_its_status_and_never_tells_the_key(
    provider: tuple[StandIn, str], status: int, stream: bool, caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    caplog.set_level(logging.DEBUG)
    told, headers, body = await answer(provider[1], asks(f"status {status}", stream=stream))
    assert told == status
    assert "no, *** is wrong" in json.loads(body)["error"]["message"]
    assert headers.get(b"retry-after") == (b"7" if status == 429 else None)
    shown = capfd.readouterr()
    assert KEY not in body.decode() + caplog.text + shown.out + shown.err


async def test_nobody_there_and_nobody_answering_are_unreachable() -> None:
    with pytest.raises(UpstreamUnreachable) as refused:
        await upstream(f"http://127.0.0.1:{free_port()}").open(asks("hello"))
    assert refused.value.__cause__ is None, "its traceback would show the key"


async def test_a_slow_answer_is_a_timeout(provider: tuple[StandIn, str]) -> None:
    with pytest.raises(UpstreamUnreachable, match="Timeout"):
        await upstream(provider[1], timeout=0.3).open(asks("hang"))


async def test_a_stream_that_breaks_off_is_cut(provider: tuple[StandIn, str]) -> None:
    response = await upstream(provider[1]).open(asks("cut", stream=True))
    with pytest.raises(UpstreamCut):
        async for _ in response.chunks():
            pass


async def test_cancelling_reaches_the_provider(provider: tuple[StandIn, str]) -> None:
    standin, url = provider
    standin.is_gone = False
    call = asyncio.create_task(upstream(url).open(asks("hang")))
    await asyncio.sleep(0.3)
    call.cancel()
    await asyncio.gather(call, return_exceptions=True)
    await _gone(standin)


async def test_closing_a_stream_reaches_the_provider(provider: tuple[StandIn, str]) -> None:
    standin, url = provider
    standin.is_gone = False
    response = await upstream(url).open(asks("hang", stream=True))
    chunks = response.chunks()
    await anext(chunks)
    await response.close()
    await _gone(standin)


async def _gone(standin: StandIn) -> None:
    """Left to itself it would work for hours."""
    async with asyncio.timeout(30):
        while not standin.is_gone:  # noqa: ASYNC110
            await asyncio.sleep(0.02)


@pytest.mark.parametrize(
    "said",
    [{"api_base": "http://127.0.0.1:9/v1"}, {"mock_response": "x"}, {"api_key": "k"}, {"fallbacks": ["m"]},
     {"x" * 99: 1}],
    ids=lambda said: next(iter(said))[:16],
)  # fmt: skip
async def test_a_client_cannot_speak_to_litellm_itself(provider: tuple[StandIn, str], said: dict[str, Any]) -> None:
    calls = len(provider[0].seen)
    status, _, body = await answer(provider[1], asks("hello", **said))
    assert (status, json.loads(body)["error"]["code"]) == (400, "unknown_field")
    assert len(provider[0].seen) == calls


@pytest.mark.parametrize(("body", "path", "status"), [(b"[", "/v1/chat/completions", 400), (b"{}", "/v1/models", 404)])
async def test_what_it_cannot_answer_it_refuses(body: bytes, path: str, status: int) -> None:
    response = await LiteLlmUpstream().open(UpstreamRequest("POST", path, (), body))
    assert response.status == status


def test_litellm_is_not_loaded_before_it_is_asked() -> None:
    code = (
        "import sys; from semcache.adapters.litellm_upstream import LiteLlmUpstream; LiteLlmUpstream();"
        "assert 'litellm' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


async def test_a_pool_of_kind_litellm_is_served_by_it(
    provider: tuple[StandIn, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOSTED_VLLM_API_BASE", f"{provider[1]}/v1")
    pool = {"kind": "litellm", "models": {"small": {"sent-as": "hosted_vllm/m"}}}
    settings = Settings.model_validate({"upstreams": {"any": pool}})
    pools = upstream_pools(settings, PriceBook({}), SystemClock())
    try:
        response = await pools.open(asks("hello", model="small"))
        body = b"".join([chunk async for chunk in response.chunks()])
    finally:
        await pools.close()
    assert (response.status, CHAT.read_json(200, body).usage) == (200, Usage(20, 3, cached=16))
