"""One module a protocol, bytes to core values and back. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from semcache.wire.base import Parsed, StreamEvent, StreamReader, Unreadable, Wire
from semcache.wire.chat import CHAT
from semcache.wire.completions import COMPLETIONS
from semcache.wire.messages import MESSAGES
from semcache.wire.responses import RESPONSES
from semcache.wire.usage import read_usage

__all__ = [
    "PROTOCOLS",
    "WIRES",
    "Parsed",
    "StreamEvent",
    "StreamReader",
    "Unreadable",
    "Wire",
    "protocol_of",
    "read_usage",
    "wire_for",
]

WIRES: Mapping[str, Wire] = MappingProxyType(
    {
        "/v1/chat/completions": CHAT,
        "/v1/completions": COMPLETIONS,
        "/v1/responses": RESPONSES,
        "/v1/messages": MESSAGES,
    }
)
"""The protocols whose answers can be kept, by path."""

PROTOCOLS: Mapping[str, str] = MappingProxyType(
    {
        "/v1/chat/completions": "chat",
        "/v1/completions": "completions",
        "/v1/responses": "responses",
        "/v1/messages": "messages",
        "/v1/embeddings": "embeddings",
    }
)
"""All protocols that are known by name, by path."""


def wire_for(path: str, mount: str = "") -> Wire | None:
    """The protocol's wire. The path has no query string and matches whole, after the prefix the API is mounted
    under: another prefix may be another provider, and a query string may change the answer."""
    return WIRES.get(path.removeprefix(mount))


def protocol_of(path: str, mount: str = "") -> str | None:
    """The protocol's name, also of those that are only passed through, and where the path is spelt with slashes too
    many: some servers take it, and charge for it."""
    path = path.removeprefix(mount)
    return PROTOCOLS.get(path) or PROTOCOLS.get("/" + "/".join(filter(None, path.split("/"))))
