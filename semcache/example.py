"""Examples in policy files: what is stored, what happens, what is asked, and the verdict that is expected."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Annotated, Self

from pydantic import model_validator

from semcache.core.ledger import Outcome
from semcache.core.world import Changed, SourceIs, SourceVersion, Touches
from semcache.fields import LISTED, Expected, Grace, Header, Name, Section, Source, Tag, Text, number, one_of

DEFAULT_SIMILARITY = 0.95
"""The cosine that is assumed of two different texts where an example names none: near enough for any ready policy,
so that the other gates decide. The same text has 1.0."""


class Upstream(StrEnum):
    OK = "ok"
    DOWN = "down"


@dataclass(frozen=True, slots=True)
class Asked:
    """One request of an example."""

    text: str
    tenant: str = "local"
    model: str = "gpt-4o"
    system: str | None = None
    temperature: float | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    """Names in lower case."""
    metadata: Mapping[str, str] = field(default_factory=dict)
    sources: tuple[SourceVersion, ...] = ()
    """What the request says its answer must rest on."""
    permissions: str = ""
    """Stands for the digest of what the caller may see."""


@dataclass(frozen=True, slots=True)
class MadeBefore:
    """The event that everything older than this is gone."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Example:
    """A little story with the verdict at its end."""

    where: str
    """file:line"""
    key: str
    """As an error names it: "rules[0].examples[2]"."""
    rule: str | None
    """The rule that it is an example of, which must be the one that applies."""
    stored: Asked | None
    """Asked first, with the upstream well."""
    age: float
    """Seconds between the two."""
    events: tuple[SourceIs | Changed | MadeBefore, ...]
    """Heard just before the second request."""
    upstream: Upstream
    """How it is when the second request comes."""
    asked: Asked
    similarity: float
    """Cosine of the two texts."""
    expect: Outcome
    reason: str | None
    """The detail of Cache-Status: the tier of a hit, the reason of anything else."""


class AskSection(Section):
    """How a text is asked. What is left out of `asked-as` is as in `stored-as`."""

    tenant: Text | None = None
    model: Text | None = None
    system: Text | None = None
    temperature: Annotated[float, number(0, 2)] | None = None
    headers: Mapping[Header, Text] | None = None
    metadata: Mapping[Text, Text] | None = None
    sources: Annotated[tuple[Source, ...], LISTED] | None = None
    permissions: Text | None = None


class EventSection(Section):
    """What happens in between. One of the keys, `version` only beside `source`."""

    source: Tag | None = None
    version: Tag | None = None
    tag: Tag | None = None
    tenant: Text | None = None
    author: Text | None = None
    model: Text | None = None
    policy: Name | None = None
    older_than: Grace | None = None

    @model_validator(mode="after")
    def _one(self) -> Self:
        said = self.model_fields_set
        if len(said - {"version"}) != 1 or ("version" in said and self.source is None):
            raise Expected(
                "one of source (with a version, or without), tag, tenant, author, model, policy, older-than", show=False
            )
        return self

    def to_event(self) -> SourceIs | Changed | MadeBefore:
        if self.older_than is not None:
            return MadeBefore(self.older_than)
        if self.source is not None and self.version is not None:
            return SourceIs(self.source, self.version)
        (name,) = self.model_fields_set
        return Changed(Touches(name), getattr(self, name))


class ExampleSection(Section):
    """One example as it is written."""

    stored: Text | None = None
    stored_as: AskSection = AskSection()
    age: Grace = 0.0
    events: tuple[EventSection, ...] = ()
    upstream: Annotated[Upstream, one_of(Upstream)] = Upstream.OK
    asked: Text
    asked_as: AskSection = AskSection()
    similarity: Annotated[float, number(0, 1)] | None = None
    expect: Annotated[Outcome, one_of(Outcome)]
    reason: Text | None = None

    def to_example(self, where: str, key: str, rule: str | None) -> Example:
        same = self.stored is None or self.stored == self.asked
        return Example(
            where=where,
            key=key,
            rule=rule,
            stored=None if self.stored is None else _asked(self.stored, self.stored_as),
            age=self.age,
            events=tuple(event.to_event() for event in self.events),
            upstream=self.upstream,
            asked=_asked(self.asked, self.stored_as, self.asked_as),
            similarity=self.similarity if self.similarity is not None else 1.0 if same else DEFAULT_SIMILARITY,
            expect=self.expect,
            reason=self.reason,
        )


def _asked(text: str, *layers: AskSection) -> Asked:
    said = {name: getattr(layer, name) for layer in layers for name in layer.model_fields_set}
    return Asked(text, **{name: value for name, value in said.items() if value is not None})
