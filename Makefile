# Every target makes its own .venv: one command on a fresh clone is enough. A Python that is named, as in
# `make test PYTHON=python3.13`, has a folder of its own beside it, by its version.
PYTHON ?= python3
VENV := .venv
ifneq ($(origin PYTHON),file)
VENV := .venv-$(shell $(PYTHON) -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null)
endif
BIN := $(VENV)/bin
PIP = $(BIN)/python -m pip --quiet --disable-pip-version-check
UV_COMPILE = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-strip-extras --no-header \
	--no-emit-index-url --no-emit-find-links pyproject.toml
# What marks a text in the code, as pybabel reads it: the function, and which of its arguments are texts.
KEYWORDS := t label:1 plural:1,2 mark
# What `make prove` runs: the tests whose mark names the PART, hypothesis' own for PART=properties, else all of both.
PROOFS = $(if $(filter properties,$(PART)),hypothesis,$(if $(PART),prove(part='$(PART)'),prove or hypothesis))

.PHONY: .venv demo test check bench prove format locales lock clean

.venv: $(VENV)/.ready

# Touched last, so that an install that failed is done again. What is there is kept: only a .venv whose Python or pip
# does not work, or is too old, is made anew.
$(VENV)/.ready: requirements-dev.lock
	@$(BIN)/python -c 'import pip, sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
		$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
			echo "Reti needs Python 3.11 or newer, and $(PYTHON) is not: name one that is, as in" \
				"'make $(MAKECMDGOALS) PYTHON=python3.11'." >&2; exit 1; }; \
		$(PYTHON) -m venv --clear $(VENV); }
	$(PIP) install --require-hashes -r requirements-dev.lock
	$(PIP) install --no-deps --no-build-isolation --editable .
	$(BIN)/python -m compileall -q bot domain handlers storage  # as pip does with what it installs: a third of the start
	@touch $@

demo: .venv  ## A Telegram-like chat in the browser, with the bot behind it.
	$(BIN)/reti demo

# Three processes, for half of what stories do is waiting; no more, since some keep real time and want room.
test: .venv  ## The whole suite, with branch coverage; with ARGS, a part of it, as pytest names it.
	$(BIN)/python -m pytest -m "not prove" $(or $(ARGS),-n 3 --dist worksteal --cov --cov-report=term:skip-covered)

check: .venv  ## Format, lint, types, import rules.
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

format: .venv
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: .venv  ## Speed, each against something real in the same run.
	$(BIN)/python -m bench all

prove: .venv  ## The long proofs, or the one that PART names (CONTRIBUTING.md); properties on ten times as many examples.
	$(BIN)/python -m pytest -m "$(PROOFS)" --hypothesis-profile=prove --timeout=1800 -s $(ARGS)

locales: .venv  ## Brings the catalogues up to date with the code.
	@trap 'rm -f .texts.pot' EXIT; \
	$(BIN)/pybabel -q extract $(KEYWORDS:%=-k %) --no-wrap --sort-by-file --add-location=file --omit-header handlers \
		-o .texts.pot && \
	$(BIN)/pybabel -q update -i .texts.pot -d handlers/locales -D reti --no-wrap --no-fuzzy-matching \
		--ignore-obsolete --omit-header

lock: .venv  ## Brings the pins up to date with pyproject.toml; ARGS=--upgrade takes what is newest.
	$(UV_COMPILE) --all-extras --group dev -o requirements-dev.lock $(ARGS)
	$(UV_COMPILE) --extra postgres -c requirements-dev.lock -o requirements.lock $(ARGS)

clean:
	rm -rf .venv .venv-* build dist .coverage .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache .texts.pot
