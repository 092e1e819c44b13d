"""Policies: conditions, staleness, sources, classes and canonical questions; what is wrong with each, in one line."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import orjson
import pytest

from semcache.calibrations import SHIPPED, load_calibration
from semcache.core.policy import Audit, Canonical, Context, Match
from semcache.core.request import CanonicalRequest
from semcache.core.volatile import DEFAULT_CLASSES, REFUSED_CLASSES, Strength, Volatile, VolatileClass, classify
from semcache.core.world import SourceVersion
from semcache.errors import ConfigError, ConfigErrors
from semcache.policyfile import parse_policy, parse_policy_file

GRACE = "expected a duration up to 3650d, such as 0s, 5m or 24h"
BOUND = "expected a share from 0.1% to 20%, such as 1%, or 0% for none"
SHARE = "expected a share from 0% to 90%, such as 10%"
SOURCE = "expected a source without blanks and commas, such as kb/refunds or kb/refunds@v17"
QUESTIONS = "expected either questions, at least one, or a file with one a line"
REFUSABLE = f"{', '.join(REFUSED_CLASSES[:-1])} or {REFUSED_CLASSES[-1]}"
MATCHABLE = f"{', '.join(REFUSED_CLASSES)} or changing"
CHAT = "canonical: {request: {model: m}, questions: [Why not]"

BAD: list[tuple[str, str, str]] = [
    ("a negative grace", "defaults: {stale-if-error: -1h}\n", f"1: defaults.stale-if-error: {GRACE}, got '-1h'"),
    ("a grace in seconds", "defaults: {stale-if-error: 60}\n", f"1: defaults.stale-if-error: {GRACE}, got 60"),
    (
        "a grace for ever",
        "defaults: {stale-while-revalidate: 9999d}\n",
        f"1: defaults.stale-while-revalidate: {GRACE}, got '9999d'",
    ),
    (
        "stale and never stale",
        "rules:\n  - name: a\n    stale-while-revalidate: 1h\n    must-revalidate: true\n",
        "3: rules[0].stale-while-revalidate: never happens where must-revalidate is true; expected one of the two",
    ),
    (
        "stale where the defaults forbid it",
        "defaults: {must-revalidate: true}\nrules:\n  - name: a\n    stale-if-error: 1h\n",
        "4: rules[0].stale-if-error: never happens where must-revalidate is true; expected one of the two",
    ),
    ("a jitter that is no share", "defaults: {jitter: 0.1}\n", f"1: defaults.jitter: {SHARE}, got 0.1"),
    ("a jitter that leaves nothing", "defaults: {jitter: 95%}\n", f"1: defaults.jitter: {SHARE}, got '95%'"),
    (
        "a flag in words",
        "defaults: {must-revalidate: always}\n",
        "1: defaults.must-revalidate: expected true or false, got 'always'",
    ),
    (
        "a credential in vary",
        "defaults: {vary: [accept-language, Authorization]}\n",
        "1: defaults.vary[1]: expected a header that is no credential; `share: tenant` keeps callers apart,"
        " got 'Authorization'",
    ),
    (
        "no header in vary",
        "defaults: {vary: '*'}\n",
        "1: defaults.vary[0]: expected the name of a header, such as X-Tenant, got '*'",
    ),
    (
        "a credential as a condition",
        "rules:\n  - name: a\n    match:\n      header: {x-api-key: 's*'}\n",
        "4: rules[0].match.header.x-api-key: expected a header that is no credential; `tenant` says which callers a"
        " rule is for, got 'x-api-key'",
    ),
    (
        "a condition that is a list",
        "rules: [{name: a, match: {header: [x-app]}}]\n",
        "1: rules[0].match.header: expected keys and values, got a list",
    ),
    (
        "metadata that is no text",
        "rules: [{name: a, match: {metadata: {app: {deep: x}}}}]\n",
        "1: rules[0].match.metadata.app: expected one line of text, got keys and values",
    ),
    (
        "a source with a blank",
        "defaults: {sources: ['kb refunds']}\n",
        f"1: defaults.sources[0]: {SOURCE}, got 'kb refunds'",
    ),
    ("a source without a version", "defaults: {sources: [kb@]}\n", f"1: defaults.sources[0]: {SOURCE}, got 'kb@'"),
    ("a source that is no text", "defaults: {sources: [3]}\n", f"1: defaults.sources[0]: {SOURCE}, got 3"),
    (
        "a tag with a blank",
        "defaults: {tags: ['a b']}\n",
        "1: defaults.tags[0]: expected a word without blanks and commas, got 'a b'",
    ),
    (
        "an unknown class in never",
        "rules: [{name: a, never: [wether]}]\n",
        f"1: rules[0].never[0]: expected {REFUSABLE}, got 'wether'; did you mean weather?",
    ),
    (
        "a class that only shortens in never",
        "defaults: {never: [changing]}\n",
        f"1: defaults.never[0]: expected {REFUSABLE}, got 'changing'",
    ),
    (
        "an unknown class among own ones",
        "classes: {account: {phrases: [my plan]}}\ndefaults: {never: [acount]}\n",
        f"2: defaults.never[0]: expected {', '.join(REFUSED_CLASSES)} or account, got 'acount'; did you mean account?",
    ),
    (
        "an unknown class as a condition",
        "rules: [{name: a, match: {class: sport}, never: []}]\n",
        f"1: rules[0].match.class[0]: expected {MATCHABLE}, got 'sport'",
    ),
    (
        "a class that is picked and refused",
        "rules: [{name: a, match: {class: weather}}]\n",
        "1: rules[0].match.class: all that a matches is refused by its `never`; expected a `never` without weather",
    ),
    (
        "a class without phrases",
        "classes:\n  account: {strength: refuse}\n",
        "2: classes.account.phrases: expected a list of at least one phrase",
    ),
    (
        "an audit of more than all",
        "defaults: {audit: {share: 101%}}\n",
        "1: defaults.audit.share: expected a share from 0% to 100%, such as 10%, got '101%'",
    ),
    ("a bound that is no share", "defaults: {max-error: 0.01}\n", f"1: defaults.max-error: {BOUND}, got 0.01"),
    ("a bound nobody can hold", "defaults: {max-error: 0.01%}\n", f"1: defaults.max-error: {BOUND}, got '0.01%'"),
    (
        "a bound and a threshold",
        "rules:\n  - name: a\n    max-error: 1%\n    min-similarity: 0.9\n",
        "4: rules[0].min-similarity: not used where max-error is set; expected one of the two",
    ),
    (
        "a bound without a semantic tier",
        "defaults: {semantic: false, max-error: 1%}\n",
        "1: defaults.max-error: says nothing where semantic is false; expected one of the two",
    ),
    (
        "an audit of nothing",
        "defaults: {semantic: false, audit: {share: 1%}}\n",
        "1: defaults.audit: nothing to ask again where semantic is false; expected one of the two",
    ),
    (
        "a budget without a day",
        "defaults: {audit: {share: 1%, budget: $1}}\n",
        "1: defaults.audit.budget: expected dollars a day, such as $1/day or $0.50/day, got '$1'",
    ),
    (
        "a judge of nothing",
        "defaults: {judge: gpt-4o-mini}\n",
        "1: defaults.judge: no answers are compared under these terms; expected max-error, an audit or mode: shadow"
        " beside it",
    ),
    (
        "a calibration without a bound",
        f"defaults: {{calibration: {SHIPPED}}}\n",
        "1: defaults.calibration: not used without max-error; expected both",
    ),
    (
        "a calibration that is not there",
        "defaults: {max-error: 1%, calibration: none.json}\n",
        "1: defaults.calibration: expected a calibration as `semcache calibrate` writes it, relative to the policy, got"
        " 'none.json' ([Errno 2] No such file or directory: 'none.json')",
    ),
    (
        "phrases that are no list",
        "classes: {account: {phrases: my plan}}\n",
        "1: classes.account.phrases: expected a list, got 'my plan'",
    ),
    (
        "a strength nobody knows",
        "classes: {account: {phrases: [my plan], strength: forbid}}\n",
        "1: classes.account.strength: expected refuse or shorten, got 'forbid'",
    ),
    (
        "another strength for a built-in class",
        "classes: {weather: {phrases: [rain], strength: shorten}}\n",
        "1: classes.weather.strength: weather is a built-in class; expected refuse, or another name",
    ),
    (
        "a class with a blank in its name",
        "classes: {my account: {phrases: [my plan]}}\n",
        "1: classes.my account: expected a name of up to 64 letters, digits, dots, dashes and underscores,"
        " got 'my account'",
    ),
    (
        "no canonical request",
        "rules: [{name: a, canonical: {questions: [Why not]}}]\n",
        "1: rules[0].canonical.request: missing",
    ),
    (
        "no canonical question",
        "rules: [{name: a, canonical: {request: {model: m}}}]\n",
        f"1: rules[0].canonical: {QUESTIONS}",
    ),
    (
        "an empty list of questions",
        "rules: [{name: a, canonical: {request: {model: m}, questions: []}}]\n",
        f"1: rules[0].canonical: {QUESTIONS}",
    ),
    ("questions twice", f"rules: [{{name: a, {CHAT}, file: f.txt}}}}]\n", f"1: rules[0].canonical: {QUESTIONS}"),
    (
        "a file that is not there",
        "rules:\n  - name: a\n    canonical:\n      request: {model: m}\n      file: nowhere.txt\n",
        "5: rules[0].canonical.file: expected a readable UTF-8 file, relative to the policy, got 'nowhere.txt'",
    ),
    (
        "a canonical request without a model",
        "rules: [{name: a, canonical: {request: {}, questions: [Why not]}}]\n",
        "1: rules[0].canonical.request: not a chat request (no-model); expected model, and messages but the question",
    ),
    (
        "canonical messages that are no list",
        "rules: [{name: a, canonical: {request: {model: m, messages: hi}, questions: [Why not]}}]\n",
        "1: rules[0].canonical.request: not a chat request (no-messages); expected model, and messages but the"
        " question",
    ),
    (
        "a canonical request beyond JSON",
        "rules: [{name: a, canonical: {request: {model: m, seed: 123456789012345678901}, questions: [Why not]}}]\n",
        "1: rules[0].canonical.request: expected what JSON can hold",
    ),
    (
        "a canonical request for another rule",
        f"rules: [{{name: a, match: {{model: other}}, {CHAT}}}}}]\n",
        "1: rules[0].canonical.questions[0]: asked so, it falls under default; expected a request, tenant and"
        " headers that match",
    ),
    (
        "a canonical request without the header",
        f"rules: [{{name: a, match: {{header: {{x-app: web}}}}, {CHAT}, headers: {{x-app: shop}}}}}}]\n",
        "1: rules[0].canonical.questions[0]: asked so, it falls under default; expected a request, tenant and"
        " headers that match",
    ),
    (
        "a canonical request that asks for variety",
        "rules: [{name: a, canonical: {request: {model: m, temperature: 1.5}, questions: [Why not]}}]\n",
        "1: rules[0].canonical.request.temperature: above the rule's max-temperature (1)",
    ),
    (
        "canonical questions of a rule that is off",
        f"rules: [{{name: a, mode: off, {CHAT}}}}}]\n",
        "1: rules[0].canonical: a is off and keeps nothing; expected mode: on, or no canonical questions",
    ),
    (
        "a canonical question that is never kept",
        "rules:\n  - name: a\n    canonical:\n      request: {model: m}\n      questions:\n        - Why not\n"
        "        - What is the weather today?\n",
        "7: rules[0].canonical.questions[1]: never kept: a refuses weather ('weather'); expected another question",
    ),
    ("canonical questions in the defaults", f"defaults: {{{CHAT}}}}}\n", "1: defaults.canonical: unknown key"),
]


@pytest.mark.parametrize(("text", "message"), [row[1:] for row in BAD], ids=[row[0] for row in BAD])
def test_a_bad_term_is_one_line_with_file_line_key_and_remedy(text: str, message: str) -> None:
    with pytest.raises(ConfigError) as caught:
        parse_policy(text, "p.yaml")
    errors = caught.value.errors if isinstance(caught.value, ConfigErrors) else (caught.value,)
    assert [str(error) for error in errors] == [f"p.yaml:{message}"]


def test_all_terms_are_read() -> None:
    (rule, last) = parse_policy(
        """
classes:
  account: {phrases: [my plan, my invoice]}
  menu: {phrases: [soup], strength: shorten}
rules:
  - name: a
    match: {header: {X-App: help-*}, metadata: {team: support}, class: [account, menu]}
    max-age: 7d
    stale-while-revalidate: 1d
    stale-if-error: 0s
    jitter: 12.5%
    never: [account, weather]
    vary: [Accept-Language, x-plan]
    sources: [kb/refunds@v17, price-list]
    tags: faq, help
"""
    ).rules
    account = VolatileClass.of_phrases("account", ("my plan", "my invoice"))
    menu = VolatileClass.of_phrases("menu", ("soup",), Strength.SHORTEN)
    assert rule.match == Match(
        headers=(("x-app", "help-*"),), metadata=(("team", "support"),), classes=("account", "menu")
    )
    assert (rule.stale_while_revalidate, rule.stale_if_error, rule.must_revalidate) == (86400.0, 0.0, False)
    assert (rule.jitter, rule.vary, rule.tags) == (0.125, ("accept-language", "x-plan"), ("faq", "help"))
    assert rule.sources == (SourceVersion("kb/refunds", "v17"), SourceVersion("price-list"))
    assert rule.never == ("weather", "account")
    assert rule.classes == (account, *DEFAULT_CLASSES, menu)
    assert last.classes == (*DEFAULT_CLASSES, menu)


def test_a_rule_may_take_back_what_the_defaults_allow() -> None:
    text = "defaults: {stale-if-error: 1d}\nrules:\n  - {name: a, match: {model: x}, must-revalidate: true}\n"
    assert [rule.must_revalidate for rule in parse_policy(text).rules] == [True, False]


@pytest.mark.parametrize(
    ("earlier", "later", "hidden"),
    [
        ("{header: {x-app: '*'}}", "{header: {x-app: web}}", True),
        ("{header: {x-app: 'w*'}}", "{header: {x-app: web, x-b: c}}", True),
        ("{metadata: {team: a}}", "{metadata: {team: a}, model: x}", True),
        ("{class: [weather, changing]}", "{class: weather}", True),
        ("{header: {x-app: '*'}}", "{}", False),
        ("{header: {x-app: web, x-b: c}}", "{header: {x-app: web}}", False),
        ("{metadata: {team: a}}", "{header: {team: a}}", False),
        ("{class: weather}", "{class: [weather, changing]}", False),
        ("{class: weather}", "{}", False),
    ],
)
def test_a_rule_that_can_never_match_is_found_by_all_its_conditions(earlier: str, later: str, hidden: bool) -> None:
    text = (
        f"defaults: {{never: []}}\nrules:\n  - {{name: first, match: {earlier}}}\n"
        f"  - {{name: second, match: {later}}}\n"
    )
    if hidden:
        with pytest.raises(ConfigErrors, match="second never applies: first, above it, matches all it matches"):
            parse_policy(text)
    else:
        assert [rule.name for rule in parse_policy(text).rules][:2] == ["first", "second"]


REQUEST = CanonicalRequest("chat", "m", b"", "Why?", None, False, False, None)


@pytest.mark.parametrize(
    ("match", "context", "holds"),
    [
        (Match(headers=(("x-app", "*"),)), Context("t"), False),
        (Match(headers=(("x-app", "*"),)), Context("t", {"x-app": ""}), True),
        (Match(headers=(("x-app", "help-*"),)), Context("t", {"x-app": "help-web"}), True),
        (Match(headers=(("x-app", "help-*"),)), Context("t", {"x-app": "shop"}), False),
        (Match(headers=(("x-app", "a"), ("x-b", "c"))), Context("t", {"x-app": "a"}), False),
        (Match(metadata=(("team", "a"),)), Context("t", {"team": "a"}), False),
        (Match(metadata=(("team", "a"),)), Context("t", {}, {"team": "a"}), True),
        (Match(classes=("weather",)), Context("t"), False),
        (Match(classes=("weather", "market")), Context("t", question_class="market"), True),
    ],
)
def test_every_condition_must_hold(match: Match, context: Context, holds: bool) -> None:
    assert match.holds(REQUEST, context) is holds


def test_a_class_that_a_rule_does_not_refuse_hides_none_that_it_does() -> None:
    text = "classes: {orders: {phrases: [parcel]}}\nrules: [{name: orders, match: {class: orders}, max-age: 1h}]\n"
    policy = parse_policy(text)
    rule = policy.rules[0]
    asked = "What is the weather on my parcel's way today?"
    assert classify(asked, policy.classes) == Volatile("orders", "parcel")
    found = classify(asked, rule.classes)
    assert found is not None
    assert found.cls == "weather"
    assert found.cls in rule.never
    assert classify("How large may a parcel be?", rule.classes) is None


def test_a_built_in_class_takes_more_phrases() -> None:
    policy = parse_policy("classes: {weather: {phrases: [Beer  garden]}}\n")
    found = classify("Is it beer garden time?", policy.rules[0].classes)
    assert found == Volatile("weather", "beer garden")
    assert "weather" in policy.rules[0].never


def test_a_class_is_not_called_unknown_because_something_else_is_wrong() -> None:
    with pytest.raises(ConfigErrors) as caught:
        parse_policy(
            "nme: x\nclasses: {account: {phrases: [my plan]}}\nrules: [{name: a, never: [account]}]\n", "p.yaml"
        )
    assert [str(error) for error in caught.value.errors] == ["p.yaml:1: nme: unknown key; did you mean name?"]


def test_what_is_wrong_with_one_default_hides_nothing_of_the_others() -> None:
    text = """
defaults: {stale-if-error: 2h, must-revalidate: true, vary: [cookie], max-age: 7d}
classes: {my account: {phrases: [a]}, plans: {phrases: [b], strengh: refuse}}
rules:
  - {name: a, short-max-age: 2d, never: [plans]}
"""
    with pytest.raises(ConfigErrors) as caught:
        parse_policy(text, "p.yaml")
    assert [(error.where, error.key) for error in caught.value.errors] == [
        ("p.yaml:2", "defaults.vary[0]"),
        ("p.yaml:2", "defaults.stale-if-error"),
        ("p.yaml:3", "classes.my account"),
        ("p.yaml:3", "classes.plans.strengh"),
    ]


def test_the_order_of_never_changes_no_contract() -> None:
    one, other = (
        parse_policy(f"defaults: {{never: [{names}]}}\n").rules[0] for names in ("market, weather", "weather, market")
    )
    assert one.digest == other.digest


def test_canonical_questions_come_from_the_policy_or_from_a_file_beside_it(tmp_path: Path) -> None:
    (tmp_path / "questions.txt").write_text("# The usual\n\nHow long do refunds take?\n  Do you ship abroad?  \n")
    text = """
rules:
  - name: a
    share: everyone
    canonical:
      request: {model: m, messages: [{role: system, content: Be brief.}], temperature: 0.5}
      file: questions.txt
      tenant: "name:web"
      headers: {X-App: web}
"""
    canonical = parse_policy_file(text, folder=tmp_path).policy.rules[0].canonical
    assert canonical is not None
    assert canonical == Canonical(
        canonical.request,
        ("How long do refunds take?", "Do you ship abroad?"),
        tenant="name:web",
        headers=(("x-app", "web"),),
    )
    assert orjson.loads(canonical.request) == {
        "model": "m",
        "messages": [{"role": "system", "content": "Be brief."}],
        "temperature": 0.5,
    }


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"# nothing\n\n", "expected a file with one question a line"),
        (b"\xff", "expected a readable UTF-8 file, relative to the policy"),
        (b"a" * (257 << 10), "expected a file of up to 256 KiB"),
    ],
)
def test_a_file_without_questions_is_an_error_of_the_policy(tmp_path: Path, content: bytes, expected: str) -> None:
    (tmp_path / "q.txt").write_bytes(content)
    with pytest.raises(ConfigErrors) as caught:
        parse_policy_file("rules: [{name: a, canonical: {request: {model: m}, file: q.txt}}]", "p.yaml", tmp_path)
    assert str(caught.value) == f"p.yaml:1: rules[0].canonical.file: {expected}, got 'q.txt'"


def test_a_question_with_a_comma_is_one_question() -> None:
    canonical = (
        parse_policy('rules: [{name: a, canonical: {request: {model: m}, questions: ["Well, why?"]}}]')
        .rules[0]
        .canonical
    )
    assert canonical is not None
    assert canonical.questions == ("Well, why?",)


def test_what_only_says_which_answers_may_be_served_throws_no_answers_away() -> None:
    texts = (
        "",
        "mode: shadow",
        "min-similarity: 0.95",
        "candidates: 9",
        "max-error: 1%",
        "max-error: 2%\n    audit: {share: 5%, budget: $2/day}\n    judge: gpt-4o-mini",
    )
    rules = [parse_policy(f"rules:\n  - name: a\n    semantic: true\n    {text}\n").rules[0] for text in texts]
    assert len({rule.digest for rule in rules}) == 1
    assert parse_policy("rules:\n  - name: a\n    max-age: 2h\n").rules[0].digest != rules[0].digest


def test_every_hit_may_be_audited() -> None:
    assert parse_policy("defaults: {audit: {share: 100%}}\n").rules[-1].audit.share == 1.0


def test_a_stated_bound_is_read_with_its_audit_judge_and_calibration() -> None:
    text = (
        "defaults: {max-error: 0.5%, audit: {share: 2.5%, budget: 0.50/day}, judge: small}\n"
        f"rules:\n  - name: a\n    calibration: {SHIPPED}\n  - {{name: b, max-error: 0%, judge: null}}\n"
    )
    first, second = parse_policy(text.replace("name: a", "name: a\n    match: {model: x}")).rules
    assert (first.max_error, first.audit, first.judge) == (0.005, Audit(0.025, Decimal("0.50")), "small")
    assert first.calibration == load_calibration()
    assert (second.max_error, second.judge, second.calibration) == (0.0, "", None)
