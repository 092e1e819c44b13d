"""A curve in characters: each one a field of two by four dots, so that lines look like lines."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.text import Text

_DOTS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
"""Bits of a braille character, by row and column."""
_DASH = "╌"


@dataclass(frozen=True, slots=True)
class Line:
    """Points in the order in which they are joined, and the sign that marks each."""

    name: str
    points: Sequence[tuple[float, float]]
    mark: str
    style: str
    joined: bool = True


def ticks(highest: float, count: int) -> list[float]:
    """Round numbers from 0 to `highest` or a little more, about `count` of them."""
    if not highest > 0.0:
        return [0.0, 1.0]
    rough = highest / count
    size = 10.0 ** math.floor(math.log10(rough))
    step = next(size * n for n in (1, 2, 2.5, 5, 10) if size * n >= rough * 0.999)
    return [step * n for n in range(math.ceil(highest / step - 1e-9) + 1)]


def percent(value: float, step: float) -> str:
    """With as many places as the step between two needs."""
    places = max(0, -math.floor(math.log10(step * 100) + 1e-9)) if step > 0 else 0
    return f"{100 * value:.{places}f}%"


def curve(lines: Sequence[Line], *, bound: float, width: int, height: int, below: str, beside: str) -> Iterator[Text]:
    """Shares against shares, from 0, with a dashed line at the bound. `below` and `beside` name the axes."""
    points = [point for line in lines for point in line.points]
    across = ticks(max((x for x, _ in points), default=0.1), 6)
    up = ticks(max([1.5 * bound, *(y for _, y in points)]), 4)
    canvas = _Canvas(width, height, across[-1], up[-1])
    canvas.dashes(bound)
    for line in lines:
        canvas.line(line)
    label = max(len(percent(y, up[1])) for y in up)
    yield Text(f"{beside}", style="dim")
    rows = {canvas.row(y): percent(y, up[1]) for y in up}
    for number, row in enumerate(canvas.rows()):
        text = Text(f"{rows.get(number, ''):>{label}} ", style="dim")
        text.append("┤" if number in rows else "│", style="dim")
        text.append_text(row)
        if number == canvas.row(bound):
            text.append(f" {percent(bound, bound)} asked for", style="red")
        yield text
    yield Text(" " * (label + 1) + "└" + _axis(canvas, across), style="dim")
    yield Text(" " * (label + 2) + _labels(canvas, across), style="dim")
    yield Text(" " * (label + 2) + below.rjust(width), style="dim")
    legend = Text(" " * (label + 2))
    for line in lines:
        legend.append(f"{line.mark} ", style=line.style)
        legend.append(f"{line.name}   ")
    yield legend


class _Canvas:
    def __init__(self, width: int, height: int, right: float, top: float) -> None:
        self._width, self._height = width, height
        self._right, self._top = right, top
        self._bits = [[0] * width for _ in range(height)]
        self._signs: dict[tuple[int, int], tuple[str, str]] = {}
        self._styles = [[""] * width for _ in range(height)]

    def column(self, x: float) -> int:
        return min(self._width - 1, self._across(x) // 2)

    def row(self, y: float) -> int:
        return min(self._height - 1, self._down(y) // 4)

    def _across(self, x: float) -> int:
        return round(x / self._right * (2 * self._width - 1))

    def _down(self, y: float) -> int:
        return round((1.0 - min(1.0, y / self._top)) * (4 * self._height - 1))

    def dashes(self, y: float) -> None:
        row = self.row(y)
        for column in range(self._width):
            self._signs[row, column] = (_DASH, "red")

    def line(self, line: Line) -> None:
        for (x0, y0), (x1, y1) in itertools.pairwise(line.points if line.joined else ()):
            steps = 1 + max(abs(self._across(x1) - self._across(x0)), abs(self._down(y1) - self._down(y0)))
            for step in range(steps + 1):
                part = step / steps
                self._dot(x0 + (x1 - x0) * part, y0 + (y1 - y0) * part, line.style)
        for x, y in line.points:
            self._signs[self.row(y), self.column(x)] = (line.mark, line.style)

    def _dot(self, x: float, y: float, style: str) -> None:
        across, down = self._across(x), self._down(y)
        row, column = down // 4, across // 2
        self._bits[row][column] |= _DOTS[down % 4][across % 2]
        self._styles[row][column] = style
        if self._signs.get((row, column), ("", ""))[0] == _DASH:
            del self._signs[row, column]

    def rows(self) -> Iterator[Text]:
        for number, bits in enumerate(self._bits):
            text = Text()
            for column, dots in enumerate(bits):
                sign, style = self._signs.get((number, column), ("", ""))
                if sign:
                    text.append(sign, style=style)
                elif dots:
                    text.append(chr(0x2800 + dots), style=self._styles[number][column])
                else:
                    text.append(" ")
            yield text


def _axis(canvas: _Canvas, across: Sequence[float]) -> str:
    marks = {canvas.column(x) for x in across}
    return "".join("┬" if column in marks else "─" for column in range(canvas._width))


def _labels(canvas: _Canvas, across: Sequence[float]) -> str:
    text = ""
    for x in across:
        label = percent(x, across[1])
        start = min(canvas._width - len(label), max(0, canvas.column(x) - len(label) // 2))
        if start > len(text) or not text:
            text = text.ljust(start) + label
    return text
