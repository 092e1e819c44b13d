"""`semcache breakeven`: buy tokens or rent GPUs."""

from __future__ import annotations

import time
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from pathlib import Path

import click

from semcache.cli.ledgers import ledger_option, named_ledgers, read_ledgers, readable
from semcache.cli.output import console, json_option, print_json, state_options
from semcache.core.breakeven import ONE, Fleet, Workload, compare
from semcache.errors import UsageError


class Amount(click.ParamType["Decimal"]):
    """A plain number, or a share such as 45%, within bounds."""

    name = "number"

    def __init__(self, low: str = "0", high: str | None = None, *, above: bool = False, share: bool = False) -> None:
        self._low, self._high, self._above, self._share = Decimal(low), Decimal(high) if high else None, above, share

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Decimal:
        text = str(value).strip().removeprefix("$").replace(",", "").replace("_", "")
        try:
            number = Decimal(text.removesuffix("%")) / 100 if self._share and text.endswith("%") else Decimal(text)
        except InvalidOperation:
            number = Decimal("NaN")
        fits = (
            number.is_finite()
            and number.adjusted() < 18
            and (number > self._low or (number == self._low and not self._above))
        )
        if not fits or (self._high is not None and number > self._high):
            bounds = f"above {self._low}" if self._above else f"from {self._low}"
            upper = f" up to {self._high}" if self._high is not None else ""
            self.fail(
                f"{str(value)!r}: expected a number {bounds}{upper}" + (", or 45%" if self._share else ""), param, ctx
            )
        return number


_SHARE = Amount("0", "1", share=True)


@click.command()
@click.option("--model", required=True, help="The model that would be bought, as prices know it.")
@click.option("--gpu-hour", required=True, type=Amount(), metavar="$", help="Dollars an hour of one GPU.")
@click.option(
    "--tokens-per-second", required=True, type=Amount(above=True), metavar="N",
    help="Answer tokens that one busy GPU makes in a second over all its requests.",
)  # fmt: skip
@click.option("--requests", type=Amount(above=True), metavar="N", help="A month, those that a cache answers included.")
@click.option("--input", "prompt", type=Amount(), metavar="N", help="Mean prompt tokens a request.")
@click.option("--output", type=Amount(above=True), metavar="N", help="Mean answer tokens a request.")
@click.option("--cached", type=_SHARE, metavar="%", help="Of the prompt, billed at the provider's cached rate.")
@click.option("--hit-ratio", type=_SHARE, metavar="%", help="Of the requests, answered by the cache.")
@click.option("--utilisation", type=Amount("0", "1", above=True, share=True), default="100%", metavar="%",
              help="Of the GPU hours paid, busy.  [default: 100%]")  # fmt: skip
@click.option("--engineering", type=Amount(), default="0", metavar="$", help="To set it up, once.")
@click.option("--months", type=Amount("1"), default="12", metavar="N", help="Over which that is spread.  [default: 12]")
@click.option("--maintenance", type=Amount(), default="0", metavar="$", help="To keep it running, a month.")
@click.option("--from-ledger", is_flag=True, help="Take requests, tokens and hit ratio from the ledger's last 30 days.")
@ledger_option
@state_options
@json_option
def command(
    model: str,
    gpu_hour: Decimal,
    tokens_per_second: Decimal,
    requests: Decimal | None,
    prompt: Decimal | None,
    output: Decimal | None,
    cached: Decimal | None,
    hit_ratio: Decimal | None,
    utilisation: Decimal,
    engineering: Decimal,
    months: Decimal,
    maintenance: Decimal,
    from_ledger: bool,
    ledgers: tuple[str, ...],
    home: Path | None,
    config: Path | None,
    as_json: bool,
) -> None:
    """Buy tokens or rent GPUs: what a month costs on both sides, and where the lines cross.

    The traffic comes from --requests, --input and --output, or from the ledger with --from-ledger or --ledger; what is
    said wins.
    """
    from semcache.build import price_book
    from semcache.core.traffic import traffic
    from semcache.report.breakeven import document, print_comparison
    from semcache.settings import load_settings

    settings = load_settings(config, overrides={"home": home})
    if from_ledger or ledgers:
        now = time.time()
        places = named_ledgers(ledgers, settings)
        with readable(places):
            books = read_ledgers(places, settings)
            seen = traffic(books.cells(now - 30 * 86_400, now), model)
        if seen is None:
            raise UsageError(
                f"{books.name} holds no call of {model} whose tokens are known in the last 30 days; name a model that "
                "`semcache report --by model` lists, or give --requests, --input and --output"
            )
        requests, prompt = requests or seen.requests, seen.input if prompt is None else prompt
        if not requests:
            raise UsageError(f"{books.name} spans less than a day, too little to tell a month by; say --requests N")
        output, hit_ratio = output or seen.output, seen.hit_ratio if hit_ratio is None else hit_ratio
        cached = seen.cached if cached is None else cached
    if requests is None or prompt is None or output is None:
        raise UsageError("give --requests, --input and --output, or --from-ledger")
    workload = Workload(requests, prompt, output, cached or Decimal(0), hit_ratio or Decimal(0))
    fleet = Fleet(gpu_hour, tokens_per_second, utilisation, engineering / months + maintenance)
    price = price_book(settings).price(model, int(prompt))
    if price is None:
        raise UsageError(f"{model}: no price is listed; add one with: semcache prices update --from FILE")
    without = compare(replace(workload, hit_ratio=Decimal(0)), price, fleet)
    cases = (
        [("", without)]
        if not workload.hit_ratio
        else [("without cache", without), ("with cache", compare(workload, price, fleet))]
    )
    if as_json:
        print_json(document(workload, fleet, price, cases))
    else:
        ideal = compare(
            replace(workload, hit_ratio=Decimal(0)), price, replace(fleet, utilisation=ONE, fixed=Decimal(0))
        )
        print_comparison(workload, fleet, price, cases, ideal, console())
