"""Commands to a Redis, whichever way it is set up: a server, a cluster, or a server that sentinels know."""

from __future__ import annotations

import asyncio
import logging
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from semcache.errors import StoreFault, UsageError
from semcache.redisurl import RedisUrl, Topology

if TYPE_CHECKING:
    from redis.asyncio import ConnectionPool, Redis, RedisCluster
    from redis.asyncio.connection import AbstractConnection

log = logging.getLogger("semcache")

Argument = str | bytes | int | float
Command = tuple[Argument, ...]

AT_ONCE = 32
"""Connections to a server; whoever comes then waits for one."""
CONNECT_SECONDS = 1.0
STALL_SECONDS = 0.1
"""By which a timer must be late to say that this process did not run."""
ALLOW_OOM = "#!lua flags=allow-oom\n"
"""Before a script that must run where Redis takes no more data; not known before Redis 7."""


class StoodStill(StoreFault):
    """It was this process that took too long: it was stopped, or had no processor."""


class Client:
    """Sends commands. All trouble is a StoreFault, and none of it shows a password.

    redis-py pools connections too, but one that was given back while a reply was still under way gave it to whoever
    came next, more than once in its history. Here a connection is used again only after every reply to it was read;
    all else, a caller that is cancelled included, drops it.
    """

    def __init__(self, url: RedisUrl) -> None:
        """Makes no connection yet."""
        self.url = url
        self._idle: list[AbstractConnection] = []
        self._places: defaultdict[str, asyncio.Semaphore] = defaultdict(lambda: asyncio.Semaphore(AT_ONCE))
        """At each node of a cluster, so that one that does not answer keeps nobody from the others."""
        self._pool: ConnectionPool | None = None
        self._cluster: RedisCluster | None = None
        self._sentinels: list[Redis] = []
        self._prelude = ALLOW_OOM
        self.connections = 0
        """Open or being opened, where there is no cluster."""
        try:
            if url.topology is Topology.CLUSTER:
                self._cluster = _cluster(url)
            else:
                self._pool, self._sentinels = _pool(url)
        except ImportError:
            raise UsageError("a store in Redis needs redis-py: pip install 'semcache-llm[redis]'") from None

    async def do(self, *command: Argument, seconds: float) -> Any:
        """The reply to one command."""
        return (await self.run([command], seconds))[0]

    async def run(self, commands: Sequence[Command], seconds: float) -> list[Any]:
        """The replies to commands that are carried out one after another. An error among them is a StoreFault."""
        replies = await self._within(seconds, self._in_order(commands))
        for reply in replies:
            if isinstance(reply, Exception):
                raise self.fault(reply)
        return replies

    async def each(self, commands: Sequence[Command], seconds: float) -> list[Any]:
        """The replies to commands on different keys, in any order; one that was refused has an Exception."""
        if self._cluster is None or len(commands) < 2:
            return await self._within(seconds, self._in_order(commands))
        return await self._within(seconds, _gathered([self._in_order([command]) for command in commands]))

    async def script(self, text: str, key: str, *arguments: Argument, seconds: float) -> Any:
        """What the script returns for this key. It also runs where Redis takes no more data."""
        return (await self.run([self.eval(text, key, *arguments)], seconds))[0]

    def eval(self, text: str, key: str, *arguments: Argument) -> Command:
        """The command for a script that also runs where Redis takes no more data."""
        return ("EVAL", self._prelude + text, 1, key, *arguments)

    def nodes(self, *keys: str) -> tuple[str, ...]:
        """Where these keys are; the same for all while that is not known, and where there is no cluster."""
        return tuple(map(self._node, keys))

    def _node(self, key: Argument) -> str:
        from redis.exceptions import RedisClusterException

        if self._cluster is None:
            return ""
        try:
            slot = self._cluster.keyslot(key)
            return str(self._cluster.nodes_manager.get_node_from_slot(slot).name)
        except (LookupError, RedisClusterException):
            return ""

    async def drop_idle(self) -> None:
        """The next commands go through new connections, wherever the name leads then."""
        idle, self._idle = self._idle, []
        for connection in idle:
            await self._dropped(connection)

    async def close(self) -> None:
        await self.drop_idle()
        for one in (self._cluster, *self._sentinels):
            try:
                if one is not None:
                    await one.aclose()
            except Exception as error:
                log.debug("closing: %s", type(error).__name__)

    @contextmanager
    def reading(self) -> Iterator[None]:
        """What a server that is none of ours replies may break whoever reads it: that is a StoreFault, too."""
        try:
            yield
        except (TypeError, ValueError, LookupError, AttributeError) as error:
            raise self.fault(error) from error

    async def _within(self, seconds: float, work: Any) -> list[Any]:
        until = time.monotonic() + seconds
        task = asyncio.current_task()
        before = 0 if task is None else task.cancelling()
        try:
            async with asyncio.timeout(seconds):
                return await work  # type: ignore[no-any-return]
        except TimeoutError:
            if time.monotonic() - until > STALL_SECONDS:
                raise StoodStill(f"this process stood still while {self.url} may have answered") from None
            raise StoreFault(f"{self.url} has not answered within {seconds * 1000:.0f} ms") from None
        except StoreFault:
            raise
        # What a server that is none of ours sends may break anything in the client.
        except Exception as error:
            raise self.fault(error) from None
        finally:
            # Whoever cancels waits for the end; the client, when it looks for a primary, may take it for trouble.
            if task is not None and task.cancelling() > before:
                raise asyncio.CancelledError

    async def _in_order(self, commands: Sequence[Command]) -> list[Any]:
        if not commands:
            return []
        replies = await self._sent(commands)
        if self._prelude and any(_knows_no_flags(reply) for reply in replies):
            old = self._prelude
            self._prelude = ""
            replies = await self._sent([_without(command, old) for command in commands])
        return replies

    async def _sent(self, commands: Sequence[Command]) -> list[Any]:
        if self._cluster is not None:
            return [await self._spread(self._cluster, command) for command in commands]
        async with self._places[""]:
            return await self._sent_together(commands)

    async def _spread(self, cluster: RedisCluster, command: Command) -> Any:
        async with self._places[self._node(_key_of(command))]:
            return await _answered(cluster.execute_command(*command))

    async def _sent_together(self, commands: Sequence[Command]) -> list[Any]:
        was_idle = bool(self._idle)
        try:
            return await self._through(self._idle.pop() if was_idle else self._new(), commands)
        except (ConnectionError, EOFError, _connection_error()):
            if not was_idle:
                raise
        # The server closed it while nobody looked.
        return await self._through(self._new(), commands)

    def _new(self) -> AbstractConnection:
        assert self._pool is not None
        self.connections += 1
        connection: AbstractConnection = self._pool.make_connection()  # type: ignore[no-untyped-call]
        return connection

    async def _through(self, connection: AbstractConnection, commands: Sequence[Command]) -> list[Any]:
        idle = self._idle
        try:
            if not connection.is_connected:
                await connection.connect()  # type: ignore[no-untyped-call]
            await connection.send_packed_command(connection.pack_commands(commands), check_health=False)
            replies = [await _answered(connection.read_response()) for _ in commands]
        except BaseException:
            await self._dropped(connection)
            raise
        if idle is self._idle:
            idle.append(connection)
        else:  # dropped meanwhile: it may lead elsewhere than the name does now
            await self._dropped(connection)
        return replies

    async def _dropped(self, connection: AbstractConnection) -> None:
        self.connections -= 1
        try:
            await connection.disconnect(nowait=True)
        except Exception as error:
            log.debug("disconnecting: %s", type(error).__name__)

    def fault(self, error: Exception) -> StoreFault:
        said = f"{type(error).__name__}: {error}"
        if self.url.password is not None:
            said = said.replace(self.url.password.get_secret_value(), "...")
        return StoreFault(f"{self.url}: {said[:300]}")


async def _answered(reply: Any) -> Any:
    """A reply, or the error that the server replied with."""
    from redis.exceptions import ConnectionError, ResponseError

    try:
        return await reply
    except ResponseError as error:
        return error
    except ConnectionError as error:
        # redis-py takes LOADING and the like for trouble of the connection; then it was a reply all the same.
        if isinstance(error, _busy_errors()):
            return error
        raise


async def _gathered(works: Sequence[Any]) -> list[Any]:
    # No TaskGroup: in Python 3.11 one whose member fails leaves its caller looking as if somebody had cancelled it.
    tasks = [asyncio.create_task(work) for work in works]
    try:
        return [reply for (reply,) in await asyncio.gather(*tasks)]
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def _busy_errors() -> tuple[type[Exception], ...]:
    from redis.exceptions import BusyLoadingError, MaxConnectionsError

    return BusyLoadingError, MaxConnectionsError


def _connection_error() -> type[Exception]:
    from redis.exceptions import ConnectionError

    return ConnectionError


def _knows_no_flags(reply: Any) -> bool:
    return isinstance(reply, Exception) and "ompiling script" in str(reply)


def _key_of(command: Command) -> Argument:
    if command[0] == "EVAL":
        return command[3]
    if command[0] == "XREAD":
        return command[command.index("STREAMS") + 1]
    return command[1] if len(command) > 1 else ""


def _without(command: Command, prelude: str) -> Command:
    text = command[1] if len(command) > 1 else ""
    if command[0] == "EVAL" and isinstance(text, str):
        return (command[0], text.removeprefix(prelude), *command[2:])
    return command


def _options(url: RedisUrl) -> dict[str, Any]:
    from redis.asyncio.retry import Retry
    from redis.backoff import NoBackoff

    return {
        "username": url.user or None,
        "password": url.password.get_secret_value() if url.password else None,
        "protocol": 2,
        "retry": Retry(NoBackoff(), 0),
        "socket_timeout": None,
        "socket_connect_timeout": CONNECT_SECONDS,
        "socket_keepalive": True,
    }


def _pool(url: RedisUrl) -> tuple[ConnectionPool, list[Redis]]:
    """And the sentinels that it asks where to connect to."""
    from redis.asyncio import ConnectionPool, SSLConnection
    from redis.asyncio.connection import Connection, UnixDomainSocketConnection
    from redis.asyncio.sentinel import Sentinel

    options = {**_options(url), "db": url.db}
    if url.topology is Topology.SENTINEL:
        patience = {"socket_timeout": CONNECT_SECONDS, "socket_connect_timeout": CONNECT_SECONDS, "ssl": url.tls}
        sentinel = Sentinel(url.hosts, sentinel_kwargs=patience, **options, ssl=url.tls)  # type: ignore[no-untyped-call]
        pool: ConnectionPool = sentinel.master_for(url.service).connection_pool
        return pool, sentinel.sentinels
    if url.socket:
        del options["socket_keepalive"]
        return ConnectionPool(connection_class=UnixDomainSocketConnection, path=url.socket, **options), []
    host, port = url.hosts[0]
    kind = SSLConnection if url.tls else Connection
    return ConnectionPool(connection_class=kind, host=host, port=port, **options), []


def _cluster(url: RedisUrl) -> RedisCluster:
    from redis.asyncio import RedisCluster
    from redis.asyncio.cluster import ClusterNode
    from redis.asyncio.retry import Retry
    from redis.backoff import NoBackoff

    nodes = [ClusterNode(host, port) for host, port in url.hosts]
    # A key that has moved to another node is asked for there.
    cluster = RedisCluster(startup_nodes=nodes, **{**_options(url), "ssl": url.tls, "retry": Retry(NoBackoff(), 3)})
    # Replies are to be what Redis sent, as they are without a cluster, but for what the cluster's client itself asks.
    for command in [name for name in cluster.response_callbacks if not name.startswith(("CLUSTER", "COMMAND"))]:
        del cluster.response_callbacks[command]
    return cluster
