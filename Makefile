# Two commands matter: `make demo` and `make test`. Each sets up .venv by itself, from hashed pins, with nothing but
# Python 3.11 or newer. Where packages come from is for pip's own settings to say.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready
DEMO := demo-store
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
LOCK := $(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 \
	--generate-hashes --no-emit-index-url --no-annotate --no-header

.DEFAULT_GOAL := help
.PHONY: help demo test check setup pins secrets services clean

help:  ## Say what each command does
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' $(firstword $(MAKEFILE_LIST)) | expand -t 18

demo: $(READY)  ## Read the sample reports, ask three questions, draw a page
	$(BIN)/casegraph ingest samples --store $(DEMO)
	$(BIN)/casegraph query find --param text=Solen --store $(DEMO)
	$(BIN)/casegraph query Q10 --param entity_id=person:2wmtcrih43h36mo7du33 --store $(DEMO)
	$(BIN)/casegraph query Q30 --param measure=killed --store $(DEMO)
	$(BIN)/casegraph view --store $(DEMO) --output $(DEMO)/picture.html
	@echo "Open $(DEMO)/picture.html in a web browser; nothing in it leaves this machine."

test: $(READY)  ## Run every test; what this machine lacks (Maven, Chromium) is named
	$(BIN)/python -m pytest

check: $(READY)  ## Style, types and the direction of imports
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

setup: $(READY)  ## Make .venv; the other commands do it when it is missing or out of date

$(READY): requirements/dev.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "casegraph needs Python 3.11 or newer, and $(PYTHON) is not it. Name another: make setup PYTHON=python3.12" >&2; \
		exit 1; }
	@$(PYTHON) -m venv .venv || { \
		echo "$(PYTHON) cannot make a virtual environment. On Debian and Ubuntu: apt-get install python3-venv" >&2; \
		exit 1; }
	@echo "Installing into .venv; this takes one or two minutes the first time."
	$(PIP) install --no-deps --require-hashes --only-binary :all: --requirement requirements/dev.txt
	$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

pins: $(READY)  ## Pin the newest versions that pyproject.toml allows
	$(LOCK) pyproject.toml --group dev --output-file requirements/dev.txt
	$(LOCK) pyproject.toml --constraint requirements/dev.txt --output-file requirements/run.txt
	$(LOCK) --group build --constraint requirements/dev.txt --output-file requirements/build.txt

secrets:  ## Make the passwords and the token of docker-compose.yml, once
	@$(PYTHON) docker/make_secrets.py secrets

services: secrets  ## Start Neo4j and the API in containers (docs/howto/services.md)
	docker compose up --build --detach --wait

clean:  ## Remove what these commands made, except secrets
	@if [ -f $(READY) ]; then rm -rf .venv; fi
	rm -rf $(DEMO) .cache .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
