"""What every page of a report is made of. It asks for nothing: no script, no font, no picture from elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from semcache.report.page_style import STYLE

WORDS = frozenset({"outcome", "how", "tier", "model", "worth", "differs"})
"""Columns that do not hold numbers."""
CSP = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def whole(title: str, parts: Iterable[str]) -> str:
    """The page; its title and parts are HTML already."""
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{CSP}">\n'
        f'<meta name="viewport" content="width=device-width,initial-scale=1">\n<title>{title}</title>\n'
        f"<style>{STYLE}</style>\n</head>\n<body>\n<main>\n{''.join(parts)}</main>\n</body>\n</html>\n"
    )


def cards_of(cards: Iterable[tuple[str, str]]) -> str:
    """A few figures that are read first, each with its name."""
    shown = "".join(f'<div class="card"><dt>{name}</dt><dd>{value}</dd></div>' for name, value in cards)
    return f'<dl class="cards">{shown}</dl>'


def table(
    title: str, head: Sequence[str], body: Iterable[Sequence[str]], foot: Sequence[str] = (), note: str = ""
) -> str:
    """Cells are HTML already. The region can be scrolled with the keyboard."""
    words = tuple(name in WORDS for name in head)
    columns = "".join(_cell("th", name, word, ' scope="col"') for name, word in zip(head, words, strict=True))
    lines = "".join(_row(cells, words) for cells in body)
    last = f"<tfoot>{_row(foot, words)}</tfoot>" if foot else ""
    said = f'<p class="dim">{note}</p>' if note else ""
    return (
        f'<section><h2>{title}</h2>{said}<div class="scroll" tabindex="0" role="region" aria-label="{title}"><table>'
        f"<thead><tr>{columns}</tr></thead><tbody>{lines}</tbody>{last}</table></div></section>\n"
    )


def _row(cells: Sequence[str], words: Sequence[bool]) -> str:
    rest = "".join(_cell("td", cell, word) for cell, word in zip(cells[1:], words[1:], strict=False))
    return f'<tr><th scope="row">{cells[0]}</th>{rest}</tr>'


def _cell(tag: str, content: str, words: bool, more: str = "") -> str:
    kind = ' class="words"' if words else ""
    return f"<{tag}{kind}{more}>{content}</{tag}>"
