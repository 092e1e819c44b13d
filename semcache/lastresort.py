"""How log lines read in an application that has set up no logging."""

from __future__ import annotations

import logging

_log = logging.getLogger("semcache")


class _LastResort(logging.StreamHandler):  # type: ignore[type-arg]
    """In the place of Python's own, which writes bare messages: with time, level and name.

    Like that one it is silent where the application has a handler of its own, whenever that was set up.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))

    def filter(self, record: logging.LogRecord) -> bool:
        return len(_log.handlers) == 1 and not (_log.propagate and logging.getLogger().handlers)


def log_as_a_last_resort() -> None:
    """For code that others run in a process of theirs. May be called again."""
    if not any(isinstance(handler, _LastResort) for handler in _log.handlers):
        _log.addHandler(_LastResort())
