"""What is to be invalidated, as people and programs say it: one reading for the command line and the admin API."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from semcache.core.world import LONGEST_NAME, Changed, Event, OlderThan, SourceIs, Touches, is_name
from semcache.errors import UsageError
from semcache.moments import moment_of
from semcache.ports import Store

CHOICES = ("source", "tag", "tenant", "model", "author", "entry", "older_than", "policy", "all")
"""Exactly one of these says what changed. `version` goes with `source`."""

_KEY = re.compile(r"[0-9a-f]{64}")
_KEY_START = re.compile(r"[0-9a-f]{8,64}")


async def event_of(said: Mapping[str, object], store: Store, now: float, spell: Callable[[str], str]) -> Event:
    """The event that is meant. `said` holds what was given and nothing else; `spell` names a choice as whoever gave it
    does: "--older-than".

    Raises UsageError for what means nothing, StoreFault when a key cannot be looked up.
    """
    given = [name for name in CHOICES if name in said]
    if len(given) != 1:
        names = ", ".join(map(spell, given or CHOICES))
        raise UsageError(f"expected one of these, not all: {names}" if given else f"expected one of {names}")
    choice = given[0]
    if choice == "all":
        _without_version(said, spell)
        if said["all"] is not True:
            raise UsageError(f"{spell('all')}: expected true, or nothing")
        return Changed(Touches.ALL, "")
    name = _name(said[choice], spell(choice))
    if choice == "source":
        return _of_source(name, said, spell)
    _without_version(said, spell)
    match choice:
        case "older_than":
            moment = moment_of(spell(choice), name, now)
            if moment is None or moment > now:
                raise UsageError(f"{spell(choice)} {name} is not in the past")
            return OlderThan(moment)
        case "entry":
            return Changed(Touches.ENTRY, await _whole_key(store, name.lower(), spell(choice)))
        case _:
            return Changed(Touches(choice), name)


def _of_source(id: str, said: Mapping[str, object], spell: Callable[[str], str]) -> Event:
    if "@" in id[1:] and "version" not in said:
        raise UsageError(f"{spell('source')} {id}: give the version by itself, with {spell('version')}")
    if "version" not in said:
        return Changed(Touches.SOURCE, id)
    version = _name(said["version"], spell("version"))
    if "@" in version:
        raise UsageError(f"{spell('version')} {version}: expected a version without @")
    return SourceIs(id, version)


def _without_version(said: Mapping[str, object], spell: Callable[[str], str]) -> None:
    if "version" in said:
        raise UsageError(f"{spell('version')} goes with {spell('source')}")


def _name(value: object, option: str) -> str:
    if not isinstance(value, str) or not value.strip():
        raise UsageError(f"{option} is empty; say which" if value == "" else f"{option}: expected text")
    name = value.strip()
    if len(name) > LONGEST_NAME:
        raise UsageError(f"{option}: expected at most {LONGEST_NAME} characters")
    if not is_name(name):
        raise UsageError(f"{option}: expected one name without commas and control characters")
    return name


async def _whole_key(store: Store, start: str, option: str) -> str:
    if _KEY.fullmatch(start):
        return start  # also one that is on its way to the disk
    if not _KEY_START.fullmatch(start):
        raise UsageError(f"{option} {start}: expected a key, or 8 or more hex digits of its beginning")
    found = await store.find_keys(start)
    if len(found) != 1:
        raise UsageError(f"{option} {start}: {'several entries begin' if found else 'no entry begins'} so")
    return found[0]
