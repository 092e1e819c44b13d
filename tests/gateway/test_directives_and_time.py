"""Freshness over HTTP: lifetimes, the client's Cache-Control, volatile questions."""

import httpx
import pytest

from semcache.core.policy import Mode
from tests.harness import Setup, ask, changed, gateway, reply


def post(http: httpx.Client, text: str = "What is a monad?", cache_control: str = "", **more: object) -> httpx.Response:
    headers = {"cache-control": cache_control} if cache_control else {}
    return http.post("/v1/chat/completions", json=ask(text, **more), headers=headers)


def outcome(answer: httpx.Response) -> str:
    return answer.headers["cache-status"]


@pytest.fixture
def setup_and_http():
    with gateway(reply()) as setup, httpx.Client(base_url=setup.url) as http:
        yield setup, http


def test_an_entry_is_served_until_it_expires_and_hits_never_extend_it(
    setup_and_http: tuple[Setup, httpx.Client],
) -> None:
    setup, http = setup_and_http
    first = post(http)
    for at in (1000, 2000, 3000, 3590):
        setup.clock.offset = at
        hit = post(http)
        assert "; hit; " in outcome(hit)
        assert int(hit.headers["age"]) == pytest.approx(at, abs=2)
        assert hit.json()["choices"] == first.json()["choices"]
    setup.clock.offset = 3601
    assert outcome(post(http)) == "semcache; fwd=stale; stored; detail=expired"
    assert "; hit; " in outcome(post(http))


def test_an_expired_answer_is_not_served_to_a_rewording_either(setup_and_http: tuple[Setup, httpx.Client]) -> None:
    setup, http = setup_and_http
    post(http, "What is a monad in category theory?")
    assert "detail=semantic" in outcome(post(http, "What is a monad in category theory please?"))
    setup.clock.offset = 3601
    stale = post(http, "What is a monad in category theory please?")
    assert "fwd=stale" in outcome(stale)


def test_a_clock_that_goes_back_makes_nothing_servable_that_was_not(
    setup_and_http: tuple[Setup, httpx.Client],
) -> None:
    setup, http = setup_and_http
    post(http)
    setup.clock.offset = -86_400
    assert "; hit" not in outcome(post(http))


def test_a_client_can_ask_for_a_younger_answer(setup_and_http: tuple[Setup, httpx.Client]) -> None:
    setup, http = setup_and_http
    post(http)
    setup.clock.offset = 100
    assert "; hit; " in outcome(post(http, cache_control="max-age=200"))
    assert "fwd=stale" in outcome(post(http, cache_control="max-age=50"))
    setup.clock.offset = 3000
    assert "fwd=stale" in outcome(post(http, cache_control="min-fresh=3400"))


def test_a_client_cannot_loosen(setup_and_http: tuple[Setup, httpx.Client]) -> None:
    setup, http = setup_and_http
    post(http)
    setup.clock.offset = 4000
    assert "; hit" not in outcome(post(http, cache_control="max-stale=100000"))


def test_no_store_neither_reads_nor_writes(setup_and_http: tuple[Setup, httpx.Client]) -> None:
    setup, http = setup_and_http
    assert outcome(post(http, cache_control="no-store")) == "semcache; fwd=bypass; detail=no-store"
    assert "fwd=miss" in outcome(post(http))
    assert outcome(post(http, cache_control="no-store")) == "semcache; fwd=bypass; detail=no-store"
    assert len(setup.upstream.calls) == 3


def test_no_cache_asks_upstream_and_keeps_the_new_answer(setup_and_http: tuple[Setup, httpx.Client]) -> None:
    _, http = setup_and_http
    old = post(http).json()["choices"]
    fresh = post(http, cache_control="no-cache")
    assert outcome(fresh) == "semcache; fwd=request; stored; detail=no-cache"
    assert fresh.json()["choices"] != old
    assert post(http).json()["choices"] == fresh.json()["choices"]


def test_only_if_cached_without_an_answer_is_504(setup_and_http: tuple[Setup, httpx.Client]) -> None:
    setup, http = setup_and_http
    answer = post(http, cache_control="only-if-cached")
    assert answer.status_code == 504
    assert answer.json()["error"]["code"] == "only_if_cached"
    assert outcome(answer) == "semcache; detail=only-if-cached:new"
    assert setup.upstream.calls == []
    post(http)
    assert post(http, cache_control="only-if-cached").status_code == 200
    assert [row.status for row in setup.answers] == [504, 200, 200]


def test_an_upstreams_no_store_is_obeyed() -> None:
    async def script(call) -> None:
        await call.answer(
            b'{"id":"1","object":"chat.completion","model":"test-model","created":1,"choices":[{"index":0,'
            b'"message":{"role":"assistant","content":"x"},"finish_reason":"stop"}]}',
            cache_control="private, no-store",
        )

    with gateway(script) as setup, httpx.Client(base_url=setup.url) as http:
        assert "upstream-no-store" in outcome(post(http))
        assert "; hit" not in outcome(post(http))
        assert len(setup.upstream.calls) == 2


@pytest.mark.parametrize(
    ("text", "cls"),
    [
        ("What time is it now?", "present-time"),
        ("Where is my order?", "personal-state"),
        ("Cancel my subscription.", "side-effect"),
    ],
)
def test_volatile_questions_are_refused_by_class(
    setup_and_http: tuple[Setup, httpx.Client], text: str, cls: str
) -> None:
    setup, http = setup_and_http
    for _ in range(2):
        assert outcome(post(http, text)) == f"semcache; fwd=bypass; detail=volatile:{cls}"
    assert len(setup.upstream.calls) == 2
    assert {row.detail for row in setup.answers} == {f"volatile:{cls}"}


def test_a_request_for_variety_is_refused(setup_and_http: tuple[Setup, httpx.Client]) -> None:
    _, http = setup_and_http
    assert outcome(post(http, temperature=1.3)) == "semcache; fwd=bypass; detail=temperature"


def test_a_rule_that_is_off_only_forwards_and_books() -> None:
    with gateway(reply(), rule=changed(mode=Mode.OFF)) as setup, httpx.Client(base_url=setup.url) as http:
        for _ in range(2):
            assert outcome(post(http)) == "semcache; fwd=bypass; detail=rule-off"
        assert len(setup.attempts) == 2


@pytest.mark.parametrize(
    "messages",
    [
        [
            {
                "role": "user",
                "content": [
                    {"type": "text", "text": "Look at this."},
                    {"type": "text", "text": "What time is it now?"},
                ],
            }
        ],
        [
            {"role": "user", "content": "What time is it now?"},
            {
                "role": "assistant",
                "content": None,
                "tool_calls": [{"id": "c", "type": "function", "function": {"name": "f", "arguments": "{}"}}],
            },
            {"role": "tool", "tool_call_id": "c", "content": "12:00"},
        ],
    ],
)
def test_volatile_questions_are_refused_where_only_an_exact_repeat_would_be_answered_too(messages: list) -> None:
    with gateway(reply("Noon.")) as setup, httpx.Client(base_url=setup.url) as http:
        for _ in range(2):
            answer = http.post("/v1/chat/completions", json=ask("x") | {"messages": messages})
            assert outcome(answer) == "semcache; fwd=bypass; detail=volatile:present-time"
        assert len(setup.upstream.calls) == 2
