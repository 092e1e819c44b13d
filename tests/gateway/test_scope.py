"""Who may be served what: tenants, and every field of the request."""

import asyncio
import copy
import json
import threading
import time
from typing import Any

import httpx
import pytest

from semcache.core.policy import Share
from tests.harness import MODEL, ask, changed, gateway, reply, sse, wait_until

RICH: dict[str, Any] = {
    "model": MODEL,
    "messages": [
        {"role": "system", "content": "You are terse."},
        {"role": "user", "content": "Who wrote it?", "name": "ann"},
        {"role": "assistant", "content": "Mary Shelley."},
        {"role": "user", "content": "When did she write the book?"},
    ],
    "frequency_penalty": 0.1,
    "logit_bias": {"50": 1},
    "logprobs": True,
    "max_completion_tokens": 100,
    "max_tokens": 100,
    "metadata": {"k": "v"},
    "n": 1,
    "parallel_tool_calls": True,
    "presence_penalty": 0.2,
    "reasoning_effort": "low",
    "response_format": {"type": "json_schema", "json_schema": {"name": "a", "schema": {"type": "object"}}},
    "seed": 7,
    "service_tier": "default",
    "stop": ["x"],
    "store": False,
    "temperature": 0.3,
    "top_logprobs": 2,
    "top_p": 0.9,
    "user": "u-1",
    "verbosity": "low",
}


def mutations(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The path of every value in the request."""
    paths = [path] if path else []
    if isinstance(value, dict):
        for key in value:
            paths += mutations(value[key], (*path, key))
    elif isinstance(value, list):
        for index in range(len(value)):
            paths += mutations(value[index], (*path, index))
    return paths


def mutated(path: tuple[Any, ...]) -> dict[str, Any]:
    body = copy.deepcopy(RICH)
    inner: Any = body
    for step in path[:-1]:
        inner = inner[step]
    old = inner[path[-1]]
    if isinstance(old, bool):
        inner[path[-1]] = not old
    elif isinstance(old, int | float):
        inner[path[-1]] = old / 2 if isinstance(old, float) else old + 1
    elif isinstance(old, str):
        inner[path[-1]] = {"system": "developer", "user": "assistant", "assistant": "user"}.get(old, old + "!")
    elif isinstance(old, list):
        old.append(copy.deepcopy(old[-1]))
    else:
        old["extra"] = "1"
    return body


LAST_TEXT = ("messages", 3, "content")


def test_an_answer_is_shared_with_no_request_that_differs_in_any_field() -> None:
    paths = [path for path in mutations(RICH) if path != LAST_TEXT]
    assert len(paths) > 40
    with gateway(reply()) as setup, httpx.Client(base_url=setup.url) as http:
        first = http.post("/v1/chat/completions", json=RICH)
        assert "fwd=miss" in first.headers["cache-status"]
        assert "; hit" in http.post("/v1/chat/completions", json=RICH).headers["cache-status"]
        for path in paths:
            before = len(setup.upstream.calls)
            answer = http.post("/v1/chat/completions", json=mutated(path))
            assert "; hit" not in answer.headers["cache-status"], path
            assert len(setup.upstream.calls) == before + 1, path


def test_only_the_last_user_text_may_differ() -> None:
    with gateway(reply()) as setup, httpx.Client(base_url=setup.url) as http:
        http.post("/v1/chat/completions", json=RICH)
        reworded = copy.deepcopy(RICH)
        reworded["messages"][3]["content"] = "When did she write the book, please?"
        hit = http.post("/v1/chat/completions", json=reworded)
        assert "detail=semantic" in hit.headers["cache-status"]
        history = copy.deepcopy(reworded)
        history["messages"][1]["content"] = "Who wrote that?"
        assert "; hit" not in http.post("/v1/chat/completions", json=history).headers["cache-status"]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"tools": [{"type": "function", "function": {"name": "f"}}]}, "tools"),
        ({"n": 2}, "n"),
        ({"a_new_field": 1}, "unknown-field:a_new_field"),
        (
            {
                "messages": [
                    {
                        "role": "user",
                        "content": [
                            {"type": "text", "text": "When did she write the book?"},
                            {"type": "image_url", "image_url": {"url": "data:image/png;base64,AAAA"}},
                        ],
                    }
                ]
            },
            "images",
        ),
        ({"messages": [{"role": "assistant", "content": "When did she write the book?"}]}, "last-not-user"),
    ],
)
def test_what_is_not_understood_is_answered_by_exact_repeats_alone(change: dict[str, Any], reason: str) -> None:
    with gateway(reply("Yes.")) as setup, httpx.Client(base_url=setup.url) as http:
        body = ask("When did she write the book?") | change
        first = http.post("/v1/chat/completions", json=body)
        assert f"exact-only:{reason}" in first.headers["cache-status"]
        again = http.post("/v1/chat/completions", json=body)
        assert "detail=exact" in again.headers["cache-status"] or reason == "n"
        reworded = json.loads(json.dumps(body).replace("the book?", "the book, please?"))
        other = http.post("/v1/chat/completions", json=reworded)
        assert "; hit" not in other.headers["cache-status"]


def tenant_headers(key: str) -> dict[str, str]:
    return {"authorization": f"Bearer {key}"}


def test_two_keys_never_share_exact_or_reworded() -> None:
    with gateway(reply()) as setup, httpx.Client(base_url=setup.url) as http:
        for text in ("How do I reset the password?", "How do I reset the password please?"):
            for key in ("a", "b"):
                http.post("/v1/chat/completions", json=ask(text), headers=tenant_headers(key))
        assert len(setup.upstream.calls) == 2
        hits = {row.tenant for row in setup.answers if row.outcome == "hit"}
        assert len(hits) == 2


def test_a_rule_may_share_but_only_with_credentials_that_the_upstream_accepted() -> None:
    async def script(call: Any) -> None:
        if call.headers["authorization"] == "Bearer stranger":
            await call.answer(b'{"error":{"message":"who are you"}}', status=401)
        else:
            await reply("Shared.")(call)

    rule = changed(share=Share.EVERYONE)
    with gateway(script, rule=rule) as setup, httpx.Client(base_url=setup.url) as http:

        def post(key: str, text: str = "What is shared?") -> httpx.Response:
            return http.post("/v1/chat/completions", json=ask(text), headers=tenant_headers(key))

        assert "fwd=miss" in post("a").headers["cache-status"]
        assert "; hit" in post("a").headers["cache-status"]
        stranger = post("stranger")
        assert stranger.status_code == 401
        assert "credential-unproven" in stranger.headers["cache-status"]
        assert post("stranger").status_code == 401
        assert "fwd=miss" in post("b", "Something else?").headers["cache-status"]
        assert "; hit" in post("b").headers["cache-status"]


def test_a_caller_without_credentials_behind_a_proxy_is_not_cached() -> None:
    with gateway(reply()) as setup, httpx.Client(base_url=setup.url) as http:
        for _ in range(2):
            answer = http.post("/v1/chat/completions", json=ask("Hello?"), headers={"x-forwarded-for": "203.0.113.9"})
            assert answer.headers["cache-status"] == "semcache; fwd=bypass; detail=no-credential"
        assert len(setup.upstream.calls) == 2


def test_a_header_of_an_untrusted_client_names_no_tenant() -> None:
    with gateway(reply()) as setup, httpx.Client(base_url=setup.url) as http:
        http.post("/v1/chat/completions", json=ask("Hello?"), headers=tenant_headers("a"))
        http.post("/v1/chat/completions", json=ask("Hello?"), headers=tenant_headers("b") | {"x-tenant": "a"})
        assert len(setup.upstream.calls) == 2


def test_a_credential_that_was_not_accepted_gets_no_answer_under_way_either() -> None:
    async def script(call: Any) -> None:
        if call.headers["authorization"] == "Bearer bad":
            await call.answer(b'{"error":{"message":"who are you"}}', status=401)
        else:
            await asyncio.sleep(0.6)
            await reply("Shared.")(call)

    for stream in (False, True):
        with gateway(script, rule=changed(share=Share.EVERYONE)) as setup:
            url = f"{setup.url}/v1/chat/completions"
            body = ask("What is shared?", stream=stream)
            leader = threading.Thread(
                target=httpx.post, args=(url,), kwargs={"json": body, "headers": tenant_headers("a")}
            )
            leader.start()
            assert wait_until(lambda s=setup: len(s.upstream.calls) == 1)
            assert httpx.post(url, json=body, headers=tenant_headers("bad")).status_code == 401
            leader.join()


def test_followers_see_none_of_the_leaders_own_headers() -> None:
    async def script(call: Any) -> None:
        await call.start(media_type="text/event-stream", set_cookie=f"who={call.headers['authorization']}")
        for event in sse("Shared by all."):
            await call.write(event)
            await asyncio.sleep(0.15)
        await call.write(b"", more=False)

    with gateway(script, rule=changed(share=Share.EVERYONE), callers_are_verified=False) as setup:
        url, answers = f"{setup.url}/v1/chat/completions", []

        def post(key: str) -> None:
            answers.append(httpx.post(url, json=ask("What is it?", stream=True), headers=tenant_headers(key)))

        threads = [threading.Thread(target=post, args=(key,)) for key in "abc"]
        for thread in threads:
            thread.start()
            time.sleep(0.1)
        for thread in threads:
            thread.join()
        assert len(setup.upstream.calls) == 1
        assert sorted("set-cookie" in answer.headers for answer in answers) == [False, False, True]
        assert all(answer.text.endswith("data: [DONE]\n\n") for answer in answers)


def test_headers_that_change_what_the_upstream_answers_keep_answers_apart() -> None:
    with gateway(reply()) as setup, httpx.Client(base_url=setup.url) as http:
        for beta in ("a", "b", "a"):
            http.post("/v1/chat/completions", json=ask("Beta?"), headers={"openai-beta": beta})
        assert len(setup.upstream.calls) == 2
