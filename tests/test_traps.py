"""What other semantic caches got wrong, where no other test of ours would notice it."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

import semcache
from tests.harness import ask, gateway, reply

PACKAGE = Path(semcache.__file__).parent

_NAMES = """
from dataclasses import replace
from semcache.core.scope import exact_key, pair_name, scope_of
from semcache.wire import wire_for
from tests.harness import RULE
body = (b'{"model": "m", "messages": [{"role": "system", "content": "Be kind."}, {"role": "user", "content": "Why?"}],'
        b' "tools": [{"type": "function", "function": {"name": "f", "parameters": {"b": 1, "a": 2}}}], "stop": ["a"]}')
request = wire_for("/v1/chat/completions").read_request(body).request
rule = replace(RULE, vary=("b", "a"), tags=("y", "x"), never=("present-time", "side-effect"))
scope = scope_of(request, "tenant", rule.digest, "embedder")
print(rule.digest, scope.digest, exact_key(scope, request.query), pair_name(scope, request.query))
"""


def test_keys_are_the_same_in_every_process_whatever_the_order_of_its_hashes() -> None:
    """A key that depends on the order of a map is never found again by anybody else (bifrost #2791)."""
    said = {
        subprocess.run(
            [sys.executable, "-c", _NAMES],
            env={**os.environ, "PYTHONHASHSEED": seed},
            cwd=PACKAGE.parent,
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "4711")
    }
    assert len(said) == 1
    assert [len(name) for name in said.pop().split()] == [64] * 4


def runs(tree: ast.AST) -> set[str]:
    """What in this code would run what it reads."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            named = [alias.name for alias in node.names]
            roots = [node.module or ""] if isinstance(node, ast.ImportFrom) else named
            found |= {root.partition(".")[0] for root in roots} & _RUNNING
        elif isinstance(node, ast.Call):
            if isinstance(node.func, ast.Name) and node.func.id in ("eval", "exec"):
                found.add(node.func.id)
            if any(keyword.arg == "allow_pickle" for keyword in node.keywords):
                found.add("allow_pickle")
            if isinstance(node.func, ast.Attribute) and ast.unparse(node.func) == "torch.load":
                found.add("torch.load")
    return found


_RUNNING = {"pickle", "cPickle", "dill", "cloudpickle", "marshal", "shelve", "joblib"}


@pytest.mark.parametrize(
    "code",
    ["import pickle", "from dill import loads", "import marshal as m", "eval('1')", "np.load(f, allow_pickle=True)",
     "torch.load(f)"],
)  # fmt: skip
def test_the_test_below_sees_what_it_is_for(code: str) -> None:
    assert runs(ast.parse(code))


def test_nothing_that_is_read_can_run() -> None:
    """No pickle, no eval: what lies in a cache, or in the working directory, is data (GPTCache)."""
    found = {str(path): runs(ast.parse(path.read_bytes())) for path in PACKAGE.rglob("*.py")}
    assert {path: what for path, what in found.items() if what} == {}


def test_a_nearer_neighbour_that_is_refused_hides_no_valid_one_behind_it() -> None:
    """Only the nearest was looked at (semantic-router #404)."""
    with gateway(reply()) as setup, httpx.Client(base_url=setup.url) as http:

        def post(text: str) -> httpx.Response:
            return http.post("/v1/chat/completions", json=ask(text))

        valid = post("Tell me please how can I reset the password of account 17 ?").json()
        refused = post("How can I reset the password of account 18?").json()
        found = post("How can I reset the password of account 17?")
        assert "; hit" in found.headers["cache-status"]
        said = found.json()["choices"][0]["message"]["content"]
        assert said == valid["choices"][0]["message"]["content"]
        assert said != refused["choices"][0]["message"]["content"]
