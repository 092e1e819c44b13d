"""A replay and a calibration as people see them."""

from __future__ import annotations

import io
from dataclasses import replace

from rich.console import Console

from semcache.core.cells import Cells
from semcache.core.ledger import Tier
from semcache.core.savings import report_of
from semcache.replay.outcome import Compared, LogFound, Outcome, Sameness, Shown, Trouble, Worst, badness
from semcache.report.curve import Line, curve, percent, ticks
from semcache.report.replay import print_replay

FOUND = LogFound("log.jsonl", "JSON lines", 9, 3, (Trouble("not \x1b[31mJSON", 3, 7),), 9, 2, 5, None, None)
SHOWN = Shown(
    line=12, at=0.0, times=3, rule="all", similarity=0.91, age=5.0, right=0.875, sameness=Sameness.DIFFERENT,
    asked="Is the [bold]kettle[/bold] \x1b[31mred\x1b[0m?", stored="Is the kettle blue?", answered="Yes.\nIt is.",
    served="No.",
)  # fmt: skip
OUTCOME = Outcome(
    policy="default", changed=(("max-error", "1%"),), embedder="hash", savings=report_of(Cells()),
    compared=(Compared(Tier.EXACT, 5, 4, 1), Compared(Tier.SEMANTIC, 10, 6, 2, 1, 1)), rated=10, expected_wrong=0.5,
    worst=(SHOWN,),
)  # fmt: skip


def printed(*outcomes: Outcome, width: int = 100) -> str:
    out = io.StringIO()
    print_replay(FOUND, outcomes, Console(file=out, width=width, highlight=False, markup=False, emoji=False))
    return out.getvalue()


def test_a_hit_is_shown_side_by_side_and_what_others_wrote_is_harmless() -> None:
    out = printed(OUTCOME)
    assert "\x1b" not in out
    assert "1. similarity 0.910, right with 87.5%, another answer  line 12, 3 times" in out
    assert "asked   Is the [bold]kettle[/bold]" in out
    assert "stored  Is the kettle blue?" in out
    assert "then    Yes. It is." in out
    assert "wrong hits expected      0.5  5.0% of 10 semantic hits" in out
    assert "22.2% of 9 semantic hits; 1 (11.1%) in other words" in out
    assert "3: not \ufffd[31mJSON, first in line 7" in out
    assert all(line == line.rstrip() for line in out.splitlines())


def test_several_policies_stand_in_one_table() -> None:
    out = printed(OUTCOME, replace(OUTCOME, policy="strict"))
    assert "default" in out
    assert "strict" in out
    assert "all of them with max-error: 1%" in out
    assert "side by side" not in out


def test_narrow_terminals_get_it_too() -> None:
    assert all(len(line) <= 60 for line in printed(OUTCOME, width=60).splitlines() if "served" in line)


def test_the_worst_are_kept_and_each_pair_once() -> None:
    worst = Worst(limit=3)
    for n in range(100):
        worst.add((str(n), "stored"), replace(SHOWN, line=n, right=n / 100, times=1))
    worst.add(("0", "stored"), replace(SHOWN, line=0, right=0.0, times=1))
    assert [(one.line, one.times) for one in worst.worst()] == [(0, 2), (1, 1), (2, 1)]
    same = replace(SHOWN, sameness=Sameness.SAME, right=0.01)
    assert badness(SHOWN) < badness(same)


def test_ticks_are_round_and_reach_the_highest() -> None:
    assert ticks(0.062, 4) == [0.0, 0.02, 0.04, 0.06, 0.08]
    assert ticks(1.0, 5)[-1] == 1.0
    assert ticks(0.0, 5) == [0.0, 1.0]
    assert [percent(tick, 0.005) for tick in (0.0, 0.005, 0.01)] == ["0.0%", "0.5%", "1.0%"]


def test_a_curve_puts_points_where_they_belong() -> None:
    line = Line("wrong", [(0.0, 0.0), (1.0, 0.1)], "o", "")
    rows = [text.plain for text in curve([line], bound=0.05, width=40, height=10, below="hits", beside="wrong of hits")]
    body = rows[1:11]
    assert body[0].rstrip().endswith("o")
    assert body[0].index("o") > 30
    assert "o" in body[-1][:9]
    assert any("5% asked for" in row for row in body)
    assert rows[11].lstrip().startswith("└")
