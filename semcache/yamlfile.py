"""Reading a YAML file that a person wrote: plain values, and the line of each.

Strict where YAML is surprising: no tags, no aliases, no duplicate keys, and only `true` and `false` are booleans
(so `mode: on` is the word it looks like).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import yaml

from semcache.errors import ConfigError

Value = None | bool | int | float | str | list["Value"] | dict[str, "Value"]
Keys = tuple[str | int, ...]
"""Where a value stands in a document: keys of mappings, positions in lists."""

MAX_BYTES = 256 << 10
MAX_DEPTH = 20


@dataclass(frozen=True, slots=True)
class Document:
    """What a file says, and on which line."""

    where: str
    value: dict[str, Value]
    lines: Mapping[Keys, int]
    problems: tuple[ConfigError, ...]
    """What is wrong with the file as YAML although it could be read."""

    def at(self, keys: Keys) -> str:
        """ "file:line" of the value, or of the nearest thing around it that is there."""
        while keys and keys not in self.lines:
            keys = keys[:-1]
        return f"{self.where}:{self.lines.get(keys, 1)}"


def spell(keys: Keys) -> str:
    """("rules", 0, "max-age") -> "rules[0].max-age"."""
    parts = (f"[{key}]" if isinstance(key, int) else f".{key}" for key in keys)
    return "".join(parts).removeprefix(".")


def read_document(path: Path) -> Document:
    """The file's document.

    Raises ConfigError if it cannot be read, is too large, or is not a YAML mapping.
    """
    return parse_document(read_text(path), str(path))


def read_text(path: Path) -> str:
    """What the file holds. Raises ConfigError if it cannot be read or is too large."""
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
        if len(data) > MAX_BYTES:
            raise ConfigError(str(path), "", f"larger than {MAX_BYTES >> 10} KiB")
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ConfigError(f"{path}:{line}", "", "not UTF-8; save the file as UTF-8") from None
    except OSError as error:
        raise ConfigError(str(path), "", f"cannot be read: {(error.strerror or 'unknown trouble').lower()}") from None


def parse_document(text: str, where: str) -> Document:
    """As `read_document`, from text; `where` names it in messages."""
    try:
        root = _Loader(text, where).get_single_node()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        raise ConfigError(f"{where}:{line}", "", f"not YAML: {error.problem or error.context}") from None
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise ConfigError(f"{where}:{line}", "", f"not YAML: character {error.character!r} is not allowed") from None
    if root is None:
        raise ConfigError(where, "", "empty; expected keys and values")
    if not isinstance(root, yaml.MappingNode):
        raise ConfigError(f"{where}:{root.start_mark.line + 1}", "", "expected keys and values at the top level")
    walk = _Walk(where, {}, [])
    value = cast("dict[str, Value]", walk.value(root, ()))
    return Document(where, value, walk.lines, tuple(walk.problems))


class _Loader(yaml.SafeLoader):
    """Composes nodes only; nothing is ever constructed from them."""

    def __init__(self, text: str, where: str) -> None:
        super().__init__(text)
        self._where = where
        self._depth = 0

    def compose_node(self, parent: yaml.Node | None, index: object) -> yaml.Node | None:
        event = self.peek_event()  # type: ignore[no-untyped-call]
        where = f"{self._where}:{event.start_mark.line + 1}"
        if isinstance(event, yaml.AliasEvent):
            raise ConfigError(where, f"*{event.anchor}", "aliases are not allowed; write the value out")
        if getattr(event, "tag", None) is not None:
            raise ConfigError(where, event.tag, "tags are not allowed; write plain values")
        if self._depth == MAX_DEPTH:
            raise ConfigError(where, "", f"nested deeper than {MAX_DEPTH} levels")
        self._depth += 1
        node = super().compose_node(parent, index)  # type: ignore[arg-type]
        self._depth -= 1
        return node


# The core schema of YAML 1.2, not 1.1's: there `on`, `yes`, `1:30` and `2026-11-01` are not what they look like.
_SCALARS = re.compile(
    r"(?P<null>~|null|Null|NULL|)|(?P<bool>true|True|TRUE|false|False|FALSE)|(?P<int>[-+]?[0-9]+)"
    r"|(?P<float>[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?)"
)
_MAX_DIGITS = 30


def _scalar(node: yaml.ScalarNode) -> Value:
    text = str(node.value)
    match = None if node.style else _SCALARS.fullmatch(text)
    if match is None or len(text) > _MAX_DIGITS:
        return text
    match match.lastgroup:
        case "null":
            return None
        case "bool":
            return text.lower() == "true"
        case "int":
            return int(text)
        case _:
            return float(text)


@dataclass(frozen=True, slots=True)
class _Walk:
    where: str
    lines: dict[Keys, int]
    problems: list[ConfigError]

    def value(self, node: yaml.Node, keys: Keys) -> Value:
        self.lines.setdefault(keys, node.start_mark.line + 1)
        if isinstance(node, yaml.MappingNode):
            return {key: self.value(child, (*keys, key)) for key, child in self._items(node, keys)}
        if isinstance(node, yaml.SequenceNode):
            return [self.value(child, (*keys, index)) for index, child in enumerate(node.value)]
        return _scalar(node) if isinstance(node, yaml.ScalarNode) else None

    def _items(self, node: yaml.MappingNode, keys: Keys) -> Iterator[tuple[str, yaml.Node]]:
        seen: set[str] = set()
        for key_node, child in node.value:
            line = key_node.start_mark.line + 1
            if not isinstance(key_node, yaml.ScalarNode):
                self.problems.append(ConfigError(f"{self.where}:{line}", spell(keys), "expected a word as the key"))
                continue
            key = str(key_node.value)
            if key in seen:
                told = "written twice; keep one, or rename the other"
                self.problems.append(ConfigError(f"{self.where}:{line}", spell((*keys, key)), told))
                continue
            seen.add(key)
            self.lines[(*keys, key)] = line
            yield key, child
