"""Which of the processes over one home folder this one is."""

from __future__ import annotations

import logging

from semcache.errors import CacheFault
from semcache.ports import Lease, Leases

log = logging.getLogger("semcache")


class Slot:
    """One of as many numbers as there are workers, held until the process ends.

    What must be done once for all of them is done by number 0. What each has for itself on the disk bears its number,
    and whoever gets the number next goes on with it.
    """

    def __init__(self, leases: Leases | None = None, of: int = 1) -> None:
        """Without leases there is one process, which is number 0."""
        self.of = of
        self.number: int | None = 0 if leases is None else None
        """None while more processes live than there should be."""
        self._leases = leases
        self._lease: Lease | None = None
        self._is_blind = False
        self._has_told = False

    @property
    def keeps_house(self) -> bool:
        """Whether what must be done once falls to this process; where nobody can tell, to all."""
        return self.number == 0 or (self.number is None and self._is_blind)

    async def take(self) -> bool:
        """Whether it has a number now."""
        try:
            for number in range(self.of):
                if self.number is not None or self._leases is None:
                    break
                self._lease = await self._leases.take(f"slot {number} of a home")
                if self._lease is not None:
                    self.number = number
            self._is_blind = False
        except CacheFault as fault:
            log.debug("no slot: %s", fault)
            self._is_blind = True
            if self.of == 1:
                self.number = 0
        if self.number is None and not self._has_told:
            self._has_told = True
            log.warning(
                "more than %d process(es) use this home folder: until one ends, this one serves no reworded question"
                " under a max-error; say in `workers` how many there are",
                self.of,
            )
        return self.number is not None

    async def leave(self) -> None:
        """Somebody else may have the number."""
        if self._leases is None:
            return
        self.number, lease = None, self._lease
        self._lease = None
        if lease is not None:
            await lease.release()
        await self._leases.close()
