"""How likely two texts deserve one answer: small trees over what sets them apart, added up.

The trees are data (`semcache/data/pair_verifier.json`), with the command that grew them in the document itself. What
comes out is a logit of the pairs it was grown on; what it means for the traffic at hand is for a calibration to say.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isfinite
from typing import Final

from semcache.core.contrast import FEATURES, pair_features
from semcache.core.gates import GateReport
from semcache.core.text import TextFacts
from semcache.errors import UsageError

__all__ = ["FEATURES", "FORMAT", "PairVerifier", "pair_features"]

FORMAT: Final = "semcache-pairs-1"
_DEEPEST: Final = 16
"""Levels of a tree; a document that asks for more is not one of ours."""

Node = float | tuple[int, float, "Node", "Node"]
"""A leaf's value, or (feature, cut, where the feature is at most the cut, where it is more)."""


@dataclass(frozen=True, slots=True)
class PairVerifier:
    """A sum of trees over FEATURES."""

    offset: float
    trees: tuple[Node, ...]
    made: Mapping[str, object]
    """By which command, from what data, and how it measured."""

    @classmethod
    def from_document(cls, document: Mapping[str, object]) -> PairVerifier:
        """Reads the JSON document; raises UsageError, which says what is wrong with it."""
        if document.get("format") != FORMAT:
            raise UsageError(f"expected a document of the format {FORMAT}, not {document.get('format')!r}")
        if document.get("features") != list(FEATURES):
            raise UsageError("the features are not the ones that this version computes; train the verifier again")
        trees, made = document.get("trees"), document.get("made")
        if not isinstance(trees, list) or not trees or not isinstance(made, Mapping):
            raise UsageError("expected `trees`, a list of one or more, and `made`, a mapping")
        return cls(_number(document.get("offset")), tuple(_node(tree, 0) for tree in trees), dict(made))

    def to_document(self) -> dict[str, object]:
        """What `from_document` reads back."""
        trees = [_listed(tree) for tree in self.trees]
        return {"format": FORMAT, "made": dict(self.made), "features": list(FEATURES), "offset": self.offset,
                "trees": trees}  # fmt: skip

    def logit(
        self, asked: TextFacts, cached: TextFacts, similarity: float, reports: Sequence[GateReport] | None = None
    ) -> float:
        """Higher is likelier to deserve the same answer. The order of the two texts says nothing.

        `reports` are what `gates.judge` says of the two, where it was asked already.
        """
        return self.weigh(pair_features(asked, cached, similarity, reports))

    def weigh(self, features: tuple[float, ...]) -> float:
        """The logit of features computed before."""
        total = self.offset
        for node in self.trees:
            while node.__class__ is tuple:
                feature, cut, less, more = node
                node = more if features[feature] > cut else less
            total += node  # type: ignore[operator]
        return total


def _node(raw: object, depth: int) -> Node:
    if isinstance(raw, list):
        if len(raw) != 4 or depth >= _DEEPEST:
            raise UsageError(f"a branch is [feature, cut, less, more], at most {_DEEPEST} deep")
        feature = raw[0]
        if type(feature) is not int or not 0 <= feature < len(FEATURES):
            raise UsageError(f"a branch looks at a feature from 0 to {len(FEATURES) - 1}, not {feature!r}")
        return feature, _number(raw[1]), _node(raw[2], depth + 1), _node(raw[3], depth + 1)
    return _number(raw)


def _number(raw: object) -> float:
    if isinstance(raw, bool) or not isinstance(raw, int | float) or not isfinite(raw):
        raise UsageError(f"expected a finite number, not {raw!r}")
    return float(raw)


def _listed(node: Node) -> object:
    return node if isinstance(node, float) else [node[0], node[1], _listed(node[2]), _listed(node[3])]
