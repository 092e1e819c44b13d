"""The turns of a conversation, whose content is a text or a list of parts in every protocol that has them."""

from __future__ import annotations

from typing import Any

Turn = dict[str, Any]


def query_of(last: Turn, part_type: str = "text") -> str | None:
    """The user's last turn if it is one text; None for whatever else it is."""
    if last.get("role") != "user":
        return None
    content = last.get("content")
    if isinstance(content, str):
        return content
    if isinstance(content, list) and len(content) == 1 and isinstance(content[0], dict):
        part = content[0]
        if part.get("type") == part_type and isinstance(part.get("text"), str):
            return str(part["text"])
    return None


def said_in(turns: list[Turn]) -> str:
    """The texts of the user's last turn that has some: it may stand before tool results, or beside an image."""
    for turn in reversed(turns):
        if turn.get("role") == "user":
            content = turn.get("content")
            parts = content if isinstance(content, list) else [{"text": content}]
            texts = [part["text"] for part in parts if isinstance(part, dict) and isinstance(part.get("text"), str)]
            if texts:
                return "\n".join(texts)
    return ""


def without_query(turns: list[Turn]) -> list[Turn]:
    """The turns, with null in the place of the last one's text."""
    last = turns[-1]
    content = None if isinstance(last["content"], str) else [{**last["content"][0], "text": None}]
    return [*turns[:-1], {**last, "content": content}]
