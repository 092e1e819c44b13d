"""What the admin API answers: JSON, and {"error": {"message", "remedy"}} for all that goes wrong."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from semcache.core.codec import encode
from semcache.errors import CacheFault, ConfigError, UsageError

Headers = Mapping[str, str]
_NO_STORE: Headers = {"cache-control": "no-store"}


class Rejected(Exception):
    """The request cannot be done as it is; says why and what to do about it."""

    def __init__(self, status: int, message: str, remedy: str) -> None:
        super().__init__(message)
        self.status = status
        self.remedy = remedy


class Unusable(Exception):
    """A policy that cannot be taken into service, with all that is wrong with it."""

    def __init__(self, errors: Sequence[ConfigError]) -> None:
        super().__init__(str(errors[0]))
        self.errors = errors


def json_answer(value: object, status: int = 200, headers: Headers = _NO_STORE) -> Response:
    return Response(encode(value), status, headers, "application/json")


def error_answer(status: int, message: str, remedy: str, headers: Headers = _NO_STORE) -> Response:
    return json_answer({"error": {"message": message, "remedy": remedy}}, status, headers)


def _rejected(_: Request, error: Exception) -> Response:
    assert isinstance(error, Rejected)
    return error_answer(error.status, str(error), error.remedy)


def _unusable(_: Request, error: Exception) -> Response:
    assert isinstance(error, Unusable)
    problems = [{"where": one.where, "key": one.key, "expected": one.expected} for one in error.errors]
    remedy = "correct what `errors` names and try again; the old policy is in force"
    return json_answer({"error": {"message": str(error), "remedy": remedy, "errors": problems}}, 422)


def _meant_nothing(_: Request, error: Exception) -> Response:
    return error_answer(422, str(error), "see `semcache invalidate --help` for what can be said")


def _in_trouble(_: Request, error: Exception) -> Response:
    return error_answer(503, str(error), "try again; `semcache doctor` looks at the files")


def _no_such_route(_: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    remedy = "`semcache routes` lists all routes and methods"
    return error_answer(error.status_code, error.detail.lower(), remedy, {**_NO_STORE, **(error.headers or {})})


def _mistaken(_: Request, __: Exception) -> Response:
    return error_answer(500, "semcache made a mistake", "its log says more; please report it")


HANDLERS: Mapping[Any, Any] = {
    Rejected: _rejected,
    Unusable: _unusable,
    UsageError: _meant_nothing,
    CacheFault: _in_trouble,
    HTTPException: _no_such_route,
    Exception: _mistaken,
}
