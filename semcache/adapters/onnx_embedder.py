"""A model that was exported to ONNX, run by ONNX Runtime on the CPU."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from semcache.batching import Outcome, Worker
from semcache.errors import EmbedderFault, TextTooLong
from semcache.ports import Spent, Vector


class OnnxEmbedder:
    """Reads `model.onnx` and `tokenizer.json` of one folder in a worker thread, after checking their digests.

    One text at a time: int8 activations are scaled by the whole batch, so a text's vector would depend on its
    neighbours (cosine 0.983 at worst between alone and in 32 of equal length), to save a fifth of the CPU.
    """

    def __init__(
        self,
        folder: Path,
        *,
        fingerprint: str,
        dimension: int,
        max_tokens: int,
        digests: dict[str, str],
        threads: int = 1,
        patience: float = 1.0,
    ) -> None:
        self.fingerprint = fingerprint
        self.dimension = dimension
        self.max_tokens = max_tokens

        def load() -> OnnxModel:
            return OnnxModel(folder, digests, dimension, max_tokens, threads)

        self._worker = Worker(fingerprint, load, max_batch=1, patience=patience)

    @property
    def current(self) -> OnnxEmbedder:
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


class OnnxModel:
    """Texts to vectors, in the thread that calls."""

    def __init__(self, folder: Path, digests: dict[str, str], dimension: int, max_tokens: int, threads: int) -> None:
        import onnxruntime
        from tokenizers import Tokenizer

        content = {name: _checked(folder / name, digest) for name, digest in digests.items()}
        self._tokenizer = Tokenizer.from_str(content["tokenizer.json"].decode())
        # The file may say "cut at 128" or "pad to 128"; here nothing is cut, and one text needs no padding.
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        # An x64 CPU without VNNI adds int8 products in 16 bits, which overflow: its vectors would be others (0.97 in
        # cosine) than those of the CPUs that it shares a cache with. So it adds them as they do, a tenth slower.
        options.add_session_config_entry("session.x64quantprecision", "1")
        self._session = onnxruntime.InferenceSession(content["model.onnx"], options, ["CPUExecutionProvider"])
        self._inputs = [node.name for node in self._session.get_inputs()]
        self._dimension = dimension
        self._max_tokens = max_tokens

    def __call__(self, texts: Sequence[str]) -> list[Outcome]:
        return [self.vector(text) for text in texts]

    def vector(self, text: str) -> Outcome:
        encoding = self._tokenizer.encode(text)
        # A word that the vocabulary cannot spell becomes one unknown token, however long: count what was not read.
        tokens = len(encoding.ids) + sum(
            end - start - 1
            for token, (start, end) in zip(encoding.tokens, encoding.offsets, strict=True)
            if token in ("[UNK]", "<unk>") and end > start
        )
        if tokens > self._max_tokens:
            return TextTooLong(tokens, self._max_tokens)
        ids = np.array([encoding.ids], np.int64)
        values = {
            "input_ids": ids,
            "attention_mask": np.ones_like(ids),
            "token_type_ids": np.array([encoding.type_ids], np.int64),
        }
        (vectors,) = self._session.run(None, {name: values[name] for name in self._inputs})
        vector: Vector = vectors[0]
        length = float(np.linalg.norm(vector))
        if vector.shape != (self._dimension,) or not np.isfinite(length) or length == 0.0:
            return EmbedderFault(f"the model gave a vector of shape {vector.shape} and length {length}")
        return vector / np.float32(length)


def _checked(path: Path, digest: str) -> bytes:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise EmbedderFault(f"{path} cannot be read: {error.strerror}") from None
    if hashlib.sha256(content).hexdigest() != digest:
        raise EmbedderFault(f"{path} is not the file that its manifest describes; delete {path.parent} to export again")
    return content
