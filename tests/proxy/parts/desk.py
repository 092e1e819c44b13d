"""What the proxies under test are configured with beside the plugin: who may enter, guardrails, a spend log."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from fastapi import HTTPException, Request
from litellm.integrations.custom_guardrail import CustomGuardrail
from litellm.integrations.custom_logger import CustomLogger
from litellm.integrations.custom_prompt_management import CustomPromptManagement
from litellm.proxy import proxy_server
from litellm.proxy._types import UserAPIKeyAuth

_ONE_ANSWER = 1e-5
"""Dollars: one answer of the stand-in, and not quite two."""
BUDGETS: dict[str, dict[str, Any]] = {
    "poor": {"model_max_budget": {"gpt": {"budget_limit": _ONE_ANSWER, "time_period": "1d"}}},
    "broke": {"max_budget": _ONE_ANSWER},
    "tight": {"end_user_max_budget": _ONE_ANSWER},
}
"""By how the key's name begins."""


async def enter(request: Request, api_key: str) -> UserAPIKeyAuth:
    """Keys are "sk-TEAM-NAME" with "none" for no team; those of "limited" may ask five times a minute. For all others
    see BUDGETS."""
    parts = api_key.split("-")
    if len(parts) != 3 or parts[0] != "sk":
        raise HTTPException(401, "no such key")
    limit = 5 if parts[2].startswith("limited") else None
    budget = next((budget for name, budget in BUDGETS.items() if parts[2].startswith(name)), {})
    if "end_user_max_budget" in budget:
        budget = {**budget, "end_user_id": parts[2]}
    return UserAPIKeyAuth(
        api_key=api_key,
        team_id=None if parts[1] == "none" else parts[1],
        user_id=parts[2],
        rpm_limit=limit,
        **budget,
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
        who = told["metadata"]
        charged = who.get("user_api_key_hash") or who.get("user_api_key_team_id") or who.get("user_api_key_user_id")
        row = {"cost": told["response_cost"], "hit": bool(kwargs.get("cache_hit")), "charged": bool(charged)}
        _write({"what": "spend", **row, "alias": who.get("user_api_key_alias")})


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


class Templates(CustomPromptManagement):
    """Puts a text before whatever names a prompt, as prompt managers do: after the cache was asked."""

    integration_name = "templates"

    def should_run_prompt_management(self, prompt_id: str | None, *_: Any, **__: Any) -> bool:
        return prompt_id is not None

    def get_chat_completion_prompt(
        self, model: str, messages: list[Any], non_default_params: dict[str, Any], *_: Any, **__: Any
    ) -> tuple[str, list[Any], dict[str, Any]]:
        return model, [{"role": "system", "content": "A template."}, *messages], non_default_params

    async def async_get_chat_completion_prompt(self, *args: Any, **named: Any) -> Any:
        return self.get_chat_completion_prompt(*args, **named)


spend_log = SpendLog()
usurper = Usurper()
templates = Templates()
