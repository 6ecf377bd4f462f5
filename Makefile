# Each target does its whole set-up. Needs Python 3.11 or newer and make, nothing else.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: setup demo test lint types tests smoke slow bench clean

setup: $(READY)

$(READY): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit("需要 Python 3.11 或更新的版本,现在是 %d.%d" % sys.version_info[:2] if sys.version_info < (3, 11) else 0)'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "正在安装依赖,第一次要几分钟……"
	@$(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt -e ".[dev]"
	@touch $(READY)

demo: $(READY)
	@$(BIN)/renda demo

test: lint types tests smoke

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(READY)
	$(BIN)/mypy

tests: $(READY)
	$(BIN)/pytest -n 2 -m "not slow"

slow: $(READY)
	$(BIN)/pytest -n 2 -m slow

smoke: $(READY)
	$(BIN)/python -m tests.smoke

bench: $(READY)
	$(BIN)/python -m bench

clean:
	rm -rf $(VENV) var
