"""Misses flow through, clients that leave end them, errors pass unchanged."""

import asyncio
import json
import random
import time

import httpx
import pytest

from tests.harness import Call, ask, completion, gateway, reply, sse, wait_until
from tests.servers import free_port


def test_on_a_miss_the_first_byte_reaches_the_client_when_the_upstream_sends_it() -> None:
    async def script(call: Call) -> None:
        await call.start(media_type="text/event-stream")
        for event in sse("slow and steady words", usage=True):
            await call.write(event)
            await asyncio.sleep(0.25)
        await call.write(b"", more=False)

    with gateway(script) as setup, httpx.Client(base_url=setup.url, timeout=30) as http:
        began = time.monotonic()
        with http.stream("POST", "/v1/chat/completions", json=ask("Tell.", stream=True)) as answer:
            arrivals = [time.monotonic() - began for _ in answer.iter_raw()]
    assert arrivals[0] < 0.2
    assert arrivals[-1] > 1.0
    assert len(arrivals) >= 5


def test_a_client_that_disconnects_ends_the_upstream_call_within_a_second() -> None:
    for stream in (False, True):

        async def script(call: Call, stream: bool = stream) -> None:
            if stream:
                await call.start(media_type="text/event-stream")
                await call.write(sse()[0])
            await asyncio.sleep(30)

        with gateway(script) as setup:
            with (
                httpx.Client(base_url=setup.url, timeout=0.5) as http,
                pytest.raises(httpx.ReadTimeout),
                http.stream("POST", "/v1/chat/completions", json=ask("Wait.", stream=stream)) as answer,
            ):
                answer.read()
            assert wait_until(lambda s=setup: s.upstream.calls[0].cancelled, 1.0)
            assert wait_until(lambda s=setup: len(s.answers) == 1)
            assert setup.answers[0].status == 499
            assert setup.attempts[0].error.startswith("cancelled") or "cancelled" in setup.attempts[0].error
            assert asyncio.run(setup.store.count()) == 0


@pytest.mark.parametrize("status", [400, 401, 403, 404, 408, 422, 429, 500, 502, 503])
def test_upstream_errors_pass_through_unchanged_and_are_never_stored(status: int) -> None:
    body = json.dumps({"error": {"message": f"no {status}", "type": "x", "param": None, "code": None}}).encode()

    async def script(call: Call) -> None:
        await call.answer(body, status=status, retry_after="7", x_request_id="abc")

    with gateway(script) as setup, httpx.Client(base_url=setup.url) as http:
        for _ in range(2):
            answer = http.post("/v1/chat/completions", json=ask("Hm?"))
            assert answer.status_code == status
            assert answer.content == body
            assert answer.headers["retry-after"] == "7"
            assert answer.headers["x-request-id"] == "abc"
            assert "fwd=miss" in answer.headers["cache-status"]
        assert len(setup.upstream.calls) == 2
        assert [a.status for a in setup.attempts] == [status, status]


def test_an_unreachable_upstream_is_an_openai_error_and_is_booked() -> None:
    with (
        gateway(upstream_url=f"http://127.0.0.1:{free_port()}") as setup,
        httpx.Client(base_url=setup.url) as http,
    ):
        answer = http.post("/v1/chat/completions", json=ask("Anyone?"))
        assert answer.status_code == 502
        assert answer.json()["error"]["code"] == "upstream_unreachable"
        assert answer.headers["cache-status"] == "semcache; fwd=miss; detail=upstream-unreachable"
        assert [(a.status, a.usage, a.cost) for a in setup.attempts] == [(0, None, None)]
        assert [a.status for a in setup.answers] == [502]


def test_a_stream_that_breaks_off_breaks_off_for_the_client_too_and_is_not_kept() -> None:
    async def script(call: Call) -> None:
        await call.start(media_type="text/event-stream", content_length="100000")
        for event in sse()[:3]:
            await call.write(event)
        await asyncio.sleep(0.1)
        raise RuntimeError("the upstream dies")

    with gateway(script) as setup, httpx.Client(base_url=setup.url) as http:
        with (
            pytest.raises(httpx.RemoteProtocolError),
            http.stream("POST", "/v1/chat/completions", json=ask("Go.", stream=True)) as answer,
        ):
            for _ in answer.iter_raw():
                pass
        assert wait_until(lambda: len(setup.attempts) == 1)
        assert setup.attempts[0].error.startswith("UpstreamCut")
        assert asyncio.run(setup.store.count()) == 0


def test_what_the_client_sends_reaches_the_upstream_and_a_gateways_own_key_replaces_the_callers() -> None:
    for key, expected in ((None, "Bearer mine"), ("gateway-key", "Bearer gateway-key")):
        with (
            gateway(upstream_options={"api_key": key}) as setup,
            httpx.Client(base_url=setup.url) as http,
        ):
            body = ask("Hello?", user="u1", metadata={"a": "b"})
            http.post(
                "/v1/chat/completions",
                json=body,
                headers={
                    "authorization": "Bearer mine",
                    "x-api-key": "mine",
                    "openai-organization": "org",
                    "x-custom": "1",
                },
            )
            seen = setup.upstream.calls[0]
            assert ("x-api-key" in seen.headers) is (key is None)
            assert seen.json == body
            assert seen.headers["authorization"] == expected
            assert (seen.headers["openai-organization"], seen.headers["x-custom"]) == ("org", "1")


def test_other_routes_pass_through_untouched() -> None:
    async def script(call: Call) -> None:
        target = call.scope["raw_path"].decode() + "?" + call.scope["query_string"].decode()
        told = [call.scope["method"], target, call.body.decode(), call.headers.get("x-a")]
        await call.answer(json.dumps(told).encode(), status=207, x_b="2")

    with gateway(script) as setup, httpx.Client(base_url=setup.url) as http:
        answer = http.put("/v1/fil%20es/x?y=1&z=%2F", content=b"raw \x00 bytes", headers={"x-a": "b"})
        assert answer.status_code == 207
        assert answer.json() == ["PUT", "/v1/fil%20es/x?y=1&z=%2F", "raw \x00 bytes", "b"]
        assert answer.headers["x-b"] == "2"
        assert answer.headers["cache-status"] == "semcache; fwd=bypass; detail=route"
        assert http.get("/v1/models").json()[:2] == ["GET", "/v1/models?"]


def test_a_protocol_that_is_not_cached_is_booked() -> None:
    usage = {"prompt_tokens": 4, "total_tokens": 4}

    async def script(call: Call) -> None:
        await call.answer(json.dumps({"usage": usage, "model": "test-model"}).encode())

    with gateway(script) as setup, httpx.Client(base_url=setup.url) as http:
        answer = http.post("/v1/embeddings", json={"model": "test-model", "input": "x"})
        assert answer.headers["cache-status"] == "semcache; fwd=bypass; detail=protocol:embeddings"
        assert wait_until(lambda: len(setup.attempts) == 1)
        row = setup.attempts[0]
        assert row.usage is not None
        assert (row.usage.prompt, row.usage.completion) == (4, 0)
        assert row.cost is not None


def test_a_json_miss_says_whether_it_was_stored() -> None:
    with gateway(reply()) as setup, httpx.Client(base_url=setup.url) as http:
        assert http.post("/v1/chat/completions", json=ask("One?")).headers["cache-status"] == (
            "semcache; fwd=miss; stored; detail=new"
        )

    async def cut_short(call: Call) -> None:
        body = completion("Half")
        body["choices"][0]["finish_reason"] = "length"
        await call.answer(json.dumps(body).encode())

    with gateway(cut_short) as setup, httpx.Client(base_url=setup.url) as http:
        assert http.post("/v1/chat/completions", json=ask("One?")).headers["cache-status"] == (
            'semcache; fwd=miss; detail="new,finish:length"'
        )


def test_cookies_of_one_callers_answer_never_go_upstream_with_anothers_request() -> None:
    async def script(call: Call) -> None:
        await call.answer(json.dumps(completion()).encode(), set_cookie="session=anns; Path=/")

    with gateway(script) as setup:
        for who in ("ann", "bob"):
            answer = httpx.post(
                f"{setup.url}/v1/chat/completions", json=ask("Hm?"), headers={"authorization": f"Bearer {who}"}
            )
            assert answer.headers["set-cookie"] == "session=anns; Path=/"
        assert len(setup.upstream.calls) == 2
        assert all("cookie" not in call.headers for call in setup.upstream.calls)
        hit = httpx.post(f"{setup.url}/v1/chat/completions", json=ask("Hm?"), headers={"authorization": "Bearer bob"})
        assert "set-cookie" not in hit.headers


def test_every_answer_has_one_date() -> None:
    with gateway(reply()) as setup, httpx.Client(base_url=setup.url) as http:
        answers = [http.post("/v1/chat/completions", json=ask("When?")) for _ in range(2)]
        assert [len(answer.headers.get_list("date")) for answer in answers] == [1, 1]


@pytest.mark.parametrize("kind", ["application/x-ndjson", "text/plain", "gzip"])
def test_streams_in_another_guise_flow_too(kind: str) -> None:
    async def script(call: Call) -> None:
        headers = {"content_encoding": "gzip"} if kind == "gzip" else {}
        await call.start(media_type="text/event-stream" if kind == "gzip" else kind, **headers)
        for _ in range(5):
            await call.write(b"piece\n")
            await asyncio.sleep(0.25)
        await call.write(b"", more=False)

    with gateway(script) as setup, httpx.Client(base_url=setup.url, timeout=30) as http:
        began = time.monotonic()
        with http.stream("POST", "/v1/chat/completions", json=ask("Tell.", stream=True)) as answer:
            next(answer.iter_raw())
        assert time.monotonic() - began < 0.8


def test_an_answer_without_a_token_count_is_served_again_all_the_same() -> None:
    async def script(call: Call) -> None:
        body = completion("Uncounted.")
        del body["usage"]
        await call.answer(json.dumps(body).encode())

    with gateway(script) as setup, httpx.Client(base_url=setup.url) as http:
        for _ in range(2):
            answer = http.post("/v1/chat/completions", json=ask("How many?"))
        assert "; hit" in answer.headers["cache-status"]
        assert "usage" not in answer.json()
        assert len(setup.upstream.calls) == 1


def test_a_passed_through_call_ends_when_its_client_leaves() -> None:
    async def script(call: Call) -> None:
        await call.start(media_type="text/plain")
        for _ in range(100):
            await call.write(b"piece")
            await asyncio.sleep(0.1)

    for method in ("GET", "POST"):
        with gateway(script) as setup, httpx.Client(base_url=setup.url) as http:
            with http.stream(method, "/v1/slow", content=b"x" if method == "POST" else None) as answer:
                next(answer.iter_raw())
            assert wait_until(lambda s=setup: s.upstream.calls[0].cancelled, 1.0)


def test_an_odd_status_is_an_upstream_in_trouble_and_nominated_headers_stay_behind() -> None:
    async def script(call: Call) -> None:
        assert "x-hop" not in call.headers
        if call.json["messages"][0]["content"] == "odd":
            await call.answer(b"?", status=999)
        else:
            await reply()(call)

    with gateway(script) as setup, httpx.Client(base_url=setup.url) as http:
        headers = {"connection": "x-hop", "x-hop": "1"}
        assert http.post("/v1/chat/completions", json=ask("odd"), headers=headers).status_code == 502
        assert http.post("/v1/chat/completions", json=ask("even"), headers=headers).status_code == 200


def test_what_clients_and_upstreams_choose_freely_does_not_grow_the_metrics() -> None:
    with gateway(reply()) as setup, httpx.Client(base_url=setup.url) as http:

        def series() -> int:
            for turn in range(20):
                more = {"stream_options": {f"f{random.random()}": 1}} if turn % 2 else {f"g{random.random()}": 1}
                http.post("/v1/chat/completions", json=ask("Hm?", **more))
            return len(http.get("/metrics").text.splitlines())

        assert series() == series()
