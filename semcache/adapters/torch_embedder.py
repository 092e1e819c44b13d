"""A sentence-transformers model run by torch: fp16 on CUDA, fp32 on a CPU."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import numpy as np

from semcache.batching import Compute, Outcome, Worker
from semcache.errors import EmbedderFault, TextTooLong
from semcache.ports import Spent, Vector

if TYPE_CHECKING:
    from collections.abc import Callable

    from sentence_transformers import SentenceTransformer

CUDA_BATCH = 256
"""Texts at most in one batch on CUDA; a CPU takes one at a time, because padding costs it more than it gains."""


class TorchEmbedder:
    """Imports torch, checks the weights and loads them in a worker thread. `check` raises for wrong weights."""

    def __init__(
        self,
        folder: Path,
        *,
        fingerprint: str,
        dimension: int,
        max_tokens: int,
        check: Callable[[], None],
        device: Literal["cpu", "cuda"] = "cpu",
        threads: int = 1,
        patience: float = 1.0,
    ) -> None:
        self.fingerprint = fingerprint
        self.dimension = dimension
        self.max_tokens = max_tokens

        def load() -> Compute:
            check()
            return TorchModel(load_model(folder, device, threads), dimension, max_tokens)

        batch = CUDA_BATCH if device == "cuda" else 1
        self._worker = Worker(fingerprint, load, max_batch=batch, patience=patience, device=device)

    @property
    def current(self) -> TorchEmbedder:
        return self

    def wait_loaded(self) -> None:
        self._worker.wait_loaded()

    @property
    def spent(self) -> Spent:
        return self._worker.spent

    async def ready(self) -> None:
        await self._worker.ready()

    async def embed(self, text: str) -> Vector:
        return await self._worker.submit(text)

    async def close(self) -> None:
        await self._worker.close()


class TorchModel:
    """Texts to vectors, in the thread that calls."""

    def __init__(self, model: SentenceTransformer, dimension: int, max_tokens: int) -> None:
        model.max_seq_length = max_tokens
        self._model = model
        self._dimension = dimension
        self._max_tokens = max_tokens
        self._prompt: str = model.prompts.get(model.default_prompt_name or "", "")

    def __call__(self, texts: Sequence[str]) -> list[Outcome]:
        outcomes: list[Outcome | None] = [self._refusal(text) for text in texts]
        fitting = [text for text, outcome in zip(texts, outcomes, strict=True) if outcome is None]
        vectors = iter(self._vectors(fitting) if fitting else [])
        return [next(vectors) if outcome is None else outcome for outcome in outcomes]

    def _vectors(self, texts: list[str]) -> list[Vector]:
        encoded = self._model.encode(texts, batch_size=len(texts), show_progress_bar=False, convert_to_numpy=True)
        vectors = np.asarray(encoded, np.float32)
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        if vectors.shape[1] != self._dimension or not (np.isfinite(lengths).all() and lengths.all()):
            raise EmbedderFault(f"the model gave vectors of shape {vectors.shape}, not all of them finite and not zero")
        return list(vectors / lengths)

    def _refusal(self, text: str) -> Outcome | None:
        """Why this text cannot be embedded, if so."""
        try:
            encoded = self._model.tokenizer(self._prompt + text, truncation=False, padding=False, verbose=False)
        except (TypeError, ValueError) as error:  # such as half a surrogate pair
            return EmbedderFault(f"the tokenizer refused the text: {type(error).__name__}")
        tokens = len(encoded["input_ids"])
        for encoding in encoded.encodings or ():
            # A word that the vocabulary cannot spell becomes one unknown token, however long: count what was not read.
            tokens += sum(
                end - start - 1
                for token, (start, end) in zip(encoding.tokens, encoding.offsets, strict=True)
                if token == self._model.tokenizer.unk_token and end > start
            )
        return TextTooLong(tokens, self._max_tokens) if tokens > self._max_tokens else None


def load_model(folder: Path, device: str, threads: int) -> SentenceTransformer:
    """The model in that folder; slow (it imports torch), and without any network call."""
    torch_is_ours = "torch" not in sys.modules
    try:
        import torch
        from sentence_transformers import SentenceTransformer
        from transformers.utils import logging
    except ImportError as error:
        raise EmbedderFault(f"{error}; install sentence-transformers") from None
    if torch_is_ours:  # its thread count is one for the process, and not ours to change in somebody else's
        torch.set_num_threads(threads)
    if device == "cuda" and not torch.cuda.is_available():
        raise EmbedderFault("torch sees no CUDA device")
    logging.disable_progress_bar()
    try:
        return SentenceTransformer(
            str(folder),
            device=device,
            local_files_only=True,
            model_kwargs={"dtype": torch.float16 if device == "cuda" else torch.float32},
        )
    finally:
        logging.enable_progress_bar()
