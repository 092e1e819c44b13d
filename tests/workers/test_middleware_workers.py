"""The middleware in an app that somebody else's server runs in several processes: uvicorn --workers, gunicorn."""

from __future__ import annotations

import os
import signal
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import httpx

from semcache.adapters.sqlite_ledger import LedgerFile
from semcache.core.ledger import AnswerRow
from semcache.demo.processes import free_port, started
from tests.harness import ask, wait_until
from tests.workers.fleet import environment

APP = """
import os

from starlette.applications import Starlette
from starlette.responses import JSONResponse
from starlette.routing import Route

from semcache import SemanticCacheMiddleware


async def chat(request):
    said = (await request.json())["messages"][-1]["content"]
    message = {"role": "assistant", "content": f"{os.getpid()} answers: {said}"}
    usage = {"prompt_tokens": 9, "completion_tokens": 5, "total_tokens": 14}
    choice = {"index": 0, "message": message, "finish_reason": "stop"}
    return JSONResponse({
        "id": "c", "object": "chat.completion", "created": 1, "model": "test", "choices": [choice], "usage": usage
    })


async def pid(request):
    return JSONResponse(os.getpid())


app = Starlette(routes=[Route("/v1/chat/completions", chat, methods=["POST"]), Route("/pid", pid)])
app.add_middleware(SemanticCacheMiddleware)
"""
QUESTION = "How do I reset the password of my account?"
REWORDED = "How do I reset the account password of my account?"


def test_two_uvicorn_workers_share_answers_books_and_an_embedding_process(tmp_path: Path) -> None:
    (tmp_path / "app.py").write_text(APP)
    (tmp_path / "policy.yaml").write_text("rules:\n  - {name: everything, max-age: 1h, min-similarity: 0.6}\n")
    home, port = tmp_path / "home", free_port()
    embed = [sys.executable, "-m", "semcache", "embed", "--port", "0", "--home", str(tmp_path / "other")]
    serve = [sys.executable, "-m", "uvicorn", "app:app", "--workers", "2", "--port", str(port), "--log-level", "error"]
    with started("semcache embed", embed, env=environment(home), ready="/healthz") as embedding:
        environ = environment(
            home,
            SEMCACHE_WORKERS="2",
            SEMCACHE_POLICY=str(tmp_path / "policy.yaml"),
            SEMCACHE_EMBEDDER__RUNTIME="endpoint",
            SEMCACHE_EMBEDDER__URL=embedding.url + "/v1",
        )
        url = f"http://127.0.0.1:{port}"
        with started("uvicorn", serve, url=url, ready="/pid", env=environ, cwd=tmp_path) as app:

            def chat(text: str) -> httpx.Response:
                headers = {"authorization": "Bearer k"}
                answer = httpx.post(url + "/v1/chat/completions", json=ask(text), headers=headers, timeout=30)
                assert answer.status_code == 200
                return answer

            def pids() -> set[int]:
                found: set[int] = {httpx.get(url + "/pid", timeout=30).json() for _ in range(40)}
                return found

            assert wait_until(lambda: len(pids()) == 2, 20)
            chat(QUESTION)
            # Stored by one of them; soon all have it.
            assert wait_until(lambda: all("; hit" in chat(QUESTION).headers["cache-status"] for _ in range(20)), 20)
            assert wait_until(lambda: all("; hit" in chat(REWORDED).headers["cache-status"] for _ in range(20)), 20)
            before = pids()
            os.kill(min(before), signal.SIGKILL)
            assert wait_until(lambda: len(found := pids()) == 2 and found != before, 30)  # uvicorn replaces it
            assert wait_until(lambda: all("; hit" in chat(QUESTION).headers["cache-status"] for _ in range(20)), 20)
            app.popen.terminate()
            app.popen.wait(30)
            assert "Traceback" not in app.log.read_text()
    rows = [row for row in LedgerFile(home / "ledger.db").rows() if isinstance(row, AnswerRow)]
    assert len({row.id for row in rows}) == len(rows) > 60
    for file in home.glob("*.db"):
        with closing(sqlite3.connect(file)) as db:
            assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
