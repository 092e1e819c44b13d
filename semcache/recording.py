"""What of a request and its answer is kept, and under which terms."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from semcache.core.decision import NotStored, Stored, decide_store
from semcache.core.directives import forbids_storing, header_text, read_age
from semcache.core.entry import Entry
from semcache.core.freshness import Contract
from semcache.core.policy import Share
from semcache.core.request import Answer, Completion, digest
from semcache.core.world import World, parse_names, parse_sources
from semcache.lookup import SOURCES, TAGS, Lookup

Headers = Sequence[tuple[bytes, bytes]]
T = TypeVar("T")


def kept(look: Lookup, world: World, answer: Answer, headers: Headers, now: float) -> Stored | NotStored:
    """Whether the upstream's answer to this request is kept: by the rule, by what its headers say, and by the world as
    it was when the request began."""
    verdict = decide_store(
        answer,
        look.rule,
        look.volatile,
        upstream_forbids=forbids_storing(
            _said(headers, b"cache-control"),
            _said(headers, b"vary"),
            shared=look.rule.share is Share.EVERYONE,
        ),
        age=read_age([value.decode("latin-1") for name, value in headers if name == b"age"]),
        now=now,
        spread=int(digest([look.key, now])[:8], 16) / 2**32,
        sources=_once(*look.rule.sources, *look.sources, *parse_sources(_said(headers, SOURCES.encode()))),
        tags=_once(
            *look.rule.tags,
            *parse_names(look.context.named(TAGS)),
            *parse_names(_said(headers, TAGS.encode())),
        ),
        epoch=world.epoch,
    )
    if isinstance(verdict, Stored) and not verdict.contract.can_be_named:
        return NotStored("sources-unreadable")
    return verdict


def as_if_stored(look: Lookup, now: float) -> Entry:
    """The entry that the request's answer would make, but for the answer."""
    contract = Contract(
        look.rule.name, look.rule.digest, created=now, expires=now + look.rule.max_age, sources=look.sources,
        epoch=look.epoch,
    )  # fmt: skip
    completion = Completion(look.request.protocol, look.request.model, b"", None)
    return Entry(look.key, look.scope, look.request.query, completion, contract, look.tenant)


def _said(headers: Headers, name: bytes) -> str:
    """All that the headers say under this name, in lower case."""
    return ", ".join(header_text(value) for key, value in headers if key == name)


def _once(*items: T) -> tuple[T, ...]:
    """Each item once, in order."""
    return tuple(dict.fromkeys(items))
