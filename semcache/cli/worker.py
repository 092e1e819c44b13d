"""What the supervisor of `semcache serve --workers N` starts; no command of its own."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import shutil
import signal
import socket
import sys
import threading
from pathlib import Path
from typing import Any

import uvicorn

from semcache.build import build_embedding_server, build_engine, build_upstream
from semcache.cli import exit_code
from semcache.errors import EmbedderFault
from semcache.family import SessionNews
from semcache.hosting import (
    DRAIN_SECONDS,
    Announced,
    Doors,
    build_admin,
    build_server,
    configured,
    set_up_logging,
    views_of,
)
from semcache.listening import listen_on_path
from semcache.policyfile import PolicyText
from semcache.settings import Settings, load_settings
from semcache.workers.peer import Peer, PeerGone, answer_nothing, read_first
from semcache.workers.siblings import Siblings

KNOWN_SECONDS = 5.0
"""For the embedding process to say what it embeds with, before this worker serves."""

log = logging.getLogger("semcache")


def serve(number: int, sock: socket.socket, told: Any) -> None:
    """One worker of the gateway."""
    settings = _settings(told)
    set_up_logging(settings, f" worker {number}")
    # Where workers share one queue, the numbers are the same: each socket needs one of its own.
    doors = {i: [socket.socket(fileno=os.dup(fd)) for fd in fds] for i, fds in enumerate(told["doors"], 1)}
    for fd in {fd for fds in told["doors"] for fd in fds}:
        os.close(fd)
    mine = Doors(doors.pop(number), [socket.socket(fileno=fd) for fd in told["admin"]], doors)
    upstream = build_upstream(settings)
    engine = build_engine(
        settings,
        policy=PolicyText(**told["policy"]).parsed().policy,
        embedding_socket=Path(told["embedding"]) if told["embedding"] else None,
    )
    family = Siblings(number, settings.workers, sock, engine, views_of(upstream))
    admin = build_admin(settings, engine, upstream, family, family)
    for news in told["sessions"]:
        if admin is not None:
            admin.hear(SessionNews(**news))
    server = build_server(settings, mine, engine, upstream, family, admin, family)

    async def begin() -> None:
        if told["embedding"]:
            # What is stored before the embedder's name is known has to be embedded afterwards.
            with contextlib.suppress(EmbedderFault, TimeoutError):
                await asyncio.wait_for(engine.upkeep.embedder.ready(), KNOWN_SECONDS)
        await family.begin(server, admin, told["down"], lambda: _orphaned(server))

    server.on_started = begin
    server.run()
    if not server.started:
        sys.exit(1)


def embed(_: int, sock: socket.socket, told: Any) -> None:
    """The process that embeds for all workers."""
    settings = _settings(told)
    set_up_logging(settings, " embedding")
    app = build_embedding_server(settings)
    server = Announced(configured(app))
    server.on_ending = app.close
    peer = Peer(sock, answer_nothing)
    running: list[asyncio.Task[None]] = []

    async def live() -> None:
        await peer.run()
        # Who made its folder is no more, and would have taken it away.
        shutil.rmtree(Path(told["socket"]).parent, ignore_errors=True)
        _orphaned(server)

    async def begin() -> None:
        await peer.open()
        running.append(asyncio.create_task(live()))
        await peer.ask("ready")

    server.on_started = begin
    server.run([listen_on_path(Path(told["socket"]))])


def _settings(told: Any) -> Settings:
    return load_settings(Path(told["config"]) if told["config"] else None, overrides=told["overrides"])


def _orphaned(server: uvicorn.Server) -> None:
    """The supervisor has ended: so does this process, as if it had been asked to."""
    if not server.should_exit:
        log.warning("the supervisor has ended, and so does this process")
        signal.raise_signal(signal.SIGTERM)
    # Whatever keeps it from ending: nobody is there to do more about it.
    last = threading.Timer(DRAIN_SECONDS + 10.0, os._exit, (1,))
    last.daemon = True
    last.start()


def main() -> None:
    role, number, fd = sys.argv[1:]
    sock = socket.socket(fileno=int(fd))
    try:
        told = read_first(sock)
        sock.setblocking(False)
        {"serve": serve, "embed": embed}[role](int(number), sock, told)
    except (PeerGone, KeyboardInterrupt):
        sys.exit(1)
    except Exception as error:
        sys.exit(exit_code(error))


if __name__ == "__main__":
    main()
