"""What a rule may serve under its bound."""

from __future__ import annotations

import json

from semcache.calibrations import load_calibration
from semcache.core.bound import Observation, Trust
from semcache.core.verify import Sighting, Standing, evidence

SEEN = evidence([Sighting(str(i), 0.99 - i / 100, 0.0, Standing("a", 3, 0)) for i in range(5)], 0)


def test_a_bound_of_nothing_serves_nothing() -> None:
    assert not Trust(load_calibration(), 0.0).allows(SEEN).allowed


def test_a_document_holds_all_that_was_learned() -> None:
    trust = Trust(load_calibration(), 0.02)
    for k in range(50):
        trust.observe(Observation(SEEN, right=k % 7 > 0))
        trust.served(trust.allows(SEEN))
    again = Trust.from_document(json.loads(json.dumps(trust.to_document())))
    assert again.to_document() == trust.to_document()
    assert again.allows(SEEN) == trust.allows(SEEN)
