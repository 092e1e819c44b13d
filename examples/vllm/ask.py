"""Asks the same thing three times, once in other words, and shows what the cache did: `python ask.py URL MODEL`."""

from __future__ import annotations

import sys
import time

import httpx

QUESTIONS = ("How do I reset my password?", "How do I reset my password?", "How can I reset my password?")


def main(url: str, model: str) -> None:
    """Prints one line an answer."""
    with httpx.Client(base_url=url, timeout=120) as client:
        for question in QUESTIONS:
            began = time.perf_counter()
            response = client.post(
                "/v1/chat/completions",
                json={
                    "model": model,
                    "messages": [{"role": "user", "content": question}],
                    "temperature": 0,
                    "stop": ["."],
                },
            )
            response.raise_for_status()
            milliseconds = (time.perf_counter() - began) * 1000
            print(f"{milliseconds:7.1f} ms  {response.headers['cache-status']:<70}  {question}")


if __name__ == "__main__":
    main(*sys.argv[1:3])
