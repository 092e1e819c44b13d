"""Token counts, as the protocols spell them."""

from __future__ import annotations

from typing import Any

import orjson

from semcache.core.request import Usage

_ABSURD = 10**9
"""Tokens no single answer can have; the largest context windows are a hundred times smaller."""


def read_usage(body: bytes) -> Usage | None:
    """The usage in any known protocol's JSON answer, or in one event of its stream; None when it says none."""
    try:
        document = orjson.loads(body)
    except orjson.JSONDecodeError:
        return None
    if not isinstance(document, dict):
        return None
    for holder in (document, document.get("response"), document.get("message")):
        if isinstance(holder, dict) and (usage := usage_of(holder.get("usage"))) is not None:
            return usage
    return None


def usage_of(value: Any) -> Usage | None:
    """A `usage` object's counts. None when they are missing or cannot be right: costs are never guessed."""
    if not isinstance(value, dict):
        return None
    try:
        return _anthropic(value) if "cache_read_input_tokens" in value and "input_tokens" in value else _openai(value)
    except _Wrong:
        return None


def _openai(value: dict[str, Any]) -> Usage | None:
    prompt = _count(value, "prompt_tokens", "input_tokens")
    completion = _count(value, "completion_tokens", "output_tokens")
    total = _count(value, "total_tokens")
    if completion is None and total is not None and prompt is not None:
        completion = total - prompt  # embeddings have no completion, and say so by the total alone
    if prompt is None or completion is None:
        return None
    details = _object(value, "prompt_tokens_details", "input_tokens_details")
    reasoning = _count(_object(value, "completion_tokens_details", "output_tokens_details"), "reasoning_tokens") or 0
    cached = _count(details, "cached_tokens")
    if cached is None:
        cached = _count(value, "prompt_cache_hit_tokens") or 0  # DeepSeek's name for it
    written = _count(details, "cache_write_tokens", "cache_creation_tokens") or 0
    for_an_hour = _for_an_hour(details, "cache_creation_token_details")  # LiteLLM's name for it
    if reasoning and total == prompt + completion + reasoning:
        completion += reasoning  # xAI counts them beside the completion, and bills them as output
    return _sane(Usage(prompt, completion, cached, written, reasoning, for_an_hour))


def _anthropic(value: dict[str, Any]) -> Usage | None:
    prompt, completion = _count(value, "input_tokens"), _count(value, "output_tokens")
    if prompt is None or completion is None:
        return None
    cached = _count(value, "cache_read_input_tokens") or 0
    written = _count(value, "cache_creation_input_tokens") or 0
    for_an_hour = _for_an_hour(value, "cache_creation")
    # Anthropic counts the three kinds of input beside each other; here the cached ones are parts of the prompt.
    return _sane(Usage(prompt + cached + written, completion, cached, written, cache_write_1h=for_an_hour))


def _sane(usage: Usage) -> Usage | None:
    fits = usage.completion >= usage.reasoning and usage.prompt >= usage.cached + usage.cache_write
    return usage if fits and usage.completion >= 0 and usage.cache_write >= usage.cache_write_1h else None


def _for_an_hour(value: dict[str, Any], name: str) -> int:
    return _count(_object(value, name), "ephemeral_1h_input_tokens") or 0


class _Wrong(Exception):
    """A count that is no count."""


def _count(value: dict[str, Any], *names: str) -> int | None:
    for name in names:
        count = value.get(name)
        if count is None:
            continue
        if type(count) is not int or not 0 <= count < _ABSURD:
            raise _Wrong
        return count
    return None


def _object(value: dict[str, Any], *names: str) -> dict[str, Any]:
    for name in names:
        inner = value.get(name)
        if isinstance(inner, dict):
            return inner
    return {}
