"""What RFC 9111 and RFC 5861 ask of a cache, as far as it can be asked of this one: see the table in `rfc9111.py`."""

import inspect
import sys
from collections import Counter
from dataclasses import replace
from typing import Any

import pytest

from semcache.core.policy import Rule, Share
from semcache.core.world import Changed, SourceIs, Touches
from semcache.errors import ConfigErrors
from semcache.policyfile import parse_policy
from tests.freshness.house import HELD, NUMBER, UNREACHABLE, House, How
from tests.freshness.rfc9111 import ALL, REQUIRED, REQUIRED_COUNT
from tests.harness import RULE, changed

ASKED = "What is a monad in category theory?"
REWORDED = "What is a monad in category theory please?"
LIFETIME = RULE.max_age
ALICE = {"authorization": "Bearer alice"}
BOB = {"authorization": "Bearer bob"}


async def house(rule: Rule = RULE) -> House:
    built = House(rule)
    await built.begin()
    return built


def says(**headers: str) -> How:
    """A plain answer with these header fields."""
    return How(headers={name.replace("_", "-"): value for name, value in headers.items()})


async def calls_made(at: House, *asked: dict[str, Any]) -> list[int]:
    """For each request in a row, the number of calls upstream after it. A request: its headers."""
    made = []
    for headers in asked:
        await at.ask(ASKED, headers)
        made.append(len(at.upstream.calls))
    return made


# The table.


def test_the_table_holds_every_required_case_once() -> None:
    assert len(REQUIRED) == REQUIRED_COUNT
    assert [id for id, times in Counter(case.id for case in ALL).items() if times > 1] == []


def test_every_case_has_a_test_or_a_reason_and_every_test_a_case() -> None:
    here = {name for name, _ in inspect.getmembers(sys.modules[__name__], inspect.isfunction)}
    assert [case for case in ALL if case.test and case.test not in here] == []
    assert [case for case in ALL if bool(case.test) == bool(case.why_not)] == []
    assert [case for case in ALL if not case.means.endswith(".")] == []
    about_the_table = {name for name in here if name.startswith(("test_the_table", "test_every_case"))}
    named = {case.test for case in ALL if case.test}
    assert {name for name in here if name.startswith("test_")} - about_the_table == named


# Lifetimes.


async def test_a_rule_without_a_lifetime_keeps_nothing() -> None:
    at = await house(changed(max_age=0.0))
    assert await calls_made(at, {}, {}) == [1, 2]
    assert at.exchanges[0].outcome == 'semcache; fwd=miss; detail="new,max-age-0"'


def test_a_negative_lifetime_is_refused() -> None:
    with pytest.raises(ConfigErrors, match="max-age"):
        parse_policy("rules: [{name: faq, max-age: -1s}]")


async def test_an_answer_is_stale_from_the_moment_of_its_expiry() -> None:
    at = await house()
    await at.ask(ASKED)
    at.clock.advance(LIFETIME - 0.001)
    assert (await at.ask(ASKED)).is_hit
    at.clock.advance(0.001)
    for text in (REWORDED, ASKED):
        assert (await at.ask(text)).call != 0


async def test_a_stale_answer_is_asked_for_anew() -> None:
    at = await house()
    await at.ask(ASKED)
    at.clock.advance(LIFETIME + 1)
    again = await at.ask(ASKED)
    assert (again.call, again.outcome) == (1, "semcache; fwd=stale; stored; detail=expired")
    assert (await at.ask(ASKED)).call == 1


async def test_the_age_that_an_answer_comes_with_counts() -> None:
    """The upstream may be a cache itself: an answer of age 3000 s is fresh here for 600 s more."""
    at = await house()
    at.upstream.how = says(age="3000")
    await at.ask(ASKED)
    hit = await at.ask(ASKED)
    assert (hit.is_hit, hit.answer_headers["age"]) == (True, "3000")
    at.clock.advance(600)
    assert not (await at.ask(ASKED)).is_hit
    at = await house()
    at.upstream.how = says(age=str(int(LIFETIME)))
    assert await calls_made(at, {}, {}) == [1, 2]


@pytest.mark.parametrize(
    "age",
    ["abc", "-7200", "7200.0", "7200, 0", "0, 7200", "0, 0", "7200, 7200", "7200;foo=bar", "7200;foo=111", "", "٣"],
)
async def test_an_age_that_cannot_be_read_counts_as_too_old(age: str) -> None:
    at = await house()
    at.upstream.how = says(age=age)
    assert await calls_made(at, {}, {}) == [1, 2]


async def test_nothing_that_the_upstream_says_makes_an_answer_keep_longer() -> None:
    at = await house()
    at.upstream.how = says(cache_control="max-age=31536000, immutable, public", expires="Fri, 01 Jan 2100 00:00:00 GMT")
    await at.ask(ASKED)
    at.clock.advance(LIFETIME + 1)
    assert not (await at.ask(ASKED)).is_hit


async def test_an_answer_from_the_future_is_not_served() -> None:
    at = await house()
    await at.ask(ASKED)
    at.clock.set(at.clock.now() - 60)
    for text in (REWORDED, ASKED):
        assert (await at.ask(text)).call != 0


async def test_a_hit_says_its_age() -> None:
    at = await house()
    await at.ask(ASKED)
    for passed, age in ((0, "0"), (7.9, "7"), (100, "107")):
        at.clock.advance(passed)
        for stream in (False, True):
            assert (await at.ask(ASKED, stream=stream)).answer_headers["age"] == age


# What the upstream says.


@pytest.mark.parametrize(
    ("cache_control", "shared", "kept"),
    [
        ("no-store", False, False),
        ("nO-StOrE", False, False),
        ("no-store, max-age=3600", False, False),
        ("private", True, False),
        ("private", False, True),
    ],
)
async def test_what_the_upstream_forbids_to_keep_is_not_kept(cache_control: str, shared: bool, kept: bool) -> None:
    at = await house(changed(share=Share.EVERYONE if shared else Share.TENANT))
    at.upstream.how = says(cache_control=cache_control, expires="Fri, 01 Jan 2100 00:00:00 GMT")
    await at.ask(ASKED)
    assert (await at.ask(ASKED)).is_hit is kept


@pytest.mark.parametrize(
    "status",
    [201, 202, 203, 204, 206, 299, 301, 302, 303, 307, 308, 400, 403, 404, 410, 499, 500, 502, 503, 504, 599],
)
async def test_only_a_plain_success_is_kept(status: int) -> None:
    at = await house()
    at.upstream.how = How(status=status, headers={"cache-control": "max-age=3600, public, must-understand"})
    for number in range(2):
        answer = await at.ask(ASKED)
        assert (answer.status, answer.call) == (status, None if status == 204 else number)
        at.clock.advance(1)
    at.clock.advance(LIFETIME)
    assert not (await at.ask(ASKED)).is_hit


@pytest.mark.parametrize("vary", ["*", "*, *", ", *", "*, Foo", "Foo, *"])
async def test_an_answer_that_varies_with_everything_is_not_kept(vary: str) -> None:
    at = await house()
    at.upstream.how = says(vary=vary)
    assert await calls_made(at, {}, {}) == [1, 2]


async def test_a_hit_carries_none_of_the_upstreams_header_fields() -> None:
    at = await house()
    of_the_connection = (
        "connection", "keep-alive", "proxy-authenticate", "proxy-authentication-info", "proxy-authorization",
        "proxy-connection", "te", "upgrade", "listed", "set-cookie", "etag",
    )  # fmt: skip
    at.upstream.how = How(headers=dict.fromkeys(of_the_connection, "listed"))
    await at.ask(ASKED)
    for stream in (False, True):
        hit = await at.ask(ASKED, stream=stream)
        own = {"content-type", "content-length", "cache-control", "cache-status", "semcache-request-id", "age"}
        assert set(hit.answer_headers) <= own


async def test_a_hit_has_the_type_and_length_of_its_own_body() -> None:
    at = await house()
    await at.ask(ASKED, stream=True)
    for stream, media_type in ((False, "application/json"), (True, "text/event-stream; charset=utf-8")):
        hit = await at.ask(ASKED, stream=stream)
        assert hit.answer_headers["content-type"] == media_type
        assert int(hit.answer_headers["content-length"]) == len(hit.received)


async def test_an_encoded_answer_is_not_kept() -> None:
    at = await house()
    at.upstream.how = says(content_encoding="zstd")
    assert await calls_made(at, {}, {}) == [1, 2]


# What the client says.


@pytest.mark.parametrize(
    ("directive", "age", "hit"),
    [
        ("max-age=0", 1, False),
        ("max-age=1", 2, False),
        ("max-age=600", 500, True),
        ("max-age=600", 601, False),
        ("max-age=7200", LIFETIME + 1, False),
        ("min-fresh=60", LIFETIME - 61, True),
        ("min-fresh=60", LIFETIME - 59, False),
        ("min-fresh=7200", 0, False),
        ("max-stale", LIFETIME + 1, False),
        ("max-stale=100", LIFETIME + 1, False),
        ("max-stale=100, max-age=7200", LIFETIME + 1, False),
    ],
)
async def test_a_client_can_only_tighten(directive: str, age: float, hit: bool) -> None:
    at = await house()
    await at.ask(ASKED)
    at.clock.advance(age)
    for text in (REWORDED, ASKED):
        assert ((await at.ask(text, {"cache-control": directive})).call == 0) is hit


@pytest.mark.parametrize(
    ("directive", "hit"),
    [
        ("max-age=003600", True),
        ("max-age='3600'", False),
        ('note="max-age=3600", max-age=1', False),
        ('max-age=1, note="max-age=3600"', False),
        ('note="max-age=3600", max-age="1"', False),
        ('max-age="1", note="max-age=3600"', False),
        ('note="max-age=1", max-age=3600', True),
    ],
)
async def test_a_clients_max_age_is_read_as_written(directive: str, hit: bool) -> None:
    at = await house()
    await at.ask(ASKED)
    at.clock.advance(100)
    assert (await at.ask(ASKED, {"cache-control": directive})).is_hit is hit


async def test_no_cache_gets_no_stored_answer_even_in_trouble() -> None:
    at = await house(changed(stale_if_error=600.0, stale_while_revalidate=600.0))
    await at.ask(ASKED)
    for passed in (0, LIFETIME + 1):
        at.clock.advance(passed)
        at.upstream.how = UNREACHABLE
        assert (await at.ask(ASKED, {"cache-control": "no-cache"})).status == 502
        at.upstream.how = How(status=503)
        assert (await at.ask(ASKED, {"cache-control": "no-cache"})).status == 503


async def test_no_store_neither_serves_nor_keeps() -> None:
    at = await house(changed(stale_if_error=600.0))
    await at.ask(ASKED)
    assert (await at.ask(ASKED, {"cache-control": "no-store"})).call == 1
    assert (await at.ask(ASKED)).call == 0
    at.upstream.how = UNREACHABLE
    at.clock.advance(LIFETIME + 1)
    assert (await at.ask(ASKED, {"cache-control": "no-store"})).status == 502


async def test_only_if_cached_makes_no_call() -> None:
    at = await house(changed(stale_while_revalidate=600.0))
    assert (await at.ask(ASKED, {"cache-control": "only-if-cached"})).status == 504
    await at.ask(ASKED)
    assert (await at.ask(ASKED, {"cache-control": "only-if-cached"})).is_hit
    for passed in (LIFETIME + 1, 600):
        at.clock.advance(passed)
        refused = await at.ask(ASKED, {"cache-control": "only-if-cached"})
        assert (refused.status, refused.outcome) == (504, "semcache; detail=only-if-cached:expired")
    assert len(at.upstream.calls) == 1


# Whose answer, and to what.


@pytest.mark.parametrize(
    ("stored", "asked", "hit"),
    [
        ({"foo": "1"}, {"foo": "1"}, True),
        ({"foo": "1"}, {"foo": "2"}, False),
        ({"foo": "1"}, {}, False),
        ({}, {"foo": "1"}, False),
        ({}, {}, True),
        ({"foo": ""}, {}, False),
        ({"foo": "1", "bar": "abc"}, {"bar": "abc", "foo": "1"}, True),
        ({"foo": "1", "bar": "abc"}, {"foo": "1", "bar": "abcde"}, False),
        ({"foo": "1", "bar": "abc"}, {"foo": "1"}, False),
        ({"foo": "1", "bar": "abc", "baz": "789"}, {"foo": "1", "bar": "abcde", "baz": "789"}, False),
        ({"foo": "abc", "bar": "1"}, {"foo": "1", "bar": "abc"}, False),
        ({"foo": "1", "other": "x"}, {"foo": "1", "other": "y"}, True),
    ],
)
async def test_an_answer_is_shared_only_where_all_headers_of_vary_are_equal(
    stored: dict[str, str], asked: dict[str, str], hit: bool
) -> None:
    at = await house(changed(vary=("foo", "bar", "baz")))
    await at.ask(ASKED, stored)
    for text in (REWORDED, ASKED):
        assert ((await at.ask(text, asked)).call == 0) is hit
    assert (await at.ask(ASKED, stored)).call == 0  # both variants are kept


async def test_a_header_given_twice_counts_with_both_its_values() -> None:
    at = await house(changed(vary=("foo",)))
    await at.ask(ASKED, [("foo", "1"), ("foo", "2")])
    for one in ("1", "2"):
        assert (await at.ask(ASKED, {"foo": one})).call != 0
    assert (await at.ask(ASKED, [("foo", "1"), ("foo", "2")])).call == 0


async def test_an_answer_bought_with_one_credential_is_not_served_to_another() -> None:
    at = await house()
    await at.ask(ASKED, ALICE)
    for other in (BOB, {}, {**ALICE, "cookie": "session=1"}):
        for text in (REWORDED, ASKED):
            assert (await at.ask(text, other)).call != 0
    assert (await at.ask(ASKED, ALICE)).call == 0


async def test_a_query_string_keeps_the_cache_out() -> None:
    at = await house()
    await at.ask(ASKED)
    for number, query in enumerate(("version=1", "version=2", "version=1"), start=1):
        answer = await at.ask(ASKED, query=query)
        assert (answer.call, answer.outcome) == (number, "semcache; fwd=bypass; detail=query-string")
    assert (await at.ask(ASKED)).call == 0


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "DELETE", "OPTIONS", "M-SEARCH"])
async def test_other_methods_on_the_path_neither_use_nor_disturb_what_is_stored(method: str) -> None:
    at = await house()
    await at.ask(ASKED)
    passed = await at.ask(ASKED, method=method)
    assert passed.outcome == "semcache; fwd=bypass; detail=route"
    assert NUMBER.search(passed.received.decode()) is None
    assert [request.method for request in at.upstream.others] == [method]
    assert (await at.ask(ASKED)).call == 0


# Stale answers, and when they may be served.

LENIENT = changed(stale_while_revalidate=600.0, stale_if_error=600.0)
TROUBLE = [UNREACHABLE, *(How(status=status) for status in (500, 502, 503, 504))]


async def test_stale_while_revalidate_serves_at_once_and_asks_anew_once() -> None:
    at = await house(changed(stale_while_revalidate=600.0))
    await at.ask(ASKED)
    at.clock.advance(LIFETIME + 599)
    at.upstream.how = HELD
    for stream in (False, True, False):
        stale = await at.ask(ASKED, stream=stream)
        assert (stale.call, stale.is_hit, stale.answer_headers["age"]) == (0, True, str(int(LIFETIME + 599)))
        assert "; ttl=-599; " in stale.outcome
        assert "detail=stale-while-revalidate" in stale.outcome
    assert len(at.upstream.calls) == 2
    at.let_go(at.upstream.calls[1])
    await at.settle()
    assert (await at.ask(ASKED)).call == 1
    assert len(at.upstream.calls) == 2


@pytest.mark.parametrize("trouble", TROUBLE, ids=lambda how: "unreachable" if how.unreachable else how.status)
async def test_stale_if_error_stands_in_for_trouble_and_nothing_else(trouble: How) -> None:
    at = await house(changed(stale_if_error=600.0))
    await at.ask(ASKED)
    at.clock.advance(LIFETIME + 599)
    at.upstream.how = trouble
    for text, stream in ((ASKED, False), (ASKED, True), (REWORDED, False)):
        stale = await at.ask(text, stream=stream)
        assert (stale.status, stale.call) == (200, 0)
        assert "fwd=stale" in stale.outcome
        assert "detail=stale-if-error" in stale.outcome
        assert not stale.is_hit
    at.upstream.how = How(status=400)
    assert (await at.ask(ASKED)).status == 400
    at.upstream.how = How()
    renewed = await at.ask(ASKED)
    assert renewed.call == len(at.upstream.calls) - 1


@pytest.mark.parametrize("passed", [600.0, 601.0, 86_400.0])
async def test_a_stale_answer_is_not_served_beyond_its_bound(passed: float) -> None:
    at = await house(LENIENT)
    await at.ask(ASKED)
    at.clock.advance(LIFETIME + passed)
    at.upstream.how = How(status=503)
    for text in (REWORDED, ASKED):
        assert (await at.ask(text)).status == 503


@pytest.mark.parametrize("directive", ["max-age=86400", "min-fresh=1"])
async def test_a_client_that_states_an_age_gets_nothing_stale(directive: str) -> None:
    at = await house(LENIENT)
    await at.ask(ASKED)
    at.clock.advance(LIFETIME + 1)
    at.upstream.how = How(status=503)
    for text in (REWORDED, ASKED):
        assert (await at.ask(text, {"cache-control": directive})).status == 503


@pytest.mark.parametrize("trouble", TROUBLE, ids=lambda how: "unreachable" if how.unreachable else how.status)
async def test_under_must_revalidate_nothing_stale_is_served(trouble: How) -> None:
    at = await house(replace(LENIENT, must_revalidate=True))
    await at.ask(ASKED)
    at.clock.advance(LIFETIME + 1)
    at.upstream.how = trouble
    for text in (REWORDED, ASKED):
        assert (await at.ask(text)).status == (trouble.status if not trouble.unreachable else 502)


@pytest.mark.parametrize("trouble", TROUBLE, ids=lambda how: "unreachable" if how.unreachable else how.status)
async def test_without_leave_nothing_stale_is_served(trouble: How) -> None:
    at = await house()
    await at.ask(ASKED)
    at.clock.advance(LIFETIME + 1)
    at.upstream.how = trouble
    for text in (REWORDED, ASKED):
        assert (await at.ask(text)).status == (trouble.status if not trouble.unreachable else 502)


@pytest.mark.parametrize(
    "event", [SourceIs("kb", "v2"), Changed(Touches.SOURCE, "kb"), Changed(Touches.MODEL, RULE.name), None]
)
async def test_an_ended_answer_is_gone_not_stale(event: SourceIs | Changed | None) -> None:
    touches = event is not None and event != Changed(Touches.MODEL, RULE.name)
    at = await house(LENIENT)
    await at.ask(ASKED, {"semcache-sources": "kb@v1"})
    at.clock.advance(LIFETIME + 1)
    if event is not None:
        await at.store.announce(event, "test", at.clock.now())
    at.upstream.how = How(status=503)
    for text in (REWORDED, ASKED):
        assert (await at.ask(text)).status == (503 if touches else 200)
