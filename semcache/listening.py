"""The sockets that a server listens on, taken before anything else is started."""

from __future__ import annotations

import errno
import socket

from semcache.errors import ConfigError

BACKLOG = 2048
"""As uvicorn has it."""
_NOT_HERE = (errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT)


def listen(host: str, port: int, section: str = "") -> list[socket.socket]:
    """One for each address of the host. A ConfigError names the setting, of this section, that is to be changed."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    except (OSError, UnicodeError) as error:
        raise ConfigError("settings", f"{section}host", f"{host} is not known here; name an address") from error
    taken: list[socket.socket] = []
    missing: OSError | None = None
    for family, address in dict.fromkeys((family, address) for family, _, _, _, address in found):
        try:
            taken.append(socket.create_server(address, family=family, backlog=BACKLOG))
        except OSError as error:
            # "localhost" names an IPv6 address, too, also where there is no IPv6.
            if error.errno in _NOT_HERE:
                missing = error
                continue
            for sock in taken:
                sock.close()
            raise _cannot(host, port, section, error) from error
    if missing is not None and not taken:
        raise _cannot(host, port, section, missing) from missing
    return taken


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
