"""Where the process listens that embeds for all workers."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from semcache.build import embedding_choices
from semcache.embedding import shares_embedder
from semcache.settings import Settings

LONGEST_PATH = 90
"""Bytes: a Unix socket's address has 108 on Linux and 104 elsewhere."""


def embedding_socket(settings: Settings) -> Path | None:
    """In a folder of its own, which is this user's alone; None where each worker embeds for itself."""
    if not shares_embedder(embedding_choices(settings), settings.embedder.shared, settings.workers):
        return None
    run = settings.home / "run"
    run.mkdir(mode=0o700, exist_ok=True)
    folder = tempfile.mkdtemp(prefix="embedder-", dir=run)
    if len(folder.encode()) > LONGEST_PATH:
        os.rmdir(folder)
        folder = tempfile.mkdtemp(prefix="semcache-")
    return Path(folder) / "socket"
