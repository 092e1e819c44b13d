"""A complete small app with the cache in front of its own chat route.

    pip install 'semcache-llm[cpu,minilm]'
    uvicorn examples.starlette_app:app --port 8000

    curl -si http://127.0.0.1:8000/v1/chat/completions -H 'content-type: application/json' \
      -d '{"model": "parrot", "messages": [{"role": "user", "content": "How do I reset my password?"}]}'

Ask it again, or in other words ("I forgot my password, how can I reset it?"), and look at the Cache-Status header.
"""

import asyncio
import json
import time
import uuid
from collections.abc import AsyncIterator
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from semcache import SemanticCacheMiddleware


async def chat(request: Request) -> Response:
    """Stands for whatever answers your users: a model you host, a chain, an agent."""
    asked = await request.json()
    words = f"You said: {asked['messages'][-1]['content']}".split(" ")
    if asked.get("stream"):
        return StreamingResponse(events(asked["model"], words), media_type="text/event-stream")
    await asyncio.sleep(0.05 * len(words))
    message = {"role": "assistant", "content": " ".join(words)}
    usage = {"prompt_tokens": len(words), "completion_tokens": len(words), "total_tokens": 2 * len(words)}
    choice = {"index": 0, "message": message, "finish_reason": "stop"}
    return JSONResponse(envelope("chat.completion", asked["model"]) | {"choices": [choice], "usage": usage})


async def events(model: str, words: list[str]) -> AsyncIterator[str]:
    for place, word in enumerate(words):
        await asyncio.sleep(0.05)
        yield event(model, {"content": word if place == 0 else f" {word}"}, None)
    yield event(model, {}, "stop")
    yield "data: [DONE]\n\n"


def event(model: str, delta: dict[str, str], finish: str | None) -> str:
    choice = {"index": 0, "delta": delta, "finish_reason": finish}
    return f"data: {json.dumps(envelope('chat.completion.chunk', model) | {'choices': [choice]})}\n\n"


def envelope(kind: str, model: str) -> dict[str, Any]:
    return {"id": f"chatcmpl-{uuid.uuid4().hex}", "object": kind, "created": int(time.time()), "model": model}


async def about(request: Request) -> Response:
    """Routes that ask no model go through the middleware untouched."""
    return JSONResponse({"about": "an app with a cache in front of its chat route"})


app = Starlette(routes=[Route("/v1/chat/completions", chat, methods=["POST"]), Route("/about", about)])
app.add_middleware(SemanticCacheMiddleware, policy="policies/default.yaml")
