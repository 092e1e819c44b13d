"""Text that others wrote, made safe to print: model names, reasons and errors may hold escape sequences."""

from __future__ import annotations

import unicodedata

# Controls (ESC, newline, C1), invisible formatting (bidi overrides), lone surrogates, line and paragraph separators.
_UNSAFE = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})


def one_line(text: str) -> str:
    """The text on one line, each run of white space one blank, everything that a terminal acts on as U+FFFD."""
    words = " ".join(text.split())
    if words.isascii() and words.isprintable():
        return words
    return "".join("\ufffd" if unicodedata.category(char) in _UNSAFE else char for char in words)
