# The two commands: `make run` and `make test`. ARGS= passes options on.
PYTHON ?= python3
ARGS ?=
BIN := .venv/bin

run: .venv/.ready
	@$(BIN)/pmtui $(or $(ARGS),demo)

test: .venv/.ready
	@$(BIN)/python -m pytest $(ARGS)

lint: .venv/.ready
	@$(BIN)/ruff format --check . && $(BIN)/ruff check . && $(BIN)/mypy && $(BIN)/lint-imports

.venv/.ready: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "pmtui needs Python 3.11 or newer: set PYTHON=")'
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check 'pip>=25.1'
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable . --group dev
	@touch $@

.PHONY: run test lint
