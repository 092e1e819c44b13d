"""A worker that serves another's sockets while that is not there."""

from __future__ import annotations

import asyncio
import socket

from starlette.types import Receive, Scope, Send

from semcache.hosting import Doors, GatewayServer, configured


async def app(scope: Scope, receive: Receive, send: Send) -> None: ...


async def test_what_is_given_back_while_it_is_borrowed_is_not_served() -> None:
    with socket.create_server(("127.0.0.1", 0)) as lent:
        server = GatewayServer(configured(app), Doors([], others={2: [lent]}), None, None, None)  # type: ignore[arg-type]
        server.config.load()
        server.lifespan = server.config.lifespan_class(server.config)
        borrowing = asyncio.create_task(server.borrow(2))
        await asyncio.sleep(0)
        server.give_back(2)
        await borrowing
        with socket.create_connection(lent.getsockname()):
            await asyncio.sleep(0.2)
            lent.settimeout(10)
            lent.accept()[0].close()  # nobody else took it
