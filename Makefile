# Every target makes its own .venv: one command on a fresh clone is enough.
PYTHON ?= python3
BIN := .venv/bin
UV_COMPILE = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
	--no-emit-index-url --no-emit-find-links pyproject.toml

.PHONY: demo test check bench prove format locales lock clean

.venv: requirements-dev.lock
	$(PYTHON) -m venv --clear .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch .venv

demo: .venv  ## A Telegram-like chat in the browser, with the bot behind it.
	$(BIN)/reti demo

test: .venv  ## The whole suite, with branch coverage.
	$(BIN)/python -m pytest -m "not prove" --cov --cov-report=term:skip-covered $(ARGS)

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

prove: .venv  ## The long proofs: kills, floods, fuzzing.
	$(BIN)/python -m pytest -m prove -s $(ARGS)

locales: .venv  ## Brings the catalogues up to date with the code.
	$(BIN)/pybabel -q extract -k t -k label:1 -k plural:1,2 -k mark --no-wrap --sort-by-file --add-location=file \
		--omit-header handlers -o .texts.pot
	$(BIN)/pybabel -q update -i .texts.pot -d handlers/locales -D reti --no-wrap --no-fuzzy-matching --ignore-obsolete \
		--omit-header
	rm .texts.pot

lock: .venv  ## Pins every dependency with its hashes, anew.
	$(UV_COMPILE) --extra postgres -o requirements.lock $(ARGS)
	$(UV_COMPILE) --all-extras --group dev -o requirements-dev.lock $(ARGS)

clean:
	rm -rf .venv build dist .coverage .mypy_cache .pytest_cache .ruff_cache .hypothesis
