# Two commands to know: `make run` and `make test`. `make` alone lists the others.
SHELL         := /bin/bash
.SHELLFLAGS   := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS     += --no-builtin-rules --no-print-directory

PORT ?= 8000
JOBS ?= 2
BIN  := .venv/bin
export FLASK_APP := wsgi.py
export ENVIRONMENT ?= development
export PYTHON CHROMIUM REDIS

# Stamps: what is already done is not done again.
RUNTIME  := .venv/.runtime
TOOLS    := .venv/.tools
ASSETS   := app/static/vendor/vendor.json
MESSAGES := $(patsubst %.po,%.mo,$(wildcard app/translations/*/LC_MESSAGES/*.po))

help: ## List the commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | while IFS=$$'\t' read -r name text; do printf '  make %-10s %s\n' "$$name" "$$text"; done

run: install ## Serve the demonstration on http://localhost:8000 (PORT=8001 for another port)
	@$(BIN)/python .ci/port.py $(PORT)
	@exec $(BIN)/flask demo --port $(PORT)

install: $(RUNTIME) $(ASSETS) $(MESSAGES) ## Get ready to run: virtual environment, front-end assets, translations

db: install ## Bring the database up to date
	@$(BIN)/flask db upgrade

seed: db ## Fill an empty database with the territories and the demonstration
	@$(BIN)/flask seed --if-empty

test: check ## Everything: the checks, then all tests on SQLite and PostgreSQL, with a real browser
	@.ci/pango --needed; browser="$$(.ci/browser)"; redis="$$(.ci/redis)"; node="$$(.ci/oidc)"; \
	  CHROMIUM="$$browser" REDIS="$$redis" NODE="$$node" $(BIN)/python -m pytest -n $(JOBS) --dist loadgroup $(PYTEST)

coverage: ## The same with the share of lines tested, at least 85 % (takes twice as long)
	@$(MAKE) test PYTEST="--cov --cov-report=term"

test-fast: $(TOOLS) $(ASSETS) $(MESSAGES) ## The quick tests only: no browser, nothing slow
	@$(BIN)/python -m pytest -n $(JOBS) --dist loadgroup -m "not browser and not slow"

check: $(TOOLS) $(ASSETS) $(MESSAGES) ## Style, types, import rules, templates, generated docs
	@echo "ruff:" && $(BIN)/ruff check . && $(BIN)/ruff format --check --quiet .
	@echo "bandit:" && $(BIN)/bandit -q -r -c pyproject.toml app voting moderation config.py wsgi.py
	@echo "mypy:" && $(BIN)/mypy
	@echo "import rules:" && $(BIN)/lint-imports --no-logo
	@echo "djlint:" && $(BIN)/djlint --lint --quiet app/templates
	@echo "docs:" && $(BIN)/flask docs --check

fix: $(TOOLS) ## Correct and reshape what ruff can by itself
	@$(BIN)/ruff check --fix . && $(BIN)/ruff format .

docs: $(RUNTIME) ## Write the generated pages of docs/ again
	@$(BIN)/flask docs

messages: $(RUNTIME) ## Gather the French sentences of the code into the English catalogue
	@$(BIN)/pybabel -q extract -k lazy_gettext --project=Comptoir --copyright-holder=Comptoir -F .ci/babel.cfg --no-location --sort-output -o .messages.pot . 2>/dev/null
	@$(BIN)/pybabel -q update -i .messages.pot -d app/translations -l en --no-fuzzy-matching --ignore-obsolete
	@rm .messages.pot && $(BIN)/pybabel -q compile -d app/translations

sbom: $(TOOLS) ## Write sbom.json, the list of every component with its version and hashes (CycloneDX)
	@$(BIN)/python .ci/sbom.py sbom.json

audit: $(TOOLS) ## Ask the public register of vulnerabilities about every component (needs a network)
	@$(BIN)/pip-audit --disable-pip --require-hashes -r requirements.txt

bench: $(TOOLS) ## Measure speed and memory
	@$(BIN)/python -m bench

clean: ## Remove what make can build again (the database in instance/ stays)
	@rm -rf .venv node_modules app/static/vendor app/static/vendor.draft htmlcov .coverage .coverage.*
	@rm -rf .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis $(MESSAGES)
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(RUNTIME): requirements.txt .ci/uv.txt
	@.ci/venv requirements.txt
	@.ci/pango
	@touch $@

$(TOOLS): requirements-dev.txt .ci/uv.txt
	@.ci/venv requirements-dev.txt
	@.ci/pango
	@touch $@ $(RUNTIME)

# The Python of .venv can bring Node.js, hence the order. The list of communes is read from node_modules/ itself.
$(ASSETS): package-lock.json .ci/vendor.mjs .ci/icons.txt $(if $(wildcard node_modules/.package-lock.json),,again) | $(RUNTIME)
	@.ci/assets

%.mo: %.po | $(RUNTIME)
	@$(BIN)/pybabel -q compile -i $< -o $@

.PHONY: help run install db seed test test-fast coverage check fix docs messages sbom audit bench clean again
