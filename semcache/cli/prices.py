"""`semcache prices`: show and update what models cost."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import click

from semcache.adapters.price_map import OWN_PRICES, load_price_book, read_prices, write_prices
from semcache.cli.output import json_option, print_json, state_options
from semcache.core.pricing import MILLION, Listing, Rates
from semcache.errors import UsageError
from semcache.fields import did_you_mean
from semcache.report.safe import one_line
from semcache.settings import load_settings

_COLUMNS = ("input", "output", "cached", "cache_write", "cache_write_1h")


@click.group(help="Show or update what models cost.")
def command() -> None: ...


@command.command()
@click.argument("model")
@state_options
@json_option
def show(model: str, home: Path | None, config: Path | None, as_json: bool) -> None:
    """What MODEL costs, in dollars a million tokens, and who says so."""
    settings = load_settings(config, overrides={"home": home})
    book = load_price_book(settings.home, settings.own_listings(), settings.prices_file)
    listing = book.find(model)
    if listing is None:
        meant = did_you_mean(model, list(book.listings))
        said = f"{meant} Else" if meant else ";"
        raise UsageError(f"{model}: no price is listed{said} add one with: semcache prices update --from FILE")
    if as_json:
        print_json(_document(model, listing))
    else:
        click.echo(_table(model, listing))


@command.command()
@click.option(
    "--from", "file", required=True, type=click.Path(dir_okay=False), metavar="FILE", help="LiteLLM's map, or your own."
)
@state_options
@json_option
def update(file: str, home: Path | None, config: Path | None, as_json: bool) -> None:
    """Take prices from a file: they win over the installed ones from now on.

    FILE is LiteLLM's price map or a JSON object {"my-model": {"input_per_million": 0.5, "output_per_million": 1.5,
    "cached_input_per_million": 0.05, "cache_write_per_million": 0.6, "cache_write_1h_per_million": 1}}. Ledger rows
    keep the price they were booked at.
    """
    listings = read_prices(Path(file))
    target = load_settings(config, overrides={"home": home}).home / OWN_PRICES
    write_prices(listings, target)
    if as_json:
        print_json({"models": len(listings), "from": file, "to": str(target)})
    else:
        click.echo(f"{len(listings)} {'price' if len(listings) == 1 else 'prices'} written to {one_line(str(target))}")


def _document(asked: str, listing: Listing) -> dict[str, object]:
    return {
        "asked": asked,
        "model": listing.model,
        "provider": listing.provider,
        "source": listing.source,
        "date": listing.date,
        "dollars_per_million_tokens": _by_size(listing.rates),
        "service_tiers": {tier: _by_size(all_rates) for tier, all_rates in listing.tiers.items()},
    }


def _by_size(all_rates: tuple[Rates, ...]) -> list[dict[str, object]]:
    return [
        {"prompt_above": rates.above, **dict(zip(_COLUMNS, _per_million(rates), strict=True))} for rates in all_rates
    ]


def _table(asked: str, listing: Listing) -> str:
    name = one_line(asked) + ("" if asked == listing.model else f", listed as {one_line(listing.model)}")
    rows: list[tuple[str, ...]] = [("$ per million tokens", "input", "output", "cached", "cache write", "for 1 hour")]
    for tier, all_rates in {"": listing.rates, **listing.tiers}.items():
        first = f"prompts up to {all_rates[1].above:,} tokens" if len(all_rates) > 1 else "any prompt"
        for rates in all_rates:
            label = f"prompts above {rates.above:,} tokens" if rates.above else first
            rows.append((f"{tier}, {label}" if tier else label, *_per_million(rates)))
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = [
        "  ".join(
            [row[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))]
        )
        for row in rows
    ]
    return "\n".join([name, *lines, f"source: {one_line(listing.source)}, {one_line(listing.date)}"])


def _per_million(rates: Rates) -> tuple[str, ...]:
    for_an_hour = rates.cache_write if rates.cache_write_1h is None else rates.cache_write_1h
    return tuple(map(_dollars, (rates.input, rates.output, rates.cached, rates.cache_write, for_an_hour)))


def _dollars(per_token: Decimal) -> str:
    """At least two places, and as many more as the price has."""
    exact = (per_token * MILLION).normalize()
    exponent = exact.as_tuple().exponent
    return f"{exact:f}" if isinstance(exponent, int) and exponent < -2 else f"{exact:.2f}"
