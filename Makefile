# Everything the project does, by name. Nothing needs to be activated first.
.DEFAULT_GOAL := help
.PHONY: help run test quick cluster-test lint check format bench screenshot notebook clean

# Another interpreter: make run PYTHON=python3.13. Another port: make run PORT=8600.
# More options for Streamlit: make run ARGS="--server.headless true".
PYTHON ?= python3
VENV := .venv
RUN := $(VENV)/$(if $(filter Windows_NT,$(OS)),Scripts,bin)/python
# A worker a processor; who has nothing left to do takes tests from another.
PARALLEL := -n logical --maxprocesses 4 --dist worksteal
BROWSER_IS_THERE = { command -v chromium-headless-shell || command -v chromium || command -v chromium-browser || command -v google-chrome; }

help:  ## list these targets
	@sed -nE 's/^([a-z-]+):.*## (.*)/make \1\t\2/p' $(firstword $(MAKEFILE_LIST)) | expand -t 20

run: $(VENV)/requirements.txt  ## open the dashboard in a browser (http://localhost:8501)
	$(RUN) -m streamlit run dashboard.py --server.address localhost $(if $(PORT),--server.port $(PORT)) $(ARGS)

test: $(VENV)/requirements-dev.txt browser nginx  ## run all tests, with the coverage of tradedata/ (some: make test ARGS=tests/words)
	$(RUN) -m pytest $(PARALLEL) $(if $(ARGS),$(ARGS),--cov)

quick: $(VENV)/requirements-dev.txt  ## run the tests without a browser, nginx and what takes long (90 s)
	$(RUN) -m pytest $(PARALLEL) -m "not browser and not cluster and not whole" $(ARGS)

cluster-test: $(VENV)/requirements-dev.txt browser nginx  ## run nginx and three replicas under load, and print figures
	$(RUN) -m pytest tests/cluster $(ARGS)

lint: $(VENV)/requirements-dev.txt  ## check style, layout, types and spelling of the code
	$(RUN) -m ruff check
	$(RUN) -m ruff format --check
	$(RUN) -m mypy
	$(RUN) -m codespell_lib
	$(dir $(RUN))lint-imports --no-logo --no-cache

check: $(VENV)/requirements-dev.txt  ## check the data, its order, its codebook and its schema
	$(RUN) -m tradedata check
	$(RUN) -m tradedata format --check
	$(RUN) -m tradedata codebook --check
	$(RUN) -m frictionless validate data/datapackage.json

format: $(VENV)/requirements-dev.txt  ## put code, data and codebook into their one layout
	$(RUN) -m ruff check --fix
	$(RUN) -m ruff format
	$(RUN) -m tradedata format
	$(RUN) -m tradedata codebook

bench: $(VENV)/requirements-dev.txt  ## compare the page's speed and memory with an ordinary page's
	$(RUN) -m bench $(ARGS)

screenshot: $(VENV)/requirements-dev.txt browser  ## take the picture of the page that the README shows
	$(RUN) -m tools.screenshot

notebook: $(VENV)/requirements-dev.txt  ## run docs/questions.ipynb and keep what it prints
	$(RUN) -m tools.notebook

clean:  ## remove the environment and the tools' caches
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis .coverage test-results

# The environment holds a copy of the list that was installed last: a newer list is installed again.
$(VENV)/%.txt: %.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or newer is needed: make $(MAKECMDGOALS) PYTHON=python3.13" >&2; exit 1; }
	$(call need,$(PYTHON) -c "import ensurepip",python3-venv,Python lacks its venv module: install it and try again.)
	$(PYTHON) -m venv $(VENV)
	$(RUN) -m pip install --quiet --disable-pip-version-check -r $<
	@cp $< $@

$(VENV)/requirements-dev.txt: requirements.txt requirements-extras.txt

.PHONY: browser
browser:
	$(call need,$(BROWSER_IS_THERE),chromium-headless-shell chromium,Install Chromium or Google Chrome and put it on the PATH: the tests start it.)
	$(call need,$(RUN) -m playwright --version,libatomic1,The driver of the browser does not start: install libatomic.)

.PHONY: nginx
nginx:
	$(call need,{ command -v nginx || test -x /usr/sbin/nginx; },nginx-light,Install nginx: the tests of deploy/ start it.)

# $(call need,proof,packages,advice): where the proof fails, install the first of Debian's packages that
# there is, or give the advice.
SUDO := $(if $(filter-out 0,$(shell id -u)),sudo)
define need
@$(1) >/dev/null 2>&1 || { command -v apt-get >/dev/null && { $(SUDO) apt-get update -qq; \
		for package in $(2); do \
			$(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $$package && break; done; }; } || { echo "$(3)" >&2; exit 1; }
endef
