"""What is known of right and wrong answers."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Protocol

from semcache.core.verify import Standing


class Labels(Protocol):
    """What comparing answers has found out, and what it cost.

    - `standing`, `has_pairs`, `are_apart`, `document` and `spent` answer from memory, in microseconds, for the path of
      requests.
    - What is written is seen at once by the next reading in this process, and reaches the disk within one second. No
      writing ever raises or waits; `unwritten` counts what was dropped because the disk could not be written.
    - Two questions that are kept apart are so whichever of them is asked and whichever stored, after a restart too.
      What another process wrote of anything is known when `refresh` returns.
    - It is bounded: the standings and pairs written longest ago go first. A file is bounded only if it is swept.
    - Trouble of any kind is a `LabelsFault`.
    """

    @property
    def unwritten(self) -> int: ...

    @property
    def has_pairs(self) -> bool:
        """Whether there are any questions to be kept apart."""
        ...

    def standing(self, key: str) -> Standing | None:
        """Of the entry under this key; None when nothing was compared with it."""
        ...

    def note(self, key: str, standing: Standing, now: float) -> None: ...

    def are_apart(self, one: str, other: str) -> bool:
        """Whether the one must not be answered with what was stored for the other."""
        ...

    def keep_apart(self, one: str, other: str, now: float) -> None: ...

    def document(self, name: str) -> str | None:
        """What was kept last under this name: what a rule's verifier has learned, how its audits went."""
        ...

    def keep_document(self, name: str, document: str) -> None: ...

    def documents(self) -> Mapping[str, str]:
        """All that are kept, by name; not to be changed."""
        ...

    def tell(self, told: str) -> None:
        """Something that the other processes should hear once, if they still live."""
        ...

    def heard(self) -> list[str]:
        """What other processes told since the last call, as far as `refresh` heard of it, in order."""
        ...

    def spent(self, day: int, rule: str) -> Decimal:
        """Dollars that audits of the rule have cost on that day (UTC, since the epoch), in every process."""
        ...

    def spend(self, day: int, rule: str, dollars: Decimal) -> None: ...

    async def refresh(self) -> None: ...

    async def flush(self) -> None: ...

    async def sweep(self, now: float) -> int:
        """How many were dropped."""
        ...

    async def close(self) -> None:
        """Writes what is pending, then lets go."""
        ...
