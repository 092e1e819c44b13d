"""A flood of questions that nobody asked before leaves nothing behind but what the cap allows."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from semcache.upkeep import SWEEP_PUTS
from tests.hardship.flood import AT_ONCE

CAP, MISSES = 600, 6500
"""A benchmark asks 1,000,000 against 100,000, and measures memory; here what grows is counted."""


@pytest.mark.slow
def test_a_flood_of_misses_overshoots_the_cap_by_a_little_and_makes_nothing_grow() -> None:
    # In a process of its own: nothing that other tests left there loads modules meanwhile.
    command = [sys.executable, "-m", "tests.benchmarks.hardship", "flood", "--cap", str(CAP), "--misses", str(MISSES)]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=300)
    assert ended.returncode == 0, ended.stderr
    found = json.loads(ended.stdout)
    assert found["failed"] == 0
    assert found["entries"] == CAP
    # One sweep may be under way while the next is due.
    assert found["most_entries"] <= CAP + 2 * SWEEP_PUTS + AT_ONCE
    assert found["grew"] == {}
    assert found["unwritten"] == 0
