"""The README holds: its programs run, its commands exist, its tables say what the code says."""

import re
from pathlib import Path

import click
import pytest

from semcache.cli import main
from semcache.settings import Settings
from semcache.sources import known_settings

ROOT = Path(__file__).parent.parent
TEXT = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", TEXT, re.DOTALL | re.MULTILINE)


def commands() -> list[str]:
    lines = [line.split("#")[0].strip() for block in blocks("sh") for line in block.splitlines()]
    return [line for line in lines if line.startswith("semcache ")]


@pytest.mark.parametrize("program", blocks("python"))
def test_its_programs_run(program: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SEMCACHE_EMBEDDER__RUNTIME", "hash")
    exec(compile(program, "README.md", "exec"), {})


@pytest.mark.parametrize("command", commands())
def test_its_commands_and_their_options_exist(command: str) -> None:
    group: click.Command = main
    words = command.split()[1:]
    context = click.Context(main)
    while isinstance(group, click.Group) and words:
        found = group.get_command(context, words[0])
        assert found is not None, command
        group, words = found, words[1:]
    options = {name for parameter in group.params for name in parameter.opts}
    assert {word for word in words if word.startswith("--")} <= options | {"--help"}


def test_its_make_targets_exist() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"(?:`|^)make ([a-z-]+)", TEXT, re.MULTILINE))
    assert targets
    for target in targets:
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target


def test_its_table_names_every_setting() -> None:
    for known in known_settings(Settings):
        key = ".".join(map(str, known.keys))
        rows = (line for line in TEXT.splitlines() if line.startswith("|"))
        row = next((line for line in rows if f"`{known.variable or key}`" in line), None)
        assert row is not None, f"{key} is not in the README"
        assert ("never in the file" in row) == known.secret
        assert known.secret or f"`{key}`" in row


def test_its_links_lead_somewhere() -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", TEXT):
        assert target.startswith("https://") or (ROOT / target).exists(), target
