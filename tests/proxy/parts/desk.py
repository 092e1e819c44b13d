"""What the proxies under test are configured with beside the plugin: who may enter, guardrails, a spend log."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from fastapi import HTTPException, Request
from litellm.integrations.custom_guardrail import CustomGuardrail
from litellm.integrations.custom_logger import CustomLogger
from litellm.proxy import proxy_server
from litellm.proxy._types import UserAPIKeyAuth


async def enter(request: Request, api_key: str) -> UserAPIKeyAuth:
    """Keys are "sk-TEAM-NAME" with "none" for no team; those of "limited" may ask five times a minute, those of
    "poor" may spend a dollar's hundred-thousandth a day on the model: one answer of the stand-in, and not quite two."""
    parts = api_key.split("-")
    if len(parts) != 3 or parts[0] != "sk":
        raise HTTPException(401, "no such key")
    limit = 5 if parts[2].startswith("limited") else None
    budget = {"gpt": {"budget_limit": 1e-5, "time_period": "1d"}} if parts[2].startswith("poor") else {}
    return UserAPIKeyAuth(
        api_key=api_key,
        team_id=None if parts[1] == "none" else parts[1],
        user_id=parts[2],
        rpm_limit=limit,
        model_max_budget=budget,
    )


class Before(CustomGuardrail):
    """Lets nothing pass that holds the forbidden word."""

    async def async_pre_call_hook(
        self, user_api_key_dict: Any, cache: Any, data: dict[str, Any], call_type: Any
    ) -> None:
        _note("before", data)
        if "forbidden" in json.dumps(data.get("messages") or data.get("input") or data.get("prompt")):
            raise HTTPException(400, "forbidden before")


class After(CustomGuardrail):
    """Sees every answer on its way out."""

    async def async_post_call_success_hook(self, data: dict[str, Any], user_api_key_dict: Any, response: Any) -> None:
        _note("after", data)


class SpendLog(CustomLogger):
    """What LiteLLM itself would write into its spend table."""

    async def async_log_success_event(self, kwargs: Any, response_obj: Any, start_time: Any, end_time: Any) -> None:
        told = kwargs["standard_logging_object"]
        _write({"what": "spend", "cost": told["response_cost"], "hit": bool(kwargs.get("cache_hit"))})


def _note(what: str, data: dict[str, Any]) -> None:
    _write({"what": what, "model": data.get("model")})


def _write(row: dict[str, Any]) -> None:
    with Path(os.environ["DESK_LOG"]).open("a") as log:
        log.write(json.dumps(row) + "\n")


class Usurper(CustomLogger):
    """Sets the cache when it is told to, by what LiteLLM calls when a cache was saved in its UI."""

    async def async_pre_call_hook(
        self, user_api_key_dict: Any, cache: Any, data: dict[str, Any], call_type: Any
    ) -> None:
        if "usurp now" in json.dumps(data.get("messages")):
            proxy_server.proxy_config._init_cache(cache_params={"type": "local"})


spend_log = SpendLog()
usurper = Usurper()
