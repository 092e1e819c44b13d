"""What a call costs: exact, by the right listing, or not at all."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from semcache.core.codec import decode
from semcache.core.ledger import Price
from semcache.core.pricing import Listing, PriceBook, Rates, cost, listing_per_million
from semcache.core.request import Usage


def rates(above: int, *dollars: str) -> Rates:
    return Rates(above, *(Decimal(text) for text in dollars))


GPT_4O = Listing("gpt-4o", "openai", (rates(0, "2.5e-6", "1e-5", "1.25e-6", "2.5e-6"),), "list 1", "2026-01-01")
TUNED = Listing(
    "ft:gpt-4o-2024-08-06", "openai", (rates(0, "3.75e-6", "1.5e-5", "1.875e-6", "3.75e-6"),), "list 1", "2026-01-01"
)
TIERED = Listing(
    "gemini/pro",
    "gemini",
    (rates(0, "1e-6", "1e-5", "1e-7", "1e-6"), rates(200_000, "2e-6", "2e-5", "2e-7", "2e-6")),
    "list 1",
    "2026-01-01",
)
BOOK = PriceBook.of([GPT_4O, TUNED, TIERED])


@pytest.mark.parametrize(
    ("asked", "listed"),
    [
        ("gpt-4o", "gpt-4o"),
        ("openai/gpt-4o", "gpt-4o"),
        ("gemini/pro", "gemini/pro"),
        ("ft:gpt-4o-2024-08-06:my-org::abc123", "ft:gpt-4o-2024-08-06"),
        ("openai/ft:gpt-4o-2024-08-06:my-org:name:abc123", "ft:gpt-4o-2024-08-06"),
        # Another date, provider, case or suffix is another model.
        ("gpt-4o-2099-01-01", None),
        ("gpt-4o-mini", None),
        ("gpt-4", None),
        ("GPT-4o", None),
        ("groq/gpt-4o", None),
        ("azure/gpt-4o", None),
        ("openai/openai/gpt-4o", None),
        ("groq/ft:gpt-4o-2024-08-06:x", None),
        ("ft:gpt-4o-2099-01-01:my-org", None),
        ("pro", None),
        ("openai/", None),
        ("/gpt-4o", None),
        ("", None),
    ],
)
def test_a_name_finds_its_own_model_or_none(asked: str, listed: str | None) -> None:
    found = BOOK.find(asked)
    assert (found.model if found else None) == listed
    assert (BOOK.price(asked) is None) == (listed is None)


def test_the_price_names_its_source_and_date() -> None:
    assert BOOK.price("openai/gpt-4o") == Price(
        "gpt-4o", *(Decimal(d) for d in ("2.5e-6", "1e-5", "1.25e-6", "2.5e-6")), "list 1", "2026-01-01"
    )


@pytest.mark.parametrize(("prompt", "dollars"), [(0, "1e-6"), (200_000, "1e-6"), (200_001, "2e-6")])
def test_a_prompt_above_the_tier_is_charged_at_its_rate_whole(prompt: int, dollars: str) -> None:
    price = BOOK.price("gemini/pro", prompt)
    assert price is not None
    assert price.input == Decimal(dollars)
    assert cost(Usage(prompt, 0), price) == prompt * Decimal(dollars)


def test_the_later_list_wins_and_the_users_own_price_is_found_by_every_name() -> None:
    own = listing_per_million(
        "gpt-4o",
        input_per_million=Decimal(1),
        output_per_million=Decimal("4"),
        source="semcache.yaml",
        date="2026-02-02",
    )
    book = PriceBook.of([GPT_4O], [own])
    expected = Price(
        "gpt-4o", Decimal("1e-6"), Decimal("4e-6"), Decimal("1e-6"), Decimal("1e-6"), "semcache.yaml", "2026-02-02"
    )
    assert book.price("gpt-4o") == book.price("openai/gpt-4o") == expected
    assert len(book) == 1


def test_a_model_of_the_users_own_is_found_by_its_exact_name_only() -> None:
    own = listing_per_million(
        "my-llama", input_per_million=Decimal(0), output_per_million=Decimal(0), source="s", date=""
    )
    book = PriceBook.of([own])
    assert book.price("my-llama") is not None
    assert book.price("openai/my-llama") is None


def test_cached_and_written_tokens_are_charged_at_their_own_rates() -> None:
    price = Price("m", Decimal("3e-6"), Decimal("1.5e-5"), Decimal("3e-7"), Decimal("3.75e-6"), "s", "d")
    usage = Usage(prompt=1000, completion=10, cached=600, cache_write=300, reasoning=5)
    # 100 x 3 + 600 x 0.3 + 300 x 3.75 + 10 x 15 dollars a million
    assert cost(usage, price) == Decimal("0.001755")


@pytest.mark.parametrize(("listed", "dollars"), [(Decimal("6e-6"), "0.0042"), (None, "0.003075")])
def test_what_is_kept_for_an_hour_is_charged_at_its_own_rate_where_one_is_listed(
    listed: Decimal | None, dollars: str
) -> None:
    rates = Rates(0, Decimal("3e-6"), Decimal("1.5e-5"), Decimal("3e-7"), Decimal("3.75e-6"), listed)
    price = Listing("claude", "anthropic", (rates,), "s", "d").price(0)
    assert price is not None
    # 100 of the 600 for five minutes: 100 x 3 + 200 x 0.3 + 100 x 3.75 + 500 x 6 (or 3.75) + 31 x 15 dollars a million
    assert cost(Usage(900, 31, cached=200, cache_write=600, cache_write_1h=500), price) == Decimal(dollars)


def test_a_price_that_was_stored_before_there_was_an_hours_rate_costs_what_it_did() -> None:
    stored = """{"model":"m","input":"3","output":"15","cached":"0.3","cache_write":"3.75","source":"s","date":"d"}"""
    usage = Usage(300, 0, cache_write=200, cache_write_1h=100)
    assert cost(usage, decode(Price, stored)) == 100 * 3 + 200 * Decimal("3.75")


tokens = st.integers(0, 10_000_000)
per_token = st.decimals(min_value=0, max_value=1, places=12)


@given(tokens, tokens, tokens, tokens, per_token, per_token, per_token, per_token)
def test_cost_is_exact(
    plain: int, cached: int, written: int, out: int, i: Decimal, o: Decimal, c: Decimal, w: Decimal
) -> None:
    usage = Usage(plain + cached + written, out, cached, written)
    exact = plain * Fraction(i) + cached * Fraction(c) + written * Fraction(w) + out * Fraction(o)
    assert Fraction(cost(usage, Price("m", i, o, c, w, "s", "d"))) == exact


def test_more_cached_than_prompt_tokens_never_make_a_cost_negative() -> None:
    price = Price("m", Decimal(1), Decimal(1), Decimal(0), Decimal(0), "s", "d")
    assert cost(Usage(prompt=10, completion=0, cached=50), price) == 0
