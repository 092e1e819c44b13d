"""What an embedding process and semcache's own client say to each other beside OpenAI's words."""

from __future__ import annotations

from urllib.parse import quote

from semcache.ports import Spent

EMBEDDER = b"semcache-embedder"
"""The header with the fingerprint of what computed a vector, or must compute it."""
SPENT = b"semcache-spent"
"""The header with what the process has spent since it last told anybody."""
LOADING = "embedder_loading"
"""The error's code where the model is not there yet."""
EMBEDDER_PATH = "/v1/embedder"
"""GET says what computes the vectors."""


def write_fingerprint(fingerprint: str) -> bytes:
    """As a header's value: models are called after folders, whose names hold anything."""
    return quote(fingerprint, safe=":/@+").encode()


def write_spent(spent: Spent) -> bytes:
    return f"{spent.texts} {spent.seconds:.9f} {spent.on}".encode()


def read_spent(said: bytes) -> Spent:
    """Raises ValueError."""
    texts, seconds, on = said.decode("latin-1").split()
    return Spent(int(texts), float(seconds), on)
