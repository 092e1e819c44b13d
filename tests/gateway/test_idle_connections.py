"""A connection that nobody uses ends at the client's end first: what is sent while a server closes it is lost."""

from __future__ import annotations

import asyncio

import pytest

from semcache.adapters.http_upstream import IDLE_SECONDS, HttpUpstream
from semcache.hosting import configured
from semcache.ports import UpstreamRequest
from tests.harness import Call, ScriptedUpstream
from tests.servers import serving

UVICORNS, HTTPXS = 5.0, 5.0
"""Seconds after which a server or a client of that make drops an idle connection."""


async def test_we_drop_a_connection_before_upstreams_do(monkeypatch: pytest.MonkeyPatch) -> None:
    assert IDLE_SECONDS < UVICORNS - 1
    monkeypatch.setattr("semcache.adapters.http_upstream.IDLE_SECONDS", 0.2)
    peers = []

    async def script(call: Call) -> None:
        peers.append(call.scope["client"])
        await call.answer(b"{}")

    with serving(ScriptedUpstream(script)) as url:
        upstream = HttpUpstream(url)
        for pause in (0.0, 0.5):
            response = await upstream.open(UpstreamRequest("GET", "/v1/models", (), b""))
            async for _ in response.chunks():
                pass
            await response.close()
            await asyncio.sleep(pause)
        response = await upstream.open(UpstreamRequest("GET", "/v1/models", (), b""))
        await response.close()
        await upstream.close()
    assert peers[2] != peers[1]


def test_clients_drop_a_connection_before_we_do() -> None:
    assert configured(ScriptedUpstream()).timeout_keep_alive > HTTPXS + 1
