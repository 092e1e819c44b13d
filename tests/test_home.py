"""The folder that holds all state is for its user alone."""

from __future__ import annotations

from pathlib import Path

from semcache.adapters.sqlite_store import SqliteStore
from semcache.storage.home import make_home


def test_a_home_that_is_made_is_its_users_alone_and_one_that_was_there_is_left_as_it_is(tmp_path: Path) -> None:
    make_home(tmp_path / "above" / "home")
    assert (tmp_path / "above" / "home").stat().st_mode & 0o777 == 0o700
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared").chmod(0o770)
    make_home(tmp_path / "shared")
    assert (tmp_path / "shared").stat().st_mode & 0o777 == 0o770


async def test_a_folder_that_a_store_makes_is_its_users_alone(tmp_path: Path) -> None:
    await SqliteStore(tmp_path / "home" / "cache.db").close()
    assert (tmp_path / "home").stat().st_mode & 0o777 == 0o700
