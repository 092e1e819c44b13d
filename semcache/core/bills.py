"""Providers' usage exports: which columns tell what, and one row of each as a `BillLine`. Pure.

A format is told by the columns that only it has. Where each was seen stands beside it, since providers change them
without notice.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

Row = Mapping[str, Any]
"""Column and cell; an empty cell is left out. Numbers may be texts."""


@dataclass(frozen=True, slots=True)
class BillLine:
    """What one row bills. None is what this export does not tell."""

    day: int
    """Since the epoch, UTC."""
    model: str
    """"" where the row names none."""
    calls: int | None = None
    prompt: int | None = None
    """Those of `cached` included."""
    cached: int | None = None
    completion: int | None = None
    dollars: Decimal | None = None
    cache_write_1h: int | None = None


@dataclass(frozen=True, slots=True)
class BillFormat:
    name: str
    columns: frozenset[str]
    """All of them there: it is this format."""
    read: Callable[[Row], BillLine | None]
    """None for a row that bills nothing. Raises ValueError, saying what is wrong with it."""
    seen: str
    """Where its columns were seen, and when."""


def format_of(columns: Collection[str]) -> BillFormat | None:
    names = frozenset(columns)
    return next((one for one in FORMATS if one.columns <= names), None)


def _openai_usage(row: Row) -> BillLine | None:
    if "num_model_requests" not in row and "input_tokens" not in row:
        return None  # a day without usage is a row of empty cells
    return BillLine(
        _day(row, "start_time_iso", "start_time"),
        str(row.get("model", "")),
        _count(row, "num_model_requests"),
        _count(row, "input_tokens"),
        _count(row, "input_cached_tokens"),
        _count(row, "output_tokens"),
    )


def _openai_costs(row: Row) -> BillLine | None:
    if "amount_value" not in row:
        return None
    if (currency := str(row.get("amount_currency", "usd")).lower()) != "usd":
        raise ValueError(f"not dollars: {currency[:20]}")
    # "gpt-4o-2024-08-06, cached input": the model, and which of its tokens.
    model = str(row.get("line_item", "")).partition(",")[0].strip()
    return BillLine(_day(row, "start_time_iso", "start_time"), model, dollars=_dollars(row, "amount_value"))


def _anthropic_usage(row: Row) -> BillLine | None:
    cached = _count(row, "usage_input_tokens_cache_read")
    other = (
        "usage_input_tokens_no_cache",
        "usage_input_tokens_cache_write_5m",
        "usage_input_tokens_cache_write_1h",
        "usage_input_tokens_cache_write",
    )
    return BillLine(
        _day(row, "usage_date_utc"),
        str(row.get("model_version", "")),
        # Anthropic counts the kinds of input beside each other; here the cached ones are parts of the prompt.
        prompt=cached + sum(_count(row, name) for name in other),
        cached=cached,
        completion=_count(row, "usage_output_tokens"),
        cache_write_1h=None if other[3] in row else _count(row, other[2]),
    )


def _anthropic_costs(row: Row) -> BillLine | None:
    return BillLine(_day(row, "usage_date_utc"), str(row.get("model", "")), dollars=_dollars(row, "cost_usd"))


def _litellm(row: Row) -> BillLine | None:
    if str(row.get("cache_hit")).lower() == "true" or row.get("status") == "failure":
        return None  # no provider was paid
    return BillLine(
        _day(row, "startTime"),
        str(row.get("model_group") or row.get("model") or ""),
        1,
        _count(row, "prompt_tokens"),
        _litellm_cached(row.get("metadata")),
        _count(row, "completion_tokens"),
        _dollars(row, "spend"),
    )


def _litellm_cached(metadata: object) -> int | None:
    """From the usage that LiteLLM keeps with a call's metadata; None when it keeps none."""
    usage = metadata.get("usage_object") if isinstance(metadata, Mapping) else None
    if not isinstance(usage, Mapping):
        return None
    details = usage.get("prompt_tokens_details")
    return _count(details if isinstance(details, Mapping) else usage, "cached_tokens", "cache_read_input_tokens")


FORMATS = (
    BillFormat(
        "OpenAI usage CSV",
        frozenset({"start_time", "num_model_requests", "input_tokens", "input_cached_tokens", "output_tokens"}),
        _openai_usage,
        "exports of platform.openai.com/usage from October 2025; fields as in the API's organization/usage/completions",
    ),
    BillFormat(
        "OpenAI costs CSV",
        frozenset({"start_time", "amount_value", "amount_currency", "line_item"}),
        _openai_costs,
        "exports of platform.openai.com/usage from October 2025; line items as in the API's organization/costs",
    ),
    BillFormat(
        "Anthropic usage CSV",
        frozenset({"usage_date_utc", "model_version", "usage_input_tokens_no_cache", "usage_output_tokens"}),
        _anthropic_usage,
        "exports of the Console's usage page, November 2025 to August 2026",
    ),
    BillFormat(
        "Anthropic cost CSV",
        frozenset({"usage_date_utc", "model", "token_type", "cost_usd"}),
        _anthropic_costs,
        "exports of the Console's cost page, March to September 2026",
    ),
    BillFormat(
        "LiteLLM spend logs (JSON lines or CSV)",
        frozenset({"startTime", "model", "spend", "prompt_tokens", "completion_tokens"}),
        _litellm,
        "the table LiteLLM_SpendLogs of LiteLLM 1.106's schema.prisma",
    ),
)


def _day(row: Row, *names: str) -> int:
    value = next((row[name] for name in names if name in row), None)
    try:
        if isinstance(value, int | float) or (isinstance(value, str) and value.isdecimal()):
            return int(float(value) // 86_400)
        at = datetime.fromisoformat(str(value).strip())
        # A time without a zone is UTC: so do all of these exports write them.
        return int((at if at.tzinfo else at.replace(tzinfo=UTC)).timestamp() // 86_400)
    except (ValueError, OverflowError) as error:
        raise ValueError(f"no time in {names[0]}") from error


def _count(row: Row, *names: str) -> int:
    value = next((row[name] for name in names if row.get(name) is not None), 0)
    try:
        number = Decimal(str(value))
        if number < 0 or number != int(number) or number > 10**15:
            raise ValueError
    except (InvalidOperation, ValueError, OverflowError) as error:
        raise ValueError(f"no count in {names[0]}") from error
    return int(number)


def _dollars(row: Row, name: str) -> Decimal:
    try:
        dollars = Decimal(str(row.get(name, 0)))
    except InvalidOperation as error:
        raise ValueError(f"no amount in {name}") from error
    if not dollars.is_finite() or abs(dollars) > 10**12:
        raise ValueError(f"no amount in {name}")
    return dollars
