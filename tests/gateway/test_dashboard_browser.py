"""The dashboard in a real browser: it loads, updates, explains, invalidates, and nothing hostile comes alive in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.chromium import Page, chromium
from tests.gateway.admin_house import TOKEN, House, house
from tests.harness import wait_until

pytestmark = pytest.mark.slow

QUESTION = "How long do refunds take?"

_SEEDS = (
    "<script>window.hacked=1;alert(1)</script>",
    "<img src=x onerror=window.hacked=1>",
    '"><svg/onload=window.hacked=1>',
    "' onmouseover='window.hacked=1' x='",
    "</td></tr></table></section><h1>mine</h1>",
    "</style><script>window.hacked=1</script>",
    "<a href=javascript:window.hacked=1>x</a>",
    "<iframe srcdoc='<script>parent.hacked=1</script>'>",
    "<style>*{display:none}</style>",
    "<meta http-equiv=refresh content='0;url=//evil.example'>",
    "&lt;script&gt;window.hacked=1&lt;/script&gt;",
    "{}{0}{x.__class__}%s%n${alert(1)}`${window.hacked=1}`",
    "\u202egnp.exe\u202c \u2066x\u2069 \u200f",
    "Z" + "\u0301\u0302\u0336" * 60,
    "W" * 5000,
    "\u1f469\u200d\u1f467" * 50 + "﷽" * 40,
    "a\u2028b\u2029c\x00d\x1b[31me\x7f",
    "<base href=//evil.example/><link rel=stylesheet href=//evil.example/x.css>",
    "<dialog open id=sure><form method=dialog>",
    "--></script><!--<textarea><plaintext>",
)
HOSTILE = [
    f"{seed} {number}" if number < 20 else f"{number} {seed}" for number in range(100) for seed in [_SEEDS[number % 20]]
]


@pytest.fixture
def home() -> Iterator[House]:
    with house() as one:
        yield one


@pytest.fixture
def page(tmp_path: Path) -> Iterator[Page]:
    with chromium(tmp_path / "browser") as one:
        yield one


def log_in(page: Page, home: House) -> None:
    page.open(home.setup.url + "/dashboard")
    page.run(f"document.querySelector('#token').value = '{TOKEN}'; document.querySelector('form').submit()")
    page.until("document.querySelector('#live')?.textContent === 'live'")
    page.complaints.clear()  # that the form to log in is a 401


def test_it_logs_in_updates_explains_invalidates_and_takes_feedback(home: House, page: Page) -> None:
    log_in(page, home)
    assert "Nobody has asked" in page.run("document.querySelector('#latest').textContent")

    home.chat(QUESTION)
    page.until("document.querySelector('#latest').textContent.includes('miss')")
    hit = home.chat(QUESTION)
    page.until("document.querySelector('#latest').textContent.includes('hit, exact')")
    page.until("document.querySelector('#money').textContent.includes('$0.0')")

    id = hit.headers["semcache-request-id"]
    assert home.explanation(hit)
    page.run(f"document.getElementById('why-{id}').click()")
    page.until("document.querySelector('#why').open")
    assert "How long do refunds take?" in page.run("document.querySelector('#why-body').textContent")

    # Cancelled, nothing changes; confirmed, the answer goes.
    page.run("document.querySelector('#why-body [data-entry]').click()")
    page.until("document.querySelector('#sure').open")
    assert "1 stored answer will be served no more" in page.run("document.querySelector('#sure-text').textContent")
    page.run("document.querySelector('#sure [value=no]').click()")
    assert home.status(QUESTION).startswith("semcache; hit")
    page.run("document.querySelector('#why-body [data-feedback=wrong]').click()")
    page.until("document.querySelector('#sure').open")
    page.run("document.querySelector('#sure-yes').click()")
    page.until("document.querySelector('#told').textContent.includes('served no more')")
    assert page.run("document.querySelector('#told').matches(':popover-open')")
    assert not home.status(QUESTION).startswith("semcache; hit")

    page.run("document.querySelector('#why').close()")
    form = "document.querySelector('#invalidate')"
    page.run(f"{form}.elements.what.value = 'model'; {form}.elements.name.value = 'test-model'; {form}.requestSubmit()")
    page.until("document.querySelector('#sure').open")
    page.run("document.querySelector('#sure-yes').click()")
    page.until("document.querySelector('#told').textContent.includes('ended')")
    assert not home.status(QUESTION).startswith("semcache; hit")

    assert page.complaints == []
    assert all(url.startswith(home.setup.url) for url in page.asked)
    assert not any(TOKEN in url for url in page.asked)


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_a_hundred_hostile_strings_do_nothing_and_break_no_layout(
    home: House, page: Page, width: int, scheme: str
) -> None:
    assert len(set(HOSTILE)) == 100
    answers = []
    for text in HOSTILE:
        key = text.encode("ascii", "ignore").decode()
        key = "".join(char for char in key if char.isprintable())
        answers.append(home.chat(text, model=text, user=text, headers={"authorization": f"Bearer {key[:900].strip()}"}))
    latest = home.setup.engine.books.latest
    assert wait_until(lambda: len(latest) == 100)
    page.look(width, 900, scheme)
    log_in(page, home)
    page.until("document.querySelectorAll('#latest tbody tr').length === 100")
    inert = "!window.hacked && document.querySelectorAll('script').length === 1 && !document.querySelector("
    inert += "'iframe, img, main h1, base, link, svg[onload], [onmouseover], textarea, plaintext')"
    fits = "document.documentElement.scrollWidth <= innerWidth"
    assert page.run(inert)
    assert page.run(fits)
    assert page.run("Math.max(...[...document.querySelectorAll('#latest tbody tr')].map(r => r.offsetHeight)) < 200")
    for answer in answers[:20]:
        assert home.explanation(answer)
        page.run(f"document.getElementById('why-{answer.headers['semcache-request-id']}').click()")
        page.until(
            f"document.querySelector('#why-body').textContent.includes('{answer.headers['semcache-request-id']}')"
        )
        assert page.run(inert)
        assert page.run("(d => d.open && d.scrollWidth <= d.clientWidth)(document.querySelector('#why'))")
    assert page.run(fits)
    assert page.dialogs == []
    assert page.complaints == []
    assert all(url.startswith(home.setup.url) for url in page.asked)
