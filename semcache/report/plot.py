"""The curve of a calibration as a picture, drawn by Pillow (the extra `plot`)."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from semcache.calibrating.values import Calibrated, Measured
from semcache.errors import UsageError
from semcache.report.curve import percent, ticks

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont, ImageFont

WIDTH, HEIGHT = 1200, 740
_FINER = 3
"""Drawn so many times larger, then made smaller: that smooths the edges."""
_LEFT, _TOP, _RIGHT, _BOTTOM = 90, 156, 50, 90
_INK, _GREY, _GRID, _PAPER = "#1b1f24", "#68707a", "#e4e7eb", "#ffffff"
_TRUST, _SIMILARITY, _BOUND = "#0b6fb8", "#d08a16", "#c62f3b"
_SIMILARITY_BAND = "#fbf0dd"
_REMEDY = "install it with: pip install 'semcache-llm[plot]'"


def check_plot(path: Path) -> None:
    """Raises UsageError where no picture could be written there, before anybody has waited for it."""
    if path.suffix.lower() != ".png":
        raise UsageError(f"--plot {path}: expected a name that ends with .png")
    if not path.absolute().parent.is_dir():
        raise UsageError(f"--plot {path}: there is no such folder; make it first")
    try:
        import PIL.ImageFont  # noqa: F401
    except ImportError as error:
        raise UsageError(f"--plot needs Pillow; {_REMEDY}") from error


def write_plot(found: Calibrated, path: Path) -> None:
    """A PNG of WIDTH by HEIGHT."""
    try:
        path.write_bytes(draw(found))
    except OSError as error:
        raise UsageError(f"{path}: cannot be written: {error.strerror or error}") from error


def draw(found: Calibrated) -> bytes:
    """The picture's bytes."""
    from PIL import Image, ImageDraw

    picture = Image.new("RGB", (WIDTH * _FINER, HEIGHT * _FINER), _PAPER)
    _Plot(found, ImageDraw.Draw(picture)).draw()
    out = BytesIO()
    picture.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS).save(out, "PNG", optimize=True)
    return out.getvalue()


class _Plot:
    def __init__(self, found: Calibrated, on: ImageDraw) -> None:
        self._found = found
        self._on = on
        self._trust = sorted((one for one in found.by_trust if one.hits), key=lambda one: one.hit_rate)
        self._similarity = sorted((one for one in found.by_similarity if one.hits), key=lambda one: one.hit_rate)
        both = self._trust + self._similarity
        self._across = ticks(max((one.hit_rate for one in both), default=0.1), 8)
        rates = [one.wrong_rate for one in both]
        self._up = ticks(max([2.0 * found.max_error, *(1.25 * rate for rate in rates)]), 6)

    def draw(self) -> None:
        self._words()
        self._grid()
        self._band(self._similarity, _SIMILARITY_BAND)
        self._bound()
        self._line(self._similarity, _SIMILARITY)
        self._whiskers(self._trust, _TRUST)
        for one in self._similarity:
            self._text(self._x(one.hit_rate), self._y(one.wrong_rate) - 12, f"{one.setting:.2f}", 13, _SIMILARITY, "ms")
        for one in self._trust:
            x, y = self._x(one.hit_rate) + 13, self._y(one.wrong_rate)
            self._text(x, y, f"{100 * one.setting:.4g}%", 15, _TRUST, "lm")

    def _words(self) -> None:
        found = self._found
        holds = not found.refusal
        title = f"max-error {100 * found.max_error:.4g}% {'holds' if holds else 'is not shown to hold'}"
        self._text(_LEFT, 28, title, 26, _INK if holds else _BOUND)
        what = "questions" if found.kind == "stream" else "pairs"
        name = Path(found.path).name
        self._text(_LEFT, 66, f"{found.rows:,} {what} in {found.groups:,} groups, {name}; checked on groups not seen",
                   16, _GREY)  # fmt: skip
        x = self._legend(WIDTH - _RIGHT, "min-similarity, with the gates", _SIMILARITY)
        self._legend(x - 24, "max-error, with this calibration", _TRUST)
        self._text(WIDTH - _RIGHT, HEIGHT - 34, "hit rate", 16, _GREY, "ra")
        self._text(_LEFT, _TOP - 36, "wrong of hits, with 95 % intervals", 16, _GREY)

    def _legend(self, right: float, name: str, colour: str) -> float:
        wide = self._wide(name, 15)
        self._text(right - wide, _TOP - 32, name, 15, _INK)
        self._dot(right - wide - 14, _TOP - 23, 5, colour)
        return right - wide - 28

    def _grid(self) -> None:
        for y in self._up:
            self._segment((_LEFT, self._y(y)), (WIDTH - _RIGHT, self._y(y)), _GRID, 1)
            self._text(_LEFT - 12, self._y(y), percent(y, self._up[1]), 15, _GREY, "rm")
        for x in self._across:
            self._segment((self._x(x), _TOP), (self._x(x), HEIGHT - _BOTTOM), _GRID, 1)
            self._text(self._x(x), HEIGHT - _BOTTOM + 12, percent(x, self._across[1]), 15, _GREY, "ma")
        self._segment((_LEFT, HEIGHT - _BOTTOM), (WIDTH - _RIGHT, HEIGHT - _BOTTOM), _GREY, 1.5)

    def _bound(self) -> None:
        y = self._y(self._found.max_error)
        x = float(_LEFT)
        while x < WIDTH - _RIGHT:
            self._segment((x, y), (min(x + 10, WIDTH - _RIGHT), y), _BOUND, 1.6)
            x += 18
        self._text(WIDTH - _RIGHT, y - 6, f"{100 * self._found.max_error:.4g}% asked for", 15, _BOUND, "rs")

    def _band(self, rows: Sequence[Measured], colour: str) -> None:
        if len(rows) > 1:
            low = [(self._x(one.hit_rate), self._y(one.low)) for one in rows]
            high = [(self._x(one.hit_rate), self._y(one.high)) for one in reversed(rows)]
            self._on.polygon([(x * _FINER, y * _FINER) for x, y in low + high], fill=colour)

    def _line(self, rows: Sequence[Measured], colour: str) -> None:
        places = [(self._x(one.hit_rate), self._y(one.wrong_rate)) for one in rows]
        for start, end in itertools.pairwise(places):
            self._segment(start, end, colour, 2.6)
        for x, y in places:
            self._dot(x, y, 6, _PAPER)
            self._dot(x, y, 4.5, colour)

    def _whiskers(self, rows: Sequence[Measured], colour: str) -> None:
        """One setting is no step towards the next, so they are not joined."""
        for one in rows:
            x, low, high = self._x(one.hit_rate), self._y(one.low), self._y(one.high)
            self._segment((x, low), (x, high), colour, 2.2)
            for end in (low, high):
                self._segment((x - 5, end), (x + 5, end), colour, 2.2)
            self._dot(x, self._y(one.wrong_rate), 8, _PAPER)
            self._dot(x, self._y(one.wrong_rate), 6.5, colour)

    # In points of the finished picture.

    def _x(self, hit_rate: float) -> float:
        return _LEFT + (WIDTH - _LEFT - _RIGHT) * hit_rate / self._across[-1]

    def _y(self, rate: float) -> float:
        return HEIGHT - _BOTTOM - (HEIGHT - _TOP - _BOTTOM) * min(1.0, rate / self._up[-1])

    def _segment(self, start: tuple[float, float], end: tuple[float, float], colour: str, width: float) -> None:
        self._on.line([(x * _FINER, y * _FINER) for x, y in (start, end)], fill=colour, width=round(width * _FINER))

    def _dot(self, x: float, y: float, radius: float, colour: str) -> None:
        box = [(x - radius) * _FINER, (y - radius) * _FINER, (x + radius) * _FINER, (y + radius) * _FINER]
        self._on.ellipse(box, fill=colour)

    def _text(self, x: float, y: float, text: str, size: int, colour: str, anchor: str = "la") -> None:
        self._on.text((x * _FINER, y * _FINER), text, fill=colour, font=_font(size), anchor=anchor)

    def _wide(self, text: str, size: int) -> float:
        return float(self._on.textlength(text, font=_font(size))) / _FINER


def _font(size: int) -> FreeTypeFont | ImageFont:
    from PIL import ImageFont

    return ImageFont.load_default(size * _FINER)
