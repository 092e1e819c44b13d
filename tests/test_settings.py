"""Settings: which source wins, one line for each mistake, and no secret is ever shown."""

from __future__ import annotations

import copy
import json
import pickle
import traceback
from decimal import Decimal
from ipaddress import ip_network
from pathlib import Path

import pytest
from pydantic import ValidationError

from semcache.errors import ConfigError, ConfigErrors
from semcache.postgresurl import PostgresUrl
from semcache.redisurl import RedisUrl, parse_redis_url
from semcache.settings import Settings, known_settings, load_settings

SECRET = "sk-do-not-print-me"
SECRETS = {
    "SEMCACHE_UPSTREAM_API_KEY": SECRET + "-upstream",
    "SEMCACHE_EMBEDDER_API_KEY": SECRET + "-embedder",
    "SEMCACHE_STORE_KEY": SECRET + "-store",
    "SEMCACHE_ADMIN_TOKEN": SECRET + "-admin",
}
ONLY = "secrets come from the environment only; remove it and set"
URL = "expected a URL such as https://api.openai.com or http://127.0.0.1:8000"
BARE_URL = "expected a URL without user, password, query or fragment; keys come from the environment"
DURATION = "expected a duration over zero, up to 3650d, such as 50ms, 30s, 15m, 24h or 7d"
NETWORK = "expected an address or a network, such as 127.0.0.1 or 10.0.0.0/8"


@pytest.fixture(autouse=True)
def _empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def _file(text: str) -> Path:
    path = Path("semcache.yaml")
    path.write_text(text)
    return path


def _messages(path: Path | None, environ: dict[str, str] | None = None, **overrides: object) -> list[str]:
    with pytest.raises(ConfigError) as caught:
        load_settings(path, environ or {}, overrides)
    return [str(error) for error in getattr(caught.value, "errors", (caught.value,))]


def test_without_any_source_the_settings_are_the_defaults() -> None:
    settings = load_settings(None, {})
    assert settings == Settings()
    assert (settings.home, settings.store, settings.ledger) == (
        Path(".semcache"),
        Path(".semcache/cache.db"),
        Path(".semcache/ledger.db"),
    )


def test_a_whole_file_is_read() -> None:
    path = _file(
        """
home: /var/lib/semcache
upstream:
  url: https://api.openai.com/v1/
  name: openai
  connect-timeout: 2s
  read-timeout: 5m
host: 0.0.0.0
port: 9000
workers: 4
policy: strict
embedder:
  model: text-embedding-3-small
  runtime: endpoint
  url: http://127.0.0.1:8001/v1
  dimension: 1536
  max-tokens: 8191
  timeout: 500ms
ledger: /var/log/books.db
max-entries: 5000
budget: 20ms
embed-budget: 300ms
max-body: 1MiB
ask-usage: false
costs: {cpu-hour: 0.05}
slo: {ttft: 2s}
admin: {port: 9001, prefix: /ops/cache/}
litellm: {tenant: key}
explain: off
explain-for: 1d
explain-last: 1000
tenant:
  header: X-Tenant
  trusted-proxies: [10.0.0.0/8, "::1"]
prices:
  our-model: {input-per-million: 0.1, output-per-million: 0.30, cache-write-1h-per-million: 0.2,
              source: contract, date: 2026-11-01}
prices-file: prices.json
log-level: debug
"""
    )
    settings = load_settings(path, {})
    assert json.loads(settings.model_dump_json(by_alias=True)) == {
        "home": "/var/lib/semcache",
        "upstream": {
            "url": "https://api.openai.com/v1",
            "name": "openai",
            "api-key": None,
            "connect-timeout": 2.0,
            "read-timeout": 300.0,
        },
        "upstreams": {},
        "routes": {},
        "host": "0.0.0.0",
        "port": 9000,
        "workers": 4,
        "policy": "strict",
        "embedder": {
            "model": "text-embedding-3-small",
            "runtime": "endpoint",
            "device": "auto",
            "threads": 1,
            "url": "http://127.0.0.1:8001/v1",
            "api-key": None,
            "dimension": 1536,
            "max-tokens": 8191,
            "timeout": 0.5,
            "shared": "auto",
        },
        "store": "/var/lib/semcache/cache.db",
        "store-key": None,
        "store-prefix": "semcache",
        "index": "faiss",
        "ledger": "/var/log/books.db",
        "ledger-rows-for": None,
        "allow-insecure": False,
        "max-entries": 5000,
        "budget": 0.02,
        "embed-budget": 0.3,
        "max-body": 1048576,
        "ask-usage": False,
        "tenant": {
            "header": "x-tenant",
            "trusted-proxies": ["10.0.0.0/8", "::1/128"],
            "permissions-header": None,
            "permissions-claims": [],
        },
        "prices": {
            "our-model": {
                "input-per-million": "0.1",
                "output-per-million": "0.3",
                "cached-input-per-million": None,
                "cache-write-per-million": None,
                "cache-write-1h-per-million": "0.2",
                "source": "contract",
                "date": "2026-11-01",
            }
        },
        "prices-file": "prices.json",
        "costs": {"cpu-hour": "0.05", "gpu-hour": None, "machine-hour": None},
        "slo": {"ttft": 2.0, "tpot": None},
        "admin": {"token": None, "host": "127.0.0.1", "port": 9001, "prefix": "/ops/cache"},
        "litellm": {"tenant": "key"},
        "otel": {"endpoint": None},
        "explain": "off",
        "explain-for": 86400.0,
        "explain-last": 1000,
        "log-level": "debug",
    }


BAD_FILES: list[tuple[str, str, str]] = [
    ("an unknown key", "prot: 80\n", "semcache.yaml:1: prot: unknown key; did you mean port?"),
    ("an unknown section", "redis: {url: x}\n", "semcache.yaml:1: redis: unknown key"),
    ("a key in snake case", "max_body: 1MiB\n", "semcache.yaml:1: max_body: unknown key; did you mean max-body?"),
    (
        "an unknown key of a section",
        "embedder:\n  modle: x\n",
        "semcache.yaml:2: embedder.modle: unknown key; did you mean model?",
    ),
    ("a section that is a word", "embedder: onnx\n", "semcache.yaml:1: embedder: expected keys and values, got 'onnx'"),
    (
        "a key written twice",
        "port: 1\nport: 2\n",
        "semcache.yaml:2: port: written twice; keep one, or rename the other",
    ),
    (
        "the upstream's key",
        f"upstream: {{api-key: {SECRET}}}\n",
        f"semcache.yaml:1: upstream.api-key: {ONLY} SEMCACHE_UPSTREAM_API_KEY",
    ),
    (
        "the embedder's key",
        f"embedder:\n  api-key: {SECRET}\n",
        f"semcache.yaml:2: embedder.api-key: {ONLY} SEMCACHE_EMBEDDER_API_KEY",
    ),
    (
        "the admin's token",
        f"admin: {{token: {SECRET}}}\n",
        f"semcache.yaml:1: admin.token: {ONLY} SEMCACHE_ADMIN_TOKEN",
    ),
    (
        "an admin prefix that others use",
        "admin: {prefix: /v1/admin}\n",
        "semcache.yaml:1: admin.prefix: expected a path such as /admin that no other route begins with,"
        " got '/v1/admin'",
    ),
    (
        "an address for no port",
        "admin: {host: 0.0.0.0}\n",
        "semcache.yaml:1: admin.host: of no use without admin.port; name the port or remove it",
    ),
    (
        "the same port twice",
        "port: 9000\nadmin:\n  port: 9000\n",
        "semcache.yaml:3: admin.port: the gateway's own; leave it out to have the admin routes there",
    ),
    ("neither on nor off", "explain: true\n", "semcache.yaml:1: explain: expected on or off, got true"),
    (
        "a secret that is nearly called so",
        f"admin-token: {SECRET}\n",
        f"semcache.yaml:1: admin-token: {ONLY} SEMCACHE_ADMIN_TOKEN",
    ),
    (
        "a route for a URL",
        "upstream: https://host/v1/chat/completions\n",
        "semcache.yaml:1: upstream: expected the URL that comes before every route: leave /chat/completions out",
    ),
    (
        "the embedder's route for a URL",
        "embedder: {url: 'https://host/v1/embeddings/'}\n",
        "semcache.yaml:1: embedder.url: expected the URL that comes before every route: leave /embeddings out",
    ),
    (
        "a key under another name",
        f"openai_api_key: {SECRET}\n",
        f"semcache.yaml:1: openai_api_key: {ONLY} SEMCACHE_UPSTREAM_API_KEY or SEMCACHE_EMBEDDER_API_KEY or"
        " SEMCACHE_STORE_KEY or SEMCACHE_ADMIN_TOKEN",
    ),
    ("a password in a URL", f"upstream: https://user:{SECRET}@host\n", f"semcache.yaml:1: upstream: {BARE_URL}"),
    ("a key in a URL", f"upstream: https://host/v1?key={SECRET}\n", f"semcache.yaml:1: upstream: {BARE_URL}"),
    ("a key for a URL", f"upstream: {{url: {SECRET}}}\n", f"semcache.yaml:1: upstream.url: {URL}"),
    ("a URL without a scheme", "upstream: api.openai.com\n", f"semcache.yaml:1: upstream: {URL}"),
    ("a URL without a host", "upstream: {url: 'http://'}\n", f"semcache.yaml:1: upstream.url: {URL}"),
    ("a URL with a bad port", "upstream: http://host:99999\n", f"semcache.yaml:1: upstream: {URL}"),
    ("a port too high", "port: 70000\n", "semcache.yaml:1: port: expected a whole number from 0 to 65535, got 70000"),
    (
        "a port that is a flag",
        "port: true\n",
        "semcache.yaml:1: port: expected a whole number from 0 to 65535, got true",
    ),
    ("a budget without a unit", "budget: 50\n", f"semcache.yaml:1: budget: {DURATION}, got 50"),
    (
        "a size in decimal units",
        "max-body: 8MB\n",
        "semcache.yaml:1: max-body: expected a size over zero, such as 512B, 64KiB or 8MiB, got '8MB'",
    ),
    ("a flag that is a word", "ask-usage: on\n", "semcache.yaml:1: ask-usage: expected true or false, got 'on'"),
    (
        "a runtime nobody knows",
        "embedder: {runtime: onxx}\n",
        "semcache.yaml:1: embedder.runtime: expected auto, onnx, torch, endpoint or hash, got 'onxx';"
        " did you mean onnx?",
    ),
    (
        "an endpoint that is to be shared",
        "embedder: {runtime: endpoint, url: 'http://127.0.0.1:1/v1', shared: on}\n",
        "semcache.yaml:1: embedder.shared: the endpoint is shared already; expected auto or off",
    ),
    (
        "an endpoint without a URL",
        "embedder:\n  runtime: endpoint\n",
        "semcache.yaml:2: embedder.runtime: endpoint needs embedder.url, such as http://127.0.0.1:8001/v1",
    ),
    (
        "a URL without an endpoint",
        "embedder:\n  url: http://host/v1\n",
        "semcache.yaml:2: embedder.url: of no use to runtime auto; set embedder.runtime to endpoint",
    ),
    (
        "ONNX on CUDA",
        "embedder: {runtime: onnx, device: cuda}\n",
        "semcache.yaml:1: embedder.device: the onnx runtime is used on CPUs only; expected cpu or auto",
    ),
    (
        "a tenant header that nobody may send",
        "tenant:\n  header: X-Tenant\n",
        "semcache.yaml:2: tenant.header: nobody is trusted to send it; name your proxy in tenant.trusted-proxies, or"
        " remove the header",
    ),
    (
        "proxies without a header",
        "tenant: {trusted-proxies: 10.0.0.1}\n",
        "semcache.yaml:1: tenant.trusted-proxies: of no use without tenant.header; name the header or remove it",
    ),
    (
        "a network that is none",
        "tenant:\n  header: X-Tenant\n  trusted-proxies:\n    - 10.0.0.0/8\n    - 10.0.0.1/8\n",
        f"semcache.yaml:5: tenant.trusted-proxies[1]: {NETWORK}, got '10.0.0.1/8'",
    ),
    (
        "a header that is no token",
        "tenant: {header: 'X Tenant', trusted-proxies: 10.0.0.1}\n",
        "semcache.yaml:1: tenant.header: expected the name of a header, such as X-Tenant, got 'X Tenant'",
    ),
    (
        "a price below zero",
        "prices:\n  m: {input-per-million: -1, output-per-million: 1}\n",
        "semcache.yaml:2: prices.m.input-per-million: expected dollars for a million tokens, such as 2.50, got -1",
    ),
    ("half a price", "prices:\n  m: {input-per-million: 1}\n", "semcache.yaml:2: prices.m.output-per-million: missing"),
    (
        "a price's misspelt key",
        "prices:\n  gpt-4.1:\n    input-per-million: 1\n    output-per-million: 1\n    cache-per-million: 1\n",
        "semcache.yaml:5: prices.gpt-4.1.cache-per-million: unknown key; did you mean cache-write-per-million?",
    ),
    ("one price for all", "prices: 3\n", "semcache.yaml:1: prices: expected keys and values, got 3"),
    (
        "one file for two",
        "ledger: x.db\nstore: x.db\n",
        "semcache.yaml:2: store: the same file as the ledger; expected two files",
    ),
    (
        "a ledger's password",
        f"ledger: postgresql://books:{SECRET}@db.example.com/books\n",
        "semcache.yaml:1: ledger: passwords come from the environment only; set SEMCACHE_LEDGER to the whole URL, or"
        " PGPASSWORD",
    ),
    (
        "a ledger that may go without TLS",
        "ledger: postgresql://books@db.example.com/books?sslmode=disable\n",
        "semcache.yaml:1: ledger: a PostgreSQL on another machine with sslmode=disable, which may go without TLS; write"
        " sslmode=verify-full or require, or set allow-insecure: true",
    ),
    (
        "a ledger in some other database",
        f"ledger: mysql://books:{SECRET}@localhost/books\n",
        "semcache.yaml:1: ledger: expected a file, or postgresql://USER@HOST:PORT/DATABASE",
    ),
    ("a policy that is a list", "policy: [a]\n", "semcache.yaml:1: policy: expected one line of text, got a list"),
]


@pytest.mark.parametrize(("text", "message"), [row[1:] for row in BAD_FILES], ids=[row[0] for row in BAD_FILES])
def test_a_bad_file_is_one_line_with_file_line_key_and_remedy(text: str, message: str) -> None:
    assert _messages(_file(text)) == [message]


@pytest.mark.parametrize(
    ("environ", "message"),
    [
        ({"SEMCACHE_PROT": "1"}, "environment: SEMCACHE_PROT: unknown variable; did you mean SEMCACHE_PORT?"),
        (
            {"SEMCACHE_EMBEDDER_RUNTIME": "onnx"},
            "environment: SEMCACHE_EMBEDDER_RUNTIME: unknown variable; did you mean SEMCACHE_EMBEDDER__RUNTIME?",
        ),
        (
            {"SEMCACHE_UPSTREAM__API_KEY": SECRET},
            "environment: SEMCACHE_UPSTREAM__API_KEY: unknown variable; did you mean SEMCACHE_UPSTREAM_API_KEY?",
        ),
        (
            {"SEMCACHE_PORT": "http"},
            "environment: SEMCACHE_PORT: expected a whole number from 0 to 65535, got 'http'",
        ),
        ({"SEMCACHE_BUDGET": "50"}, f"environment: SEMCACHE_BUDGET: {DURATION}, got '50'"),
        ({"SEMCACHE_UPSTREAM": "x"}, f"environment: SEMCACHE_UPSTREAM: {URL}"),
        (
            {"SEMCACHE_UPSTREAM_API_KEY": f"{SECRET} two"},
            "environment: SEMCACHE_UPSTREAM_API_KEY: expected ASCII without spaces",
        ),
        (
            {"SEMCACHE_TENANT__HEADER": "X-T", "SEMCACHE_TENANT__TRUSTED_PROXIES": "10.0.0.1, x"},
            f"environment: SEMCACHE_TENANT__TRUSTED_PROXIES[1]: {NETWORK}, got 'x'",
        ),
        ({"SEMCACHE_CONFIG": "gone.yaml"}, "gone.yaml: cannot be read: no such file or directory"),
    ],
)
def test_a_bad_variable_is_one_line_with_its_name_and_remedy(environ: dict[str, str], message: str) -> None:
    assert _messages(None, environ) == [message]


def test_a_bad_option_is_said_to_come_from_the_command_line() -> None:
    with pytest.raises(ConfigErrors) as caught:
        load_settings(None, {}, {"upstream.url": "x"})
    assert str(caught.value) == f"command line: upstream.url: {URL}"


def test_all_that_is_wrong_is_said_at_once() -> None:
    path = _file("port: x\nbudget: 1\nzzz: 1\n")
    assert _messages(path, {"SEMCACHE_PROT": "1"}) == [
        "semcache.yaml:3: zzz: unknown key",
        "environment: SEMCACHE_PROT: unknown variable; did you mean SEMCACHE_PORT?",
        "semcache.yaml:1: port: expected a whole number from 0 to 65535, got 'x'",
        f"semcache.yaml:2: budget: {DURATION}, got 1",
    ]


@pytest.mark.parametrize(
    ("file", "environ", "option", "port"),
    [
        (False, False, None, 8080),
        (True, False, None, 1001),
        (False, True, None, 1002),
        (True, True, None, 1002),
        (True, False, 1003, 1003),
        (True, True, 1003, 1003),
    ],
)
def test_the_command_line_wins_over_the_environment_over_the_file(
    file: bool, environ: bool, option: int | None, port: int
) -> None:
    path = _file("port: 1001\n") if file else None
    settings = load_settings(path, {"SEMCACHE_PORT": "1002"} if environ else {}, {"port": option})
    assert settings.port == port


def test_a_wrong_value_that_is_overridden_does_no_harm() -> None:
    assert load_settings(_file("port: x\n"), {"SEMCACHE_PORT": "1"}).port == 1


def test_sources_are_merged_key_by_key() -> None:
    path = _file("upstream: http://one\nembedder: {model: m, threads: 2}\n")
    settings = load_settings(path, {"SEMCACHE_UPSTREAM__NAME": "n", "SEMCACHE_EMBEDDER__THREADS": "3"})
    assert (settings.upstream.url, settings.upstream.name) == ("http://one", "n")
    assert (settings.embedder.model, settings.embedder.threads) == ("m", 3)


def test_the_collector_is_also_named_by_opentelemetrys_own_variable_and_ours_wins() -> None:
    theirs = {"OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:4318/"}
    assert load_settings(None, {}).otel.endpoint is None
    assert load_settings(None, theirs).otel.endpoint == "http://127.0.0.1:4318"
    both = theirs | {"SEMCACHE_OTEL__ENDPOINT": "http://127.0.0.1:9"}
    assert load_settings(None, both).otel.endpoint == "http://127.0.0.1:9"
    with pytest.raises(ConfigErrors, match="OTEL_EXPORTER_OTLP_ENDPOINT: expected a URL"):
        load_settings(None, {"OTEL_EXPORTER_OTLP_ENDPOINT": "collector"})


def test_every_variable_reaches_its_setting() -> None:
    environ = {
        "SEMCACHE_HOME": "/h",
        "SEMCACHE_UPSTREAM": "http://u",
        "SEMCACHE_ASK_USAGE": "FALSE",
        "SEMCACHE_MAX_BODY": "1KiB",
        "SEMCACHE_EMBED_BUDGET": "2s",
        "SEMCACHE_TENANT__HEADER": "X-T",
        "SEMCACHE_TENANT__TRUSTED_PROXIES": "10.0.0.0/8, ::1",
        "SEMCACHE_LOG_LEVEL": "error",
        "SEMCACHE_PORT": "",
        "UNRELATED": "x",
    }
    settings = load_settings(None, environ)
    assert settings == Settings(
        home=Path("/h"),
        upstream={"url": "http://u"},
        ask_usage=False,
        max_body="1KiB",
        embed_budget="2s",
        tenant={"header": "x-t", "trusted_proxies": ["10.0.0.0/8", "::1"]},
        log_level="error",
    )
    assert settings.store == Path("/h/cache.db")
    assert settings.tenant.trusted_proxies == (ip_network("10.0.0.0/8"), ip_network("::1"))


def test_the_file_is_the_one_named_else_the_variables_else_the_working_directorys() -> None:
    _file("port: 1\n")
    Path("two.yaml").write_text("port: 2\n")
    Path("three.yaml").write_text("port: 3\n")
    assert load_settings(None, {}).port == 1
    assert load_settings(None, {"SEMCACHE_CONFIG": "two.yaml"}).port == 2
    assert load_settings(Path("three.yaml"), {"SEMCACHE_CONFIG": "two.yaml"}).port == 3


def test_an_option_nobody_has_is_the_programmers_mistake() -> None:
    with pytest.raises(LookupError, match=r"prot"):
        load_settings(None, {}, {"prot": 1})


def test_settings_cannot_be_changed() -> None:
    settings = load_settings(None, {})
    with pytest.raises(ValidationError):
        settings.port = 1
    with pytest.raises(ValidationError):
        settings.upstream.name = "x"


def test_own_prices_say_where_they_were_read_and_keep_their_cents() -> None:
    path = _file(
        "prices:\n  m: {input-per-million: 0.1, output-per-million: 3, cached-input-per-million: 0.01, "
        "cache-write-1h-per-million: 0.2}\n"
    )
    (listing,) = load_settings(path, {}).own_listings()
    price = listing.price(1)
    assert (price.model, price.source) == ("m", "semcache.yaml")
    assert (price.input, price.output, price.cached) == (Decimal("1E-7"), Decimal("3E-6"), Decimal("1E-8"))
    assert (price.cache_write, price.cache_write_1h) == (Decimal("1E-7"), Decimal("2E-7"))
    assert len(price.date) == len("2026-11-01")


def test_a_secret_is_never_shown() -> None:
    settings = load_settings(None, SECRETS)
    assert settings.upstream.api_key is not None
    assert settings.upstream.api_key.get_secret_value() == SECRETS["SEMCACHE_UPSTREAM_API_KEY"]
    shown = [repr(settings), str(settings), f"{settings}", str(settings.model_dump()), settings.model_dump_json()]
    shown += [str(vars(settings)), repr(copy.deepcopy(settings)), repr(settings.model_copy())]
    assert not [text for text in shown if SECRET in text]
    assert SECRET.encode() in pickle.dumps(settings)  # the test above can fail


LOCAL = ("redis://localhost", "redis://127.0.0.1:7000/3", "redis://[::1]", "unix:///run/redis.sock",
         "redis+cluster://127.0.0.1:7000,127.0.0.1:7001", "redis+sentinel://localhost/main/2")  # fmt: skip
NO_KEY = (
    "Redis needs a key that signs what is kept there, and SEMCACHE_STORE_KEY is not set; make one with "
    "`openssl rand -hex 32` and give it to every process"
)
STORE = (
    "expected a file, or redis://HOST:PORT/DB, rediss:// with TLS, unix://PATH, redis+cluster://HOST:PORT,HOST:PORT "
    "or redis+sentinel://HOST:PORT,HOST:PORT/NAME"
)
NO_TLS = "a Redis on another machine without TLS; write rediss://, or set allow-insecure: true"
NO_PASSWORD = (
    "a Redis on another machine without a password; set SEMCACHE_STORE=rediss://USER:PASSWORD@HOST, or "
    "allow-insecure: true"
)


@pytest.mark.parametrize("url", [*LOCAL, f"rediss://user:{SECRET}@cache.example:6380/1"])
def test_a_store_may_be_a_redis(url: str) -> None:
    settings = load_settings(None, {**SECRETS, "SEMCACHE_STORE": url})
    assert isinstance(settings.store, RedisUrl)
    assert str(settings.store) == str(parse_redis_url(url))
    shown = [repr(settings), str(settings), str(settings.model_dump()), settings.model_dump_json(), str(settings.store)]
    shown += [str(vars(settings)), repr(settings.model_copy())]
    assert not [text for text in shown if SECRET in text]


@pytest.mark.parametrize(
    ("url", "complaints"),
    [
        ("redis://cache.example", [NO_TLS, NO_PASSWORD]),
        ("rediss://cache.example", [NO_PASSWORD]),
        (f"redis://:{SECRET}@10.0.0.1", [NO_TLS]),
        (f"redis+cluster://:{SECRET}@127.0.0.1,10.0.0.1", [NO_TLS]),
        (f"redis://:{SECRET}@a,b", [STORE]),
        (f"redis://:{SECRET}@host/x", [STORE]),
        (f"http://:{SECRET}@host", [STORE]),
        (f"redis+sentinel://:{SECRET}@host", [STORE]),
        ("redis://host?password=" + SECRET, [STORE]),
    ],
)
def test_a_redis_that_anybody_could_read_is_refused(url: str, complaints: list[str]) -> None:
    environ = {**SECRETS, "SEMCACHE_STORE": url}
    assert _messages(None, environ) == [f"environment: SEMCACHE_STORE: {one}" for one in complaints]
    if complaints != [STORE]:
        assert load_settings(None, {**environ, "SEMCACHE_ALLOW_INSECURE": "true"}).allow_insecure


def test_a_redis_needs_a_key() -> None:
    assert _messages(_file("store: redis://localhost\n")) == [f"semcache.yaml:1: store: {NO_KEY}"]
    short = _messages(_file("store: redis://localhost\n"), {"SEMCACHE_STORE_KEY": "short"})
    assert short == [f"semcache.yaml:1: store: {NO_KEY.replace('not set', 'too short')}"]


def test_the_password_of_a_redis_does_not_belong_in_a_file() -> None:
    expected = "passwords come from the environment only; set SEMCACHE_STORE to the whole URL"
    path = _file(f"port: 9000\nstore: redis://:{SECRET}@localhost\n")
    assert _messages(path, SECRETS) == [f"semcache.yaml:2: store: {expected}"]


@pytest.mark.parametrize(
    "text",
    [row[1] for row in BAD_FILES if SECRET in row[1]],
)
def test_no_traceback_of_a_bad_file_shows_the_secret_in_it(text: str) -> None:
    with pytest.raises(ConfigErrors) as caught:
        load_settings(_file(text), {})
    assert SECRET not in "".join(traceback.format_exception(caught.value))


def test_no_traceback_of_a_bad_environment_shows_a_secret() -> None:
    with pytest.raises(ConfigErrors) as caught:
        load_settings(None, {**SECRETS, "SEMCACHE_PORT": "x", "SEMCACHE_EMBEDDER_API_KEY": SECRET + " two words"})
    assert SECRET not in "".join(traceback.format_exception(caught.value))


def test_every_setting_is_described_and_every_secret_has_a_variable_and_no_default() -> None:
    known = list(known_settings(Settings))
    assert not [one.keys for one in known if not one.help.endswith(".")]
    assert {one.variable for one in known if one.secret} == set(SECRETS)
    assert not [one.keys for one in known if one.secret and one.default is not None]
    assert len({one.variable for one in known if one.variable}) == len([one for one in known if one.variable])


@pytest.mark.parametrize(
    ("url", "local"),
    [
        (f"postgresql://books:{SECRET}@localhost/books", True),
        (f"postgres://books:{SECRET}@127.0.0.1:5433,[::1]:5434/books", True),
        (f"postgresql:///books?host=/run/postgresql&password={SECRET}", True),
        ("postgresql:///books", True),
        (f"postgresql://books:{SECRET}@db.example.com:5433/books?sslmode=verify-full", False),
        (f"postgresql://books:{SECRET}@localhost,db.example.com/books", False),
        (f"postgresql://books:{SECRET}@localhost/books?hostaddr=10.0.0.7", False),
    ],
)
def test_a_ledger_in_postgresql_is_never_shown_with_its_password(url: str, local: bool) -> None:
    settings = load_settings(environ={"SEMCACHE_LEDGER": url})
    ledger = settings.ledger
    assert isinstance(ledger, PostgresUrl)
    assert SECRET not in f"{ledger} {ledger!r} {settings!r} {settings.model_dump_json()}"
    assert (ledger.password.get_secret_value() if ledger.password else None) == (SECRET if SECRET in url else None)
    assert ledger.is_local is local


def test_a_password_is_decoded_as_in_any_url() -> None:
    ledger = load_settings(environ={"SEMCACHE_LEDGER": "postgresql://u:p%40ss%2F%3A@localhost/b"}).ledger
    assert isinstance(ledger, PostgresUrl)
    assert ledger.password is not None
    assert ledger.password.get_secret_value() == "p@ss/:"
