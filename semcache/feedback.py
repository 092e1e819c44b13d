"""Somebody says whether an answer from the cache was right: what follows from that."""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from semcache.core.bound import Observation, Purpose
from semcache.core.explanation import Considered, Explanation
from semcache.core.ledger import CheckRow, Found, Tier
from semcache.core.policy import Policy
from semcache.core.verify import Standing
from semcache.core.world import Changed, Touches
from semcache.errors import LabelsFault, UsageError
from semcache.ports import Labels, Store
from semcache.trusting import Trusts

log = logging.getLogger("semcache")

RIGHT = "said to be right"
"""The document that names the requests of which it was said."""
REMEMBERED = 1000


class Says(StrEnum):
    WRONG = "wrong"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Given:
    """What came of it."""

    request_id: str
    verdict: Says
    entry: str
    """The key of the stored answer that was served."""
    evicted: bool
    """It is served no more, to anybody."""
    kept_apart: bool
    """Nothing stored for that question will answer this one, nor the other way round."""
    taken_back: Decimal | None
    """Dollars that were booked as saved; None when they are not known."""
    taught: bool
    """The rule's verifier learned from it."""


def served_by(told: Explanation) -> Considered:
    """The stored answer that the request was given. Raises UsageError where it was given none."""
    served = next((one for one in told.candidates if one.served), None)
    if served is None:
        raise UsageError(f"request {told.request_id} was not answered from the store, so there is nothing to take back")
    return served


class Feedback:
    """Applies what is said to store, labels and ledger."""

    def __init__(
        self, store: Store, labels: Labels, book: Callable[[CheckRow], None], trusts: Trusts | None = None
    ) -> None:
        """Without `trusts`, no verifier learns: a command beside a running gateway has none."""
        self._store = store
        self._labels = labels
        self._book = book
        self._trusts = trusts

    async def give(self, told: Explanation, says: Says, who: str, now: float, policy: Policy | None = None) -> Given:
        """Raises UsageError when the request was not answered from the store, StoreFault when the entry cannot be
        made unservable; saying the same again changes nothing."""
        served = served_by(told)
        with suppress(LabelsFault):
            await self._labels.refresh()  # it may have been said to another process
        wrong = says is Says.WRONG
        semantic = served.tier is Tier.SEMANTIC
        apart = self._labels.are_apart(told.name, served.name)
        is_news = not apart if wrong else self._is_said_first(told.request_id)
        if wrong:
            if semantic:
                self._labels.keep_apart(told.name, served.name, now)
            await self._store.announce(Changed(Touches.ENTRY, served.key), who, now)
        if semantic and is_news:
            standing = self._labels.standing(served.key) or Standing(served.key)
            self._labels.note(served.key, standing.compared(not wrong), now)
        taught = semantic and is_news and wrong and self._teach(told, served, policy)
        self._book(_row(told, served, says, now))
        try:
            await self._labels.flush()
        except LabelsFault as fault:
            log.warning("what was said of request %s is known to this process alone: %s", told.request_id, fault)
        return Given(
            told.request_id, says, served.key, wrong, wrong and semantic, served.worth if wrong else Decimal(0), taught
        )

    def _is_said_first(self, request_id: str) -> bool:
        """Whether nobody said before that this answer was right, as far as is remembered."""
        said = (self._labels.document(RIGHT) or "").split()
        if request_id in said:
            return False
        self._labels.keep_document(RIGHT, " ".join([*said[-REMEMBERED:], request_id]))
        return True

    def _teach(self, told: Explanation, served: Considered, policy: Policy | None) -> bool:
        """That it was wrong. That one is right lowers no risk: what a rule learns holds for all its tenants, and some
        would have their answers served to others."""
        rule = next((one for one in policy.rules if one.name == told.rule), None) if policy is not None else None
        if self._trusts is None or rule is None or not rule.max_error or not served.evidence:
            return False
        try:
            observation = Observation(served.evidence, False, purpose=Purpose.FEEDBACK, served=True)
            self._trusts.observe(rule, observation)
        except ValueError:
            return False  # evidence of another version
        return True


def _row(told: Explanation, served: Considered, says: Says, now: float) -> CheckRow:
    return CheckRow(
        id=f"feedback:{told.request_id}:{says}",
        request_id=told.request_id,
        at=now,
        tenant=told.tenant,
        model=told.model,
        rule=told.rule,
        purpose="feedback",
        tier=served.tier,
        found=Found.DIFFERENT if says is Says.WRONG else Found.SAME,
        detail=f"said to be {says}",
        key=served.key,
        similarity=served.similarity,
        saved=served.worth,
    )
