"""The frame of the `semcache` command: fast help, one line for every mistake, exit codes that say whose it is."""

from __future__ import annotations

import importlib.util
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

import semcache.cli
from semcache.cli import COMMANDS, main
from semcache.errors import ConfigError, LedgerFault, StoreFault, UsageError

LISTED = [name for name in COMMANDS if importlib.util.find_spec(f"semcache.cli.{name}")]


def run(*args: str) -> tuple[int, str, str]:
    found = CliRunner().invoke(main, args)
    return found.exit_code, found.stdout, found.stderr


def process(*args: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from semcache.cli import main; main()", *args]
    return subprocess.run(command, capture_output=True, text=True, env={**os.environ, **environment}, timeout=60)


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch) -> None:
    """A command `fail` that raises what its argument names."""
    errors: dict[str, BaseException] = {
        "usage": UsageError("that is wrong; do this"),
        "config": ConfigError("semcache.yaml", "port", "expected a number"),
        "fault": LedgerFault("the disk is full"),
        "silent-fault": LedgerFault(),
        "store": StoreFault("redis://far: refused"),
        "bug": ZeroDivisionError("division\nby \x1b[31mzero"),
        "os": PermissionError(13, "Permission denied"),
        "interrupt": KeyboardInterrupt(),
        "click": click.BadParameter("not so"),
        "exit": click.exceptions.Exit(7),
        "pipe": BrokenPipeError(32, "Broken pipe"),
    }

    @click.command()
    @click.argument("how")
    def command(how: str) -> None:
        raise errors[how]

    monkeypatch.setattr(semcache.cli.Frame, "list_commands", lambda self, ctx: ["fail"])
    monkeypatch.setattr(semcache.cli.Frame, "get_command", lambda self, ctx, name: command if name == "fail" else None)
    monkeypatch.setitem(COMMANDS, "fail", "Fails.")


@pytest.mark.usefixtures("failing")
@pytest.mark.parametrize(
    ("how", "code", "said"),
    [
        ("usage", 2, "semcache: that is wrong; do this\n"),
        ("config", 2, "semcache: semcache.yaml: port: expected a number\n"),
        ("fault", 1, "semcache: the disk is full\n"),
        ("silent-fault", 1, "semcache: LedgerFault\n"),
        ("store", 1, "semcache: redis://far: refused; `semcache doctor` says what to do about the store\n"),
        (
            "bug",
            1,
            "semcache: unexpected ZeroDivisionError: division by \ufffd[31mzero (SEMCACHE_DEBUG=1 shows where)\n",
        ),
        (
            "os",
            1,
            "semcache: unexpected PermissionError: [Errno 13] Permission denied (SEMCACHE_DEBUG=1 shows where)\n",
        ),
        ("click", 2, "semcache: Invalid value: not so (see 'semcache fail --help')\n"),
        ("exit", 7, ""),
        ("pipe", 1, ""),
    ],
)
def test_an_error_is_one_line_and_its_exit_code_says_whose_fault_it_is(how: str, code: int, said: str) -> None:
    assert run("fail", how) == (code, "", said)


@pytest.mark.usefixtures("failing")
def test_ctrl_c_is_quiet() -> None:
    code, out, err = run("fail", "interrupt")
    assert (code, out, err.strip()) == (130, "", "")


@pytest.mark.usefixtures("failing")
def test_debug_shows_where_and_still_ends_in_the_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    for args in (("--debug", "fail", "bug"), ("fail", "bug")):
        code, out, err = run(*args)
        assert (code, out) == (1, "")
        assert err.startswith("Traceback")
        assert err.splitlines()[-1].startswith("semcache: unexpected ZeroDivisionError")
        monkeypatch.setenv("SEMCACHE_DEBUG", "1")


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["nope"], "semcache: No such command 'nope'. (see 'semcache --help')\n"),
        (["--nope"], "semcache: No such option '--nope'. (see 'semcache --help')\n"),
        (["prices", "show"], "semcache: Missing argument 'MODEL'. (see 'semcache prices show --help')\n"),
        (["report", "--sinc", "7d", "extra"], None),
        (["no\x1b[31m\nsuch"], None),
    ],
)
def test_a_mistyped_command_line_is_one_line_and_code_2(args: list[str], said: str | None) -> None:
    code, out, err = run(*args)
    assert (code, out) == (2, "")
    assert err.count("\n") == 1
    assert err.startswith("semcache: ")
    assert "\x1b" not in err
    if said is not None:
        assert err == said


@pytest.mark.parametrize("args", [[], ["--help"], ["-h"]])
def test_help_lists_the_commands_that_are_there_in_order(args: list[str]) -> None:
    code, out, err = run(*args)
    listed = [line.split()[0] for line in out.partition("Commands:\n")[2].splitlines() if line.strip()]
    assert (code, err, listed) == (0, "", LISTED)
    assert {"prices", "report"} <= set(listed)


@pytest.mark.parametrize("name", LISTED)
def test_every_listed_command_loads_and_has_help(name: str) -> None:
    code, out, err = run(name, "--help")
    assert (code, err) == (0, "")
    assert out.startswith(f"Usage: semcache {name}")


def test_a_command_group_without_a_command_shows_its_help() -> None:
    code, _, err = run("prices")
    assert code == 2
    assert "show" in err


def test_help_imports_nothing_heavy_and_little_at_all() -> None:
    script = """
import sys
from click.testing import CliRunner
before = set(sys.modules)
from semcache.cli import main
try:
    main(["--help"])
except SystemExit:
    heavy = {"rich", "numpy", "httpx", "pydantic", "faiss", "orjson", "starlette", "yaml", "litellm", "torch"}
    print(len(set(sys.modules) - before), sorted(heavy & set(sys.modules)))
"""
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    modules, _, loaded = run.stdout.splitlines()[-1].partition(" ")
    assert loaded == "[]"
    assert int(modules) < 80


def test_the_version_is_the_packages(tmp_path: Path) -> None:
    found = process("--version")
    assert (found.returncode, found.stderr) == (0, "")
    assert found.stdout.startswith("semcache, version ")


def test_a_real_process_ends_with_the_code_and_the_line(tmp_path: Path) -> None:
    found = process("prices", "show", "no-such-model", SEMCACHE_HOME=str(tmp_path))
    assert found.returncode == 2
    assert found.stdout == ""
    assert found.stderr.startswith("semcache: no-such-model: no price is listed")
    assert found.stderr.count("\n") == 1


def test_ctrl_c_in_a_real_process_leaves_no_traceback() -> None:
    script = """
import signal, sys, time, click, semcache.cli as cli
signal.signal(signal.SIGINT, signal.default_int_handler)  # whoever runs the tests may ignore it
@click.command()
def command():
    print("ready", flush=True)
    time.sleep(60)
cli.Frame.get_command = lambda self, ctx, name: command
cli.main(["wait"])
"""
    child = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        assert child.stdout is not None
        assert child.stdout.readline() == "ready\n"
        time.sleep(0.1)
        child.send_signal(signal.SIGINT)
        _, err = child.communicate(timeout=10)
    finally:
        child.kill()
        child.communicate()
    assert (child.returncode, err.strip()) == (130, "")
