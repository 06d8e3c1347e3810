# make judge: install and print the verdicts. make test: install with tools and check everything.
# Another Python: make test PYTHON=python3.13 VENV=.venv-3.13
#
# What is installed is locked: requirements/*.lock name every version with its hashes, direct or not, for Python 3.11 and
# later. `make lock` renews them; `make newest` tries the newest versions that pyproject.toml allows.

PYTHON ?= python3
VENV ?= .venv
LOCKED ?= yes
PIP := $(VENV)/bin/python -m pip --disable-pip-version-check install --quiet
LOCKS := requirements/build.lock requirements/user.lock requirements/dev.lock
# Packages published as source are built with the locked tools, not with whatever is newest that day.
ifeq ($(LOCKED),yes)
install = $(PIP) --require-hashes --requirement requirements/build.lock \
	&& $(PIP) --require-hashes --no-build-isolation --requirement requirements/$(1).lock \
	&& $(PIP) --no-build-isolation --no-deps --editable .
else
install = $(PIP) --upgrade --editable '.[$(1)]'
endif
COMPILE := $(VENV)/bin/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-header

# What starts is compiled beforehand, also where Python was told to write no bytecode on its own.
COMPILED := $(VENV)/bin/python -m compileall -q -j 0 ontology kb rules explain cli

.DEFAULT_GOAL := help
.PHONY: help judge schema ontology docs site test fuzz mutate bench bench-quick format wheel lock newest browser clean

help:
	@echo "make judge   install into $(VENV) and print the verdicts"
	@echo "make test    lint, formatting, types and every test"
	@echo "make fuzz    feed made-up bytes to everything that reads a file, for a minute"
	@echo "make mutate  take out each rule in turn; something must break"
	@echo "make schema  write what follows from ontology/schema/ and ontology/vocabularies/"
	@echo "make ontology  hold the ontology against its conventions and a reasoner"
	@echo "make docs    write the catalogue of rules to docs/"
	@echo "make site    build the documentation as pages with search into build/site/"
	@echo "make bench   measure speed, as ratios within one run; make bench-quick: roughly, in under a minute"
	@echo "make browser install the browser that the tests of pages need, if it can be"
	@echo "make format  let ruff format and tidy the code"
	@echo "make wheel   build the wheel into dist/"
	@echo "make lock    renew the locked versions in requirements/"
	@echo "make newest  make test with the newest versions allowed, in .venv-newest"
	@echo "make clean   remove $(VENV), caches and builds"

judge: $(VENV)/.installed
	@$(VENV)/bin/coalition judge

test: $(VENV)/.installed-dev browser
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy
	@$(COMPILED)
	$(VENV)/bin/pytest -q -n auto --dist worksteal

schema: $(VENV)/.installed-dev
	$(VENV)/bin/python -m ontology.generating

ontology: $(VENV)/.installed-dev
	$(VENV)/bin/python -m ontology.checking
	$(VENV)/bin/pytest -q tests/ontology

docs: $(VENV)/.installed-dev
	$(VENV)/bin/python -m explain.renderings.catalogue > docs/rules.md

# The theme prints news of its own unless told not to.
site: $(VENV)/.installed-dev
	@NO_MKDOCS_2_WARNING=1 $(VENV)/bin/mkdocs build --strict --quiet
	@echo "open build/site/index.html"

bench: $(VENV)/.installed-dev
	$(VENV)/bin/python -m benchmarks.run

bench-quick: $(VENV)/.installed-dev
	$(VENV)/bin/python -m benchmarks.run --quick

fuzz: $(VENV)/.installed-dev
	$(PIP) --require-hashes --requirement requirements/fuzz.lock
	$(VENV)/bin/python -m tests.fuzz

mutate: $(VENV)/.installed-dev
	$(VENV)/bin/python -m benchmarks.mutate

browser:
	@tests/browser/install

format: $(VENV)/.installed-dev
	$(VENV)/bin/ruff check --fix .
	$(VENV)/bin/ruff format .

wheel: $(VENV)/.installed-dev
	$(VENV)/bin/python -m build --wheel --no-isolation

# The lock must not stand in its own way: it is written with the tools of any installation.
lock: $(VENV)/.installed-dev
	$(COMPILE) --group build --output-file requirements/build.lock
	$(COMPILE) pyproject.toml --output-file requirements/user.lock
	$(COMPILE) pyproject.toml --extra dev --output-file requirements/dev.lock
	$(COMPILE) pyproject.toml --extra fuzz --output-file requirements/fuzz.lock

newest:
	rm -rf .venv-newest
	$(MAKE) test VENV=.venv-newest LOCKED=no

clean:
	rm -rf $(VENV) .venv-newest build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis

# A stamp is older than pyproject.toml only when something there has changed: repeated calls install nothing.
$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: pyproject.toml $(LOCKS) | $(VENV)/bin/python
	$(call install,user)
	@$(COMPILED)
	@touch $@

$(VENV)/.installed-dev: pyproject.toml $(LOCKS) | $(VENV)/bin/python
	$(call install,dev)
	@$(COMPILED)
	@touch $@ $(VENV)/.installed
