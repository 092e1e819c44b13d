"""Price lists and what a call costs by them: Decimal dollars, dated and sourced, never guessed.

Covered: text tokens, prompt tokens read from or written to the provider's prompt cache (for an hour at a rate of their
own), prompts above a size from which the provider charges other rates, and flex, priority and batch service. Not
covered: audio, images, and fees a request.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from semcache.core.ledger import Price
from semcache.core.request import Usage

MILLION = Decimal(1_000_000)


@dataclass(frozen=True, slots=True)
class Rates:
    """Dollars a token for calls whose prompt has more than `above` tokens; the whole call is billed by them."""

    above: int
    input: Decimal
    output: Decimal
    cached: Decimal
    cache_write: Decimal
    cache_write_1h: Decimal | None = None
    """None where it is charged as `cache_write`."""


@dataclass(frozen=True, slots=True)
class Listing:
    """What one price list says about one model."""

    model: str
    provider: str
    """Whose price it is, "openai"; "" when the list does not say."""
    rates: tuple[Rates, ...]
    """Ascending by `above`; the first one's is 0. Empty where dollars a token do not say what a call costs."""
    source: str
    date: str
    """ISO date of the source."""
    tiers: Mapping[str, tuple[Rates, ...]] = field(default_factory=dict)
    """The same of service tiers that are billed otherwise: see `semcache.core.service_tier`."""

    def price(self, prompt_tokens: int, tier: str = "") -> Price | None:
        """The price of a call with a prompt of this size, if it has one; at the standard tier where no other rates are
        listed."""
        if not self.rates:
            return None
        tier = tier if tier in self.tiers else ""
        all_rates = self.tiers[tier] if tier else self.rates
        rates = all_rates[0]
        for higher in all_rates[1:]:
            if prompt_tokens > higher.above:
                rates = higher
        of = (rates.input, rates.output, rates.cached, rates.cache_write)
        return Price(self.model, *of, self.source, self.date, tier, rates.cache_write_1h)


@dataclass(frozen=True, slots=True)
class PriceBook:
    """Models and their prices. What is not listed has no price."""

    listings: Mapping[str, Listing]

    @classmethod
    def of(cls, *lists: Iterable[Listing]) -> PriceBook:
        """One book of several lists; where two name the same model, the later list wins.

        A later listing that names no provider keeps the earlier one's, so that "openai/gpt-4o" finds a user's own
        price for "gpt-4o" too.
        """
        listings: dict[str, Listing] = {}
        for listing in (listing for a_list in lists for listing in a_list):
            earlier = listings.get(listing.model)
            if earlier and earlier.provider and not listing.provider:
                listing = replace(listing, provider=earlier.provider)
            listings[listing.model] = listing
        return cls(listings)

    def __len__(self) -> int:
        return len(self.listings)

    def find(self, model: str) -> Listing | None:
        """The listing under exactly this name, or under a name that means the same model at the same provider.

        Two such names are known: "openai/gpt-4o" is "gpt-4o" where the list says that OpenAI sells it (so for every
        provider), and "ft:gpt-4o-2024-08-06:my-org::id" is the listed "ft:gpt-4o-2024-08-06". Dates and suffixes are
        never cut off: another date is another model, with a price of its own.
        """
        exact = self.listings.get(model)
        if exact is not None:
            return exact
        for provider, name in _same_model(model):
            listing = self.listings.get(name)
            if listing is not None and listing.provider == provider:
                return listing
        return None

    def price(self, model: str, prompt_tokens: int = 0, tier: str = "") -> Price | None:
        """Dollars a token for a call with a prompt of this size; None when the model is not listed."""
        listing = self.find(model)
        return listing.price(prompt_tokens, tier) if listing else None


def cost(usage: Usage, price: Price) -> Decimal:
    """Dollars, exact: every token at its own rate, none rounded."""
    plain = max(0, usage.prompt - usage.cached - usage.cache_write)
    for_an_hour = price.cache_write if price.cache_write_1h is None else price.cache_write_1h
    return (
        plain * price.input
        + usage.cached * price.cached
        + (usage.cache_write - usage.cache_write_1h) * price.cache_write
        + usage.cache_write_1h * for_an_hour
        + usage.completion * price.output
    )


def listing_per_million(
    model: str,
    *,
    input_per_million: Decimal,
    output_per_million: Decimal,
    cached_input_per_million: Decimal | None = None,
    cache_write_per_million: Decimal | None = None,
    cache_write_1h_per_million: Decimal | None = None,
    source: str,
    date: str,
) -> Listing:
    """A listing from dollars a million tokens, as people write prices; a rate left out is the input rate, and
    that of one-hour cache writes the rate of the others."""
    cached = input_per_million if cached_input_per_million is None else cached_input_per_million
    written = input_per_million if cache_write_per_million is None else cache_write_per_million
    of = (input_per_million / MILLION, output_per_million / MILLION, cached / MILLION, written / MILLION)
    for_an_hour = None if cache_write_1h_per_million is None else cache_write_1h_per_million / MILLION
    return Listing(model, "", (Rates(0, *of, for_an_hour),), source, date)


def _same_model(model: str) -> Iterator[tuple[str, str]]:
    """(provider, name) pairs under which the list may hold this very model."""
    provider, slash, name = model.partition("/")
    if not slash:
        provider, name = "openai", model
    else:
        yield provider, name
    if name.startswith("ft:"):
        yield provider, ":".join(name.split(":")[:2])
