"""`semcache explain`: why a request was answered as it was, or how a question would be."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from semcache.cli.output import console, json_option, print_json, state_options
from semcache.errors import JournalFault, UsageError

if TYPE_CHECKING:
    from semcache.core.explanation import Explanation
    from semcache.settings import Settings


@click.command()
@click.argument("request_id", required=False)
@click.option("--prompt", metavar="TEXT", help="Try out a question instead.")
@click.option("--model", metavar="MODEL", help="The model it asks.  [default: that of the last request]")
@click.option("--system", metavar="TEXT", help="Its system message; that must be the same for an answer to be shared.")
@click.option("--tenant", metavar="TENANT", help="Who asks, as the ledger names them.  [default: who asked last]")
@state_options
@json_option
def command(
    request_id: str | None,
    prompt: str | None,
    model: str | None,
    system: str | None,
    tenant: str | None,
    home: Path | None,
    config: Path | None,
    as_json: bool,
) -> None:
    """Why a request was answered as it was: every stored answer that was looked at, and what each gate said of it.

    REQUEST_ID is in the answer's header semcache-request-id. With --prompt, a question is looked up as if it came
    now; nothing is stored, booked or sent upstream.
    """
    from semcache.settings import load_settings

    if (request_id is None) == (prompt is None):
        raise UsageError("expected a REQUEST_ID or --prompt TEXT, one of them")
    if request_id is not None and (model or system or tenant):
        raise UsageError("--model, --system and --tenant go with --prompt")
    settings = load_settings(config, overrides={"home": home})
    if prompt is not None:
        model, tenant = _as_last(settings, model, tenant)
        explanation = asyncio.run(_try_out(settings, prompt, model, system, tenant))
    else:
        explanation = find_explanation(settings, str(request_id))
    if as_json:
        from semcache.core.codec import encode

        print_json(json.loads(encode(explanation)))
    else:
        from semcache.report.explanation import print_explanation

        print_explanation(explanation, console())


def find_explanation(settings: Settings, request_id: str) -> Explanation:
    """What is known of this request. Raises UsageError."""
    from semcache.build import open_journal

    try:
        found = open_journal(settings.journal).find(request_id)
    except JournalFault as error:
        off = "; `explain` is off" if settings.explain == "off" else ""
        raise UsageError(f"{error}{off}; name the folder of the cache with --home DIR") from error
    if found is None:
        raise UsageError(
            f"no request {request_id} in {settings.journal}: take its id from the header semcache-request-id; "
            "old requests are forgotten (explain-for, explain-last)"
        )
    return found


def _as_last(settings: Settings, model: str | None, tenant: str | None) -> tuple[str, str]:
    """The model and the tenant; what is not said is that of the last request."""
    from semcache.build import open_journal
    from semcache.core.tenant import LOCAL

    if model and tenant:
        return model, tenant
    try:
        newest = open_journal(settings.journal).newest()
    except JournalFault:
        newest = None
    if newest is not None:
        return model or newest.model, tenant or newest.tenant
    if not model:
        raise UsageError("no request says which model is meant; name it with --model MODEL")
    return model, tenant or LOCAL


async def _try_out(settings: Settings, prompt: str, model: str, system: str | None, tenant: str) -> Explanation:
    import orjson

    from semcache.build import build_rehearsing_engine
    from semcache.core.policy import Context
    from semcache.explaining import chat_request, explain_question
    from semcache.wire.chat import CHAT

    request = CHAT.read_request(orjson.dumps(chat_request(model, prompt, system))).request
    engine = await build_rehearsing_engine(settings)
    try:
        return await explain_question(engine, request, Context(tenant))
    finally:
        await engine.close()
