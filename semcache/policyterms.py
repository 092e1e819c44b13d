"""What may be written in a policy file: every key, its values, and its default.

A key of a rule is one line in `Terms`, with its default, and one field of `core.policy.Rule` of the same name.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Annotated

from pydantic import Field

from semcache.core.gates import DEFAULT_MIN_SIMILARITY
from semcache.core.policy import Audit, Deployments, Match, Mode, Share
from semcache.core.upstreams import PRIORITIES
from semcache.core.volatile import DEFAULT_CLASSES, REFUSED_CLASSES, Strength, VolatileClass
from semcache.fields import (
    LISTED,
    DollarsADay,
    Duration,
    ErrorBound,
    FilePath,
    Flag,
    Grace,
    Jitter,
    MatchingHeader,
    Name,
    Percent,
    Section,
    Size,
    Source,
    Tag,
    Text,
    VaryingHeader,
    number,
    one_of,
    whole,
)

PROTOCOLS = {
    "/v1/chat/completions": "chat",
    "/v1/completions": "completions",
    "/v1/responses": "responses",
    "/v1/messages": "messages",
}
"""Routes, and what rules call the protocol that is spoken there."""


class AuditSection(Section):
    """How much is asked again, to see how often hits are wrong."""

    share: Percent = 0.0
    budget: DollarsADay = Decimal(1)

    def to_audit(self) -> Audit:
        return Audit(self.share, self.budget)


class Terms(Section):
    """What a rule grants. The defaults here hold where neither the rule nor the file's `defaults` say otherwise."""

    mode: Annotated[Mode, one_of(Mode)] = Mode.ON
    share: Annotated[Share, one_of(Share)] = Share.TENANT
    deployments: Annotated[Deployments, one_of(Deployments)] = Deployments.SAME
    semantic: Flag = True
    max_age: Duration = 86400.0
    short_max_age: Duration = 3600.0
    stale_while_revalidate: Grace = 0.0
    stale_if_error: Grace = 0.0
    must_revalidate: Flag = False
    jitter: Jitter = 0.0
    min_similarity: Annotated[float, number(0, 1, above=True)] = DEFAULT_MIN_SIMILARITY
    candidates: Annotated[int, whole(1, 100)] = 5
    max_temperature: Annotated[float, number(0, 2)] = 1.0
    max_answer_bytes: Annotated[Size, Field(validation_alias="max-answer-size")] = 256 << 10
    never: Annotated[tuple[Name, ...], LISTED] = REFUSED_CLASSES
    vary: Annotated[tuple[VaryingHeader, ...], LISTED] = ()
    sources: Annotated[tuple[Source, ...], LISTED] = ()
    tags: Annotated[tuple[Tag, ...], LISTED] = ()
    max_error: ErrorBound = 0.0
    audit: AuditSection = AuditSection()
    judge: Text | None = None
    calibration: FilePath | None = None
    """Relative to the policy file."""
    priority: Annotated[str, one_of(PRIORITIES)] = "interactive"
    cache_salt: Flag = False
    prompt_cache: Flag = False


class MatchSection(Section):
    """Which requests a rule is for."""

    route: Annotated[tuple[Annotated[str, one_of(PROTOCOLS)], ...], LISTED] = ()
    protocol: Annotated[tuple[Annotated[str, one_of(PROTOCOLS.values())], ...], LISTED] = ()
    model: Annotated[tuple[Text, ...], LISTED] = ()
    tenant: Annotated[tuple[Text, ...], LISTED] = ()
    header: Mapping[MatchingHeader, Text] = {}
    metadata: Mapping[Text, Text] = {}
    classes: Annotated[tuple[Name, ...], LISTED, Field(validation_alias="class")] = ()

    def to_match(self) -> Match:
        return Match(
            protocols=self.protocol or tuple(PROTOCOLS[route] for route in self.route),
            models=self.model,
            tenants=self.tenant,
            headers=tuple(self.header.items()),
            metadata=tuple(self.metadata.items()),
            classes=self.classes,
        )


class CanonicalSection(Section):
    """Questions to keep warm."""

    request: Mapping[str, object]
    """Everything of the request but the question."""
    questions: tuple[Text, ...] = ()
    file: FilePath | None = None
    """One question a line, relative to the policy file."""
    tenant: Text = "local"
    headers: Mapping[MatchingHeader, Text] = {}


class ClassSection(Section):
    """A class of questions, told by plain phrases."""

    phrases: tuple[Text, ...] = ()
    strength: Annotated[Strength, one_of(Strength)] | None = None


class RuleSection(Terms):
    """One rule."""

    name: Name
    match: MatchSection = MatchSection()
    canonical: CanonicalSection | None = None
    examples: tuple[object, ...] = ()


class PolicySection(Section):
    """A whole file. Rules and examples are read one by one, so that what is wrong with one hides nothing of others."""

    name: Name | None = None
    defaults: Terms = Terms()
    classes: Mapping[Name, ClassSection] = {}
    rules: tuple[object, ...] = ()
    examples: tuple[object, ...] = ()


BUILT_IN = {known.name: known.strength for known in DEFAULT_CLASSES}
"""The classes that every policy knows."""


def own_classes(sections: Mapping[str, ClassSection]) -> tuple[VolatileClass, ...]:
    """The classes that a file describes. One with the name of a built-in class adds phrases to it."""
    return tuple(
        VolatileClass.of_phrases(name, section.phrases, section.strength or BUILT_IN.get(name, Strength.REFUSE))
        for name, section in sections.items()
    )


def classes_for(never: Iterable[str], own: tuple[VolatileClass, ...]) -> tuple[VolatileClass, ...]:
    """What a rule asks of a question, in this order.

    The first class that fits names the question, so a file's own one that the rule does not refuse is left out: it
    would hide a built-in one that the rule does refuse.
    """
    refused = tuple(cls for cls in own if cls.strength is Strength.REFUSE and cls.name in never)
    return refused + DEFAULT_CLASSES + tuple(cls for cls in own if cls.strength is Strength.SHORTEN)


def refusable(own: Iterable[VolatileClass]) -> tuple[str, ...]:
    """The names that `never` may hold; the other classes only shorten lifetimes."""
    return tuple(dict.fromkeys((*REFUSED_CLASSES, *(cls.name for cls in own if cls.strength is Strength.REFUSE))))


def merged(*layers: Terms) -> Terms:
    """The built-in terms, then what each layer says."""
    said = {
        name: getattr(layer, name) for layer in layers for name in Terms.model_fields if name in layer.model_fields_set
    }
    return Terms().model_copy(update=said)
