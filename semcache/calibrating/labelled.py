"""Labelled questions, as users have them: pairs that may share an answer or not, or a stream of questions by class."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import orjson

from semcache.errors import UsageError

SAME = frozenset({"1", "true", "yes", "same", "duplicate", "match", "positive"})
OTHER = frozenset({"0", "false", "no", "different", "other", "not duplicate", "negative", "-1"})
_A, _B, _LABEL = ("a", "text1", "question1", "sentence1"), ("b", "text2", "question2", "sentence2"), ("label", "same")
_TEXT, _CLASS = ("text", "question", "query"), ("cls", "class", "intent", "label", "category")
_GZIP = b"\x1f\x8b"


@dataclass(frozen=True, slots=True)
class Pair:
    """Two questions."""

    a: str
    b: str
    same: bool
    """One answer is right for both."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of a stream."""

    text: str
    cls: str
    """One class, one right answer."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """What a file holds."""

    path: str
    digest: str
    """SHA-256, hex, of the file as it is."""
    pairs: tuple[Pair, ...]
    stream: tuple[Asked, ...]
    """One of the two is empty."""
    repeated: int
    """Rows that say what another said: left out."""
    unread: tuple[tuple[int, str], ...]
    """(line, why) of those that hold no label."""

    @property
    def rows(self) -> int:
        return len(self.pairs) + len(self.stream)

    @property
    def kind(self) -> str:
        return "pairs" if self.pairs else "stream"


def read_labelled(path: Path, limit: int | None = None) -> Labelled:
    """The pairs or the stream in a JSON-lines file, gzipped or not. Raises UsageError when there are none."""
    try:
        raw = path.read_bytes()
        content = gzip.decompress(raw) if raw[:2] == _GZIP else raw
    except (OSError, EOFError) as error:
        raise UsageError(f"{path}: cannot be read: {getattr(error, 'strerror', None) or error}") from error
    if not content.strip():
        raise UsageError(f"{path}: empty; {_EXPECTED}")
    pairs: dict[Pair, None] = {}
    stream: dict[Asked, None] = {}
    unread: list[tuple[int, str]] = []
    seen = 0
    for line, document in islice(_documents(content), limit):
        seen += 1
        match _row(document):
            case Pair() as pair:
                pairs[pair] = None
            case Asked() as asked:
                stream[asked] = None
            case why:
                unread.append((line, why))
    if pairs and stream:
        raise UsageError(f"{path}: holds pairs and a stream; {_EXPECTED}, not both in one file")
    if not pairs and not stream:
        raise UsageError(f"{path}: line {unread[0][0]}: {unread[0][1]}; {_EXPECTED}")
    kept = len(pairs) + len(stream)
    return Labelled(
        str(path),
        hashlib.sha256(raw).hexdigest(),
        tuple(pairs),
        tuple(stream),
        seen - kept - len(unread),
        tuple(unread),
    )


_EXPECTED = 'expected one JSON object a line: {"a", "b", "label"} for pairs or {"text", "cls"} for a stream'


def _documents(content: bytes) -> Iterator[tuple[int, object]]:
    for number, line in enumerate(content.removeprefix(b"\xef\xbb\xbf").split(b"\n"), 1):
        if not line.strip():
            continue
        try:
            yield number, orjson.loads(line)
        except orjson.JSONDecodeError:
            yield number, None


def _row(document: object) -> Pair | Asked | str:
    if not isinstance(document, dict):
        return "not a JSON object"
    a, b = _text(document, _A), _text(document, _B)
    if a is not None and b is not None:
        label = next((document[name] for name in _LABEL if name in document), None)
        said = str(int(label) if isinstance(label, bool | float) and label in (0, 1) else label).strip().lower()
        if said in SAME or said in OTHER:
            return Pair(a, b, said in SAME)
        return "a pair whose label is neither true nor false"
    text = _text(document, _TEXT)
    cls = next((document[name] for name in _CLASS if isinstance(document.get(name), str | int)), None)
    if text is not None and cls is not None and cls != "":
        return Asked(text, str(cls))
    return "neither a pair nor a question with its class"


def _text(document: dict[str, object], names: tuple[str, ...]) -> str | None:
    return next((text for name in names if isinstance(text := document.get(name), str) and text.strip()), None)
