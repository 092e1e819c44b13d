"""Where a Redis store is, as settings write it: a URL, whose password is never shown."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated
from urllib.parse import quote, unquote, urlsplit

from pydantic import BeforeValidator, SecretStr

from semcache.fields import Expected, file_or_url, is_loopback

EXPECTED = (
    "a file, or redis://HOST:PORT/DB, rediss:// with TLS, unix://PATH, redis+cluster://HOST:PORT,HOST:PORT or "
    "redis+sentinel://HOST:PORT,HOST:PORT/NAME"
)


class Topology(StrEnum):
    SINGLE = ""
    CLUSTER = "cluster"
    SENTINEL = "sentinel"


_PORTS = {Topology.SINGLE: 6379, Topology.CLUSTER: 6379, Topology.SENTINEL: 26379}


@dataclass(frozen=True, slots=True)
class RedisUrl:
    """A server, a cluster's nodes, or the sentinels that know where the server is."""

    topology: Topology
    hosts: tuple[tuple[str, int], ...] = ()
    socket: str = ""
    """The path of a Unix socket, instead of hosts."""
    service: str = ""
    """The name under which sentinels know the server."""
    db: int = 0
    tls: bool = False
    user: str = ""
    password: SecretStr | None = None

    def __str__(self) -> str:
        """As a URL, without its password."""
        scheme = "unix" if self.socket else "rediss" if self.tls else "redis"
        kind = f"+{self.topology}" if self.topology else ""
        user = f"{quote(self.user)}@" if self.user else ""
        where = self.socket or ",".join(
            f"[{host}]:{port}" if ":" in host else f"{host}:{port}" for host, port in self.hosts
        )
        path = f"/{self.service}" if self.service else ""
        return f"{scheme}{kind}://{user}{where}{path}" + (f"/{self.db}" if self.db and not self.socket else "")

    @property
    def is_local(self) -> bool:
        """Whether nothing leaves this machine."""
        return bool(self.socket) or all(map(is_loopback, (host for host, _ in self.hosts)))


def parse_redis_url(text: str) -> RedisUrl:
    """An Expected, which shows nothing of the text, for what is none."""
    try:
        return _parsed(text.strip())
    except (ValueError, IndexError):
        raise Expected(EXPECTED, show=False) from None


def _parsed(text: str) -> RedisUrl:
    parts = urlsplit(text)
    scheme, _, kind = parts.scheme.partition("+")
    topology = Topology(kind)
    credentials, _, where = parts.netloc.rpartition("@")
    user, _, password = (unquote(part) for part in credentials.partition(":"))
    secret = SecretStr(password) if password else None
    if parts.query or parts.fragment or not text.isprintable() or " " in text:
        raise ValueError
    if scheme == "unix" and not topology and not where and parts.path.strip("/"):
        return RedisUrl(topology, socket=unquote(parts.path), user=user, password=secret)
    if scheme not in ("redis", "rediss"):
        raise ValueError
    hosts = tuple(_host(one, _PORTS[topology]) for one in where.split(","))
    steps = [unquote(step) for step in parts.path.split("/") if step]
    service = steps.pop(0) if topology is Topology.SENTINEL else ""
    db = int(steps.pop(0)) if steps else 0
    if steps or db < 0 or (db and topology is Topology.CLUSTER) or (len(hosts) > 1 and not topology):
        raise ValueError
    return RedisUrl(topology, hosts, "", service, db, scheme == "rediss", user, secret)


def _host(text: str, port: int) -> tuple[str, int]:
    parts = urlsplit(f"//{text}")
    if not parts.hostname or parts.path or "@" in text:
        raise ValueError
    return parts.hostname, parts.port or port


def _store(value: object) -> Path | RedisUrl:
    return file_or_url(value, RedisUrl, parse_redis_url, EXPECTED)


StorePlace = Annotated[Path | RedisUrl, BeforeValidator(_store)]
