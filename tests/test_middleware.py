"""The middleware in front of an app's own route."""

import asyncio
import contextlib
import json
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette
from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response, StreamingResponse
from starlette.routing import Mount, Route

from semcache import SemanticCacheMiddleware
from semcache.adapters.clock import SystemClock
from semcache.adapters.hash_embedder import HashEmbedder
from semcache.adapters.memory import MemoryIndex, MemoryLedger, MemoryStore
from semcache.core.ledger import AttemptRow
from semcache.core.policy import Policy
from semcache.core.trace import span_id
from semcache.engine import Engine
from semcache.errors import ConfigError
from tests.harness import PRICES, RULE, ask, completion, sse, wait_until
from tests.servers import serving


def engine(is_traced: bool = False) -> Engine:
    embedder = HashEmbedder()
    return Engine(
        policy=Policy("test", (RULE,)),
        embedder=embedder,
        index=MemoryIndex(embedder.dimension),
        store=MemoryStore(),
        ledger=MemoryLedger(),
        prices=PRICES,
        clock=SystemClock(),
        is_traced=is_traced,
    )


class App:
    """A chat app that counts its calls and notes what it saw."""

    def __init__(self) -> None:
        self.calls = 0
        self.background = 0
        self.cancelled = False
        self.lifespan: list[str] = []
        self.parents: list[str | None] = []

        @contextlib.asynccontextmanager
        async def lifespan(app: Starlette) -> Any:
            self.lifespan.append("started")
            yield
            self.lifespan.append("stopped")

        routes = [
            Route("/v1/chat/completions", self.chat, methods=["POST"]),
            Route("/upload", self.upload, methods=["POST"]),
        ]
        self.app = Starlette(routes=routes, lifespan=lifespan)

    async def chat(self, request: Request) -> Response:
        self.calls += 1
        self.parents.append(request.headers.get("traceparent"))
        body = await request.json()
        said = body["messages"][-1]["content"]
        if said == "raise":
            raise RuntimeError("the app's own trouble")
        if said == "wait":
            try:
                await asyncio.sleep(30)
            except asyncio.CancelledError:
                self.cancelled = True
                raise
        if body.get("stream"):

            async def events() -> Any:
                for event in sse(said, usage=False):
                    yield event
                    await asyncio.sleep(0)

            return StreamingResponse(events(), media_type="text/event-stream")

        def later() -> None:
            self.background += 1

        answer = completion(f"{self.calls}: {said}")
        return JSONResponse(answer, headers={"x-app": "1"}, background=BackgroundTask(later))

    async def upload(self, request: Request) -> Response:
        return PlainTextResponse(str(len(await request.body())))


@pytest.fixture
def app() -> App:
    return App()


@pytest.fixture
def http(app: App) -> Iterator[httpx.Client]:
    app.app.add_middleware(SemanticCacheMiddleware, engine=engine())
    with serving(app.app) as url, httpx.Client(base_url=url, timeout=10) as client:
        yield client


def post(http: httpx.Client, text: str, **more: Any) -> httpx.Response:
    return http.post("/v1/chat/completions", json=ask(text, **more))


def test_the_apps_answer_is_kept_and_served_again_also_to_a_rewording(app: App, http: httpx.Client) -> None:
    first = post(http, "How do I reset the password?")
    assert first.headers["cache-status"] == "semcache; fwd=miss; stored; detail=new"
    assert first.headers["x-app"] == "1"
    again = post(http, "How do I reset the password?")
    assert "detail=exact" in again.headers["cache-status"]
    assert again.json()["choices"] == first.json()["choices"]
    assert "detail=semantic" in post(http, "How do I reset the password please?").headers["cache-status"]
    assert app.calls == 1


@pytest.mark.parametrize("is_traced", [True, False])
def test_where_spans_are_made_the_app_sees_the_calls_as_its_parent(app: App, is_traced: bool) -> None:
    said = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
    own = engine(is_traced)
    app.app.add_middleware(SemanticCacheMiddleware, engine=own)
    with serving(app.app) as url:
        httpx.post(f"{url}/v1/chat/completions", json=ask("How do I reset it?"), headers={"traceparent": said})
    (row,) = (row for row in own.books.ledger.rows() if isinstance(row, AttemptRow))
    ours = said.replace("00f067aa0ba902b7", f"{span_id('call', row.id):016x}")
    assert app.parents == [ours if is_traced else said]


def test_streams_are_kept_too(app: App, http: httpx.Client) -> None:
    first = post(http, "Stream me a word or two.", stream=True)
    again = post(http, "Stream me a word or two.", stream=True)
    assert app.calls == 1
    assert "; hit" in again.headers["cache-status"]
    assert first.text.count("data:") > 3
    assert again.text.endswith("data: [DONE]\n\n")


def test_the_apps_background_work_still_runs(app: App, http: httpx.Client) -> None:
    post(http, "Run it.")
    assert wait_until(lambda: app.background == 1)


def test_an_exception_of_the_app_is_the_apps(app: App, http: httpx.Client) -> None:
    answer = post(http, "raise")
    assert (answer.status_code, answer.text) == (500, "Internal Server Error")


def test_other_routes_are_untouched(app: App, http: httpx.Client) -> None:
    answer = http.post("/upload", content=b"x" * 100_000)
    assert answer.text == "100000"
    assert "cache-status" not in answer.headers
    assert http.get("/v1/chat/completions").status_code == 405


def test_a_client_that_leaves_ends_the_apps_work(app: App, http: httpx.Client) -> None:
    with pytest.raises(httpx.ReadTimeout):
        http.post("/v1/chat/completions", json=ask("wait"), timeout=1.0)
    assert wait_until(lambda: app.cancelled, 10.0)


def test_the_engine_lives_as_long_as_the_app() -> None:
    app, own = App(), engine()
    app.app.add_middleware(SemanticCacheMiddleware, engine=own)
    with serving(app.app):
        assert own.is_started
        assert app.lifespan == ["started"]
    assert app.lifespan == ["started", "stopped"]
    assert not own.is_started


async def test_without_lifespan_events_it_starts_at_the_first_request() -> None:
    app = App()
    middleware = SemanticCacheMiddleware(app.app, engine=engine())
    transport = httpx.ASGITransport(middleware)
    async with httpx.AsyncClient(transport=transport, base_url="http://app") as client:
        for _ in range(2):
            answer = await client.post("/v1/chat/completions", content=json.dumps(ask("Hello?")))
    assert "detail=exact" in answer.headers["cache-status"]


def test_a_bad_policy_is_a_config_error_that_names_the_file(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "p.yaml").write_text("rules:\n  - name: a\n    max-age: soon\n")
    with pytest.raises(ConfigError, match=r"p\.yaml:3: rules\[0\]\.max-age"):
        SemanticCacheMiddleware(App().app, policy=tmp_path / "p.yaml")


def test_it_works_below_a_mount_too() -> None:
    app = App()
    app.app.add_middleware(SemanticCacheMiddleware, engine=engine())
    outer = Starlette(routes=[Mount("/api", app.app)])
    with serving(outer) as url, httpx.Client(base_url=f"{url}/api") as http:
        for _ in range(2):
            answer = post(http, "Mounted?")
        assert "detail=exact" in answer.headers["cache-status"]
        assert app.calls == 1
