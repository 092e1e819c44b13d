"""Numbers, dates and codes of a text, brought into one spelling."""

# ruff: noqa: SIM905 - a list of words is read best as a text
from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from semcache.core import lexicon as lx

_ISO: Final = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_DAY: Final = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})")
_TIME: Final = re.compile(r"(\d{1,2})[:h](\d{2})(?::\d{2})?(am|pm)?")
_HOUR: Final = re.compile(r"(\d{1,2})(am|pm)")
_ORDINAL: Final = re.compile(r"(\d+)(?:st|nd|rd|th)")
_AMOUNT: Final = re.compile(r"([$€£¥]?)(\d[\d.,]*)([^\W\d_]*|%)")
_RANGE: Final = re.compile(r"([$€£¥]?\d[\d.,]*)-([$€£¥]?\d[\d.,]*[^\W\d_]*)")
_PREFIXED: Final = re.compile(r"([^\W\d_]{3,})-(\d.*)")
_THOUSANDS: Final = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_BEFORE_MONTH: Final = frozenset("in since until by of last next this during from before after im en".split())
_BEFORE_SEASON: Final = frozenset("in this next last during the".split())
_SHORT_UNITS: Final = frozenset("%glmh")
"""One letter is a unit only where it stands apart from its number as people write it."""
FIRST_YEAR: Final = 1400
LAST_YEAR: Final = 2100


def plain(digits: str) -> str:
    """One spelling of a number: "1,000.50" and "1000.5" are the same."""
    digits = digits.replace(",", "" if _THOUSANDS.fullmatch(digits) else ".")
    digits = digits.strip(".")
    if digits.count(".") == 1:
        digits = digits.rstrip("0").rstrip(".")
    return digits


def is_year(value: str) -> bool:
    return len(value) == 4 and value.isdigit() and FIRST_YEAR <= int(value) <= LAST_YEAR


class Amounts:
    """Collects what is countable, and codes, while a text is read."""

    def __init__(self, *, english: bool) -> None:
        self.english = english
        self.numbers: list[tuple[str, str]] = []
        self.dates: set[str] = set()
        self._codes: list[str] = []

    def take_codes(self) -> list[str]:
        """Codes found by the last read."""
        codes, self._codes = self._codes, []
        return codes

    def read(self, words: Sequence[str], i: int, digits: bool, capital: bool) -> int:
        """Reads at i if a number, a date or a code stands there; how many words that took, else 0."""
        word = words[i]
        if digits:
            return self._digits(words, i)
        if word in lx.NUMBER_WORDS or word in lx.SCALES or word == "one":
            return self._spelled(words, i)
        if word in lx.ORDINAL_WORDS and not (word == "first" and words[i + 1 : i + 2] == ["name"]):
            self.numbers.append((str(lx.ORDINAL_WORDS[word]), "th"))
            return 1
        if word in {"twice", "thrice"}:
            self.numbers.append(("2" if word == "twice" else "3", "times"))
            return 1
        if word in lx.MONTHS:
            return self._month(words, i, capital)
        if word in lx.DAY_WORDS or word in lx.WHICH:
            return self._day(words, i)
        return 0

    def _digits(self, words: Sequence[str], i: int) -> int:
        word = words[i].lstrip("#")
        if (match := _PREFIXED.fullmatch(word)) and match[1] in {"under", "over", "pre", "post", "mid", "age", "top"}:
            word = match[2]
        if match := _ISO.fullmatch(word):
            self._date(match[1], f"{int(match[2])}/{int(match[3])}")
        elif match := _DAY.fullmatch(word):
            self._date(match[4], f"{int(match[1])}/{int(match[3])}")
        elif match := _TIME.fullmatch(word):
            return self._time(match[1], match[2], match[3], words, i)
        elif match := _HOUR.fullmatch(word):
            return self._time(match[1], "00", match[2], words, i)
        elif match := _ORDINAL.fullmatch(word):
            self.numbers.append((match[1], "th"))
        elif match := _RANGE.fullmatch(word):
            self._amount(match[1], words, i, last=False)
            return self._amount(match[2], words, i, last=True)
        elif _AMOUNT.fullmatch(word):
            return self._amount(word, words, i, last=True)
        else:
            self._codes.append(word.replace("-", ""))
        return 1

    def _date(self, year: str, day: str) -> None:
        self.dates.update((year, day))

    def _time(self, hour: str, minute: str, half: str | None, words: Sequence[str], i: int) -> int:
        taken = 1
        if half is None and i + 1 < len(words) and words[i + 1] in {"am", "pm"}:
            half, taken = words[i + 1], 2
        shift = 12 if half == "pm" and hour != "12" else -12 if half == "am" and hour == "12" else 0
        self.dates.add(f"{int(hour) + shift}:{minute}")
        return taken

    def _amount(self, word: str, words: Sequence[str], i: int, *, last: bool) -> int:
        """A number with its sign, scale and unit, some of which may be the next words."""
        match = _AMOUNT.fullmatch(word)
        if match is None:
            self._codes.append(word)
            return 1
        sign, value, tail = lx.SIGNS.get(match[1], ""), plain(match[2]), match[3]
        if tail in {"s"} and value.endswith("0") and len(value) in {2, 4}:
            self.dates.add(value[-2:] + "s")
            return 1
        if tail in lx.SCALE_LETTERS and (sign or tail != "m"):
            return self._measured(_times(value, lx.SCALE_LETTERS[tail]), sign, words, i + 1) if last else 1
        if tail and tail not in lx.UNITS:
            self._codes.append(word)
            return 1
        if tail:
            self.numbers.append((value, lx.UNITS[tail]))
            return 1
        if not last:
            self.numbers.append((value, sign))
            return 1
        return self._measured(value, sign, words, i + 1)

    def _measured(self, value: str, sign: str, words: Sequence[str], j: int) -> int:
        """Books a value whose scale and unit, if any, begin at j; how many words it all took."""
        taken = 1
        if j < len(words) and words[j] in lx.SCALES:
            value = _times(value, lx.SCALES[words[j]])
            j, taken = j + 1, taken + 1
        after = words[j] if j < len(words) else ""
        if after in {"am", "pm", "o'clock", "oclock", "uhr"} and not sign:
            half = after if after in {"am", "pm"} else None
            self._time(value, "00", half, (), 0) if value.isdigit() else self.numbers.append((value, after))
            return taken + 1
        if not sign and (len(after) > 1 or after in _SHORT_UNITS):
            unit = lx.UNITS.get(after)
            if unit is not None:
                self.numbers.append((value, unit))
                return taken + 1
        if not sign and is_year(value):
            self.dates.add(value)
        else:
            self.numbers.append((value, sign))
        return taken

    def _spelled(self, words: Sequence[str], i: int) -> int:
        """A number written in words: "twenty five", "two thousand eight", "nineteen ninety nine"."""
        word = words[i]
        if self.english and word in lx.FOREIGN_ONLY_NUMBERS:
            return 0
        after = words[i + 1] if i + 1 < len(words) else ""
        if word == "one" and after not in lx.SCALES and after not in lx.UNITS:
            return 0
        total = current = 0
        j = i
        while j < len(words):
            word = words[j]
            if word in lx.SCALES:
                current = max(current, 1) * lx.SCALES[word]
                if lx.SCALES[word] >= 1000:
                    total, current = total + current, 0
            elif word in lx.NUMBER_WORDS or (word == "one" and j == i) or (word == "one" and current % 100 >= 20):
                value = lx.NUMBER_WORDS.get(word, 1)
                if 10 <= current < 100 and value >= 10:  # nineteen ninety nine
                    current = current * 100 + value
                elif (
                    (current and current % 10 and current % 100 < 20)
                    or 0 < current % 100 < 20
                    or (current % 100 and current % 10 == 0 and value >= 10)
                ):
                    break
                else:
                    current += value
            elif word == "and" and current and j + 1 < len(words) and words[j + 1] in lx.NUMBER_WORDS:
                pass
            else:
                break
            j += 1
        return j - i - 1 + self._measured(str(total + current), "", words, j)

    def _month(self, words: Sequence[str], i: int, capital: bool) -> int:
        word = words[i]
        before = words[i - 1] if i else ""
        after = words[i + 1] if i + 1 < len(words) else ""
        beside = before[:1].isdigit() or after[:1].isdigit() or before in lx.ORDINAL_WORDS
        if word in lx.UNSURE_MONTHS and not (beside or capital or before in _BEFORE_MONTH):
            return 0
        self.dates.add(f"month {lx.MONTHS[word]}")
        day = self._day_of_month(after)
        if day:
            self.dates.add(day)
            return 2
        day = self._day_of_month(before) or (self._day_of_month(words[i - 2]) if before == "of" and i > 1 else "")
        if day:
            number = day.removeprefix("day ")
            for said in ((number, "th"), (number, "")):
                if said in self.numbers:
                    self.numbers.remove(said)
            self.dates.add(day)
        return 1

    @staticmethod
    def _day_of_month(word: str) -> str:
        match = _ORDINAL.fullmatch(word)
        number = match[1] if match else word
        if word in lx.ORDINAL_WORDS:
            number = str(lx.ORDINAL_WORDS[word])
        return f"day {int(number)}" if number.isdecimal() and 1 <= int(number) <= 31 else ""

    def _day(self, words: Sequence[str], i: int) -> int:
        word = words[i]
        which = lx.WHICH.get(word)
        if which is not None:
            after = words[i + 1] if i + 1 < len(words) else ""
            after = after.removesuffix("s") if after.removesuffix("s") in lx.PERIODS else after
            name = after if after in lx.PERIODS else lx.DAY_WORDS.get(after)
            if name is None and after in lx.MONTHS:
                name = f"month {lx.MONTHS[after]}"
            if name is None:
                return 0
            self.dates.add(f"{which} {name}")
            return 2
        before = words[i - 1] if i else ""
        if before == "good" or (word in lx.UNSURE_DAYS and self.english and before not in _BEFORE_SEASON):
            return 0
        self.dates.add(lx.DAY_WORDS[word])
        return 1


def _times(value: str, scale: int) -> str:
    try:
        return plain(f"{Decimal(value) * scale:f}")
    except ArithmeticError:
        return value
