"""Fixtures for the whole suite."""

from __future__ import annotations

import os
import resource
from pathlib import Path

import pytest

from semcache.embedding import EmbeddingChoices, export_now

HOME = Path(__file__).parent.parent / ".semcache-test"


@pytest.fixture(scope="session")
def minilm_home() -> Path:
    """A SEMCACHE_HOME that holds the default model's ONNX export. Made once, kept between runs, never written to."""
    export_now(EmbeddingChoices(home=HOME, device="cpu"))
    return HOME


@pytest.fixture(scope="session", autouse=True)
def _no_proxy_before_ourselves() -> None:
    """Tests talk to servers of their own; a proxy that whoever runs them goes through is for the models' download."""
    for name in ("no_proxy", "NO_PROXY"):
        os.environ[name] = ",".join(filter(None, [os.environ.get(name, ""), "127.0.0.1", "localhost"]))


@pytest.fixture(scope="session", autouse=True)
def _enough_open_files() -> None:
    """A thousand clients and their server in one process; many systems begin with 256 or 1024 files."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = 8192 if hard == resource.RLIM_INFINITY else min(8192, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
