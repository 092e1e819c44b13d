"""`semcache prices`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from semcache.cli import main

OWN = {"my-model": {"input_per_million": 0.5, "output_per_million": 1.5, "cached_input_per_million": 0.0625}}
MAP = {
    "tiered": {
        "mode": "chat",
        "litellm_provider": "openai",
        "input_cost_per_token": 1e-6,
        "output_cost_per_token": 2e-6,
        "input_cost_per_token_above_200k_tokens": 2e-6,
        "cache_creation_input_token_cost_above_1hr": 4e-6,
    }
}


def run(home: Path, *args: str) -> tuple[int, str, str]:
    found = CliRunner().invoke(main, ["prices", *args], env={"SEMCACHE_HOME": str(home)})
    return found.exit_code, found.stdout, found.stderr


def written(path: Path, data: object) -> str:
    path.write_text(data if isinstance(data, str) else json.dumps(data))
    return str(path)


def test_an_update_wins_over_what_is_installed_and_names_its_file(tmp_path: Path) -> None:
    file = written(tmp_path / "own.json", OWN | {"gpt-4o": {"input_per_million": 9, "output_per_million": 9}})
    home = tmp_path / "home"
    _, before, _ = run(home, "show", "gpt-4o")
    assert "source: litellm" in before
    assert run(home, "update", "--from", file) == (0, f"2 prices written to {home}/prices.json\n", "")
    code, out, err = run(home, "show", "my-model")
    source = out.splitlines()[-1]
    assert (code, err) == (0, "")
    assert out.splitlines()[:3] == [
        "my-model",
        "$ per million tokens  input  output  cached  cache write  for 1 hour",
        "any prompt             0.50    1.50  0.0625         0.50        0.50",
    ]
    assert source.startswith("source: own.json, 2")
    _, out, _ = run(home, "show", "openai/gpt-4o")
    assert out.startswith("openai/gpt-4o, listed as gpt-4o\n")
    assert "9.00    9.00" in out


def test_tiers_are_shown_by_prompt_size_and_as_json(tmp_path: Path) -> None:
    run(tmp_path, "update", "--from", written(tmp_path / "map.json", MAP))
    _, out, _ = run(tmp_path, "show", "tiered")
    assert [line.split()[:3] for line in out.splitlines()[2:4]] == [
        ["prompts", "up", "to"],
        ["prompts", "above", "200,000"],
    ]
    code, out, _ = run(tmp_path, "show", "openai/tiered", "--json")
    found = json.loads(out)
    assert code == 0
    assert (found["asked"], found["model"], found["provider"], found["source"]) == (
        "openai/tiered",
        "tiered",
        "openai",
        "map.json",
    )
    assert found["dollars_per_million_tokens"] == [
        {
            "prompt_above": 0,
            "input": "1.00",
            "output": "2.00",
            "cached": "1.00",
            "cache_write": "1.00",
            "cache_write_1h": "4.00",
        },
        {
            "prompt_above": 200_000,
            "input": "2.00",
            "output": "2.00",
            "cached": "2.00",
            "cache_write": "2.00",
            "cache_write_1h": "4.00",
        },
    ]


def test_update_says_in_json_what_it_did(tmp_path: Path) -> None:
    file = written(tmp_path / "own.json", OWN)
    code, out, _ = run(tmp_path, "update", "--from", file, "--json")
    assert (code, json.loads(out)) == (0, {"models": 1, "from": file, "to": str(tmp_path / "prices.json")})


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"m": {"input_per_million": 1}}', '{"m": {"input_per_million": "x\\u001b"}}']
)
def test_a_bad_file_is_one_line_and_changes_nothing(tmp_path: Path, text: str) -> None:
    home = tmp_path / "home"
    run(home, "update", "--from", written(tmp_path / "own.json", OWN))
    before = (home / "prices.json").read_bytes()
    code, out, err = run(home, "update", "--from", written(tmp_path / "bad.json", text))
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert "bad.json" in err
    assert "\x1b" not in err
    assert (home / "prices.json").read_bytes() == before


def test_a_home_that_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    home = written(tmp_path / "a-file", "")
    code, _, err = run(Path(home), "update", "--from", written(tmp_path / "own.json", OWN))
    assert (code, err.count("\n")) == (2, 1)
    assert "cannot be written" in err


def test_an_unlisted_model_is_not_guessed(tmp_path: Path) -> None:
    assert run(tmp_path, "show", "my own\x1b[31m") == (
        2,
        "",
        "semcache: my own\ufffd[31m: no price is listed; add one with: semcache prices update --from FILE\n",
    )
    code, _, err = run(tmp_path, "show", "gpt5")
    assert code == 2
    assert err.startswith("semcache: gpt5: no price is listed; did you mean gpt-5? Else add one with: semcache prices")


def test_prices_in_the_settings_win_and_name_their_file(tmp_path: Path) -> None:
    config = written(
        tmp_path / "mine.yaml", "prices:\n  gpt-4o:\n    input-per-million: 1.10\n    output-per-million: 4.4\n"
    )
    code, out, err = run(tmp_path, "show", "openai/gpt-4o", "--config", config)
    assert (code, err) == (0, "")
    assert "1.10    4.40    1.10         1.10" in out
    assert "source: mine.yaml, 2" in out
