"""Any provider that LiteLLM speaks to, as an upstream: OpenAI's form in, OpenAI's form out.

LiteLLM is imported when the first request comes (three seconds of CPU, 200 MB), in a thread. Its own retries and
fallbacks stay out of it: whoever calls decides on those.
"""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import AsyncIterator
from importlib.util import find_spec
from typing import Any

import orjson

from semcache.errors import ConfigError, UpstreamCut, UpstreamUnreachable
from semcache.ports import UpstreamRequest
from semcache.wire.chat import CHAT

_PATH = "/v1/chat/completions"
_JSON = ((b"content-type", b"application/json"),)
_EVENTS = ((b"content-type", b"text/event-stream; charset=utf-8"), (b"cache-control", b"no-cache"))

_PASSED = frozenset({
    "audio", "frequency_penalty", "function_call", "functions", "logit_bias", "logprobs", "max_completion_tokens",
    "max_tokens", "messages", "modalities", "model", "n", "parallel_tool_calls", "prediction", "presence_penalty",
    "prompt_cache_key", "reasoning_effort", "response_format", "safety_identifier", "seed", "service_tier", "stop",
    "stream", "stream_options", "temperature", "thinking", "tool_choice", "tools", "top_k", "top_logprobs", "top_p",
    "user", "verbosity", "web_search_options",
})  # fmt: skip
"""LiteLLM takes what is said to the model and what is said to LiteLLM (api_base, mock_response, callbacks, ...) by the
same arguments, so that a client may say only what is known to be for the model."""
_OURS = frozenset({"metadata", "store"})
"""For us or for OpenAI's own dashboard; other providers do not take them."""


class LiteLlmUpstream:
    """See `Upstream` for what it promises. It answers chat completions; the model's name says which provider."""

    def __init__(
        self, *, name: str = "litellm", api_key: str | None = None, api_base: str | None = None, timeout: float = 600.0
    ) -> None:
        """Without a key or a base LiteLLM takes those of the provider's environment variables. `timeout` in seconds,
        between two pieces of an answer. Raises ConfigError where LiteLLM is not installed."""
        if find_spec("litellm") is None:
            raise ConfigError(
                "settings", f"upstreams.{name}", "litellm is not installed: pip install 'semcache-llm[litellm]'"
            )
        self.name = name
        self._secret = api_key
        self._litellm: Any = None
        self._arguments: dict[str, Any] = {"timeout": timeout, "max_retries": 0, "num_retries": 0}
        if api_key is not None:
            self._arguments["api_key"] = api_key
        if api_base is not None:
            self._arguments["api_base"] = api_base

    async def open(self, request: UpstreamRequest) -> LiteLlmResponse:
        if request.method != "POST" or request.path.partition("?")[0] != _PATH:
            return self._refused(404, "LiteLLM upstreams answer chat completions only.", "not_found")
        said = _document(request.body if isinstance(request.body, bytes) else await _read(request.body))
        if said is None:
            return self._refused(400, "The request is not a JSON object.", "bad_request")
        if unknown := sorted(said.keys() - _PASSED - _OURS):
            return self._refused(400, f"{unknown[0][:60]!r} is no field that this upstream takes.", "unknown_field")
        arguments = {field: value for field, value in said.items() if field in _PASSED}
        if said.get("tools"):
            # Else LiteLLM looks among them for MCP servers that it would call itself, and fails where mcp is missing.
            arguments["_skip_mcp_handler"] = True
        if self._litellm is None:
            # Not from sys.modules, where it stands, half made, while another request's thread imports it.
            self._litellm = await asyncio.to_thread(_load)
        litellm = self._litellm
        try:
            answer = await litellm.acompletion(**arguments, **self._arguments)
        except Exception as error:  # its own tree, and whatever a provider's code lets through
            return self._failed(error)
        if said.get("stream") is True:
            return LiteLlmResponse(200, _EVENTS, stream=answer, secret=self._secret)
        return LiteLlmResponse(200, _JSON, body=_dumped(answer))

    def _failed(self, error: Exception) -> LiteLlmResponse:
        """What the provider answered, or UpstreamUnreachable if it did not."""
        kind, status = type(error).__name__, getattr(error, "status_code", None)
        said = getattr(error, "litellm_response_headers", None)
        # LiteLLM gives a status of its own, 500 or 408, to what got no answer at all.
        unanswered = kind in ("APIConnectionError", "Timeout") or (said is None and status in (408, 500))
        if not isinstance(status, int) or unanswered or not 400 <= status <= 599:
            # The cause would drag the provider's key into every traceback that shows it.
            raise UpstreamUnreachable(f"{self.name}: {kind}") from None
        message = _scrubbed(str(getattr(error, "message", "") or kind), self._secret)
        code = getattr(error, "code", None)
        wait = said.get("retry-after") if said is not None else None
        headers = _JSON if wait is None else (*_JSON, (b"retry-after", str(wait).encode("latin-1", "replace")))
        body = CHAT.error_body(message[:2000], "upstream_error", code if isinstance(code, str) else None)
        return LiteLlmResponse(status, headers, body=body)

    def _refused(self, status: int, message: str, code: str) -> LiteLlmResponse:
        return LiteLlmResponse(status, _JSON, body=CHAT.error_body(message, "invalid_request_error", code))

    async def close(self) -> None:
        """LiteLLM keeps its connections for the whole process."""


class LiteLlmResponse:
    """A response that has begun: whole, or as LiteLLM's chunks come."""

    def __init__(
        self,
        status: int,
        headers: tuple[tuple[bytes, bytes], ...],
        *,
        body: bytes = b"",
        stream: Any = None,
        secret: str | None = None,
    ) -> None:
        self.status = status
        self.headers = headers
        self._body = body
        self._stream = stream
        self._closed = False

    async def chunks(self) -> AsyncIterator[bytes]:
        if self._stream is None:
            yield self._body
            return
        try:
            async for chunk in self._stream:
                yield b"data: " + _dumped(chunk) + b"\n\n"
                if self._closed:
                    return
        except Exception as error:
            raise UpstreamCut(type(error).__name__) from None
        yield b"data: [DONE]\n\n"

    async def close(self) -> None:
        self._closed = True
        stream = self._stream
        inner = getattr(stream, "completion_stream", None)
        for held in (inner, getattr(inner, "response", None), getattr(inner, "_response", None)):
            end = getattr(held, "aclose", None) or getattr(held, "close", None)
            if end is None:
                continue
            try:
                ended = end()
                if asyncio.iscoroutine(ended):
                    await ended
            except Exception:  # noqa: S112 - it is being given up anyway; the others still have to be closed
                continue


def _load() -> Any:
    """LiteLLM, quiet: it would fetch a price list at import, and print requests with their keys when one fails."""
    os.environ.setdefault("LITELLM_LOCAL_MODEL_COST_MAP", "True")
    import litellm

    litellm.suppress_debug_info = True
    litellm.telemetry = False
    for name in ("LiteLLM", "LiteLLM Router", "LiteLLM Proxy"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    return litellm


async def _read(body: AsyncIterator[bytes]) -> bytes:
    return b"".join([piece async for piece in body])


def _document(body: bytes) -> dict[str, Any] | None:
    try:
        document = orjson.loads(body)
    except orjson.JSONDecodeError:
        return None
    return document if isinstance(document, dict) else None


def _dumped(answer: Any) -> bytes:
    """OpenAI's JSON of what LiteLLM made of a provider's answer: without its own additions, and without what is not
    there; but `content: null` beside tool calls is part of the form."""
    document: dict[str, Any] = answer.model_dump(exclude_none=True, mode="json")
    for choice in document.get("choices", ()):
        for held in (choice, choice.get("message"), choice.get("delta")):
            if isinstance(held, dict):
                held.pop("provider_specific_fields", None)
        if isinstance(message := choice.get("message"), dict):
            message.setdefault("content", None)
        if isinstance(choice.get("delta"), dict):
            choice.setdefault("finish_reason", None)
    document.pop("provider_specific_fields", None)
    return orjson.dumps(document)


def _scrubbed(text: str, secret: str | None) -> str:
    return text.replace(secret, "***") if secret else text
