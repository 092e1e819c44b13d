"""The kinds of value that settings and policies are made of, and what each expects.

Every type here takes what a file gives (numbers, words) and what an environment variable gives (text) alike.
"""

from __future__ import annotations

import ipaddress
import math
import re
from collections.abc import Callable, Collection, Iterable
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from enum import StrEnum
from pathlib import Path
from typing import Annotated, TypeVar
from urllib.parse import urlsplit

from pydantic import BaseModel, BeforeValidator, ConfigDict, model_validator

from semcache.core.tenant import is_credential
from semcache.core.world import SourceVersion, parse_sources


class Expected(ValueError):
    """The value is wrong; the text completes "expected ..."."""

    def __init__(self, text: str, *, hint: str = "", show: bool = True) -> None:
        super().__init__(text)
        self.hint = hint
        """Said last: "; did you mean ...?"."""
        self.show = show
        """False keeps the value out of the message, where it may hold a secret."""


def kebab(name: str) -> str:
    """max_age -> max-age."""
    return name.replace("_", "-")


class Section(BaseModel):
    """A mapping of known keys, written in kebab case; an empty one says nothing."""

    model_config = ConfigDict(frozen=True, extra="forbid", alias_generator=kebab, hide_input_in_errors=True)

    @classmethod
    def keys(cls) -> dict[str, object]:
        """The keys that may be written, and the type of each one's value."""
        return {str(info.validation_alias or name): info.annotation for name, info in cls.model_fields.items()}

    @model_validator(mode="before")
    @classmethod
    def _empty(cls, value: object) -> object:
        return {} if value is None else value


class Group(Section):
    """A section that programs may make too, with Python's names for the keys."""

    model_config = ConfigDict(populate_by_name=True)


_UNITS = {"ms": 0.001, "s": 1.0, "m": 60.0, "h": 3600.0, "d": 86400.0}
_SIZES = {"B": 1, "KiB": 1 << 10, "MiB": 1 << 20, "GiB": 1 << 30}
_QUANTITY = re.compile(r"([0-9]{1,12}(?:\.[0-9]{1,6})?) ?([A-Za-z]+)")
_LONGEST = 3650 * 86400.0


def parse_duration(value: object) -> float:
    """Seconds of "50ms", "30s", "15m", "24h" or "7d"."""
    match = _QUANTITY.fullmatch(value) if isinstance(value, str) else None
    seconds = float(match[1]) * _UNITS[match[2]] if match and match[2] in _UNITS else 0.0
    if not 0 < seconds <= _LONGEST:
        raise Expected("a duration over zero, up to 3650d, such as 50ms, 30s, 15m, 24h or 7d")
    return seconds


def _grace(value: object) -> float:
    """As a duration, but there may be none."""
    match = _QUANTITY.fullmatch(value) if isinstance(value, str) else None
    if value == 0 and not isinstance(value, bool):
        return 0.0
    if match is None or match[2] not in _UNITS or float(match[1]) * _UNITS[match[2]] > _LONGEST:
        raise Expected("a duration up to 3650d, such as 0s, 5m or 24h")
    return float(match[1]) * _UNITS[match[2]]


def _percent(most: int) -> Callable[[object], float]:
    def parse(value: object) -> float:
        match = re.fullmatch(r"([0-9]{1,3}(?:\.[0-9]{1,6})?) ?%", value) if isinstance(value, str) else None
        if match is None or float(match[1]) > most:
            raise Expected(f"a share from 0% to {most}%, such as 10%")
        return float(match[1]) / 100

    return parse


def _error_bound(value: object) -> float:
    match = re.fullmatch(r"([0-9]{1,2}(?:\.[0-9]{1,6})?) ?%", value) if isinstance(value, str) else None
    bound = 0.0 if value == 0 and not isinstance(value, bool) else float(match[1]) / 100 if match else -1.0
    if bound != 0 and not 0.001 <= bound <= 0.2:
        raise Expected("a share from 0.1% to 20%, such as 1%, or 0% for none")
    return bound


def _dollars_a_day(value: object) -> Decimal:
    match = re.fullmatch(r"\$?([0-9]{1,6}(?:\.[0-9]{1,6})?) ?/ ?day", value) if isinstance(value, str) else None
    if match is None:
        raise Expected("dollars a day, such as $1/day or $0.50/day")
    return Decimal(match[1])


def spell_duration(seconds: float) -> str:
    """ "24h" of 86400.0, in the largest unit that is whole."""
    for unit, size in (("d", 86400), ("h", 3600), ("m", 60), ("s", 1)):
        if seconds % size == 0:
            return f"{seconds / size:.0f}{unit}"
    return f"{seconds * 1000:.9g}ms"


def parse_size(value: object) -> int:
    """Bytes of "512B", "64KiB", "8MiB" or "1GiB"."""
    match = _QUANTITY.fullmatch(value) if isinstance(value, str) else None
    size = int(float(match[1]) * _SIZES[match[2]]) if match and match[2] in _SIZES else 0
    if size <= 0:
        raise Expected("a size over zero, such as 512B, 64KiB or 8MiB")
    return size


def _flag(value: object) -> bool:
    words = {"true": True, "false": False}
    word = value.lower() if isinstance(value, str) else value
    if isinstance(word, str) and word in words:
        return words[word]
    if isinstance(word, bool):
        return word
    raise Expected("true or false")


def whole(low: int, high: int) -> BeforeValidator:
    """A whole number within bounds, both included."""

    def parse(value: object) -> int:
        if isinstance(value, str) and re.fullmatch(r"[0-9]{1,18}", value):
            value = int(value)
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            raise Expected(f"a whole number from {low} to {high}")
        return value

    return BeforeValidator(parse)


def number(low: float, high: float, *, above: bool = False) -> BeforeValidator:
    """A number within bounds; `above` leaves the lower one out."""

    def parse(value: object) -> float:
        if isinstance(value, str):
            value = _float(value)
        fits = not isinstance(value, bool) and isinstance(value, int | float) and low <= value <= high
        if not fits or (above and value == low):
            raise Expected(f"a number above {low:g}, up to {high:g}" if above else f"a number from {low:g} to {high:g}")
        return float(value)  # type: ignore[arg-type]

    return BeforeValidator(parse)


def _float(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return math.nan


def one_of(words: Iterable[str]) -> BeforeValidator:
    """One of these words; a StrEnum's member is made of it afterwards."""
    known = [word.value if isinstance(word, StrEnum) else word for word in words]

    def parse(value: object) -> object:
        if value not in known:
            raise Expected(f"{', '.join(known[:-1])} or {known[-1]}", hint=did_you_mean(value, known))
        return value

    return BeforeValidator(parse)


def _text(value: object) -> str:
    # An unquoted 4 or 1.0 is a name like any other; a date or a list is not.
    if isinstance(value, int | float) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str) or not value.strip() or not value.isprintable():
        raise Expected("one line of text")
    return value.strip()


def _name(value: object) -> str:
    # It goes into a header and into ledger rows.
    text = str(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else ""
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}", text):
        raise Expected("a name of up to 64 letters, digits, dots, dashes and underscores")
    return text


def _path(value: object) -> Path:
    return value if isinstance(value, Path) else Path(_text(value)).expanduser()


_ROUTE = re.compile(r"(/chat/completions|(?<=/v1)/(?:completions|responses|messages|embeddings|models))/?$")


def _url(value: object) -> str:
    text = value.strip() if isinstance(value, str) else ""
    try:
        parts = urlsplit(text)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        usable = False
    if not usable or not text.isprintable() or " " in text:
        raise Expected("a URL such as https://api.openai.com or http://127.0.0.1:8000", show=False)
    if "@" in parts.netloc or parts.query or parts.fragment:
        raise Expected("a URL without user, password, query or fragment; keys come from the environment", show=False)
    if route := _ROUTE.search(parts.path):
        raise Expected(f"the URL that comes before every route: leave {route[1]} out", show=False)
    return text.rstrip("/")


def is_loopback(host: str) -> bool:
    """Whether a name or an address shows by itself that it is this machine's."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except (ValueError, IndexError):
        return host == "localhost"


T = TypeVar("T")


def file_or_url(value: object, kind: type[T], parse: Callable[[str], T], expected: str) -> Path | T:
    """What `parse` makes of a URL, else a file."""
    if isinstance(value, Path | kind):
        return value
    if isinstance(value, str) and "://" in value:
        return parse(value)
    if not isinstance(value, str) or not value.strip() or not value.isprintable():
        raise Expected(expected)
    return Path(value.strip()).expanduser()


def _header(value: object) -> str:
    if not isinstance(value, str) or not re.fullmatch(r"[A-Za-z0-9-]{1,64}", value):
        raise Expected("the name of a header, such as X-Tenant")
    return value.lower()


def _varying_header(value: object) -> str:
    name = _header(value)
    if is_credential(name):
        raise Expected("a header that is no credential; `share: tenant` keeps callers apart")
    return name


def _matching_header(value: object) -> str:
    name = _header(value)
    if is_credential(name):
        raise Expected("a header that is no credential; `tenant` says which callers a rule is for")
    return name


def _prefix(value: object) -> str:
    text = value.rstrip("/") if isinstance(value, str) else ""
    taken = {"v1", "healthz", "readyz", "metrics"}
    if not re.fullmatch(r"(/[A-Za-z0-9_-]+){1,8}", text) or text.split("/")[1] in taken:
        raise Expected("a path such as /admin that no other route begins with")
    return text


def _source(value: object) -> SourceVersion:
    sources = parse_sources(value) if isinstance(value, str) and re.fullmatch(r"[^\s,]{1,200}", value) else ()
    if len(sources) != 1 or not value or str(value).endswith("@"):
        raise Expected("a source without blanks and commas, such as kb/refunds or kb/refunds@v17")
    return sources[0]


def _tag(value: object) -> str:
    if not isinstance(value, str) or not re.fullmatch(r"[^\s,]{1,200}", value):
        raise Expected("a word without blanks and commas")
    return value


def _network(value: object) -> ipaddress.IPv4Network | ipaddress.IPv6Network:
    try:
        return ipaddress.ip_network(value if isinstance(value, str) else "")
    except ValueError:
        raise Expected("an address or a network, such as 127.0.0.1 or 10.0.0.0/8") from None


def _dollars(value: object) -> Decimal:
    try:
        amount = Decimal(str(value)) if isinstance(value, str | int | float) else Decimal("NaN")
    except InvalidOperation:
        amount = Decimal("NaN")
    if isinstance(value, bool) or not amount.is_finite() or not 0 <= amount <= 1_000_000:
        raise Expected("dollars for a million tokens, such as 2.50")
    return amount


def _money(value: object) -> Decimal:
    match = re.fullmatch(r"\$ ?([0-9]{1,9}(?:\.[0-9]{1,12})?)", value) if isinstance(value, str) else None
    if match is None:
        raise Expected("dollars with their sign, such as $2.50")
    return Decimal(match[1])


def _secret(value: object) -> object:
    # What else a header could not carry. A line feed after a pasted key is the usual mistake, and harmless.
    if isinstance(value, str):
        value = value.strip()
        if not re.fullmatch(r"[!-~]+", value):
            raise Expected("ASCII without spaces", show=False)
    return value


def _listed(value: object) -> object:
    """A list, one value alone, or text with commas as an environment variable has it."""
    if isinstance(value, str):
        return [part.strip() for part in value.split(",") if part.strip()]
    if isinstance(value, dict) or value is None:
        raise Expected("a value or a list of them")
    return value if isinstance(value, list | tuple) else [value]


Duration = Annotated[float, BeforeValidator(parse_duration)]
Grace = Annotated[float, BeforeValidator(_grace)]
Percent = Annotated[float, BeforeValidator(_percent(100))]
Jitter = Annotated[float, BeforeValidator(_percent(90))]
"""Of a lifetime, of which something must be left."""
ErrorBound = Annotated[float, BeforeValidator(_error_bound)]
DollarsADay = Annotated[Decimal, BeforeValidator(_dollars_a_day)]
Size = Annotated[int, BeforeValidator(parse_size)]
Flag = Annotated[bool, BeforeValidator(_flag)]
Text = Annotated[str, BeforeValidator(_text)]
Name = Annotated[str, BeforeValidator(_name)]
FilePath = Annotated[Path, BeforeValidator(_path)]
Url = Annotated[str, BeforeValidator(_url)]
Header = Annotated[str, BeforeValidator(_header)]
VaryingHeader = Annotated[str, BeforeValidator(_varying_header)]
MatchingHeader = Annotated[str, BeforeValidator(_matching_header)]
Prefix = Annotated[str, BeforeValidator(_prefix)]
Source = Annotated[SourceVersion, BeforeValidator(_source)]
Tag = Annotated[str, BeforeValidator(_tag)]
Network = Annotated[ipaddress.IPv4Network | ipaddress.IPv6Network, BeforeValidator(_network)]
Dollars = Annotated[Decimal, BeforeValidator(_dollars)]
Money = Annotated[Decimal, BeforeValidator(_money)]
LISTED = BeforeValidator(_listed)
SECRET = BeforeValidator(_secret)


def did_you_mean(word: object, known: Collection[str]) -> str:
    """ "; did you mean X?" when something known is near."""
    near = get_close_matches(str(word), known, n=1, cutoff=0.6)
    return f"; did you mean {near[0]}?" if near else ""
