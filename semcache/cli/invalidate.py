"""`semcache invalidate`: say that the world changed, and stored answers that rest on it are served no more."""

from __future__ import annotations

import asyncio
import json
import os
import time
from collections.abc import Awaitable, Callable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from semcache.cli.output import json_option, print_json, state_options
from semcache.errors import UsageError
from semcache.report.safe import one_line

if TYPE_CHECKING:
    from semcache.core.world import Announcement, Event
    from semcache.ports import Store

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Done:
    """What came of it."""

    event: Event
    entries: int | None
    number: int | None = None
    """In the audit; None after a dry run."""


@click.command()
@click.option("--source", metavar="ID", help="This source changed: kb/refunds. With --version, to what.")
@click.option("--version", metavar="V", help="What rests on another version of --source goes.")
@click.option("--tag", metavar="TAG", help="What carries this tag.")
@click.option("--tenant", metavar="TENANT", help="What is served to this tenant alone.")
@click.option("--model", metavar="MODEL", help="What this model answered, or was asked for.")
@click.option("--author", metavar="TENANT", help="What this tenant's requests made, whoever it is served to.")
@click.option("--entry", metavar="KEY", help="One entry, by its key or the part of it that Cache-Status shows.")
@click.option("--older-than", metavar="AGE", help="What was made longer ago: 30m, 2h, 7d; or before a date or time.")
@click.option("--policy", metavar="RULE", help="What was stored under this rule.")
@click.option("--all", is_flag=True, help="Everything.")
@click.option("--dry-run", is_flag=True, help="Count, and change nothing.")
@click.option("--log", "log", is_flag=True, help="List what was invalidated before, newest first.")
@state_options
@json_option
def command(
    dry_run: bool, log: bool, home: Path | None, config: Path | None, as_json: bool, **choices: str | bool | None
) -> None:
    """Make stored answers unservable: at once, for good, and in every process that uses the store.

    Name one thing that changed. An answer that was asked for before and rests on it is served no more, also while a
    gateway runs; its space is given back later. Answers asked for afterwards are not touched.
    """
    said = {name: value for name, value in choices.items() if value not in (None, False)}
    if log:
        if said or dry_run:
            raise UsageError("--log lists what was invalidated; give it alone")
        rows = asyncio.run(_with_store(config, home, _audit))
        _print_audit(rows, as_json)
        return

    from semcache.invalidation import event_of

    async def invalidate(store: Store) -> Done:
        event = await event_of(said, store, time.time(), _option)
        if dry_run:
            return Done(event, await store.count_gone(event))
        announced = await store.announce(event, user(), time.time())
        return Done(event, announced.entries, announced.number)

    _print_done(asyncio.run(_with_store(config, home, invalidate)), as_json)


async def _with_store(config: Path | None, home: Path | None, work: Callable[[Store], Awaitable[T]]) -> T:
    from semcache.build import open_store
    from semcache.settings import load_settings

    store = open_store(load_settings(config, overrides={"home": home}))
    try:
        return await work(store)
    finally:
        await store.close()


async def _audit(store: Store) -> list[Announcement]:
    return [announcement async for announcement in store.announcements()]


def user() -> str:
    """Whose process this is, as the operating system knows them."""
    try:
        import pwd

        return pwd.getpwuid(os.getuid()).pw_name
    except ImportError:
        import getpass

        return getpass.getuser()
    except KeyError:
        return f"uid {os.getuid()}"


def words(event: Event) -> str:
    """What an event says, for people."""
    from semcache.core.world import Changed, OlderThan, SourceIs

    match event:
        case SourceIs(id, version):
            return one_line(f"source {id} is now {version}")
        case Changed(touches, name):
            return one_line(f"{touches} {name} changed") if name else "everything changed"
        case OlderThan(moment):
            return f"what was made before {_utc(moment)} is gone"


def _print_done(done: Done, as_json: bool) -> None:
    if as_json:
        audit = {"number": done.number, "dry_run": done.number is None}
        print_json({**audit, "entries": done.entries, "event": _document(done.event)})
        return
    said = words(done.event)
    if done.number is None:
        click.echo(f"{_entries(done.entries)} would become unservable: {said} (dry run, nothing was changed)")
    elif done.entries is None:
        click.echo(f"in force as number {done.number}: {said}; how many entries that ended could not be counted")
    else:
        click.echo(f"{_entries(done.entries)} became unservable: {said} (number {done.number} in the audit)")


def _print_audit(rows: list[Announcement], as_json: bool) -> None:
    if as_json:
        print_json([{**asdict(row), "event": _document(row.event)} for row in rows])
        return
    for row in rows:
        click.echo(f"{row.number:>6}  {_utc(row.at)}  {one_line(row.who)}  {words(row.event)}: {_entries(row.entries)}")
    if not rows:
        click.echo("nothing was invalidated yet")


def _document(event: Event) -> object:
    from semcache.core.world import encode_event

    return json.loads(encode_event(event))


def _entries(count: int | None) -> str:
    return "entries not counted" if count is None else "1 entry" if count == 1 else f"{count:,} entries"


def _utc(at: float) -> str:
    try:
        return datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%d %H:%M:%S UTC")
    except (ValueError, OverflowError, OSError):
        return f"{at:g}"


def _option(name: str) -> str:
    return "--" + name.replace("_", "-")
