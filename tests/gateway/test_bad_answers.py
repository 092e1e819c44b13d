"""None of the bad answers is ever served again."""

import httpx
import pytest

from tests.harness import Call, ask, gateway
from tests.wire.bad_answers import BAD_ANSWERS, BadAnswer


async def send(call: Call, bad: BadAnswer) -> None:
    await call.start(bad.status, bad.content_type)
    for chunk in bad.chunks:
        await call.write(chunk)
    await call.write(b"", more=False)


def test_there_are_at_least_forty_of_them() -> None:
    assert len(BAD_ANSWERS) >= 40
    assert len({bad.name for bad in BAD_ANSWERS}) == len(BAD_ANSWERS)


@pytest.fixture(scope="module")
def current():
    """One gateway for all; each bad answer is asked for by its own name."""
    by_name = {bad.name: bad for bad in BAD_ANSWERS}

    async def script(call: Call) -> None:
        await send(call, by_name[call.json["messages"][-1]["content"]])

    with gateway(script) as setup:
        yield setup


@pytest.mark.parametrize("bad", BAD_ANSWERS, ids=lambda bad: bad.name)
def test_a_bad_answer_passes_through_as_it_is_and_is_never_served_again(current, bad: BadAnswer) -> None:
    with httpx.Client(base_url=current.url, timeout=30) as http:
        for turn in range(2):
            before = len(current.upstream.calls)
            options = {"stream_options": {"include_usage": True}} if bad.stream else {}
            answer = http.post("/v1/chat/completions", json=ask(bad.name, stream=bad.stream, **options))
            assert len(current.upstream.calls) == before + 1, turn
            assert answer.status_code == bad.status
            assert answer.content == b"".join(bad.chunks)
            assert "; hit" not in answer.headers["cache-status"]
            assert "stored" not in answer.headers["cache-status"]
        for stream in (True, False):
            # Nor in the other form, nor to a rewording.
            before = len(current.upstream.calls)
            http.post("/v1/chat/completions", json=ask(bad.name, stream=stream))
            assert len(current.upstream.calls) == before + 1


@pytest.mark.parametrize("bad", [b for b in BAD_ANSWERS if b.stream][:10], ids=lambda bad: bad.name)
def test_a_bad_stream_to_a_client_that_asked_for_no_usage_is_not_kept_either(bad: BadAnswer) -> None:
    async def script(call: Call) -> None:
        await send(call, bad)

    with gateway(script) as setup, httpx.Client(base_url=setup.url) as http:
        for _ in range(2):
            http.post("/v1/chat/completions", json=ask("Anything?", stream=True))
        assert len(setup.upstream.calls) == 2
