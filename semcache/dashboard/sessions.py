"""Who is logged in to the dashboard. A session is a random id in a browser's cookie; the admin token is in neither."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from semcache.family import SessionNews

COOKIE = "semcache-dashboard"
CSRF = "semcache-csrf"
"""The header that proves that a request is our own page's: another site's can send a cookie, but not read this."""
LASTS = 8 * 3600.0
"""Seconds, whatever is done with it."""
MOST = 100
"""Sessions at once; the oldest ends first."""


@dataclass(frozen=True, slots=True)
class Session:
    """One browser that presented the token."""

    csrf: str
    ends: float
    """Seconds since the epoch."""

    def wrote(self, csrf: str) -> bool:
        """Whether this comes from a page of this session. How long this takes says nothing about it."""
        return hmac.compare_digest(self.csrf.encode(), csrf.encode())


class Sessions:
    """All of them, in memory: a restart ends them. Ids are kept as digests, so that no lookup's time tells of one."""

    def __init__(self) -> None:
        self._open: dict[str, Session] = {}

    def begin(self, now: float) -> tuple[str, SessionNews]:
        """The id for the cookie of a new session, and what other processes must know of it."""
        self._open = {id: one for id, one in self._open.items() if one.ends > now}
        id = secrets.token_urlsafe(32)
        news = SessionNews(_digest(id), secrets.token_urlsafe(32), now + LASTS)
        self.hear(news)
        return id, news

    def hear(self, news: SessionNews) -> None:
        """A session that another process began or ended."""
        self._open.pop(news.id, None)
        if news.csrf:
            while len(self._open) >= MOST:
                del self._open[next(iter(self._open))]
            self._open[news.id] = Session(news.csrf, news.ends)

    def find(self, id: str, now: float) -> Session | None:
        session = self._open.get(_digest(id))
        return session if session is not None and session.ends > now else None

    def end(self, id: str) -> SessionNews:
        news = SessionNews(_digest(id))
        self.hear(news)
        return news


def _digest(id: str) -> str:
    return hashlib.sha256(id.encode("utf-8", "surrogatepass")).hexdigest()


def comes_from_elsewhere(headers: Mapping[str, str]) -> bool:
    """Whether a browser says that another site's page made this request; header names are in lower case.

    Browsers send Sec-Fetch-Site where the page is secure or local, and Origin with every POST.
    """
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site not in ("same-origin", "none")
    origin = headers.get("origin")
    return origin is not None and urlsplit(origin).netloc.lower() != headers.get("host", "").lower()
