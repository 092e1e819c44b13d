"""Deltas merged into the message that they are parts of.

What a field's pieces amount to is known for the fields below, and follows from their form for others. Where it does
not, `Unmergeable` is raised: an answer put together by a guess is never kept.
"""

from __future__ import annotations

from typing import Any


class Unmergeable(Exception):
    """Two pieces whose sum is not known."""


class Pieces:
    """A string that is still growing, joined once at the end."""

    __slots__ = ("parts",)

    def __init__(self, *parts: str) -> None:
        self.parts = list(parts)


TEXTS = frozenset({"content", "reasoning_content", "reasoning", "refusal"})
"""Strings of a message that arrive in pieces."""
_NESTED_TEXTS = frozenset({"arguments", "text", "summary", "transcript", "data"})
"""Strings inside tool calls, reasoning details and audio that arrive in pieces; all others there arrive once, or
again and again the same."""
_ONCE = frozenset({"role"})
_EXTENDED = frozenset({"annotations"})
_UPDATED = frozenset({"content_filter_results"})
"""Objects of which each chunk brings the members it knows (Azure)."""


def merge_delta(message: dict[str, Any], delta: dict[str, Any]) -> None:
    """Adds what one chunk says to the message so far."""
    for name, value in delta.items():
        old = message.get(name)
        if value is None:
            message.setdefault(name, None)
        elif isinstance(value, str) and name not in _ONCE:
            if isinstance(old, Pieces):
                old.parts.append(value)
            elif old is None:
                message[name] = Pieces(value)
            else:
                raise Unmergeable(name)
        elif isinstance(value, list):
            message[name] = _merge_lists(name, old, value)
        elif old is None:
            message[name] = value
        elif isinstance(value, dict) and isinstance(old, dict):
            _merge_objects(old, value)
        else:
            merge_field(message, name, value)


def merge_field(target: dict[str, Any], name: str, value: Any) -> None:
    """Sets a field that every chunk may repeat: the last one that says something holds."""
    old = target.get(name)
    if name not in target or _says_nothing(old):
        target[name] = value
    elif _says_nothing(value) or old == value:
        return
    elif name in _UPDATED and isinstance(old, dict) and isinstance(value, dict):
        target[name] = old | value
    elif isinstance(old, dict | list | Pieces) or isinstance(value, dict | list):
        raise Unmergeable(name)
    else:
        target[name] = value


def merge_logprobs(choice: dict[str, Any], value: Any) -> None:
    """Adds one chunk's `logprobs`, whose lists grow token by token."""
    old = choice.get("logprobs")
    if value is None:
        choice.setdefault("logprobs", None)
    elif old is None:
        choice["logprobs"] = value
    elif isinstance(old, dict) and isinstance(value, dict):
        for name, tokens in value.items():
            if isinstance(tokens, list) and isinstance(old.get(name), list):
                old[name].extend(tokens)
            else:
                merge_field(old, name, tokens)
    else:
        raise Unmergeable("logprobs")


def whole_message(message: dict[str, Any]) -> dict[str, Any]:
    """The message with its pieces joined, as it stands in a JSON answer."""
    whole: dict[str, Any] = {"role": "assistant", "content": None}
    for name, value in message.items():
        if isinstance(value, Pieces):
            said = [piece for piece in value.parts if piece]
            if name not in TEXTS and len(said) > 1 and len(set(said)) == 1:
                # "ab" twice: is it the value, repeated in each chunk, or does it grow to "abab"?
                raise Unmergeable(name)
            whole[name] = "".join(value.parts)
        elif name == "tool_calls" and isinstance(value, list):
            # `index` tells the pieces of a stream apart, and is no part of a whole call.
            whole[name] = [_joined({key: part for key, part in call.items() if key != "index"}) for call in value]
        else:
            whole[name] = _joined(value)
    return whole


def _says_nothing(value: Any) -> bool:
    return value is None or value == "" or value == [] or value == {}


def _merge_lists(name: str, old: Any, new: list[Any]) -> list[Any]:
    if old is not None and not isinstance(old, list):
        raise Unmergeable(name)
    merged: list[Any] = old or []
    if not new:
        return merged
    if not merged and name != "tool_calls":
        return new
    if name in _EXTENDED:
        return merged + new
    for item in new:
        known = next((each for each in merged if _index(name, each) == _index(name, item)), None)
        if known is None:
            merged.append(item)
        else:
            _merge_objects(known, item)
    merged.sort(key=lambda item: _index(name, item))
    return merged


def _index(name: str, item: Any) -> int:
    index = item.get("index") if isinstance(item, dict) else None
    if type(index) is not int:
        raise Unmergeable(name)
    return index


def _merge_objects(old: dict[str, Any], new: dict[str, Any]) -> None:
    for name, value in new.items():
        was = old.get(name)
        if was is None:
            old[name] = value
        elif value is None:
            continue
        elif isinstance(value, str) and name in _NESTED_TEXTS and isinstance(was, str | Pieces):
            if isinstance(was, str):
                old[name] = was = Pieces(was)
            was.parts.append(value)
        elif isinstance(value, dict) and isinstance(was, dict):
            _merge_objects(was, value)
        elif _says_nothing(was):
            old[name] = value
        elif not _says_nothing(value) and was != value:
            raise Unmergeable(name)


def _joined(value: Any) -> Any:
    if isinstance(value, Pieces):
        return "".join(value.parts)
    if isinstance(value, dict):
        return {name: _joined(each) for name, each in value.items()}
    if isinstance(value, list):
        return [_joined(each) for each in value]
    return value
