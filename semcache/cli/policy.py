"""`semcache policy`: say whether a policy file can be used, and what it means."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from semcache.cli.output import json_option, print_json
from semcache.report.safe import one_line

if TYPE_CHECKING:
    from semcache.core.policy import Match, Policy, Rule
    from semcache.errors import ConfigError


@click.group(help="Check policies.")
def command() -> None: ...


@command.command()
@click.argument("file")
@json_option
def check(file: str, as_json: bool) -> None:
    """Check FILE, or the ready policy of that name.

    Prints the rules in the order in which they are tried, with all that they inherit; or everything that is wrong
    with the file, one line each, and exits with 2.
    """
    from semcache.errors import ConfigError, ConfigErrors
    from semcache.policyfile import find_policy, load_policy

    try:
        path = find_policy(file)
        policy = load_policy(path)
    except ConfigError as error:
        _print_errors(error.errors if isinstance(error, ConfigErrors) else (error,), as_json)
        raise click.exceptions.Exit(2) from None
    if as_json:
        rules = [_document(rule) for rule in policy.rules]
        print_json({"ok": True, "file": str(path), "policy": policy.name, "rules": rules})
    else:
        click.echo(f"{one_line(str(path))}: OK\n\n{_table(policy)}")


def _print_errors(errors: tuple[ConfigError, ...], as_json: bool) -> None:
    if as_json:
        found = [{"where": error.where, "key": error.key, "expected": error.expected} for error in errors]
        print_json({"ok": False, "errors": found})
    else:
        for error in errors:
            click.echo(one_line(str(error)), err=True)


def _document(rule: Rule) -> dict[str, object]:
    from semcache.policyfile import Terms

    return {
        "name": rule.name,
        "match": {"protocol": rule.match.protocols, "model": rule.match.models, "tenant": rule.match.tenants},
        **{key: getattr(rule, field) for field, key in zip(Terms.model_fields, Terms.keys(), strict=True)},
        "digest": rule.digest,
    }


def _table(policy: Policy) -> str:
    header = ("rule", "for", "answers", "shared with", "max-age", "never")
    rows = [header, *(_row(rule) for rule in policy.rules)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(header))]
    lines = ("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows)
    return "\n".join(lines)


def _row(rule: Rule) -> tuple[str, ...]:
    from semcache.core.policy import Mode
    from semcache.fields import spell_duration

    name, requests = rule.name, one_line(_requests(rule.match))
    if rule.mode is Mode.OFF:
        return name, requests, "never", "", "", ""
    answers = f"similar from {rule.min_similarity:g}" if rule.semantic else "the same only"
    return name, requests, answers, rule.share, spell_duration(rule.max_age), ", ".join(rule.never) or "nothing"


def _requests(match: Match) -> str:
    parts = (("protocol", match.protocols), ("model", match.models), ("tenant", match.tenants))
    return "; ".join(f"{name} {' or '.join(patterns)}" for name, patterns in parts if patterns) or "everything"
