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


def test_a_cache_that_takes_its_place_is_noticed(tmp_path: Path) -> None:
    config = config_of("UPSTREAM", cache=True, cache_params={"type": "local"})
    with serving(Upstream()) as url, proxy("newest", tmp_path, url, config) as house:
        house.wait_for_the_cache()
        for _ in range(3):
            assert ask(house, "who answers here?").status_code == 200
        assert "semcache_displaced 1.0" in house.metrics()
        remedies = [line for line in house.log.splitlines() if "has taken semcache's place" in line]
    assert len(remedies) == 1
    assert "remove `cache: true`" in remedies[0]


def test_a_missing_settings_file_leaves_a_proxy_without_a_cache(tmp_path: Path) -> None:
    config = config_of("UPSTREAM")
    config["callback_settings"]["semcache"]["config"] = "nowhere.yaml"
    upstream = Upstream()
    with serving(upstream) as url, proxy("newest", tmp_path, url, config) as house:
        answers = [ask(house, "does it work?") for _ in range(2)]
        assert [answer.status_code for answer in answers] == [200, 200]
        assert len(upstream.calls) == 2
        (line,) = [line for line in house.log.splitlines() if "goes on without semcache" in line]
    assert "nowhere.yaml" in line


def test_a_restart_keeps_answers_but_not_those_of_a_deployment_that_is_gone(tmp_path: Path) -> None:
    question, upstream = "what was said before?", Upstream()
    changed = config_of("UPSTREAM")
    changed["model_list"][0]["litellm_params"]["model"] = "openai/gpt-5-mini"  # behind "gpt"
    with serving(upstream) as url:
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
