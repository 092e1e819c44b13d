"""Write semcache/core/vocabulary.py: common English words by class, irregular forms, close synonyms.

    python tools/make_vocabulary.py --wordnet DIR --vocab vocab.txt > semcache/core/vocabulary.py

DIR holds WordNet 3.0's dictionary files (data.noun, index.noun, noun.exc, cntlist.rev, ...; Debian's package
wordnet-base brings them). vocab.txt is the WordPiece vocabulary of bert-base-uncased (Apache-2.0), as it lies beside
all-MiniLM-L6-v2: its whole-word entries are frequent words by construction. A word is common when WordNet knows it
written in lower case and it is such an entry, was met in WordNet's tagged texts, or is a verb. What is left over,
names above all, is rare. Slurs and obscenities are left out.
"""

from __future__ import annotations

import argparse
import re
import sys
import textwrap
from collections import defaultdict
from pathlib import Path

KINDS = {"noun": "n", "verb": "v", "adj": "a", "adv": "r"}
WORD = re.compile(r"[a-z]{2,}")
MARKS = {"06718862", "07124340", "06717170"}
"""Synsets of WordNet 3.0 that usages point to: ethnic slur, obscenity, disparagement."""
OFFENSIVE = re.compile(r"\(?(?:an? )?(?:ethnic slur|(?:obscene|offensive) (?:terms?|names?|words?))\b")
UNMARKED = frozenset(
    {"bitch", "coon", "gyp", "negro", "negroid", "piss", "retard", "retarded", "shitty", "wank", "whore"}
)
"""Words that WordNet does not mark, or marks in a rarer sense only."""
NOTICE = """Made by tools/make_vocabulary.py from WordNet 3.0 and the vocabulary of bert-base-uncased (Apache-2.0).

WordNet 3.0 Copyright 2006 by Princeton University.  All rights reserved.  This software and database is being
provided to you, the LICENSEE, by Princeton University under the following license.  By obtaining, using and/or copying
this software and database, you agree that you have read, understood, and will comply with these terms and
conditions: Permission to use, copy, modify and distribute this software and database and its documentation for any
purpose and without fee or royalty is hereby granted, provided that you agree to comply with the following copyright
notice and statements, including the disclaimer, and that the same appear on ALL copies of the software, database and
documentation, including modifications that you make for internal use or for distribution.  THIS SOFTWARE AND DATABASE
IS PROVIDED "AS IS" AND PRINCETON UNIVERSITY MAKES NO REPRESENTATIONS OR WARRANTIES, EXPRESS OR IMPLIED.  BY WAY OF
EXAMPLE, BUT NOT LIMITATION, PRINCETON UNIVERSITY MAKES NO REPRESENTATIONS OR WARRANTIES OF MERCHANTABILITY OR FITNESS
FOR ANY PARTICULAR PURPOSE OR THAT THE USE OF THE LICENSED SOFTWARE, DATABASE OR DOCUMENTATION WILL NOT INFRINGE ANY
THIRD PARTY PATENTS, COPYRIGHTS, TRADEMARKS OR OTHER RIGHTS.  The name of Princeton University or Princeton may not be
used in advertising or publicity pertaining to distribution of the software and/or database.  Title to copyright in
this software, database and any associated documentation shall at all times remain with Princeton University and
LICENSEE agrees to preserve same."""


def sense_counts(folder: Path) -> dict[str, dict[str, int]]:
    """Lower-case word -> kind -> how often it was met in WordNet's tagged texts."""
    kind_of = {"1": "n", "2": "v", "3": "a", "5": "a", "4": "r"}
    counts: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for line in (folder / "cntlist.rev").read_text().splitlines():
        key, _, count = line.split()
        word, _, rest = key.partition("%")
        counts[word][kind_of[rest[0]]] += int(count)
    return counts


def synsets(folder: Path, kind: str) -> dict[str, list[str]]:
    """Offset -> the words of the synset, as written."""
    found = {}
    for line in (folder / f"data.{kind}").read_text().splitlines():
        if line.startswith("  "):
            continue
        fields = line.split()
        found[fields[0]] = [re.sub(r"\(.*\)$", "", word) for word in fields[4 : 4 + 2 * int(fields[3], 16) : 2]]
    return found


def sense_order(folder: Path, kind: str) -> dict[str, list[str]]:
    """Word -> offsets of its synsets, the most frequent sense first."""
    order = {}
    for line in (folder / f"index.{kind}").read_text().splitlines():
        if not line.startswith("  "):
            fields = line.split()
            order[fields[0]] = fields[-int(fields[2]) :]
    return order


def classes(folder: Path, frequent: set[str]) -> dict[str, str]:
    """Common word -> "n", "v", "a" or "r", by its most frequent use."""
    counts = sense_counts(folder)
    written: dict[str, set[str]] = defaultdict(set)
    for name, kind in KINDS.items():
        for words in synsets(folder, name).values():
            for word in words:
                written[word].add(kind)
    common = {}
    for word, kinds in written.items():
        if WORD.fullmatch(word) and (word in frequent or counts[word] or "v" in kinds):
            common[word] = max(sorted(kinds), key=lambda kind: counts[word].get(kind, 0))
    return common


def offensive(folder: Path) -> set[str]:
    """Words whose most frequent sense WordNet marks as a slur, an obscenity or a disparagement."""
    found = set()
    for name in KINDS:
        order = sense_order(folder, name)
        for line in (folder / f"data.{name}").read_text().splitlines():
            if line.startswith("  "):
                continue
            data, _, gloss = line.partition(" | ")
            fields = data.split()
            end = 4 + 2 * int(fields[3], 16)
            words = [re.sub(r"\(.*\)$", "", word) for word in fields[4:end:2]]
            marked = set(words) if OFFENSIVE.match(gloss) else set()
            pointers = fields[end + 1 :]
            for i in range(0, 4 * int(fields[end]), 4):
                if pointers[i] == ";u" and pointers[i + 1] in MARKS:
                    which = int(pointers[i + 3][:2], 16)  # 0 for all words of the synset
                    marked |= {words[which - 1]} if which else set(words)
            found |= {word for word in marked if word in order and order[word][0] == fields[0]}
    return found


def irregulars(folder: Path, common: dict[str, str]) -> dict[str, str]:
    """Irregular form -> base form, where the form is not better known as a word itself."""
    forms: dict[str, str] = {}
    for kind in ("verb", "noun", "adj"):
        for line in (folder / f"{kind}.exc").read_text().splitlines():
            form, base = line.split()[:2]
            # Regular forms are left to the rules, and so are forms such as "better" and "left".
            regular = form.startswith(base[:-1]) and form.endswith(("s", "ing", "ed"))
            if WORD.fullmatch(form) and base in common and not regular and form not in forms:
                forms[form] = base
    return {form: base for form, base in forms.items() if form not in common or common.get(base) == "v"}


def synonyms(folder: Path, common: dict[str, str]) -> list[tuple[str, str]]:
    """Pairs of common words that share a synset which is the first sense of both."""
    pairs = set()
    for name, kind in KINDS.items():
        order = sense_order(folder, name)
        for offset, words in synsets(folder, name).items():
            near = [w for w in words if common.get(w) == kind and order[w][0] == offset]
            pairs.update((a, b) for a in near for b in near if a < b)
    return sorted(pairs)


def block(name: str, words: list[str]) -> str:
    """A constant that holds words, wrapped."""
    text = textwrap.fill(" ".join(words), 118, break_on_hyphens=False)
    return f'{name} = frozenset(\n    """\n{text}\n""".split()\n)\n'


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--wordnet", type=Path, required=True)
    parser.add_argument("--vocab", type=Path, required=True)
    options = parser.parse_args()
    frequent = {w for w in options.vocab.read_text().splitlines() if WORD.fullmatch(w)}
    left_out = offensive(options.wordnet) | UNMARKED
    common = {w: kind for w, kind in classes(options.wordnet, frequent).items() if w not in left_out}
    out = sys.stdout
    out.write(f'"""Common English words, irregular forms and close synonyms.\n\n{NOTICE}\n"""\n\n')
    out.write("# ruff: noqa: SIM905 - a list of words is read best as a text\nfrom __future__ import annotations\n\n")
    for name, kind in [("NOUNS", "n"), ("VERBS", "v"), ("ADJECTIVES", "a"), ("ADVERBS", "r")]:
        out.write(block(name, sorted(w for w, k in common.items() if k == kind)) + "\n")
    forms = [f"{form}:{base}" for form, base in sorted(irregulars(options.wordnet, common).items())]
    out.write(block("_IRREGULAR", forms) + 'IRREGULAR = dict(form.split(":") for form in _IRREGULAR)\n\n')
    pairs = [f"{a}:{b}" for a, b in synonyms(options.wordnet, common)]
    out.write(block("_SYNONYMS", pairs))
    out.write('SYNONYMS = frozenset(frozenset(pair.split(":")) for pair in _SYNONYMS)\n')


if __name__ == "__main__":
    main()
