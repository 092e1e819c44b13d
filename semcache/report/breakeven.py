"""Buying against renting, on a terminal and for programs."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from semcache.core.breakeven import Comparison, Fleet, Workload
from semcache.core.ledger import Price
from semcache.report.document import Json
from semcache.report.numbers import dollars, exact
from semcache.report.safe import one_line
from semcache.report.tidy import tidy

Cases = Sequence[tuple[str, Comparison]]


def print_comparison(
    workload: Workload, fleet: Fleet, price: Price, cases: Cases, ideal: Comparison, console: Console
) -> None:
    """Prints both sides, a column for each case, and below them what the figures leave out."""
    with tidy(console):
        _print(workload, fleet, price, cases, ideal, console)


def _places(cases: Cases) -> int:
    """Cents; of sums below a dollar so many digits more that two of the smallest are seen."""
    sums = [min(c.bought, c.rented) for _, c in cases]
    least = min((one for one in sums if one > 0), default=Decimal(1))
    return max(2, 1 - least.adjusted())


def _print(workload: Workload, fleet: Fleet, price: Price, cases: Cases, ideal: Comparison, console: Console) -> None:
    last = cases[-1][1]
    places = _places(cases)
    cheaper, by = (
        ("rent", last.bought - last.rented) if last.rented < last.bought else ("buy", last.rented - last.bought)
    )
    head = Text.assemble((f"{cheaper}: {dollars(by, places)} a month less", "bold green"))
    head.append(
        f"\n{workload.requests:,f} requests of {_round(workload.input)} tokens in and {_round(workload.output)} out",
        style="dim",
    )
    console.print(Padding(head, (1, 0, 1, 2)))
    table = Table(box=None, show_header=len(cases) > 1, header_style="dim", pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column("")
    for name, _ in cases:
        table.add_column(name, justify="right")
    rows: list[tuple[str, list[str]]] = [
        (f"buy {one_line(price.model)}", [dollars(c.bought, places) for _, c in cases])
    ]
    rows.append((f"rent at {dollars(fleet.gpu_hour, 2)} a GPU-hour", [dollars(c.rented, places) for _, c in cases]))
    rows.append((f"  GPU time, {_percent(fleet.utilisation)} busy", [dollars(c.compute, places) for _, c in cases]))
    rows.append(("  GPU hours", [f"{c.gpu_hours:,.{places}f}" for _, c in cases]))
    rows.append(("  people", [dollars(c.fixed, places) for _, c in cases]))
    rows.append(("renting pays from, requests a month", [_crossing(c) for _, c in cases]))
    rows.append(("and while GPUs are busy at least", [_least(c) for _, c in cases]))
    for name, cells in rows:
        table.add_row(name, *cells)
    console.print(Padding(table, (0, 0, 0, 2), expand=False))
    notes = [f"Prices: {one_line(price.source)}, {one_line(price.date)}"]
    if not fleet.fixed:
        notes.append("People's time is not counted: say --engineering and --maintenance.")
    if fleet.utilisation == 1:
        notes.append("GPUs are taken as busy in every hour paid, which no service reaches: say --utilisation.")
    else:
        notes.append(f"Busy in every hour paid and without people, GPU time would be {dollars(ideal.compute, 2)}.")
    notes.append("Not compared: the quality of the two models' answers.")
    console.print(Padding(Text("\n".join(notes), style="dim"), (1, 0, 0, 2)))


def document(workload: Workload, fleet: Fleet, price: Price, cases: Cases) -> dict[str, Json]:
    """All figures, dollars as exact decimal text."""
    return {
        "model": price.model,
        "price": {"input": exact(price.input), "cached": exact(price.cached), "output": exact(price.output),
                  "source": price.source, "date": price.date},
        "requests": exact(workload.requests),
        "input_tokens": float(workload.input),
        "output_tokens": float(workload.output),
        "hit_ratio": float(workload.hit_ratio),
        "utilisation": float(fleet.utilisation),
        "gpu_hour": exact(fleet.gpu_hour),
        "tokens_per_second": float(fleet.tokens_per_second),
        "cases": [
            {
                "case": name or "without cache",
                "buy": _cents(case.bought),
                "rent": _cents(case.rented),
                "compute": _cents(case.compute),
                "gpu_hours": float(case.gpu_hours),
                "people": _cents(case.fixed),
                "crossing_requests": None if case.crossing is None else exact(case.crossing),
                "least_utilisation": None if case.least_utilisation is None else float(case.least_utilisation),
            }
            for name, case in cases
        ],
    }  # fmt: skip


def _crossing(case: Comparison) -> str:
    return "never" if case.crossing is None else f"{case.crossing:,f}"


def _least(case: Comparison) -> str:
    return "never" if case.least_utilisation is None or case.least_utilisation > 1 else _percent(case.least_utilisation)


def _percent(share: Decimal) -> str:
    percent = share * 100
    return f"{percent:.2f}%" if percent < 1 else f"{percent:.1f}%" if percent % 1 else f"{percent:.0f}%"


def _round(tokens: Decimal) -> str:
    return f"{tokens:,.0f}"


def _cents(amount: Decimal) -> str:
    return exact(amount.quantize(Decimal("0.000001")))
