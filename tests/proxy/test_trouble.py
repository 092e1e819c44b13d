"""A LiteLLM proxy whose configuration works against the plugin, and one that is started again with another."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.proxy.house import House, config_of, proxy
from tests.proxy.upstream import Upstream
from tests.servers import serving

pytestmark = pytest.mark.slow


def ask(house: House, question: str, **changes: Any) -> httpx.Response:
    body = {"model": "gpt", "messages": [{"role": "user", "content": question}], **changes}
    headers = {"authorization": "Bearer sk-red-ann"}
    return httpx.post(house.url + "/v1/chat/completions", json=body, headers=headers, timeout=30)


def test_a_missing_file_and_another_cache_leave_a_proxy_that_works_and_says_so(tmp_path: Path) -> None:
    config = config_of("UPSTREAM", cache=True, cache_params={"type": "local"})
    config["callback_settings"]["semcache"]["config"] = "nowhere.yaml"
    with serving(Upstream(), timeout_keep_alive=600) as url, proxy("newest", tmp_path, url, config) as house:
        answers = [ask(house, f"does it work {number}?") for number in range(3)]
        assert [answer.status_code for answer in answers] == [200] * 3
        (missing,) = [line for line in house.log.splitlines() if "goes on without semcache" in line]
        (displaced,) = [line for line in house.log.splitlines() if "has taken semcache's place" in line]
    assert "nowhere.yaml" in missing
    assert "remove `cache: true`" in displaced


def test_what_clients_call_themselves_where_nobody_checks_it_is_no_tenant(tmp_path: Path) -> None:
    config, upstream, question = config_of("UPSTREAM"), Upstream(), "who am I to you?"
    config["general_settings"] = {"dangerously_permit_weak_or_unset_master_key": True}
    with serving(upstream, timeout_keep_alive=600) as url, proxy("newest", tmp_path, url, config) as house:
        house.wait_for_the_cache()
        said = [ask(house, question) for _ in range(2)]
        assert [answer.status_code for answer in said] == [200] * 2
        assert {answer.headers["cache-status"] for answer in said} == {"semcache; fwd=bypass; detail=no-credential"}
        assert upstream.about(question) == 2
        assert "set general_settings.master_key" in house.log


def test_a_restart_keeps_answers_but_not_those_of_a_deployment_that_is_gone(tmp_path: Path) -> None:
    question, upstream = "what was said before?", Upstream()
    changed = config_of("UPSTREAM")
    changed["model_list"][0]["litellm_params"]["model"] = "openai/gpt-5-mini"  # behind "gpt"
    with serving(upstream, timeout_keep_alive=600) as url:
        with proxy("older", tmp_path, url, config_of("UPSTREAM")) as house:
            house.wait_for_the_cache()
            for model in ("gpt", "other", "gpt", "other"):
                ask(house, question, model=model)
            assert upstream.about(question) == 2
        with proxy("older", tmp_path, url, changed) as house:
            house.wait_for_the_cache()
            ask(house, question, model="other")
            assert upstream.about(question) == 2
            ask(house, question, model="gpt")
            assert upstream.about(question) == 3
