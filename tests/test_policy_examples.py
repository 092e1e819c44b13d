"""Examples in policies: what may be written, and that they are played through the real cache."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from semcache.cli import main
from semcache.core.ledger import Outcome
from semcache.errors import ConfigError, ConfigErrors
from semcache.policyfile import find_policy, load_policy_file, parse_policy, parse_policy_file, ready_policies
from semcache.rehearsal import failing, load_rehearsed_policy, rehearse

EVENT = "expected one of source (with a version, or without), tag, tenant, author, model, policy, older-than"

BAD: list[tuple[str, str, str]] = [
    ("examples that are no list", "examples: {a: b}\n", "1: examples: expected a list, got keys and values"),
    ("an example that is a word", "examples:\n  - hit\n", "2: examples[0]: expected keys and values, got 'hit'"),
    ("nothing asked", "examples: [{stored: a, expect: hit}]\n", "1: examples[0].asked: missing"),
    ("nothing expected", "examples: [{asked: a}]\n", "1: examples[0].expect: missing"),
    (
        "a verdict nobody knows",
        "examples: [{asked: a, expect: stal}]\n",
        "1: examples[0].expect: expected hit, stale, miss or bypass, got 'stal'; did you mean stale?",
    ),
    (
        "a misspelt key",
        "examples: [{asked: a, ask-as: {}, expect: hit}]\n",
        "1: examples[0].ask-as: unknown key; did you mean asked-as?",
    ),
    (
        "a misspelt key of a request",
        "examples: [{asked: a, asked-as: {tenat: b}, expect: hit}]\n",
        "1: examples[0].asked-as.tenat: unknown key; did you mean tenant?",
    ),
    (
        "an age before its time",
        "examples: [{asked: a, age: -2h, expect: hit}]\n",
        "1: examples[0].age: expected a duration up to 3650d, such as 0s, 5m or 24h, got '-2h'",
    ),
    (
        "a similarity in percent",
        "examples: [{asked: a, similarity: 95, expect: hit}]\n",
        "1: examples[0].similarity: expected a number from 0 to 1, got 95",
    ),
    (
        "an upstream that is neither",
        "examples: [{asked: a, upstream: slow, expect: hit}]\n",
        "1: examples[0].upstream: expected ok or down, got 'slow'",
    ),
    ("an empty event", "examples: [{asked: a, events: [{}], expect: hit}]\n", f"1: examples[0].events[0]: {EVENT}"),
    (
        "two events in one",
        "examples:\n  - asked: a\n    expect: hit\n    events:\n      - {tag: x, model: y}\n",
        f"5: examples[0].events[0]: {EVENT}",
    ),
    (
        "a version of nothing",
        "examples: [{asked: a, events: [{tag: x, version: v2}], expect: hit}]\n",
        f"1: examples[0].events[0]: {EVENT}",
    ),
    (
        "a bad example of a rule",
        "rules:\n  - name: a\n    examples:\n      - {asked: a, expect: 1}\n",
        "4: rules[0].examples[0].expect: expected hit, stale, miss or bypass, got 1",
    ),
]


@pytest.mark.parametrize(("text", "message"), [row[1:] for row in BAD], ids=[row[0] for row in BAD])
def test_a_bad_example_is_one_line_with_file_line_key_and_remedy(text: str, message: str) -> None:
    with pytest.raises(ConfigErrors) as caught:
        parse_policy(text, "p.yaml")
    assert [str(error) for error in caught.value.errors] == [f"p.yaml:{message}"]


FAILING: list[tuple[str, str, str]] = [
    (
        "a hit that has expired",
        "{stored: How, asked: How, age: 25h, expect: hit}",
        "expected hit, got miss (expired): fresh, expired 3600 s ago",
    ),
    (
        "another reason",
        "{stored: How, asked: How, expect: hit, reason: semantic}",
        "expected hit (semantic), got hit (exact)",
    ),
    (
        "a gate",
        "{stored: Enable it, asked: Disable it, expect: hit}",
        "expected hit, got miss (gate:polarity): polarity, disable / enable",
    ),
    (
        "too little in common",
        "{stored: How so, asked: Why not, similarity: 0.5, expect: hit}",
        "expected hit, got miss (gate:similarity): similarity, 0.500 below 0.880",
    ),
    ("nothing stored", "{asked: How, expect: hit}", "expected hit, got miss (new): nothing is stored"),
    (
        "nothing kept",
        "{stored: How is the weather, asked: How, expect: hit}",
        "expected hit, got miss (new): the answer to store was not kept (volatile:weather)",
    ),
    (
        "an event",
        "{stored: How, stored-as: {sources: [kb@v1]}, asked: How, events: [{source: kb, version: v2}], expect: hit}",
        "expected hit, got miss (invalidated): standing, source kb is now v2",
    ),
    (
        "no event",
        "{stored: How, stored-as: {sources: [kb@v1]}, asked: How, events: [{source: kb, version: v1}], expect: miss}",
        "expected miss, got hit (exact)",
    ),
    (
        "an upstream that is down",
        "{stored: How, asked: How, age: 2d, upstream: down, expect: stale}",
        "expected stale, got miss (upstream-unreachable): fresh, expired 86400 s ago",
    ),
]


@pytest.mark.parametrize(("example", "complaint"), [row[1:] for row in FAILING], ids=[row[0] for row in FAILING])
def test_an_example_that_fails_says_what_came_of_it_and_why(example: str, complaint: str) -> None:
    file = parse_policy_file(f"name: x\nexamples:\n  - {example}\n", "p.yaml")
    assert [str(error) for error in failing(rehearse(file))] == [f"p.yaml:3: examples[0]: {complaint}"]


def test_an_example_of_a_rule_must_fall_to_that_rule() -> None:
    text = "rules:\n  - name: a\n    match: {model: x}\n    examples:\n      - {asked: How, expect: miss}\n"
    file = parse_policy_file(text, "p.yaml")
    assert [str(error) for error in failing(rehearse(file))] == [
        "p.yaml:5: rules[0].examples[0]: expected rule a to apply, got default"
    ]


@pytest.mark.parametrize("name", ready_policies())
def test_the_examples_of_a_ready_policy_hold(name: str) -> None:
    file = load_policy_file(name)
    assert len(file.examples) >= 8
    assert [str(error) for error in failing(rehearse(file))] == []


def test_the_ready_policies_show_every_verdict() -> None:
    shown = {name: {example.expect for example in load_policy_file(name).examples} for name in ready_policies()}
    assert all(verdicts >= {Outcome.HIT, Outcome.MISS, Outcome.BYPASS} for verdicts in shown.values())
    assert shown["support-faq"] == set(Outcome)


MUTATIONS: list[tuple[str, str, str, str]] = [
    (
        "default",
        "max-age: 24h ",
        "max-age: 22h ",
        'stored: "How long do refunds take?", asked: "How long do refunds take?", age: 23h',
    ),
    ("default", "min-similarity: 0.88", "min-similarity: 0.96", 'asked: "How can I reset my password?"'),
    ("default", "weather, market", "market", "volatile:weather"),
    ("strict", "semantic: false", "semantic: true ", "similarity: 0.999"),
    ("strict", "must-revalidate: true ", "stale-if-error: 1d", "upstream: down"),
    ("support-faq", "share: everyone", "share: tenant", "key:ben"),
    ("support-faq", "stale-while-revalidate: 1d", "stale-while-revalidate: 0s", "reason: stale-while-revalidate"),
    ("support-faq", "stale-if-error: 3d", "stale-if-error: 5d", "age: 11d"),
    ("support-faq", "sources: [kb/help-center]", "sources: []", "source: kb/help-center"),
    ("support-faq", "creative, account]", "creative]", "volatile:account"),
    ("rag", "vary: [x-collection]", "vary: []", "x-collection: asia"),
    ("rag", "tags: [rag]", "tags: []", "tag: rag"),
]


@pytest.mark.parametrize(("name", "old", "new", "hint"), MUTATIONS, ids=[f"{row[0]}: {row[2]}" for row in MUTATIONS])
def test_a_ready_policy_that_is_changed_fails_by_its_examples(name: str, old: str, new: str, hint: str) -> None:
    text = find_policy(name).read_text()
    assert text.count(old) == 1
    file = parse_policy_file(text.replace(old, new), "p.yaml")
    errors = failing(rehearse(file))
    assert errors
    lines = text.split("\n")
    shown = ["\n".join(lines[int(error.where.split(":")[1]) - 1 :][:8]) for error in errors]
    assert any(hint in part for part in shown)


SEVERAL = """name: p
rules:
  - name: a
    max-age: 2h
    examples:
      - {stored: How long, asked: How long, age: 1h, expect: hit}
      - {stored: How long, asked: How long, age: 3h, expect: hit}
examples:
  - stored: How long
    asked: How long
    expect: bypass
"""


def test_policy_check_prints_every_failing_example_with_its_line_and_exits_with_2(tmp_path: Path) -> None:
    file = tmp_path / "p.yaml"
    file.write_text(SEVERAL)
    plain = CliRunner().invoke(main, ["policy", "check", str(file)])
    assert (plain.exit_code, plain.stdout) == (2, "")
    assert plain.stderr == (
        f"{file}:7: rules[0].examples[1]: expected hit, got miss (expired): fresh, expired 3600 s ago\n"
        f"{file}:9: examples[0]: expected bypass, got hit (exact)\n"
    )
    as_json = CliRunner().invoke(main, ["policy", "check", str(file), "--json"])
    assert as_json.exit_code == 2
    assert [(e["where"], e["key"]) for e in json.loads(as_json.stdout)["errors"]] == [
        (f"{file}:7", "rules[0].examples[1]"),
        (f"{file}:9", "examples[0]"),
    ]


def test_policy_check_prints_what_a_rule_does_beyond_the_usual() -> None:
    result = CliRunner().invoke(main, ["policy", "check", "support-faq"])
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == (
        f"{find_policy('support-faq')}: OK, 13 examples hold\n\n"
        "rule         for                       answers            shared with  max-age  never\n"
        "help-center  header x-app help-center  similar from 0.88  everyone     7d       any volatile class\n"
        "             expires up to 10% earlier; then stale for 1d, 3d on errors; rests on kb/help-center;\n"
        "             tagged help-center; 4 questions kept warm\n"
        "default      everything                never\n"
    )


def test_the_gateway_does_not_start_on_a_policy_whose_examples_fail(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "p.yaml").write_text(SEVERAL)
    result = CliRunner().invoke(main, ["serve", "--upstream", "http://127.0.0.1:9", "--policy", "p.yaml"])
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == (
        "semcache: p.yaml:7: rules[0].examples[1]: expected hit, got miss (expired): fresh, expired 3600 s ago\n"
        "semcache: p.yaml:9: examples[0]: expected bypass, got hit (exact)\n"
    )
    assert not (tmp_path / ".semcache").exists()


async def test_a_policy_can_be_rehearsed_while_the_gateway_runs(tmp_path: Path) -> None:
    assert load_rehearsed_policy("strict").name == "strict"
    (tmp_path / "p.yaml").write_text(SEVERAL)
    with pytest.raises(ConfigError, match=r"p.yaml:7: .* \(and 1 more\)"):
        load_rehearsed_policy(tmp_path / "p.yaml")


@given(st.floats(0.01, 1.0))
def test_a_stated_similarity_of_exactly_the_least_is_enough(similarity: float) -> None:
    text = (
        f"defaults: {{min-similarity: {similarity:.6f}}}\nexamples:\n"
        f"  - {{stored: How can I pay, asked: How could I pay, similarity: {similarity:.6f}, expect: hit}}\n"
    )
    assert failing(rehearse(parse_policy_file(text))) == []


@pytest.mark.parametrize("term", ["max-error: 1%", "mode: shadow", "max-error: 1%\n  mode: shadow"])
def test_examples_are_played_in_earnest_and_by_the_threshold(term: str) -> None:
    text = (
        f"defaults:\n  {term}\nexamples:\n"
        '  - {stored: "How long do refunds take?", asked: "How long will refunds take?", expect: hit}\n'
    )
    assert failing(rehearse(parse_policy_file(text))) == []
