"""Who makes a call that several wait for."""

from __future__ import annotations

from typing import Protocol


class Lease(Protocol):
    """The right to make a call that other processes wait for."""

    @property
    def fence(self) -> int | None:
        """Higher than that of every lease of the same key before; None where no holder can lose it but by dying."""
        ...

    async def release(self) -> None:
        """Whoever waits goes on. May be called twice; never raises."""
        ...


class Leases(Protocol):
    """Which process makes a call that others may wait for.

    - At most one living process holds the lease of a key. One that dies loses it, at once or within two seconds; one
      that lives keeps it until it releases it, for as long as it can be heard.
    - `take` returns at once: the lease, or None while another process holds it.
    - `freed` returns once nobody holds it any more.
    - Trouble of any kind is a `StoreFault`; then everybody makes their own calls.
    """

    async def take(self, key: str) -> Lease | None: ...

    async def freed(self, key: str) -> None: ...

    async def close(self) -> None:
        """Releases what is held."""
        ...
