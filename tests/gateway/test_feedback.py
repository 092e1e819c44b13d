"""POST /admin/feedback and `semcache feedback`: a wrong answer goes, and the same pair never hits again."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from semcache.adapters.sqlite_journal import SqliteJournal
from semcache.adapters.sqlite_labels import SqliteLabels
from semcache.adapters.sqlite_ledger import LedgerFile, SqliteLedger
from semcache.adapters.sqlite_store import SqliteStore
from semcache.cli import Frame
from semcache.cli import main as cli
from semcache.core.cells import Cells
from semcache.core.ledger import CheckRow, Found
from semcache.core.savings import report_of, summarise
from semcache.storage.ledger_merging import MergedBooks
from tests.gateway.admin_house import House, house
from tests.gateway.trust_house import BOUND, answering, asked, calibration, reworded, right
from tests.harness import PRICE, changed, wait_until

QUESTION = "How long do refunds take for shoes?"
REWORDED = "How long do refunds for shoes take?"
COST = 10 * PRICE.input + 5 * PRICE.output


def request_id(found: House, text: str, expect: str) -> str:
    response = found.chat(text)
    assert expect in response.headers["cache-status"]
    found.explanation(response)
    return response.headers["semcache-request-id"]


def wrong(found: House, id: str) -> dict[str, Any]:
    response = found.admin("POST", "/feedback", {"request_id": id, "verdict": "wrong"})
    assert response.status_code == 200, response.text
    given: dict[str, Any] = response.json()
    return given


def test_a_wrong_rewording_is_evicted_kept_apart_and_taken_back() -> None:
    with house() as found:
        found.chat(QUESTION)
        given = wrong(found, request_id(found, REWORDED, "hit"))
        assert (given["evicted"], given["kept_apart"], Decimal(given["taken_back"])) == (True, True, COST)
        assert found.status(REWORDED) == "semcache; fwd=miss; stored; detail=gate:feedback"
        total = summarise(found.setup.ledger.rows()).total
        assert (total.saved_hits, total.taken_back, total.net) == (COST, COST, Decimal(0))
        # The other one is asked anew, and from then on each has its own answer.
        assert "fwd=miss" in found.status(QUESTION)
        assert [found.status(text).partition(";")[2].strip()[:3] for text in (QUESTION, REWORDED)] == ["hit", "hit"]
        assert {row.tier for row in found.setup.answers[-2:]} == {"exact"}


def test_a_wrong_repeat_is_evicted_alone() -> None:
    with house() as found:
        found.chat(QUESTION)
        given = wrong(found, request_id(found, QUESTION, "detail=exact"))
        assert (given["evicted"], given["kept_apart"]) == (True, False)
        assert found.status(QUESTION) == "semcache; fwd=miss; stored; detail=invalidated"
        assert "hit" in found.status(QUESTION)


def test_the_pair_stays_apart_under_another_policy_too() -> None:
    with house() as found:
        found.chat(QUESTION)
        wrong(found, request_id(found, REWORDED, "hit"))
        found.setup.engine.policy = type(found.setup.engine.policy)("other", (changed(max_age=60.0),))
        assert "detail=new" in found.status(QUESTION)
        assert "detail=gate:feedback" in found.status(REWORDED)


def test_saying_it_twice_takes_back_once() -> None:
    with house() as found:
        found.chat(QUESTION)
        id = request_id(found, REWORDED, "hit")
        wrong(found, id)
        wrong(found, id)
        assert summarise(found.setup.ledger.rows()).total.taken_back == COST
        assert len([row for row in found.setup.ledger.rows() if isinstance(row, CheckRow)]) == 1
        assert len(found.admin("GET", "/audit").json()["events"]) == 1


def says(found: House, id: str, verdict: str) -> Decimal:
    """Dollars that were taken back, or given back."""
    response = found.admin("POST", "/feedback", {"request_id": id, "verdict": verdict})
    assert response.status_code == 200, response.text
    return Decimal(response.json()["taken_back"])


@pytest.mark.parametrize(
    ("words", "moved"),
    [
        ("wrong wrong", [COST, 0]),
        ("right wrong", [0, COST]),
        ("wrong right", [COST, -COST]),
        ("wrong right right", [COST, -COST, 0]),
        ("wrong right wrong", [COST, -COST, COST]),
        ("right wrong wrong right wrong right", [0, COST, 0, -COST, COST, -COST]),
    ],
)
@pytest.mark.parametrize("on_disk", [False, True])
def test_the_last_word_counts(words: str, moved: list[Decimal], on_disk: bool, tmp_path: Path) -> None:
    said = words.split()
    with house(**({"parts": _parts(tmp_path)} if on_disk else {})) as found:
        found.chat(QUESTION)
        id = request_id(found, REWORDED, "hit")
        assert [says(found, id, word) for word in said] == moved
        tally = Decimal(found.admin("GET", "/stats").json()["since_start"]["taken_back"])
        if not on_disk:
            rows = list(found.setup.ledger.rows())
            assert report_of(found.setup.ledger.cells()).total.taken_back == sum(moved)
    if on_disk:
        rows = list(LedgerFile(tmp_path / "ledger.db").rows())
        assert report_of(LedgerFile(tmp_path / "ledger.db").cells()).total.taken_back == sum(moved)
    assert tally == summarise(rows).total.taken_back == sum(moved) == (COST if said[-1] == "wrong" else 0)
    assert Cells.of(reversed(rows)).sums == Cells.of(rows).sums, "whatever order they are added up in"


def test_the_last_word_counts_also_where_each_was_said_to_another_ledger(tmp_path: Path) -> None:
    with house(parts=_parts(tmp_path)) as found:
        found.chat(QUESTION)
        id = request_id(found, REWORDED, "hit")
        says(found, id, "wrong")
    rows = list(LedgerFile(tmp_path / "ledger.db").rows())
    (wrong_row,) = (row for row in rows if isinstance(row, CheckRow))
    right_row = replace(wrong_row, id=f"feedback:{id}:right:1", found=Found.SAME, saved=-COST)
    other = SqliteLedger(tmp_path / "other.db")
    other.append(right_row)
    asyncio.run(other.close())
    books = MergedBooks([LedgerFile(tmp_path / "ledger.db"), LedgerFile(tmp_path / "other.db")])
    assert report_of(books.cells()).total.taken_back == 0


def test_what_an_audit_found_wrong_too_is_taken_back_once_in_the_tally_as_in_the_report() -> None:
    with house() as found:
        found.chat(QUESTION)
        id = request_id(found, REWORDED, "hit")
        says(found, id, "wrong")
        (row,) = (row for row in found.setup.ledger.rows() if isinstance(row, CheckRow))
        found.setup.engine.books.book(replace(row, id=f"audit:{id}", purpose="audit"))
        assert found.setup.engine.books.tally.taken_back == COST
        assert summarise(found.setup.ledger.rows()).total.taken_back == COST


def test_only_the_answer_that_was_served_is_evicted_and_not_one_stored_since() -> None:
    with house() as found:
        found.chat(QUESTION)
        first = request_id(found, QUESTION, "detail=exact")
        found.setup.clock.offset += 1.0
        assert wrong(found, first)["evicted"] is True
        assert "fwd=miss; stored" in found.status(QUESTION)
        assert wrong(found, first)["evicted"] is False
        assert "detail=exact" in found.status(QUESTION)


def test_right_evicts_nothing() -> None:
    with house() as found:
        found.chat(QUESTION)
        id = request_id(found, REWORDED, "hit")
        response = found.admin("POST", "/feedback", {"request_id": id, "verdict": "right"})
        assert (response.json()["evicted"], response.json()["taken_back"]) == (False, "0")
        assert "hit" in found.status(REWORDED)


def test_saying_right_twice_counts_once() -> None:
    with house() as found:
        found.chat(QUESTION)
        id = request_id(found, REWORDED, "hit")
        for _ in range(3):
            entry = found.admin("POST", "/feedback", {"request_id": id, "verdict": "right"}).json()["entry"]
        assert found.setup.engine.trusts.standing(entry).right == 1


@pytest.mark.parametrize("verdict", ["right", "wrong"])
def test_the_verifier_learns_only_what_was_wrong(verdict: str) -> None:
    learning = changed(BOUND, calibration=calibration(8.0, spread=0.1))
    with house(rule=learning, script=answering(right)) as found:
        found.chat(asked("shoes"))
        id = request_id(found, reworded("shoes"), "hit")
        trust = found.setup.engine.trusts.of(learning)
        before = trust.to_document()
        given = found.admin("POST", "/feedback", {"request_id": id, "verdict": verdict}).json()
        assert given["taught"] is (verdict == "wrong")
        assert (trust.to_document() == before) is (verdict == "right")


@pytest.mark.parametrize(
    ("body", "status", "says"),
    [
        ({"verdict": "wrong"}, 422, "request_id"),
        ({"request_id": 3, "verdict": "wrong"}, 422, "request_id"),
        ({"request_id": "x"}, 422, "verdict"),
        ({"request_id": "x", "verdict": "bad"}, 422, "verdict"),
        ({"request_id": "x", "verdict": ["wrong"]}, 422, "verdict"),
        ({"request_id": "x", "verdict": "wrong"}, 404, "no request"),
        ({"request_id": "x", "verdict": "wrong", "more": 1}, 422, "unknown key"),
    ],
)
def test_nonsense_is_refused_with_a_reason(body: object, status: int, says: str) -> None:
    with house() as found:
        response = found.admin("POST", "/feedback", body)
        assert response.status_code == status
        assert says in response.json()["error"]["message"]


def test_an_answer_that_came_from_upstream_has_nothing_to_take_back() -> None:
    with house() as found:
        id = request_id(found, QUESTION, "fwd=miss")
        response = found.admin("POST", "/feedback", {"request_id": id, "verdict": "wrong"})
        assert (response.status_code, response.json()["error"]["remedy"]) == (
            409,
            "give feedback on answers whose Cache-Status says hit",
        )


# On disk.


def _parts(home: Path) -> dict[str, Any]:
    return {"store": SqliteStore(home / "cache.db"), "ledger": SqliteLedger(home / "ledger.db")}


def test_the_same_pair_never_hits_again_also_after_a_restart(tmp_path: Path) -> None:
    def running(**more: Any) -> Any:
        return house(parts=_parts(tmp_path), labels=SqliteLabels(tmp_path / "labels.db"), **more)

    with running() as found:
        found.chat(QUESTION)
        wrong(found, request_id(found, REWORDED, "hit"))
    with running() as found:
        assert wait_until(lambda: found.setup.engine.upkeep.is_rebuilt)
        found.chat(QUESTION)  # which was evicted, and is stored again
        assert found.status(REWORDED) == "semcache; fwd=miss; stored; detail=gate:feedback"
    with running() as found:
        assert wait_until(lambda: found.setup.engine.upkeep.is_rebuilt)
        assert "detail=exact" in found.status(REWORDED)
    assert summarise(LedgerFile(tmp_path / "ledger.db").rows()).total.taken_back == COST


def test_the_command_does_the_same_beside_a_running_gateway(tmp_path: Path) -> None:
    assert isinstance(cli, Frame)
    options = {
        "parts": _parts(tmp_path),
        "labels": SqliteLabels(tmp_path / "labels.db"),
        "journal": SqliteJournal(tmp_path / "journal.db"),
    }
    with house(**options) as found:
        found.chat(QUESTION)
        id = request_id(found, REWORDED, "hit")
        done = CliRunner().invoke(cli, ["feedback", id, "--wrong", "--home", str(tmp_path)])
        assert (done.exit_code, done.stderr) == (0, "")
        assert done.stdout.endswith(f"the two questions are kept apart for good; ${COST.normalize():f} taken back\n")
        assert wait_until(lambda: found.setup.engine.labels.has_pairs)
        found.chat(QUESTION)
        assert "detail=gate:feedback" in found.status(REWORDED)
    neither = CliRunner().invoke(cli, ["feedback", id, "--home", str(tmp_path)])
    assert (neither.exit_code, neither.stderr) == (2, "semcache: expected --wrong or --right, one of them\n")
    unknown = CliRunner().invoke(cli, ["feedback", "nobody", "--wrong", "--home", str(tmp_path)])
    assert unknown.exit_code == 2
    assert "no request nobody" in unknown.stderr
