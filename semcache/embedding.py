"""Chooses model files, runtime and device, and moves to the faster runtime once that is there."""

from __future__ import annotations

import logging
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from tempfile import TemporaryFile
from threading import Event
from typing import Literal

from semcache.adapters.endpoint_embedder import EndpointEmbedder
from semcache.adapters.hash_embedder import HashEmbedder
from semcache.adapters.model_files import (
    ONNX,
    TOKENIZER,
    Export,
    ModelFiles,
    ModelNotHere,
    export_folder,
    fetch_model,
    find_model,
    read_export,
)
from semcache.adapters.onnx_embedder import OnnxEmbedder
from semcache.adapters.shared_embedder import SharedEmbedder
from semcache.adapters.torch_embedder import TorchEmbedder
from semcache.embedding_choices import Device, EmbeddingChoices, Runtime, check, has_onnx, may_use_cuda
from semcache.embedding_probe import EmbedderReport, Problem, probe
from semcache.embedding_switch import WITHOUT, SwitchingEmbedder, Unavailable
from semcache.errors import EmbedderFault, EmbedderLoading
from semcache.ports import Embedder

__all__ = [
    "Device",
    "EmbedderReport",
    "EmbeddingChoices",
    "Problem",
    "Runtime",
    "SwitchingEmbedder",
    "export_now",
    "open_embedder",
    "probe",
    "shares_embedder",
]

log = logging.getLogger("semcache.embedding")


def open_embedder(choices: EmbeddingChoices) -> Embedder:
    """The embedder for these choices. Loading goes on after it returns; a model in trouble faults on `embed`.

    Raises `ConfigError` for choices that contradict each other.
    """
    check(choices)
    if choices.socket is not None:
        return SharedEmbedder(choices.socket, model=choices.model, timeout=choices.timeout)
    if choices.runtime == "hash":
        return HashEmbedder()
    if choices.runtime == "endpoint":
        return EndpointEmbedder(
            choices.url,
            model=choices.model,
            key=choices.key,
            dimension=choices.dimension,
            max_tokens=choices.max_tokens,
            timeout=choices.timeout,
        )
    return _open_local(choices)


def shares_embedder(choices: EmbeddingChoices, shared: str, workers: int) -> bool:
    """Whether so many workers have one process that embeds for all of them; `shared` is what the settings say.

    "auto" shares a GPU, and what each worker would load torch for: 450 MiB and seconds of CPU each. On ONNX Runtime it
    does not: a model takes 94 MiB a worker, and one process computes on one core however many there are
    (`python -m tests.benchmarks.embedding_processes`).
    """
    if shared != "auto" or workers == 1 or choices.runtime in ("endpoint", "hash"):
        return shared == "on"
    if may_use_cuda(choices) or choices.runtime == "torch" or not has_onnx():
        return True
    try:
        model = find_model(choices.model)
    except EmbedderFault:  # it is still to be fetched, which one process does
        return True
    return read_export(export_folder(choices.home, model), model) is None


def export_now(choices: EmbeddingChoices, progress: Callable[[str], None] = lambda step: None) -> Export | None:
    """Make the ONNX export in the foreground, unless it is there; None where these choices have no use for one.

    `progress` hears of each step. Raises `EmbedderFault` when it cannot be made.
    """
    if choices.runtime in ("endpoint", "hash", "torch") or may_use_cuda(choices):
        return None
    return _exported(choices, fetch_model(choices.model), progress)


def _open_local(choices: EmbeddingChoices) -> Embedder:
    if may_use_cuda(choices):
        waiting = Unavailable(EmbedderLoading("the model is still loading"))
        return SwitchingEmbedder(waiting, partial(_cuda_or_cpu, choices))
    try:
        model = find_model(choices.model)
    except ModelNotHere:
        waiting = Unavailable(EmbedderLoading(f"{choices.model} is still being fetched"))
        return SwitchingEmbedder(waiting, partial(_fetched, choices))
    except EmbedderFault as fault:
        log.warning("no embedding: %s; %s", fault, WITHOUT)
        return Unavailable(fault)
    if choices.runtime == "torch" or not has_onnx():
        return _torch(choices, model, "cpu")
    if (export := read_export(export_folder(choices.home, model), model)) is not None:
        return _onnx(choices, export)
    return SwitchingEmbedder(_torch(choices, model, "cpu"), partial(_onnx_stage, choices, model))


def _cuda_or_cpu(choices: EmbeddingChoices, closed: Event) -> Iterator[Embedder]:
    try:
        embedder = _torch(choices, fetch_model(choices.model), "cuda")
        embedder.wait_loaded()
        yield embedder
    except EmbedderFault:
        if choices.device == "cuda":
            raise
        yield from _fetched(choices, closed)


def _fetched(choices: EmbeddingChoices, closed: Event) -> Iterator[Embedder]:
    model = fetch_model(choices.model)
    only_torch = choices.runtime == "torch" or not has_onnx()
    if only_torch or read_export(export_folder(choices.home, model), model) is None:
        embedder = _torch(choices, model, "cpu")
        embedder.wait_loaded()
        yield embedder
    if not only_torch:
        yield from _onnx_stage(choices, model, closed)


def _onnx_stage(choices: EmbeddingChoices, model: ModelFiles, closed: Event) -> Iterator[Embedder]:
    embedder = _onnx(choices, _exported(choices, model, lambda step: None, closed))
    embedder.wait_loaded()
    yield embedder


def _torch(choices: EmbeddingChoices, model: ModelFiles, device: Literal["cpu", "cuda"]) -> TorchEmbedder:
    return TorchEmbedder(
        model.folder,
        fingerprint=model.fingerprint("torch-fp16" if device == "cuda" else "torch-fp32"),
        dimension=model.dimension,
        max_tokens=model.max_tokens,
        check=model.check,
        device=device,
        threads=choices.threads,
        patience=choices.patience,
    )


def _onnx(choices: EmbeddingChoices, export: Export) -> OnnxEmbedder:
    return OnnxEmbedder(
        export_folder(choices.home, export.model),
        fingerprint=export.fingerprint,
        dimension=export.model.dimension,
        max_tokens=export.model.max_tokens,
        digests={ONNX: export.onnx, TOKENIZER: export.tokenizer},
        threads=choices.threads,
        patience=choices.patience,
    )


def _exported(
    choices: EmbeddingChoices, model: ModelFiles, progress: Callable[[str], None], closed: Event | None = None
) -> Export:
    """The export, made in a process of its own if need be; closing ends that process at its next step."""
    folder = export_folder(choices.home, model)
    if (export := read_export(folder, model)) is not None:
        return export
    # -P: whatever lies in the working directory is not imported.
    command = [sys.executable, "-P", "-m", "semcache.embedding_export", choices.model, str(choices.home)]
    with (
        TemporaryFile("w+") as complaints,
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=complaints, text=True) as process,  # noqa: S603
    ):
        assert process.stdout is not None
        for line in process.stdout:
            progress(line.strip())
            if closed is not None and closed.is_set():
                process.terminate()
        code = process.wait()
        complaints.seek(0)
        lines = complaints.read().strip().splitlines() or [f"exit code {code}"]
    export = read_export(folder, model)
    if export is None:
        raise EmbedderFault(f"no ONNX export: {lines[-1]}")
    return export
