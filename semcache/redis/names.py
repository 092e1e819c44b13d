"""What everything is called in Redis. Nothing that is written needs two keys at once, so a cluster may spread them."""

from __future__ import annotations


class Names:
    """The keys of one deployment, all of which begin with its prefix."""

    def __init__(self, prefix: str) -> None:
        self.prefix = prefix
        self.ends = f"{prefix}:ends"
        """Sorted set: every entry's place by the moment from which it is of no more use."""
        self.authors = f"{prefix}:authors"
        """Set: for whom there is an `age`."""
        self.events = f"{prefix}:events"
        """Stream: what was announced, from 1-0 without a gap, never trimmed."""
        self.counted = f"{prefix}:counted"
        """Hash: how many entries each event ended."""
        self.generation = f"{prefix}:generation"
        self.members = f"{prefix}:members"
        """Hash: what each process has heard."""
        self.feed = f"{prefix}:feed"
        """Stream: which entries came and went; bounded."""
        self.bell = f"{prefix}:bell"
        """Stream: that there is something to be heard at once; bounded."""
        self.sweeper = f"{prefix}:sweeper"
        self.reclaimed = f"{prefix}:reclaimed"
        """The number of the last event whose entries were all deleted, and in which generation."""
        self.fence = f"{prefix}:fence"

    def entry(self, key: str) -> str:
        return f"{self.prefix}:e:{key}"

    def age(self, author: str) -> str:
        """Sorted set: this author's entries by the moment at which they were made."""
        return f"{self.prefix}:age:{author}"

    def vector(self, dimension: int, scope: str | None = None, key: str = "") -> str:
        """Hash: one vector of the index in Redis. Without a key, how all of the scope's begin; without a scope, how
        all of that dimension do."""
        return f"{self.prefix}:v{dimension}:" + ("" if scope is None else f"{scope}:{key}")

    def vectors(self, dimension: int) -> str:
        """The index over them."""
        return f"{self.prefix}:vectors:{dimension}"

    def lease(self, key: str) -> str:
        return f"{self.prefix}:l:{key}"


def place(scope: str, key: str) -> bytes:
    """An entry's scope digest and key as one short value."""
    try:
        digest, name = bytes.fromhex(scope), bytes.fromhex(key)
        if len(digest) == len(name) == 32 and digest.hex() == scope and name.hex() == key:
            return b"\x01" + digest + name
    except ValueError:
        pass
    text = scope.encode()
    return b"\x00" + len(text).to_bytes(2, "big") + text + key.encode()


def scope_and_key(place: bytes) -> tuple[str, str]:
    """What `place` was made of. A ValueError for anything else."""
    if place[:1] == b"\x01" and len(place) == 65:
        return place[1:33].hex(), place[33:].hex()
    if place[:1] != b"\x00":
        raise ValueError("not an entry's place")
    end = 3 + int.from_bytes(place[1:3], "big")
    return place[3:end].decode(), place[end:].decode()
