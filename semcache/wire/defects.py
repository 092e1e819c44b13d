"""What is wrong with a body before anything is made of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from semcache.core.request import Answer
from semcache.wire.jsontext import Unreadable, strict_object
from semcache.wire.usage import read_usage


def defect_of(status: int) -> str | None:
    """A body that comes with an error is no answer, whatever it says."""
    return None if 200 <= status < 300 else "status"


def read_body(status: int, body: bytes, answer_of: Callable[[dict[str, Any], int, int], Answer]) -> Answer:
    """The answer in a JSON body, by `answer_of` its document, status and size in bytes; whatever is wrong with it is
    its defect."""
    try:
        document = strict_object(body)
    except Unreadable as unreadable:
        return Answer(status, defect_of(status) or unreadable.reason, None, size=len(body), usage=read_usage(body))
    return answer_of(document, status, len(body))
