# Each target makes what it needs; a second run needs no network.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: chat test check lock clean help

help:            ## this list
	@grep -hE '^[a-z]+: .*##|^[a-z]+:  *##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/'

chat: $(VENV)/.runtime ## talk to the bot in this terminal: no token, no server
	@$(BIN)/python -m bot chat

test: check ## what CI runs: lint, types, import contract, content, tests

check: $(VENV)/.dev ## the same
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m bot check
	$(BIN)/python -m pytest -n 2 --dist loadfile

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "This needs Python 3.11 or newer, found $$($(PYTHON) --version). Try: make $(MAKECMDGOALS) PYTHON=python3.12"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.runtime: requirements.lock pyproject.toml | $(BIN)/python
	$(PIP) install --require-hashes -r requirements.lock
	$(PIP) install --no-deps --no-build-isolation --editable .
	@$(BIN)/python -m bot explain hello >/dev/null  # learns the content once, so that the first chat starts at once
	@touch $@

$(VENV)/.dev: requirements-dev.lock $(VENV)/.runtime
	$(PIP) install --require-hashes -r requirements-dev.lock
	@touch $@

lock: ## resolve the dependencies anew (needs network)
	$(PIP) install uv
	$(BIN)/uv pip compile --universal --generate-hashes --quiet --no-emit-index-url --group build pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile --universal --generate-hashes --quiet --no-emit-index-url --group build --group dev pyproject.toml -o requirements-dev.lock

clean: ## remove what the other targets made
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache
