"""The Grafana dashboard in examples/: every metric that it names is one that the gateway has."""

import json
import re
from pathlib import Path

from prometheus_client import Metric

from semcache.metrics import _REPLICA_GAUGES, Metrics

DASHBOARD = json.loads((Path(__file__).parent.parent / "examples/grafana/semcache.json").read_text())


def names_of(family: Metric) -> set[str]:
    if family.type == "counter":
        return {f"{family.name}_total"}
    if family.type == "histogram":
        return {f"{family.name}_{part}" for part in ("bucket", "sum", "count")}
    return {family.name}


def test_every_metric_of_the_dashboard_exists() -> None:
    there = {name for family in Metrics().registry.collect() for name in names_of(family)}
    there |= {f"semcache_upstream_{name}" for name in _REPLICA_GAUGES}
    named = {
        name
        for panel in DASHBOARD["panels"]
        for target in panel["targets"]
        for name in re.findall(r"\bsemcache_\w+", target["expr"])
    }
    assert len(named) > 10
    assert named <= there


def test_its_panels_have_ids_places_and_titles_of_their_own() -> None:
    for what in ("id", "title"):
        found = [panel[what] for panel in DASHBOARD["panels"]]
        assert len(set(found)) == len(found)
    taken: set[tuple[int, int]] = set()
    for panel in DASHBOARD["panels"]:
        place = panel["gridPos"]
        cells = {(place["x"] + x, place["y"] + y) for x in range(place["w"]) for y in range(place["h"])}
        assert not cells & taken
        assert place["x"] + place["w"] <= 24
        taken |= cells
