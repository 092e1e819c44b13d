"""Where a PostgreSQL ledger is, as settings write it: a URL, whose password is never shown."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit, urlunsplit

from pydantic import BeforeValidator, SecretStr

from semcache.fields import Expected, file_or_url, is_loopback

EXPECTED = "a file, or postgresql://USER@HOST:PORT/DATABASE"
WITH_TLS = frozenset({"require", "verify-ca", "verify-full"})
"""Values of sslmode that never send anything in the clear."""


@dataclass(frozen=True, slots=True)
class PostgresUrl:
    """A database on one server, or on several that stand in for each other."""

    url: str
    """As libpq takes it, without the password."""
    hosts: tuple[str, ...] = ()
    """Names, addresses, and folders of Unix sockets; none is the usual socket of this machine."""
    sslmode: str = ""
    """"" where it is not said."""
    password: SecretStr | None = None

    def __str__(self) -> str:
        return self.url

    @property
    def is_local(self) -> bool:
        """Whether nothing leaves this machine."""
        return all(host.startswith(("/", "@")) or is_loopback(host) for host in self.hosts)


def without_tls(url: PostgresUrl, allow_insecure: bool) -> str:
    """What is wrong with a URL that lets rows leave this machine in the clear; "" when nothing is. One that does not
    say its sslmode is not wrong: it is connected to with TLS or not at all."""
    if url.is_local or allow_insecure or not url.sslmode or url.sslmode in WITH_TLS:
        return ""
    return (
        f"a PostgreSQL on another machine with sslmode={url.sslmode}, which may go without TLS; write "
        "sslmode=verify-full or require, or set allow-insecure: true"
    )


def parse_postgres_url(text: str) -> PostgresUrl:
    """An Expected, which shows nothing of the text, for what is none."""
    try:
        return _parsed(text.strip())
    except (ValueError, IndexError):
        raise Expected(EXPECTED, show=False) from None


def _parsed(text: str) -> PostgresUrl:
    parts = urlsplit(text)
    if parts.scheme not in ("postgresql", "postgres") or parts.fragment or not text.isprintable() or " " in text:
        raise ValueError
    credentials, _, where = parts.netloc.rpartition("@")
    user, _, password = credentials.partition(":")
    # libpq takes a plus for what it is.
    query = parts.query.replace("+", "%2B")
    options = dict(parse_qsl(query, keep_blank_values=True, strict_parsing=True)) if query else {}
    if "sslpassword" in options:
        raise ValueError
    password = options.pop("password", "") or unquote(password)
    named = [*where.split(","), *options.get("host", "").split(","), *options.get("hostaddr", "").split(",")]
    hosts = tuple(_host(one) for one in named if one)
    options_shown = urlencode(options, quote_via=quote)
    shown = urlunsplit(("postgresql", f"{user}@{where}" if user else where, parts.path, options_shown, ""))
    if not parts.netloc:  # which urlunsplit takes for a path alone
        shown = f"postgresql://{shown.partition(':')[2].removeprefix('//')}"
    return PostgresUrl(shown, hosts, options.get("sslmode", ""), SecretStr(password) if password else None)


def _host(text: str) -> str:
    text = unquote(text)
    if text.startswith("/") or (text.count(":") > 1 and not text.startswith("[")):
        return text
    parts = urlsplit(f"//{text}")
    if parts.port == 0:
        raise ValueError
    return parts.hostname or "localhost"


def parse_place(value: object) -> Path | PostgresUrl:
    """An Expected for what is neither."""
    return file_or_url(value, PostgresUrl, parse_postgres_url, EXPECTED)


LedgerPlace = Annotated[Path | PostgresUrl, BeforeValidator(parse_place)]
