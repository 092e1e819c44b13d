"""The pair verifier that ships with semcache, read once on first use."""

from __future__ import annotations

import functools
import importlib.resources
import json

from semcache.core.pairs import PairVerifier
from semcache.errors import ConfigError, UsageError

SHIPPED = "pair_verifier.json"
"""In semcache/data; `python -m tests.benchmarks.train_pairs` makes it."""


@functools.cache
def load_pair_verifier() -> PairVerifier:
    """The shipped verifier; raises ConfigError when its file is missing or not one of this version's."""
    try:
        text = importlib.resources.files("semcache").joinpath("data", SHIPPED).read_text(encoding="utf-8")
    except OSError as error:
        raise ConfigError(SHIPPED, "", f"cannot be read: {error.strerror or error}") from error
    return read_pair_verifier(text, SHIPPED)


def read_pair_verifier(text: str, where: str) -> PairVerifier:
    """A verifier from the text of its document; raises ConfigError, which names `where`."""
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ConfigError(where, "", f"is not JSON: {error}") from error
    if not isinstance(document, dict):
        raise ConfigError(where, "", "expected a JSON object")
    try:
        return PairVerifier.from_document(document)
    except UsageError as error:
        raise ConfigError(where, "", str(error)) from error
