#!/usr/bin/env bash
# vLLM with the cache inside: what was answered before never reaches the engine.
# usage: examples/vllm/serve.sh MODEL [options of vllm serve]
set -euo pipefail

# Settings come from SEMCACHE_* or from a file that SEMCACHE_CONFIG names; the README lists them all.
export SEMCACHE_HOME="${SEMCACHE_HOME:-.semcache}" # answers, ledger and explanations; `semcache report` reads them

# The embedding model runs on a CPU core beside the engine: onnx with the extra [cpu], which needs no GPU memory.
export SEMCACHE_EMBEDDER__RUNTIME="${SEMCACHE_EMBEDDER__RUNTIME:-auto}"
export SEMCACHE_EMBEDDER__DEVICE="${SEMCACHE_EMBEDDER__DEVICE:-cpu}"

# --enable-prompt-tokens-details tells how much of a prompt the KV cache held, so that the ledger can book it.
exec vllm serve "$@" --middleware semcache.asgi.SemanticCacheMiddleware --enable-prompt-tokens-details
