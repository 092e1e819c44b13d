"""`upstreams:` and `routes:`: what they mean, and one line with file, key and remedy for each mistake."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from semcache.adapters.clock import ManualClock
from semcache.core.pricing import PriceBook
from semcache.errors import ConfigError
from semcache.pooling import upstream_pools
from semcache.poolterms import upstreams_of
from semcache.settings import Settings, load_settings
from semcache.upstreams.pool import PoolLimits

URL = "expected a URL such as https://api.openai.com or http://127.0.0.1:8000"
PRICE = "expected a price with its unit, such as {gpu-hour: $2} or {input-per-million: $0.15, ...}"


def _load(text: str, environ: dict[str, str] | None = None) -> Settings:
    Path("semcache.yaml").write_text(text)
    return load_settings(Path("semcache.yaml"), environ or {})


@pytest.fixture(autouse=True)
def _empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_a_pool_a_paid_api_and_a_route_are_read() -> None:
    settings = _load(
        """
upstreams:
  own:
    kind: vllm
    replicas: [http://10.0.0.1:8000, http://10.0.0.2:8000]
    models:
      llama: meta/llama-3.1
      eyes: {vision: true, json: false, context: 8192, price: {input-per-million: $1, output-per-million: $2.50}}
    price: {gpu-hour: $2}
    limits: {concurrency: 8, queue: 20, wait: 5s}
  openai: {kind: openai, replicas: https://api.openai.com/v1, models: [gpt-4o, gpt-4o-mini]}
routes:
  llama: {prefer: cost, ttft: 500ms, tpot: 50ms, fallbacks: [openai/gpt-4o-mini], interchangeable: true}
""",
        {"SEMCACHE_UPSTREAMS__OPENAI__API_KEY": " sk-1 \n"},
    )
    own, openai = settings.upstreams["own"], settings.upstreams["openai"]
    assert own.replicas == ("http://10.0.0.1:8000", "http://10.0.0.2:8000")
    assert own.models["llama"].sent_as == "meta/llama-3.1"
    assert (own.models["eyes"].vision, own.models["eyes"].json_, own.models["eyes"].context) == (True, False, 8192)
    assert own.price is not None
    assert own.price.gpu_hour == Decimal(2)
    assert (own.limits.concurrency, own.limits.queue, own.limits.wait) == (8, 20, 5.0)
    assert own.api_key is None
    assert openai.api_key is not None
    assert openai.api_key.get_secret_value() == "sk-1"
    assert list(openai.models) == ["gpt-4o", "gpt-4o-mini"]
    assert settings.routes["llama"].ttft == 0.5
    assert "sk-1" not in repr(settings)


POOL = "upstreams:\n  own: {{kind: vllm, replicas: [http://a:1], models: [m]{more}}}\n{rest}"
MISTAKES = [
    (
        "two pools of one name",
        "upstreams:\n  own: {kind: vllm, replicas: [http://a:1], models: [m]}\n"
        "  own: {kind: vllm, replicas: [http://b:1], models: [m]}\n",
        "semcache.yaml:3: upstreams.own: written twice; keep one, or rename the other",
    ),
    (
        "a pool that is called like the one upstream",
        "upstream: {url: http://a:1, name: own}\n" + POOL.format(more="", rest=""),
        "semcache.yaml:3: upstreams.own: the name of upstream.name too; rename one, the ledger tells them apart by it",
    ),
    (
        "two names with one variable",
        "upstreams:\n  a-b: {kind: vllm, replicas: [http://a:1], models: [m]}\n"
        "  a_b: {kind: vllm, replicas: [http://b:1], models: [m]}\n",
        "semcache.yaml:3: upstreams.a_b: its key's variable SEMCACHE_UPSTREAMS__A_B__API_KEY is that of a-b too; "
        "rename one",
    ),
    (
        "a model nobody serves",
        POOL.format(more="", rest="routes: {mm: {}}\n"),
        "semcache.yaml:3: routes.mm: nobody serves this model; name it under an upstream's models; did you mean m?",
    ),
    (
        "a route to an upstream that does not serve it",
        POOL.format(
            more="", rest="  two: {kind: openai, replicas: [http://b:1], models: [x]}\nroutes: {m: {upstreams: two}}\n"
        ),
        "semcache.yaml:4: routes.m.upstreams[0]: two does not serve m; add it to upstreams.two.models",
    ),
    (
        "a route to nowhere",
        POOL.format(more="", rest="routes: {m: {upstreams: [onw]}}\n"),
        "semcache.yaml:3: routes.m.upstreams[0]: no upstream is called 'onw'; did you mean own?",
    ),
    (
        "a fallback to a model that is not there",
        POOL.format(more="", rest="routes: {m: {fallbacks: [own/x]}}\n"),
        "semcache.yaml:3: routes.m.fallbacks[0]: own does not serve x; name one of its models, as in own/m",
    ),
    (
        "a price without a unit",
        POOL.format(more=", price: 2", rest=""),
        f"semcache.yaml:2: upstreams.own.price: {PRICE}, got 2",
    ),
    (
        "an hour's price without a unit",
        POOL.format(more=", price: {gpu-hour: 2}", rest=""),
        "semcache.yaml:2: upstreams.own.price.gpu-hour: expected dollars with their sign, such as $2.50, got 2",
    ),
    (
        "half a price",
        POOL.format(more=", price: {input-per-million: $1}", rest=""),
        "semcache.yaml:2: upstreams.own.price: by the token needs input-per-million and output-per-million",
    ),
    (
        "a URL without a scheme",
        "upstreams:\n  own:\n    kind: vllm\n    replicas:\n    - http://a:1\n    - 10.0.0.2:8000\n    models: [m]\n",
        f"semcache.yaml:6: upstreams.own.replicas[1]: {URL}",
    ),
    (
        "no replica",
        "upstreams:\n  own: {kind: vllm, models: [m]}\n",
        "semcache.yaml:2: upstreams.own.replicas: missing; name at least one URL, such as [http://127.0.0.1:8000]",
    ),
    (
        "one replica twice",
        "upstreams:\n  own: {kind: vllm, replicas: [http://a:1, http://a:1/], models: [m]}\n",
        "semcache.yaml:2: upstreams.own.replicas: the same URL twice; name each replica once",
    ),
    (
        "no models",
        "upstreams:\n  own: {kind: vllm, replicas: [http://a:1], models: []}\n",
        "semcache.yaml:2: upstreams.own.models: expected the models it serves: a list of names, or names and what "
        "they are sent as, got a list",
    ),
    (
        "a replica under two addresses that mean the same",
        "upstreams:\n  own: {kind: vllm, replicas: [http://a:1, http://a:1/v1], models: [m]}\n",
        "semcache.yaml:2: upstreams.own.replicas: the same URL twice; name each replica once",
    ),
    (
        "a model twice",
        "upstreams:\n  own: {kind: vllm, replicas: [http://a:1], models: [m, m]}\n",
        "semcache.yaml:2: upstreams.own.models: expected each model once, got a list",
    ),
    (
        "an upstream twice in a route",
        POOL.format(more="", rest="routes: {m: {upstreams: [own, own]}}\n"),
        "semcache.yaml:3: routes.m.upstreams[1]: own is named before; name each once",
    ),
    (
        "a fallback that is no other",
        POOL.format(more="", rest="routes: {m: {upstreams: [own], fallbacks: [own]}}\n"),
        "semcache.yaml:3: routes.m.fallbacks[0]: own is named before; remove it here, or from upstreams",
    ),
    (
        "a kind that is none",
        "upstreams:\n  own: {kind: vlm, replicas: [http://a:1], models: [m]}\n",
        "semcache.yaml:2: upstreams.own.kind: expected vllm, sglang, trtllm, nim, llamacpp, openai or litellm, got "
        "'vlm'; did you mean vllm?",
    ),
    (
        "a key in the file",
        POOL.format(more=", api-key: sk-1", rest=""),
        "semcache.yaml:2: upstreams.own.api-key: secrets come from the environment only; remove it and set "
        "SEMCACHE_UPSTREAMS__OWN__API_KEY",
    ),
]


@pytest.mark.parametrize(("text", "expected"), [case[1:] for case in MISTAKES], ids=[case[0] for case in MISTAKES])
def test_every_mistake_is_one_line_with_the_remedy(text: str, expected: str) -> None:
    with pytest.raises(ConfigError) as caught:
        _load(text)
    assert [str(error) for error in getattr(caught.value, "errors", (caught.value,))] == [expected]


def test_the_key_of_an_upstream_that_is_not_there_is_a_mistake() -> None:
    with pytest.raises(
        ConfigError, match="ON__API_KEY: unknown variable; did you mean SEMCACHE_UPSTREAMS__OWN__API_KEY"
    ):
        _load(POOL.format(more="", rest=""), {"SEMCACHE_UPSTREAMS__ON__API_KEY": "sk-1"})


def test_a_fallback_is_asked_last_though_it_serves_the_model_too() -> None:
    text = (
        "upstreams:\n  paid: {kind: openai, replicas: 'http://a:1', models: [m]}\n"
        "  own: {kind: vllm, replicas: [http://b:1], models: [m]}\nroutes: {m: {prefer: cost, fallbacks: [paid]}}\n"
    )
    settings = _load(text)
    assert upstreams_of(settings.upstreams, "m", settings.routes["m"]) == ["own"]


def test_what_an_upstream_is_given_at_most_is_shared_out_between_workers() -> None:
    limits = "{concurrency: 8, requests-per-minute: 3, queue: 100}"
    pool = f"{{kind: openai, replicas: https://api.openai.com, models: [gpt-4o], limits: {limits}}}"
    found = {}
    for workers in (1, 4):
        settings = _load(f"workers: {workers}\nupstreams: {{paid: {pool}}}\n")
        (made,) = upstream_pools(settings, PriceBook({}), ManualClock()).pools
        (member,) = made.members.values()
        found[workers] = (member.snapshot().limit, made.limits)
    assert found[1] == (8, PoolLimits(3, 0, 100))
    assert found[4] == (2, PoolLimits(1, 0, 25))
