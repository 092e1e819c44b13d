"""The admin API over real sockets: who is let in, what it does, and what it says to nonsense."""

from __future__ import annotations

import hashlib
import hmac
import logging
import os
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from semcache import admin
from semcache.adapters.memory import MemoryStore
from semcache.admin import Admin
from semcache.core.policy import Share
from semcache.errors import StoreFault
from semcache.reload import PolicyReload
from tests.gateway.admin_house import BEARER, TOKEN, House, house
from tests.harness import MODEL, changed, gateway
from tests.servers import serving

QUESTION = "What is the refund policy of the shop?"


@pytest.fixture(scope="module")
def shared() -> Iterator[House]:
    """For tests that leave no trace."""
    with house() as found:
        yield found


# Who is let in.

ROUTES = [(method, route.path) for route in admin.routes(Admin) for method in sorted(route.methods or ())]
PATHS = [(method, path.replace("{id:path}", "kb/refunds").replace("{request_id}", "x")) for method, path in ROUTES]
UNKNOWN = [("GET", "/admin"), ("GET", "/admin/"), ("POST", "/admin/nothing"), ("DELETE", "/admin/stats")]

WRONG: list[tuple[str, list[tuple[str, str]]]] = [
    ("nothing", []),
    ("an empty token", [("authorization", "Bearer")]),
    ("no scheme", [("authorization", TOKEN)]),
    ("another scheme", [("authorization", f"Basic {TOKEN}")]),
    ("another token", [("authorization", "Bearer " + "x" * len(TOKEN))]),
    ("its beginning", [("authorization", f"Bearer {TOKEN[:-1]}")]),
    ("more than it", [("authorization", f"Bearer {TOKEN}0")]),
    ("another case", [("authorization", f"Bearer {TOKEN.upper()}")]),
    ("two of them", [("authorization", "Bearer x"), ("authorization", f"Bearer {TOKEN}")]),
    ("another header", [("x-api-key", TOKEN)]),
    ("bytes beyond ASCII", [("authorization", "Bearer \xff\xfe")]),
]


@pytest.mark.parametrize(("method", "path"), PATHS + UNKNOWN)
def test_every_path_is_401_without_the_token_and_tells_nothing(shared: House, method: str, path: str) -> None:
    found = httpx.request(method, shared.setup.url + path)
    other = httpx.request(method, shared.setup.url + "/admin/surely/not/a/route")
    assert found.status_code == other.status_code == 401
    assert found.content == other.content
    assert found.headers["www-authenticate"] == 'Bearer realm="semcache admin"'


@pytest.mark.parametrize("headers", [row[1] for row in WRONG], ids=[row[0] for row in WRONG])
def test_only_the_token_itself_opens(shared: House, headers: list[tuple[str, str]]) -> None:
    given = [(name, value.encode("latin-1")) for name, value in headers]
    found = httpx.get(shared.setup.url + "/admin/stats", headers=given)  # type: ignore[arg-type]
    assert found.status_code == 401
    assert TOKEN not in found.text


@pytest.mark.parametrize("scheme", ["Bearer", "bearer", "BEARER"])
def test_the_scheme_may_be_written_in_any_case(shared: House, scheme: str) -> None:
    assert shared.admin("GET", "/stats", headers={"authorization": f"{scheme} {TOKEN}"}).status_code == 200


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("GET", "", 404), ("GET", "/nothing", 404), ("GET", "/invalidate", 405), ("DELETE", "/stats", 405)],
)
def test_with_the_token_what_is_not_there_is_said(shared: House, method: str, path: str, status: int) -> None:
    found = shared.admin(method, path)
    assert found.status_code == status
    assert found.json()["error"]["remedy"] == "`semcache routes` lists all routes and methods"


def test_tokens_are_compared_by_digests_in_constant_time(shared: House, monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[tuple[bytes, bytes]] = []

    def compare(a: bytes, b: bytes) -> bool:
        compared.append((a, b))
        return a == b

    monkeypatch.setattr(hmac, "compare_digest", compare)
    shared.admin("GET", "/stats", headers={"authorization": "Bearer guess"})
    shared.admin("GET", "/stats", headers={})
    shared.admin("GET", "/stats")
    right = hashlib.sha256(TOKEN.encode()).digest()
    assert compared == [(hashlib.sha256(said).digest(), right) for said in (b"guess", b"", TOKEN.encode())]


def test_without_a_token_set_its_paths_are_the_upstreams() -> None:
    with gateway() as setup:
        found = httpx.post(setup.url + "/admin/invalidate", json={"messages": [{"content": "hello"}]}, headers=BEARER)
        assert found.headers["cache-status"] == "semcache; fwd=bypass; detail=route"
        assert setup.upstream.calls[0].scope["path"] == "/admin/invalidate"


def test_on_a_port_of_its_own_every_other_path_is_refused_too() -> None:
    with gateway() as setup:
        app = Admin(setup.engine, TOKEN, PolicyReload(setup.engine, "default"), "/ops")
        with serving(app, lifespan="off") as url:
            assert httpx.get(url + "/").status_code == 401
            assert httpx.get(url + "/", headers=BEARER).status_code == 404
            assert httpx.get(url + "/ops/stats", headers=BEARER).status_code == 200
            assert httpx.get(url + "/admin/stats", headers=BEARER).status_code == 404


# What changed.

STORED = {"semcache-sources": "kb/refunds@v17", "semcache-tags": "refunds"}
EVENTS: list[tuple[dict[str, Any], bool]] = [
    ({"source": "kb/refunds", "version": "v18"}, True),
    ({"source": "kb/refunds", "version": "v17"}, False),
    ({"source": "kb/refunds"}, True),
    ({"source": "kb/other", "version": "v18"}, False),
    ({"tag": "refunds"}, True),
    ({"tag": "other"}, False),
    ({"tenant": "local"}, True),
    ({"author": "local"}, True),
    ({"author": "name:other"}, False),
    ({"model": MODEL}, True),
    ({"model": "other"}, False),
    ({"policy": "test"}, True),
    ({"policy": "other"}, False),
    ({"older_than": "7d"}, False),
    ({"all": True}, True),
]


@pytest.mark.parametrize(("event", "ends"), EVENTS, ids=[str(event) for event, _ in EVENTS])
def test_the_next_request_hears_what_was_invalidated(event: dict[str, Any], ends: bool) -> None:
    # The question names no source, so that another version is not another question.
    with house(rule=changed(sources=(), tags=())) as found:
        found.chat(QUESTION, STORED)
        assert "; hit" in found.status(QUESTION, STORED)
        dry = found.admin("POST", "/invalidate", {**event, "dry_run": True})
        assert (dry.status_code, dry.json()["entries"], dry.json()["dry_run"]) == (200, int(ends), True)
        assert "; hit" in found.status(QUESTION, STORED)
        done = found.admin("POST", "/invalidate", event).json()
        assert (done["entries"], done["dry_run"], done["number"]) == (int(ends), False, 1)
        assert ("; hit" in found.status(QUESTION, STORED)) is not ends


def test_what_was_made_before_a_moment_goes() -> None:
    with house() as found:
        found.chat(QUESTION)
        found.setup.clock.offset = 600.0
        assert found.admin("POST", "/invalidate", {"older_than": "20m"}).json()["entries"] == 0
        assert found.admin("POST", "/invalidate", {"older_than": "5m"}).json()["entries"] == 1
        assert "detail=invalidated" in found.status(QUESTION)


def test_an_entry_goes_by_its_key_or_the_part_that_cache_status_shows() -> None:
    with house() as found:
        found.chat(QUESTION)
        hit = found.status(QUESTION)
        short = hit.split('key="')[1].split('"')[0]
        done = found.admin("POST", "/invalidate", {"entry": short}).json()
        assert done["entries"] == 1
        assert done["event"]["name"].startswith(short)
        assert len(done["event"]["name"]) == 64
        assert "detail=invalidated" in found.status(QUESTION)


@pytest.mark.parametrize(
    ("path", "body", "event"),
    [
        ("kb/refunds", b'{"version": "v18"}', {"id": "kb/refunds", "version": "v18", "kind": "source-is"}),
        ("kb%2Frefunds", b'{"version": "v18"}', {"id": "kb/refunds", "version": "v18", "kind": "source-is"}),
        ("kb/refunds?version=v18", b'{"ref": "refs/heads/main"}', {"id": "kb/refunds", "version": "v18"}),
        ("kb/refunds?version=v18", b"not even JSON", {"id": "kb/refunds", "version": "v18"}),
        ("kb/refunds", b"", {"touches": "source", "name": "kb/refunds", "kind": "changed"}),
        ("kb/refunds", b"{}", {"touches": "source", "name": "kb/refunds", "kind": "changed"}),
    ],
)
def test_a_source_is_told_by_its_path_and_by_a_webhook(path: str, body: bytes, event: dict[str, str]) -> None:
    with house() as found:
        found.chat(QUESTION, STORED)
        dry = found.admin("POST", f"/sources/{path}{'&' if '?' in path else '?'}dry_run=1", content=body)
        assert (dry.status_code, dry.json()["entries"]) == (200, 1)
        assert "; hit" in found.status(QUESTION, STORED)
        done = found.admin("POST", f"/sources/{path}", content=body).json()
        assert event.items() <= done["event"].items()
        assert done["entries"] == 1
        assert "; hit" not in found.status(QUESTION, STORED)


def test_the_audit_keeps_who_when_what_and_how_many() -> None:
    with house() as found:
        found.chat(QUESTION, STORED)
        found.admin("POST", "/sources/kb/refunds", {"version": "v18"})
        found.admin("POST", "/invalidate", {"tag": "other", "dry_run": True})
        found.admin("POST", "/invalidate", {"tag": "other"})
        newest, oldest = found.admin("GET", "/audit").json()["events"]
        now = found.setup.clock.now()
        assert now - 30 < oldest.pop("at") <= newest.pop("at") <= now
        assert newest == {
            "number": 2,
            "event": {"touches": "tag", "name": "other", "kind": "changed"},
            "who": "admin:127.0.0.1",
            "entries": 0,
        }
        assert oldest == {
            "number": 1,
            "event": {"id": "kb/refunds", "version": "v18", "kind": "source-is"},
            "who": "admin:127.0.0.1",
            "entries": 1,
        }
        assert [row["number"] for row in found.admin("GET", "/audit?limit=1").json()["events"]] == [2]


# The policy.

GOOD = """
name: ours
rules:
  - {name: everything, max-age: 5m, semantic: false}
"""
BAD = """
name: ours
rules:
  - {name: everything, max-age: never, semantics: false}
"""
FAILS = """
name: ours
rules:
  - {name: everything, max-age: 5m}
examples:
  - {stored: "What is 2+2?", asked: "What is 2+2?", age: 6m, expect: hit}
"""


def test_a_reload_takes_the_new_policy_and_its_rules_answers_only(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "semcache")
    path = tmp_path / "policy.yaml"
    path.write_text(GOOD)
    with house(str(path)) as found:
        found.chat(QUESTION)
        done = found.admin("POST", "/reload")
        assert (done.status_code, done.json()["policy"], list(done.json()["rules"])) == (200, "ours", ["everything"])
        assert found.status(QUESTION) == "semcache; fwd=miss; stored; detail=new"
        assert found.admin("GET", "/stats").json()["policy"] == {"name": "ours", "rules": done.json()["rules"]}
        assert "policy ours reloaded (admin:127.0.0.1): everything" in caplog.messages


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (BAD, ["expected a duration", "unknown key; did you mean semantic?"]),
        (FAILS, ["expected hit, got miss"]),
        ("a: [", ["not YAML"]),
        (None, ["no such policy file"]),
    ],
)
def test_a_reload_that_fails_says_all_that_is_wrong_and_keeps_the_old_policy(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, text: str | None, expected: list[str]
) -> None:
    path = tmp_path / "policy.yaml"
    if text is not None:
        path.write_text(text)
    with house(str(path)) as found:
        found.chat(QUESTION)
        failed = found.admin("POST", "/reload")
        assert failed.status_code == 422
        error = failed.json()["error"]
        assert error["remedy"] == "correct what `errors` names and try again; the old policy is in force"
        assert [
            part for part, one in zip(expected, error["errors"], strict=True) if part in one["expected"]
        ] == expected
        assert "; hit" in found.status(QUESTION)
        assert found.admin("GET", "/stats").json()["policy"]["name"] == "test"
        logged = [
            m for m in caplog.messages if m.startswith("policy not reloaded (admin:127.0.0.1), the old one stays")
        ]
        assert len(logged) == 1


# How it is.


def test_stats_count_answers_and_dollars_as_the_ledger_does() -> None:
    with house() as found:
        found.chat(QUESTION)
        found.chat(QUESTION)
        found.chat("What time is it now?")
        setup = found.setup
        saved = sum(row.saved or 0 for row in setup.answers)
        spent = sum(row.cost or 0 for row in setup.attempts)
        assert saved > 0
        assert found.admin("GET", "/stats").json() == {
            "entries": 1,
            "vectors": 1,
            "since_start": {
                "answers": 3,
                "hits": 1,
                "hit_ratio": 1 / 3,
                "collapsed": 0,
                "saved": str(saved),
                "taken_back": "0",
                "spent": str(spent),
                "unpriced": 0,
            },
            "parts": {"embedder": "ok", "index": "ok", "store": "ok"},
            "trust": {},
            "index": "ready",
            "unwritten": {"store": 0, "ledger": 0, "journal": 0, "labels": 0},
            "policy": {"name": "test", "rules": {"test": setup.engine.policy.rules[0].digest}},
            "workers": [{"worker": 0, "pid": os.getpid(), "answers": 3}],
            "silent_workers": 0,
        }


# Nonsense.

HOSTILE: list[tuple[str, str, bytes, int, str]] = [
    ("POST", "/invalidate", b"", 400, "the body is no JSON object"),
    ("POST", "/invalidate", b"{", 400, "not-json"),
    ("POST", "/invalidate", b"[]", 400, "not-an-object"),
    ("POST", "/invalidate", b'"source"', 400, "not-an-object"),
    ("POST", "/invalidate", b'{"tag": "a", "tag": "b"}', 400, "duplicate-key"),
    ("POST", "/invalidate", b'{"tag": "\xff"}', 400, "not-json"),
    ("POST", "/invalidate", b"[" * 100_000, 400, "the body is no JSON object"),
    ("POST", "/invalidate", b" " * (2 << 20), 413, "too large"),
    ("POST", "/invalidate", b"{}", 422, "expected one of source, tag,"),
    ("POST", "/invalidate", b'{"dry_run": true}', 422, "expected one of source, tag,"),
    ("POST", "/invalidate", b'{"dry_run": "yes", "all": true}', 422, "dry_run: expected true or false"),
    ("POST", "/invalidate", b'{"tag": "a", "model": "b"}', 422, "expected one of these, not all: tag, model"),
    ("POST", "/invalidate", b'{"tga": "a"}', 422, "unknown key 'tga'"),
    ("POST", "/invalidate", b'{"tag": ""}', 422, "tag is empty"),
    ("POST", "/invalidate", b'{"tag": null}', 422, "tag: expected text"),
    ("POST", "/invalidate", b'{"tag": ["a"]}', 422, "tag: expected text"),
    ("POST", "/invalidate", b'{"tag": 7}', 422, "tag: expected text"),
    ("POST", "/invalidate", b'{"tag": "' + b"a" * 5000 + b'"}', 422, "at most 1000"),
    ("POST", "/invalidate", b'{"tag": "a", "version": "1"}', 422, "version goes with source"),
    ("POST", "/invalidate", b'{"source": "a@v1"}', 422, "give the version by itself"),
    ("POST", "/invalidate", b'{"source": "a", "version": ""}', 422, "version is empty"),
    ("POST", "/invalidate", b'{"all": "yes"}', 422, "all: expected true"),
    ("POST", "/invalidate", b'{"all": false}', 422, "all: expected true"),
    ("POST", "/invalidate", b'{"entry": "xyz"}', 422, "expected a key, or 8 or more hex digits"),
    ("POST", "/invalidate", b'{"entry": "0123abcd"}', 422, "no entry begins so"),
    ("POST", "/invalidate", b'{"older_than": "soon"}', 422, "older_than soon: expected 30m"),
    ("POST", "/invalidate", b'{"older_than": "2999-01-01"}', 422, "is not in the past"),
    ("POST", "/invalidate", b'{"older_than": "99999999999d"}', 422, "older_than 99999999999d: expected"),
    ("POST", "/sources/", b'{"version": "v1"}', 422, "source is empty"),
    ("POST", "/sources/a@v1", b"", 422, "give the version by itself"),
    ("POST", "/sources/a?version=", b"", 422, "version is empty"),
    ("POST", "/sources/a?dry_run=perhaps", b"", 422, "dry_run: expected 1 or 0"),
    ("POST", "/sources/a?dryrun=1", b"", 422, "unknown parameter 'dryrun'"),
    ("POST", "/sources/a", b'{"verison": "v1"}', 422, "unknown key 'verison'"),
    ("POST", "/sources/a", b'{"version": 17}', 422, "version: expected text"),
    ("POST", "/sources/a", b"[]", 400, "not-an-object"),
    ("GET", "/audit?limit=0", b"", 422, "limit: expected a whole number"),
    ("GET", "/audit?limit=-1", b"", 422, "limit: expected a whole number"),
    ("GET", "/audit?limit=" + "9" * 5000, b"", 422, "limit: expected a whole number"),
    ("GET", "/audit?limit=%D9%A3", b"", 422, "limit: expected a whole number"),
    ("GET", "/explain/" + "x" * 3000, b"", 404, "is known"),
    ("GET", "/explain/%27%3B%20DROP%20TABLE", b"", 404, "is known"),
    ("POST", "/explain", b"{}", 422, "prompt: expected text"),
    ("POST", "/explain", b'{"prompt": "x"}', 422, "model: expected text"),
    ("POST", "/explain", b'{"prompt": 1, "model": "m"}', 422, "prompt: expected text"),
    ("POST", "/explain", b'{"prompt": "x", "model": ""}', 422, "no-model"),
    ("POST", "/explain", b'{"prompt": "x", "model": "m", "system": null}', 422, "system: expected text"),
    ("POST", "/explain", b'{"prompt": "x", "model": "m", "tenant": ""}', 422, "tenant: expected text"),
    ("POST", "/explain", b'{"prompt": "x", "request": {}}', 422, "request: expected a chat request"),
    ("POST", "/explain", b'{"request": "x"}', 422, "request: expected a chat request"),
    ("POST", "/explain", b'{"request": {"model": "m"}}', 422, "the request cannot be read"),
    ("POST", "/explain", b'{"request": {"model": "m", "messages": [7]}}', 422, "the request cannot be read"),
]


@pytest.mark.parametrize(("method", "path", "body", "status", "said"), HOSTILE, ids=range(len(HOSTILE)))
def test_nonsense_is_refused_in_one_way_and_changes_nothing(
    shared: House, method: str, path: str, body: bytes, status: int, said: str
) -> None:
    found = shared.admin(method, path, content=body)
    assert found.status_code == status
    error = found.json()["error"]
    assert set(error) == {"message", "remedy"}
    assert said in error["message"]
    assert error["remedy"]
    assert "Traceback" not in found.text
    assert shared.admin("GET", "/audit").json() == {"events": []}


class Broken(MemoryStore):
    async def world(self) -> Any:
        raise StoreFault("the disk is gone")

    async def announce(self, *_: Any) -> Any:
        raise StoreFault("the disk is gone")

    async def count_gone(self, *_: Any) -> Any:
        raise RuntimeError("a mistake, with a secret in it")


def test_trouble_is_503_and_a_mistake_500_without_its_words() -> None:
    with house(parts={"store": Broken()}) as found:
        trouble = found.admin("POST", "/invalidate", {"all": True})
        assert (trouble.status_code, trouble.json()["error"]["message"]) == (503, "the disk is gone")
        mistake = found.admin("POST", "/invalidate", {"all": True, "dry_run": True})
        assert (mistake.status_code, mistake.json()["error"]["message"]) == (500, "semcache made a mistake")
        assert "secret" not in mistake.text


def test_an_admins_client_that_leaves_harms_nothing(shared: House) -> None:
    host, port = shared.setup.url.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port))) as client:
        head = ["POST /admin/invalidate HTTP/1.1", "host: x", f"authorization: Bearer {TOKEN}", "content-length: 99"]
        client.sendall("\r\n".join([*head, "", "{"]).encode())
    assert shared.admin("GET", "/stats").status_code == 200


def test_a_rule_that_shares_with_everyone_is_invalidated_by_its_author() -> None:
    with house(rule=changed(share=Share.EVERYONE), callers_are_verified=False) as found:
        found.chat(QUESTION, {"authorization": "Bearer sk-one"})
        assert "; hit" in found.status(QUESTION, {"authorization": "Bearer sk-two"})
        author = found.setup.answers[0].tenant
        assert found.admin("POST", "/invalidate", {"tenant": author}).json()["entries"] == 0
        assert found.admin("POST", "/invalidate", {"author": author}).json()["entries"] == 1
        assert "detail=invalidated" in found.status(QUESTION, {"authorization": "Bearer sk-two"})


def test_the_admin_token_never_goes_upstream() -> None:
    with house() as found, httpx.Client(base_url=found.setup.url, headers=BEARER) as http:
        for path in ("//admin/audit", "/Admin/audit", "/v1/models"):
            assert http.get(path).status_code == 404
        assert found.setup.upstream.calls == []
