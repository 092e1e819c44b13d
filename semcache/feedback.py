"""Somebody says whether an answer from the cache was right: what follows from that."""

from __future__ import annotations

import logging
import math
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

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

SAID = "said to be right"
"""The document that names the requests of which anything was said, the last word, and how often it was "wrong". A
request alone, as older versions wrote it, was said to be right."""
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
    """It is served no more, to anybody. What was stored under its key since then is another answer, and stays."""
    kept_apart: bool
    """Nothing stored for that question will answer this one, nor the other way round."""
    taken_back: Decimal | None
    """Dollars that were booked as saved; None when they are not known. Negative where they had been taken back, and
    the answer was right after all; 0 where nothing new was said."""
    taught: bool
    """The rule's verifier learned from it."""


def served_by(told: Explanation) -> Considered:
    """The stored answer that the request was given. Raises UsageError where it was given none."""
    served = next((one for one in told.candidates if one.served), None)
    if served is None:
        remedy = "give feedback on answers whose Cache-Status says hit"
        raise UsageError(f"request {told.request_id} was not answered from the store: {remedy}")
    return served


class Word(NamedTuple):
    """The last that was said of an answer."""

    says: Says
    wrongs: int
    """How often it was said to be wrong, up to and with this time."""

    def then(self, says: Says) -> Word:
        return Word(says, self.wrongs + (says is Says.WRONG))

    @property
    def takes_back(self) -> int:
        """1 where it takes the dollars back, -1 where it gives them back, 0 where it does neither."""
        return 1 if self.says is Says.WRONG else -1 if self.wrongs else 0

    @property
    def name(self) -> str:
        """Each time another; the first is as it was when there was but one."""
        is_first = self.wrongs == (self.says is Says.WRONG)
        return self.says if is_first else f"{self.says}:{self.wrongs}"


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
        made unservable. The last word counts; saying the same again changes nothing."""
        served = served_by(told)
        with suppress(LabelsFault):
            await self._labels.refresh()  # it may have been said to another process
        wrong = says is Says.WRONG
        semantic = served.tier is Tier.SEMANTIC
        apart = self._labels.are_apart(told.name, served.name)
        evicted = wrong and await self._evicted(told, served, who, now)
        word = self._new_word(told.request_id, says)
        is_news = not apart if wrong else word is not None
        if wrong and semantic:
            self._labels.keep_apart(told.name, served.name, now)
        if semantic and is_news:
            standing = self._labels.standing(served.key) or Standing(served.key)
            self._labels.note(served.key, standing.compared(not wrong), now)
        taught = semantic and is_news and wrong and self._teach(told, served, policy)
        row = _row(told, served, word, now) if word is not None else None
        if row is not None:
            self._book(row)
        try:
            await self._labels.flush()
        except LabelsFault as fault:
            log.warning("what was said of request %s is known to this process alone: %s", told.request_id, fault)
        taken_back = row.saved if row is not None and word is not None and word.takes_back else Decimal(0)
        return Given(told.request_id, says, served.key, evicted, wrong and semantic, taken_back, taught)

    async def _evicted(self, told: Explanation, served: Considered, who: str, now: float) -> bool:
        """Makes the entry that was served unservable; False where another stands in its place by now.

        When it expires tells them apart: a clock that was set back does not hide it, as it does the age.
        """
        world, stands = await self._store.look(served.key)
        if stands is not None and world.says_gone(stands.grounds):
            return True  # it was evicted before
        if stands is not None and not math.isclose(stands.contract.ttl(told.at), served.ttl, abs_tol=0.001):
            return False
        await self._store.announce(Changed(Touches.ENTRY, served.key), who, now)
        return True

    def _new_word(self, request_id: str, says: Says) -> Word | None:
        """None where that was the last word already, as far as is remembered."""
        said = dict(_read_word(one) for one in (self._labels.document(SAID) or "").split())
        last = said.pop(request_id, None)
        if last is not None and last.says is says:
            return None
        word = (last or Word(Says.RIGHT, 0)).then(says)
        said[request_id] = word
        latest = list(said.items())[-REMEMBERED:]
        self._labels.keep_document(SAID, " ".join(f"{id}:{one.says}:{one.wrongs}" for id, one in latest))
        return word

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


def _read_word(written: str) -> tuple[str, Word]:
    match written.rsplit(":", 2):
        case [request_id, ("right" | "wrong") as says, wrongs] if wrongs.isdigit():
            return request_id, Word(Says(says), int(wrongs))
    return written, Word(Says.RIGHT, 0)


def _row(told: Explanation, served: Considered, word: Word, now: float) -> CheckRow:
    says, worth = word.says, served.worth
    return CheckRow(
        id=f"feedback:{told.request_id}:{word.name}",
        request_id=told.request_id,
        at=now,
        tenant=told.tenant,
        model=told.model,
        rule=told.rule,
        purpose="feedback",
        tier=served.tier,
        found=Found.DIFFERENT if says is Says.WRONG else Found.SAME,
        detail=f"said to be {says}{' after all' if word.takes_back < 0 else ''}",
        key=served.key,
        similarity=served.similarity,
        saved=-worth if worth is not None and word.takes_back < 0 else worth,
    )
