"""Two hundred questions to a LiteLLM proxy with semcache in it, and the savings report.

    python examples/litellm/run.py

Starts a stand-in for a paid API and the proxy, on free ports of this machine, and ends both. It needs what
`pip install 'litellm[proxy]'` installs; from a checkout, `make example-litellm` brings all of it.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
from pathlib import Path

import openai

from semcache.demo.processes import free_port, started

HERE = Path(__file__).parent
KEY = "sk-example-0123456789abcdef"
QUESTIONS = [
    "How long do refunds take?", "How do I reset my password?", "Do you ship to Norway?",
    "Where can I see my invoices?", "How do I cancel my subscription?", "What are your opening hours?",
    "Can I change my delivery address?", "Which payment methods do you accept?", "How do I contact support?",
    "What does the warranty cover?",
]  # fmt: skip
OPENINGS = ["", "Hello, ", "Please tell me: ", "Hi! ", "Quick question: "]


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--requests", type=int, default=200)
    wanted = arguments.parse_args().requests
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        for name in ("config.yaml", "semcache.yaml"):
            (home / name).write_text((HERE / name).read_text())
        standin = [sys.executable, "-m", "semcache.demo.standin", "--ttft", "0.05"]
        with started("the stand-in", standin) as api:
            environment = {
                "SEMCACHE_EMBEDDER__RUNTIME": "hash",  # the example brings no model; your own environment wins
                **os.environ,
                "STANDIN_URL": api.url + "/v1",
                "OPENAI_API_KEY": "sk-paid",
                "LITELLM_MASTER_KEY": KEY,
                "LITELLM_LOCAL_MODEL_COST_MAP": "True",
            }
            url = f"http://127.0.0.1:{free_port()}"
            start = "from litellm.proxy.proxy_cli import run_server; run_server()"
            proxy = [sys.executable, "-c", start, "--config", "config.yaml", "--host", "127.0.0.1"]
            with started(
                "the proxy", [*proxy, "--port", url.rpartition(":")[2]],
                url=url, ready="/health/liveliness", env=environment, cwd=home, timeout=180,
            ):  # fmt: skip
                ask(url, wanted)
        sys.stdout.flush()
        report = [sys.executable, "-m", "semcache", "report", "--home", str(home / "state")]
        subprocess.run(report, check=True)


def ask(url: str, wanted: int) -> None:
    """As a client of any LiteLLM proxy does."""
    client = openai.OpenAI(base_url=url + "/v1", api_key=KEY)
    rng = random.Random(1)
    for number in range(wanted):
        question = rng.choice(OPENINGS) + rng.choice(QUESTIONS)
        said = client.chat.completions.with_raw_response.create(
            model="gpt-4o-mini", messages=[{"role": "user", "content": question}]
        )
        if number < 5:
            print(f"{question!r}: {said.headers['cache-status']}")
    print(f"... {wanted} requests\n")


if __name__ == "__main__":
    main()
