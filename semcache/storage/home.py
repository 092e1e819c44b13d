"""The folder that holds all state."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from semcache.errors import ConfigError


def make_home(home: Path) -> None:
    """For this user alone, where it is made: it holds prompts and answers.

    Raises ConfigError when it cannot be made, or when this user may not write to it.
    """
    try:
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise _useless(home, error) from error
    if not os.access(home, os.W_OK | os.X_OK):
        raise _useless(home)


def check_home(home: Path) -> None:
    """Raises what `make_home` would raise, and leaves everything as it is."""
    if home.exists():
        if not home.is_dir() or not os.access(home, os.W_OK | os.X_OK):
            raise _useless(home)
        return
    above = next(folder for folder in home.absolute().parents if folder.exists())
    try:
        # Rights do not say whether a folder takes files: /proc does not, whoever asks.
        with tempfile.TemporaryDirectory(dir=above):
            pass
    except OSError as error:
        raise _useless(home, error) from error


def _useless(home: Path, error: OSError | None = None) -> ConfigError:
    if home.exists() and not home.is_dir():
        what = "is no folder"
    elif error is None:
        what = "cannot be written to"
    else:
        what = f"cannot be made ({(error.strerror or 'unknown trouble').lower()})"
    remedy = "name a folder that this user may write to: SEMCACHE_HOME=DIR"
    return ConfigError("settings", "home", f"{home} {what}; {remedy}")
