# Điểm Cầu. `make` lists the verbs; each sets up what it needs, once per lock file.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

PY := .venv/bin/python
NODE := .venv/bin/node
PRETTIER := $(NODE) tests/js/node_modules/prettier/bin/prettier.cjs --log-level warn
SCRIPTS := 'web/js/**/*.js' 'tests/js/**/*.js'
WORKERS ?= 2
# What is compiled is kept, also where the environment says otherwise: to compile again all that a
# server is made of takes each of its processes three seconds.
export PYTHONDONTWRITEBYTECODE :=
# More for one call: make run ARGS="--speed 20", make test ARGS="-k queue".
ARGS ?=

.PHONY: help
help:  ## list the verbs
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

# ------------------------------------------------------------------------------- the product

.PHONY: run
run: run-setup  ## serve the demo at http://127.0.0.1:8080
	@exec .venv/bin/diemcau demo $(ARGS)

.PHONY: video
video: run-setup  ## the same with picture and sound (installs Janus if it may)
	@.ci/setup video
	@exec .venv/bin/diemcau demo $(ARGS)

# --------------------------------------------------------------------------------- the tests

.PHONY: test
test:  ## every test, with the coverage gates (installs Chromium if it may)
	@$(MAKE) cover
	@$(MAKE) js

.PHONY: fast
fast: dev-setup  ## the pure tests only: rules and protocol
	@$(PY) -m pytest -q tests/domain tests/protocol $(ARGS)

.PHONY: e2e
e2e: dev-setup js-setup  ## the browser tests only
	@.ci/setup chromium
	@$(PY) -m pytest -q -m browser $(ARGS)

.PHONY: js
js: js-setup  ## the tests of the browser's code
	@$(NODE) --import ./tests/js/register.js --test --test-reporter=dot 'tests/js/**/*.test.js'

.PHONY: cover
cover: dev-setup js-setup  ## every Python test, then which lines none of them reached
	@.ci/setup chromium
	@.ci/setup nginx
	@.ci/setup janus
	@.ci/setup coturn
	@.ci/setup readers
	@.ci/setup servers
	@$(PY) -m coverage erase
	@$(PY) -m pytest -q -n $(WORKERS) --dist loadfile --no-loadscope-reorder --cov --cov-report= \
	    -p tests.support.reached $(ARGS)
	@$(MAKE) gates

# Rules and protocol are pure, so nothing excuses a branch no test has taken.
.PHONY: gates
gates:
	@$(PY) -m coverage report --fail-under=100
	@$(PY) -m slipcover --out .reached/sum --skip-covered --fail-under 95 --merge .reached/*.json

.PHONY: torture
torture: dev-setup  ## a hundred rounds of what the suite does a few times: kill, cut, freeze
	@TORTURE_ROUNDS=100 TORTURE_SECONDS=10 TORTURE_COMMANDS=3000 TORTURE_READERS=1000 \
	    $(PY) -m pytest -q -m torture $(ARGS)

.PHONY: bench
bench: dev-setup js-setup  ## measure what the tests only bound
	@.ci/setup chromium
	@$(PY) tests/bench/run.py $(ARGS)

# -------------------------------------------------------------------------------- the checks

.PHONY: check
check: dev-setup js-setup  ## lint, format, types, import contracts, the browser's code
	@$(PY) -m ruff check
	@$(PY) -m ruff format --check
	@$(PY) -m mypy
	@$(PY) .venv/bin/lint-imports --no-logo
	@$(PRETTIER) --check $(SCRIPTS)
	@$(NODE) tests/js/node_modules/typescript/bin/tsc -p tests/js
	@$(MAKE) js

.PHONY: format
format: dev-setup js-setup  ## put the code in its form and mend what the linter can
	@$(PY) -m ruff check --fix-only --quiet
	@$(PY) -m ruff format
	@$(PRETTIER) --write --list-different $(SCRIPTS)

# -------------------------------------------------------------------------- what is generated

.PHONY: docs
docs: dev-setup  ## rewrite the generated pages and types
	@$(PY) tests/support/generate.py $(ARGS)

.PHONY: screens
screens: dev-setup  ## take the pictures of every page
	@.ci/setup chromium
	@$(PY) tests/support/screens.py $(ARGS)

.PHONY: vendor
vendor: dev-setup  ## fetch what web/vendor/vendor.json names (ARGS=--update takes new hashes)
	@$(PY) web/vendor/vendor.py $(ARGS)

.PHONY: sbom
sbom: dev-setup  ## write what runs and is vendored as CycloneDX, licences read (ARGS="--to FILE")
	@$(PY) -m tests.support.sbom $(ARGS)

.PHONY: audit
audit: dev-setup  ## ask a source of advisories (OSV) about all of it; 1: something is known, 2: no answer
	@$(PY) -m tests.support.audit $(ARGS)

# The only verb that works from pyproject.toml instead of the lock, so it needs no set-up but uv.
.PHONY: lock
lock:  ## compile config/lock from pyproject.toml (ARGS=--upgrade takes new versions)
	@test -x .venv/bin/uv || .ci/setup venv dev
	@compile() { .venv/bin/uv pip compile --quiet --no-config --universal --python-version 3.11 \
	    --generate-hashes --no-annotate --custom-compile-command 'make lock' $(ARGS) "$$@" pyproject.toml; }; \
	compile -o config/lock/run.txt; \
	compile --group dev --constraint config/lock/run.txt -o config/lock/dev.txt

.PHONY: clean
clean:  ## remove everything that can be made again
	@rm -rf .venv dist tests/js/node_modules .mypy_cache .ruff_cache .pytest_cache .hypothesis \
	    .import_linter_cache .coverage .coverage.* .reached
	@find server tests web -name __pycache__ -type d -prune -exec rm -rf {} +

# -------------------------------------------------------------------------------------- set-up

.PHONY: run-setup dev-setup js-setup
run-setup:
	@.ci/setup venv run
dev-setup:
	@.ci/setup venv dev
js-setup: dev-setup
	@.ci/setup js
