"""Misses flow through, clients that leave end them, errors pass unchanged."""

import asyncio
import json
import random
import threading

import httpx
import pytest

from semcache.core.savings import report_of
from semcache.core.trace import Trace, span_id
from tests.harness import Call, ask, completion, gateway, reply, sse, wait_until
from tests.servers import free_port


def test_on_a_miss_the_first_byte_reaches_the_client_when_the_upstream_sends_it() -> None:
    arrived, acknowledged = threading.Event(), []

    async def script(call: Call) -> None:
        await call.start(media_type="text/event-stream")
        for place, event in enumerate(sse("slow and steady words", usage=True)):
            await call.write(event)
            if place < 4:  # nothing more is sent before the client has this
                acknowledged.append(await asyncio.to_thread(arrived.wait, 30))
                arrived.clear()
        await call.write(b"", more=False)

    with (
        gateway(script) as setup,
        httpx.Client(base_url=setup.url, timeout=60) as http,
        http.stream("POST", "/v1/chat/completions", json=ask("Tell.", stream=True)) as answer,
    ):
        for _ in answer.iter_raw():
            arrived.set()
    assert acknowledged == [True] * 4


def test_a_client_that_disconnects_ends_the_upstream_call() -> None:
    for stream in (False, True):

        async def script(call: Call, stream: bool = stream) -> None:
            if stream:
                await call.start(media_type="text/event-stream")
                await call.write(sse()[0])
            await asyncio.sleep(30)

        with gateway(script) as setup:
            with (
                httpx.Client(base_url=setup.url, timeout=1.0) as http,
                pytest.raises(httpx.ReadTimeout),
                http.stream("POST", "/v1/chat/completions", json=ask("Wait.", stream=stream)) as answer,
            ):
                answer.read()
            assert wait_until(lambda s=setup: s.upstream.calls[0].cancelled, 10.0)
            assert wait_until(lambda s=setup: len(s.answers) == 1)
            assert setup.answers[0].status == 499
            assert setup.attempts[0].error.startswith("cancelled") or "cancelled" in setup.attempts[0].error
            assert asyncio.run(setup.store.count()) == 0


def test_a_client_that_leaves_at_the_last_event_has_its_whole_answer() -> None:
    """The openai client hangs up at [DONE], and the end of the response may come after that."""

    async def script(call: Call) -> None:
        await call.start(media_type="text/event-stream")
        for event in sse():
            await call.write(event)
        await asyncio.sleep(30)

    with gateway(script) as setup:
        with (
            httpx.Client(base_url=setup.url) as http,
            http.stream("POST", "/v1/chat/completions", json=ask("Go.", stream=True)) as answer,
        ):
            next(line for line in answer.iter_lines() if line == "data: [DONE]")
        assert wait_until(lambda: setup.upstream.calls[0].cancelled)
        assert wait_until(lambda: len(setup.answers) == len(setup.attempts) == 1)
        assert setup.answers[0].status == 200
        assert (setup.attempts[0].error, setup.attempts[0].kept) == ("", "stored")


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


@pytest.mark.parametrize("path", ["/v1/chat/completions/", "//v1/chat/completions", "/v1//chat/completions"])
def test_a_path_with_slashes_too_many_is_passed_on_as_it_is_and_booked(path: str) -> None:
    with gateway(reply()) as setup, httpx.Client() as http:
        answer = http.post(setup.url + path, json=ask("One?"))
        assert answer.headers["cache-status"] == "semcache; fwd=bypass; detail=path"
        assert setup.upstream.calls[0].scope["path"] == path
        assert wait_until(lambda: len(setup.attempts) == 1)
        assert setup.attempts[0].protocol == "chat"
        assert setup.attempts[0].cost is not None


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
    arrived, acknowledged = threading.Event(), []

    async def script(call: Call) -> None:
        headers = {"content_encoding": "gzip"} if kind == "gzip" else {}
        await call.start(media_type="text/event-stream" if kind == "gzip" else kind, **headers)
        await call.write(b"piece\n")
        acknowledged.append(await asyncio.to_thread(arrived.wait, 30))
        await call.write(b"piece\n", more=False)

    with (
        gateway(script) as setup,
        httpx.stream("POST", f"{setup.url}/v1/chat/completions", json=ask("Tell.", stream=True), timeout=60) as answer,
    ):
        pieces = answer.iter_raw()
        next(pieces)
        arrived.set()
        assert b"".join(pieces)
    assert acknowledged == [True]


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
            assert wait_until(lambda s=setup: s.upstream.calls[0].cancelled, 10.0)


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


def test_the_trace_that_a_request_came_with_is_booked_with_its_answer_and_its_call() -> None:
    said = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
    with gateway() as setup:
        for header in (said, "no trace"):
            body = ask(f"How long do refunds take, {header}?")
            httpx.post(f"{setup.url}/v1/chat/completions", json=body, headers={"traceparent": header})
        assert [row.trace for row in setup.answers] == [row.trace for row in setup.attempts] == [said, ""]
        assert setup.upstream.calls[0].headers["traceparent"] == said


def test_where_spans_are_made_a_call_upstream_names_its_own_as_the_parent() -> None:
    said = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
    with gateway(is_traced=True) as setup:
        for headers in ({"traceparent": said, "tracestate": "vendor=1"}, {"tracestate": "vendor=1"}):
            body = ask(f"How long do refunds take, with {len(headers)}?")
            httpx.post(f"{setup.url}/v1/chat/completions", json=body, headers=headers)
        joined, alone = (call.headers for call in setup.upstream.calls)
        first, second = (f"{span_id('call', row.id):016x}" for row in setup.attempts)
        assert [row.trace for row in setup.attempts] == [said, ""]
        assert (joined["traceparent"], joined["tracestate"]) == (said.replace("00f067aa0ba902b7", first), "vendor=1")
        trace = Trace.of(setup.attempts[1].request_id, "").id
        assert (alone["traceparent"], alone.get("tracestate")) == (f"00-{trace:032x}-{second}-01", None)


@pytest.mark.parametrize("temperature", [0.0, 1.9], ids=["a miss", "a bypass"])
def test_an_answer_that_was_filtered_is_booked_as_such(temperature: float) -> None:
    async def script(call: Call) -> None:
        body = completion("I")
        body["choices"][0]["finish_reason"] = "content_filter"
        await call.answer(json.dumps(body).encode())

    with gateway(script) as setup:
        httpx.post(f"{setup.url}/v1/chat/completions", json=ask("How?", temperature=temperature))
        assert [row.kept for row in setup.attempts] == ["finish:content_filter"]
        assert [row.useful for row in report_of(setup.ledger.cells()).speeds] == [0]


@pytest.mark.parametrize("temperature", [0.0, 1.9], ids=["a miss", "a bypass"])
def test_a_message_that_ended_in_a_refusal_is_booked_as_filtered(temperature: float) -> None:
    async def script(call: Call) -> None:
        usage = {"input_tokens": 10, "output_tokens": 5}
        said = {"id": "msg_1", "type": "message", "role": "assistant", "model": "claude", "stop_sequence": None}
        content = [{"type": "text", "text": "I"}]
        message = {**said, "content": content, "stop_reason": "refusal", "usage": usage}
        await call.answer(json.dumps(message).encode())

    with gateway(script) as setup:
        httpx.post(f"{setup.url}/v1/messages", json=ask("How?", temperature=temperature, max_tokens=9))
        assert [row.kept for row in setup.attempts] == ["finish:refusal"]
        assert [row.useful for row in report_of(setup.ledger.cells()).speeds] == [0]
