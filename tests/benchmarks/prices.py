"""Our dollars beside LiteLLM's own, for every priced chat model and several kinds of usage; each difference listed.

    python -m tests.benchmarks.prices [--all]

LiteLLM is asked in a process of its own, offline (LITELLM_LOCAL_MODEL_COST_MAP), and each model under the provider that
its map names.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import subprocess
import sys
from dataclasses import dataclass, field

from semcache.adapters.price_map import installed_prices
from semcache.core.pricing import PriceBook, cost
from semcache.core.request import Usage

PLAIN, CACHED = Usage(1_000, 500), Usage(1_000, 500, cached=600)
USAGES = {
    "plain": (PLAIN, ""),
    "150,000 in": (Usage(150_000, 500), ""),
    "250,000 in": (Usage(250_000, 500), ""),
    "600 of 1,000 cached": (CACHED, ""),
    "600 of 1,000 written to the cache": (Usage(1_000, 500, cache_write=600), ""),
    "600 of 1,000 written, 400 of these for an hour": (Usage(1_000, 500, cache_write=600, cache_write_1h=400), ""),
    "300,000 in, 600 written for an hour": (Usage(300_000, 500, cache_write=600, cache_write_1h=600), ""),
    "flex": (PLAIN, "flex"),
    "flex, 600 of 1,000 cached": (CACHED, "flex"),
    "flex, 300,000 in": (Usage(300_000, 500), "flex"),
    "priority": (PLAIN, "priority"),
    "priority, 600 of 1,000 cached": (CACHED, "priority"),
    "priority, 300,000 in": (Usage(300_000, 500), "priority"),
    "batch": (PLAIN, "batch"),
    "batch, 600 of 1,000 cached": (CACHED, "batch"),
    "batch, 300,000 in": (Usage(300_000, 500), "batch"),
}
"""Tokens, and the service tier: of those beyond the standard one, only models with rates for it are compared."""
_ASK = """
import json, litellm, sys
from litellm.cost_calculator import batch_cost_calculator
usages = json.loads(sys.argv[1])
found = {}
for model, entry in litellm.model_cost.items():
    if entry.get("mode") not in ("chat", "completion", "responses"):
        continue
    for name, (prompt, completion, cached, written, for_an_hour, tier) in usages.items():
        suffix = "_batches" if tier == "batch" else "_" + tier
        if tier and not any(key.endswith(suffix) for key in entry):
            continue
        provider = entry["litellm_provider"]
        try:
            if tier == "batch":
                usage = litellm.Usage(prompt_tokens=prompt, completion_tokens=completion, total_tokens=0,
                                      prompt_tokens_details={"cached_tokens": cached})
                parts = batch_cost_calculator(usage=usage, model=model, custom_llm_provider=provider)
            elif for_an_hour:
                usage = litellm.Usage(prompt_tokens=prompt, completion_tokens=completion, total_tokens=0,
                                      cache_creation_input_tokens=written,
                                      prompt_tokens_details={"cache_creation_tokens": written,
                                                             "cache_creation_token_details": {
                                                                 "ephemeral_5m_input_tokens": written - for_an_hour,
                                                                 "ephemeral_1h_input_tokens": for_an_hour}})
                parts = litellm.cost_per_token(model=model, custom_llm_provider=provider, usage_object=usage)
            else:
                parts = litellm.cost_per_token(
                    model=model, custom_llm_provider=provider, prompt_tokens=prompt, completion_tokens=completion,
                    cache_read_input_tokens=cached, cache_creation_input_tokens=written, service_tier=tier or None,
                )
        except Exception:
            continue
        found.setdefault(name, {})[model] = sum(parts)
print(json.dumps(found))
"""


@dataclass(slots=True)
class Comparison:
    usage: str
    same: int = 0
    differ: dict[str, tuple[float, float]] = field(default_factory=dict)
    """Model: LiteLLM's dollars, ours."""
    unpriced: list[str] = field(default_factory=list)
    """LiteLLM says dollars, we say nothing."""

    @property
    def share(self) -> float:
        """Of the models that both price."""
        return self.same / max(1, self.same + len(self.differ))


def has_litellm() -> bool:
    return importlib.util.find_spec("litellm") is not None


def compare() -> list[Comparison]:
    """One for each usage."""
    usages = json.dumps(
        {
            name: (u.prompt, u.completion, u.cached, u.cache_write, u.cache_write_1h, tier)
            for name, (u, tier) in USAGES.items()
        }
    )
    environment = {"LITELLM_LOCAL_MODEL_COST_MAP": "True", "PATH": "", "HOME": os.devnull}
    run = subprocess.run(
        [sys.executable, "-c", _ASK, usages], capture_output=True, text=True, check=True, env=environment
    )
    theirs: dict[str, dict[str, float]] = json.loads(run.stdout.splitlines()[-1])
    book = PriceBook.of(installed_prices())
    found = []
    for name, (usage, tier) in USAGES.items():
        one = Comparison(name)
        for model, dollars in sorted(theirs[name].items()):
            price = book.price(model, usage.prompt, tier)
            if price is None:
                one.unpriced += [model] if dollars else []
                continue
            ours = float(cost(usage, price))
            if abs(dollars - ours) <= 1e-9 * max(dollars, ours):
                one.same += 1
            else:
                one.differ[model] = (dollars, ours)
        found.append(one)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--all", action="store_true", help="list every difference, not the first ten of each usage")
    listed = None if parser.parse_args().all else 10
    if not has_litellm():
        print("litellm is not installed: pip install 'semcache-llm[litellm]'")
        return
    comparisons = compare()
    for one in comparisons:
        total = one.same + len(one.differ)
        print(f"\n{one.usage}: {one.same} of {total} the same, {one.share:.2%}")
        for model, (theirs, ours) in list(one.differ.items())[:listed]:
            print(f"  {model}: LiteLLM ${theirs:.6f}, ours ${ours:.6f}")
        if listed and len(one.differ) > listed:
            print(f"  and {len(one.differ) - listed} more (--all)")
    print(f"\npriced by LiteLLM, left unpriced by us (fees, night rates, rates for reasoning tokens): "
          f"{len(comparisons[0].unpriced)}")  # fmt: skip
    for model in comparisons[0].unpriced[:listed]:
        print(f"  {model}")


if __name__ == "__main__":
    main()
