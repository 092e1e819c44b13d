"""Logs that tests make."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

MODEL = "gpt-4o-mini"
START = 1_760_000_000.0


def completion(text: str, model: str = MODEL, tokens: tuple[int, int] = (100, 50)) -> dict[str, Any]:
    return {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": int(START),
        "model": model,
        "choices": [{"index": 0, "message": {"role": "assistant", "content": text}, "finish_reason": "stop"}],
        "usage": {"prompt_tokens": tokens[0], "completion_tokens": tokens[1], "total_tokens": sum(tokens)},
    }


def request(text: str, system: str = "You help.", **fields: Any) -> dict[str, Any]:
    messages = [{"role": "system", "content": system}, {"role": "user", "content": text}]
    return {"model": MODEL, "messages": messages, **fields}


def line(text: str, answer: str | None, at: float = 0.0, **fields: Any) -> dict[str, Any]:
    """A line in our own shape; `at` counts from START."""
    answered = {} if answer is None else {"response": completion(answer)}
    return {"at": START + at, "tenant": "acme", "request": request(text), **answered, **fields}


def spend_log(text: str, answer: str, at: str, **fields: Any) -> dict[str, Any]:
    """A row of LiteLLM_SpendLogs, as a JSON export has it."""
    return {
        "request_id": f"req-{at}",
        "call_type": "acompletion",
        "api_key": "88dc28d0f030c55ed4ab77ed8faf098196cb1c05df778539800c9f1243fe6b4b",
        "spend": 0.25,
        "total_tokens": 150,
        "prompt_tokens": 100,
        "completion_tokens": 50,
        "startTime": at,
        "endTime": at,
        "model": "gpt-4o-mini-2024-07-18",
        "model_group": MODEL,
        "user": "default_user_id",
        "metadata": {"user_api_key": "88dc", "status": "success"},
        "cache_hit": "None",
        "team_id": "team-1",
        "end_user": "",
        "messages": {},
        "response": completion(answer),
        "proxy_server_request": request(text),
        "status": "success",
        **fields,
    }


def write_lines(path: Path, documents: Iterable[object]) -> Path:
    texts = (one if isinstance(one, str) else json.dumps(one) for one in documents)
    path.write_text("".join(f"{text}\n" for text in texts), encoding="utf-8")
    return path


def write_table(path: Path, documents: Sequence[dict[str, Any]]) -> Path:
    """As psql's COPY ... CSV HEADER writes the same rows."""
    with path.open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow(documents[0])
        for one in documents:
            rows.writerow([json.dumps(v) if isinstance(v, dict | list) else v for v in one.values()])
    return path
