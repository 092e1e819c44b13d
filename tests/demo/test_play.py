"""The player and its labels, against servers that are right, careless and broken."""

from __future__ import annotations

import asyncio
import io
from decimal import Decimal

import httpx
import pytest
from rich.console import Console
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from semcache.demo.outcome import Books, outcome_of, quantile
from semcache.demo.play import Heard, Verdict, Way, judge, play, way_of
from semcache.demo.screen import Screen
from semcache.demo.standin import Pace, Standin
from semcache.demo.trace import Kind, build_day
from tests.servers import serving

DAY = build_day(seed=3, requests=400)


def played(url: str):
    return outcome_of(DAY, asyncio.run(play(DAY, url)), seconds=1.0)


def test_without_a_cache_every_answer_is_right_and_a_miss():
    standin = Standin(Pace.instant())
    with serving(standin) as url:
        outcome = played(url)
    assert (outcome.mistakes, outcome.failed, outcome.hits) == ((), 0, 0)
    assert outcome.miss.answers == 400
    assert standin.bill.total().calls == 400


def test_the_labels_catch_a_cache_that_looks_at_the_last_words_only():
    standin = Standin(Pace.instant())
    stored: dict[str, tuple[bytes, str]] = {}

    async def careless(request: Request) -> Response:
        raw = await request.body()
        text = httpx.Response(200, content=raw).json()["messages"][-1]["content"]
        text += "stream" if b'"stream":true' in raw else ""
        if text in stored:
            return Response(*stored[text][:1], media_type=stored[text][1], headers={"cache-status": "x; hit"})
        transport = httpx.ASGITransport(standin)
        async with httpx.AsyncClient(transport=transport, base_url="http://up") as client:
            headers = {"authorization": request.headers["authorization"]}
            answer = await client.post("/v1/chat/completions", content=raw, headers=headers)
        stored[text] = (answer.content, answer.headers["content-type"])
        return Response(answer.content, media_type=answer.headers["content-type"])

    with serving(Starlette(routes=[Route("/v1/chat/completions", careless, methods=["POST"])])) as url:
        outcome = played(url)
    caught = {(mistake.kind, mistake.verdict) for mistake in outcome.mistakes}
    assert caught >= {
        (Kind.KNOWN, Verdict.WRONG),
        (Kind.PERSONAL, Verdict.WRONG),
        (Kind.FOLLOWUP, Verdict.WRONG),
        (Kind.VOLATILE, Verdict.STALE),
    }
    assert not any(mistake.kind is Kind.ONE_OFF for mistake in outcome.mistakes)
    assert len(outcome.mistakes) <= outcome.hits


def test_an_upstream_that_fails_is_counted_as_failed_and_not_as_wrong():
    with serving(Starlette()) as url:
        outcome = played(url)
    assert (outcome.failures, outcome.mistakes, outcome.miss) == ({"HTTP 404": 400}, (), None)


@pytest.mark.parametrize(
    ("header", "way"),
    [
        ("", Way.MISS),
        ("semcache; hit; ttl=100; key=abc; detail=exact", Way.EXACT),
        ("semcache; hit; ttl=100; key=abc; detail=semantic", Way.SEMANTIC),
        ("semcache; fwd=miss; stored; detail=no-candidate", Way.MISS),
        ("semcache; fwd=miss; collapsed; detail=no-candidate", Way.COLLAPSED),
        ('semcache; fwd=bypass; detail="volatile:present-time"', Way.BYPASS),
    ],
)
def test_a_cache_status_says_which_way_an_answer_came(header, way):
    assert way_of(header) is way


def test_a_question_of_the_moment_may_be_answered_by_any_fresh_text_and_by_no_stored_one():
    volatile = next(r for r in DAY if r.kind is Kind.VOLATILE)
    assert judge(volatile, "anything", Way.BYPASS) is Verdict.RIGHT
    assert judge(volatile, "anything", Way.SEMANTIC) is Verdict.STALE
    assert judge(volatile, None, Way.MISS) is Verdict.FAILED


@pytest.mark.parametrize(
    ("books", "agree"),
    [
        (Books(Decimal("1.20"), Decimal("1.2"), 3, 3, 0), True),
        (Books(Decimal("1.2000001"), Decimal("1.2"), 3, 3, 0), False),
        (Books(Decimal("1.2"), Decimal("1.2"), 2, 3, 0), False),
        (Books(Decimal("1.2"), Decimal("1.2"), 3, 3, 1), False),
    ],
)
def test_books_agree_only_exactly(books, agree):
    assert books.agree is agree


@pytest.mark.parametrize(("q", "value"), [(0.5, 2), (0.99, 4), (0.25, 1), (0.0, 1)])
def test_a_quantile_is_one_of_the_values(q, value):
    assert quantile([4, 1, 3, 2], q) == value


def test_a_wrong_answer_is_named_by_whose_it_is():
    right = next(r for r in DAY if r.kind is Kind.KNOWN)
    other = next(r for r in DAY if r.kind is Kind.KNOWN and r.label != right.label)
    heard = Heard(right, Way.SEMANTIC, "semcache; hit", Verdict.WRONG, other.expected, 0.1, 0.2)
    assert outcome_of(DAY, [heard], 1.0).mistakes[0].got == f"the answer to: {owner_of(other)}"


def owner_of(request):
    return [r.text for r in DAY if r.expected == request.expected][-1]


def test_the_screen_says_it_all_in_plain_lines_when_piped():
    heard = [Heard(r, Way.EXACT, "semcache; hit", Verdict.RIGHT, "", 0.001, 0.002) for r in DAY[:8]]
    wrong = Heard(DAY[8], Way.SEMANTIC, "semcache; hit", Verdict.STALE, "", 0.001, 0.002)
    out = io.StringIO()
    screen = Screen(Console(file=out, width=100, highlight=False, markup=False))
    with screen.bar(9) as on_heard:
        for one in [*heard, wrong]:
            on_heard(one)
    screen.outcome(outcome_of(DAY[:9], [*heard, wrong], 1.0))
    screen.books(Books(Decimal("0.10"), Decimal("0.2"), 1, 2, 0))
    assert "\x1b" not in out.getvalue()
    assert [line.rstrip() for line in out.getvalue().splitlines()][-8:] == [
        "  from the cache  9 of 9 requests (100.0 %)",
        "  at most         0 (0.0 %) had been asked at their desk before",
        "  wrong hits      1 (11.1 % of the hits), compared word for word",
        f"                  asked: {DAY[8].text}",
        "                    got: what was true at an earlier moment",
        "  a hit took      p50 2.0 ms, p99 2.0 ms, as the client saw it",
        "  the ledger      $0.10 for 1 calls",
        "  the bill        $0.2 for 2 calls: THEY DO NOT AGREE",
    ]
