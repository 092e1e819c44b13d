"""`semcache explain` and `semcache routes`, over a cache that a gateway left behind."""

from __future__ import annotations

import asyncio
import json
import shutil
from dataclasses import replace
from pathlib import Path

import httpx
import pytest
from click.testing import CliRunner

from semcache import admin, dashboard, gateway
from semcache.adapters.http_upstream import HttpUpstream
from semcache.adapters.sqlite_journal import SqliteJournal
from semcache.asgi import Responder
from semcache.build import build_engine, open_journal
from semcache.cli import main
from semcache.settings import load_settings
from semcache.wire import PROTOCOLS
from tests.harness import MODEL, ScriptedUpstream, ask, reply
from tests.servers import serving

ON = "How do I turn on the heating?"
OFF = "How do I turn off the heating?"
ENVIRON = {"SEMCACHE_EMBEDDER__RUNTIME": "hash"}
RULE = "{name: everything, max-age: 1h, min-similarity: 0.6, tags: [warm], sources: [kb/heat@v3]}"
POLICY = f"name: ours\nrules:\n  - {RULE}\n"


@pytest.fixture(scope="module")
def left(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """The folder, and the ids of three requests: stored, served, refused."""
    home = tmp_path_factory.mktemp("home")
    (home / "policy.yaml").write_text(POLICY)
    settings = load_settings(None, ENVIRON, {"home": home, "policy": str(home / "policy.yaml")})
    engine = build_engine(settings)
    with serving(ScriptedUpstream(reply())) as url:
        app = gateway.Gateway(Responder(engine), HttpUpstream(url))
        with serving(app) as ours:
            ids = []
            for text in (ON, ON, OFF):
                found = httpx.post(ours + "/v1/chat/completions", json=ask(text), timeout=20)
                ids.append(found.headers["semcache-request-id"])
    return home, ids


def run(command: str, home: Path, *args: str) -> tuple[int, str, str]:
    environ = {**ENVIRON, "SEMCACHE_HOME": str(home), "SEMCACHE_POLICY": str(home / "policy.yaml")}
    found = CliRunner().invoke(main, [command, *args], env=environ)
    return found.exit_code, found.stdout, found.stderr


def test_a_request_is_explained_in_words(left: tuple[Path, list[str]]) -> None:
    home, ids = left
    code, out, err = run("explain", home, ids[2])
    assert (code, err) == (0, "")
    assert "\x1b" not in out
    assert "  MISS  the nearest stored answer was refused by the gate" in out
    assert f'question      "{OFF}"' in out
    assert f'question      "{ON}"' in out
    assert "rests on      kb/heat@v3\n" in out
    assert "✓ similarity" in out
    assert "✗ polarity  off / on" in out
    assert "Served, it would" in out


def test_a_hit_says_what_it_saved(left: tuple[Path, list[str]]) -> None:
    home, ids = left
    code, out, _ = run("explain", home, ids[1])
    assert code == 0
    assert "  HIT (exact)  the same question was answered before [exact]" in out
    assert "1. the same question, served" in out
    assert "Saved an unknown sum." in out  # the model has no price here


def test_json_is_the_whole_value(left: tuple[Path, list[str]]) -> None:
    home, ids = left
    code, out, _ = run("explain", home, ids[2], "--json")
    told = json.loads(out)
    assert code == 0
    assert (told["request_id"], told["outcome"], told["model"]) == (ids[2], "miss", MODEL)
    assert told["nearest_refused"]["gate"] == "polarity"


@pytest.mark.parametrize(
    ("args", "outcome", "reason"),
    [
        ([ON], "hit", "exact"),
        (["So how do I turn on the heating?"], "hit", "semantic"),
        ([ON, "--model", "other"], "miss", "new"),
        ([ON, "--system", "You are terse."], "miss", "new"),
        ([ON, "--tenant", "name:other"], "miss", "new"),
        (["Where is my order?"], "bypass", "volatile:personal-state"),
    ],
)
def test_a_question_is_tried_out_and_leaves_no_trace(
    left: tuple[Path, list[str]], args: list[str], outcome: str, reason: str
) -> None:
    home, _ = left
    text, *more = args
    code, out, err = run("explain", home, "--prompt", text, "--json", *more)
    assert (code, err) == (0, "")
    told = json.loads(out)
    assert (told["outcome"], told["reason"], told["cache_status"]) == (outcome, reason, "")
    found = run("explain", home, told["request_id"])
    assert found[0] == 2
    assert "no request" in found[2]


def test_a_trial_is_by_who_asked_last_unless_it_says_who_asks(left: tuple[Path, list[str]], tmp_path: Path) -> None:
    home, _ = left
    shutil.copytree(home, tmp_path / "home")
    newest = open_journal(home / "journal.db").newest()
    assert newest is not None
    journal = SqliteJournal(tmp_path / "home" / "journal.db")
    journal.append("later", lambda: replace(newest, request_id="later", tenant="name:other", at=newest.at + 1))
    asyncio.run(journal.close())
    for args, outcome in (((), "miss"), (("--tenant", "local"), "hit")):
        told = json.loads(run("explain", tmp_path / "home", "--prompt", ON, "--json", *args)[1])
        assert (told["tenant"], told["outcome"]) == (args[1] if args else "name:other", outcome)


def test_a_trial_in_words(left: tuple[Path, list[str]]) -> None:
    home, _ = left
    code, out, _ = run("explain", home, "--prompt", ON)
    assert code == 0
    assert "request       nobody's: a question that was tried out" in out
    assert f"asked         chat, model {MODEL}\n  tenant        local\n" in out
    assert "Cache-Status" not in out
    assert "It would save an unknown sum." in out


@pytest.mark.parametrize(
    ("args", "said"),
    [
        ([], "expected a REQUEST_ID or --prompt TEXT, one of them"),
        (["abc", "--prompt", "x"], "expected a REQUEST_ID or --prompt TEXT, one of them"),
        (["abc", "--model", "m"], "--model, --system and --tenant go with --prompt"),
        (["abc"], "no request abc in"),
    ],
)
def test_mistakes_are_one_line_and_code_2(left: tuple[Path, list[str]], args: list[str], said: str) -> None:
    home, _ = left
    code, out, err = run("explain", home, *args)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert said in err


@pytest.mark.parametrize("args", [["abc"], ["--prompt", "x", "--model", "m"], ["--prompt", "x"]])
def test_a_folder_with_nothing_in_it_is_said_and_stays_empty(tmp_path: Path, args: list[str]) -> None:
    (tmp_path / "policy.yaml").write_text(POLICY)
    code, out, err = run("explain", tmp_path, *args)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert "--home DIR" in err or "--model MODEL" in err
    assert [file.name for file in tmp_path.iterdir()] == ["policy.yaml"]


# Routes.


def test_every_route_is_listed_from_the_tables_that_serve(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SEMCACHE_ADMIN_TOKEN", "t")
    code, out, _ = run("routes", tmp_path, "--json")
    assert code == 0
    listed = {(line["method"], line["path"]): line for line in json.loads(out)}
    served = {("POST", path) for path in PROTOCOLS} | {("*", "*")}
    own = [
        *gateway.routes(gateway.Gateway),
        *admin.routes(admin.Admin),
        *dashboard.routes(dashboard.Dashboard),
    ]
    served |= {("POST" if "POST" in (r.methods or ()) else "GET", r.path.replace(":path", "")) for r in own}
    assert set(listed) == served
    assert {line["needs"] for (_, path), line in listed.items() if path.startswith("/admin")} == {"admin token"}
    assert all(line["does"].endswith(".") for line in listed.values())


def test_the_admins_own_port_and_prefix_are_shown_and_its_absence_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code, out, _ = run("serve", tmp_path, "--routes")
    assert code == 0
    assert "/admin/" not in out
    assert "SEMCACHE_ADMIN_TOKEN is not set" in out
    monkeypatch.setenv("SEMCACHE_ADMIN_TOKEN", "secret-token")
    monkeypatch.setenv("SEMCACHE_ADMIN__PORT", "9999")
    monkeypatch.setenv("SEMCACHE_ADMIN__PREFIX", "/ops")
    _, out, _ = run("routes", tmp_path)
    line = next(line for line in out.splitlines() if "/ops/invalidate" in line)
    assert line.split()[:5] == ["POST", "/ops/invalidate", "127.0.0.1:9999", "admin", "token"]
    assert "secret-token" not in out
