"""Where settings come from: files, environment and command line, put one over another.

Keeps who said what, so that an error names the file and line, the variable or the option that is wrong.
"""

from __future__ import annotations

import re
import types
from collections.abc import Callable, Iterator, Mapping
from dataclasses import InitVar, dataclass, field
from typing import Union, get_args, get_origin

from pydantic import SecretStr

from semcache.errors import ConfigError
from semcache.fields import Section, did_you_mean
from semcache.yamlfile import Document, Keys, Value, spell


@dataclass(frozen=True, slots=True)
class Known:
    """One setting: where it stands in the file, its environment variable, what it is."""

    keys: Keys
    variable: str
    """ "" for what an environment variable cannot hold."""
    secret: bool
    default: object
    help: str


def known_settings(section: type[Section], above: tuple[str, ...] = ()) -> Iterator[Known]:
    """Every setting there is, in the order of the classes above."""
    for info in section.model_fields.values():
        keys = (*above, str(info.alias))
        kind = info.annotation
        if isinstance(kind, type) and issubclass(kind, Section):
            yield from known_settings(kind, keys)
            continue
        secret = SecretStr in get_args(kind) if get_origin(kind) in (Union, types.UnionType) else False
        variable = "SEMCACHE_" + ("_" if secret else "__").join(keys).replace("-", "_").upper()
        by_name = get_origin(kind) is Mapping
        yield Known(keys, "" if by_name else variable, secret, info.default, info.description or "")


_SHORT_FORMS: dict[Keys, str] = {("upstream",): "url"}
"""`upstream: URL` means `upstream: {url: URL}`."""
_OTHERS: dict[str, Keys] = {"OTEL_EXPORTER_OTLP_ENDPOINT": ("otel", "endpoint")}
"""Variables that are not ours alone; ours win over them."""
_LOOKS_SECRET = re.compile(r"api[-_]?key|token|secret|password", re.IGNORECASE)
_NOT_SETTINGS = frozenset({"SEMCACHE_CONFIG", "SEMCACHE_DEBUG"})
"""Read before there are settings: by load_settings, and by the command line's frame."""


@dataclass(slots=True)
class Sources:
    """What the sources say, put one over another, and who said what."""

    settings: InitVar[tuple[Known, ...]]
    tree: dict[str, object] = field(default_factory=dict)
    errors: list[ConfigError] = field(default_factory=list)
    _said: dict[Keys, tuple[str, str]] = field(default_factory=dict)
    """(where, key) as an error names them."""
    _known: dict[Keys, Known] = field(init=False)
    _of_members: set[str] = field(default_factory=set)
    """The variables of the members' keys."""

    def __post_init__(self, settings: tuple[Known, ...]) -> None:
        self._known = {one.keys: one for one in settings}

    def complain(self, keys: Keys, expected: str) -> None:
        near = keys
        while near and near not in self._said:
            near = near[:-1]
        where, key = self._said.get(near, ("settings", ""))
        self.errors.append(ConfigError(where, _join(key, keys[len(near) :]), expected))

    def is_secret(self, keys: Keys) -> bool:
        """Whether it was said where secrets may be said."""
        return self._said.get(keys, ("settings", ""))[0] == "environment"

    def add_document(self, document: Document) -> None:
        self.errors += document.problems
        self._add_mapping(document, document.value, ())

    def _add_mapping(self, document: Document, mapping: Mapping[str, Value], above: Keys) -> None:
        for key, value in mapping.items():
            keys = (*above, key)
            self._said[keys] = (document.at(keys), spell(keys))
            section = any(one[: len(keys)] == keys and len(one) > len(keys) for one in self._known)
            if section and isinstance(value, dict):
                self._add_mapping(document, value, keys)
            elif keys in self._known and not self._known[keys].secret:
                self._put(keys, value)
                self._note_lines(document, value, keys)
            elif section:
                self._put(keys, value)
            else:
                self.complain(keys, self._unknown(keys))

    def _note_lines(self, document: Document, value: Value, above: Keys) -> None:
        children = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
        for key, child in children:
            keys = (*above, key)
            self._said[keys] = (document.at(keys), spell(keys))
            self._note_lines(document, child, keys)

    def _unknown(self, keys: Keys) -> str:
        """What to say of a key that a file may not have; never its value, which may be a secret."""
        if keys in self._known:
            return f"secrets come from the environment only; remove it and set {self._known[keys].variable}"
        if _LOOKS_SECRET.search(str(keys[-1])):
            secrets = [one.variable for one in self._known.values() if one.secret]
            meant = "SEMCACHE_" + "_".join(map(str, keys)).upper().replace("-", "_")
            variables = meant if meant in secrets else " or ".join(secrets)
            return f"secrets come from the environment only; remove it and set {variables}"
        siblings = {str(one[len(keys) - 1]) for one in self._known if one[: len(keys) - 1] == keys[:-1]}
        return "unknown key" + did_you_mean(keys[-1], sorted(siblings))

    def add_keys(self, section: str, variable: Callable[[str], str], environ: Mapping[str, str]) -> Mapping[str, str]:
        """The `api-key` of each of a section's named members, which its variable alone may say. Returns what else the
        environment says."""
        members = self.tree.get(section)
        rest = dict(environ)
        for name, member in members.items() if isinstance(members, dict) else ():
            if not isinstance(member, dict):
                continue
            keys = (section, name, "api-key")
            self._of_members.add(variable(name))
            if "api-key" in member:
                del member["api-key"]
                self.complain(keys, f"secrets come from the environment only; remove it and set {variable(name)}")
            if key := rest.pop(variable(name), "").strip():
                self._said[keys] = ("environment", variable(name))
                member["api-key"] = key
        return rest

    def add_environment(self, environ: Mapping[str, str]) -> None:
        """An empty variable says nothing."""
        variables = {one.variable: one for one in self._known.values() if one.variable}
        shorts = {"SEMCACHE_" + str(keys[0]).upper(): (*keys, short) for keys, short in _SHORT_FORMS.items()}
        for name, others in _OTHERS.items():
            if others in self._known and (said := environ.get(name, "").strip()):
                self._said[others] = ("environment", name)
                self._put(others, said)
        for name in sorted(name for name in environ if name.startswith("SEMCACHE_") and environ[name].strip()):
            keys = shorts.get(name) or (variables[name].keys if name in variables else ())
            if keys:
                self._said[keys] = ("environment", name)
                self._put(keys, environ[name].strip())
            elif name not in _NOT_SETTINGS:
                known = sorted({*variables, *shorts, *_NOT_SETTINGS, *self._of_members})
                self.errors.append(ConfigError("environment", name, "unknown variable" + did_you_mean(name, known)))

    def add_overrides(self, overrides: Mapping[str, object]) -> None:
        for dotted, value in overrides.items():
            if value is None:
                continue
            keys = tuple(dotted.split("."))
            if keys not in self._known:
                raise LookupError(f"no setting is called {dotted}")
            self._said[keys] = ("command line", dotted)
            self._put(keys, value)

    def _put(self, keys: Keys, value: object) -> None:
        if keys in _SHORT_FORMS and isinstance(value, str):
            self._said[(*keys, _SHORT_FORMS[keys])] = self._said[keys]
            keys = (*keys, _SHORT_FORMS[keys])
        tree = self.tree
        for key in keys[:-1]:
            child = tree.get(str(key))
            if not isinstance(child, dict):
                child = tree[str(key)] = {}
            tree = child
        tree[str(keys[-1])] = value


def _join(key: str, rest: Keys) -> str:
    """As an error names what stands below a key that a source named in its own way."""
    below = spell(rest)
    return f"{key}.{below}" if key and below and not below.startswith("[") else key + below
