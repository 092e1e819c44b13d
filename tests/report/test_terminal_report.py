"""What `semcache report` prints, and that nothing in the ledger can make it print anything else."""

from __future__ import annotations

import io
import json
import re
from decimal import Decimal

import pytest
from rich.console import Console

from semcache.core.ledger import Found, LedgerRow, Outcome, Tier
from semcache.core.savings import summarise
from semcache.report.document import document
from semcache.report.numbers import brief, counted, dollars, duration, exact, moment, places_for, share
from semcache.report.safe import one_line
from semcache.report.terminal import print_groups, print_report
from tests.core.ledger_samples import COST, DAY, PRICE, START, USAGE, answer, attempt, check
from tests.report.hostile import HOSTILE as HUNDRED

ROWS: list[LedgerRow] = [
    answer("1", Outcome.MISS, seconds=1.2, first_byte=0.6),
    attempt("1", 0, status=500, usage=None, cost=None, price=None),
    attempt("1", 1),
    answer("2", Outcome.HIT, Tier.EXACT, seconds=0.002, first_byte=0.001),
    answer("3", Outcome.HIT, Tier.SEMANTIC, at=START + DAY, seconds=0.02, first_byte=0.015),
    answer("4", Outcome.MISS, Tier.COLLAPSED),
    answer("5", Outcome.BYPASS, detail="temperature", seconds=2.0, first_byte=1.0),
    attempt("5", outcome=Outcome.BYPASS, reason="temperature", error="cut", usage=None, cost=None, price=None),
    answer("6", Outcome.MISS, model="own", seconds=1.0, first_byte=0.5),
    attempt("6", model="own", cost=None, price=None),
]

PLAIN = """
  $0.0105 saved, 75.0% of the $0.0140 it would have cost
  2024-10-04 00:00 to 2024-10-05 00:00 UTC

  answers              6
  calls avoided        3  50.0% of answers, 3,300 tokens not bought again
  calls made           4  1 of them failed
  spent          $0.0035
  saved, gross   $0.0105  what the calls that were not made would have cost
  saved, net     $0.0105  at least $0.0030, whatever the provider had cached

  Answers
                 answers  share    saved
  hit, exact           1  16.7%  $0.0035
  hit, semantic        1  16.7%  $0.0035
  collapsed            1  16.7%  $0.0035
  miss                 2  33.3%
  bypass               1  16.7%

  Latency
                     p50      p99  first byte p50  first byte p99
  hit             2.0 ms  19.9 ms          1.0 ms         14.9 ms
  miss or bypass  1.20 s   2.00 s          599 ms          995 ms

  Why the rest was not served from the cache
          reason       answers     cost
  miss    absent             2  $0.0035
  bypass  temperature        1  $0.0000

  By model
  model   answers  hit ratio  calls made     spent  net saved
  gpt-4o        5      40.0%           3   $0.0035    $0.0105
  own           1       0.0%           1  unpriced

  Throughput per dollar
  upstream, model  calls  useful  TTFT p50  TPOT p50  tok/s  useful/$  wrong
  upstream gpt-4o      3  100.0%                      100.0    28,571
  upstream own         1  100.0%                      100.0  unpriced
  Useful: tokens of whole answers to clients; no targets are set (slo.ttft, slo.tpot).

  By day (UTC)
  day         answers  hit ratio  calls made    spent  net saved
  2024-10-04        5      20.0%           4  $0.0035    $0.0070
  2024-10-05        1     100.0%           0  $0.0000    $0.0035

  Not in these dollars
  unpriced: 1 call made and 0 avoided, of own
            add prices with: semcache prices update --from FILE
  unknown:  1 call made whose token counts never came

  Prices: a list, 2024-10-01
"""


def printed(rows: list[LedgerRow], width: int = 100, terminal: bool = False) -> str:
    text = io.StringIO()
    color = "standard" if terminal else None
    console = Console(file=text, width=width, force_terminal=terminal, color_system=color, legacy_windows=False)
    print_report(summarise(rows), console)
    return text.getvalue()


def test_a_piped_report_is_plain_text_and_always_the_same() -> None:
    assert printed(ROWS) == PLAIN


def test_a_terminal_gets_the_same_text_in_colours() -> None:
    coloured = printed(ROWS, terminal=True)
    assert "\x1b[1;32m$0.0105 saved\x1b[0m" in coloured
    without = "".join(part.partition("m")[2] if index else part for index, part in enumerate(coloured.split("\x1b[")))
    lines = [line.rstrip() for line in without.splitlines()]
    assert lines.pop(3) == "  █▅  net a day, $0.0035 to $0.0070"
    assert lines == PLAIN.splitlines()


@pytest.mark.parametrize("width", [20, 40, 60, 80])
def test_a_narrow_terminal_gets_no_line_wider_than_itself(width: int) -> None:
    assert max(map(len, printed(ROWS, width).splitlines())) <= width


def test_long_tables_end_in_a_line_that_sums_up_the_rest() -> None:
    rows: list[LedgerRow] = []
    for number in range(12):
        name = f"{number:02}"
        rows.append(answer(name, Outcome.MISS, detail=f"reason {name}", model=f"model {name}", at=START + number * DAY))
        rows.append(
            attempt(name, model=f"model {name}", cost=Decimal(number), at=START + number * DAY, reason=f"reason {name}")
        )
    text = printed(rows)
    words = [" ".join(line.split()) for line in text.splitlines()]
    assert "4 more reasons 4 $6.00" in words
    assert "1 more reason 1 $3.00" in [" ".join(line.split()) for line in printed(rows[6:]).splitlines()]
    assert "4 more models 4 0.0% 4 $6.00 $0.00" in words
    assert "4 more days 4 0.0% 4 $6.00 $0.00" in words
    assert "model 11" in text
    assert "model 03" not in text


def grouped(rows: list[LedgerRow], by: str, terminal: bool = False) -> str:
    text = io.StringIO()
    print_groups(summarise(rows), by, Console(file=text, width=100, force_terminal=terminal, color_system=None))
    return text.getvalue()


def test_a_grouping_that_is_asked_for_has_all_its_rows_and_the_total() -> None:
    assert (
        grouped(ROWS, "reason").partition("By reason")[2]
        == """
  reason         answers  hit ratio  calls made    spent  net saved
  absent               2       0.0%           3  $0.0035    $0.0000
  collapsed            1       0.0%           0  $0.0000    $0.0035
  hit, exact           1     100.0%           0  $0.0000    $0.0035
  hit, semantic        1     100.0%           0  $0.0000    $0.0035
  temperature          1       0.0%           1  $0.0000    $0.0000
  total                6      33.3%           4  $0.0035    $0.0105
"""
    )


def test_a_grouping_of_very_many_is_cut_on_a_terminal_only() -> None:
    rows: list[LedgerRow] = [answer(str(n), Outcome.MISS, tenant=f"tenant {n:02}") for n in range(50)]
    assert "tenant 49" in grouped(rows, "tenant")
    cut = grouped(rows, "tenant", terminal=True)
    assert "tenant 49" not in cut
    assert "10 more tenants       10" in cut


def test_a_loss_is_called_one_and_what_rounds_to_nothing_has_no_sign() -> None:
    rows: list[LedgerRow] = [attempt("1", cost=Decimal(20)), attempt("2", purpose="audit", cost=Decimal("0.25"))]
    assert printed(rows).startswith("\n  $0.25 lost, 1.2% of the $20.00 it would have cost\n")
    rows[1] = attempt("2", purpose="audit", cost=Decimal("0.001"))
    assert "-$0.00" not in printed(rows)


def test_hits_on_own_replicas_are_time_and_no_reason_to_add_prices() -> None:
    own: dict[str, object] = {"model": "llama", "price": None}
    rows: list[LedgerRow] = [
        attempt("1", gpu_seconds=18.0, cost=Decimal("0.01"), **own),
        answer("2", Outcome.HIT, Tier.EXACT, saved=None, **own),
    ]
    text = printed(rows)
    assert "llama        1         18.0  $0.0100 at $2.00 an hour, not in the dollars above" in text
    assert "unpriced" not in text


def test_advice_says_what_it_may_save_how_that_is_known_and_how_to_try_it() -> None:
    rows: list[LedgerRow] = [answer(f"h{n}", Outcome.HIT, Tier.EXACT) for n in range(3)]
    rows += [answer("m", Outcome.MISS), answer("b", Outcome.BYPASS, detail="temperature")]
    rows += [attempt("m"), attempt("b", outcome=Outcome.BYPASS, reason="temperature")]
    assert """
  What would save most, by estimate
  1. $0.0026  cache requests of any temperature
     1 answer, $0.0035: temperature
     what these calls cost, times 75.0%: the hits among requests that were looked up
     try: semcache replay LOG --set max-temperature=2
""" in printed(rows)


HOSTILE = [
    *HUNDRED,
    "\x1b[2J\x1b[31mred",
    "\x1b]0;title\x07",
    "[bold red]not bold[/]",
    "[/]",
    "[link=http://evil.example]x[/link]",
    ":warning:",
    "two\nlines\r\nand\ttabs",
    "\x9b31m",
    "a\u202eb\u2066c",
    "\u2028\u2029\x85\x0b\x0c",
    "\ud800",
    "\u200bzero\u00adwidth",
    "x" * 500,
    "漢字" * 100,
    "\\[bold]",
    "=HYPERLINK(1)",
    "",
]


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("terminal", [False, True])
def test_hostile_names_and_reasons_act_on_no_terminal(text: str, terminal: bool) -> None:
    rows: list[LedgerRow] = [
        answer("1", Outcome.MISS, model=text, detail=text),
        attempt("1", model=text, cost=None),
        answer(
            "2", Outcome.HIT, Tier.EXACT, model="other", price=PRICE.__class__(**{**_fields(PRICE), "source": text})
        ),
    ]
    harmless: list[LedgerRow] = [
        answer("1", Outcome.MISS, model="m", detail="d"),
        attempt("1", model="m", cost=None),
        answer("2", Outcome.HIT, Tier.EXACT, model="other"),
    ]
    hostile_text, plain = printed(rows, terminal=terminal), printed(harmless, terminal=terminal)
    assert escapes(hostile_text) <= escapes(plain)
    rest = hostile_text.replace("\x1b", "").replace("\n", "")
    assert all(char.isprintable() for char in rest)
    assert hostile_text.count("\n") == plain.count("\n") or len(text) > 50  # a long source is wrapped
    if text.startswith(("[", "\\", ":")):
        assert text in hostile_text


def escapes(text: str) -> set[str]:
    return {part.partition("m")[0] for part in text.split("\x1b")[1:]}


def _fields(value: object) -> dict[str, object]:
    return {name: getattr(value, name) for name in value.__slots__}  # type: ignore[attr-defined]


def test_json_has_every_figure_with_dollars_as_exact_text() -> None:
    found = json.loads(json.dumps(document(summarise(ROWS))))
    assert list(found) == [
        "window",
        "total",
        "tokens_avoided",
        "tiers",
        "latency_seconds",
        "reasons",
        "spend_elsewhere",
        "other_calls",
        "by_day",
        "by_model",
        "by_tenant",
        "by_rule",
        "by_reason",
        "by_upstream",
        "own_work",
        "capacity_freed",
        "slo_seconds",
        "throughput",
        "unpriced",
        "failed_attempts",
        "attempts_of_unknown_cost",
        "avoided_of_unknown_saving",
        "checks",
        "shadow",
        "advice",
        "prices",
    ]
    assert found["total"] == {
        "answers": 6,
        "hits": 2,
        "collapsed": 1,
        "misses": 2,
        "bypassed": 1,
        "hit_ratio": 0.333333,
        "calls_avoided": 3,
        "attempts": 4,
        "spend": "0.0035",
        "gross": "0.0105",
        "net": "0.0105",
        "low_bound": "0.00300",
        "saved_hits": "0.0070",
        "saved_collapsed": "0.0035",
        "taken_back": "0",
        "spent_on_checks": "0",
        "spent_on_upkeep": "0",
        "chilled": "0",
        "own_work": "0",
        "would_have_spent": "0.0140",
        "calls_without_dollars": 2,
        "avoided_without_dollars": 0,
    }
    assert found["tiers"][0] == {"outcome": "hit", "tier": "exact", "answers": 1, "saved": "0.0035"}
    assert found["reasons"][0] == {"outcome": "miss", "detail": "absent", "answers": 2, "spend": "0.0035"}
    assert found["unpriced"] == [{"model": "own", "avoided": 0, "attempts": 1}]
    assert found["throughput"][0] == {
        "upstream": "upstream",
        "model": "gpt-4o",
        "calls": 3,
        "answered": 1,
        "tokens": 100,
        "useful_tokens": 100,
        "late_tokens": 0,
        "spend": "0.0035",
        "unpriced_calls": 0,
        "useful_tokens_per_dollar": "28571.428571",
        "dollars_per_million_useful": "35.000000",
        "ttft_p50": None,
        "ttft_p99": None,
        "tpot_p50": None,
        "tpot_p99": None,
        "tokens_per_second": 100.0,
        "hits_compared": 0,
        "hits_wrong": 0,
    }
    assert found["tokens_avoided"] == 3 * (USAGE.prompt + USAGE.completion)
    assert found["by_day"][1]["day"] == "2024-10-05"


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (dollars(Decimal("1234567.891"), 2), "$1,234,567.89"),
        (dollars(Decimal("-0.5"), 4), "-$0.5000"),
        (dollars(Decimal("-0.004"), 2), "$0.00"),
        (dollars(Decimal("-0.006"), 2), "-$0.01"),
        (counted(1, "call"), "1 call"),
        (counted(1200, "call"), "1,200 calls"),
        (brief(0.0092), "9.2 ms"),
        (brief(0.0277), "28 ms"),
        (brief(12.345), "12.3 s"),
        (exact(Decimal("1.25E-7")), "0.000000125"),
        (exact(Decimal("0E-10")), "0.0000000000"),
        (share(1, 3), "33.3%"),
        (share(1, 0), ""),
        (duration(None), ""),
        (duration(0.00004), "0.0 ms"),
        (duration(0.0999), "99.9 ms"),
        (duration(0.5), "500 ms"),
        (duration(12.345), "12.35 s"),
        (duration(4000), "4,000 s"),
        (moment(START), "2024-10-04 00:00"),
        (moment(1e20), "100000000000000000000"),
        (one_line(" a\n b\x00 "), "a b\ufffd"),
    ],
)
def test_figures_are_written_as_people_read_them(written: str, expected: str) -> None:
    assert written == expected


@pytest.mark.parametrize(
    ("largest", "places"), [("0", 4), ("0.002", 6), ("0.5", 4), ("9.99", 4), ("10", 2), ("1e9", 2)]
)
def test_a_report_shows_more_places_the_smaller_its_dollars(largest: str, places: int) -> None:
    assert places_for(Decimal(largest)) == places


def test_checks_are_listed_with_the_interval_and_wrong_hits_are_taken_back() -> None:
    rows: list[LedgerRow] = [answer(f"{n}", Outcome.HIT, Tier.SEMANTIC) for n in range(20)]
    rows += [check(f"{n}", Found.DIFFERENT if n == 0 else Found.DOUBT if n == 1 else Found.SAME) for n in range(20)]
    rows += [attempt(f"{n}", purpose="audit") for n in range(20)]
    rows.append(answer("s", Outcome.BYPASS, detail="shadow:hit", would=Tier.SEMANTIC, would_save=COST))
    rows.append(attempt("s"))
    text = printed(rows)
    assert re.search(r"default +audit +semantic +19 +1 +5\.3% \(0\.\d% to \d\d\.\d%\) +1\n", text)
    assert re.search(r"taken back +-\$0\.0035 +for answers that turned out to be wrong\n", text)
    assert re.search(r"would have saved +\$0\.0035 +with 1 hits of rules in shadow mode", text)


def test_where_there_is_little_room_names_are_cut_and_no_figure_is() -> None:
    rows: list[LedgerRow] = [
        answer("1", Outcome.MISS, tenant="key:" + "9f" * 32),
        attempt("1", tenant="key:" + "9f" * 32),
    ]
    shown = grouped(rows, "tenant").splitlines()
    assert shown[-3].split() == ["tenant", "answers", "hit", "ratio", "calls", "made", "spent", "net", "saved"]
    assert shown[-2].split("…")[1].split() == ["1", "0.0%", "1", "$0.003500", "$0.000000"]
    assert max(map(len, shown)) <= 100


def test_what_makes_a_figure_honest_goes_on_under_it_and_a_command_is_not_broken() -> None:
    rows = ROWS + [
        row
        for number in range(50)
        for row in (
            answer(f"v{number}", Outcome.BYPASS, detail="volatile:weather"),
            attempt(f"v{number}", outcome=Outcome.BYPASS, reason="volatile:weather"),
        )
    ]
    text = printed(rows, width=50)
    assert "whatever the provider had cached" in " ".join(text.split())
    assert "--set never=market,scores,side-effect,personal-state,present-time,creative\n" in text


def test_names_in_brackets_are_explained() -> None:
    said = "(cache): answers that took no call of their own; (forwarded): answers whose calls stand with the upstreams"
    assert said in " ".join(grouped(ROWS, "upstream").split())
    assert "(" not in grouped(ROWS, "rule").partition("By rule")[2]
