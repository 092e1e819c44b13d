"""Charts as inline SVG: titled and described for who cannot see them, coloured by the page's own style."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from semcache.report.safe import one_line

WIDE, HIGH = 460, 220
LEFT, BOTTOM, TOP = 6, 24, 18


def text(words: str) -> str:
    """What somebody else wrote, as text of a page and of an attribute."""
    return escape(one_line(words), quote=True)


def _svg(name: str, title: str, description: str, height: int, body: str) -> str:
    return (
        f'<svg viewBox="0 0 {WIDE} {height}" role="img" aria-labelledby="{name}-t {name}-d">'
        f'<title id="{name}-t">{text(title)}</title><desc id="{name}-d">{text(description)}</desc>{body}</svg>'
    )


def columns(name: str, title: str, days: Sequence[tuple[str, float, float]], top: str, description: str) -> str:
    """A column a day: the second value in front of the first, which is not lower. `top` says what the highest is."""
    highest = max((max(behind, front) for _, behind, front in days), default=0.0) or 1.0
    step = (WIDE - 2 * LEFT) / max(1, len(days))
    floor = HIGH - BOTTOM
    bars = []
    for number, (_, behind, front) in enumerate(days):
        x, width = LEFT + number * step + step * 0.14, step * 0.72
        for kind, value in (("soft", behind), ("full", front)):
            high = max(0.0, value) / highest * (floor - TOP)
            bars.append(
                f'<rect class="{kind}" x="{x:.1f}" y="{floor - high:.1f}" width="{width:.1f}" height="{high:.1f}"/>'
            )
    lines = (
        f'<line x1="{LEFT}" x2="{WIDE - LEFT}" y1="{TOP}" y2="{TOP}"/>'
        f'<line x1="{LEFT}" x2="{WIDE - LEFT}" y1="{floor}" y2="{floor}"/>'
    )
    words = f'<text x="{LEFT}" y="{TOP - 5}">{text(top)}</text>'
    if days:
        words += f'<text x="{LEFT}" y="{HIGH - 7}">{text(days[0][0])}</text>'
    if len(days) > 1:
        words += f'<text x="{WIDE - LEFT}" y="{HIGH - 7}" text-anchor="end">{text(days[-1][0])}</text>'
    return _svg(name, title, description, HIGH, lines + "".join(bars) + words)


def rows(name: str, title: str, values: Sequence[tuple[str, float, str]]) -> str:
    """A bar a row, its name above it and its figure at the right."""
    highest = max((value for _, value, _ in values), default=0.0) or 1.0
    body = []
    for number, (label, value, figure) in enumerate(values):
        y, shown = number * 34, label if len(label) <= 44 else f"{label[:43]}…"
        body.append(
            f'<text x="{LEFT}" y="{y + 14}">{text(shown)}</text>'
            f'<text class="figure" x="{WIDE - LEFT}" y="{y + 14}" text-anchor="end">{text(figure)}</text>'
            f'<rect class="full" x="{LEFT}" y="{y + 19}" '
            f'width="{max(1.0, max(0.0, value) / highest * (WIDE - 2 * LEFT)):.1f}" height="8"/>'
        )
    description = "; ".join(f"{label}: {figure}" for label, _, figure in values)
    return _svg(name, title, description, max(1, len(values)) * 34, "".join(body))
