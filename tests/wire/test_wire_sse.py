"""Server-Sent Events by the WHATWG grammar."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from semcache.wire.sse import SseEvent, SseParser
from tests.yardstick import growth

STREAMS: dict[str, tuple[bytes, list[tuple[str | None, str]]]] = {
    "LF": (b"data: a\n\ndata: b\n\n", [("a", ""), ("b", "")]),
    "CR": (b"data: a\r\rdata: b\r\r", [("a", ""), ("b", "")]),
    "CRLF": (b"data: a\r\n\r\ndata: b\r\n\r\n", [("a", ""), ("b", "")]),
    "mixed": (b"data: a\r\n\ndata: b\n\r\ndata: c\r\n\r", [("a", ""), ("b", ""), ("c", "")]),
    "several data lines": (b"data: a\ndata:  b\ndata\ndata:c\n\n", [("a\n b\n\nc", "")]),
    "no space after the colon": (b"data:a:b\n\n", [("a:b", "")]),
    "empty data": (b"data\n\ndata:\n\ndata: \n\n", [("", ""), ("", ""), ("", "")]),
    "event types": (b"event: error\ndata: a\n\ndata: b\n\nevent:x\n\n", [("a", "error"), ("b", ""), (None, "x")]),
    "other fields": (b"id: 1\nretry: 5\nfoo: bar\ndatum: x\ndata: a\n\n", [("a", "")]),
    "comments": (b": ping\n\n:\n\n: x\ndata: a\n\n", [(None, ""), (None, ""), ("a", "")]),
    "stray blank lines": (b"\n\ndata: a\n\n\n", [(None, ""), (None, ""), ("a", ""), (None, "")]),
    "a byte order mark": (b"\xef\xbb\xbfdata: a\n\n\xef\xbb\xbfdata: b\n\n", [("a", ""), (None, "")]),
    "line ends that are none": (
        'data: {"a":"\u2028\u2029\u0085\x0b\x0c\x1c\x1d\x1e"}\n\n'.encode(),
        [('{"a":"\u2028\u2029\u0085\x0b\x0c\x1c\x1d\x1e"}', "")],
    ),
    "every width of UTF-8": ("data: aé€😀\n\n".encode(), [("aé€😀", "")]),
    "NUL": (b"data: a\0b\n\n", [("a\0b", "")]),
}


def parsed(chunks: list[bytes]) -> tuple[list[SseEvent], bytes]:
    parser = SseParser()
    events = [event for chunk in chunks for event in parser.feed(chunk)]
    assert b"".join(event.raw for event in events) + parser.rest == b"".join(chunks)
    return events, parser.rest


def told(events: list[SseEvent]) -> list[tuple[str | None, str]]:
    """What the events say; a lone LF left over from a cut CRLF says nothing."""
    return [(event.data, event.event) for event in events]


@pytest.mark.parametrize("name", STREAMS)
def test_events_are_read_by_the_grammar(name: str) -> None:
    stream, expected = STREAMS[name]
    events, rest = parsed([stream])
    assert (told(events), rest) == (expected, b"")


@pytest.mark.parametrize("name", STREAMS)
def test_the_same_events_come_out_wherever_the_stream_is_cut_in_two(name: str) -> None:
    stream, expected = STREAMS[name]
    for cut in range(len(stream) + 1):
        events, rest = parsed([stream[:cut], b"", stream[cut:]])
        assert told(events) == expected
        assert not rest.strip()


@pytest.mark.parametrize("name", STREAMS)
def test_the_same_events_come_out_byte_by_byte(name: str) -> None:
    stream, expected = STREAMS[name]
    events, rest = parsed([bytes([byte]) for byte in stream])
    assert told(events) == expected
    assert not rest.strip()


LINES = st.sampled_from([b"data: a", b"data", b"data: \xe2\x80\xa8", b": c", b"event: e", b"", b"", b"x", b"\xff"])
ENDS = st.sampled_from([b"\n", b"\r", b"\r\n"])


@given(st.lists(st.tuples(LINES, ENDS)), st.lists(st.integers(0, 200)))
def test_cutting_never_changes_what_is_read(lines: list[tuple[bytes, bytes]], cuts: list[int]) -> None:
    stream = b"".join(line + end for line, end in lines)
    places = [0, *sorted(min(cut, len(stream)) for cut in cuts), len(stream)]
    whole, rest = parsed([stream])
    pieces, rest_of_pieces = parsed([stream[a:b] for a, b in pairwise(places)])
    assert told(pieces) == told(whole)
    assert rest_of_pieces.strip() == rest.strip()


@given(st.binary(max_size=300), st.integers(1, 20))
def test_any_bytes_come_out_as_they_went_in(stream: bytes, size: int) -> None:
    parsed([stream[start : start + size] for start in range(0, len(stream), size)])


def test_an_event_comes_out_at_its_first_blank_line_end_and_not_a_byte_later() -> None:
    parser = SseParser()
    assert parser.feed(b"data: a\r\n") == []
    assert parser.feed(b"\r") == [SseEvent("a", "", b"data: a\r\n\r")]
    assert parser.feed(b"\ndata: b\n\n") == [SseEvent("b", "", b"\ndata: b\n\n")]


def test_bytes_that_are_not_utf8_are_replaced_and_said_to_be() -> None:
    assert SseParser().feed(b"data: a\xff\n\n") == [SseEvent("a\ufffd", "", b"data: a\xff\n\n", damaged=True)]


def test_an_unfinished_event_is_not_buffered_without_end() -> None:
    parser = SseParser(max_event=100)
    stream = b"data: " + b"x" * 500 + b"\n\ndata: next\n\n"
    events = [event for start in range(0, len(stream), 7) for event in parser.feed(stream[start : start + 7])]
    assert parser.overflowed
    assert b"".join(event.raw for event in events) == stream
    assert max(len(event.raw) for event in events) <= 107
    assert [event.data for event in events if event.data is not None] == ["next"]


def test_the_cost_of_a_byte_does_not_grow_with_the_event() -> None:
    def parse(size: int) -> None:
        stream = b"data: " + b"x" * size + b"\n\n"
        parser = SseParser()
        for at in range(0, len(stream), 16):
            parser.feed(stream[at : at + 16])

    # 16 times the bytes: linear is 16 times the time, quadratic would be 256 times.
    assert growth(lambda: parse(25_000), lambda: parse(400_000)) < 60
