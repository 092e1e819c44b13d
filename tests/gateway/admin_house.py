"""A gateway with admin routes on a real socket, and how tests talk to them."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import httpx

from semcache.adapters.memory_journal import MemoryJournal
from semcache.admin import Admin
from semcache.reload import PolicyReload
from tests.harness import Setup, ask, gateway, wait_until

TOKEN = "admin-token-of-this-test-0123456789"
BEARER = {"authorization": f"Bearer {TOKEN}"}


@dataclass
class House:
    setup: Setup

    def chat(self, text: str, headers: dict[str, str] | None = None, **more: Any) -> httpx.Response:
        url = self.setup.url + "/v1/chat/completions"
        return httpx.post(url, json=ask(text, **more), headers=headers or {}, timeout=20)

    def status(self, text: str, headers: dict[str, str] | None = None, **more: Any) -> str:
        return self.chat(text, headers, **more).headers["cache-status"]

    def admin(self, method: str, path: str, json: Any = None, **more: Any) -> httpx.Response:
        options = {"headers": BEARER, "timeout": 20, **more}
        if json is not None:
            options["json"] = json
        return httpx.request(method, self.setup.url + "/admin" + path, **options)

    def explanation(self, response: httpx.Response) -> dict[str, Any]:
        """Of the request that this answers. It is written down when its last byte is out."""
        path = "/explain/" + response.headers["semcache-request-id"]
        assert wait_until(lambda: self.admin("GET", path).status_code == 200)
        found: dict[str, Any] = self.admin("GET", path).json()
        return found


@contextlib.contextmanager
def house(policy: str = "default", **options: Any) -> Iterator[House]:
    """`policy` is the file that a reload reads."""
    options.setdefault("journal", MemoryJournal())
    with gateway(admin=lambda engine: Admin(engine, TOKEN, PolicyReload(engine, policy)), **options) as setup:
        yield House(setup)
