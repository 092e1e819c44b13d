"""A calibration as JSON for programs. Keys are added, never renamed."""

from __future__ import annotations

from semcache.calibrating.values import Calibrated, Measured
from semcache.report.document import Json


def document(found: Calibrated) -> dict[str, Json]:
    """What was found, the calibration itself included."""
    fitted = found.calibration
    return {
        "data": {
            "path": found.path,
            "sha256": found.digest,
            "kind": found.kind,
            "rows": found.rows,
            "groups": found.groups,
            "repeated": found.repeated,
            "passed_over": [{"line": line, "why": why} for line, why in found.unread[:100]],
            "passed_over_rows": len(found.unread),
            "share_right": round(found.share_right, 6),
        },
        "embedder": found.embedder,
        "max_error": found.max_error,
        "holds": not found.refusal,
        "refusal": found.refusal or None,
        "by_max_error": [_measured("max_error", one) for one in found.by_trust],
        "shipped_calibration": _measured("max_error", found.shipped),
        "by_min_similarity": [_measured("min_similarity", one) for one in found.by_similarity],
        "calibration": {"weights": list(fitted.weights), "source": fitted.source},
    }


def _measured(setting: str, one: Measured) -> dict[str, Json]:
    return {
        setting: one.setting,
        "asked": one.asked,
        "hits": one.hits,
        "wrong": one.wrong,
        "hit_rate": round(one.hit_rate, 6),
        "wrong_rate": round(one.wrong_rate, 6),
        "interval": [round(one.low, 6), round(one.high, 6)],
    }
