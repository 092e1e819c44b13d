"""Policy files: what they grant, and one line for each thing that is wrong."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from semcache.cli import main
from semcache.core.gates import DEFAULT_MIN_SIMILARITY
from semcache.core.policy import Match, Mode, Rule, Share
from semcache.core.volatile import REFUSED_CLASSES
from semcache.errors import ConfigError, ConfigErrors
from semcache.fields import Expected, parse_duration, parse_size, spell_duration
from semcache.policyfile import find_policy, load_policy, parse_policy, ready_policies
from semcache.policyterms import Terms
from semcache.yamlfile import MAX_BYTES

DURATION = "expected a duration over zero, up to 3650d, such as 50ms, 30s, 15m, 24h or 7d"
SIMILARITY = "expected a number above 0, up to 1"
NAME = "expected a name of up to 64 letters, digits, dots, dashes and underscores"
CLASSES = f"expected {', '.join(REFUSED_CLASSES[:-1])} or {REFUSED_CLASSES[-1]}"

BAD: list[tuple[str, str, str]] = [
    ("an empty file", "", "p.yaml: empty; expected keys and values"),
    ("only comments", "# nothing\n", "p.yaml: empty; expected keys and values"),
    ("a list", "- a\n- b\n", "p.yaml:1: expected keys and values at the top level"),
    ("a word", "strict\n", "p.yaml:1: expected keys and values at the top level"),
    (
        "an open bracket",
        "name: x\nrules: [\n",
        "p.yaml:3: not YAML: expected the node content, but found '<stream end>'",
    ),
    (
        "a tab",
        "name: x\ndefaults:\n\tmode: on\n",
        r"p.yaml:3: not YAML: found character '\t' that cannot start any token",
    ),
    ("two documents", "name: x\n---\nname: y\n", "p.yaml:2: not YAML: but found another document"),
    ("a control character", "name: x\x00\n", "p.yaml:1: not YAML: character 0 is not allowed"),
    ("an alias", "defaults: &d {mode: on}\nrules: *d\n", "p.yaml:2: *d: aliases are not allowed; write the value out"),
    (
        "a tag",
        "name: !!python/object/apply:os.system [id]\n",
        "p.yaml:1: tag:yaml.org,2002:python/object/apply:os.system: tags are not allowed; write plain values",
    ),
    ("a deep nest", "name: " + "[" * 30 + "]" * 30, "p.yaml:1: nested deeper than 20 levels"),
    ("a key written twice", "name: x\nname: y\n", "p.yaml:2: name: written twice; keep one, or rename the other"),
    (
        "a rule's key written twice",
        "rules:\n  - name: a\n    max-age: 1h\n    max-age: 2h\n    match: {model: x}\n",
        "p.yaml:4: rules[0].max-age: written twice; keep one, or rename the other",
    ),
    ("a list as a key", "[a, b]: x\n", "p.yaml:1: expected a word as the key"),
    ("an unknown key", "rulez: []\n", "p.yaml:1: rulez: unknown key; did you mean rules?"),
    ("an unknown key like no other", "zzz: 1\n", "p.yaml:1: zzz: unknown key"),
    (
        "a key in snake case",
        "defaults:\n  max_age: 1h\n",
        "p.yaml:2: defaults.max_age: unknown key; did you mean max-age?",
    ),
    (
        "an unknown key of a rule",
        "rules:\n  - name: a\n    tll: 1h\n",
        "p.yaml:3: rules[0].tll: unknown key",
    ),
    (
        "an unknown condition",
        "rules:\n  - name: a\n    match: {modle: x}\n",
        "p.yaml:3: rules[0].match.modle: unknown key; did you mean model?",
    ),
    ("rules that are no list", "rules: {a: b}\n", "p.yaml:1: rules: expected a list, got keys and values"),
    ("a rule that is a word", "rules: [a]\n", "p.yaml:1: rules[0]: expected keys and values, got 'a'"),
    ("a rule without a name", "rules:\n  - mode: off\n", "p.yaml:2: rules[0].name: missing"),
    ("a name with blanks", "name: my policy\n", f"p.yaml:1: name: {NAME}, got 'my policy'"),
    ("a name with a line break", 'name: "a\\nb"\n', f"p.yaml:1: name: {NAME}, got 'a\\nb'"),
    ("a number of seconds", "defaults: {max-age: 3600}\n", f"p.yaml:1: defaults.max-age: {DURATION}, got 3600"),
    ("an unknown unit", "defaults: {max-age: 1w}\n", f"p.yaml:1: defaults.max-age: {DURATION}, got '1w'"),
    ("no time at all", "defaults: {max-age: 0s}\n", f"p.yaml:1: defaults.max-age: {DURATION}, got '0s'"),
    ("a negative duration", "defaults: {max-age: -1h}\n", f"p.yaml:1: defaults.max-age: {DURATION}, got '-1h'"),
    ("for ever", "defaults: {max-age: 99999d}\n", f"p.yaml:1: defaults.max-age: {DURATION}, got '99999d'"),
    ("no duration", "defaults:\n  max-age:\n", f"p.yaml:2: defaults.max-age: {DURATION}, got nothing"),
    ("a similarity of 0", "defaults: {min-similarity: 0}\n", f"p.yaml:1: defaults.min-similarity: {SIMILARITY}, got 0"),
    (
        "a similarity in percent",
        "defaults: {min-similarity: 95}\n",
        f"p.yaml:1: defaults.min-similarity: {SIMILARITY}, got 95",
    ),
    (
        "a similarity that is no number",
        "defaults: {min-similarity: .nan}\n",
        f"p.yaml:1: defaults.min-similarity: {SIMILARITY}, got '.nan'",
    ),
    (
        "no candidates",
        "defaults: {candidates: 0}\n",
        "p.yaml:1: defaults.candidates: expected a whole number from 1 to 100, got 0",
    ),
    (
        "a temperature below zero",
        "defaults: {max-temperature: -1}\n",
        "p.yaml:1: defaults.max-temperature: expected a number from 0 to 2, got -1",
    ),
    (
        "a size without a unit",
        "defaults: {max-answer-size: 65536}\n",
        "p.yaml:1: defaults.max-answer-size: expected a size over zero, such as 512B, 64KiB or 8MiB, got 65536",
    ),
    (
        "a misspelt mode",
        "defaults: {mode: of}\n",
        "p.yaml:1: defaults.mode: expected on, off or shadow, got 'of'; did you mean off?",
    ),
    (
        "a mode that is a flag",
        "defaults: {mode: true}\n",
        "p.yaml:1: defaults.mode: expected on, off or shadow, got true",
    ),
    (
        "a share nobody knows",
        "defaults: {share: team}\n",
        "p.yaml:1: defaults.share: expected tenant or everyone, got 'team'; did you mean tenant?",
    ),
    (
        "a flag that is a word",
        "defaults: {semantic: yes}\n",
        "p.yaml:1: defaults.semantic: expected true or false, got 'yes'",
    ),
    ("an unknown class", "defaults: {never: [jokes]}\n", f"p.yaml:1: defaults.never[0]: {CLASSES}, got 'jokes'"),
    (
        "an unknown route",
        "rules: [{name: a, match: {route: /v1/chat}}]\n",
        "p.yaml:1: rules[0].match.route[0]: expected /v1/chat/completions, /v1/completions, /v1/responses or"
        " /v1/messages, got '/v1/chat'",
    ),
    (
        "a route and a protocol",
        "rules: [{name: a, match: {route: /v1/messages, protocol: chat}}]\n",
        "p.yaml:1: rules[0].match.route: says the same as protocol; expected one of the two",
    ),
    (
        "a short age that is longer",
        "rules:\n  - name: a\n    max-age: 1h\n    short-max-age: 2h\n",
        "p.yaml:4: rules[0].short-max-age: longer than max-age (1h)",
    ),
    (
        "two rules of one name",
        "rules:\n  - {name: a, match: {model: x}}\n  - {name: a, match: {model: y}}\n",
        "p.yaml:3: rules[1].name: a is the name of rules[0] too",
    ),
    (
        "a default that does not match everything",
        "rules:\n  - {name: default, match: {model: x}}\n",
        "p.yaml:2: rules[0].name: default is kept for the rule that matches everything; expected another",
    ),
]


@pytest.mark.parametrize(("text", "message"), [row[1:] for row in BAD], ids=[row[0] for row in BAD])
def test_a_bad_policy_is_one_line_with_file_line_key_and_remedy(text: str, message: str) -> None:
    with pytest.raises(ConfigError) as caught:
        parse_policy(text, "p.yaml")
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("earlier", "later", "hidden"),
    [
        ("{}", "{model: x}", True),
        ("{model: '*'}", "{}", True),
        ("{model: gpt-4o}", "{model: gpt-4o}", True),
        ("{model: 'gpt-*'}", "{model: gpt-4o}", True),
        ("{model: 'gpt-*'}", "{model: 'gpt-4o*'}", True),
        ("{model: ['gpt-*', 'o1*']}", "{model: [o1-mini, gpt-4o]}", True),
        ("{model: 'gpt-*'}", "{model: 'gpt-*', tenant: local}", True),
        ("{protocol: chat}", "{route: /v1/chat/completions, model: x}", True),
        ("{model: gpt-4o}", "{model: 'gpt-*'}", False),
        ("{model: 'gpt-?'}", "{model: 'gpt-*'}", False),
        ("{model: 'gpt-*'}", "{model: [gpt-4o, o1]}", False),
        ("{model: x, tenant: local}", "{model: x}", False),
        ("{protocol: chat}", "{protocol: messages}", False),
    ],
)
def test_a_rule_that_an_earlier_one_hides_is_found(earlier: str, later: str, hidden: bool) -> None:
    text = f"rules:\n  - {{name: first, match: {earlier}}}\n  - {{name: second, match: {later}}}\n"
    if hidden:
        with pytest.raises(ConfigErrors) as caught:
            parse_policy(text, "p.yaml")
        assert str(caught.value) == (
            "p.yaml:3: rules[1]: second never applies: first, above it, matches all it matches"
        )
    else:
        assert [rule.name for rule in parse_policy(text).rules] == ["first", "second", "default"]


def test_all_that_is_wrong_is_said_at_once_in_the_order_of_the_lines() -> None:
    text = "rulez: 1\ndefaults: {max-age: 1}\nrules:\n  - name: a\n  - name: a\n    mode: of\n  - name: b\n"
    with pytest.raises(ConfigErrors) as caught:
        parse_policy(text, "p.yaml")
    assert [str(error) for error in caught.value.errors] == [
        "p.yaml:1: rulez: unknown key; did you mean rules?",
        f"p.yaml:2: defaults.max-age: {DURATION}, got 1",
        "p.yaml:5: rules[1].name: a is the name of rules[0] too",
        "p.yaml:5: rules[1]: a never applies: a, above it, matches all it matches",
        "p.yaml:6: rules[1].mode: expected on, off or shadow, got 'of'; did you mean off?",
        "p.yaml:7: rules[2]: b never applies: a, above it, matches all it matches",
    ]
    assert str(caught.value) == "p.yaml:1: rulez: unknown key; did you mean rules? (and 5 more)"


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        ("name: a, tll: 1h, match: {model: x}", "name: a, match: {model: y}", "[0].tll, [1].name"),
        ("name: a, match: {model: x}", "name: a, tll: 1h, match: {model: y}", "[1].name, [1].tll"),
        ("name: a, tll: 1h, match: {model: x}", "name: b, match: {model: x}", "[0].tll, [1]"),
        ("name: a, max-age: 1, match: {model: x}", "name: b, match: {model: x}", "[0].max-age, [1]"),
        ("name: a, max-age: 1", "name: b, match: {model: x}", "[0].max-age, [1]"),
        ("name: a, tll: 1h, max-age: 1h, short-max-age: 2h", "name: b", "[0].short-max-age, [0].tll"),
        ("name: a, tll: 1h, never: [jokes]", "name: b", "[0].never[0], [0].tll"),
        # What is not known has no consequences.
        ("name: a, match: {modle: x}", "name: b, match: {model: x}", "[0].match.modle"),
        ("name: a, mach: {model: x}", "name: b, match: {model: x}", "[0].mach"),
        ("name: default, mach: {model: x}", "name: b, match: {model: x}", "[0].mach"),
        ("name: a, max-error: 2, judge: gpt-4o", "name: b", "[0].max-error, [1]"),
        ("nam: a", "name: b, match: {model: x}", "[0].nam, [0].name"),
    ],
)
def test_one_slip_hides_nothing_else_that_is_wrong(first: str, second: str, found: str) -> None:
    with pytest.raises(ConfigErrors) as caught:
        parse_policy(f"rules:\n  - {{{first}}}\n  - {{{second}}}\n", "p.yaml")
    assert ", ".join(sorted(error.key.removeprefix("rules") for error in caught.value.errors)) == found


def test_a_rule_inherits_the_files_defaults_which_inherit_the_built_in_ones() -> None:
    policy = parse_policy(
        """
name: faq
defaults: {max-age: 2h, candidates: 3}
rules:
  - name: website
    match: {route: /v1/chat/completions, model: [gpt-4o, o1*], tenant: name:website}
    share: everyone
    max-age: 7d
    never: []
  - name: code
    match: {protocol: messages}
    mode: off
"""
    )
    built_in = {
        "semantic": True,
        "min_similarity": DEFAULT_MIN_SIMILARITY,
        "candidates": 3,
        "max_temperature": 1.0,
        "max_answer_bytes": 256 * 1024,
        "short_max_age": 3600.0,
    }
    own = {"mode": Mode.ON, "share": Share.TENANT, "max_age": 7200.0, "never": REFUSED_CLASSES}
    website = {**own, "share": Share.EVERYONE, "max_age": 604800.0, "never": ()}
    assert policy.name == "faq"
    assert policy.rules == (
        Rule(name="website", match=Match(("chat",), ("gpt-4o", "o1*"), ("name:website",)), **built_in, **website),
        Rule(name="code", match=Match(("messages",)), **built_in, **{**own, "mode": Mode.OFF}),
        Rule(name="default", match=Match(), **built_in, **own),
    )


def test_a_rule_that_matches_everything_is_the_last_and_none_is_added() -> None:
    assert [rule.name for rule in parse_policy("rules: [{name: all}]").rules] == ["all"]


def test_an_empty_section_says_nothing() -> None:
    assert parse_policy("name: x\ndefaults:\n").rules == parse_policy("name: x").rules


def test_every_ready_policy_loads_and_bears_its_files_name() -> None:
    assert ready_policies() == ["default", "rag", "strict", "support-faq"]
    assert [load_policy(name).name for name in ready_policies()] == ready_policies()


def test_default_yaml_writes_out_exactly_the_built_in_terms() -> None:
    text = find_policy("default").read_text()
    assert load_policy("default").rules == parse_policy("name: default").rules
    assert all(f"\n  {key}: " in text for key in Terms.keys())  # noqa: SIM118 (not a mapping)


def test_strict_yaml_never_answers_a_reworded_prompt() -> None:
    assert [rule.semantic for rule in load_policy("strict").rules] == [False]


def test_a_name_means_the_file_that_is_there_else_the_ready_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    ready = find_policy("default")
    assert find_policy("policies/default.yaml") == ready
    assert find_policy(Path("policies/default.yaml")) == ready
    (tmp_path / "policies").mkdir()
    (tmp_path / "policies/default.yaml").write_text("name: mine\n")
    assert load_policy("policies/default.yaml").name == "mine"
    assert load_policy("default").name == "default"


@pytest.mark.parametrize("name", ["nope", "../policies/default.yaml", "other/default.yaml", ""])
def test_a_policy_that_is_not_there_is_an_error_that_lists_the_ready_ones(name: str) -> None:
    with pytest.raises(ConfigError, match=r"no such policy file; ready ones are default, rag, strict, support-faq"):
        find_policy(name)


def test_a_file_that_is_too_large_or_no_text_is_refused(tmp_path: Path) -> None:
    large, binary = tmp_path / "large.yaml", tmp_path / "binary.yaml"
    large.write_bytes(b"#" * (MAX_BYTES + 1))
    binary.write_bytes(b"name: x\nrules: \xff\n")
    for path, message in (
        (large, f"{large}: larger than 256 KiB"),
        (binary, f"{binary}:2: not UTF-8; save the file as UTF-8"),
    ):
        with pytest.raises(ConfigError) as caught:
            load_policy(path)
        assert str(caught.value) == message


def _errors(text: str) -> list[str]:
    try:
        parse_policy(text)
    except ConfigErrors as found:
        return [str(error) for error in found.errors]
    except ConfigError as error:
        return [str(error)]
    return []


@settings(deadline=None)
@given(st.text(max_size=200))
def test_no_text_makes_the_reader_fail_otherwise_than_by_lines_for_the_user(text: str) -> None:
    assert all(len(line.splitlines()) == 1 for line in _errors(text))


KEYS = [
    *(*Terms.keys(), "name", "match", "rules", "defaults", "classes", "phrases", "strength", "zzz"),
    *("model", "route", "header", "metadata", "class", "canonical", "request", "questions", "file"),
    *("examples", "stored", "stored-as", "asked", "events", "source", "version", "older-than", "expect"),
]
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=5)
    | st.sampled_from(["1h", "1KiB", "*"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=4),
    max_leaves=12,
)


@settings(deadline=None)
@given(st.fixed_dictionaries({"rules": st.lists(st.dictionaries(st.sampled_from(KEYS), VALUES), max_size=3)}), VALUES)
def test_no_values_in_the_right_places_make_it_fail_otherwise_either(policy: dict[str, object], defaults) -> None:
    text = yaml.safe_dump({**policy, "defaults": defaults}, allow_unicode=True)
    assert all(len(line.splitlines()) == 1 for line in _errors(text))


@given(st.integers(1, 3_650 * 24 * 3600))
def test_a_duration_that_is_spelt_reads_back_the_same(seconds: int) -> None:
    assert parse_duration(spell_duration(seconds)) == seconds


@pytest.mark.parametrize(
    ("text", "value"), [("50ms", 0.05), ("1.5h", 5400.0), ("7d", 604800.0), ("2 m", 120.0), ("3650d", 315360000.0)]
)
def test_durations_are_seconds(text: str, value: float) -> None:
    assert parse_duration(text) == pytest.approx(value)


@pytest.mark.parametrize("text", ["8MB", "8mib", "-1B", "MiB", "0B", "0.5B", "1e3B", "8 MiB extra", "", None, 8.0])
def test_what_is_no_size_is_refused(text: object) -> None:
    with pytest.raises(Expected):
        parse_size(text)


def test_policy_check_prints_the_rules_in_their_order(tmp_path: Path) -> None:
    file = tmp_path / "p.yaml"
    file.write_text(
        "name: faq\ndefaults: {never: [], min-similarity: 0.95}\nrules:\n"
        "  - {name: a, match: {model: [x, y*], tenant: local}, share: everyone, max-age: 7d}\n"
        "  - {name: b, match: {protocol: messages}, mode: off}\n"
        "  - {name: c, match: {protocol: chat}, semantic: false}\n"
    )
    result = CliRunner().invoke(main, ["policy", "check", str(file)])
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == (
        f"{file}: OK, no examples\n\n"
        "rule     for                          answers            shared with  max-age  never\n"
        "a        model x or y*; tenant local  similar from 0.95  everyone     7d       nothing\n"
        "b        protocol messages            never\n"
        "c        protocol chat                the same only      tenant       1d       nothing\n"
        "default  everything                   similar from 0.95  tenant       1d       nothing\n"
    )


def test_policy_check_prints_all_errors_and_exits_with_2(tmp_path: Path) -> None:
    file = tmp_path / "p.yaml"
    file.write_text("rulez: 1\ndefaults: {mode: of}\n")
    plain = CliRunner().invoke(main, ["policy", "check", str(file)])
    assert (plain.exit_code, plain.stdout) == (2, "")
    assert plain.stderr == (
        f"{file}:1: rulez: unknown key; did you mean rules?\n"
        f"{file}:2: defaults.mode: expected on, off or shadow, got 'of'; did you mean off?\n"
    )
    as_json = CliRunner().invoke(main, ["policy", "check", str(file), "--json"])
    assert as_json.exit_code == 2
    assert json.loads(as_json.stdout) == {
        "ok": False,
        "errors": [
            {"where": f"{file}:1", "key": "rulez", "expected": "unknown key; did you mean rules?"},
            {
                "where": f"{file}:2",
                "key": "defaults.mode",
                "expected": "expected on, off or shadow, got 'of'; did you mean off?",
            },
        ],
    }


def test_policy_check_json_has_every_term_under_its_key() -> None:
    result = CliRunner().invoke(main, ["policy", "check", "strict", "--json"])
    assert result.exit_code == 0
    (rule,) = json.loads(result.stdout)["rules"]
    assert rule == {
        "name": "default",
        "match": {"protocol": [], "model": [], "tenant": [], "header": {}, "metadata": {}, "class": []},
        "mode": "on",
        "share": "tenant",
        "deployments": "same",
        "semantic": False,
        "max-age": 3600.0,
        "short-max-age": 300.0,
        "stale-while-revalidate": 0.0,
        "stale-if-error": 0.0,
        "must-revalidate": True,
        "jitter": 0.0,
        "min-similarity": DEFAULT_MIN_SIMILARITY,
        "candidates": 5,
        "max-temperature": 0.5,
        "max-answer-size": 262144,
        "never": list(REFUSED_CLASSES),
        "vary": [],
        "sources": [],
        "tags": [],
        "max-error": 0.0,
        "audit": {"share": 0.0, "budget": "1"},
        "judge": "",
        "calibration": None,
        "priority": "interactive",
        "cache-salt": False,
        "prompt-cache": False,
        "canonical": None,
        "digest": load_policy("strict").rules[0].digest,
    }
