"""What a client of a LiteLLM proxy with the plugin sees, by real clients, in two versions of the proxy."""

from __future__ import annotations

import asyncio
import itertools
import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any

import httpx
import openai
import pytest

from tests.proxy.house import VERSIONS, House, proxy
from tests.proxy.upstream import Upstream
from tests.servers import serving

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module", params=VERSIONS)
def house(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    upstream = Upstream()
    folder = tmp_path_factory.mktemp("proxy")
    with serving(upstream, timeout_keep_alive=600) as url, proxy(request.param, folder, url) as running:
        running.upstream = upstream
        running.wait_for_the_cache()
        yield running


Parsed = tuple[Any, ...]
"""What a client's program gets to see, without ids and times."""


def chat(house: House, question: str, **more: Any) -> Parsed:
    said = house.openai().chat.completions.create(
        model="gpt",
        messages=[{"role": "system", "content": "Be brief."}, {"role": "user", "content": question}],
        **more,
    )
    usage = said.usage
    assert usage is not None
    choice = said.choices[0]
    return said.model, choice.message.content, choice.finish_reason, usage.prompt_tokens, usage.completion_tokens


def chat_stream(house: House, question: str) -> Parsed:
    chunks = list(
        house.openai().chat.completions.create(
            model="gpt",
            messages=[{"role": "user", "content": question}],
            stream=True,
            stream_options={"include_usage": True},
        )
    )
    assert len(chunks) > 3
    usage = next(chunk.usage for chunk in reversed(chunks) if chunk.usage)
    choices = [chunk.choices[0] for chunk in chunks if chunk.choices]
    text = "".join(choice.delta.content or "" for choice in choices)
    return chunks[0].model, text, choices[-1].finish_reason, usage.prompt_tokens, usage.completion_tokens


def chat_stream_uncounted(house: House, question: str) -> Parsed:
    """Most clients do not ask for a stream's tokens; LiteLLM does so for itself."""
    asked: Any = {"model": "gpt", "messages": [{"role": "user", "content": question}]}
    chunks = list(house.openai().chat.completions.create(**asked, stream=True))
    choices = [chunk.choices[0] for chunk in chunks if chunk.choices]
    return "".join(choice.delta.content or "" for choice in choices), [chunk.usage for chunk in chunks if chunk.usage]


def completions(house: House, question: str) -> Parsed:
    said = house.openai().completions.create(model="instruct", prompt=question, max_tokens=20)
    assert said.usage is not None
    return said.model, said.choices[0].text, said.choices[0].finish_reason, said.usage.completion_tokens


def responses(house: House, question: str) -> Parsed:
    said = house.openai().responses.create(model="gpt", input=question, instructions="Be brief.")
    assert said.usage is not None
    return said.model, said.output_text, said.status, said.usage.input_tokens, said.usage.output_tokens


def responses_stream(house: House, question: str) -> Parsed:
    events = list(house.openai().responses.create(model="gpt", input=question, stream=True))
    text = "".join(event.delta for event in events if event.type == "response.output_text.delta")
    end = events[-1]
    assert end.type == "response.completed"
    assert end.response.usage is not None
    return text, end.response.output_text, end.response.status, end.response.usage.output_tokens


def messages(house: House, question: str) -> Parsed:
    said = house.anthropic().messages.create(
        model="claude", max_tokens=50, system="Be brief.", messages=[{"role": "user", "content": question}]
    )
    return said.model, [block.model_dump() for block in said.content], said.stop_reason, said.usage.output_tokens


def messages_stream(house: House, question: str) -> Parsed:
    asked: Any = {"model": "claude", "max_tokens": 50, "messages": [{"role": "user", "content": question}]}
    with house.anthropic().messages.stream(**asked) as stream:
        text = "".join(stream.text_stream)
        said = stream.get_final_message()
    return (
        text,
        said.model,
        [block.text for block in said.content if block.type == "text"],
        said.stop_reason,
        (
            said.usage.input_tokens,
            said.usage.output_tokens,
        ),
    )


def messages_by_openai(house: House, question: str) -> Parsed:
    """A call within a call: LiteLLM makes a request of another kind of it, and hands over both answers."""
    asked: Any = {"model": "gpt", "max_tokens": 50, "messages": [{"role": "user", "content": question}]}
    said = house.anthropic().messages.create(**asked)
    return [block.text for block in said.content if block.type == "text"], said.stop_reason


SURFACES = [
    messages_by_openai, chat, chat_stream, chat_stream_uncounted, completions, responses, responses_stream, messages,
    messages_stream,
]  # fmt: skip
_numbers = itertools.count(1)


def new_question(about: str) -> str:
    """Asked by no test before; far from all others for the embedder of these tests."""
    number = next(_numbers)
    return f"{about} alpha{number} beta{number} gamma{number} delta{number}?"


@pytest.mark.parametrize("ask", SURFACES)
def test_a_repeated_question_makes_no_second_call_and_has_the_same_answer(
    house: House, ask: Callable[[House, str], Parsed]
) -> None:
    question = new_question(f"how does {ask.__name__} repeat")
    first = ask(house, question)
    time.sleep(HANDED_OVER)
    assert ask(house, question) == first
    assert ask(house, question) == first
    assert house.upstream.about(question) == 1


@pytest.mark.parametrize("ask", SURFACES)
def test_a_reworded_question_makes_no_call_either(house: House, ask: Callable[[House, str], Parsed]) -> None:
    question = new_question(f"how does {ask.__name__} reword")
    first = ask(house, question)
    time.sleep(HANDED_OVER)
    assert ask(house, f"Please, {question}") == first
    assert house.upstream.about(f"Please, {question}") == 0


@pytest.mark.parametrize(("whole", "streamed"), [(messages, messages_stream)])
def test_what_was_streamed_is_given_whole_and_the_other_way_round(
    house: House, whole: Callable[..., Parsed], streamed: Callable[..., Parsed]
) -> None:
    client = house.anthropic()
    for first_streams in (True, False):
        question = new_question(f"both ways {first_streams}")
        asked: Any = {"model": "claude", "max_tokens": 50, "messages": [{"role": "user", "content": question}]}
        texts = []
        for streams in (first_streams, not first_streams):
            if streams:
                with client.messages.stream(**asked) as stream:
                    texts.append("".join(stream.text_stream))
            else:
                block = client.messages.create(**asked).content[0]
                assert block.type == "text"
                texts.append(block.text)
        assert texts[0] == texts[1]
        assert house.upstream.about(question) == 1


def raw(house: House, question: str, key: str = "sk-red-ann", **changes: Any) -> httpx.Response:
    headers = {"authorization": f"Bearer {key}", **changes.pop("headers", {})}
    body = {"model": "gpt", "messages": [{"role": "user", "content": question}], **changes}
    answer = httpx.post(house.url + "/v1/chat/completions", json=body, headers=headers, timeout=30)
    if "fwd=miss" in answer.headers.get("cache-status", ""):
        time.sleep(HANDED_OVER)
    return answer


HANDED_OVER = 0.2
"""Seconds after an answer in which LiteLLM has handed it to the cache, also on a busy machine."""


def test_the_answer_says_what_the_cache_did(house: House) -> None:
    question = new_question("what does the header say")
    first, second = raw(house, question), raw(house, question)
    assert first.headers["cache-status"].startswith("semcache; fwd=miss; detail=")
    assert second.headers["cache-status"].startswith("semcache; hit; ttl=")
    assert int(second.headers["age"]) < 30
    told = house.admin("GET", f"explain/{second.headers['semcache-request-id']}")
    assert told["outcome"] == "hit"


def test_tools_leave_the_exact_tier_alone(house: House) -> None:
    tool = {"type": "function", "function": {"name": "look", "parameters": {"type": "object", "properties": {}}}}
    question = new_question("which tool")
    for wording in (question, question, f"Please, {question}"):
        raw(house, wording, tools=[tool])
    assert house.upstream.about(question) == 1
    assert house.upstream.about(f"Please, {question}") == 1


def test_whatever_differs_but_the_wording_is_another_question(house: House) -> None:
    question = new_question("what else")
    differences: list[dict[str, Any]] = [
        {}, {"temperature": 0.5}, {"max_tokens": 9}, {"model": "other"}, {"seed": 4}, {"unheard_of": 1},
        {"messages": [{"role": "system", "content": "S"}, {"role": "user", "content": question}]},
        {"response_format": {"type": "json_object"}}, {"user": "u1"},
    ]  # fmt: skip
    for changes in [*differences, *differences]:
        assert raw(house, question, **changes).status_code == 200
    assert house.upstream.about(question) == len(differences)


@pytest.mark.parametrize(
    "changes",
    [{"cache": {"no-cache": True}}, {"cache": {"no-store": True}}, {"headers": {"cache-control": "no-cache"}},
     {"headers": {"cache-control": "no-store"}}, {"cache": {"s-maxage": 0}}],
    ids=str,
)  # fmt: skip
def test_a_client_can_ask_for_a_new_answer(house: House, changes: dict[str, Any]) -> None:
    question = new_question("anything new")
    raw(house, question)
    raw(house, question, **changes)
    assert house.upstream.about(question) == 2


def test_an_answer_of_several_models_at_once_is_nobodys(house: House) -> None:
    question = new_question("what do you all say")
    assert len(raw(house, question, model="gpt,other").json()) == 2
    for model in ("gpt", "other"):
        assert "fwd=miss" in raw(house, question, model=model).headers["cache-status"]
    assert house.upstream.about(question) == 4


def test_a_streamed_completion_is_never_an_empty_hit(house: House) -> None:
    question = new_question("what becomes of it")
    for _ in range(2):
        asked: Any = {"model": "instruct", "prompt": question, "stream": True}
        chunks = house.openai().completions.create(**asked)
        text = "".join(chunk.choices[0].text or "" for chunk in chunks if chunk.choices)
        assert question in text
    assert house.upstream.about(question) == 2


# Who may ask, and how often.


def test_a_wrong_key_gets_nothing_that_is_cached(house: House) -> None:
    question = new_question("who may")
    raw(house, question)
    for key in ("sk-wrong", "nothing", "sk-red-ann-x"):
        assert raw(house, question, key).status_code == 401
    assert raw(house, question).headers["cache-status"].startswith("semcache; hit")


def test_guardrails_run_on_hits_as_on_misses(house: House) -> None:
    question = new_question("who guards")
    before = len(house.desk)
    raw(house, question)
    miss = house.desk[before:]
    raw(house, question)
    hit = house.desk[before + len(miss) :]
    assert [row["what"] for row in miss if row["what"] != "spend"] == ["before", "after"]
    assert [row["what"] for row in hit if row["what"] != "spend"] == ["before", "after"]
    assert raw(house, question + " forbidden").status_code == 400


def test_rpm_limits_count_hits(house: House) -> None:
    question = new_question("how often")
    codes = [raw(house, question, "sk-blue-limited").status_code for _ in range(8)]
    assert codes.count(200) == 5
    assert codes[-1] == 429
    assert house.upstream.about(question) == 1


def test_a_key_whose_budget_is_spent_gets_nothing_that_is_cached_and_hits_spend_none(house: House) -> None:
    known, other = new_question("what can I afford"), new_question("what else can I afford")
    assert [raw(house, known, "sk-green-poor").status_code for _ in range(4)] == [200] * 4
    assert raw(house, other, "sk-green-poor").status_code == 200
    spent = _eventually(lambda: [1] if raw(house, known, "sk-green-poor").status_code >= 400 else [], 1)
    assert spent, "LiteLLM counts what was spent a moment later"
    assert "budget" in raw(house, known, "sk-green-poor").text
    assert raw(house, known, "sk-green-rich").headers["cache-status"].startswith("semcache; hit")
    assert house.upstream.about(known) == 1


@pytest.mark.parametrize("name", ["broke", "tight"])
def test_a_key_or_an_end_user_without_money_gets_nothing_that_is_cached(house: House, name: str) -> None:
    question, key = new_question("what is left"), f"sk-green-{name}"
    assert raw(house, question, key).status_code == 200
    assert _eventually(lambda: [1] if raw(house, question, key).status_code >= 400 else [], 1)
    assert "udget" in raw(house, question, key).text
    assert raw(house, question, "sk-green-rich").headers["cache-status"].startswith("semcache; hit")
    assert house.upstream.about(question) == 1


def test_a_hit_costs_nothing_and_the_books_agree_with_litellm(house: House) -> None:
    question = new_question("what does it cost")
    before = house.admin("GET", "stats")["since_start"]
    rows = len(house.desk)
    for _ in range(3):
        raw(house, question)
    spent = _eventually(lambda: [row for row in house.desk[rows:] if row["what"] == "spend"], 3)
    assert [row["hit"] for row in spent] == [False, True, True]
    assert [row["cost"] for row in spent][1:] == [0, 0]
    after = house.admin("GET", "stats")["since_start"]
    booked = float(after["spent"]) - float(before["spent"])
    assert booked == pytest.approx(spent[0]["cost"])
    assert float(after["saved"]) - float(before["saved"]) == pytest.approx(2 * booked)


def _eventually(rows: Callable[[], list[Any]], count: int) -> list[Any]:
    deadline = time.monotonic() + 30
    while len(rows()) < count and time.monotonic() < deadline:
        time.sleep(0.05)
    return rows()


# Whose answer it is.


def test_a_team_shares_and_nobody_else_does(house: House) -> None:
    question = new_question("whose is it")
    for key in ("sk-red-ann", "sk-red-bob", "sk-blue-cid", "sk-none-dan", "sk-none-eve", "sk-none-dan"):
        raw(house, question, key)
    assert house.upstream.about(question) == 4  # red, blue, and the two keys without a team


def test_no_client_can_choose_its_tenant(house: House) -> None:
    question = new_question("can I have it")
    secret = raw(house, question, "sk-red-ann").json()["choices"][0]["message"]["content"]
    spoofs: list[dict[str, Any]] = [
        {name: {"user_api_key_team_id": "red", "user_api_key_hash": "sk-red-ann", "model_group": "gpt"}}
        for name in ("metadata", "litellm_metadata")
    ]
    spoofs += [{"team_id": "red"}, {"user": "ann"}, {"litellm_call_id": "x"}]
    spoofs += [{"headers": {name: "red"}} for name in ("x-tenant", "x-litellm-team-id", "semcache-tenant")]
    for spoof in spoofs:
        said = raw(house, question, "sk-blue-cid", **spoof)
        if said.status_code == 200:
            assert said.json()["choices"][0]["message"]["content"] != secret


def test_a_client_that_takes_anothers_call_id_gets_its_own_answers(house: House) -> None:
    async def both(number: int) -> None:
        question = new_question(f"same id {number} slow")
        headers = {"x-litellm-call-id": f"same-{number}"}
        async with httpx.AsyncClient(timeout=30) as client:
            body = {"model": "gpt", "messages": [{"role": "user", "content": question}]}
            keys = ("sk-red-ann", "sk-blue-cid")
            said = await asyncio.gather(
                *(
                    client.post(
                        house.url + "/v1/chat/completions",
                        json=body,
                        headers={"authorization": f"Bearer {key}", **headers},
                    )
                    for key in keys
                )
            )
            texts = {each.json()["choices"][0]["message"]["content"] for each in said}
            assert len(texts) == 2

    async def all_of_them() -> None:
        await asyncio.gather(*(both(number) for number in range(4)))

    asyncio.run(all_of_them())


def test_of_a_hundred_crossed_probes_none_crosses(house: House) -> None:
    """The seam's own test makes a thousand; these go through the proxy."""
    teams = [f"team{number}" for number in range(5)]
    questions = [new_question("what is our number") for _ in range(4)]
    owner: dict[str, str] = {}
    crossed = 0

    async def probe(client: httpx.AsyncClient, team: str, question: str) -> None:
        nonlocal crossed
        body = {
            "model": "gpt",
            "messages": [{"role": "user", "content": question}],
            "metadata": {"user_api_key_team_id": "team0"},
        }
        headers = {"authorization": f"Bearer sk-{team}-x"}
        said = await client.post(house.url + "/v1/chat/completions", json=body, headers=headers)
        text = said.json()["choices"][0]["message"]["content"]
        crossed += owner.setdefault(text, team) != team

    async def all_of_them() -> None:
        async with httpx.AsyncClient(timeout=60) as client:
            for _ in range(5):
                await asyncio.gather(*(probe(client, team, question) for team in teams for question in questions))

    asyncio.run(all_of_them())
    assert crossed == 0
    assert sum(house.upstream.about(question) for question in questions) == 20


# One call for many.


@pytest.mark.parametrize("stream", [False, True])
def test_fifty_at_once_make_one_call(house: House, stream: bool) -> None:
    question = new_question("everybody asks, slow")

    async def one(client: openai.AsyncOpenAI) -> str:
        asked: Any = {"model": "gpt", "messages": [{"role": "user", "content": question}]}
        if not stream:
            said = await client.chat.completions.create(**asked)
            return said.choices[0].message.content or ""
        chunks = await client.chat.completions.create(**asked, stream=True)
        return "".join([chunk.choices[0].delta.content or "" async for chunk in chunks if chunk.choices])

    async def fifty() -> list[str]:
        client = house.async_openai()
        return await asyncio.gather(*(one(client) for _ in range(50)))

    texts = asyncio.run(fifty())
    assert len(set(texts)) == 1
    assert question in texts[0]
    assert house.upstream.about(question) == 1


def test_when_the_first_call_fails_one_other_goes(house: House) -> None:
    question = new_question("it fails once, slow")

    async def one(client: httpx.AsyncClient) -> int:
        body = {"model": "gpt", "messages": [{"role": "user", "content": question}]}
        headers = {"authorization": "Bearer sk-red-ann"}
        return (await client.post(house.url + "/v1/chat/completions", json=body, headers=headers)).status_code

    async def ten() -> list[int]:
        async with httpx.AsyncClient(timeout=30) as client:
            return await asyncio.gather(*(one(client) for _ in range(10)))

    codes = asyncio.run(ten())
    assert codes.count(200) == 9, house.process.log.read_text()[-20_000:]
    assert house.upstream.about(question) == 2


# What the world changes.


def bought(house: House, question: str, **said: Any) -> None:
    """Asked, and its answer stored: LiteLLM hands it over after it has answered."""
    before = house.admin("GET", "stats")["entries"]
    raw(house, question, **said)
    _eventually(lambda: [*range(house.admin("GET", "stats")["entries"] - before)], 1)


def test_an_event_ends_answers_at_once(house: House) -> None:
    question = new_question("how long do refunds take")
    sources = {"headers": {"semcache-sources": "kb/refunds@v1"}}
    bought(house, question, **sources)
    assert raw(house, question, **sources).headers["cache-status"].startswith("semcache; hit")
    house.admin("POST", "sources/kb/refunds", json={"version": "v2"})
    raw(house, question)
    assert house.upstream.about(question) == 2


def test_an_answer_that_was_wrong_is_not_served_again(house: House) -> None:
    question = new_question("is it right")
    bought(house, question)
    hit = raw(house, question)
    assert hit.headers["cache-status"].startswith("semcache; hit")
    told = {"request_id": hit.headers["semcache-request-id"], "verdict": "wrong"}
    _eventually(lambda: [1] if house.admin("GET", "stats")["unwritten"]["ledger"] == 0 else [], 1)
    house.admin("POST", "feedback", json=told)
    assert "hit" not in raw(house, question).headers["cache-status"]
    assert house.upstream.about(question) == 2


def test_volatile_questions_are_refused_here_too(house: House) -> None:
    said = [raw(house, "What time is it now?").headers["cache-status"] for _ in range(2)]
    assert said == ["semcache; fwd=bypass; detail=volatile:present-time"] * 2


# Audits.


def total(house: House, line: str) -> float:
    """A counter of the plugin's, all its labels added up."""
    rows = [row for row in house.metrics().splitlines() if row.startswith(line)]
    return sum(float(row.rpartition(" ")[2]) for row in rows)


def spends(house: House, since: int) -> list[dict[str, Any]]:
    return [row for row in house.desk[since:] if row["what"] == "spend"]


@pytest.mark.parametrize("ask", SURFACES)
def test_a_hit_that_is_audited_is_asked_again_at_nobodys_expense(
    house: House, ask: Callable[[House, str], Parsed]
) -> None:
    gold, question = replace(house, key="sk-gold-ann"), new_question(f"how is {ask.__name__} audited")
    first = ask(gold, question)
    time.sleep(HANDED_OVER)
    rows, done, spent = len(house.desk), total(house, "semcache_audits_total"), total(house, "semcache_audit_dollars")
    assert ask(gold, f"Please, {question}") == first
    assert _eventually(lambda: [1] * int(total(house, "semcache_audits_total") - done), 1)
    assert house.upstream.about(f"Please, {question}") == 1
    assert house.upstream.about(question) == 1
    assert total(house, "semcache_audit_dollars") > spent
    assert _eventually(lambda: [row for row in spends(house, rows) if row["alias"] == "semcache-audit"], 1)
    audits = [row for row in spends(house, rows) if not row["hit"]]
    assert {(row["alias"], row["charged"]) for row in audits} == {("semcache-audit", False)}


def test_audits_take_nothing_from_the_callers_budget(house: House) -> None:
    question, key = new_question("who pays for audits"), "sk-gold-poor"
    raw(house, question, key)
    for number in range(3):
        assert raw(house, f"Please, {'really ' * number}{question}", key).headers["cache-status"]
    assert _eventually(lambda: [1] * (len(house.upstream.calls) - 2), 1)
    time.sleep(HANDED_OVER)
    assert raw(house, question, key).status_code == 200


def test_the_report_shows_audits(house: House) -> None:
    """Those of the tests before."""
    _eventually(lambda: [1] if house.admin("GET", "stats")["unwritten"]["ledger"] == 0 else [], 1)
    command = [sys.executable, "-m", "semcache", "report", "--home", str(house.folder / "state"), "--json"]
    told = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    assert Decimal(told["total"]["spent_on_checks"]) > 0


# What LiteLLM's configuration says.


def test_a_deployments_own_price_is_that_of_both_books(house: House) -> None:
    question, rows = new_question("what does it cost dearly"), len(house.desk)
    before = house.admin("GET", "stats")["since_start"]
    for _ in range(2):
        raw(house, question, model="dear")
    (paid, _) = _eventually(lambda: spends(house, rows), 2)
    after = house.admin("GET", "stats")["since_start"]
    assert paid["cost"] == pytest.approx(12 * 1e-3 + 7 * 2e-3)
    assert float(after["spent"]) - float(before["spent"]) == pytest.approx(paid["cost"])
    assert float(after["saved"]) - float(before["saved"]) == pytest.approx(paid["cost"])


def test_what_a_prompt_manager_adds_after_the_lookup_keeps_the_cache_out(house: House) -> None:
    question = new_question("what comes before")
    said = [raw(house, question, prompt_id="p").headers["cache-status"] for _ in range(2)]
    assert said == ["semcache; fwd=bypass; detail=litellm:prompt-template"] * 2
    assert house.upstream.about(question) == 2
    assert house.upstream.calls[-1]["messages"][0]["content"] == "A template."


@pytest.mark.parametrize("ask", [chat, chat_stream, messages, messages_stream])
def test_a_provider_can_forbid_to_keep_its_answer(house: House, ask: Callable[[House, str], Parsed]) -> None:
    question = new_question(f"do not keep {ask.__name__}")
    ask(house, question)
    time.sleep(HANDED_OVER)
    ask(house, question)
    assert house.upstream.about(question) == 2


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("chat/completions", {"model": "gpt", "messages": "QUESTION"}),
        ("completions", {"model": "instruct", "prompt": "QUESTION"}),
        ("responses", {"model": "gpt", "input": "QUESTION"}),
        ("messages", {"model": "claude", "max_tokens": 5, "messages": "QUESTION"}),
        ("messages", {"model": "gpt", "max_tokens": 5, "messages": "QUESTION"}),
        ("chat/completions", {"model": "gpt", "messages": "QUESTION", "stream": True}),
    ],
    ids=["chat", "completions", "responses", "messages", "messages by openai", "chat stream"],
)
def test_who_wants_a_kept_answer_or_none_gets_none(house: House, path: str, body: dict[str, Any]) -> None:
    question = new_question("is it there")
    asked = {
        name: ([{"role": "user", "content": question}] if name == "messages" else question)
        if value == "QUESTION"
        else value
        for name, value in body.items()
    }
    headers = {"authorization": "Bearer sk-red-ann", "cache-control": "only-if-cached"}
    for _ in range(3):
        said = httpx.post(f"{house.url}/v1/{path}", json=asked, headers=headers, timeout=30)
        assert said.status_code == 504
        assert "only-if-cached" in said.text
    assert house.upstream.about(question) == 0
    httpx.post(f"{house.url}/v1/{path}", json=asked, headers={"authorization": "Bearer sk-red-ann"}, timeout=30)
    time.sleep(HANDED_OVER)
    assert httpx.post(f"{house.url}/v1/{path}", json=asked, headers=headers, timeout=30).status_code == 200
    assert house.upstream.about(question) == 1


# What must not be seen.


def test_provider_keys_and_prompts_reach_no_log_metric_or_book(house: House) -> None:
    canary = "canary-prompt-5d1c"
    for trouble in ("", " fails always"):
        raw(house, new_question(canary) + trouble, headers={"x-secret": "canary-header-5d1c"})
    time_for_the_books = _eventually(lambda: [1] if house.admin("GET", "stats")["unwritten"]["ledger"] == 0 else [], 1)
    assert time_for_the_books
    assert house.upstream.keys[f"Bearer {'sk-provider-CANARY-7f3a'}"] > 0
    own_lines = "\n".join(line for line in house.log.splitlines() if "semcache" in line)
    ledger = b"".join(path.read_bytes() for path in (house.folder / "state").glob("ledger.db*"))
    state = b"".join(path.read_bytes() for path in (house.folder / "state").rglob("*") if path.is_file())
    for text in (own_lines, house.metrics(), ledger.decode("latin-1")):
        assert canary not in text
        assert "canary-header" not in text
    for secret in ("CANARY-7f3a", "sk-red-ann", "sk-blue-cid", "admin-token"):
        assert secret.encode() not in state
        assert secret not in own_lines
    assert "Traceback" not in own_lines


def test_a_cache_that_was_saved_in_the_ui_is_noticed(house: House) -> None:
    """The last one here: from then on the plugin is out of office."""
    assert "semcache_displaced 0.0" in house.metrics()
    for _ in range(2):
        assert raw(house, "usurp now").status_code == 200
    assert "semcache_displaced 1.0" in house.metrics()
    assert house.log.count("has taken semcache's place") == 1
