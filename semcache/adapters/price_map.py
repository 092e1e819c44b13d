"""Reads price lists from files: LiteLLM's map, a snapshot made from it, or a user's own prices.

Numbers go from the JSON text to Decimal and are never a float. Loading takes tens of milliseconds: do it while
starting, not while a request waits.
"""

from __future__ import annotations

import gzip
import importlib.metadata
import importlib.util
import json
import os
import re
import zlib
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from semcache.core.pricing import Listing, PriceBook, Rates, listing_per_million
from semcache.core.service_tier import BATCH, FLEX, PRIORITY
from semcache.errors import ConfigError

SNAPSHOT = Path(__file__).parent.parent / "data" / "prices.json.gz"
"""Ships with semcache, for where litellm is not installed. `tools/price_snapshot.py` makes it."""
OWN_PRICES = "prices.json"
"""Under SEMCACHE_HOME; wins over what is installed."""

_FORMAT = "semcache-prices-1"
_NOTICE = "What names litellm as its origin: from LiteLLM's price map, MIT licence, copyright (c) 2023 Berri AI."
_MODES = frozenset({"chat", "completion", "responses"})
_PROVIDERS = {
    # LiteLLM splits some providers by code path; the price does not depend on it.
    "text-completion-openai": "openai",
    "bedrock_converse": "bedrock",
    "cohere_chat": "cohere",
    "vertex_ai-language-models": "vertex_ai",
    "vertex_ai-text-models": "vertex_ai",
}
_CACHED_SHARE = {"fireworks_ai": Decimal("0.5")}
"""Of the input rate, for cached tokens of models whose own rate the map does not give. Fireworks says so of all its
serverless models, and LiteLLM reckons so."""
_ABOVE = re.compile(r"(?:in|out)put_cost_per_token_above_(\d+)k_tokens((?:_flex|_priority|_batches)?)")
_SUFFIXES = {FLEX: "_flex", PRIORITY: "_priority", BATCH: "_batches"}
_PER_MILLION = (
    "input_per_million",
    "output_per_million",
    "cached_input_per_million",
    "cache_write_per_million",
    "cache_write_1h_per_million",
)

_Json = dict[str, Any]


def load_price_book(home: Path | None = None, own: Iterable[Listing] = (), file: Path | None = None) -> PriceBook:
    """The prices to go by: `own`, over those in `file`, over `home`/prices.json, over the installed list."""
    updated = home / OWN_PRICES if home else None
    return PriceBook.of(
        installed_prices(),
        read_prices(updated) if updated and updated.exists() else (),
        read_prices(file) if file else (),
        own,
    )


def installed_prices() -> list[Listing]:
    """The map in the installed `litellm` wheel (read as data, litellm is not imported), else the snapshot.

    The wheel says no date, so its listings carry the day on which it was installed.
    """
    path = _litellm_map()
    if path is None:
        return read_prices(SNAPSHOT)
    source = f"litellm {importlib.metadata.version('litellm')}"
    return list(_from_litellm(_read_json(path), source, file_date(path)))


def read_prices(path: Path) -> list[Listing]:
    """Any price file; raises ConfigError when it holds no prices or a bad one."""
    data = _read_json(path)
    if data.get("format") == _FORMAT:
        return list(_from_snapshot(data, str(path)))
    models: _Json = {name: entry for name, entry in data.items() if isinstance(entry, dict)}
    if any(key in entry for entry in models.values() for key in _PER_MILLION):
        return [per_million(str(path), name, entry, path.name, file_date(path)) for name, entry in data.items()]
    found = list(_from_litellm(models, path.name, file_date(path)))
    if not found:
        raise ConfigError(
            str(path), "", "no prices in it; expected LiteLLM's price map or {model: {input_per_million: ...}}"
        )
    return found


def write_prices(listings: Iterable[Listing], path: Path) -> None:
    """Writes a price list that `read_prices` reads back, whole or not at all; gzipped when the name ends in .gz."""
    listings = sorted(listings, key=lambda one: one.model)
    origins = sorted({(one.source, one.date) for one in listings})
    models = {
        one.model: [
            one.provider,
            origins.index((one.source, one.date)),
            *([r.above, *_texts(r)] for r in one.rates),
            *([tier, r.above, *_texts(r)] for tier, rates in sorted(one.tiers.items()) for r in rates),
        ]
        for one in listings
    }
    document = {"format": _FORMAT, "notice": _NOTICE, "origins": origins, "models": models}
    text = json.dumps(document, indent=0, separators=(",", ":")).encode()
    fresh = path.with_name(path.name + ".new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh.write_bytes(gzip.compress(text, mtime=0) if path.suffix == ".gz" else text)
        os.replace(fresh, path)
    except OSError as error:
        raise ConfigError(str(path), "", f"cannot be written: {error.strerror or error}") from error


def per_million(where: str, model: str, entry: object, source: str, date: str) -> Listing:
    """A listing from a user's own {input_per_million, output_per_million, ...}; raises ConfigError."""
    if not isinstance(entry, dict):
        raise ConfigError(where, model, "expected a mapping with input_per_million and output_per_million")
    unknown = sorted(set(entry) - set(_PER_MILLION))
    if unknown:
        raise ConfigError(where, f"{model}.{unknown[0]}", f"unknown; expected one of {', '.join(_PER_MILLION)}")
    rates: dict[str, Decimal] = {}
    for key in _PER_MILLION:
        if key in entry:
            rates[key] = _dollars(where, f"{model}.{key}", entry[key])
        elif key in _PER_MILLION[:2]:
            raise ConfigError(where, f"{model}.{key}", "missing; expected dollars a million tokens")
    return listing_per_million(
        model,
        input_per_million=rates["input_per_million"],
        output_per_million=rates["output_per_million"],
        cached_input_per_million=rates.get("cached_input_per_million"),
        cache_write_per_million=rates.get("cache_write_per_million"),
        cache_write_1h_per_million=rates.get("cache_write_1h_per_million"),
        source=source,
        date=date,
    )


def litellm_listing(model: str, entry: Mapping[str, Any], source: str, date: str) -> Listing:
    """One entry of LiteLLM's price map as it holds it in memory; without rates where dollars a token do not say what a
    call costs."""
    try:
        exact = json.loads(json.dumps(entry), parse_float=Decimal, parse_constant=_no_constant)
        found = _listing(model, exact, source, date)
    except (ArithmeticError, LookupError, TypeError, ValueError):
        found = None
    return found or Listing(model, "", (), source, date)


def file_date(path: Path) -> str:
    """The ISO day, in UTC, on which the file was last written."""
    return datetime.fromtimestamp(path.stat().st_mtime, UTC).date().isoformat()


def _litellm_map() -> Path | None:
    spec = importlib.util.find_spec("litellm")
    if spec is None or spec.origin is None:
        return None
    path = Path(spec.origin).parent / "model_prices_and_context_window_backup.json"
    return path if path.exists() else None


def _read_json(path: Path) -> _Json:
    try:
        raw = path.read_bytes()
        text = gzip.decompress(raw) if raw[:2] == b"\x1f\x8b" else raw
        data = json.loads(text, parse_float=Decimal, parse_constant=_no_constant)
    except OSError as error:
        raise ConfigError(str(path), "", f"cannot be read: {error.strerror or error}") from error
    except (ValueError, EOFError, zlib.error, RecursionError) as error:
        raise ConfigError(str(path), "", f"not valid JSON: {error}") from error
    if not isinstance(data, dict):
        raise ConfigError(str(path), "", "expected a JSON object of models")
    return data


def _no_constant(name: str) -> Decimal:
    raise ValueError(f"{name} is not a number")


def _from_snapshot(data: _Json, where: str) -> Iterator[Listing]:
    try:
        origins = [(str(source), str(date)) for source, date in data["origins"]]
        for model, (provider, origin, *rates) in data["models"].items():
            read: dict[str, tuple[Rates, ...]] = {"": ()}
            for one in rates:
                tier, above, *texts = one if isinstance(one[0], str) else ("", *one)
                read[tier] = (*read.get(tier, ()), Rates(int(above), *map(Decimal, texts)))
            standard = read.pop("")
            source, date = origins[int(origin)]
            yield Listing(model, str(provider), standard, source, date, read)
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
        raise ConfigError(where, "models", "damaged; write it again with: semcache prices update") from error


def _from_litellm(models: _Json, source: str, date: str) -> Iterator[Listing]:
    for model, entry in models.items():
        if not isinstance(entry, dict) or entry.get("mode") not in _MODES:
            continue
        try:
            listing = _listing(model, entry, source, date)
        except (ArithmeticError, LookupError, TypeError, ValueError) as error:
            raise ConfigError(source, model, "a cost is not a number, or a tier has no range") from error
        if listing is not None:
            yield listing


def _listing(model: str, entry: _Json, source: str, date: str) -> Listing | None:
    rates = tuple(_standard(entry))
    tiers = dict(_tiers(entry, rates)) if rates else {}
    every = (*rates, *(rates for all_rates in tiers.values() for rates in all_rates))
    if not rates or rates[0].above != 0 or any(rate < 0 for r in every for rate in _rates(r)):
        return None
    provider = str(entry.get("litellm_provider", ""))
    return Listing(model, _PROVIDERS.get(provider, provider), rates, source, date, tiers)


def _standard(entry: _Json) -> Iterator[Rates]:
    """A model's rates by prompt size; nothing where dollars a token alone do not say what a call costs.

    So a model stays unpriced that has a fee a request, other rates at night, or a rate of its own for reasoning tokens.
    """
    if entry.get("input_cost_per_request") or entry.get("off_peak_pricing"):
        return
    ranges = entry.get("tiered_pricing")
    if ranges:
        for part in ranges:
            if not _complete(part):
                return
            yield _rates_above(int(part["range"][0]), part)
        return
    if not _complete(entry):
        return
    yield _rates_above(0, entry)
    for thousands in _sizes(entry, ""):
        yield _rates_above(thousands * 1000, entry, f"_above_{thousands}k_tokens")


def _tiers(entry: _Json, standard: tuple[Rates, ...]) -> Iterator[tuple[str, tuple[Rates, ...]]]:
    """A model's rates by service tier, for those that are not billed as the standard one."""
    for tier, suffix in _SUFFIXES.items():
        if f"input_cost_per_token{suffix}" not in entry or entry.get("tiered_pricing"):
            continue
        sizes = {*_sizes(entry, suffix), *(() if tier == BATCH else _sizes(entry, ""))}
        names = ("", *(f"_above_{thousands}k_tokens" for thousands in sorted(sizes)))
        found = tuple(
            _rates_above(above, entry, size, suffix)
            for above, size in zip((0, *(1000 * thousands for thousands in sorted(sizes))), names, strict=True)
        )
        if found != standard:
            yield tier, found


def _sizes(entry: _Json, suffix: str) -> list[int]:
    """Thousands of prompt tokens from which on this tier has other rates."""
    found = (_ABOVE.fullmatch(key) for key in entry if "_above_" in key)  # few have any, and a match costs more
    return sorted({int(match[1]) for match in found if match and match[2] == suffix})


def _complete(entry: _Json) -> bool:
    """Whether input and output rates are there, and reasoning tokens have no other rate than output tokens."""
    if "input_cost_per_token" not in entry or "output_cost_per_token" not in entry:
        return False
    output = entry["output_cost_per_token"]
    return bool(entry.get("output_cost_per_reasoning_token", output) == output)


def _rates_above(above: int, entry: _Json, size: str = "", tier: str = "") -> Rates:
    """The rates under these keys. What a larger prompt does not change is charged at the base rate, and what a tier
    does not name as the standard one, but for batches, whose prompts are charged at one rate then. LiteLLM's rules."""
    suffixes = [size + tier, tier] if tier == _SUFFIXES[BATCH] else [size + tier, size, tier, ""]
    suffixes = list(dict.fromkeys(suffixes))  # without size and tier they are all one

    def listed(key: str) -> Decimal | None:
        for one in suffixes:
            if (found := entry.get(key + one)) is not None:
                return Decimal(found)
        return None

    def rate(key: str, otherwise: Decimal) -> Decimal:
        found = listed(key)
        return otherwise if found is None else found

    plain = rate("input_cost_per_token", Decimal(0))
    cached_share = _CACHED_SHARE.get(str(entry.get("litellm_provider")), Decimal(1))
    return Rates(
        above,
        plain,
        rate("output_cost_per_token", Decimal(entry["output_cost_per_token"]) / 2),  # of a batch that names none
        rate("cache_read_input_token_cost", rate("input_cost_per_token_cache_hit", plain * cached_share)),
        rate("cache_creation_input_token_cost", plain),
        listed("cache_creation_input_token_cost_above_1hr"),
    )


def _rates(rates: Rates) -> tuple[Decimal, ...]:
    """In the order of the fields, the last one only where it is listed."""
    of = (rates.input, rates.output, rates.cached, rates.cache_write)
    return of if rates.cache_write_1h is None else (*of, rates.cache_write_1h)


def _texts(rates: Rates) -> list[str]:
    return [str(rate) for rate in _rates(rates)]


def _dollars(where: str, key: str, value: object) -> Decimal:
    expected = "expected dollars a million tokens, 0 or more"
    if isinstance(value, bool) or not isinstance(value, (int, float, str, Decimal)):
        raise ConfigError(where, key, expected)
    try:
        # A YAML reader gives floats: their shortest text is what the user wrote.
        dollars = Decimal(str(value))
    except InvalidOperation as error:
        raise ConfigError(where, key, expected) from error
    if not dollars.is_finite() or dollars < 0:
        raise ConfigError(where, key, expected)
    return dollars
