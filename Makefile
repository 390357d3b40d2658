# newsner: `make` lists the targets.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/$(if $(filter Windows_NT,$(OS)),Scripts,bin)
EXTRAS := dev

.DEFAULT_GOAL := help
LOCK := requirements.lock

.PHONY: help setup demo test endurance coverage test-lowest lint docs clean lock audit release

help: ## list the targets
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

$(VENV)/pyvenv.cfg:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "newsner needs Python 3.11 or newer: make PYTHON=python3.12 ...")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: pyproject.toml newsner/__init__.py | $(VENV)/pyvenv.cfg
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --editable .
	@touch $@

# LOCKED=yes takes the versions of requirements.lock, and no other
$(VENV)/.installed-test: pyproject.toml newsner/__init__.py | $(VENV)/pyvenv.cfg
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(if $(LOCKED),$(BIN)/python -m pip install --quiet --require-hashes -r $(LOCK))
	$(BIN)/python -m pip install --quiet --editable '.[$(EXTRAS)]'
	@touch $@ $(VENV)/.installed

setup: $(VENV)/.installed-test ## make the environment in .venv, with the test extras

demo: $(VENV)/.installed ## extract a bundled sample article and print what was found
	$(BIN)/python -m newsner demo

# Two processes, each with a pipeline of its own (450 MB); a file's tests share what they make, and
# the files that take longest begin (tests/conftest.py).
JOBS := 2
PYTEST := -m pytest --numprocesses $(JOBS) --dist loadfile --no-loadscope-reorder

test: setup lint ## lint, then the whole test suite, in JOBS processes
	$(BIN)/python $(PYTEST)

N := 20000
endurance: setup ## N texts of each kind and N perturbed parses through every stage: nothing stops it
	$(BIN)/python -m pytest tests/test_endurance.py tests/test_fuzz.py --endure $(N) --fuzz $(N)

coverage: setup ## the suite with branch coverage; fails below the floor in pyproject.toml
	$(BIN)/python $(PYTEST) --cov --cov-report=term

lint: setup ## ruff and mypy
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

test-lowest: ## the suite with the lowest versions that pyproject.toml allows (needs uv)
	uv venv --quiet --clear --seed --python 3.11 .venv-lowest
	uv pip install --quiet --python .venv-lowest --resolution lowest-direct --editable '.[test]'
	.venv-lowest/bin/python $(PYTEST)

docs: setup ## build the documentation into site/
	$(BIN)/python docs/generate.py
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict

lock: ## pin the test and release environment with hashes, in requirements.lock (needs uv)
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
		--extra dev --extra release --output-file $(LOCK) pyproject.toml

audit: | $(VENV)/pyvenv.cfg ## look the pinned packages up among known vulnerabilities
	$(BIN)/python -m pip install --quiet 'pip-audit>=2.7'
	$(BIN)/python -m pip_audit --strict --require-hashes --disable-pip -r $(LOCK)

# DRY_RUN=yes does all but what needs the project's address, and leaves the changelog as it is
release: setup ## build and check the distributions of VERSION, list what they bring, date the changelog
	$(BIN)/python -m pip install --quiet --editable '.[release]'
	$(BIN)/python -m release $(VERSION) $(if $(DRY_RUN),--dry-run)

clean: ## remove the environment and caches
	rm -rf $(VENV) .venv-lowest .coverage .pytest_cache .mypy_cache .ruff_cache .hypothesis dist build site
