"""Makes semcache/data/prices.json.gz, the price list for where litellm is not installed, from the installed one.

python tools/price_snapshot.py
"""

from __future__ import annotations

from semcache.adapters.price_map import SNAPSHOT, installed_prices, write_prices


def main() -> None:
    listings = installed_prices()
    first = listings[0]
    if not first.source.startswith("litellm "):
        raise SystemExit("litellm is not installed: pip install litellm")
    write_prices(listings, SNAPSHOT)
    print(f"{len(listings)} models from {first.source}, {first.date}: {SNAPSHOT.stat().st_size} bytes")


if __name__ == "__main__":
    main()
