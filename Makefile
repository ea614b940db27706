# The front door. Needs Python 3.11 or later, git and make; `make help` lists what there is.
#
# The environment is .venv in this folder. Its stamp files say how far it got: .root (built, for this
# folder), .runtime, .dev and .bench (packages installed). An install that was broken off leaves no stamp, so the
# next call takes it up again; an environment that doesn't answer, or was moved, is built anew.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-builtin-rules

VENV := .venv
BIN := $(VENV)/bin
# The Python that builds the environment: PYTHON=… or the first of these that is 3.11 or later.
PYTHON ?= $(shell for p in python3 python3.11 python3.12 python3.13 python; do \
  "$$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && { command -v "$$p"; break; }; done)
# The demo's files, store and pictures go here.
DEMO ?= demo
# Further words for pytest, as in: make test ARGS="-k register", or ARGS="-n 0 --pdb" for one process.
ARGS ?=
# So many processes run the tests; those of one file, and those on the one Neo4j, stay together (tests/conftest.py).
WORKERS ?= 2

export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PIP_NO_INPUT := 1
export PIP_ROOT_USER_ACTION := ignore
export PYTHONUTF8 := 1
PIP_INSTALL := $(BIN)/python -m pip install --quiet --no-warn-script-location --require-virtualenv

.PHONY: help
help: ## list these targets
	@awk -F':.*## ' '/^[a-z0-9-]+:.*## / {printf "  make %-11s %s\n", $$1, $$2}' $(firstword $(MAKEFILE_LIST))

# ---- the environment -------------------------------------------------------------------------------

.PHONY: env
env:
	@[ -d headwater/graph ] || { \
	  echo "make: the links in headwater/ are missing: git config core.symlinks true && git checkout -- headwater" >&2; exit 2; }
	@if [ "$$(cat $(VENV)/.root 2>/dev/null)" = "$(CURDIR)" ] && $(BIN)/python -c 'import pip' >/dev/null 2>&1; then exit 0; fi; \
	if [ -z "$(PYTHON)" ]; then \
	  echo "make: no Python 3.11 or later was found (looked for python3, python3.11, python3.12, python3.13, python)." >&2; \
	  echo "make: install one (Debian: apt-get install python3 python3-venv), or name it: make PYTHON=/path/to/python3 …" >&2; exit 2; fi; \
	"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "make: $(PYTHON) is older than Python 3.11, or doesn't run; name another: make PYTHON=/path/to/python3 …" >&2; exit 2; }; \
	"$(PYTHON)" -c 'import venv, ensurepip' 2>/dev/null || { \
	  echo "make: $(PYTHON) lacks venv or ensurepip (Debian: apt-get install python3-venv)." >&2; exit 2; }; \
	echo "make: building the environment in $(VENV) with $$("$(PYTHON)" --version)"; \
	rm -rf $(VENV); \
	"$(PYTHON)" -m venv $(VENV) || { echo "make: building the environment failed, see above" >&2; exit 2; }; \
	echo "$(CURDIR)" > $(VENV)/.root

$(VENV)/.runtime: requirements.lock requirements-build.lock pyproject.toml
	@echo "make: installing the locked packages (a minute or more the first time)"
	@$(PIP_INSTALL) --require-hashes -r requirements.lock
	@$(PIP_INSTALL) --require-hashes -r requirements-build.lock
	@$(PIP_INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: requirements-dev.lock $(VENV)/.runtime
	@echo "make: installing the tools for tests and checks"
	@$(PIP_INSTALL) --require-hashes -r requirements-dev.lock
	@touch $@

# pymrio's wheel brings a package named tests, which would hide ours.
$(VENV)/.bench: requirements-bench.lock $(VENV)/.dev
	@echo "make: installing what the benchmarks compare with"
	@$(PIP_INSTALL) --require-hashes -r requirements-bench.lock
	@rm -rf "$$($(BIN)/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')/tests"
	@touch $@

# Make looks at a stamp before it runs what the stamp depends on; so the environment is seen to first.
.PHONY: runtime
runtime: env
	@$(MAKE) --no-print-directory --silent $(VENV)/.runtime

.PHONY: setup
setup: env ## build .venv with all that development needs
	@$(MAKE) --no-print-directory --silent $(VENV)/.dev

# ---- what a person does ----------------------------------------------------------------------------

.PHONY: demo
demo: runtime ## a fictional garment world, from files to brief and pictures
	@$(BIN)/headwater demo $(DEMO)

.PHONY: serve
serve: runtime ## the API over the demo's store (STORE=… for another)
	@HEADWATER_STORE="$${STORE:-sqlite:$(DEMO)/demo.db}" $(BIN)/headwater serve

# ---- tests and checks ------------------------------------------------------------------------------

# Why the store contract will or won't run on a real Neo4j; empty: it will.
NO_NEO4J = $(shell missing=; command -v java >/dev/null || missing="java"; command -v mvn >/dev/null || missing="$$missing mvn"; echo $$missing)

.PHONY: test
test: setup ## the tests on two cores, with the store contract on a real Neo4j where Java and Maven are
	@missing="$(NO_NEO4J)"; \
	if [ -n "$$missing" ]; then echo "make: no $$missing on the path: the store contract runs on sqlite ONLY, not on Neo4j."; \
	else $(MAKE) --no-print-directory neo4j-jars; fi; \
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder -m "not slow" $(ARGS); \
	if [ -n "$$missing" ]; then echo "make: the store contract was NOT run on Neo4j (no $$missing); Debian: apt-get install default-jdk-headless maven"; \
	else echo "make: the store contract was run on a real Neo4j too."; fi

.PHONY: check
check: setup ## format, lint, types, layers
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

.PHONY: docs
docs: setup ## the documentation as a site in build/docs; a link that leads nowhere is an error
	@rm -rf build/docs
	@$(BIN)/python -m sphinx --fail-on-warning --nitpicky --quiet -c docs . build/docs
	@$(BIN)/python docs/links.py build/docs
	@echo "make: the documentation is in build/docs/index.html"

.PHONY: bench
bench: setup ## engines and loads beside plain alternatives, with pictures (ARGS=--quick: seconds)
	@$(MAKE) --no-print-directory --silent $(VENV)/.bench
	@$(BIN)/python -m benchmarks $(ARGS)

.PHONY: neo4j-jars
neo4j-jars: setup ## fetch a real Neo4j server for the tests (Maven; kept in the user's cache)
	@$(BIN)/python tests/neo4j/server.py fetch

# ---- packages --------------------------------------------------------------------------------------

.PHONY: wheel
wheel: setup ## build the sdist, and the wheel from it, in dist/
	@rm -rf dist
	@$(BIN)/python -m build --no-isolation --outdir dist . >/dev/null
	@ls dist

UV_COMPILE = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
  --no-emit-index-url --no-emit-find-links --no-annotate --no-header

.PHONY: lock
lock: setup ## pin the dependencies anew (UP=--upgrade for newer ones)
	@pin() { lock="$$1"; said="$$2"; shift 2; cp "$$lock" $(VENV)/pinned; \
	  $(UV_COMPILE) $(UP) --output-file $(VENV)/pinned "$$@" >/dev/null; \
	  { echo "# $$said. Made by \`make lock\`; names no registry host."; cat $(VENV)/pinned; } > "$$lock"; }; \
	echo "hatchling>=1.27" > $(VENV)/build.in; \
	pin requirements.lock "What headwater needs to run" pyproject.toml; \
	pin requirements-dev.lock "What developing and testing headwater needs; holds requirements.lock's versions" \
	  --constraint requirements.lock --extra dev pyproject.toml; \
	pin requirements-bench.lock "What the benchmarks compare with; holds requirements-dev.lock's versions" \
	  --constraint requirements-dev.lock --extra bench pyproject.toml; \
	pin requirements-build.lock "What building the wheel needs" --constraint requirements-dev.lock $(VENV)/build.in
	@git --no-pager diff --stat -- '*.lock'

.PHONY: reference
reference: setup ## write the questions' chapter of the docs, and the types of the library's methods
	@$(BIN)/python -m headwater.stub headwater/door.pyi
	@$(BIN)/python -m headwater.reference docs/reference.md

.PHONY: clean
clean: ## remove the environment, built packages and the demo's output
	rm -rf $(VENV) dist build demo out .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
