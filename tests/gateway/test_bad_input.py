"""What no LLM server would understand goes upstream or is answered as the upstream's protocol would: never a 500 of
ours."""

import json
import logging
import threading

import httpx
import pytest

from tests.harness import MODEL, Call, ask, gateway, reply


async def strict(call: Call) -> None:
    """Answers 400 as OpenAI does to whatever is no request."""
    try:
        body = call.json
        assert isinstance(body, dict)
        assert isinstance(body["messages"][-1]["content"], str)
        assert isinstance(body.get("stream", False), bool)
    except (ValueError, KeyError, TypeError, IndexError, AssertionError, RecursionError):
        await call.answer(b'{"error":{"message":"bad request","type":"invalid_request_error"}}', status=400)
        return
    await reply("Fine.")(call)


BODIES: dict[str, bytes] = {
    "empty": b"",
    "not json": b"{nope",
    "null": b"null",
    "a list": b"[]",
    "a number": b"7",
    "not utf-8": b'{"model":"\xff"}',
    "no messages": b'{"model":"m"}',
    "no model": b'{"messages":[{"role":"user","content":"x"}]}',
    "messages a string": b'{"model":"m","messages":"x"}',
    "messages empty": b'{"model":"m","messages":[]}',
    "a message that is null": b'{"model":"m","messages":[null]}',
    "content a number": b'{"model":"m","messages":[{"role":"user","content":7}]}',
    "stream a string": b'{"model":"m","stream":"yes","messages":[{"role":"user","content":"x"}]}',
    "temperature a string": b'{"model":"m","temperature":"hot","messages":[{"role":"user","content":"x"}]}',
    "deep": b'{"model":"m","messages":[{"role":"user","content":"x"}],"a":' + b"[" * 2000 + b"]" * 2000 + b"}",
    "duplicate keys": b'{"model":"m","messages":[],"messages":[{"role":"user","content":"x"}]}',
    "nan": b'{"model":"m","temperature":NaN,"messages":[{"role":"user","content":"x"}]}',
    "huge number": b'{"model":"m","seed":' + b"9" * 400 + b',"messages":[{"role":"user","content":"x"}]}',
    "lone surrogate": b'{"model":"m","messages":[{"role":"user","content":"\\ud800"}]}',
    "nul": b'{"model":"m","messages":[{"role":"user","content":"\\u0000"}]}',
    "query": json.dumps(ask("x")).encode(),
}


@pytest.mark.parametrize("name", BODIES)
def test_a_body_nobody_understands_is_the_upstreams_to_answer(name: str, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with gateway(strict) as setup, httpx.Client(base_url=setup.url) as http:
        for _ in range(2):
            answer = http.post("/v1/chat/completions", content=BODIES[name])
            assert answer.status_code in (200, 400)
            assert answer.headers["cache-status"].startswith("semcache; ")
        assert setup.upstream.calls[0].body == BODIES[name]
        assert len(setup.answers) == 2
    assert not [record for record in caplog.records if record.levelno >= logging.ERROR]


def test_a_body_over_the_cap_flows_through_whole() -> None:
    body = json.dumps(ask("x" * 300_000)).encode()
    with (
        gateway(reply("Long."), responder={"max_body_bytes": 100_000}) as setup,
        httpx.Client(base_url=setup.url) as http,
    ):
        for _ in range(2):
            answer = http.post("/v1/chat/completions", content=body)
            assert answer.status_code == 200
            assert answer.headers["cache-status"] == "semcache; fwd=bypass; detail=body-too-large"
        assert [call.body for call in setup.upstream.calls] == [body, body]


def test_a_query_string_may_change_the_answer_so_nothing_is_kept() -> None:
    with gateway(reply()) as setup, httpx.Client(base_url=setup.url) as http:
        for _ in range(2):
            answer = http.post("/v1/chat/completions?beta=1", json=ask("x"))
            assert answer.headers["cache-status"] == "semcache; fwd=bypass; detail=query-string"
        assert setup.upstream.calls[0].scope["query_string"] == b"beta=1"


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "PATCH", "OPTIONS", "HEAD"])
def test_other_methods_pass_through(method: str) -> None:
    async def script(call: Call) -> None:
        await call.answer(b"", status=405, allow="POST")

    with gateway(script) as setup, httpx.Client(base_url=setup.url) as http:
        answer = http.request(method, "/v1/chat/completions")
        assert (answer.status_code, answer.headers["allow"]) == (405, "POST")


def test_an_upstream_answer_that_is_compressed_all_the_same_passes_through_and_is_not_kept() -> None:
    import gzip

    packed = gzip.compress(json.dumps({"model": MODEL}).encode())

    async def script(call: Call) -> None:
        assert call.headers["accept-encoding"] == "identity"
        await call.answer(packed, content_encoding="gzip")

    with gateway(script) as setup, httpx.Client(base_url=setup.url) as http:
        for _ in range(2):
            assert http.post("/v1/chat/completions", json=ask("x")).json() == {"model": MODEL}
        assert len(setup.upstream.calls) == 2


def test_the_gateways_own_routes() -> None:
    with gateway(reply()) as setup, httpx.Client(base_url=setup.url) as http:
        assert http.get("/healthz").json() == {"status": "ok"}
        ready = http.get("/readyz")
        assert (ready.status_code, ready.json()) == (
            200,
            {"status": "ready", "parts": {"embedder": "ok", "index": "ok", "store": "ok"}},
        )
        for _ in range(2):
            http.post("/v1/chat/completions", json=ask("Metered?"))
        text = http.get("/metrics").text
        for line in (
            'semcache_requests_total{outcome="hit",reason="exact",tier="exact"} 1.0',
            'semcache_requests_total{outcome="miss",reason="new",tier=""} 1.0',
            'semcache_stage_seconds_count{stage="embed"} 1.0',
            "semcache_entries 1.0",
            "semcache_vectors 1.0",
            "semcache_saved_dollars_total 0.02",
            "semcache_spent_dollars_total 0.02",
        ):
            assert line in text, line
        stages = {line.split('"')[1] for line in text.splitlines() if line.startswith("semcache_stage_seconds_count")}
        assert stages == {"parse", "embed", "search", "upstream", "replay"} | stages
        assert setup.upstream.others == []


def test_a_very_long_question_holds_nobody_up() -> None:
    with gateway(reply("Long."), responder={"max_body_bytes": 2**23}) as setup:
        long = json.dumps(ask("word " * 1_000_000)).encode()
        done: list[httpx.Response] = []

        def post() -> None:
            done.append(httpx.post(f"{setup.url}/v1/chat/completions", content=long, timeout=120))

        thread = threading.Thread(target=post)
        thread.start()
        waits = []
        with httpx.Client(base_url=setup.url, timeout=30) as http:
            while thread.is_alive():
                waits.append(http.get("/healthz").elapsed.total_seconds())
        thread.join()
        assert "exact-only:too-long" in done[0].headers["cache-status"]
        assert max(waits, default=0.0) < 5.0  # reading a million words takes minutes
