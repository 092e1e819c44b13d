"""What the world has been heard to say: which events make which stored answers unservable.

Events are numbered. A request remembers the number of the last event it knew when it began, its epoch, and so does
the answer stored for it. An event that touches something the answer rests on, with a higher number, makes the answer
unservable for good: comparing two numbers, however many entries there are. No clock takes part, so none can be
wrong, but in `OlderThan`, which is about time by its nature.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any, Literal, assert_never

from semcache.core.codec import decode, encode


class Touches(StrEnum):
    """What an event can name."""

    SOURCE = "source"
    TAG = "tag"
    TENANT = "tenant"
    MODEL = "model"
    AUTHOR = "author"
    POLICY = "policy"
    """A rule, by its name."""
    ENTRY = "entry"
    """One entry, by its key."""
    ALL = "all"
    """Every entry; the name is empty."""


@dataclass(frozen=True, slots=True)
class SourceVersion:
    """A source that an answer rests on. An empty version says that nobody told which."""

    id: str
    version: str = ""

    def __str__(self) -> str:
        return f"{self.id}@{self.version}" if self.version else self.id


def parse_sources(text: str) -> tuple[SourceVersion, ...]:
    """Sources as headers name them: "kb/refunds@v17, price-list". The version is what follows the last "@"."""
    sources = []
    for item in parse_names(text):
        id, at, version = item.rpartition("@")
        sources.append(SourceVersion(id, version) if at and id else SourceVersion(item))
    return tuple(sources)


LONGEST_NAME = 1000
"""Characters of a source's, version's or tag's name."""


def is_name(text: str) -> bool:
    """Whether an event can name it: what cannot be named cannot be invalidated, so nothing may rest on it."""
    return 0 < len(text) <= LONGEST_NAME and text.isprintable() and "\ufffd" not in text and "," not in text


def parse_names(text: str) -> tuple[str, ...]:
    """Names separated by commas."""
    return tuple(name for name in (item.strip() for item in text.split(",")) if name)


@dataclass(frozen=True, slots=True)
class SourceIs:
    """The source is of this version from now on: what rests on another one is gone."""

    id: str
    version: str
    kind: Literal["source-is"] = "source-is"


@dataclass(frozen=True, slots=True)
class Changed:
    """Something changed: what rests on it and was asked before is gone."""

    touches: Touches
    name: str
    kind: Literal["changed"] = "changed"


@dataclass(frozen=True, slots=True)
class OlderThan:
    """What was made before this moment (seconds since the epoch) is gone."""

    moment: float
    kind: Literal["older-than"] = "older-than"


Event = SourceIs | Changed | OlderThan


def encode_event(event: Event) -> str:
    """JSON. A ValueError or TypeError if the event would not read back from it as it is."""
    data = encode(event)
    if decode_event(data) != event:
        raise ValueError(f"does not read back as it was: {event}")
    return data.decode()


def decode_event(data: bytes | str) -> Event:
    """A ValueError for anything else, an event of a kind that only a newer version knows included."""
    union: Any = Event
    event: Event = decode(union, data)
    return event


@dataclass(frozen=True, slots=True)
class Announcement:
    """An event that was announced: the audit's row."""

    number: int
    """From 1, without a gap, for all processes that share a store."""
    event: Event
    who: str
    at: float
    """Seconds since the epoch."""
    entries: int | None
    """How many became unservable; None if that could not be counted. The event is in force all the same."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of one source's version."""

    version: str
    since: int
    """The number of the event that made it the current one."""
    last: int
    """The number of the last event that said so again."""
    other: int
    """The number of the last event that said another version: older answers stay gone even when a source goes back
    to their version."""

    def outdates(self, version: str, epoch: int) -> bool:
        """Whether an answer that rests on this version of it, asked for at this epoch, is gone."""
        return epoch < self.since if not version else version != self.version or epoch < self.other


@dataclass(frozen=True, slots=True)
class Grounds:
    """All that a stored answer rests on, as far as events can name it."""

    key: str
    tenant: str
    author: str
    models: tuple[str, ...]
    """The one asked for and the one that answered."""
    rule: str
    sources: tuple[SourceVersion, ...]
    tags: tuple[str, ...]
    epoch: int
    created: float


@dataclass(frozen=True, slots=True)
class World:
    """Everything heard so far. Immutable: a process that hears more holds another one."""

    epoch: int = 0
    """The number of the last event."""
    sources: Mapping[str, Known] = field(default_factory=dict)
    marks: Mapping[tuple[Touches, str], int] = field(default_factory=dict)
    """The number of the last event that touched each."""
    made_before: float = float("-inf")
    """Seconds since the epoch."""

    def after(self, number: int, event: Event) -> World:
        """The world once this event is heard, too. Numbers rise."""
        return self.after_all([(number, event)])

    def after_all(self, events: Iterable[tuple[int, Event]]) -> World:
        """As `after`, for many at once, in order."""
        epoch, sources, marks = self.epoch, dict(self.sources), dict(self.marks)
        made_before = self.made_before
        for number, event in events:
            epoch = max(epoch, number)
            match event:
                case SourceIs(id, version):
                    sources[id] = _heard(sources.get(id), version, number)
                case Changed(touches, name):
                    marks[touches, name] = number
                case OlderThan(moment):
                    made_before = max(made_before, moment)
                case _:
                    assert_never(event)
        return World(epoch, sources, marks, made_before)

    def says_gone(self, grounds: Grounds) -> str | None:
        """The event's words for why this answer is gone, or None while everything it rests on stands."""
        if grounds.created < self.made_before:
            return "older-than"
        for source in grounds.sources:
            known = self.sources.get(source.id)
            if known is not None and known.outdates(source.version, grounds.epoch):
                return f"source {source.id} is now {known.version}"
        if not self.marks:
            return None
        for touches, name in _names(grounds):
            if self.marks.get((touches, name), -1) > grounds.epoch:
                return f"{touches} {name} changed" if name else f"{touches} changed"
        return None

    def contradicts(self, sources: Iterable[SourceVersion]) -> SourceVersion | None:
        """The first of these that is known to be of another version now."""
        for source in sources:
            known = self.sources.get(source.id)
            if known is not None and source.version not in ("", known.version):
                return source
        return None


def _heard(known: Known | None, version: str, number: int) -> Known:
    if known is None:
        return Known(version, since=number, last=number, other=-1)
    if known.version == version:
        return replace(known, last=number)
    return Known(version, since=number, last=number, other=known.last)


def _names(grounds: Grounds) -> Iterable[tuple[Touches, str]]:
    yield Touches.ALL, ""
    yield Touches.ENTRY, grounds.key
    yield Touches.TENANT, grounds.tenant
    yield Touches.AUTHOR, grounds.author
    yield Touches.POLICY, grounds.rule
    for model in grounds.models:
        yield Touches.MODEL, model
    for tag in grounds.tags:
        yield Touches.TAG, tag
    for source in grounds.sources:
        yield Touches.SOURCE, source.id
