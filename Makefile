# The menu of Motcua. `make` alone lists the targets. Every target sets up what it needs by itself.

# The first Python that runs and is new enough; the set-up explains when there is none.
PYTHON ?= $(shell for p in python3 python3.11 python3.12 python3.13; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && exit; done; echo python3)
BIN := .venv/bin
# A worker that has nothing left takes from the other's: the long tests do not wait in one queue.
PYTEST := $(BIN)/pytest -n auto --dist worksteal
# For `make bench`, `make bench-ux` and `make trust`: rows to run (ROWS=1,2) and size (SCALE=0.1).
export ROWS SCALE
# Python is started many times; it reads a module quicker than it compiles it anew.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help run test check lint bench bench-ux trust doctor set-up set-up-dev

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-10s %s\n", $$1, $$2}' $(firstword $(MAKEFILE_LIST))

run: set-up ## Start the whole product for a demonstration commune (Ctrl-C stops it)
	@exec $(BIN)/motcua up

# On the oldest PostgreSQL that may be given; what starts the embedded one starts the newest, and so does `make check`.
test: lint ## Everything that must hold: lint and all tests
	MOTCUA_TEST_POSTGRES=16 $(PYTEST)

check: set-up-dev ## The fast tier: style, types, imports, and the quick tests
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(PYTEST) -m "not slow and not journey"

lint: set-up-dev ## Style, types, imports between contexts, templates
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/djlint src --lint --quiet

bench: set-up-dev ## Measure the machine's side, with references in the same run (ROWS=1,2)
	$(BIN)/python -m bench.machine

bench-ux: set-up-dev ## Measure the people's side on a slow phone: pages, taps, waiting, weight (ROWS=1,2)
	$(BIN)/python -m bench.people

trust: set-up-dev ## The long proofs: kill -9, forged callbacks, walls, restores (ROWS=, SCALE=)
	$(BIN)/python -m bench.trust

doctor: set-up ## Say what is installed, in which version, and whether it works
	@$(BIN)/motcua doctor

set-up:
	@$(PYTHON) tools/set_up.py run

set-up-dev:
	@$(PYTHON) tools/set_up.py dev
