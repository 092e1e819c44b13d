"""Policy files: YAML to `core.policy.Policy`, or all that is wrong with it.

A key of a rule is one line in `Terms`, with its default, and one field of `core.policy.Rule` of the same name.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from fnmatch import fnmatchcase
from pathlib import Path, PurePath
from typing import Annotated, TypeVar

from pydantic import Field, ValidationError

from semcache.complaints import complaints
from semcache.core.gates import DEFAULT_MIN_SIMILARITY
from semcache.core.policy import Match, Mode, Policy, Rule, Share
from semcache.core.volatile import DEFAULT_CLASSES, Strength
from semcache.errors import ConfigError, ConfigErrors
from semcache.fields import (
    LISTED,
    Duration,
    Flag,
    Name,
    Section,
    Size,
    Text,
    number,
    one_of,
    spell_duration,
    whole,
)
from semcache.yamlfile import Document, Keys, parse_document, read_document, spell

REFUSABLE = tuple(dict.fromkeys(known.name for known in DEFAULT_CLASSES if known.strength is Strength.REFUSE))
"""The volatile classes that a rule may refuse; the others only shorten lifetimes."""

PROTOCOLS = {
    "/v1/chat/completions": "chat",
    "/v1/completions": "completions",
    "/v1/responses": "responses",
    "/v1/messages": "messages",
}
"""Routes, and what rules call the protocol that is spoken there."""

READY = Path(__file__).parent / "policies"
if not READY.is_dir():  # a checkout keeps them where users look for them; the wheel takes them in
    READY = Path(__file__).parent.parent / "policies"

LAST_RULE = "default"
"""The name of the rule that is added when no rule matches everything."""


class Terms(Section):
    """What a rule grants. The defaults here hold where neither the rule nor the file's `defaults` say otherwise."""

    mode: Annotated[Mode, one_of(Mode)] = Mode.ON
    share: Annotated[Share, one_of(Share)] = Share.TENANT
    semantic: Flag = True
    max_age: Duration = 86400.0
    short_max_age: Duration = 3600.0
    min_similarity: Annotated[float, number(0, 1, above=True)] = DEFAULT_MIN_SIMILARITY
    candidates: Annotated[int, whole(1, 100)] = 5
    max_temperature: Annotated[float, number(0, 2)] = 1.0
    max_answer_bytes: Annotated[Size, Field(validation_alias="max-answer-size")] = 256 << 10
    never: Annotated[tuple[Annotated[str, one_of(REFUSABLE)], ...], LISTED] = REFUSABLE


class MatchSection(Section):
    route: Annotated[tuple[Annotated[str, one_of(PROTOCOLS)], ...], LISTED] = ()
    protocol: Annotated[tuple[Annotated[str, one_of(PROTOCOLS.values())], ...], LISTED] = ()
    model: Annotated[tuple[Text, ...], LISTED] = ()
    tenant: Annotated[tuple[Text, ...], LISTED] = ()

    def to_match(self) -> Match:
        return Match(self.protocol or tuple(PROTOCOLS[route] for route in self.route), self.model, self.tenant)


class RuleSection(Terms):
    name: Name
    match: MatchSection = MatchSection()


class PolicySection(Section):
    name: Name | None = None
    defaults: Terms = Terms()
    rules: tuple[object, ...] = ()
    """Read one by one, so that what is wrong with one hides nothing of the others."""


def load_policy(policy: str | Path) -> Policy:
    """The policy in this file, or the ready one of this name ("strict", "policies/strict.yaml").

    Raises ConfigErrors with all that is wrong, or ConfigError when the file cannot be read at all.
    """
    path = find_policy(policy)
    return _policy(read_document(path), path.stem)


def parse_policy(text: str, where: str = "policy") -> Policy:
    """As `load_policy`, from text; `where` names it in messages."""
    return _policy(parse_document(text, where), "policy")


def ready_policies() -> list[str]:
    """The names of the policies that come with semcache."""
    return sorted(path.stem for path in READY.glob("*.yaml"))


def find_policy(policy: str | Path) -> Path:
    """The file that is meant: one that is there, else a ready one. Raises ConfigError."""
    path = Path(policy).expanduser()
    if path.is_file():
        return path
    ready = ready_policies()
    for name in ready:
        if PurePath(policy) in (PurePath(name), PurePath("policies", f"{name}.yaml")):
            return READY / f"{name}.yaml"
    raise ConfigError(str(policy), "", f"no such policy file; ready ones are {', '.join(ready)}")


Complain = Callable[[Keys, str], None]
Read = TypeVar("Read", bound=Section)


def _policy(document: Document, name: str) -> Policy:
    errors = list(document.problems)

    def complain(keys: Keys, expected: str) -> None:
        errors.append(ConfigError(document.at(keys), spell(keys), expected))

    whole_file = _read(PolicySection, document.value, (), complain) or PolicySection()
    written = document.value.get("rules")
    read = [
        (index, _read(RuleSection, raw, ("rules", index), complain))
        for index, raw in enumerate(written if isinstance(written, list) else [])
    ]
    rules = [(index, rule) for index, rule in read if rule is not None]
    _check_ages(whole_file.defaults, whole_file.defaults, ("defaults",), complain)
    for index, rule in rules:
        _check_rule(rule, whole_file.defaults, ("rules", index), complain)
    _check_names(rules, complain)
    _check_reach(rules, complain)
    if errors:
        raise ConfigErrors(sorted(errors, key=_line))
    built = [_rule(rule.name, rule.match.to_match(), whole_file.defaults, rule) for _, rule in rules]
    if not any(_is_wide(rule.match) for rule in built):
        built.append(_rule(LAST_RULE, Match(), whole_file.defaults))
    return Policy(whole_file.name or name, tuple(built))


def _read(section: type[Read], value: object, keys: Keys, complain: Complain) -> Read | None:
    try:
        return section.model_validate(value)
    except ValidationError as error:
        complaints(error, section, lambda inner, expected: complain((*keys, *inner), expected))
        return None


def _line(error: ConfigError) -> int:
    return int(error.where.rpartition(":")[2])


def _rule(name: str, match: Match, *layers: Terms) -> Rule:
    """A rule whose terms are the built-in ones, then what each layer says."""
    terms = Terms().model_dump()
    for layer in layers:
        terms |= layer.model_dump(include=Terms.model_fields.keys() & layer.model_fields_set)
    return Rule(name=name, match=match, **terms)


def _check_rule(rule: RuleSection, defaults: Terms, keys: Keys, complain: Complain) -> None:
    if rule.match.route and rule.match.protocol:
        complain((*keys, "match", "route"), "says the same as protocol; expected one of the two")
    _check_ages(rule, defaults, keys, complain)


def _check_ages(terms: Terms, defaults: Terms, keys: Keys, complain: Complain) -> None:
    merged = _rule("", Match(), defaults, terms)
    if "short_max_age" in terms.model_fields_set and merged.short_max_age > merged.max_age:
        complain((*keys, "short-max-age"), f"longer than max-age ({spell_duration(merged.max_age)})")


def _check_names(rules: list[tuple[int, RuleSection]], complain: Complain) -> None:
    first: dict[str, int] = {}
    for index, rule in rules:
        if rule.name in first:
            complain(("rules", index, "name"), f"{rule.name} is the name of rules[{first[rule.name]}] too")
        elif rule.name == LAST_RULE and not _is_wide(rule.match.to_match()):
            complain(
                ("rules", index, "name"), f"{LAST_RULE} is kept for the rule that matches everything; expected another"
            )
        first.setdefault(rule.name, index)


def _check_reach(rules: list[tuple[int, RuleSection]], complain: Complain) -> None:
    """Finds rules that never apply because one earlier rule takes all that they match.

    Rules that only several earlier ones take together are not found.
    """
    for place, (index, rule) in enumerate(rules):
        for _, earlier in rules[:place]:
            if _takes_all(earlier.match.to_match(), rule.match.to_match()):
                complain(
                    ("rules", index), f"{rule.name} never applies: {earlier.name}, above it, matches all it matches"
                )
                break


def _takes_all(wide: Match, narrow: Match) -> bool:
    return all(
        all(any(_covers(pattern, inner) for pattern in outer or ("*",)) for inner in inners or ("*",))
        for outer, inners in (
            (wide.protocols, narrow.protocols),
            (wide.models, narrow.models),
            (wide.tenants, narrow.tenants),
        )
    )


def _is_wide(match: Match) -> bool:
    return _takes_all(match, Match())


def _covers(outer: str, inner: str) -> bool:
    """Whether the shell pattern `outer` surely matches all that `inner` matches."""
    if outer == inner:
        return True
    if not _WILD.search(inner):
        return fnmatchcase(inner, outer)
    prefix = outer.removesuffix("*")
    return prefix != outer and not _WILD.search(prefix) and inner.startswith(prefix)


_WILD = re.compile(r"[*?\[]")
