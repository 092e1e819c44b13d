"""Mistakes inside the plugin in a real proxy: no request fails by them, and nothing that they hold is told anywhere."""

from __future__ import annotations

import ast
import itertools
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.proxy.house import PROVIDER_KEY, House, config_of, proxy
from tests.proxy.upstream import Upstream
from tests.servers import serving

pytestmark = pytest.mark.slow

CLIENT_KEY = "sk-gold-canary9e"
PROMPT = "canary-prompt-8b2d"
SECRET = "canary-header-8b2d"
PLACES = [
    ast.literal_eval(key)
    for node in ast.parse((Path(__file__).parent / "parts" / "stumbles.py").read_text()).body
    if isinstance(node, ast.AnnAssign) and isinstance(node.value, ast.Dict)
    for key in node.value.keys
    if key is not None
]
"""Of `parts.stumbles`, which only the proxy can import."""
HANDED_OVER = 0.5
"""Seconds after which LiteLLM has told of an answer that was delivered."""
_numbers = itertools.count()


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    folder, config = tmp_path_factory.mktemp("stumbles"), config_of("UPSTREAM")
    config["litellm_settings"]["callbacks"] = ["stumbles.plugin"]
    (folder / "place").write_text("nowhere")
    (folder / "canaries").write_text(f"{PROVIDER_KEY} {PROMPT} {SECRET} {CLIENT_KEY}")
    with serving(Upstream(), timeout_keep_alive=600) as url, proxy("newest", folder, url, config) as running:
        running.wait_for_the_cache()
        yield running


def ask(house: House, question: str, *, stream: bool = False, **headers: str) -> httpx.Response:
    headers |= {"authorization": f"Bearer {CLIENT_KEY}", "x-secret": SECRET}
    body = {"model": "gpt", "messages": [{"role": "user", "content": question}], "stream": stream}
    return httpx.post(f"{house.url}/v1/chat/completions", json=body, headers=headers, timeout=30)


def own_lines(house: House) -> str:
    return "\n".join(line for line in house.log.splitlines() if "semcache" in line or "Stumble" in line)


@pytest.mark.parametrize("place", PLACES)
def test_a_mistake_fails_no_request_and_nothing_it_holds_is_told(house: House, place: str) -> None:
    question = f"what does {PROMPT} say about number {next(_numbers)}?"
    no_cache = {"cache-control": "no-cache"}
    answers = [ask(house, question)]
    time.sleep(HANDED_OVER)
    (house.folder / "place").write_text(place)
    try:
        for stream in (False, True):
            answers += [ask(house, text, stream=stream) for text in (question, f"Please, {question}")]
            answers.append(ask(house, question, stream=stream, **no_cache))
        troubled = ask(house, f"{question} fails always", **no_cache)
        time.sleep(HANDED_OVER)
    finally:
        (house.folder / "place").write_text("nowhere")
    assert [answer.status_code for answer in answers] == [200] * 7
    assert troubled.status_code == 400, "the upstream fails"
    house.admin("GET", "stats")  # it still works
    books = b"".join(path.read_bytes() for path in (house.folder / "state").glob("ledger.db*"))
    headers = "".join(f"{name}: {value}\n" for said in (*answers, troubled) for name, value in said.headers.items())
    for seen in (own_lines(house), house.metrics(), headers, books.decode("latin-1")):
        for canary in (PROVIDER_KEY, PROMPT, SECRET, CLIENT_KEY):
            assert canary not in seen
    state = b"".join(path.read_bytes() for path in (house.folder / "state").rglob("*") if path.is_file())
    for secret in (PROVIDER_KEY, SECRET, CLIENT_KEY):
        assert secret.encode() not in state
    assert "Stumble" not in troubled.text


def test_the_mistakes_were_made_and_told_of_by_their_kind_and_place(house: House) -> None:
    """After the others."""
    told = own_lines(house)
    for doing in ("admitting", "looking up", "deciding", "keeping", "recording", "booking"):
        assert f"a mistake in semcache while {doing}" in told
    assert "Stumble at stumbles.py:" in told
