"""What a request is sent with so that the provider's own prompt cache finds its prefix, or keeps tenants apart.

Nothing that the user sent is left out, reordered or put in other words: marks are added beside it. Who marks a
request for the cache already is left alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

import orjson

from semcache.core.request import digest

_KEYED: Final = frozenset({"chat", "responses"})
_SALTED: Final = frozenset({"chat", "completions", "responses", "messages"})
_MARK: Final = {"type": "ephemeral"}
_MARKABLE: Final = frozenset({"text", "image", "document", "tool_use", "tool_result", "image_url", "input_text"})
"""Content blocks that may carry a mark; thinking blocks may not."""


def prepared(
    document: Mapping[str, Any], body: bytes, *, marked: bool, salted: bool, tenant: str, kind: str, protocol: str
) -> bytes | None:
    """The body to send instead of `body`, whose parsed JSON is `document`; None to send it as it is.

    `marked` and `salted` are what the rule's `prompt-cache` and `cache-salt` say.

    - salted, kind "vllm": `cache_salt`. A salt of the client's own is mixed with it.
    - marked, kind "openai": `prompt_cache_key`, the same for all requests with the same tools and system prompt; of
      each tenant another one where it is salted too.
    - marked, protocol "messages", and Claude by kind "litellm": `cache_control`, where tools and system end, and where
      a conversation that has gone on for more than one turn ends now.
    """
    if not document:
        return None
    if kind == "vllm":
        if not salted or protocol not in _SALTED:
            return None
        return _with_field(document, body, "cache_salt", salt_of(document, tenant))
    if not marked:
        return None
    if protocol == "messages" or (kind == "litellm" and protocol == "chat" and _is_claude(document.get("model"))):
        return _marked(document)
    if kind == "openai" and protocol in _KEYED and document.get("prompt_cache_key") is None:
        whose = tenant if salted else ""
        return _with_field(document, body, "prompt_cache_key", digest([whose, _start(document)])[:32])
    return None


def salt_of(document: Mapping[str, Any], tenant: str) -> str:
    """What keeps a tenant's prefixes apart in the engine."""
    return digest(["cache-salt", tenant, document.get("cache_salt")])


def _with_field(document: Mapping[str, Any], body: bytes, name: str, value: str) -> bytes:
    if name in document:
        return orjson.dumps({**document, name: value})
    # Written before the last brace, everything else stays as the client wrote it.
    return body.rstrip()[:-1] + b',"' + name.encode() + b'":' + orjson.dumps(value) + b"}"


def _start(document: Mapping[str, Any]) -> list[object]:
    """What stays the same from one conversation to the next: model, tools, and the messages before the user's first.

    A finer key would send each conversation to a machine that has never seen the system prompt; without one the
    provider goes by the first 256 tokens, which may be the same for prompts that differ after them.
    """
    start: list[object] = [document.get(name) for name in ("model", "tools", "instructions")]
    turns = document.get("messages", document.get("input"))
    for turn in turns if isinstance(turns, list) else ():
        if not isinstance(turn, dict) or turn.get("role") not in ("system", "developer"):
            break
        start.append(turn)
    return start


def _is_claude(model: object) -> bool:
    return isinstance(model, str) and "claude" in model.lower()


def _marked(document: Mapping[str, Any]) -> bytes | None:
    if _is_marked(document):
        return None
    changed = dict(document)
    messages = document.get("messages")
    turns = list(messages) if isinstance(messages, list) else []
    if turns and isinstance(turns[0], dict) and turns[0].get("role") == "system":
        turns[0] = _mark_last(turns[0])  # OpenAI's form: the system prompt is the first message
    elif system := document.get("system"):
        changed["system"] = _mark_last({"content": system})["content"]
    elif isinstance(tools := document.get("tools"), list) and tools and isinstance(tools[-1], dict):
        changed["tools"] = [*tools[:-1], {**tools[-1], "cache_control": _MARK}]
    # Writing to the cache costs a quarter more than plain input: worth it only for those who will come again.
    if any(isinstance(turn, dict) and turn.get("role") == "assistant" for turn in turns) and isinstance(
        turns[-1], dict
    ):
        turns[-1] = _mark_last(turns[-1])
    if turns:
        changed["messages"] = turns
    return orjson.dumps(changed) if changed != document else None


def _mark_last(message: Mapping[str, Any]) -> dict[str, Any]:
    """The message with a mark on its last content block. A text becomes the block of that text, which is the same."""
    content: Any = message.get("content")
    if isinstance(content, str) and content:
        return {**message, "content": [{"type": "text", "text": content, "cache_control": _MARK}]}
    last = content[-1] if isinstance(content, list) and content else None
    if isinstance(last, dict) and isinstance(kind := last.get("type"), str) and kind in _MARKABLE:
        return {**message, "content": [*content[:-1], {**last, "cache_control": _MARK}]}
    return dict(message)


def _is_marked(document: Mapping[str, Any]) -> bool:
    """The client has thought about it itself."""
    if "cache_control" in document:
        return True
    held: list[object] = []
    for name in ("tools", "system", "messages"):
        value = document.get(name)
        held += value if isinstance(value, Sequence) and not isinstance(value, str) else ()
    for block in held:
        if not isinstance(block, dict):
            continue
        content = block.get("content")
        inner = content if isinstance(content, list) else ()
        if "cache_control" in block or any(isinstance(part, dict) and "cache_control" in part for part in inner):
            return True
    return False
