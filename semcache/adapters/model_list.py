"""Asks an OpenAI-style server for its models: the cheapest way to see that it is there and takes the key."""

from __future__ import annotations

import json
import queue
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

import httpx

from semcache.core.tenant import key_header
from semcache.errors import UpstreamUnreachable

LARGEST_LIST = 4 << 20


@dataclass(frozen=True, slots=True)
class ModelList:
    """The answer to GET /v1/models."""

    status: int
    seconds: float
    """Until the head of the answer was there."""
    models: int | None
    """How many it names; None when it is no list of models."""


def ask_for_models(base_url: str, key: str | None, patience: float) -> Callable[[], ModelList]:
    """Asks on a thread of its own; what is returned waits for the answer, up to `patience` seconds from now.

    It raises UpstreamUnreachable, with the reason in words, when there is none.
    """
    answers: queue.SimpleQueue[ModelList | UpstreamUnreachable] = queue.SimpleQueue()
    deadline = time.monotonic() + patience

    def answer() -> ModelList:
        try:
            found = answers.get(timeout=max(0.0, deadline - time.monotonic()))
        except queue.Empty:
            found = _too_late(patience)
        if isinstance(found, UpstreamUnreachable):
            raise found
        return found

    # A daemon, because nothing can end a name lookup that hangs, and it must not keep the process from ending.
    threading.Thread(target=lambda: answers.put(_ask(base_url, key, patience)), daemon=True).start()
    return answer


def _ask(base_url: str, key: str | None, patience: float) -> ModelList | UpstreamUnreachable:
    url = base_url.rstrip("/").removesuffix("/v1") + "/v1/models"
    try:
        headers = dict([key_header(httpx.URL(url).host, "/v1/models", key)]) if key is not None else {}
        with httpx.Client(timeout=patience, follow_redirects=False) as client:
            start = time.monotonic()
            with client.stream("GET", url, headers=headers) as response:
                seconds = time.monotonic() - start
                body = bytearray()
                for chunk in response.iter_bytes():
                    body += chunk
                    if len(body) > LARGEST_LIST:
                        break
        return ModelList(response.status_code, seconds, _count(bytes(body)))
    except httpx.TimeoutException:
        return _too_late(patience)
    except (httpx.ConnectError, httpx.ReadError, httpx.RemoteProtocolError) as error:
        return UpstreamUnreachable(str(error) or type(error).__name__)
    # What these say may quote the request, and the request carries the key.
    except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
        return UpstreamUnreachable(type(error).__name__)


def _too_late(patience: float) -> UpstreamUnreachable:
    return UpstreamUnreachable(f"no answer within {patience:g} s")


def _count(body: bytes) -> int | None:
    try:
        listed = json.loads(body)["data"]
        return len(listed) if isinstance(listed, list) else None
    except (ValueError, LookupError, TypeError, RecursionError):
        return None
