"""`semcache feedback`: says whether an answer from the cache was right."""

from __future__ import annotations

import asyncio
import json
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from semcache.cli.invalidate import user
from semcache.cli.output import json_option, print_json, state_options
from semcache.errors import UsageError

if TYPE_CHECKING:
    from semcache.feedback import Given, Says
    from semcache.settings import Settings


@click.command()
@click.argument("request_id")
@click.option("--wrong", is_flag=True, help="The answer was wrong: it goes, and that question never gets it again.")
@click.option("--right", is_flag=True, help="The answer was right.")
@state_options
@json_option
def command(request_id: str, wrong: bool, right: bool, home: Path | None, config: Path | None, as_json: bool) -> None:
    """Say that an answer from the cache was wrong, or right.

    REQUEST_ID is in the answer's header semcache-request-id. A wrong answer is evicted, the two questions are kept
    apart for good, and what was booked as saved is taken back. A running gateway hears of it within seconds; its
    verifier learns from it only over POST /admin/feedback.
    """
    from semcache.feedback import Says
    from semcache.settings import load_settings

    if wrong == right:
        raise UsageError("expected --wrong or --right, one of them")
    settings = load_settings(config, overrides={"home": home})
    given = asyncio.run(_give(settings, request_id, Says.WRONG if wrong else Says.RIGHT))
    if as_json:
        from semcache.core.codec import encode

        print_json(json.loads(encode(given)))
    else:
        click.echo(_words(given))


async def _give(settings: Settings, request_id: str, says: Says) -> Given:
    from semcache.build import open_feedback
    from semcache.cli.explain import find_explanation

    told = find_explanation(settings, request_id)
    async with open_feedback(settings) as feedback:
        return await feedback.give(told, says, user(), time.time())


def _words(given: Given) -> str:
    if given.verdict == "right":
        back = given.taken_back
        booked = f" after all; ${-back.normalize():f} is booked as saved again" if back else ""
        return f"noted: the answer to request {given.request_id} was right{booked}"
    gone = f"evicted {given.entry[:16]}" if given.evicted else "nothing is evicted: another answer stands there by now"
    apart = "; the two questions are kept apart for good" if given.kept_apart else ""
    taken = "an unknown sum" if given.taken_back is None else f"${given.taken_back.normalize():f}"
    return f"{gone}{apart}; {taken} taken back"
