"""Labelled files: pairs or a stream, told by their keys."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from semcache.calibrating.groups import groups_of_pairs, parts_of
from semcache.calibrating.labelled import Asked, Pair, read_labelled
from semcache.errors import UsageError
from tests.calibrating.made import pairs, write


@pytest.mark.parametrize("label", [1, True, "true", "Same", 1.0, "yes"])
def test_a_pair_may_share_an_answer_in_many_words(label: object, tmp_path: Path) -> None:
    found = read_labelled(write(tmp_path / "p.jsonl", [{"a": "x", "b": "y", "label": label}]))
    assert (found.kind, found.pairs) == ("pairs", (Pair("x", "y", True),))


@pytest.mark.parametrize("label", [0, False, "false", "different", "0"])
def test_or_not_share_one(label: object, tmp_path: Path) -> None:
    found = read_labelled(write(tmp_path / "p.jsonl", [{"a": "x", "b": "y", "label": label}]))
    assert found.pairs == (Pair("x", "y", False),)


def test_a_stream_has_classes_and_what_is_said_twice_counts_once(tmp_path: Path) -> None:
    rows = [{"text": "x", "cls": "one"}, {"text": "x", "cls": "one"}, {"text": "y", "cls": 2}]
    plain = write(tmp_path / "s.jsonl", rows)
    found = read_labelled(plain)
    assert (found.kind, found.stream, found.repeated) == ("stream", (Asked("x", "one"), Asked("y", "2")), 1)
    packed = tmp_path / "s.jsonl.gz"
    packed.write_bytes(gzip.compress(plain.read_bytes()))
    assert read_labelled(packed).stream == found.stream


def test_broken_rows_are_told_with_their_line(tmp_path: Path) -> None:
    rows = [
        {"text": "x", "cls": "one"},
        "{",
        [1],
        {"text": "", "cls": "one"},
        {"text": "x"},
        {"a": "x", "b": "y", "label": "perhaps"},
    ]
    assert read_labelled(write(tmp_path / "s.jsonl", rows)).unread == (
        (2, "not a JSON object"),
        (3, "not a JSON object"),
        (4, "neither a pair nor a question with its class"),
        (5, "neither a pair nor a question with its class"),
        (6, "a pair whose label is neither true nor false"),
    )


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ([], "empty; expected one JSON object a line"),
        (["once upon a time"], "line 1: not a JSON object; expected one JSON object a line"),
        ([{"a": "x", "b": "y", "label": 1}, {"text": "x", "cls": "y"}], "holds pairs and a stream; expected"),
    ],
)
def test_what_is_no_labelled_file_is_one_line(rows: list[object], says: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError) as raised:
        read_labelled(write(tmp_path / "f.jsonl", rows))
    assert says in str(raised.value)
    with pytest.raises(UsageError, match="cannot be read: No such file"):
        read_labelled(tmp_path / "none.jsonl")


def test_pairs_that_share_a_question_are_one_group_and_in_one_part() -> None:
    chain = [Pair("a", "b", True), Pair("c", "d", True), Pair("B ", "c", False), Pair("e", "f", True)]
    groups = groups_of_pairs(chain)
    assert groups[0] == groups[1] == groups[2] != groups[3]
    made = [Pair(str(one["a"]), str(one["b"]), one["label"] == 1) for one in pairs()]
    parts = parts_of(groups_of_pairs(made), 5)
    texts = [{t for p, part in zip(made, parts, strict=True) if part == n for t in (p.a, p.b)} for n in range(5)]
    assert all(len(some) > 20 for some in texts)
    assert sum(map(len, texts)) == len(set.union(*texts))
