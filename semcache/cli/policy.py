"""`semcache policy`: say whether a policy file can be used, and what it means."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import TextWrapper
from typing import TYPE_CHECKING

import click

from semcache.cli.output import json_option, print_json
from semcache.report.safe import one_line

if TYPE_CHECKING:
    from semcache.core.policy import Canonical, Match, Policy, Rule
    from semcache.errors import ConfigError


@click.group(help="Check policies.")
def command() -> None: ...


@command.command()
@click.argument("file")
@json_option
def check(file: str, as_json: bool) -> None:
    """Check FILE, or the ready policy of that name, and play its examples.

    Prints the rules in the order in which they are tried, with all that they inherit; or everything that is wrong
    with the file, one line each, and exits with 2. An example that does not come out as it says is an error, too.
    """
    from semcache.errors import ConfigError, ConfigErrors
    from semcache.policyfile import find_policy, load_policy_file
    from semcache.rehearsal import failing, rehearse

    try:
        path = find_policy(file)
        found = load_policy_file(path)
    except ConfigError as error:
        errors: Sequence[ConfigError] = error.errors if isinstance(error, ConfigErrors) else (error,)
    else:
        errors = failing(rehearse(found))
    if errors:
        _print_errors(errors, as_json)
        raise click.exceptions.Exit(2)
    policy, examples = found.policy, len(found.examples)
    if as_json:
        rules = [_document(rule) for rule in policy.rules]
        print_json({"ok": True, "file": str(path), "policy": policy.name, "rules": rules, "examples": examples})
    else:
        hold = f"{examples} example{'s hold' if examples > 1 else ' holds'}" if examples else "no examples"
        click.echo(f"{one_line(str(path))}: OK, {hold}\n\n{_table(policy)}")


def _print_errors(errors: Sequence[ConfigError], as_json: bool) -> None:
    if as_json:
        found = [{"where": error.where, "key": error.key, "expected": error.expected} for error in errors]
        print_json({"ok": False, "errors": found})
    else:
        for error in errors:
            click.echo(one_line(str(error)), err=True)


def _document(rule: Rule) -> dict[str, object]:
    from semcache.policyterms import Terms
    from semcache.report.numbers import exact

    terms = {key: getattr(rule, field) for field, key in zip(Terms.model_fields, Terms.keys(), strict=True)}
    match = rule.match
    return {
        "name": rule.name,
        "match": {
            "protocol": match.protocols,
            "model": match.models,
            "tenant": match.tenants,
            "header": dict(match.headers),
            "metadata": dict(match.metadata),
            "class": match.classes,
        },
        **terms,
        "sources": [str(source) for source in rule.sources],
        "audit": {"share": rule.audit.share, "budget": exact(rule.audit.budget)},
        "calibration": None if rule.calibration is None else rule.calibration.source,
        "canonical": None if rule.canonical is None else _canonical(rule.canonical),
        "digest": rule.digest,
    }


def _canonical(canonical: Canonical) -> dict[str, object]:
    import orjson

    return {
        "request": orjson.loads(canonical.request),
        "questions": canonical.questions,
        "tenant": canonical.tenant,
        "headers": dict(canonical.headers),
    }


def _table(policy: Policy) -> str:
    """The rules in columns, and beneath each what only some rules have."""
    header = ("rule", "for", "answers", "shared with", "max-age", "never")
    rows = [header, *(_row(rule, policy) for rule in policy.rules)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(header))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    notes = ["", *(_notes(rule) for rule in policy.rules)]
    margin = " " * (widths[0] + 2)
    wrap = TextWrapper(100, initial_indent=margin, subsequent_indent=margin, break_long_words=False)
    return "\n".join(part for line, note in zip(lines, notes, strict=True) for part in (line, *wrap.wrap(note)))


def _row(rule: Rule, policy: Policy) -> tuple[str, ...]:
    from semcache.core.policy import Mode
    from semcache.fields import spell_duration

    name, requests = rule.name, one_line(_requests(rule.match))
    if rule.mode is Mode.OFF:
        return name, requests, "never", "", "", ""
    answers = f"similar from {rule.min_similarity:g}" if rule.semantic else "the same only"
    if rule.max_error:
        answers = f"at most {rule.max_error * 100:.3g}% wrong"
    if rule.mode is Mode.SHADOW:
        answers = f"shadow: {answers}"
    return name, requests, answers, rule.share, spell_duration(rule.max_age), _never(rule, policy)


def _notes(rule: Rule) -> str:
    from semcache.core.policy import Mode
    from semcache.fields import spell_duration

    if rule.mode is Mode.OFF:
        return ""
    spans = ((rule.stale_while_revalidate, ""), (rule.stale_if_error, " on errors"))
    stale = ", ".join(spell_duration(seconds) + when for seconds, when in spans if seconds)
    notes = {
        "expires up to {} earlier": f"{rule.jitter * 100:.3g}%" if rule.jitter else "",
        "then stale for {}": "" if rule.must_revalidate else stale,
        "never stale": "yes" if rule.must_revalidate else "",
        "rests on {}": ", ".join(map(str, rule.sources)),
        "varies by {}": ", ".join(rule.vary),
        "tagged {}": ", ".join(rule.tags),
        "{} of hits audited": _audits(rule),
        "{} judges": rule.judge,
        "{} for the provider's prompt cache": "marked" if rule.prompt_cache else "",
        "{} kept warm": _questions(len(rule.canonical.questions)) if rule.canonical else "",
    }
    return one_line("; ".join(note.format(said) for note, said in notes.items() if said))


def _audits(rule: Rule) -> str:
    audit = rule.audit
    return f"{audit.share * 100:.3g}%, up to ${audit.budget.normalize():f} a day," if audit.share else ""


def _questions(number: int) -> str:
    return "1 question" if number == 1 else f"{number} questions"


def _never(rule: Rule, policy: Policy) -> str:
    """The classes that are refused, in few words where that is most of them."""
    from semcache.policyterms import refusable

    known = refusable(policy.classes)
    missing = [name for name in known if name not in rule.never]
    if len(missing) > len(known) // 2:
        return ", ".join(rule.never) or "nothing"
    return "any volatile class" + (f" but {', '.join(missing)}" if missing else "")


def _requests(match: Match) -> str:
    parts = [
        *((name, " or ".join(patterns)) for name, patterns in _lists(match) if patterns),
        *((f"header {name}", pattern) for name, pattern in match.headers),
        *((f"metadata {key}", pattern) for key, pattern in match.metadata),
    ]
    return "; ".join(f"{name} {patterns}" for name, patterns in parts) or "everything"


def _lists(match: Match) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return (
        ("protocol", match.protocols),
        ("model", match.models),
        ("tenant", match.tenants),
        ("class", match.classes),
    )
