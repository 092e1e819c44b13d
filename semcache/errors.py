"""Every error semcache raises, and whose fault each one is.

    SemcacheError
    ├── UsageError                the user's mistake: says what, where and the remedy in one line; exit code 2
    │   └── ConfigError           a settings, policy or price file: names file, key and what was expected
    │       └── ConfigErrors      several of them, found in one reading
    ├── CacheFault                the cache's own trouble: costs a hit, never a request
    │   ├── EmbedderFault
    │   │   └── EmbedderLoading   no trouble: the model is not there yet, and will be
    │   ├── IndexFault
    │   ├── StoreFault
    │   ├── LedgerFault
    │   ├── JournalFault
    │   └── LabelsFault
    ├── TextTooLong               not a fault: the text does not fit the embedder whole, so it is not embedded at all
    └── UpstreamError             the upstream's trouble, before or after its first byte
        ├── UpstreamUnreachable   no response was begun: refused, unresolved, TLS failed, timed out
        └── UpstreamCut           a response was begun and did not end as its protocol says

Foreign exceptions stop at their adapter: what leaves an adapter is one of these.
"""

from __future__ import annotations

from collections.abc import Sequence


class SemcacheError(Exception):
    """The root of the tree."""


class UsageError(SemcacheError):
    """Something the user wrote cannot be used; the message is one line and holds the remedy."""


class ConfigError(UsageError):
    """A file or variable that configures semcache is wrong."""

    def __init__(self, where: str, key: str, expected: str) -> None:
        super().__init__(f"{where}: {key}: {expected}" if key else f"{where}: {expected}")
        self.where = where
        self.key = key
        self.expected = expected


class ConfigErrors(ConfigError):
    """All that is wrong, found in one reading. As one error it is the first, and says how many more there are."""

    def __init__(self, errors: Sequence[ConfigError]) -> None:
        first, *others = errors
        more = f" (and {len(others)} more)" if others else ""
        super().__init__(first.where, first.key, first.expected + more)
        self.errors = tuple(errors)


class CacheFault(SemcacheError):
    """Part of the cache does not work; the request goes upstream."""


class EmbedderFault(CacheFault):
    """No vector could be computed."""


class EmbedderLoading(EmbedderFault):
    """No vector can be computed yet: the model is being fetched or loaded, which is no trouble."""


class IndexFault(CacheFault):
    """The vector index could not be searched or changed."""


class StoreFault(CacheFault):
    """The store could not be read or written."""


class LedgerFault(CacheFault):
    """Ledger rows could not be written or read."""


class JournalFault(CacheFault):
    """Explanations could not be written or read."""


class LabelsFault(CacheFault):
    """What comparing answers has found out could not be written or read."""


class TextTooLong(SemcacheError):
    """The text has more tokens than the embedder reads, and is never cut silently."""

    def __init__(self, tokens: int, limit: int) -> None:
        super().__init__(f"{tokens} tokens, the embedder reads {limit}")
        self.tokens = tokens
        self.limit = limit


class UpstreamError(SemcacheError):
    """The upstream did not answer as its protocol says."""


class UpstreamUnreachable(UpstreamError):
    """No response was begun."""


class UpstreamCut(UpstreamError):
    """The response broke off."""
