"""Values written as JSON come back the same, or not at all."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

import hypothesis.strategies as st
import orjson
import pytest
from hypothesis import given

from semcache.core.codec import decode, encode
from semcache.core.freshness import Contract
from semcache.core.ledger import Tier
from semcache.core.request import Usage
from semcache.core.scope import Scope
from semcache.core.world import Changed, Event, OlderThan, SourceIs, Touches, decode_event, encode_event


@dataclass(frozen=True, slots=True)
class Source:
    name: str
    version: int | None


@dataclass(frozen=True, slots=True)
class Value:
    text: str
    number: float
    money: Decimal = Decimal(0)
    tier: Tier = Tier.NONE
    flag: bool = False
    pair: tuple[str, int] = ("a", 1)
    sources: tuple[Source, ...] = ()
    usage: Usage | None = None
    derived: int = field(init=False, default=7, compare=False)


VALUES = st.builds(
    Value,
    text=st.text(),
    number=st.floats(allow_nan=False, allow_infinity=False),
    money=st.decimals(allow_nan=False),
    tier=st.sampled_from(Tier),
    flag=st.booleans(),
    sources=st.lists(st.builds(Source, st.text(), st.none() | st.integers(-(2**63), 2**63 - 1)), max_size=3).map(tuple),
    usage=st.none() | st.just(Usage(1, 2, 3)),
)


@given(VALUES)
def test_what_was_encoded_is_decoded_the_same(value: Value) -> None:
    assert decode(Value, encode(value)) == value


def test_what_is_missing_takes_its_default() -> None:
    assert decode(Value, '{"text":"a","number":1}') == Value("a", 1.0)
    assert decode(Usage, '{"prompt":1,"completion":2}') == Usage(1, 2)


def test_a_derived_field_is_derived_again() -> None:
    scope = Scope("t", "chat", "m", "f", "p", "e")
    assert decode(Scope, encode(scope).replace(scope.digest.encode(), b"forged")).digest == scope.digest


@pytest.mark.parametrize(
    "changes",
    [
        {"unknown": 1},
        {"text": 1},
        {"text": None},
        {"number": "1"},
        {"number": True},
        {"money": 0.1},
        {"money": "a lot"},
        {"tier": "gold"},
        {"flag": 1},
        {"pair": ["a"]},
        {"pair": ["a", 1, 2]},
        {"sources": {}},
        {"sources": [{"name": "s"}]},
        {"sources": [{"name": "s", "version": 1, "etag": "x"}]},
        {"usage": {"prompt": 1}},
    ],
    ids=lambda changes: orjson.dumps(changes).decode(),
)
def test_what_is_not_understood_is_refused(changes: dict[str, object]) -> None:
    with pytest.raises(ValueError):
        decode(Value, orjson.dumps({"text": "a", "number": 1.0} | changes))


@pytest.mark.parametrize("data", ["", "[]", "null", "{", '{"text":"a"}'])
def test_what_is_no_value_is_refused(data: str) -> None:
    with pytest.raises(ValueError):
        decode(Value, data)


def test_a_contract_is_written_with_its_names() -> None:
    contract = Contract("faq", "p", 1.0, 2.5)
    assert orjson.loads(encode(contract)) == {
        "rule": "faq",
        "policy": "p",
        "created": 1.0,
        "expires": 2.5,
        "stale_until": 0.0,
        "error_until": 0.0,
        "sources": [],
        "tags": [],
        "stream_only": False,
        "epoch": 0,
    }


EVENTS: list[Event] = [SourceIs("kb/ä", "v1"), Changed(Touches.ALL, ""), OlderThan(0.1 + 0.2)]


@pytest.mark.parametrize("event", EVENTS)
def test_an_event_comes_back_as_the_kind_it_is(event: Event) -> None:
    assert decode_event(encode_event(event)) == event


@pytest.mark.parametrize(
    "text",
    [
        '{"kind":"sun-rose","id":"a"}',
        '{"kind":["changed"],"touches":"tag","name":"t"}',
        '{"kind":"changed","touches":"planet","name":"t"}',
        '{"kind":"changed","touches":"tag","name":"t","until":5}',
        '{"touches":"tag","name":"t"}',
        '{"kind":"changed","touches":"tag"}',
        '{"kind":"older-than","moment":null}',
        "[]",
        "null",
        "",
    ],
)
def test_an_event_that_a_newer_version_wrote_is_an_error(text: str) -> None:
    with pytest.raises(ValueError):
        decode_event(text)


@pytest.mark.parametrize("event", [OlderThan(float("nan")), OlderThan(float("inf")), SourceIs("\ud800", "v")])
def test_an_event_that_would_not_come_back_is_not_written(event: Event) -> None:
    with pytest.raises((ValueError, TypeError)):
        encode_event(event)
