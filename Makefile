# make judge: install and print the verdicts. make test: install with tools and check everything.
# Another Python: make test PYTHON=python3.13 VENV=.venv-3.13

PYTHON ?= python3
VENV ?= .venv
PIP := $(VENV)/bin/python -m pip --disable-pip-version-check install --quiet

.DEFAULT_GOAL := help
.PHONY: help judge docs test mutate bench format wheel clean

help:
	@echo "make judge   install into $(VENV) and print the verdicts"
	@echo "make test    lint, formatting, types and every test"
	@echo "make mutate  take out each rule in turn; something must break"
	@echo "make docs    write the catalogue of rules to docs/"
	@echo "make bench   measure speed, as ratios within one run"
	@echo "make browser install the browser that the tests of pages need, if it can be"
	@echo "make format  let ruff format and tidy the code"
	@echo "make wheel   build the wheel into dist/"
	@echo "make clean   remove $(VENV), caches and builds"

judge: $(VENV)/.installed
	@$(VENV)/bin/coalition judge

test: $(VENV)/.installed-dev browser
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy
	$(VENV)/bin/pytest -q -n auto

docs: $(VENV)/.installed-dev
	$(VENV)/bin/python -m explain.catalogue > docs/rules.md

bench: $(VENV)/.installed-dev
	$(VENV)/bin/python -m benchmarks.run

mutate: $(VENV)/.installed-dev
	$(VENV)/bin/python -m benchmarks.mutate

browser:
	@tests/browser/install

format: $(VENV)/.installed-dev
	$(VENV)/bin/ruff check --fix .
	$(VENV)/bin/ruff format .

wheel: $(VENV)/.installed-dev
	$(VENV)/bin/python -m build --wheel

clean:
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis

# A stamp is older than pyproject.toml only when something there has changed: repeated calls install nothing.
$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: pyproject.toml | $(VENV)/bin/python
	$(PIP) --editable .
	@touch $@

$(VENV)/.installed-dev: pyproject.toml | $(VENV)/bin/python
	$(PIP) --editable '.[dev]'
	@touch $@ $(VENV)/.installed
