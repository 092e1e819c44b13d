"""What an application that says nothing of logging finds on stderr."""

import re
import subprocess
import sys

import pytest

SAYS = """
import logging
from semcache import SemanticCacheMiddleware
from tests.test_middleware import engine

log, app = logging.getLogger("semcache"), logging.StreamHandler()
app.setFormatter(logging.Formatter("app: %(message)s"))
{before}
for _ in range(2):
    SemanticCacheMiddleware(None, engine=engine())
log.info("not this")
log.warning("first")
{after}
log.warning("second")
"""
OURS = r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} WARNING semcache: "
SET_UPS = ["logging.basicConfig(handlers=[app])", "log.addHandler(app)"]


def lines(before: str = "", after: str = "") -> list[str]:
    program = SAYS.format(before=before, after=after)
    return subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stderr.split(
        "\n"
    )


def test_a_warning_has_time_level_and_name() -> None:
    first, second, end = lines()
    assert re.fullmatch(OURS + "first", first)
    assert re.fullmatch(OURS + "second", second)
    assert end == ""


@pytest.mark.parametrize("set_up", SET_UPS)
def test_where_the_application_handles_our_lines_they_are_written_once_and_its_way(set_up: str) -> None:
    assert lines(before=set_up) == ["app: first", "app: second", ""]


@pytest.mark.parametrize("set_up", SET_UPS)
def test_so_they_are_from_the_moment_it_does(set_up: str) -> None:
    first, *rest = lines(after=set_up)
    assert re.fullmatch(OURS + "first", first)
    assert rest == ["app: second", ""]
