"""What several processes come to, as one of them tells it."""

from __future__ import annotations

import math
from dataclasses import replace
from decimal import Decimal

import httpx
from prometheus_client.parser import text_string_to_metric_families

from semcache.adapters.memory_journal import MemoryJournal
from semcache.admin import Admin
from semcache.books import Glance, Tally
from semcache.core.codec import decode, encode
from semcache.core.explanation import Explanation
from semcache.core.ledger import Outcome, Tier
from semcache.core.upstreams import ReplicaView, State
from semcache.family import Alone, Look, Whole
from semcache.metrics import Metrics, stages
from semcache.reload import PolicyReload
from tests.core.explanation_samples import EXPLANATION
from tests.gateway.admin_house import BEARER, TOKEN
from tests.harness import gateway

VIEW = ReplicaView(
    name="own/0", pool="own", kind="vllm", url="http://10.0.0.1", models=("llama",), state=State.HEALTHY, why="",
    back_in=0.0, in_flight=2, queued=1, running=3, waiting=0, kv_usage=0.5, prefix_hit_ratio=None, ttft_p50=0.1,
    ttft_p99=0.2, tpot_p50=None, tpot_p99=None, tokens_per_second=10.0, dollars_per_million=Decimal(2), calls=9,
    failures=1,
)  # fmt: skip


def look(worker: int, *, at: float, seconds: float, view: ReplicaView = VIEW, is_well: bool = True) -> Look:
    metrics = Metrics()
    metrics.observe("embed", seconds)
    metrics.count_request("hit", "exact", "")
    metrics.set_replicas([view])
    glance = Glance("id", at, "t", "m", "r", Outcome.HIT, Tier.EXACT, "", 0.9, Decimal("0.1"), 0.01, 200)
    return Look(
        worker, 100 + worker, Tally(answers=3, hits=1, saved=Decimal("0.25")), (glance,), (("store", is_well),),
        True, 7, (("ledger", worker), ("store", 1)), (view,), tuple(metrics.readings()),
    )  # fmt: skip


def test_a_look_goes_from_process_to_process_unchanged() -> None:
    seen = look(1, at=5.0, seconds=0.002)
    assert decode(Look, encode(seen)) == seen


def test_what_was_done_adds_up_and_trouble_anywhere_shows() -> None:
    other = replace(VIEW, state=State.EJECTED, why="5 failures", back_in=3.0, calls=1, ttft_p50=9.0)
    looks = (look(1, at=5.0, seconds=0.002), look(2, at=9.0, seconds=0.2, view=other, is_well=False))
    whole = Whole(looks, silent=1)
    assert whole.tally == Tally(answers=6, hits=2, saved=Decimal("0.50"))
    assert [glance.at for glance in whole.latest] == [9.0, 5.0]
    assert whole.parts == {"store": False}
    assert (whole.vectors, whole.unwritten) == (7, {"ledger": 3, "store": 2})
    assert whole.upstreams == [
        replace(
            VIEW, state=State.EJECTED, why="5 failures", back_in=3.0, in_flight=4, queued=2, tokens_per_second=20.0,
            calls=10, failures=2,
        )
    ]  # fmt: skip
    (stage,) = stages(whole.readings())
    assert (stage.name, stage.count, stage.mean) == ("embed", 2, 0.101)


def test_every_family_is_written_once_and_every_sample_says_whose_it_is() -> None:
    whole = Whole((look(2, at=5.0, seconds=0.002), look(1, at=9.0, seconds=0.2)), silent=1)
    families = list(text_string_to_metric_families(whole.exposition().decode()))
    assert len({family.name for family in families}) == len(families)
    samples = {family.name: family.samples for family in families}
    assert {s.labels["worker"]: s.value for s in samples["semcache_requests"] if s.name.endswith("_total")} == {
        "1": 1.0,
        "2": 1.0,
    }
    assert all(math.isnan(sample.value) for sample in samples["semcache_upstream_tpot_p50_seconds"])
    assert (samples["semcache_workers_telling"][0].value, samples["semcache_workers_silent"][0].value) == (2.0, 1.0)
    alone = Whole((look(0, at=5.0, seconds=0.002),), silent=0).exposition().decode()
    assert "worker" not in alone


def test_what_another_process_has_not_written_down_yet_is_asked_of_it() -> None:
    class Two(Alone):
        async def explanation(self, id: str) -> Explanation | None:
            return EXPLANATION if id == EXPLANATION.request_id else None

    with gateway(
        journal=MemoryJournal(), admin=lambda e: Admin(e, TOKEN, PolicyReload(e, "default"), family=Two(e))
    ) as setup:

        def asked(id: str) -> httpx.Response:
            return httpx.get(f"{setup.url}/admin/explain/{id}", headers=BEARER, timeout=20)

        assert asked(EXPLANATION.request_id).json()["request_id"] == EXPLANATION.request_id
        assert asked("nobody's").status_code == 404
