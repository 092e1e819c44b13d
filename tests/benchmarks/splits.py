"""Which of the labelled data may be learned from, and which is kept to measure with.

What the package ships (the pair verifier, its calibration) is fitted to the one half only, so that every figure from
the other half is one of classes, questions and names never seen.
"""

from __future__ import annotations

import hashlib


def held_out(group: str) -> bool:
    """Whether the class, question or name belongs to the half that is measured with; the same on every machine."""
    return hashlib.sha256(group.encode()).digest()[0] % 2 == 1
