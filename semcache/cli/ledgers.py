"""Which ledgers a command reads."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from glob import glob, has_magic
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from semcache.errors import LedgerFault, UsageError
from semcache.fields import Expected
from semcache.postgresurl import PostgresUrl, parse_place, without_tls

if TYPE_CHECKING:
    from semcache.settings import Settings
    from semcache.storage.ledger_merging import MergedBooks
    from semcache.storage.ledger_reading import Reader

Command = TypeVar("Command", bound=Callable[..., Any])
Place = Path | PostgresUrl


def ledger_option(command: Command) -> Command:
    """`--ledger`, any number of times, as the argument `ledgers`."""
    return click.option(
        "--ledger",
        "ledgers",
        multiple=True,
        metavar="LEDGER",
        help="A file, a folder with a ledger.db, a quoted pattern such as 'hosts/*/ledger.db', or postgresql://...; "
        "several are added up, and no row is counted twice.  [default: that of the settings]",
    )(command)


def named_ledgers(said: Sequence[str], settings: Settings) -> tuple[Place, ...]:
    """Each once, whatever its names; that of the settings when nothing is said. UsageError for what names none."""
    places = [place for one in said for place in _places(one, settings.allow_insecure)]
    return tuple({_identity(place): place for place in reversed(places or [settings.ledger])}.values())[::-1]


@contextmanager
def readable(places: Sequence[Place]) -> Iterator[None]:
    """A LedgerFault becomes a UsageError with the remedy."""
    from semcache.storage.ledger_reading import NoBooksYet

    try:
        yield
    except NoBooksYet as fault:
        raise UsageError(str(fault)) from fault
    except LedgerFault as fault:
        remedy = "name the ledger with --ledger FILE, or its folder with --home DIR"
        if any(isinstance(place, PostgresUrl) and str(fault).startswith(str(place)) for place in places):
            remedy = "see that the server is up, or name another ledger with --ledger"
        raise UsageError(f"{fault}; {remedy}") from fault


def read_ledgers(places: Sequence[Place], settings: Settings) -> Reader | MergedBooks:
    """Raises ConfigError or LedgerFault."""
    from semcache.build import open_ledger

    return open_ledger(*places, allow_insecure=settings.allow_insecure)


def _places(said: str, allow_insecure: bool) -> Iterator[Place]:
    try:
        place = parse_place(said)
    except Expected as error:
        raise UsageError(f"--ledger: expected {error}") from None
    if isinstance(place, PostgresUrl):
        if wrong := without_tls(place, allow_insecure):
            raise UsageError(f"--ledger: {wrong}")
        yield place
    elif place.exists() or not has_magic(said):
        yield _file(place)
    else:
        found = [path for path in sorted(glob(str(place), recursive=True)) if not path.endswith(("-wal", "-shm"))]
        if not found:
            raise UsageError(f"--ledger {said}: there is no such file")
        yield from map(_file, map(Path, found))


def _file(path: Path) -> Path:
    return path / "ledger.db" if path.is_dir() else path


def _identity(place: Place) -> object:
    """The same for two names of one file."""
    if isinstance(place, PostgresUrl):
        return place.url
    try:
        found = place.stat()
    except OSError:
        return place
    return found.st_dev, found.st_ino
