# What a person types in this project; `make help` lists it.

PYTHON ?= python3
PORT ?= 8000
HOST ?= 127.0.0.1
VENV := .venv
BIN := $(VENV)/bin
MANAGE := $(BIN)/python manage.py
export PIP_DISABLE_PIP_VERSION_CHECK = 1

# Tools of npm, each kept in a folder of its own that git ignores.
STYLELINT := var/tools/stylelint-17.16.0
LIGHTHOUSE := var/tools/lighthouse-12.8.2

# What a production site would set; the database is empty and in memory.
DEPLOY := env -u DEBUG -u DEMO SECRET_KEY=$$($(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(64))') \
	ALLOWED_HOSTS=kp.example.org DATABASE_URL=sqlite://:memory:

.DEFAULT_GOAL := help
.PHONY: help run dev test test-layout lint-css lighthouse test-postgres check format messages clean

help:  ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-13s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: export DEMO = 1
run: export DEBUG = 0
run: $(VENV)/run.stamp  ## serve the site as readers would get it, with starter content and demo accounts (PORT=8000)
	@$(MANAGE) prepare
	@exec $(BIN)/gunicorn --bind '$(HOST):$(PORT)'

dev: export DEMO = 1
dev: export DEBUG = 1
dev: $(VENV)/dev.stamp  ## serve it from the code as it is edited, on the same data (PORT=8000)
	@$(MANAGE) prepare
	@exec $(MANAGE) runserver '$(HOST):$(PORT)'

test: $(VENV)/dev.stamp  ## run all tests
	@$(BIN)/pytest -q -n auto --dist loadfile --no-loadscope-reorder --durations=10

test-layout: $(VENV)/dev.stamp lint-css  ## look at every kind of page in every width, scheme and medium (takes a while)
	@$(BIN)/pytest -q -n auto --dist loadfile --durations=5 tests/layout

lint-css: $(STYLELINT)  ## look for mistakes in the stylesheets
	@$</node_modules/.bin/stylelint --config .stylelintrc.json --config-basedir $< 'static/**/*.css'
	@$</node_modules/.bin/stylelint --config .stylelint-public.json 'static/css/*.css'

lighthouse: $(VENV)/dev.stamp $(LIGHTHOUSE)  ## let Lighthouse judge four kinds of page; what it said is kept in bench/lighthouse.json
	@LIGHTHOUSE=$(LIGHTHOUSE)/node_modules/.bin/lighthouse $(BIN)/python -m bench.lighthouse

test-postgres: $(VENV)/dev.stamp  ## run what needs no browser on the PostgreSQL at DATABASE_URL, whose user may create databases
	@case '$(DATABASE_URL)' in postgres*) ;; \
		*) echo 'Say where: make test-postgres DATABASE_URL=postgres://user:password@host/name' >&2; exit 1;; esac
	@DATABASE_URL='$(DATABASE_URL)' $(BIN)/pytest -q -n auto --dist loadfile --no-loadscope-reorder --durations=10 -m 'not browser' --ignore=tests

check: $(VENV)/dev.stamp  ## look for mistakes without running tests: style, types, imports, templates, settings
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/djlint --lint --quiet .
	$(DEPLOY) $(MANAGE) check --fail-level WARNING
	$(DEPLOY) $(MANAGE) check --deploy --fail-level WARNING
	$(DEPLOY) $(MANAGE) makemigrations --check --dry-run

format: $(VENV)/dev.stamp  ## put imports and layout right
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

messages: $(VENV)/dev.stamp  ## gather the words of the interface into locale/, compile them and list those without French
	@command -v xgettext msgfmt >/dev/null || { echo 'gettext is needed: on Debian or Ubuntu run `sudo apt install gettext`.' >&2; exit 1; }
	@DEBUG=1 $(MANAGE) makemessages
	@DEBUG=1 $(MANAGE) compilemessages --ignore '$(VENV)' --verbosity 0
	@for file in locale/*/LC_MESSAGES/*.po; do msgattrib --untranslated --no-obsolete --no-wrap "$$file"; done

clean:  ## throw away caches and collected files; the data in var/ stays
	rm -rf var/static .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
	find . -path ./$(VENV) -prune -o -name __pycache__ -print0 | xargs -0 rm -rf

# --- tools of npm ---------------------------------------------------------------------------------------------

$(STYLELINT):
	npm install --prefix $@ --silent --no-fund --no-audit stylelint@17.16.0 stylelint-config-standard@40.0.0

$(LIGHTHOUSE):
	npm install --prefix $@ --silent --no-fund --no-audit lighthouse@12.8.2

# --- the virtual environment: made once, brought up to date when a list of requirements changes --------------

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo 'Python 3.11 or newer is needed: install it, or name it, as in `make PYTHON=python3.12 run`.' >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
		{ echo 'Python lacks its venv module: on Debian or Ubuntu run `sudo apt install python3-venv`.' >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/run.stamp: requirements.txt | $(BIN)/python
	$(BIN)/python -m pip install --quiet -r requirements.txt
	@touch $@

$(VENV)/dev.stamp: requirements.txt requirements-dev.txt | $(BIN)/python
	$(BIN)/python -m pip install --quiet -r requirements-dev.txt
	@touch $@ $(VENV)/run.stamp
