"""Cache-Control in; Cache-Status (RFC 9211) and Age out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_TOKEN = re.compile(r"[A-Za-z*][A-Za-z0-9!#$%&'*+.^_`|~:/-]*\Z")  # sf-token, RFC 9651 section 3.3.4
_DIRECTIVE = re.compile(r"""\s*([^\s=,;"]+)\s*(?:=\s*("(?:[^"\\]|\\.)*"|[^\s,]*))?\s*(?:,|\Z)""")
_LONGEST = 2**31  # RFC 9111 section 1.2.2: a recipient that cannot hold a delta-seconds uses 2^31


@dataclass(frozen=True, slots=True)
class Directives:
    """What a client's Cache-Control asks. Each can make matching stricter, none looser."""

    no_store: bool = False
    no_cache: bool = False
    only_if_cached: bool = False
    max_age: float | None = None
    """Seconds."""
    min_fresh: float = 0.0
    """Seconds that the answer must still be fresh for."""


NO_DIRECTIVES = Directives()


def parse_cache_control(value: str) -> Directives:
    """The request directives of RFC 9111 section 5.2.1 that tighten; unknown ones are ignored.

    A number that cannot be read counts as the strictest one. A directive given twice counts at its strictest.
    """
    no_store = no_cache = only_if_cached = False
    max_age: float | None = None
    min_fresh = 0.0
    for name, argument in _directives(value):
        if name == "no-store":
            no_store = True
        elif name == "no-cache":
            no_cache = True
        elif name == "only-if-cached":
            only_if_cached = True
        elif name == "max-age":
            seconds = _seconds(argument, unreadable=0)
            max_age = seconds if max_age is None else min(max_age, seconds)
        elif name == "min-fresh":
            min_fresh = max(min_fresh, _seconds(argument, unreadable=_LONGEST))
    return Directives(no_store, no_cache, only_if_cached, max_age, min_fresh)


def forbids_storing(cache_control: str, vary: str = "", *, shared: bool) -> str:
    """Why an upstream's Cache-Control and Vary forbid keeping its answer, or "".

    Only `no-store`, and `private` where the rule shares answers, do: streaming servers send `no-cache` to keep
    proxies from buffering, and mean nothing else by it. `Vary: *` says that the answer depends on more than the
    request; which headers count otherwise is for the rule to say.
    """
    names = {name for name, _ in _directives(cache_control)}
    if "no-store" in names or (shared and "private" in names):
        return "upstream-no-store"
    return "upstream-vary" if "*" in (item.strip() for item in vary.split(",")) else ""


def read_age(lines: Sequence[str]) -> float | None:
    """How old, in seconds, a response was already when it came; None when its Age cannot be read for sure.

    An upstream may be a cache itself. `lines` are the values of all Age headers (RFC 9111, section 5.1).
    """
    if not lines:
        return 0.0
    only = lines[0].strip()
    return _seconds(only, unreadable=0) if len(lines) == 1 and only.isascii() and only.isdigit() else None


def header_text(value: bytes) -> str:
    """A header's value as text: UTF-8 where it is that, as people type names today, else Latin-1."""
    try:
        return value.decode()
    except UnicodeDecodeError:
        return value.decode("latin-1")


def _directives(value: str) -> list[tuple[str, str]]:
    found = []
    position = 0
    while position < len(value):
        match = _DIRECTIVE.match(value, position)
        if match is None or match.end() == position:
            position += 1
            continue
        found.append((match[1].lower(), (match[2] or "").strip('"')))
        position = match.end()
    return found


def _seconds(argument: str, *, unreadable: int) -> float:
    if not (argument.isascii() and argument.isdigit()):
        return float(unreadable)
    return float(min(int(argument[:12]), _LONGEST))


@dataclass(frozen=True, slots=True)
class CacheStatus:
    """The members of one Cache-Status header. `hit` and `fwd` exclude each other."""

    hit: bool = False
    fwd: str = ""
    """Why the request went forward: "miss", "stale", "bypass", "request"."""
    fwd_status: int | None = None
    stored: bool = False
    collapsed: bool = False
    ttl: int | None = None
    """Seconds of freshness left; negative when stale."""
    key: str = ""
    detail: str = ""

    def __str__(self) -> str:
        parts = ["semcache"]
        if self.hit:
            parts.append("hit")
        if self.fwd:
            parts.append(f"fwd={self.fwd}")
        if self.fwd_status is not None:
            parts.append(f"fwd-status={self.fwd_status}")
        if self.ttl is not None:
            parts.append(f"ttl={self.ttl}")
        if self.stored:
            parts.append("stored")
        if self.collapsed:
            parts.append("collapsed")
        if self.key:
            parts.append(f'key="{self.key}"')
        if self.detail:
            parts.append(f"detail={_bare_item(self.detail)}")
        return "; ".join(parts)


def _bare_item(text: str) -> str:
    """A structured field token where the text is one, else a string, which holds printable ASCII only."""
    if _TOKEN.match(text):
        return text
    printable = "".join(c if " " <= c <= "~" else "?" for c in text)
    return '"' + printable.replace("\\", "\\\\").replace('"', '\\"') + '"'
