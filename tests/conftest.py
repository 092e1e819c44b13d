"""Fixtures for the whole suite."""

from __future__ import annotations

from pathlib import Path

import pytest

from semcache.embedding import EmbeddingChoices, export_now

HOME = Path(__file__).parent.parent / ".semcache-test"


@pytest.fixture(scope="session")
def minilm_home() -> Path:
    """A SEMCACHE_HOME that holds the default model's ONNX export. Made once, kept between runs, never written to."""
    export_now(EmbeddingChoices(home=HOME, device="cpu"))
    return HOME
