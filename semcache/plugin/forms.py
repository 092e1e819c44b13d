"""LiteLLM's form of requests and answers, to core values and back. Pure.

LiteLLM hands over the arguments of the call that it is about to make: what the client asked, what its own hooks made
of that, the chosen deployment's parameters, and much of its own. Whatever may change the answer belongs to the frame;
only what is known not to is left out, so a parameter that nobody thought of costs hits and never makes a wrong one.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from types import MappingProxyType
from typing import Any

import orjson

from semcache.core.directives import NO_DIRECTIVES, Directives, parse_cache_control
from semcache.core.policy import metadata_of
from semcache.core.request import Answer, CanonicalRequest, Completion, canonical_json, digest
from semcache.lookup import SOURCES, TAGS
from semcache.wire.base import Unreadable, Wire
from semcache.wire.chat import CHAT
from semcache.wire.chat_request import DELIVERY, UNDERSTOOD
from semcache.wire.completions import COMPLETIONS
from semcache.wire.messages import MESSAGES
from semcache.wire.other import opaque_request
from semcache.wire.responses import RESPONSES

SSE_EVENTS = "litellm_cached_anthropic_sse_events"
"""Where LiteLLM puts a /v1/messages stream's events, both ways."""


@dataclass(frozen=True, slots=True)
class Surface:
    """One of LiteLLM's call types."""

    wire: Wire
    metadata: str
    """The argument that holds what the proxy itself knows of the request."""


SURFACES: Mapping[str, Surface] = MappingProxyType(
    {
        "acompletion": Surface(CHAT, "metadata"),
        "atext_completion": Surface(COMPLETIONS, "metadata"),
        "aresponses": Surface(RESPONSES, "litellm_metadata"),
        "anthropic_messages": Surface(MESSAGES, "litellm_metadata"),
    }
)
"""By LiteLLM's name of the call."""

_ABOUT_THE_CALL = frozenset(
    """_litellm_stream_usage_injected _litellm_strip_stream_usage allow_client_keepalive_override api_base api_version
    base_url cache cache_key caching caching_groups client content_policy_fallbacks context_window_fallback_dict
    context_window_fallbacks cooldown_time custom_llm_provider fallbacks force_timeout itpm keepalive_seconds
    logger_fn max_budget budget_duration max_fallbacks max_parallel_requests max_retries model model_info model_list
    no-log num_retries order original_function otpm parent_otel_span preset_cache_key proxy_server_request
    request_timeout retry_policy retry_strategy rpd rpm secret_fields shared_session specific_deployment ssl_verify
    stream_timeout tag_regex tags timeout tpd tpm use_in_pass_through use_litellm_proxy
    use_xai_oauth verbose weight""".split()  # noqa: SIM905
)
"""Where, when and how often the call is made, which does not change what its answer means. LiteLLM counts the tokens of
streams whose clients did not ask for that, and names its marks of it among what the client asked (1.106)."""
_SECRET = ("_key", "_secret", "_token", "_password", "_credentials", "_credential_name")
"""How a deployment's parameters end that say who pays. A key that is rotated leaves the answers as they were."""
_OWN_CREDENTIALS = frozenset({"api_key", "api_base", "base_url", "user_config"})
"""Fields in which a client may bring credentials of its own. What the proxy hands on of its headers is in `headers`."""
_HEEDED = ("age", "cache-control", SOURCES, TAGS, "vary")
_STORES = ("vector_store_ids", "knowledge_bases")
"""Name what LiteLLM searches for more to put before the model."""
_DEPLOYMENT = """model custom_llm_provider api_base base_url api_version organization deployment_id model_id region_name
    aws_region_name aws_bedrock_runtime_endpoint vertex_project vertex_location""".split()  # noqa: SIM905
"""Arguments that tell one deployment from another."""
_USUAL = UNDERSTOOD | frozenset(
    """include input instructions max_output_tokens prompt reasoning stop_sequences stream stream_options system text
    thinking tool_choice tools truncation""".split()  # noqa: SIM905
)
"""Fields of requests, which a deployment's own parameters may set for the client."""


@dataclass(frozen=True, slots=True)
class Told:
    """A request as LiteLLM tells it."""

    request: CanonicalRequest
    bypass: str | None
    """Why the cache must keep out of it."""
    directives: Directives
    headers: Mapping[str, str]
    metadata: Mapping[str, str]
    deployment: str
    """What is about to answer: its model, and a digest of all that tells deployments apart."""
    model: str
    """What the provider calls the model, "openai/gpt-4o-mini"."""
    deployment_id: str
    """By which LiteLLM's router knows what is about to answer; "" where it does not."""
    arguments: Mapping[str, Any]
    """With which the same can be asked once more, whole and not streamed, at the operator's expense; empty where the
    call rests on credentials of the client's own."""


def read_call(surface: Surface, kwargs: Mapping[str, Any], alias: str) -> Told:
    """What the arguments of a call ask; `alias` is the model that the client asked for."""
    sent = _mapping(kwargs.get("proxy_server_request"))
    headers = {str(k).lower(): v for k, v in _mapping(sent.get("headers")).items() if isinstance(v, str)}
    known = _mapping(kwargs.get(surface.metadata))
    own = known.get("requester_metadata") if surface.metadata == "metadata" else kwargs.get("metadata")
    model = str(kwargs.get("model") or "")
    alias = str(known.get("model_group") or alias or model)
    bypass, asked = _added_later(kwargs), _mapping(sent.get("body")).keys()
    arguments: dict[str, Any] = {}
    try:
        document, beside = _sorted_out(surface, kwargs, asked)
        request = surface.wire.read_request(orjson.dumps({"model": alias, **document})).request
        namespace = _mapping(kwargs.get("cache")).get("namespace")
        frame = request.frame + canonical_json(beside if namespace is None else [beside, str(namespace)])
        request = replace(request, frame=frame)
        if (
            _OWN_CREDENTIALS.isdisjoint(asked)
            and not kwargs.get("headers")
            and not known.get("used_client_oauth_token")
        ):
            arguments = {k: v for k, v in {**document, **beside}.items() if k not in DELIVERY}
    except (Unreadable, orjson.JSONEncodeError) as trouble:
        bypass = trouble.reason if isinstance(trouble, Unreadable) else "not-json"
        request = replace(opaque_request(surface.wire.protocol, b"", alias), stream=kwargs.get("stream") is True)
    if bypass is None and surface.wire is COMPLETIONS and request.stream:
        bypass = "litellm:completions-stream"  # LiteLLM makes an empty stream of whatever it is given there
    place = tuple((name, str(kwargs[name])) for name in _DEPLOYMENT if kwargs.get(name))
    return Told(
        request,
        bypass,
        _directives(headers.get("cache-control", ""), _mapping(kwargs.get("cache"))),
        headers,
        metadata_of({"metadata": own}),
        f"{model} {_digest(place)[:16]}",
        model,
        str(_mapping(kwargs.get("model_info") or known.get("model_info")).get("id") or ""),
        arguments,
    )


@lru_cache(maxsize=1024)
def _digest(place: tuple[tuple[str, str], ...]) -> str:
    return digest(place)


def _sorted_out(
    surface: Surface, kwargs: Mapping[str, Any], asked: Collection[str]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """The request, and what else may change its answer: parameters of the deployment and of LiteLLM."""
    document: dict[str, Any] = {}
    beside: dict[str, Any] = {}
    for name, value in kwargs.items():
        if value is None or name in _ABOUT_THE_CALL or name == surface.metadata or name.startswith("litellm_"):
            continue
        if name in asked or name in _USUAL:
            document[name] = value
        elif not name.startswith("_") and not name.endswith(_SECRET) and "cost" not in name and _is_plain(value):
            beside[name] = value
    return document, beside


def _added_later(kwargs: Mapping[str, Any]) -> str | None:
    """Why nobody can tell by now what the model will be asked: LiteLLM puts more into it after the lookup."""
    if kwargs.get("prompt_id"):
        return "litellm:prompt-template"
    tools = kwargs.get("tools")
    named = [tool for tool in tools if isinstance(tool, Mapping)] if isinstance(tools, list) else []
    if any(holder.get(name) for holder in (kwargs, *named) for name in _STORES):
        return "litellm:vector-store"
    return None


def _is_plain(value: Any) -> bool:
    """JSON. Other objects are LiteLLM's own: sessions, loggers, states."""
    return isinstance(value, str | int | float | list | dict)


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _directives(header: str, body: Mapping[str, Any]) -> Directives:
    """The strictest of what the header and LiteLLM's own `cache` field in the body ask."""
    found = parse_cache_control(header) if header else NO_DIRECTIVES
    if body.get("no-store") is True:
        found = replace(found, no_store=True)
    if body.get("no-cache") is True:
        found = replace(found, no_cache=True)
    for name in ("s-maxage", "s-max-age"):
        if name in body:
            said = body[name]
            seconds = float(said) if isinstance(said, int | float) and said > 0 else 0.0
            found = replace(found, max_age=seconds if found.max_age is None else min(seconds, found.max_age))
    return found


def read_result(surface: Surface, result: Any) -> Answer:
    """The answer that LiteLLM hands over to be kept: a JSON text, an object, a model of one, or a stream's events."""
    if isinstance(result, dict) and SSE_EVENTS in result:
        reader = surface.wire.read_stream(200)
        for event in result[SSE_EVENTS]:
            reader.feed(event.encode() if isinstance(event, str) else event)
        return replace(reader.finish(), streamed=False)  # its usage is always there
    body = body_of(result)
    return Answer(200, "not-json", None) if body is None else surface.wire.read_json(200, body)


def body_of(result: Any) -> bytes | None:
    """A whole answer of LiteLLM's as JSON, without what is LiteLLM's own; None where it is none."""
    if hasattr(result, "model_dump_json"):
        result = result.model_dump_json(exclude_unset=True)
    if isinstance(result, str):
        return result.encode()
    if not isinstance(result, dict):
        return None
    try:
        return orjson.dumps({name: value for name, value in result.items() if not name.startswith("_")})
    except orjson.JSONEncodeError:
        return None


def provider_headers(said: Any) -> tuple[tuple[bytes, bytes], ...]:
    """Of the headers of a provider's response, as LiteLLM keeps them, those that say whether and how to keep it."""
    found = _mapping(said)
    return tuple((name.encode(), value.encode()) for name in _HEEDED if isinstance(value := found.get(name), str))


def rendered(wire: Wire, completion: Completion, unique: str, stream: bool) -> list[bytes]:
    """A kept answer's bytes: a JSON object, or events for the one protocol of which LiteLLM makes no stream itself."""
    id = wire.answer_id(unique)
    if stream and wire is MESSAGES:
        return wire.replay_stream(completion, id, True)
    return [wire.replay_json(completion, id)]


def handed_over(wire: Wire, content: list[bytes], stream: bool) -> dict[str, Any]:
    """Those bytes as LiteLLM takes them."""
    if stream and wire is MESSAGES:
        return {SSE_EVENTS: tuple(event.decode() for event in content)}
    document: dict[str, Any] = orjson.loads(content[0])
    return document
