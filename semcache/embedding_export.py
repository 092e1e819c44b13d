"""Exports a model to ONNX and quantises it to int8: `python -m semcache.embedding_export MODEL HOME`.

A process of its own, because torch takes seconds to import and holds the interpreter while it exports.
It prints a line for every step.
"""

from __future__ import annotations

import fcntl
import logging
import os
import shutil
import sys
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from semcache.adapters.model_files import (
    ONNX,
    TOKENIZER,
    Export,
    ModelFiles,
    export_folder,
    file_digest,
    find_model,
    read_export,
    write_manifest,
)
from semcache.adapters.onnx_embedder import OnnxModel
from semcache.adapters.torch_embedder import load_model
from semcache.errors import EmbedderFault, TextTooLong

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

LIBRARIES = ("torch", "transformers", "sentence-transformers", "onnx", "onnxruntime", "tokenizers")
LEAST_AGREEMENT = 0.95
"""Cosine of a sample's two vectors below which int8 is refused. all-MiniLM-L6-v2 reaches 0.980 for the worst sample
("no") and 0.994 on average over 300 bank questions, on CPUs with and without VNNI. What falls far below is a model that
does not bear quantisation."""
SAMPLES = (
    "How do I reset my password?",
    "HOW DO I CANCEL ORDER 4711, AND BY WHEN?",
    "Wie kündige ich mein Abo zum 31.12.2025?",
    "What is the capital of France",
    "def f(x): return x ** 2  # is this pure?",
    "no",
    "The invoice of 3 March says 49.90 EUR, but my card was charged twice; please explain and refund one. " * 5,
)


def export(model: ModelFiles, home: Path) -> Export:
    """The export of this model, made now if it is not there. Two processes never make it at once."""
    folder = export_folder(home, model)
    with _lock(folder):
        if (there := read_export(folder, model)) is not None:
            return there
        _say(f"checking the weights of {model.name} ({model.source})")
        model.check()
        with tempfile.TemporaryDirectory(prefix=".export-", dir=folder.parent) as staging:
            made = _export_into(Path(staging), model)
            _replace(folder, Path(staging))
        return made


def _export_into(folder: Path, model: ModelFiles) -> Export:
    _say("loading it with sentence-transformers")
    original = load_model(model.folder, "cpu", threads=1)
    if original.default_prompt_name is not None:
        raise EmbedderFault(f"{model.name} puts a prompt before each text, which the export does not")
    original.max_seq_length = model.max_tokens
    _say("exporting it to ONNX")
    _trace(original, folder / "fp32.onnx")
    _say("quantising it to int8")
    _quantise(folder / "fp32.onnx", folder / ONNX)
    (folder / "fp32.onnx").unlink()
    original.tokenizer.backend_tokenizer.save(str(folder / TOKENIZER))
    _say("comparing it with the original")
    digests = {name: file_digest(folder / name) for name in (ONNX, TOKENIZER)}
    agreement = _agreement(original, OnnxModel(folder, digests, model.dimension, model.max_tokens, threads=1))
    if agreement < LEAST_AGREEMENT:
        raise EmbedderFault(f"{model.name}: int8 vectors agree with the original's only to a cosine of {agreement:.3f}")
    versions = {library: version(library) for library in LIBRARIES}
    made = Export(model, "int8", digests[ONNX], digests[TOKENIZER], agreement, versions)
    write_manifest(folder, made)
    return made


def _trace(model: SentenceTransformer, path: Path) -> None:
    """Pooling and all further modules are part of the graph, so they are the model's own whatever they are."""
    import torch

    tokens = model.tokenizer(["What is traced does not matter", "only shapes do"], padding=True, return_tensors="pt")
    names = [n for n in ("input_ids", "attention_mask", "token_type_ids") if n in tokens]

    class Whole(torch.nn.Module):  # type: ignore[misc, name-defined, unused-ignore]
        def __init__(self) -> None:
            super().__init__()
            self.model = model

        def forward(self, *inputs: torch.Tensor) -> torch.Tensor:
            return self.model(dict(zip(names, inputs, strict=True)))["sentence_embedding"]

    # dynamo=False: the newer exporter wants onnxscript, and gives a graph that is no faster.
    with warnings.catch_warnings(), torch.no_grad():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            Whole().eval(),
            tuple(tokens[name] for name in names),
            str(path),
            input_names=names,
            output_names=["embedding"],
            dynamic_axes={name: {0: "batch", 1: "tokens"} for name in names} | {"embedding": {0: "batch"}},
            opset_version=17,
            dynamo=False,
        )


def _quantise(source: Path, target: Path) -> None:
    from onnxruntime.quantization import QuantType, quantize_dynamic

    logging.disable(logging.WARNING)  # it recommends a step that matters to image models
    quantize_dynamic(str(source), str(target), per_channel=True, weight_type=QuantType.QInt8)
    logging.disable(logging.NOTSET)


def _agreement(original: SentenceTransformer, exported: OnnxModel) -> float:
    """The lowest cosine over the samples that fit the model."""
    lowest = 1.0
    for text in SAMPLES:
        vector = exported.vector(text)
        if isinstance(vector, TextTooLong):
            continue
        if not isinstance(vector, np.ndarray):
            raise vector
        wanted = original.encode(text, normalize_embeddings=True, show_progress_bar=False)
        lowest = min(lowest, float(vector @ wanted))
    return round(lowest, 5)


def _replace(folder: Path, staging: Path) -> None:
    """An export appears whole or not at all."""
    shutil.rmtree(folder, ignore_errors=True)  # there without a manifest that fits
    fresh = staging / "whole"
    fresh.mkdir()
    for file in [f for f in staging.iterdir() if f.is_file()]:
        file.rename(fresh / file.name)
    fresh.rename(folder)


@contextmanager
def _lock(folder: Path) -> Iterator[None]:
    """One exporter at a time, also over several processes; a process that dies lets go of it."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    with (folder.parent / f".{folder.name}.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _say(step: str) -> None:
    print(step, flush=True)


def main() -> int:
    """Exit code 1 and one line on stderr when there is no export."""
    model, home = sys.argv[1:]
    os.environ["HF_HUB_OFFLINE"] = "1"  # in this process alone; what is needed is here already
    os.nice(10)  # requests come first
    try:
        made = export(find_model(model), Path(home))
    except Exception as error:
        print(error if isinstance(error, EmbedderFault) else repr(error), file=sys.stderr)
        return 1
    _say(f"done: {made.fingerprint}, agreement {made.agreement}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
