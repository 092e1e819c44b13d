"""Names for requests and upstream calls."""

from __future__ import annotations

import os
import random

# A generator of our own: an application that seeds Python's must not make our names repeat. Nobody is kept out by not
# knowing a name, so it need not come from the kernel, which takes 5 microseconds a time.
_random = random.Random()  # noqa: S311
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_random.seed)


def new_id() -> str:
    """32 hex digits that nobody else has drawn."""
    return f"{_random.getrandbits(128):032x}"
