"""What LiteLLM hands over, read: tables of arguments and what they say."""

from __future__ import annotations

import json
from typing import Any

import pytest

from semcache.core.directives import Directives
from semcache.plugin.forms import SSE_EVENTS, SURFACES, Told, handed_over, read_call, read_result, rendered

MESSAGES = [{"role": "system", "content": "Be brief."}, {"role": "user", "content": "How long?"}]


def told(call_type: str = "acompletion", body: dict[str, Any] | None = None, **changes: Any) -> Told:
    """A call of the surface with these arguments; what the client's body names is told by `body`."""
    own: dict[str, dict[str, Any]] = {
        "acompletion": {"messages": MESSAGES},
        "atext_completion": {"prompt": "How long?"},
        "aresponses": {"input": "How long?"},
        "anthropic_messages": {"messages": MESSAGES[1:], "max_tokens": 5},
    }
    surface = SURFACES[call_type]
    asked = own[call_type] if body is None else body
    kwargs = {
        "model": "openai/gpt-4o-mini", "api_key": "sk-1", "api_base": "http://one", **asked,
        surface.metadata: {"model_group": "gpt", "user_api_key_hash": "h"},
        "proxy_server_request": {"body": {"model": "gpt", **asked}, "headers": {"X-App": "help"}},
        "litellm_call_id": "1", "litellm_trace_id": "2", "client": None, "shared_session": object(),
        "model_info": {"id": "3"}, "timeout": 6000.0, "max_retries": 0, "caching": True, **changes,
    }  # fmt: skip
    return read_call(surface, kwargs, "gpt")


@pytest.mark.parametrize("call_type", SURFACES)
def test_each_surface_has_its_question(call_type: str) -> None:
    read = told(call_type)
    assert (read.request.query, read.request.model, read.request.exact_only, read.bypass) == (
        "How long?", "gpt", None, None,
    )  # fmt: skip
    assert read.headers == {"x-app": "help"}


@pytest.mark.parametrize(
    "changes",
    [
        {"litellm_call_id": "9", "litellm_trace_id": "9"}, {"timeout": 1.0, "max_retries": 5, "num_retries": 2},
        {"api_key": "sk-rotated"}, {"shared_session": object()}, {"_internal": object()}, {"stream": True},
        {"aws_secret_access_key": "x"}, {"rpm": 5, "weight": 2}, {"model_info": {"id": "other"}},
        {"input_cost_per_token": 1.0}, {"tags": ["a"]},
    ],
    ids=lambda changes: ",".join(changes),
)  # fmt: skip
def test_how_the_call_is_made_is_no_part_of_the_request(changes: dict[str, Any]) -> None:
    assert told(**changes).request.frame == told().request.frame


@pytest.mark.parametrize("mark", ["_litellm_strip_stream_usage", "_litellm_stream_usage_injected"])
def test_litellms_marks_of_a_stream_whose_tokens_it_counts_are_no_part_of_it_either(mark: str) -> None:
    asked = {"messages": MESSAGES, "stream": True, "stream_options": {"include_usage": True}}
    read, plain = told(body={**asked, mark: True}).request, told(body=asked).request
    assert (read.frame, read.exact_only) == (plain.frame, None)


@pytest.mark.parametrize(
    "changes",
    [
        {"temperature": 0.1}, {"messages": [MESSAGES[1]]}, {"merge_reasoning_content_in_choices": True},
        {"extra_body": {"x": 1}}, {"tools": [{"type": "function"}]}, {"mock_response": "hi"},
        {"cache": {"namespace": "n"}}, {"drop_params": True}, {"enable_thinking": False},
    ],
    ids=str,
)  # fmt: skip
def test_whatever_may_change_the_answer_is(changes: dict[str, Any]) -> None:
    assert told(**changes).request.frame != told().request.frame


def test_a_field_of_the_clients_that_nobody_knows_leaves_the_exact_tier_alone() -> None:
    asked = {"messages": MESSAGES, "unheard_of": 1}
    assert told(body=asked).request.exact_only == "unknown-field:unheard_of"


@pytest.mark.parametrize(
    ("changes", "differs"),
    [
        ({"api_key": "sk-2"}, False), ({"model_info": {"id": "4"}}, False), ({"model": "openai/gpt-5"}, True),
        ({"api_base": "http://two"}, True), ({"api_version": "2"}, True), ({"vertex_location": "eu"}, True),
    ],
    ids=str,
)  # fmt: skip
def test_what_tells_deployments_apart(changes: dict[str, Any], differs: bool) -> None:
    assert (told(**changes).deployment != told().deployment) is differs


@pytest.mark.parametrize(
    ("header", "body", "directives"),
    [
        ("", {}, Directives()),
        ("no-store", {}, Directives(no_store=True)),
        ("max-age=60", {"s-maxage": 30}, Directives(max_age=30.0)),
        ("max-age=5", {"s-max-age": 30}, Directives(max_age=5.0)),
        ("", {"s-maxage": 0}, Directives(max_age=0.0)),
        ("", {"s-maxage": "soon"}, Directives(max_age=0.0)),
        ("", {"no-store": True, "no-cache": True}, Directives(no_store=True, no_cache=True)),
        ("", {"ttl": 99999, "use-cache": True}, Directives()),
    ],
)
def test_the_strictest_of_header_and_body_holds(header: str, body: dict[str, Any], directives: Directives) -> None:
    sent = {"body": {"messages": MESSAGES}, "headers": {"cache-control": header}}
    assert told(cache=body, proxy_server_request=sent).directives == directives


@pytest.mark.parametrize(
    ("changes", "bypass"),
    [
        ({"messages": []}, "no-messages"), ({"messages": [object()]}, "not-json"), ({"n": "two"}, "bad-n"),
        ({"stream_options": {"odd": 1}}, "unknown-field:stream_options.odd"),
    ],
    ids=["messages", "objects", "n", "stream-options"],
)  # fmt: skip
def test_what_cannot_be_read_without_a_guess_is_let_through(changes: dict[str, Any], bypass: str) -> None:
    assert told(**changes).bypass == bypass


def test_a_streamed_completion_is_let_through() -> None:
    assert told("atext_completion", stream=True).bypass == "litellm:completions-stream"


ANSWER = {
    "id": "msg_1", "type": "message", "role": "assistant", "model": "m", "content": [{"type": "text", "text": "Five."}],
    "stop_reason": "end_turn", "stop_sequence": None, "usage": {"input_tokens": 3, "output_tokens": 2},
    "_hidden_params": {"model_id": "secret"},
}  # fmt: skip


def test_a_message_given_as_events_is_the_message_again() -> None:
    surface = SURFACES["anthropic_messages"]
    first = read_result(surface, ANSWER)
    assert first.completion is not None
    assert b"secret" not in first.completion.body
    events = handed_over(surface.wire, rendered(surface.wire, first.completion, "1", True), True)
    assert list(events) == [SSE_EVENTS]
    again = read_result(surface, events).completion
    assert again is not None
    assert json.loads(again.body) == json.loads(first.completion.body)
    assert again.usage == first.completion.usage


@pytest.mark.parametrize(
    "result",
    [None, 5, "[]", "{", {"object": object()}, {SSE_EVENTS: ("data: {}\n\n",)}],
    ids=["nothing", "a number", "a list", "half an object", "no JSON", "no events"],
)
@pytest.mark.parametrize("call_type", SURFACES)
def test_nothing_that_is_handed_over_raises(call_type: str, result: Any) -> None:
    assert read_result(SURFACES[call_type], result).defect is not None
