# Two commands do everything on a fresh machine with Python, pip and make: `make demo` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: demo test check format templates clean

demo: $(READY)
	$(BIN)/sikuwas-mail demo --out demo-hasil

test: check
	$(BIN)/pytest -q -n 2 --dist loadscope

# The four checks that need no server; with pytest they are the five that run everywhere.
check: $(READY)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(READY)
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

# The default Word templates, drawn anew from their plans in sikuwas_mail/paper/blueprint.
templates: $(READY)
	$(BIN)/python -m sikuwas_mail.paper.blueprint templates/dokumen

# One lock with hashes serves everybody: what was tested is what is installed.
$(READY): requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

clean:
	rm -rf $(VENV) demo-hasil .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
