"""Logs of every shape become the same requests, and what is none is told with its line."""

from __future__ import annotations

import gzip
import json
import os
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from semcache.errors import UsageError
from semcache.replay.logged import Logged, Unread
from semcache.replay.reading import open_log
from semcache.replay.shapes import logged, moment
from semcache.replay.spool import Spool
from tests.replay.logs import MODEL, START, completion, line, request, spend_log, write_lines, write_table


def read(path: Path) -> list[Logged | Unread]:
    with open_log(path) as log:
        return list(log.requests())


def good(document: dict[str, Any]) -> Logged:
    found = logged(document, 1)
    assert isinstance(found, Logged), found
    return found


ASKED, SAID = "How long do refunds take?", "Five days."
SHAPES: dict[str, dict[str, Any]] = {
    "ours": line(ASKED, SAID),
    "a batch's two files put together": {
        "custom_id": "1",
        "method": "POST",
        "url": "/v1/chat/completions",
        "body": request(ASKED),
        "response": {"status_code": 200, "request_id": "r", "body": completion(SAID)},
    },
    "LiteLLM, request in proxy_server_request": spend_log(ASKED, SAID, "2025-10-09 08:53:20"),
    "LiteLLM, an older one": {
        **spend_log(ASKED, SAID, "2025-10-09T08:53:20Z", proxy_server_request={}),
        "messages": request(ASKED)["messages"],
    },
    "the request's fields with the answer beside them": {**request(ASKED), "response": completion(SAID)},
    "JSON in texts": {"request": json.dumps(request(ASKED)), "response": json.dumps(completion(SAID))},
    "a captured HTTP exchange": {
        "request": {"url": "/v1", "body": request(ASKED)},
        "response": {"body": completion(SAID)},
    },
}


@pytest.mark.parametrize("document", SHAPES.values(), ids=SHAPES.keys())
def test_every_shape_gives_the_same_request_and_answer(document: dict[str, Any]) -> None:
    found = good(document)
    assert json.loads(found.request) == request(ASKED)
    assert json.loads(found.answer)["choices"][0]["message"]["content"] == SAID
    assert found.at == START


MESSAGES = {"model": "claude", "max_tokens": 9, "messages": [{"role": "user", "content": ASKED}]}


@pytest.mark.parametrize(
    ("document", "path"),
    [
        (SHAPES["ours"], "/v1/chat/completions"),
        ({"request": MESSAGES, "response": {"type": "message", "content": []}}, "/v1/messages"),
        ({"request": MESSAGES, "url": "https://api.anthropic.com/v1/messages?beta=true"}, "/v1/messages"),
        ({"request": MESSAGES, "call_type": "anthropic_messages"}, "/v1/messages"),
        ({"request": {"url": "/openai/responses", "body": {"model": "m", "input": ASKED}}}, "/v1/responses"),
        ({"request": {"model": "m", "input": ASKED}}, "/v1/responses"),
        ({"request": {"model": "m", "prompt": ASKED}, "response": {"object": "text_completion"}}, "/v1/completions"),
    ],
)
def test_the_protocol_is_told_from_its_name_or_from_what_was_said(document: dict[str, Any], path: str) -> None:
    assert good(document).path == path


def test_an_answer_may_be_its_text_alone_with_the_counts_beside_it() -> None:
    found = good({**request(ASKED), "answer": SAID, "prompt_tokens": "7", "completion_tokens": 3})
    answer = json.loads(found.answer)
    assert answer["choices"] == [
        {"index": 0, "message": {"role": "assistant", "content": SAID}, "finish_reason": "stop"}
    ]
    assert answer["usage"] == {"prompt_tokens": 7, "completion_tokens": 3}
    assert "usage" not in json.loads(good({**request(ASKED), "answer": SAID}).answer)
    assert good(request(ASKED)).answer == b""


def test_how_the_answer_was_delivered_is_left_out() -> None:
    found = good({"request": request(ASKED, stream=True, stream_options={"include_usage": True})})
    assert json.loads(found.request) == request(ASKED)


@pytest.mark.parametrize(
    ("document", "cost"),
    [
        (line("a", "b", cost=0.0123), "0.0123"),
        (line("a", "b", cost="1e-5"), "0.00001"),
        (line("a", "b", cost=0), "0"),
        (line("a", "b", cost="much"), None),
        (line("a", "b", cost=-1), None),
        (line("a", "b"), None),
        (spend_log("a", "b", "2025-01-01"), "0.25"),
        (spend_log("a", "b", "2025-01-01", spend=0.0), None),  # LiteLLM has no price for the model
        (spend_log("a", "b", "2025-01-01", spend=0.0, cache_hit="True"), "0"),
    ],
)
def test_the_log_says_what_a_call_cost(document: dict[str, Any], cost: str | None) -> None:
    assert good(document).cost == (None if cost is None else Decimal(cost))


@pytest.mark.parametrize(
    ("value", "at"),
    [
        (START, START),
        (int(START * 1000), START),
        (int(START * 1e6), START),
        (int(START * 1e9), START),
        (str(START), START),
        ("2025-10-09T08:53:20Z", START),
        ("2025-10-09T10:53:20+02:00", START),
        ("2025-10-09 08:53:20", START),
        ("2025-10-09 08:53:20.000+00", START),
        ("yesterday", None),
        (None, None),
        (True, None),
        (0, None),
        (-5, None),
        (float("nan"), None),
        (1e308, START and 1e308 / 1000**99),
    ],
)
def test_moments_are_read_as_logs_write_them(value: object, at: float | None) -> None:
    found = moment(value)
    assert found == (pytest.approx(at) if at is not None else None)


@pytest.mark.parametrize(
    ("document", "why"),
    [
        ([], "not a JSON object"),
        ({}, "no request in it (expected a key request, body or messages)"),
        ({"request": {"model": "m"}}, "a request without messages, input or prompt"),
        (
            {"call_type": "rerank", "startTime": "2025-01-01", "spend": 1},
            "of a protocol whose answers are not kept: rerank",
        ),
        (
            {"request": {"model": "m", "input": "x"}, "url": "/v1/embeddings"},
            "of a protocol whose answers are not kept: /v1/embeddings",
        ),
        (
            spend_log("a", "b", "2025-01-01", proxy_server_request={}),
            "LiteLLM has stored no prompt (set store_prompts_in_spend_logs: true)",
        ),
        (
            line("begin... (litellm_truncated skipped 9 chars. ...) ...end", "b"),
            "LiteLLM has stored only part of the prompt (raise MAX_STRING_LENGTH_PROMPT_IN_DB)",
        ),
    ],
)
def test_what_holds_no_request_says_why(document: object, why: str) -> None:
    assert logged(document, 7) == Unread(7, why)


def test_the_tenant_is_who_the_log_says_or_the_field_that_was_named() -> None:
    row = spend_log("a", "b", "2025-01-01")
    assert good(line("a", "b")).tenant == "acme"
    assert good(row).tenant == row["api_key"]
    named = logged(row, 1, "team_id")
    assert isinstance(named, Logged)
    assert named.tenant == "team-1"


def test_a_table_holds_what_the_json_lines_hold(tmp_path: Path) -> None:
    rows = [
        spend_log('What is\n"this", please?', "Line 1\nLine 2", "2025-01-01 10:00:00"),
        spend_log("And that?", "Ü, 你好", "2025-01-01 10:00:01", spend=0.5),
    ]
    lines = read(write_lines(tmp_path / "log.jsonl", rows))
    table = read(write_table(tmp_path / "log.csv", rows))
    assert all(isinstance(one, Logged) for one in lines)
    stripped = [
        [(o.at, o.tenant, o.request, o.answer, o.cost) for o in some if isinstance(o, Logged)]
        for some in (lines, table)
    ]
    assert stripped[0] == stripped[1]


def test_broken_lines_are_counted_and_harm_no_other(tmp_path: Path) -> None:
    good_line = line("a", "b")
    path = write_lines(tmp_path / "log.jsonl", [good_line, "{broken", "", "17", good_line, '{"request": nul}'])
    found = read(path)
    assert [(one.line, type(one).__name__) for one in found] == [
        (1, "Logged"), (2, "Unread"), (4, "Unread"), (5, "Logged"), (6, "Unread"),
    ]  # fmt: skip
    whole = path.read_bytes()
    path.write_bytes(whole[:-1] + b"\xff\xfe\x00\n" + b"\xef\xbb\xbf{}\n")
    assert len(read(path)) == 6
    table = write_table(tmp_path / "log.csv", [spend_log("a", "b", "2025-01-01")] * 2)
    table.write_bytes(table.read_bytes() + b'only,three,cells\n\x00\n"open')
    assert [type(one).__name__ for one in read(table)] == ["Logged", "Logged", "Unread", "Unread"]


def test_a_gzipped_log_is_read_like_any_other(tmp_path: Path) -> None:
    plain = write_lines(tmp_path / "log.jsonl", [line("a", "b"), line("c", "d")])
    packed = tmp_path / "log"
    packed.write_bytes(gzip.compress(plain.read_bytes()))
    assert read(packed) == read(plain)
    packed.write_bytes(gzip.compress(plain.read_bytes())[:-20])
    with pytest.raises(UsageError, match="cannot be read"):
        read(packed)
    many = write_lines(tmp_path / "many.jsonl", [line(os.urandom(500).hex(), "b") for _ in range(400)])
    packed.write_bytes(gzip.compress(many.read_bytes())[:-20])
    with pytest.raises(UsageError, match="cannot be read to its end"):
        read(packed)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "empty; expected past requests"),
        (b" \n\n", "empty"),
        (b"[{}]", "one JSON array; expected one object a line: jq"),
        (b"hello\nworld\n", "unknown format; expected one JSON object a line"),
        (b"\x00\x01\x02", "unknown format"),
        (b"a,b,c\n1,2,3\n", "unknown format"),
    ],
)
def test_what_is_no_log_is_one_line_with_the_remedy(tmp_path: Path, content: bytes, says: str) -> None:
    path = tmp_path / "log"
    path.write_bytes(content)
    with pytest.raises(UsageError) as raised, open_log(path):
        pass
    assert says in str(raised.value)
    assert "\n" not in str(raised.value)
    with pytest.raises(UsageError, match="cannot be read: No such file"), open_log(tmp_path / "none"):
        pass


def test_the_spool_gives_back_what_it_took_oldest_first(tmp_path: Path) -> None:
    spool = Spool(tmp_path)
    ones = [
        Logged(n, at, "t", b'{"n":%d}' % n, b"" if n % 2 else b'{"a":1}', Decimal("0.1") if n else None, {"x": "y"})
        for n, at in enumerate([5.0, 3.0, None, 4.0, 3.0])
    ]
    for one in ones:
        spool.add(one, one.at or 3.5)
    assert [one for _, one in spool] == [ones[1], ones[4], ones[2], ones[3], ones[0]]
    assert list(spool) == list(spool)
    assert spool.first == 3.0
    spool.close()
    assert not list(tmp_path.iterdir())


def test_the_model_is_the_one_the_client_asked_for() -> None:
    row = spend_log("a", "b", "2025-01-01", proxy_server_request={"messages": request("a")["messages"]})
    assert json.loads(good(row).request)["model"] == MODEL
