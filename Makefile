# Every habit of this repository. `make help` lists them.
SHELL := /bin/bash
PY := .venv/bin/python
# Stable and quiet rendering for everything that runs without a screen.
OFFSCREEN := QT_QPA_PLATFORM=offscreen QT_QUICK_BACKEND=software

.DEFAULT_GOAL := help
.PHONY: help run demo test test-kiosk test-server lint bench screens docs lock system system-test clean

help: ## list every habit
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 16

system:
	@tools/install-system.sh

system-test:
	@tools/install-system.sh test

.venv/.ready: requirements.txt
	@test -x $(PY) || python3 -m venv .venv
	@echo "Installing the pinned Python packages into .venv …"
	@$(PY) -m pip install -q --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

run: system .venv/.ready ## start SIKER and the kiosk with simulated devices and the dev dock (no display: the demo)
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ]; then $(PY) -m kiosk run --dev; \
	else echo "There is no display here, so the demo runs instead (make demo)."; $(MAKE) --no-print-directory demo; fi

demo: system .venv/.ready ## three whole visits: network up, network down, finding work; no display needed; results in out/
	@$(OFFSCREEN) $(PY) -m kiosk demo --out out

test: system-test .venv/.ready ## every test
	@$(OFFSCREEN) $(PY) -m pytest -n 2 --dist loadfile $(ARGS)

test-kiosk: .venv/.ready ## the station's tests, with Django absent
	@$(OFFSCREEN) $(PY) -m tools.without django tests/unit tests/store tests/devices tests/ui

test-server: .venv/.ready ## the server's tests, with PySide6 absent
	@$(PY) -m tools.without PySide6 tests/server tests/contract

lint: .venv/.ready ## ruff, mypy, import contracts, QML lint
	@.venv/bin/ruff check .
	@$(PY) -m mypy
	@.venv/bin/lint-imports --config setup.cfg
	@tools/qml_types.sh

bench: system-test .venv/.ready ## figures beside their floors, as table and out/bench.json
	@$(PY) -m bench --out out/bench.json

screens: system .venv/.ready ## PNG of every page in every language and size into out/screens/
	@$(OFFSCREEN) $(PY) tools/screens.py

docs: .venv/.ready ## regenerate the documents that come from code
	@$(PY) -m tools.documents

lock: ## pin every dependency with hashes again
	@test -x .venv/bin/uv || $(PY) -m pip install -q --disable-pip-version-check uv
	@.venv/bin/uv pip compile setup.cfg --all-extras --generate-hashes --python-version 3.11 -q -o requirements.txt --no-header --no-emit-index-url

clean: ## remove what was built; keeps .venv
	@rm -rf out build var .pytest_cache .mypy_cache .ruff_cache .hypothesis
