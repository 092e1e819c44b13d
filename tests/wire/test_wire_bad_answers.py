"""Every answer of the table carries the fact that disqualifies it."""

from __future__ import annotations

import json

import pytest

from semcache.core.request import Answer, Usage
from semcache.wire.base import MAX_ANSWER
from semcache.wire.chat import CHAT
from tests.wire.bad_answers import BAD_ANSWERS, GOOD, SSE, BadAnswer, completion


def read(bad: BadAnswer) -> Answer:
    if bad.content_type != SSE:
        return CHAT.read_json(bad.status, b"".join(bad.chunks))
    reader = CHAT.read_stream(bad.status)
    forwarded = b"".join(event.raw for chunk in bad.chunks for event in reader.feed(chunk))
    assert forwarded + reader.rest == b"".join(bad.chunks)
    return reader.finish()


def disqualified(answer: Answer) -> str | None:
    if answer.defect is not None:
        assert answer.completion is None
        return answer.defect
    assert answer.completion is not None
    facts = {
        "tool_calls": answer.tool_calls,
        "refusal": answer.refusal,
        "finish": set(answer.finish_reasons) != {"stop"},
        "empty": answer.empty,
        "size": answer.size > MAX_ANSWER,
    }
    return next((name for name, holds in facts.items() if holds), None)


@pytest.mark.parametrize("bad", BAD_ANSWERS, ids=lambda bad: bad.name)
def test_a_bad_answer_says_why_it_is_bad(bad: BadAnswer) -> None:
    answer = read(bad)
    assert disqualified(answer) == bad.why
    assert answer.status == bad.status
    assert answer.size == sum(map(len, bad.chunks))


def test_the_table_is_long_and_its_names_are_distinct() -> None:
    assert len({bad.name for bad in BAD_ANSWERS}) == len(BAD_ANSWERS) >= 40


def test_what_the_bad_answers_deviate_from_is_good() -> None:
    stream = BadAnswer("good", "", 200, SSE, GOOD, stream=True)
    body = BadAnswer("good", "", 200, "application/json", (json.dumps(completion()).encode(),), stream=False)
    assert disqualified(read(stream)) is None
    assert disqualified(read(body)) is None


def test_a_stream_cut_at_any_byte_is_never_whole() -> None:
    whole = b"".join(GOOD)
    for end in range(len(whole)):
        reader = CHAT.read_stream(200)
        reader.feed(whole[:end])
        assert reader.finish().defect in ("cut", "no-terminal-event"), end


def test_a_whole_stream_that_the_transport_reports_as_cut_is_cut() -> None:
    reader = CHAT.read_stream(200)
    reader.feed(b"".join(GOOD))
    assert reader.finish(cut=True).defect == "cut"


BILLED = [bad for bad in BAD_ANSWERS if b'"usage"' in b"".join(bad.chunks) and not bad.why.startswith("not-")]


@pytest.mark.parametrize("bad", BILLED, ids=lambda bad: bad.name)
def test_a_bad_answer_was_billed_all_the_same(bad: BadAnswer) -> None:
    assert read(bad).usage == Usage(11, 3)


def test_a_stream_with_an_unread_event_was_billed_all_the_same_however_it_is_cut() -> None:
    bad = next(bad for bad in BAD_ANSWERS if bad.name == "stream: one event oversized")
    body = b"".join(bad.chunks)
    reader = CHAT.read_stream(200)
    events = [event for start in range(0, len(body), 65_536) for event in reader.feed(body[start : start + 65_536])]
    assert b"".join(event.raw for event in events) + reader.rest == body
    assert (reader.finish().defect, reader.usage) == ("oversized", Usage(11, 3))
