"""`semcache calibrate`: what labelled questions prove about a bound on wrong hits."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from semcache.cli.output import console, json_option, print_json, state_options
from semcache.cli.progress import kept_when_interrupted, steps
from semcache.errors import UsageError

if TYPE_CHECKING:
    from semcache.calibrating.labelled import Labelled
    from semcache.calibrating.values import Calibrated
    from semcache.cli.progress import Steps
    from semcache.settings import Settings

_PATH = click.Path(path_type=Path)


@click.command()
@click.option(
    "--pairs", "file", type=_PATH, required=True, metavar="FILE", help="Labelled pairs, or a labelled stream."
)
@click.option(
    "--max-error", default="1%", show_default=True, metavar="SHARE", help="Of the hits, how many may be wrong."
)
@click.option("-o", "--output", type=_PATH, metavar="FILE", help="Write the calibration, for `calibration:` in a rule.")
@click.option("--plot", type=_PATH, metavar="FILE.png", help="Draw the curve as a picture too.")
@click.option("--limit", type=click.IntRange(1), metavar="N", help="The first N rows only.")
@state_options
@json_option
def command(
    file: Path,
    max_error: str,
    output: Path | None,
    plot: Path | None,
    limit: int | None,
    home: Path | None,
    config: Path | None,
    as_json: bool,
) -> None:
    """Fit the verifier to questions of your own, and see on others what each setting would have served wrongly.

    FILE has one JSON object a line: {"a", "b", "label"} for two questions and whether one answer is right for both, or
    {"text", "cls"} for questions of a stream, those of a class having one right answer. Rows that belong together are
    never both learned from and checked with. Where the data cannot show that the bound holds, it says why and what
    would be needed, writes nothing, and exits with 2.
    """
    from semcache.calibrating.labelled import read_labelled
    from semcache.settings import load_settings

    bound = _bound(max_error)
    if plot is not None:
        from semcache.report.plot import check_plot

        check_plot(plot)
    settings = load_settings(config, overrides={"home": home})
    labelled = read_labelled(file, limit)
    with steps(quiet=as_json) as shown, kept_when_interrupted():
        found = asyncio.run(_calibrate(settings, labelled, bound, shown))
    if plot is not None:
        from semcache.report.plot import write_plot

        write_plot(found, plot)
    if as_json:
        from semcache.report.calibration_document import document

        print_json(document(found))
    else:
        from semcache.report.calibration import print_calibration

        print_calibration(found, console())
    if found.refusal:
        raise UsageError(f"{file}: {found.refusal}" + (f"; {output} was not written" if output is not None else ""))
    if output is not None:
        _write(output, found, labelled)
        click.echo(f"\n  {output}: written; name it in a rule: calibration: {output.name}", err=as_json)


def _bound(text: str) -> float:
    from semcache.policyfile import parse_policy, with_terms

    rule = with_terms(parse_policy("{}"), {"max-error": text}).rules[0]
    if rule.max_error <= 0.0:
        raise UsageError("--max-error: expected a share over zero, such as 1%")
    return rule.max_error


async def _calibrate(settings: Settings, labelled: Labelled, bound: float, shown: Steps) -> Calibrated:
    from semcache.build import build_remembering_embedder
    from semcache.calibrating.calibrate import calibrate
    from semcache.calibrating.embedding import embedded
    from semcache.calibrations import load_calibration
    from semcache.verifying import load_pair_verifier

    with contextlib.ExitStack() as stack:
        with shown.step("the model"):
            embedder, shelf = await build_remembering_embedder(settings, max(1, min(4, os.cpu_count() or 1)))
        stack.callback(shelf.close)
        with shown.step("embedding") as told:
            labelled, vectors = await embedded(labelled, embedder, told)
        with shown.step("checking") as told:
            found = calibrate(
                labelled,
                vectors,
                load_pair_verifier(),
                load_calibration(),
                max_error=bound,
                embedder=embedder.fingerprint,
                source=f"semcache calibrate on {Path(labelled.path).name} ({labelled.digest[:12]})",
                told=told,
            )
        await embedder.close()
    return found


def _write(output: Path, found: Calibrated, labelled: Labelled) -> None:
    checked = found.asked_for
    made = {
        "command": f"semcache calibrate --pairs {Path(labelled.path).name} --max-error {found.max_error:.4%}",
        "date": datetime.now(UTC).date().isoformat(),
        "data": {"sha256": labelled.digest, "kind": found.kind, "rows": found.rows, "groups": found.groups},
        "embedder": found.embedder,
        "checked": {
            "max_error": found.max_error,
            "asked": checked.asked,
            "hits": checked.hits,
            "wrong": checked.wrong,
            "interval": [round(checked.low, 6), round(checked.high, 6)],
        },
    }
    text = json.dumps({**found.calibration.to_document(), "made": made}, indent=2) + "\n"
    try:
        output.write_text(text, encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{output}: cannot be written: {error.strerror or error}") from error
