"""Policy files: YAML to `core.policy.Policy`, or all that is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, replace
from pathlib import Path, PurePath
from typing import TypeVar

from pydantic import ValidationError

from semcache.calibrations import load_calibration
from semcache.complaints import complaints
from semcache.core.policy import Canonical, Match, Policy, Rule
from semcache.core.request import canonical_json
from semcache.core.verify import Calibration
from semcache.core.volatile import DEFAULT_CLASSES, VolatileClass
from semcache.errors import ConfigError, ConfigErrors, UsageError
from semcache.example import Example, ExampleSection
from semcache.fields import Expected, Section
from semcache.policychecks import LAST_RULE, ReadRule, check, check_canonical, is_wide
from semcache.policyterms import (
    CanonicalSection,
    PolicySection,
    RuleSection,
    Terms,
    classes_for,
    merged,
    own_classes,
    refusable,
)
from semcache.yamlfile import MAX_BYTES, Document, Keys, Value, parse_document, read_text, spell

READY = Path(__file__).parent / "policies"
if not READY.is_dir():  # a checkout keeps them where users look for them; the wheel takes them in
    READY = Path(__file__).parent.parent / "policies"


@dataclass(frozen=True, slots=True)
class PolicyFile:
    """A policy, and the examples that say what it means."""

    policy: Policy
    examples: tuple[Example, ...]


@dataclass(frozen=True, slots=True)
class PolicyText:
    """What a policy file said when it was read, for whoever takes it into service later or elsewhere."""

    name: str
    where: str
    """What messages call the file."""
    folder: str
    """Where files that it names are looked for."""
    text: str

    def parsed(self) -> PolicyFile:
        """Raises ConfigErrors with all that is wrong."""
        return _Reading(parse_document(self.text, self.where), Path(self.folder)).file(self.name)


def read_policy(policy: str | Path) -> PolicyText:
    """This file, or the ready policy of this name, unread so far. Raises ConfigError."""
    path = find_policy(policy)
    return PolicyText(path.stem, str(path), str(path.parent), read_text(path))


def load_policy(policy: str | Path) -> Policy:
    """The policy in this file, or the ready one of this name ("strict", "policies/strict.yaml").

    Raises ConfigErrors with all that is wrong, or ConfigError when the file cannot be read at all.
    """
    return load_policy_file(policy).policy


def load_policy_file(policy: str | Path) -> PolicyFile:
    """As `load_policy`, with the examples, which are read and not replayed."""
    return read_policy(policy).parsed()


def parse_policy(text: str, where: str = "policy") -> Policy:
    """As `load_policy`, from text; `where` names it in messages."""
    return parse_policy_file(text, where).policy


def parse_policy_file(text: str, where: str = "policy", folder: Path = Path()) -> PolicyFile:
    """As `load_policy_file`, from text; files that it names are looked for in the folder."""
    return _Reading(parse_document(text, where), folder).file("policy")


def with_terms(policy: Policy, said: Mapping[str, str]) -> Policy:
    """The policy with these terms, as a file would write them, in every rule. Raises UsageError."""

    def complain(keys: Keys, expected: str) -> None:
        raise UsageError(f"{spell(keys)}: {expected}")

    try:
        terms = Terms.model_validate(said)
    except ValidationError as error:
        complaints(error, Terms, complain)
        raise UsageError(str(error)) from error
    changed = {name: getattr(terms, name) for name in terms.model_fields_set}
    if "audit" in changed:
        changed["audit"] = terms.audit.to_audit()
    if terms.calibration is not None:
        try:
            changed["calibration"] = load_calibration(terms.calibration)
        except ConfigError as error:
            wanted = "expected a calibration as `semcache calibrate` writes it"
            raise UsageError(f"calibration: {wanted}, got {str(terms.calibration)!r} ({error.expected})") from error
    if "never" in changed:
        own = tuple(cls for cls in policy.classes if cls not in DEFAULT_CLASSES)
        changed["never"] = tuple(known for known in refusable(own) if known in terms.never)
        changed["classes"] = classes_for(terms.never, own)
    return replace(policy, rules=tuple(replace(rule, **changed) for rule in policy.rules))


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


Read = TypeVar("Read", bound=Section)


class _Reading:
    """One file being read; collects what is wrong with it."""

    def __init__(self, document: Document, folder: Path) -> None:
        self._document = document
        self._folder = folder
        self._errors = list(document.problems)
        self._calibrations: dict[Path, Calibration] = {}

    def complain(self, keys: Keys, expected: str) -> None:
        key = spell(keys)
        # Where part of a value is wrong, what follows from that for the whole of it is no news.
        if key.endswith("]") or not any(f"{error.key}.".startswith((f"{key}.", f"{key}[")) for error in self._errors):
            self._errors.append(ConfigError(self._document.at(keys), key, expected))

    def file(self, name: str) -> PolicyFile:
        document = self._document.value
        whole = self._whole()
        own = own_classes(whole.classes)
        rules = [rule for index, raw in _listed(document.get("rules")) if (rule := self._read_rule(raw, index))]
        check(whole, rules, own, self.complain)
        self._read_calibration(whole.defaults, ("defaults",))
        for rule in rules:
            self._read_calibration(rule.section, rule.keys)
        reaching = [rule for rule in rules if rule.has_match]
        built = [self._rule(rule.section, rule.keys, whole.defaults, own) for rule in reaching]
        if not any(is_wide(rule.match) for rule in built):
            built.append(self._made(LAST_RULE, Match(), merged(whole.defaults), own, None))
        policy = Policy(whole.name or name, tuple(built), (*own, *DEFAULT_CLASSES))
        for rule, made in zip(reaching, built, strict=False):
            self._check_canonical(rule.section, rule.keys, made, policy)
        examples = self._examples(document.get("examples"), ("examples",), None)
        for rule in rules:
            examples += self._examples(list(rule.section.examples), (*rule.keys, "examples"), rule.section.name)
        if self._errors:
            raise ConfigErrors(sorted(self._errors, key=_line))
        return PolicyFile(policy, tuple(sorted(examples, key=_line)))

    def _whole(self) -> PolicySection:
        """All of the file that can be read: one wrong value makes none of the others unknown."""
        try:
            return PolicySection.model_validate(self._document.value)
        except ValidationError as error:
            complaints(error, PolicySection, self.complain)
            wrong = [detail["loc"] for detail in error.errors()]
        return PolicySection.model_validate(_without(self._document.value, wrong))

    def _read_rule(self, value: object, index: int) -> ReadRule | None:
        """All of the rule that can be read; None when that is no rule."""
        try:
            return ReadRule(index, RuleSection.model_validate(value))
        except ValidationError as error:
            complaints(error, RuleSection, lambda inner, expected: self.complain(("rules", index, *inner), expected))
            wrong = frozenset(str(detail["loc"][0]) for detail in error.errors() if detail["loc"])
        left = {key: part for key, part in value.items() if key not in wrong} if isinstance(value, dict) else {}
        try:
            return ReadRule(index, RuleSection.model_validate(left), wrong)
        except ValidationError:
            return None

    def _read(self, section: type[Read], value: object, keys: Keys) -> Read | None:
        try:
            return section.model_validate(value)
        except ValidationError as error:
            complaints(error, section, lambda inner, expected: self.complain((*keys, *inner), expected))
            return None

    def _rule(self, section: RuleSection, keys: Keys, defaults: Terms, own: tuple[VolatileClass, ...]) -> Rule:
        written = section.canonical
        canonical = None if written is None else self._canonical(written, (*keys, "canonical"))
        return self._made(section.name, section.match.to_match(), merged(defaults, section), own, canonical)

    def _made(
        self, name: str, match: Match, terms: Terms, own: tuple[VolatileClass, ...], canonical: Canonical | None
    ) -> Rule:
        granted = {field: getattr(terms, field) for field in Terms.model_fields}
        granted["never"] = tuple(known for known in refusable(own) if known in terms.never)  # in one order, to digest
        granted["audit"] = terms.audit.to_audit()
        granted["judge"] = terms.judge or ""
        granted["calibration"] = self._calibrations.get(terms.calibration) if terms.calibration else None
        return Rule(name=name, match=match, classes=classes_for(terms.never, own), canonical=canonical, **granted)

    def _read_calibration(self, terms: Terms, keys: Keys) -> None:
        path = terms.calibration
        if path is None or "calibration" not in terms.model_fields_set:
            return
        try:
            self._calibrations[path] = load_calibration(self._folder / path)
        except ConfigError as error:
            wanted = "expected a calibration as `semcache calibrate` writes it, relative to the policy"
            self.complain((*keys, "calibration"), f"{wanted}, got {str(path)!r} ({error.expected})")

    def _check_canonical(self, section: RuleSection, keys: Keys, rule: Rule, policy: Policy) -> None:
        if section.canonical is None or rule.canonical is None:
            return
        keys = (*keys, "canonical")
        listed: list[Keys] = [(*keys, "questions", place) for place in range(len(section.canonical.questions))]
        places = listed or [(*keys, "file")] * len(rule.canonical.questions)
        check_canonical(rule.canonical, rule, policy, keys, places, self.complain)

    def _canonical(self, section: CanonicalSection, keys: Keys) -> Canonical | None:
        if bool(section.questions) == (section.file is not None):
            self.complain(keys, "expected either questions, at least one, or a file with one a line")
            return None
        questions = section.questions
        if section.file is not None:
            try:
                questions = _questions(self._folder / section.file)
            except Expected as expected:
                self.complain((*keys, "file"), f"expected {expected}, got {str(section.file)!r}")
                return None
        try:
            request = canonical_json(section.request).decode()
        except TypeError:  # of the values YAML has, integers beyond 64 bits are no JSON
            self.complain((*keys, "request"), "expected what JSON can hold")
            return None
        return Canonical(request, questions, section.tenant, tuple(section.headers.items()))

    def _examples(self, written: object, keys: Keys, rule: str | None) -> list[Example]:
        examples = []
        for index, raw in _listed(written):
            at = (*keys, index)
            section = self._read(ExampleSection, raw, at)
            if section is not None:
                examples.append(section.to_example(self._document.at(at), spell(at), rule))
        return examples


def _listed(value: object) -> list[tuple[int, object]]:
    """What is no list is complained of where the whole file is read."""
    return list(enumerate(value)) if isinstance(value, list) else []


def _without(value: dict[str, Value], wrong: list[Keys]) -> dict[str, Value]:
    """The mapping without the keys under which these places stand."""
    left = deepcopy(value)
    for keys in wrong:
        inside = left
        for depth, key in enumerate(keys):
            child = inside.get(str(key))
            if depth + 1 == len(keys) or not isinstance(child, dict) or keys[depth + 1] == "[key]":
                inside.pop(str(key), None)
                break
            inside = child
    return left


def _questions(path: Path) -> tuple[str, ...]:
    """The lines of a file that are neither empty nor comments."""
    try:
        with path.open("rb") as file:
            text = file.read(MAX_BYTES + 1).decode("utf-8")
    except (OSError, ValueError):
        raise Expected("a readable UTF-8 file, relative to the policy") from None
    if len(text) > MAX_BYTES:
        raise Expected(f"a file of up to {MAX_BYTES >> 10} KiB")
    lines = (line.strip() for line in text.split("\n"))
    questions = tuple(line for line in lines if line and not line.startswith("#"))
    if not questions:
        raise Expected("a file with one question a line")
    return questions


def _line(told: ConfigError | Example) -> int:
    return int(told.where.rpartition(":")[2])
