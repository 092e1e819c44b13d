"""Holds stored answers' questions against the one that is asked: gate by gate, and under a stated bound by evidence."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from semcache.core.courtesy import gist
from semcache.core.crowd import Near
from semcache.core.decision import Candidate, Conditions, check_contract
from semcache.core.entry import Entry
from semcache.core.gates import Pass, Refusal, first_refusal, judge, nearness
from semcache.core.ledger import Tier
from semcache.core.scope import pair_name
from semcache.core.text import TextFacts, read_text
from semcache.core.verify import FLOOR, Sighting, best
from semcache.lookup import Lookup
from semcache.trusting import OUTWEIGHED, Sighted, Trusts
from semcache.verifying import load_pair_verifier

FACTS_KEPT = 20_000
"""Cached questions whose text is kept read: 3 KiB for one of a dozen words."""
FACTS_CHARACTERS = 2_000_000
"""Of these questions together, for long ones take up to 14 KiB and more."""


OTHERS_LOGIT = 2.14
"""What the pair verifier must say before one caller's answer goes to another: whoever shares a scope may plant answers
in it, and a question with the victims' words in it has a high similarity by design. Measured by
`python -m tests.benchmarks.quality_pairs --data DIR`: of 300 planted answers that pass similarity and gates for up to
22 % of the victims, none passes this; of rewordings at a cosine of 0.85 and more, 64 % do."""


def _is_others(entry: Entry, look: Lookup) -> bool:
    """Whether somebody else's request bought the answer; whoever asks the rule's own canonical questions is trusted."""
    canonical = look.rule.canonical
    return entry.author != look.tenant and (canonical is None or entry.author != canonical.tenant)


def _others(logit: float) -> tuple[Pass | Refusal, ...]:
    if logit >= OTHERS_LOGIT:  # written so that NaN is refused
        return (Pass("others", f"{logit:.2f} of {OTHERS_LOGIT:.2f}"),)
    return (Refusal("others", f"{logit:.2f} below {OTHERS_LOGIT:.2f}, and somebody else's answer"),)


class Appraiser:
    """Makes candidates of what lies near."""

    def __init__(self, trusts: Trusts) -> None:
        self._trusts = trusts
        self._facts: OrderedDict[str, tuple[TextFacts, int]] = OrderedDict()
        """With how many characters were read."""
        self._characters = 0

    def judged(
        self, look: Lookup, demands: Conditions, near: Sequence[Near], seen: list[Candidate]
    ) -> Iterator[Candidate]:
        """Candidates nearest first, judged one by one as they are asked for, so that a hit judges no more."""
        assert look.request.query is not None
        asked: TextFacts | None = None
        for neighbour, entry in near:
            if entry is None or entry.query is None or entry.key == look.key:
                continue
            nearby = nearness(neighbour.similarity, look.rule.min_similarity)
            reports: tuple[Pass | Refusal, ...] = (nearby,)
            if isinstance(nearby, Pass):  # else the texts need not be read, which takes two fifths of a miss
                asked = asked or read_text(gist(look.request.query))
                text = self._facts_of(entry)
                reports = judge(asked, text, neighbour.similarity, look.rule.min_similarity)
                if _is_others(entry, look) and first_refusal(reports) is None:
                    reports += _others(load_pair_verifier().logit(asked, text, neighbour.similarity, reports))
            reports = self._kept_apart(look, entry) + reports
            contract = check_contract(entry, demands)
            candidate = Candidate(entry, Tier.SEMANTIC, neighbour.similarity, contract, reports)
            seen.append(candidate)
            yield candidate

    def weighed(
        self, look: Lookup, demands: Conditions, near: Sequence[Near], seen: list[Candidate]
    ) -> Iterator[Candidate]:
        """Candidates nearest first under a stated bound. All are looked at before the first is judged, for what the
        others are speaks for or against each; the texts are compared from the one with most behind it on, until one
        passes every gate, and the verifier weighs that one alone."""
        standing: list[tuple[Entry, Sighting, tuple[Pass | Refusal, ...]]] = []
        gone: list[Candidate] = []
        for neighbour, entry in near:
            if entry is None or entry.query is None or entry.key == look.key:
                continue
            nearby, contract = nearness(neighbour.similarity, FLOOR), check_contract(entry, demands)
            refused = {report.gate for report in contract if isinstance(report, Refusal)}
            if isinstance(nearby, Refusal) or "standing" in refused or "scope" in refused:
                # Of what is gone nobody knows whether it would still be the same answer.
                gone.append(Candidate(entry, Tier.SEMANTIC, neighbour.similarity, contract, (nearby,)))
                continue
            sighting = Sighting(entry.key, neighbour.similarity, 0.0, self._trusts.standing(entry.key))
            standing.append((entry, sighting, contract))
        look.sighted = tuple(Sighted(entry, sighting) for entry, sighting, _ in standing)
        candidates = [Candidate(e, Tier.SEMANTIC, s.similarity, c, (OUTWEIGHED,)) for e, s, c in standing]
        fresh = [i for i, (_, _, contract) in enumerate(standing) if first_refusal(contract) is None]
        stale = [i for i in range(len(standing)) if i not in fresh]
        self._weigh(look, candidates, fresh) or self._weigh(look, candidates, stale)
        for candidate in sorted([*candidates, *gone], key=lambda one: -one.similarity):
            seen.append(candidate)
            yield candidate

    def _weigh(self, look: Lookup, candidates: list[Candidate], able: list[int]) -> bool:
        """Judges these, the one with most behind it first, until the gates let one through; has the verifier weigh it.
        What was judged bears the reports, what was not was outweighed."""
        assert look.request.query is not None
        asked = read_text(gist(look.request.query)) if able else None
        sightings = [one.sighting for one in look.sighted]
        while (i := best(sightings, able)) is not None and asked is not None:
            candidate, text = candidates[i], self._facts_of(candidates[i].entry)
            judged = judge(asked, text, candidate.similarity, FLOOR)
            reports = self._kept_apart(look, candidate.entry) + judged
            logit = 0.0
            if first_refusal(reports) is None:
                logit = load_pair_verifier().logit(asked, text, candidate.similarity, judged)
                if _is_others(candidate.entry, look):
                    reports += _others(logit)
            if first_refusal(reports) is None:
                sightings[i] = replace(sightings[i], logit=logit)
                look.weighed = self._trusts.weigh(look.rule, candidate.entry, sightings, i)
                candidates[i] = replace(candidate, texts=(*reports, look.weighed.report))
                return True
            candidates[i] = replace(candidate, texts=reports)
            able = [other for other in able if other != i]
        return False

    def _kept_apart(self, look: Lookup, entry: Entry) -> tuple[Refusal, ...]:
        """Whether comparing or a person found out that this one must not answer that."""
        if not self._trusts.labels.has_pairs:
            return ()
        apart = self._trusts.labels.are_apart(
            pair_name(look.scope, look.request.query), pair_name(entry.scope, entry.query)
        )
        return (Refusal("feedback", "found wrong before"),) if apart else ()

    def _facts_of(self, entry: Entry) -> TextFacts:
        known = self._facts.get(entry.key)
        if known is not None:
            return known[0]
        text = gist(entry.query or "")
        facts = read_text(text)
        self._facts[entry.key] = facts, len(text)
        self._characters += len(text)
        while len(self._facts) > FACTS_KEPT or self._characters > FACTS_CHARACTERS:
            _, (_, size) = self._facts.popitem(last=False)
            self._characters -= size
        return facts
