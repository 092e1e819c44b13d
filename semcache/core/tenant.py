"""Who is asking: the tenant that a request belongs to."""

from __future__ import annotations

import base64
import binascii
import hashlib
import ipaddress
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import orjson

from semcache.core.request import digest

# Whatever can name or authorise a caller. All that are present take part, so two callers who differ in any never
# share: an organisation header bills somebody else, a session cookie shows somebody else's data.
_CREDENTIALS = frozenset(
    {
        b"authorization",
        b"x-api-key",
        b"api-key",
        b"x-goog-api-key",
        b"cookie",
        b"openai-organization",
        b"openai-project",
        b"proxy-authorization",
    }
)
_FORWARDED = frozenset({b"forwarded", b"x-forwarded-for", b"x-real-ip"})

LOCAL = "local"
"""The tenant of callers on this machine who present no credential."""

Network = ipaddress.IPv4Network | ipaddress.IPv6Network


@dataclass(frozen=True, slots=True)
class TenantHeader:
    """A header that names the tenant, believed only from these peers."""

    name: bytes
    """In lower case."""
    trusted: tuple[Network, ...]

    def believes(self, peer: str | None) -> bool:
        return _is_among(peer, self.trusted)


def is_credential(header: str) -> bool:
    """Whether a header, named in lower case, says who is asking or may ask."""
    return header.encode() in _CREDENTIALS


def key_header(host: str, path: str, key: str) -> tuple[str, str]:
    """The header that shows a server our key. Anthropic's own API takes it by another one than all others, but where
    it speaks OpenAI's protocol."""
    if host.endswith("anthropic.com") and not path.startswith("/v1/chat/"):
        return "x-api-key", key
    return "authorization", f"Bearer {key}"


_ONE_TIME = frozenset({"dpop", "signature", "signature-input", "x-amz-date", "x-amz-security-token"})


def may_be_used_again(headers: Mapping[str, str]) -> bool:
    """Whether the caller's credential may be presented a second time: a signature over one request may not."""
    scheme = headers.get("authorization", "bearer").partition(" ")[0].lower()
    return scheme in ("bearer", "basic") and _ONE_TIME.isdisjoint(headers)


def tenant_of(
    headers: Sequence[tuple[bytes, bytes]], peer: str | None, header: TenantHeader | None = None
) -> str | None:
    """The tenant's name, or None for a caller about whom nothing is known.

    "name:..." comes from a trusted proxy's header, "key:..." is the SHA-256 of the caller's own credentials, "local"
    is a caller on this machine without any. `peer` is the address of the socket's other end.
    """
    if header is not None and header.believes(peer):
        names = [value for name, value in headers if name == header.name]
        if len(names) == 1 and names[0].strip():
            return "name:" + names[0].strip().decode("latin-1")
        if names:
            return None  # named twice or emptily: no way to tell which the proxy meant
    credentials = sorted((name, value) for name, value in headers if name in _CREDENTIALS)
    if credentials:
        hashed = hashlib.sha256()
        for name, value in credentials:
            hashed.update(b"%d:%b=%d:%b;" % (len(name), name, len(value), value))
        return "key:" + hashed.hexdigest()
    # A reverse proxy on this machine makes the whole world look local; it says so in these headers.
    if any(name in _FORWARDED for name, _ in headers):
        return None
    address = _address(peer)
    return LOCAL if peer is None or (address is not None and address.is_loopback) else None


def _address(peer: str | None) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    if peer is None:
        return None
    try:
        address = ipaddress.ip_address(peer)
    except ValueError:
        return None
    mapped = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    return mapped or address


@dataclass(frozen=True, slots=True)
class PermissionRules:
    """Where it shows what a caller may see."""

    header: bytes = b""
    """In lower case; believed only from the trusted peers."""
    trusted: tuple[Network, ...] = ()
    claims: tuple[str, ...] = ()
    """Claims of a JWT in Authorization. Whether the token is genuine is for the upstream, or the proxy, to check: a
    forged one names other permissions than any stored answer's, or those of its own tenant."""

    def digest_of(self, headers: Sequence[tuple[bytes, bytes]], peer: str | None) -> str:
        """SHA-256, hex, of all that is said; "" where nothing is."""
        said: list[object] = []
        if self.header and _is_among(peer, self.trusted):
            said += [value.decode("latin-1") for name, value in headers if name == self.header]
        if self.claims:
            told = _claims(headers)
            said += [[claim, told[claim]] for claim in self.claims if claim in told]
        return digest(said) if said else ""


def _claims(headers: Sequence[tuple[bytes, bytes]]) -> dict[str, object]:
    for name, value in headers:
        parts = value.removeprefix(b"Bearer ").split(b".")
        if name != b"authorization" or len(parts) != 3:
            continue
        try:
            payload = orjson.loads(base64.urlsafe_b64decode(parts[1] + b"=" * (-len(parts[1]) % 4)))
        except (ValueError, binascii.Error):
            return {}
        return payload if isinstance(payload, dict) else {}
    return {}


def _is_among(peer: str | None, networks: tuple[Network, ...]) -> bool:
    address = _address(peer)
    return address is not None and any(address in network for network in networks)
