"""What pydantic found wrong, in words for whoever wrote the value."""

from __future__ import annotations

from collections.abc import Callable
from typing import get_args

from pydantic import ValidationError

from semcache.fields import Expected, Section, did_you_mean
from semcache.yamlfile import Keys


def complaints(error: ValidationError, section: type[Section], report: Callable[[Keys, str], None]) -> None:
    """Tell each thing that pydantic found as where it stands and what was expected."""
    for detail in error.errors():
        keys: Keys = tuple(key for key in detail["loc"] if key != "[key]")  # which marks a mapping's key as wrong
        cause = detail.get("ctx", {}).get("error")
        match detail["type"]:
            case "value_error" if isinstance(cause, Expected):
                got = f", got {_shown(detail['input'])}" if cause.show else ""
                report(keys, f"expected {cause}{got}{cause.hint}")
            case "missing":
                report(keys, "missing")
            case "extra_forbidden":
                known = _section_at(section, keys[:-1]).keys()
                report(keys, "unknown key" + did_you_mean(keys[-1], known))
            case "model_type" | "model_attributes_type" | "dict_type" | "mapping_type":
                report(keys, f"expected keys and values, got {_shown(detail['input'])}")
            case "list_type" | "tuple_type":
                report(keys, f"expected a list, got {_shown(detail['input'])}")
            case _:
                report(keys, detail["msg"])


def _section_at(section: type[Section], keys: Keys) -> type[Section]:
    for key in keys:
        kind = section.keys().get(str(key))
        inner = [part for part in (kind, *get_args(kind)) if isinstance(part, type) and issubclass(part, Section)]
        section = inner[0] if inner else section  # else it is a position in a list or a name in a mapping
    return section


def _shown(value: object) -> str:
    match value:
        case None:
            return "nothing"
        case bool():
            return str(value).lower()
        case dict():
            return "keys and values"
        case list() | tuple():
            return "a list"
        case str():
            return repr(value if len(value) <= 60 else value[:57] + "...")
        case _:
            return str(value)
