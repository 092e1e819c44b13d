"""What a user may choose about embedding."""

from __future__ import annotations

import importlib.util
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from semcache.adapters.model_files import DEFAULT_MODEL
from semcache.errors import ConfigError

Runtime = Literal["auto", "onnx", "torch", "endpoint", "hash"]
Device = Literal["auto", "cpu", "cuda"]


@dataclass(frozen=True, slots=True)
class EmbeddingChoices:
    """What the user wants; the defaults are right for most."""

    model: str = DEFAULT_MODEL
    """A sentence-transformers model's name or folder, or the name that the endpoint knows."""
    runtime: Runtime = "auto"
    device: Device = "auto"
    home: Path = Path(".semcache")
    """Exports are kept in its folder `models`."""
    threads: int = 1
    """For computing one text's vector on a CPU."""
    patience: float = 1.0
    """Seconds that an embed waits for a model that is still loading."""
    url: str = ""
    """Of the endpoint, up to and with /v1."""
    key: str | None = field(default=None, repr=False)
    """The endpoint's key."""
    dimension: int = 0
    """Of the endpoint's vectors; 0 learns it from the first answer."""
    max_tokens: int = 512
    """Of the endpoint's model."""
    timeout: float = 5.0
    """Seconds for one answer of the endpoint."""
    socket: Path | None = None
    """Of the process that embeds for this one, with the same choices."""


def check(choices: EmbeddingChoices) -> None:
    """Raises `ConfigError` for choices that contradict each other."""
    if choices.runtime == "endpoint" and "@" in choices.url:
        raise ConfigError("embedding", "url", "expected no user and password in it: the key is a setting of its own")
    if choices.runtime == "endpoint" and not choices.url.startswith(("http://", "https://")):
        raise ConfigError("embedding", "url", f"expected the endpoint's http(s) URL, not {choices.url!r}")
    if choices.key is not None and not (choices.key.isascii() and choices.key.strip().isprintable()):
        raise ConfigError("embedding", "key", "expected printable ASCII characters")
    if choices.runtime == "onnx" and choices.device == "cuda":
        raise ConfigError("embedding", "device", "expected cpu or auto: the ONNX runtime is used on CPUs only")
    if choices.threads < 1:
        raise ConfigError("embedding", "threads", f"expected 1 or more, not {choices.threads}")


def may_use_cuda(choices: EmbeddingChoices) -> bool:
    """Whether trying CUDA makes sense, told from files: importing torch to ask it takes seconds."""
    if choices.runtime not in ("auto", "torch") or choices.device == "cpu":
        return False
    if choices.device == "cuda":
        return True
    spec = importlib.util.find_spec("torch")
    places = spec.submodule_search_locations if spec is not None else None
    has_cuda_torch = any((Path(place) / "lib" / "libtorch_cuda.so").is_file() for place in places or ())
    return has_cuda_torch and any(Path(device).exists() for device in ("/dev/nvidiactl", "/dev/dxg"))


def has_onnx() -> bool:
    """Whether what runs an export is installed."""
    return is_installed("onnxruntime") and is_installed("tokenizers")


def is_installed(module: str) -> bool:
    return importlib.util.find_spec(module) is not None
