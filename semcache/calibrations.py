"""Reads calibration files: the shipped one, or one that `semcache calibrate` wrote."""

from __future__ import annotations

import json
from pathlib import Path

from semcache.core.verify import Calibration
from semcache.errors import ConfigError

SHIPPED = Path(__file__).parent / "data" / "calibration.json"
"""`python -m tests.benchmarks.calibration --data DIR` makes it; the file says from what."""


def load_calibration(file: Path = SHIPPED) -> Calibration:
    """ConfigError when the file cannot be read or is no calibration of this version's features."""
    try:
        document = json.loads(file.read_text(encoding="utf-8"))
        if not isinstance(document, dict):
            raise ValueError("not an object")
        return Calibration.from_document(document)
    except (OSError, ValueError) as error:
        raise ConfigError(str(file), "", str(error)) from error
