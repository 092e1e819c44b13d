"""Whole pages: style and script stand in them, under a nonce, so that nothing else is asked for."""

from __future__ import annotations

import functools
import secrets
from collections.abc import Mapping
from importlib import resources

from starlette.responses import Response

from semcache.dashboard.markup import Html, html, joined
from semcache.invalidation import CHOICES

_HEADERS = {
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    # With no referrer at all, browsers would hide the Origin of our own forms.
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}
_TITLES = (
    ("answers", "Answers today", ""),
    ("stages", "Latency by stage", ""),
    ("upstreams", "Upstreams", "wide"),
    ("trust", "Trust in the rules", "wide"),
    ("latest", "Latest decisions", "wide"),
)


@functools.cache
def _file(name: str) -> Html:
    """One of our own, which is trusted as it is."""
    return Html(resources.files(__package__).joinpath(name).read_text(encoding="utf-8"))


def _page(title: str, body: Html, status: int = 200, script: bool = True) -> Response:
    nonce = secrets.token_urlsafe(16)
    policy = (
        f"default-src 'none'; style-src 'nonce-{nonce}'; script-src 'nonce-{nonce}'; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
    page = html(
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{}</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" '
        'content="light dark"><style nonce="{}">{}</style></head><body>{}{}</body></html>',
        title, nonce, _file("dashboard.css"), body,
        html('<script nonce="{}">{}</script>', nonce, _file("dashboard.js")) if script else html(""),
    )  # fmt: skip
    headers = {**_HEADERS, "content-security-policy": policy}
    return Response(page, status, headers, "text/html; charset=utf-8")


def login_page(path: str, complaint: str = "", status: int = 401) -> Response:
    told = html('<p role="alert" class="alert">{}</p>', complaint) if complaint else html("")
    body = html(
        '<main class="login"><h1>semcache</h1><form method="post" action="{}/login">{}'
        '<label for="token">Admin token</label><input id="token" name="token" type="password" required autofocus '
        'autocomplete="current-password"><button class="primary">Open the dashboard</button>'
        '<p class="note">What <code>SEMCACHE_ADMIN_TOKEN</code> holds. It is sent once, and not kept in the '
        "browser.</p></form></main>",
        path, told,
    )  # fmt: skip
    return _page("semcache: log in", body, status, script=False)


def dashboard_page(path: str, csrf: str, panels: Mapping[str, Html]) -> Response:
    sections = joined(
        html(
            '<section class="card {}" aria-labelledby="t-{}"><h2 id="t-{}">{}</h2><div id="{}" class="{}">{}</div>'
            "</section>",
            kind, id, id, title, id, "scroll" if id in ("upstreams", "trust", "stages") else "", panels[id],
        )
        for id, title, kind in _TITLES
    )  # fmt: skip
    body = html(
        '<header><h1>semcache</h1><ul id="parts">{}</ul>{}{}</header>'
        '<main data-path="{}" data-csrf="{}"><dl id="money" aria-label="Dollars">{}</dl>{}{}</main>{}',
        panels["parts"],
        html('<span id="live" role="status">connecting…</span>'),
        html('<form method="post" action="{}/logout"><input type="hidden" name="csrf" value="{}">'
             '<button>Log out</button></form>', path, csrf),
        path, csrf, panels["money"], sections, _invalidate(), _DIALOGS,
    )  # fmt: skip
    return _page("semcache", body)


def decision_page(path: str, csrf: str, found: Html) -> Response:
    """The same as the page shows in a dialog, for a link of its own."""
    body = html(
        '<header><h1><a href="{}">semcache</a></h1></header><main data-path="{}" data-csrf="{}">'
        '<section class="card wide">{}</section></main>{}',
        path, path, csrf, found, _DIALOGS,
    )  # fmt: skip
    return _page("semcache: one decision", body)


def fragment(found: Html, status: int = 200) -> Response:
    return Response(found, status, {**_HEADERS, "content-security-policy": "default-src 'none'"}, "text/html")


def _invalidate() -> Html:
    options = joined(html('<option value="{}">{}</option>', one, one.replace("_", " ")) for one in CHOICES)
    return html(
        '<section class="card wide" aria-labelledby="t-invalidate"><h2 id="t-invalidate">Invalidate</h2>'
        '<form id="invalidate"><label>What changed <select name="what">{}</select></label>'
        '<label class="grow">Which one <input name="name" autocomplete="off" spellcheck="false"></label>'
        '<label id="version">Its version now <input name="version" autocomplete="off" placeholder="any change">'
        "</label><button>Count the answers…</button></form>"
        '<p class="note">Nothing changes before you have seen how many stored answers it would end.</p></section>',
        options,
    )


_DIALOGS = Html(
    '<dialog id="why" aria-labelledby="why-title"><form method="dialog"><button aria-label="Close">✕</button></form>'
    '<div id="why-body"></div></dialog>'
    '<dialog id="sure" aria-labelledby="sure-title"><h2 id="sure-title"></h2><p id="sure-text"></p>'
    '<form method="dialog" class="actions"><button value="no">Cancel</button>'
    '<button value="yes" id="sure-yes" class="danger"></button></form></dialog>'
    '<p id="told" role="status" aria-live="polite" popover="manual"></p>'
)
