"""The dashboard over real sockets: who gets in, what the page holds, what its stream sends, and what it will not do."""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Iterator

import httpx
import pytest

from semcache.dashboard.sessions import COOKIE, LASTS, MOST, Sessions, comes_from_elsewhere
from tests.gateway.admin_house import BEARER, TOKEN, House, house
from tests.harness import wait_until

HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>{} \u202egnp.exe\x1b[2J"


@pytest.fixture
def home() -> Iterator[House]:
    with house() as one:
        yield one


def browser(home: House) -> httpx.Client:
    """With the cookies that it is given."""
    return httpx.Client(base_url=home.setup.url, timeout=20)


@contextlib.contextmanager
def logged_in(home: House) -> Iterator[tuple[httpx.Client, str]]:
    """A browser, and what its page proves itself with."""
    with browser(home) as client:
        done = client.post("/dashboard/login", data={"token": TOKEN})
        assert (done.status_code, done.headers["location"]) == (303, "/dashboard")
        found = re.search(r'data-csrf="([^"]+)"', client.get("/dashboard").text)
        assert found is not None
        yield client, found[1]


def test_without_a_session_there_is_the_form_to_log_in_and_nothing_else(home: House) -> None:
    home.chat("How long do refunds take?")
    with browser(home) as client:
        page = client.get("/dashboard")
        assert page.status_code == 401
        assert "Admin token" in page.text
        assert "test-model" not in page.text
        assert client.get("/dashboard/explain/x").status_code == 401
        assert client.get("/dashboard/events").status_code == 401
        assert client.post("/dashboard/invalidate", json={"all": True}).status_code == 401
        assert client.post("/dashboard/feedback", json={}).status_code == 401
        assert client.get("/dashboard", headers={"cookie": f"{COOKIE}={TOKEN}"}).status_code == 401
    assert home.status("How long do refunds take?").startswith("semcache; hit")


@pytest.mark.parametrize("said", ["", "wrong", TOKEN[:-1], TOKEN + "x", "\ufffd\x00"])
def test_a_wrong_token_opens_nothing(home: House, said: str) -> None:
    with browser(home) as client:
        done = client.post("/dashboard/login", data={"token": said})
        assert done.status_code == 401
        assert "This is not the admin token" in done.text
        assert "set-cookie" not in done.headers


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites_and_is_not_the_token(home: House) -> None:
    with browser(home) as client:
        done = client.post("/dashboard/login", data={"token": TOKEN}, headers={"origin": home.setup.url})
        cookie = done.headers["set-cookie"]
        assert "HttpOnly" in cookie
        assert "SameSite=strict" in cookie
        assert "Path=/dashboard" in cookie
        assert "Secure" not in cookie
        page = client.get("/dashboard")
        assert TOKEN not in cookie + page.text + str(page.headers)
        assert "nonce-" in page.headers["content-security-policy"]
        assert "unsafe" not in page.headers["content-security-policy"]
        assert page.headers["cache-control"] == "no-store"


def test_a_cookie_given_over_https_stays_there(home: House) -> None:
    with browser(home) as client:
        headers = {"origin": "https://cache.example", "host": "cache.example"}
        done = client.post("/dashboard/login", data={"token": TOKEN}, headers=headers)
        assert "Secure" in done.headers["set-cookie"]


@pytest.mark.parametrize("headers", [{"origin": "https://evil.example"}, {"sec-fetch-site": "cross-site"}])
def test_another_site_cannot_log_a_browser_in(home: House, headers: dict[str, str]) -> None:
    with browser(home) as client:
        assert client.post("/dashboard/login", data={"token": TOKEN}, headers=headers).status_code == 403


def test_a_session_ends_by_itself(home: House) -> None:
    with logged_in(home) as (client, csrf):
        assert client.get("/dashboard").status_code == 200
        home.setup.clock.offset = LASTS + 1
        assert client.get("/dashboard").status_code == 401
        refused = client.post("/dashboard/invalidate", json={"all": True}, headers={"semcache-csrf": csrf})
        assert refused.status_code == 401


def test_logging_out_ends_the_session_everywhere(home: House) -> None:
    with logged_in(home) as (client, csrf):
        id = client.cookies[COOKIE]
        assert client.post("/dashboard/logout", data={"csrf": "guessed"}).status_code == 403
        assert client.post("/dashboard/logout", data={"csrf": csrf}).status_code == 303
        assert client.get("/dashboard", headers={"cookie": f"{COOKIE}={id}"}).status_code == 401


@pytest.mark.parametrize(
    "headers", [{}, {"semcache-csrf": "guessed"}, {"origin": "https://evil.example"}, {"sec-fetch-site": "same-site"}]
)
def test_what_another_site_sends_with_our_cookie_changes_nothing(home: House, headers: dict[str, str]) -> None:
    home.chat("How long do refunds take?")
    with logged_in(home) as (client, csrf):
        if "origin" in headers or "sec-fetch-site" in headers:
            headers = {**headers, "semcache-csrf": csrf}
        refused = client.post("/dashboard/invalidate", json={"all": True}, headers=headers)
        assert refused.status_code == 403
    assert home.status("How long do refunds take?").startswith("semcache; hit")


def test_the_page_invalidates_and_takes_feedback_as_the_admin_api_does(home: House) -> None:
    home.chat("How long do refunds take?")
    hit = home.chat("How long do refunds take?")
    with logged_in(home) as (client, csrf):
        client.headers["semcache-csrf"] = csrf
        assert client.post("/dashboard/invalidate", json={"all": True, "dry_run": True}).json()["entries"] == 1
        assert home.status("How long do refunds take?").startswith("semcache; hit")
        id = hit.headers["semcache-request-id"]
        assert wait_until(lambda: "It was wrong" in client.get(f"/dashboard/explain/{id}").text)
        given = client.post("/dashboard/feedback", json={"request_id": id, "verdict": "wrong"})
        assert given.json()["evicted"] is True
        assert not home.status("How long do refunds take?").startswith("semcache; hit")
        assert client.post("/dashboard/invalidate", json={"all": True}).json()["dry_run"] is False
        assert home.admin("GET", "/audit").json()["events"][0]["who"].startswith("admin:")


def test_the_bearer_token_opens_the_api_as_before_and_the_session_does_not(home: House) -> None:
    with logged_in(home) as (client, _):
        assert home.admin("GET", "/stats").status_code == 200
        assert client.get("/admin/stats").status_code == 401
        assert client.get("/dashboard", headers={**BEARER, "cookie": ""}).status_code == 401


def test_the_stream_sends_each_part_once_and_then_what_changed(home: House) -> None:
    parts: dict[str, str] = {}
    with logged_in(home) as (client, _), client.stream("GET", "/dashboard/events") as stream:
        assert stream.headers["content-type"].startswith("text/event-stream")
        asked = False
        for line in stream.iter_lines():
            if not line.startswith("data: "):
                continue
            event = json.loads(line.removeprefix("data: "))
            assert set(event) == {"id", "html"}
            parts[event["id"]] = event["html"]
            if len(parts) == 7 and not asked:
                asked = True
                assert "Nobody has asked" in parts["latest"]
                home.chat("How long do refunds take?")
            if "test-model" in parts.get("latest", ""):
                break
    assert set(parts) == {"parts", "money", "answers", "stages", "upstreams", "trust", "latest"}


def test_a_stream_ends_with_its_session(home: House) -> None:
    with logged_in(home) as (client, _), client.stream("GET", "/dashboard/events") as stream:
        for line in stream.iter_lines():
            if line.startswith("data:"):
                home.setup.clock.offset = LASTS + 1
            if line == "event: end":
                break
        else:
            pytest.fail("the stream ended without a word")


def test_nothing_that_clients_send_is_markup(home: House) -> None:
    home.chat(HOSTILE, model=HOSTILE, headers={"authorization": f"Bearer {'<b>key</b>'}"})
    with logged_in(home) as (client, _):
        assert wait_until(lambda: "&lt;script" in client.get("/dashboard").text)
        page = client.get("/dashboard").text
        id = re.search(r"/dashboard/explain/([\w-]+)", page)
        assert id is not None
        assert wait_until(lambda: "&lt;script" in client.get(id[0]).text)
        for text in (page, client.get(id[0]).text):
            body = text.split("<script nonce")[0].split("</style>")[1]
            for bad in ("<script", "<img", "<b>key", "\u202e", "\x1b"):
                assert bad not in body


def test_a_request_that_nobody_knows_is_said_to_be_so(home: House) -> None:
    with logged_in(home) as (client, _):
        page = client.get("/dashboard/explain/<b>nothing")
        assert "is known" in page.text
        assert "<b>nothing" not in page.text


def test_the_latest_decisions_are_bounded(home: House) -> None:
    for number in range(3):
        home.chat(f"Question {number}", model="m" * 100_000)
    latest = home.setup.engine.books.latest
    assert wait_until(lambda: len(latest) == 3)
    assert latest.maxlen == 100
    assert max(len(one.model) for one in latest) == 120


def test_of_too_many_sessions_the_oldest_ends() -> None:
    sessions = Sessions()
    ids = [sessions.begin(float(number))[0] for number in range(MOST + 1)]
    assert sessions.find(ids[0], 200.0) is None
    assert sessions.find(ids[1], 200.0) is not None
    assert len(set(ids)) == MOST + 1


@pytest.mark.parametrize(
    ("headers", "elsewhere"),
    [
        ({}, False),
        ({"host": "a:1", "origin": "http://a:1"}, False),
        ({"host": "a:1", "origin": "http://a:2"}, True),
        ({"host": "a:1", "origin": "null"}, True),
        ({"host": "a", "origin": "https://b", "sec-fetch-site": "same-origin"}, False),
        ({"host": "a", "origin": "https://a", "sec-fetch-site": "same-site"}, True),
        ({"sec-fetch-site": "none"}, False),
    ],
)
def test_a_browser_says_where_a_request_comes_from(headers: dict[str, str], elsewhere: bool) -> None:
    assert comes_from_elsewhere(headers) is elsewhere
