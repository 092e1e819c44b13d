"""The Protocols that the engine stands on. Each docstring lists what callers may rely on.

The adapters under `semcache.adapters` keep these promises; one conformance suite, `tests/adapters/`, runs over all
of them. The memory adapters are the reference.
"""

from semcache.ports.clock import Clock
from semcache.ports.embedding import Embedder, Spent, Vector
from semcache.ports.index import VectorIndex
from semcache.ports.labels import Labels
from semcache.ports.leases import Lease, Leases
from semcache.ports.ledger import Journal, Ledger
from semcache.ports.store import Changes, Store, StoredVector
from semcache.ports.upstream import Upstream, UpstreamRequest, UpstreamResponse

__all__ = [
    "Changes",
    "Clock",
    "Embedder",
    "Journal",
    "Labels",
    "Lease",
    "Leases",
    "Ledger",
    "Spent",
    "Store",
    "StoredVector",
    "Upstream",
    "UpstreamRequest",
    "UpstreamResponse",
    "Vector",
    "VectorIndex",
]
