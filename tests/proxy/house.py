"""A LiteLLM proxy as a process, with the plugin in it, before a metered stand-in upstream."""

from __future__ import annotations

import contextlib
import json
import os
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import anthropic
import httpx
import openai
import pytest
import yaml

from semcache.demo.processes import started
from tests.proxy.upstream import Upstream
from tests.servers import Process, free_port

ROOT = Path(__file__).parent.parent.parent
HOME = ROOT / ".venv-litellm"
PYTHON = HOME / "bin" / "python"
VERSIONS = ("newest", "older")
PROVIDER_KEY = "sk-provider-CANARY-7f3a"
ADMIN = {"authorization": "Bearer admin-token"}

_START = "from litellm.proxy.proxy_cli import run_server; run_server()"


@dataclass
class House:
    """What a test can reach."""

    url: str
    process: Process
    folder: Path
    admin_url: str
    upstream: Upstream = field(default_factory=Upstream)
    """For tests that have one proxy."""
    key: str = "sk-red-ann"
    """With which clients come."""

    @property
    def log(self) -> str:
        return self.process.log.read_text(errors="replace")

    @property
    def desk(self) -> list[dict[str, Any]]:
        """What the configured guardrails and LiteLLM's spend log wrote."""
        path = self.folder / "desk.log"
        return [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []

    def openai(self) -> openai.OpenAI:
        return openai.OpenAI(base_url=self.url + "/v1", api_key=self.key, max_retries=0, timeout=60)

    def async_openai(self) -> openai.AsyncOpenAI:
        return openai.AsyncOpenAI(base_url=self.url + "/v1", api_key=self.key, max_retries=0, timeout=60)

    def anthropic(self) -> anthropic.Anthropic:
        return anthropic.Anthropic(base_url=self.url, api_key=self.key, max_retries=0, timeout=60)

    def wait_for_the_cache(self, seconds: float = 300.0) -> None:
        """The proxy takes requests before the cache is built; they pass."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            with contextlib.suppress(httpx.TransportError):
                if httpx.get(self.admin_url + "/healthz", trust_env=False).status_code == 200:
                    return
            time.sleep(0.05)
        raise TimeoutError("the cache was not built")

    def metrics(self) -> str:
        return httpx.get(self.admin_url + "/metrics").text

    def admin(self, method: str, path: str, **options: Any) -> Any:
        answer = httpx.request(method, f"{self.admin_url}/admin/{path}", headers=ADMIN, **options)
        assert answer.status_code == 200, answer.text
        return answer.json()


def config_of(upstream: str, **litellm_settings: Any) -> dict[str, Any]:
    """The proxy's config.yaml."""
    models = {
        "gpt": "openai/gpt-4o-mini",
        "other": "openai/gpt-4o",
        "instruct": "text-completion-openai/gpt-3.5-turbo-instruct",
        "claude": "anthropic/claude-sonnet-4-5",
        "dear": "openai/gpt-4o-mini",
    }
    bases = {name: upstream if name == "claude" else upstream + "/v1" for name in models}
    prices = {"dear": {"input_cost_per_token": 1e-3, "output_cost_per_token": 2e-3}}
    guardrails = {"before": ("desk.Before", "pre_call"), "after": ("desk.After", "post_call")}
    return {
        "model_list": [
            {
                "model_name": name,
                "litellm_params": {
                    "model": model,
                    "api_key": PROVIDER_KEY,
                    "api_base": bases[name],
                    **prices.get(name, {}),
                },
            }
            for name, model in models.items()
        ],
        "litellm_settings": {
            "callbacks": ["semcache.litellm_plugin.plugin", "desk.spend_log", "desk.usurper", "desk.templates"],
            "num_retries": 0,
            "telemetry": False,
            "enable_post_custom_auth_checks": True,  # budgets of keys that `desk.enter` let in
            **litellm_settings,
        },
        "guardrails": [
            {"guardrail_name": name, "litellm_params": {"guardrail": guardrail, "mode": mode, "default_on": True}}
            for name, (guardrail, mode) in guardrails.items()
        ],
        "callback_settings": {"semcache": {"config": "semcache.yaml"}},
        "general_settings": {
            "custom_auth": "desk.enter",
            "custom_auth_run_common_checks": True,  # budgets of keys and end users
            "master_key": "sk-master-0123456789abcdef",
        },
    }


POLICY = """
name: proxy
defaults: {min-similarity: 0.6, stale-while-revalidate: 1m}
rules:
  - {name: audited, match: {tenant: "team:gold"}, audit: {share: 100%, budget: $1/day}}
  - name: all
"""


@contextlib.contextmanager
def proxy(
    version: str,
    folder: Path,
    upstream: str,
    config: dict[str, Any] | None = None,
    policy_text: str = POLICY,
    **semcache: Any,
) -> Iterator[House]:
    """The proxy runs while the block does, before this URL, for which UPSTREAM stands in its config. State in `folder`
    outlives it. `semcache` are settings."""
    if not PYTHON.exists():
        pytest.skip("no LiteLLM proxy here: run `make litellm`")
    folder.mkdir(exist_ok=True)
    port, admin = free_port(), free_port()
    own = {"home": "state", "policy": "policy.yaml", "embedder": {"runtime": "hash"}, "admin": {"port": admin}}
    said = yaml.safe_dump(config or config_of(upstream), sort_keys=False)
    (folder / "config.yaml").write_text(said.replace("UPSTREAM", upstream))
    (folder / "policy.yaml").write_text(policy_text)
    (folder / "semcache.yaml").write_text(yaml.safe_dump({**own, **semcache}))
    for part in (Path(__file__).parent / "parts").glob("*.py"):
        (folder / part.name).write_text(part.read_text())
    paths = [str(HOME / "newest")] if version == "newest" else []
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith(("SEMCACHE_", "LITELLM_"))},
        "PYTHONPATH": os.pathsep.join([*paths, str(ROOT), str(folder)]),
        "LITELLM_LOCAL_MODEL_COST_MAP": "True",  # else it asks the network for prices when it starts
        "SEMCACHE_ADMIN_TOKEN": "admin-token",
        "DESK_LOG": str(folder / "desk.log"),
        "OMP_NUM_THREADS": "1",
    }
    command = [str(PYTHON), "-c", _START, "--config", "config.yaml", "--host", "127.0.0.1", "--port", str(port)]
    address = f"http://127.0.0.1:{port}"
    with started(
        f"the LiteLLM proxy ({version})",
        command,
        url=address,
        ready="/health/liveliness",
        env=environment,
        cwd=folder,
        log=folder / "proxy.log",
        timeout=300,
    ) as process:
        yield House(address, process, folder, f"http://127.0.0.1:{admin}")
