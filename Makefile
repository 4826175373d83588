# The course's commands. Everything they install stays in .venv/.

PYTHON ?= python3
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

bin := .venv/bin
# What a learner needs, and what a contributor needs on top.
installed := .venv/.installed
equipped := .venv/.equipped

pip := $(bin)/python -m pip install --quiet --disable-pip-version-check
# Both take the same words. uv reads no settings of pip, such as another index: pip has the last try.
install = $(bin)/python -m uv pip install --quiet --python $(bin)/python --no-deps $(1) 2>/dev/null \
	|| $(pip) --no-deps $(1)

# A worker more than cores, since many tests wait for a process, and one more in `make test`, where
# half of the time of a browser test is waiting; beyond four, servers and browsers wait for each
# other. Neighbours stay with one worker: what a module shares is made once.
cores := $(shell getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2)
more := 1
workers = $$(( $(cores) + $(more) < 4 ? $(cores) + $(more) : 4 ))
pytest = $(bin)/python -m pytest -n $(workers) --dist worksteal

.PHONY: help lab read site test test-deployment test-site test-engines test-versions check fast notebooks rehearsal bench lock clean \
	compiled lint lint-python lint-types lint-imports lint-javascript

# Tests start some hundred Pythons, and each would compile anew whatever it imports.
check test test-deployment test-site test-engines test-versions: export PYTHONDONTWRITEBYTECODE :=

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-15s  %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

lab: $(installed) ## open the course in JupyterLab
	@$(bin)/course lab

read: $(installed) ## open the course as pages without code
	@$(bin)/course read

site: build/site ## build the course for the browser, and open it from this computer
	@$(bin)/python tools/serve_site.py build/site

.PHONY: build/site
build/site: $(installed)
	@$(bin)/course build --site build/site $(if $(ADDRESS),--address $(ADDRESS))

test: more := 2
test: $(equipped) ## run all that needs no other environment: lint, tests, browser, notebooks
	$(bin)/python tools/browser.py
	@$(MAKE) --no-print-directory --jobs=2 compiled lint
	$(pytest) -m "not deployment"
	@# The notebooks answer as a new learner, and leave the progress of whoever runs this alone.
	home=$$(mktemp -d) && trap 'rm -rf "$$home"' EXIT; \
	COURSE_HOME="$$home" $(bin)/python -m pytest --nbval --nbval-current-env \
		--nbval-sanitize-with tests/notebooks/sanitize.cfg \
		-p no:cacheprovider -o addopts= -n 2 --dist loadscope notebooks

test-deployment: $(equipped) ## Binder, a hub, the wheel, pip alone, long fuzzing, oldest versions, the site
	$(bin)/python tools/browser.py
	$(pytest) -m deployment --ignore tests/build/site
	$(pytest) -m hypothesis --hypothesis-profile long
	@$(MAKE) --no-print-directory test-versions
	@$(MAKE) --no-print-directory test-site

test-site: $(equipped) ## of these the course without a server, in three engines; what cannot be tried is told
	$(bin)/python tools/browser.py
	$(bin)/python tools/site_tests.py -n $(workers) --dist worksteal -m deployment tests/build/site

test-engines: $(equipped) ## of these only Firefox and WebKit
	$(bin)/python tools/site_tests.py -n 1 -m engines tests/build/site

test-versions: $(equipped) ## of these only the oldest supported versions, in .cache/
	$(bin)/python tools/browser.py
	$(bin)/python tools/oldest_versions.py

check: $(equipped) ## lint, types and the fast tests side by side, in a minute
	@trap 'echo "make check took $$SECONDS s."' EXIT; \
	$(MAKE) --no-print-directory --jobs=3 --keep-going fast lint

fast: $(equipped)
	$(pytest) -q -m "not slow and not browser and not deployment" --hypothesis-profile brief

# A fresh checkout is compiled once, and not by each worker. What cannot be collected the tests tell.
compiled: $(equipped)
	@$(bin)/python -m pytest --collect-only -qq >/dev/null || true

lint: lint-python lint-types lint-imports lint-javascript ## lint and types alone

lint-python: $(equipped)
	$(bin)/ruff check
	$(bin)/ruff format --check

lint-types: $(equipped)
	$(bin)/mypy

lint-imports: $(equipped)
	PYTHONPATH=. $(bin)/lint-imports

lint-javascript: $(equipped)
	@$(bin)/python tools/javascript.py

notebooks: $(equipped) ## run all notebooks again and clean them, in place
	$(bin)/python tools/notebooks.py

rehearsal: $(equipped) ## search the meeting anew after a change, and write its figures
	$(bin)/python tools/rehearsal_figures.py

bench: $(equipped) ## print the measurements (none of them is a test); BENCH="lab" for some
	@PYTHONPATH=tools $(bin)/python -m tests.benchmarks $(BENCH)

lock: $(equipped) ## compile both locks and environment.yml from pyproject.toml
	$(bin)/python tools/lock.py

clean: ## remove the environment, caches and built pages
	rm -rf .venv .cache .pytest_cache .mypy_cache .ruff_cache .hypothesis build dist
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The stamp is written last: an installation that was cut short starts again.
$(installed): requirements.lock pyproject.toml $(shell find jupyter-config jupyter-share -type f)
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
		found=$$($(PYTHON) --version 2>/dev/null || echo "not a command"); \
		echo "The course needs Python 3.11 or newer; '$(PYTHON)' is $$found." \
			"Install a newer one and name it:" \
			"make PYTHON=python3.11 $(MAKECMDGOALS)" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
		echo "'$(PYTHON)' cannot make a virtual environment: its venv module is missing." \
			"On Debian or Ubuntu: apt-get install python3-venv. Then run make again." >&2; exit 1; }
	@echo "Installing the course into .venv/, once: several hundred megabytes."
	$(PYTHON) -m venv .venv
	@# uv takes seconds where pip takes a minute; where it cannot be had, pip does it.
	@awk '/^[^ ]/ { own = /^uv==/ } own' requirements-dev.lock > .venv/uv.lock
	@$(pip) --no-deps -r .venv/uv.lock 2>/dev/null || \
		echo "Going on without uv: this takes a minute or two."
	@$(call install,-r requirements.lock)
	@$(call install,--no-build-isolation -e .)
	@touch $@

$(equipped): $(installed) requirements-dev.lock
	@echo "Adding what contributors need to .venv/, once."
	@$(call install,-r requirements-dev.lock)
	@touch $@
