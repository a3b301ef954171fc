# Kilas: `make up` shows the main job (`make up ARGS="--port 9000"`); `make test` sets up what the tests need and runs them.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# --no-deps: a lock is the whole closure, and pip 23.2 (Python 3.11's own) trips over an extra that two packages ask for.
PIP := $(BIN)/python -m pip --disable-pip-version-check -q install --require-hashes --no-deps
UVC := UV_PYTHON_DOWNLOADS=never $(BIN)/uv pip compile --generate-hashes --universal --no-header --no-emit-index-url --no-annotate -q

.PHONY: up test check llama evals bench page-audit docs lock clean

up: $(VENV)/.installed
	$(BIN)/kilas up $(ARGS)

test: $(VENV)/.installed-dev
	$(BIN)/python -m pytest -n auto

check: $(VENV)/.installed-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(MAKE) test
	$(BIN)/python -m docs.generate --check

# What the tests with real models need: builds llama.cpp, a quarter of an hour the first time. Wants cmake, ninja and g++.
llama: $(VENV)/.installed-dev
	$(BIN)/python -m evals.llama

evals: $(VENV)/.installed-dev
	$(BIN)/python -m evals $(EVALS)

bench: $(VENV)/.installed-dev
	$(BIN)/python -m evals.bench
	$(BIN)/python -m evals.bench_service

# Every page in a real browser, speed included; wants Chromium and Node 20, and a quiet machine. `-s` shows the figures.
page-audit: $(VENV)/.installed-dev tests/site/audit/node_modules/.installed
	KILAS_PAGE_AUDIT=1 KILAS_REQUIRE_ALL=1 $(BIN)/python -m pytest -s -m 'slow or not slow' tests/site/test_site_audit.py

tests/site/audit/node_modules/.installed: tests/site/audit/package-lock.json
	cd tests/site/audit && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

docs: $(VENV)/.installed-dev
	$(BIN)/python -m docs.generate

# Rewrites the locks: hashes only, no download addresses.
lock: $(VENV)/.installed-dev
	$(UVC) pyproject.toml -o requirements.lock
	$(UVC) --group build -c requirements.lock -o requirements-build.lock
	$(UVC) pyproject.toml --group dev -c requirements.lock -o requirements-dev.lock
	$(UVC) --group models --no-deps -o requirements-models.lock

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Kilas needs Python 3.11 or later; this is %d.%d\n  Try: make up PYTHON=/path/to/python3.11" % sys.version_info[:2])'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: $(VENV)/bin/python requirements.lock requirements-build.lock pyproject.toml
	$(PIP) -r requirements-build.lock -r requirements.lock
	PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/python -m pip --disable-pip-version-check -q install --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.installed requirements-dev.lock
	$(PIP) -r requirements-dev.lock
	@touch $@

clean:
	rm -rf $(VENV) build dist out .pytest_cache .mypy_cache .ruff_cache .hypothesis
