"""Which FAISS is installed, and whether it can be imported at all."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import metadata

from semcache.errors import IndexFault


@dataclass(frozen=True, slots=True)
class FaissBuild:
    """The FAISS that would be used."""

    version: str
    for_gpu: bool
    """Built with GPU support, whether or not there is a GPU."""
    gpus: int
    """Devices that it sees."""
    packages: tuple[str, ...]
    """Installed distributions that bring a module `faiss`; more than one is a fault of the installation."""


def faiss_build() -> FaissBuild:
    """Imports faiss (0.1 s) and asks it. IndexFault when it is absent or broken."""
    try:
        import faiss

        for_gpu = hasattr(faiss, "StandardGpuResources")
        return FaissBuild(str(faiss.__version__), for_gpu, int(faiss.get_num_gpus()) if for_gpu else 0, _packages())
    except ModuleNotFoundError as error:
        raise IndexFault("not installed" if error.name == "faiss" else f"cannot be imported ({error})") from error
    # A build for another numpy, CUDA or processor raises nearly anything.
    except Exception as error:
        raise IndexFault(f"cannot be imported ({error})") from error


def _packages() -> tuple[str, ...]:
    return tuple(sorted(set(metadata.packages_distributions().get("faiss", ()))))
