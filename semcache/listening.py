"""The sockets that a server listens on, taken before anything else is started."""

from __future__ import annotations

import errno
import os
import socket
import sys
from functools import partial
from itertools import chain
from pathlib import Path

from semcache.errors import ConfigError

BACKLOG = 2048
"""As uvicorn has it."""
_NOT_HERE = (errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT)


def listen(host: str, port: int, section: str = "") -> list[socket.socket]:
    """One for each address of the host. A ConfigError names the setting, of this section, that is to be changed."""
    return [sock for (sock,) in _listen(host, port, section, 1)]


def listen_for(workers: int, host: str, port: int) -> list[list[socket.socket]]:
    """As `listen`, for each of several processes that serve the same port.

    On Linux each has a queue of its own (SO_REUSEPORT) and the kernel spreads connections over them by their hash. Of
    one shared queue, whoever wakes first takes all there is: of 64 clients that came at once, 4 workers got 1, 4, 20
    and 39 connections, and clients keep theirs; of their own queues they took 9, 17, 18 and 20. A queue does not end
    with its worker as long as the process that made it keeps it open, so a connection in it is not reset.
    """
    by_address = _listen(host, port, "", workers)
    return [[socks[i] for socks in by_address] for i in range(workers)]


def _listen(host: str, port: int, section: str, queues: int) -> list[list[socket.socket]]:
    """For each address so many sockets."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    except (OSError, UnicodeError) as error:
        raise ConfigError("settings", f"{section}host", f"{host} is not known here; name an address") from error
    taken: list[list[socket.socket]] = []
    missing: OSError | None = None
    for family, address in dict.fromkeys((family, address) for family, _, _, _, address in found):
        try:
            taken.append(_queues(family, address, queues))
        except OSError as error:
            # "localhost" names an IPv6 address, too, also where there is no IPv6.
            if error.errno in _NOT_HERE:
                missing = error
                continue
            for sock in chain(*taken):
                sock.close()
            raise _cannot(host, port, section, error) from error
    if missing is not None and not taken:
        raise _cannot(host, port, section, missing) from missing
    return taken


def _queues(family: int, address: tuple[object, ...], count: int) -> list[socket.socket]:
    server = partial(socket.create_server, family=family, backlog=BACKLOG)
    # Whoever asks to share a port is not told that somebody has it who shares it, too: this one does not ask.
    first = server(address)
    if count == 1 or not sys.platform.startswith("linux"):
        return [first] * count
    address = first.getsockname()
    first.close()
    return [server(address, reuse_port=True) for _ in range(count)]


def listen_on_path(path: Path) -> socket.socket:
    """A Unix socket that this user alone may connect to, in place of one that nobody serves any more. ConfigError."""
    sock = socket.socket(socket.AF_UNIX)
    try:
        if path.is_socket():
            if _is_served(path):
                raise ConfigError("settings", "socket", f"{path}: another process serves it; name another one")
            path.unlink()
        mask = os.umask(0o177)
        try:
            sock.bind(str(path))
        finally:
            os.umask(mask)
        sock.listen(BACKLOG)
    except OSError as error:
        sock.close()
        raise ConfigError("settings", "socket", f"{path}: {error.strerror or error}; name another one") from error
    return sock


def _is_served(path: Path) -> bool:
    with socket.socket(socket.AF_UNIX) as probe:
        return probe.connect_ex(str(path)) == 0


def url(sock: socket.socket) -> str:
    """What clients call it by."""
    host, port = sock.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _cannot(host: str, port: int, section: str, error: OSError) -> ConfigError:
    if error.errno in _NOT_HERE:
        said = f"{host} is no address of this machine; 127.0.0.1 is heard here alone, 0.0.0.0 from everywhere"
        return ConfigError("settings", f"{section}host", said)
    trouble = (error.strerror or "cannot be listened on").partition(" (")[0].lower()
    return ConfigError("settings", f"{section}port", f"{host}:{port}: {trouble}; name another port, 0 takes a free one")
