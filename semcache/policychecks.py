"""What is wrong with a policy as a whole although each of its values is right."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase

import orjson

from semcache.core.policy import Canonical, Context, Match, Mode, Policy, Rule, metadata_of
from semcache.core.volatile import Strength, VolatileClass, classify
from semcache.fields import did_you_mean, spell_duration
from semcache.policyterms import BUILT_IN, ClassSection, PolicySection, RuleSection, Terms, merged, refusable
from semcache.wire.base import Unreadable
from semcache.wire.chat import CHAT
from semcache.yamlfile import Keys

LAST_RULE = "default"
"""The name of the rule that is added when no rule matches everything."""

Complain = Callable[[Keys, str], None]


@dataclass(frozen=True, slots=True)
class ReadRule:
    """What could be read of a rule."""

    index: int
    """Its place in the file."""
    section: RuleSection
    wrong: frozenset[str] = frozenset()
    """Keys that were left out: unknown ones, and those whose values cannot be."""

    @property
    def keys(self) -> Keys:
        return ("rules", self.index)

    @property
    def has_match(self) -> bool:
        """Whether it is known what it matches: an unknown key may be a misspelt `match`."""
        return "match" in self.section.model_fields_set or self.wrong <= set(RuleSection.keys()) - {"match"}

    @property
    def has_terms(self) -> bool:
        """Whether all values that it states are known."""
        return self.wrong.isdisjoint(RuleSection.keys())


Rules = Sequence[ReadRule]


def check(file: PolicySection, rules: Rules, own: tuple[VolatileClass, ...], complain: Complain) -> None:
    """Tells everything that is wrong with the file's sections taken together."""
    _check_classes(file.classes, complain)
    _check_terms(file.defaults, file.defaults, own, ("defaults",), complain)
    for rule in rules:
        if rule.has_terms:
            _check_terms(rule.section, file.defaults, own, rule.keys, complain)
        if rule.has_match:
            _check_match(rule.section, file.defaults, own, rule.keys, complain)
    _check_names(rules, complain)
    _check_reach([rule for rule in rules if rule.has_match], complain)


def _check_classes(classes: Mapping[str, ClassSection], complain: Complain) -> None:
    for name, section in classes.items():
        if not section.phrases:
            complain(("classes", name, "phrases"), "expected a list of at least one phrase")
        built_in = BUILT_IN.get(name)
        if built_in is not None and section.strength not in (None, built_in):
            complain(("classes", name, "strength"), f"{name} is a built-in class; expected {built_in}, or another name")


def _check_terms(terms: Terms, defaults: Terms, own: tuple[VolatileClass, ...], keys: Keys, complain: Complain) -> None:
    said, all_terms = terms.model_fields_set, merged(defaults, terms)
    if "short_max_age" in said and all_terms.short_max_age > all_terms.max_age:
        complain((*keys, "short-max-age"), f"longer than max-age ({spell_duration(all_terms.max_age)})")
    for name in ("stale_while_revalidate", "stale_if_error"):
        if name in said and getattr(terms, name) and all_terms.must_revalidate:
            key = name.replace("_", "-")
            complain((*keys, key), "never happens where must-revalidate is true; expected one of the two")
    _check_trust_terms(said, all_terms, keys, complain)
    if "never" in said:
        _check_known(terms.never, refusable(own), (*keys, "never"), complain)


def _check_trust_terms(said: set[str], terms: Terms, keys: Keys, complain: Complain) -> None:
    audits = terms.audit.share > 0
    if "max_error" in said and terms.max_error:
        if not terms.semantic:
            complain((*keys, "max-error"), "says nothing where semantic is false; expected one of the two")
        if "min_similarity" in said:
            complain((*keys, "min-similarity"), "not used where max-error is set; expected one of the two")
    if "audit" in said and audits and not terms.semantic:
        complain((*keys, "audit"), "nothing to ask again where semantic is false; expected one of the two")
    if "calibration" in said and terms.calibration and not terms.max_error:
        complain((*keys, "calibration"), "not used without max-error; expected both")
    if "judge" in said and terms.judge and not (terms.max_error or audits or terms.mode is Mode.SHADOW):
        expected = "expected max-error, an audit or mode: shadow beside it"
        complain((*keys, "judge"), f"no answers are compared under these terms; {expected}")


def _check_match(
    rule: RuleSection, defaults: Terms, own: tuple[VolatileClass, ...], keys: Keys, complain: Complain
) -> None:
    match, terms = rule.match, merged(defaults, rule)
    if match.route and match.protocol:
        complain((*keys, "match", "route"), "says the same as protocol; expected one of the two")
    names = tuple(dict.fromkeys((*BUILT_IN, *(cls.name for cls in own))))
    _check_known(match.classes, names, (*keys, "match", "class"), complain)
    if match.classes and terms.mode is not Mode.OFF and set(match.classes) <= set(terms.never):
        complain(
            (*keys, "match", "class"),
            f"all that {rule.name} matches is refused by its `never`; expected a `never` without {match.classes[0]}",
        )


def _check_known(names: Sequence[str], known: Sequence[str], keys: Keys, complain: Complain) -> None:
    for place, name in enumerate(names):
        if name not in known:
            hint = did_you_mean(name, known)
            complain((*keys, place), f"expected {', '.join(known[:-1])} or {known[-1]}, got {name!r}{hint}")


def _check_names(rules: Rules, complain: Complain) -> None:
    first: dict[str, int] = {}
    for rule in rules:
        name, keys = rule.section.name, (*rule.keys, "name")
        if name in first:
            complain(keys, f"{name} is the name of rules[{first[name]}] too")
        elif name == LAST_RULE and rule.has_match and not is_wide(rule.section.match.to_match()):
            complain(keys, f"{LAST_RULE} is kept for the rule that matches everything; expected another")
        first.setdefault(name, rule.index)


def _check_reach(rules: Rules, complain: Complain) -> None:
    """Finds rules that never apply because one earlier rule takes all that they match.

    Rules that only several earlier ones take together are not found.
    """
    for place, rule in enumerate(rules):
        for earlier in rules[:place]:
            if _takes_all(earlier.section.match.to_match(), rule.section.match.to_match()):
                names = rule.section.name, earlier.section.name
                complain(rule.keys, "{} never applies: {}, above it, matches all it matches".format(*names))
                break


def _takes_all(wide: Match, narrow: Match) -> bool:
    patterns = (
        (wide.protocols, narrow.protocols),
        (wide.models, narrow.models),
        (wide.tenants, narrow.tenants),
    )
    return (
        all(
            all(any(_covers(pattern, inner) for pattern in outer or ("*",)) for inner in inners or ("*",))
            for outer, inners in patterns
        )
        and _all_implied(wide.headers, narrow.headers)
        and _all_implied(wide.metadata, narrow.metadata)
        and (not wide.classes or (bool(narrow.classes) and set(narrow.classes) <= set(wide.classes)))
    )


def _all_implied(wide: tuple[tuple[str, str], ...], narrow: tuple[tuple[str, str], ...]) -> bool:
    return all(any(key == name and _covers(pattern, inner) for key, inner in narrow) for name, pattern in wide)


def is_wide(match: Match) -> bool:
    """Whether it surely matches every request."""
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


def check_canonical(
    canonical: Canonical, rule: Rule, policy: Policy, keys: Keys, places: Sequence[Keys], complain: Complain
) -> None:
    """Tells why questions that are to be kept warm never would be. `places` says where each of them stands."""
    if rule.mode is Mode.OFF:
        complain(keys, f"{rule.name} is off and keeps nothing; expected mode: on, or no canonical questions")
        return
    request = orjson.loads(canonical.request)
    try:
        asked = [CHAT.read_request(_body(request, question)) for question in canonical.questions]
    except Unreadable as unreadable:
        expected = "expected model, and messages but the question"
        complain((*keys, "request"), f"not a chat request ({unreadable.reason}); {expected}")
        return
    temperature = asked[0].request.temperature
    if temperature is not None and temperature > rule.max_temperature:
        complain((*keys, "request", "temperature"), f"above the rule's max-temperature ({rule.max_temperature:g})")
    context = Context(canonical.tenant, dict(canonical.headers), metadata_of(request))
    for question, parsed, place in zip(canonical.questions, asked, places, strict=True):
        found = classify(question, policy.classes)
        applies = policy.rule_for(parsed.request, replace(context, question_class=found.cls if found else ""))
        if applies.name != rule.name:
            complain(
                place, f"asked so, it falls under {applies.name}; expected a request, tenant and headers that match"
            )
            return  # most likely they all do
        found = classify(question, rule.classes)
        if found is not None and found.strength is Strength.REFUSE and found.cls in rule.never:
            complain(
                place, f"never kept: {rule.name} refuses {found.cls} ({found.evidence!r}); expected another question"
            )


def _body(request: Mapping[str, object], question: str) -> bytes:
    """Of the request that asks this question."""
    written = request.get("messages", [])
    messages = [*written, {"role": "user", "content": question}] if isinstance(written, list) else written
    return orjson.dumps({**request, "messages": messages})
