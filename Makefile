# skrót. `make` runs the seeds to a finished digest; `make help` lists the targets.

.DEFAULT_GOAL := run
SHELL := /bin/sh
.DELETE_ON_ERROR:

.PHONY: help
help: ## List the targets and the variables
	@echo "make                            run the seeds into build/seeds/"
	@echo "make CORPUS=DIR [THEMES=FILE] [CORRECTIONS=FILE] [RESOURCES=DIR] [OUT=DIR] [MODEL=NAME] [WORKERS=N] [OPTIONS='--words 200 …']"
	@echo
	@echo "make STAGE                      run up to a stage, as \`skrot --help\` lists them"
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1\t\2/p' $(firstword $(MAKEFILE_LIST)) | expand -t 14

# --- what to run (set on the command line) ---

CORPUS  ?= seeds
THEMES  ?=
CORRECTIONS ?=
RESOURCES ?=
MODEL   ?= pl_skrot_sm
OUT     ?= build/$(notdir $(patsubst %/,%,$(CORPUS)))
WORKERS ?= 2
OPTIONS ?=
DATA    ?= ../shared/data
PYTHON  ?= python3
PYTHONS ?= python3.11 python3.12 python3.13
SECONDS ?= 120

VENV  := .venv
BIN   := $(VENV)/bin
export SKROT_DATA ?= $(DATA)
# For tests and measurements, which use the model in their own process; a run sees to its threads itself.
export OMP_NUM_THREADS ?= 1
export OPENBLAS_NUM_THREADS ?= 1

# --- installation: locked, with hashes ---

$(VENV)/run.stamp: requirements.txt pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "skrót needs Python 3.11 or newer; set PYTHON=… to one")'
	@echo "Installing what a run needs into $(VENV), once: a minute or two, 780 MB of disk"
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --no-compile --require-hashes -r requirements.txt
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/dev.stamp: $(VENV)/run.stamp requirements-dev.txt
	@echo "Installing what tests need into $(VENV), once: a minute or two, another 700 MB of disk"
	$(BIN)/python -m pip install --quiet --no-compile --require-hashes -r requirements-dev.txt
	@touch $@

$(VENV)/peers.stamp: $(VENV)/dev.stamp requirements-peers.txt
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements-peers.txt
	@touch $@

# Not locked: PyTorch is large, and only who trains the model needs it.
$(VENV)/recipe.stamp: $(VENV)/dev.stamp
	$(BIN)/python -m pip install --quiet "pip>=25.1"
	$(BIN)/python -m pip install --quiet --group recipe
	@touch $@

# spaCy's official model is a release file of its own repository, not on a package index.
OFFICIAL := pl_core_news_sm-3.8.0
OFFICIAL_URL := https://github.com/explosion/spacy-models/releases/download/$(OFFICIAL)/$(OFFICIAL)-py3-none-any.whl
OFFICIAL_SHA256 := 9b536db854b0cdb9132a74f68b392b8112ab6030f971bb03282462362a940dbb

$(VENV)/pl_core_news_sm.stamp: $(VENV)/run.stamp
	@$(BIN)/python -m pip install --quiet --no-deps "pl_core_news_sm @ $(OFFICIAL_URL)#sha256=$(OFFICIAL_SHA256)" || { \
	  echo "pl_core_news_sm could not be fetched from $(OFFICIAL_URL)"; \
	  echo "Fetch that file where the address can be reached, then: $(BIN)/python -m pip install FILE && touch $@"; \
	  echo "Or run with the project's own model: make MODEL=pl_skrot_sm"; exit 1; }
	@touch $@

PROJECT := install test test-slow test-pythons dist test-wheel test-browser fuzz licences lint format quality bench ratios model marks lock docs schemas clean
INSTALLED := $(VENV)/run.stamp $(if $(filter pl_core_news_sm,$(MODEL)),$(VENV)/pl_core_news_sm.stamp)

# --- the stages: each a real file that depends on texts, code, configuration and model ---

# Their rules come from the stages themselves. They are read where a goal is none of the project's own.
OWN := help install $(PROJECT) $(VENV)/% build/%
.PHONY: run

ifneq ($(filter-out $(OWN),$(or $(MAKECMDGOALS),run)),)
  escape = $(shell find $(1) -not -name '.*' 2>/dev/null | sed 's/[ \#%$$]/\\&/g')
  SETTINGS := $(OUT)/work/settings.txt
  BESIDE := "$(CORPUS)/corrections.toml" "$$(dirname "$(CORPUS)")/corrections.toml"
  INPUTS_read := $(INSTALLED) $(SETTINGS) $(call escape,"$(CORPUS)") \
    $(call escape,$(if $(CORRECTIONS),"$(CORRECTIONS)",$(BESIDE))) $(if $(RESOURCES),$(call escape,"$(RESOURCES)"))
  INPUTS_annotate := $(if $(wildcard models/$(MODEL)),$(call escape,"models/$(MODEL)"))
  INPUTS_cluster := $(or $(THEMES),seeds/themes.toml)
  # Rewritten only when a setting differs, so that a stage can depend on it.
  $(shell mkdir -p "$(OUT)/work" && printf '%s\n' 'CORPUS=$(CORPUS)' 'THEMES=$(THEMES)' \
    'CORRECTIONS=$(CORRECTIONS)' 'RESOURCES=$(RESOURCES)' 'MODEL=$(MODEL)' 'OPTIONS=$(OPTIONS)' > "$(SETTINGS).new" && { cmp -s "$(SETTINGS).new" "$(SETTINGS)" \
    && rm "$(SETTINGS).new" || mv "$(SETTINGS).new" "$(SETTINGS)"; })
  include build/stages.mk
endif

CODE := $(shell find pipeline -type f -not -path '*/__pycache__/*')

build/stages.mk: $(VENV)/run.stamp $(CODE)
	@mkdir -p build
	@$(BIN)/python -m skrot.run.makefile > $@.new && mv $@.new $@

STAGE = $(BIN)/skrot run "$(CORPUS)" --out "$(OUT)" --until $(1) --model "$(MODEL)" \
  --workers $(WORKERS) $(if $(THEMES),--themes "$(THEMES)") \
  $(if $(CORRECTIONS),--corrections "$(CORRECTIONS)") $(if $(RESOURCES),--resources "$(RESOURCES)") $(OPTIONS)
# Exit status 3 says that some documents failed: they are listed, and the run goes on.
RUN = @status=0; $(call STAGE,$(1)) || status=$$?; test $$status -eq 0 -o $$status -eq 3

run: ## Run every stage over CORPUS into OUT (the default)

# --- the project itself ---

.PHONY: $(PROJECT)

install: $(VENV)/run.stamp ## Install what a run needs into .venv

test: $(VENV)/dev.stamp ## Unit and end-to-end tests
	$(BIN)/python -m pytest -q -n 2 -m "not quality and not bench and not ratios and not browser and not slow"

test-slow: $(VENV)/dev.stamp ## Pulled plugs and lost workers (minutes)
	$(BIN)/python -m pytest -q -m slow tests

test-pythons: ## The tests under every Python of PYTHONS that is here, each with the lock files
	@for python in $(PYTHONS); do \
	  if $$python -c '' 2>/dev/null; then \
	    echo "$$python"; $(MAKE) test VENV=build/pythons/$$(basename $$python) PYTHON=$$python || exit 1; \
	  else echo "$$python is not here"; fi; \
	done

dist: $(VENV)/run.stamp ## The sdist and the wheel into build/dist; uploads nothing
	@rm -rf build/dist
	$(BIN)/python -m hatchling build -d build/dist

test-wheel: $(VENV)/dev.stamp dist ## The wheel without the lock files, under every Python of PYTHONS that is here
	@rm -rf build/wheel
	$(BIN)/python -m pip wheel --quiet --no-deps --no-build-isolation -w build/wheel build/dist/*.tar.gz
	$(BIN)/python -m tests.wheel build/dist/*.whl build/wheel/*.whl $(PYTHONS) $(PYTHON)

fuzz: $(VENV)/dev.stamp ## Mutated files for every reader and the extractors; SECONDS for each
	SKROT_EXAMPLES=2000 $(BIN)/python -m pytest -q tests/fuzz
	@names=$$($(BIN)/python -m tests.fuzz.targets) || exit 1; for name in $$names; do \
	  $(BIN)/python -m tests.fuzz.coverage $$name -max_total_time=$(SECONDS) -rss_limit_mb=4096 || exit 1; \
	done

licences: $(VENV)/run.stamp ## The licences of all packages that a run takes; fails on an unknown one
	@$(BIN)/python -m tests.licences

test-browser: $(VENV)/dev.stamp ## The report in headless Chromium (skipped where there is none)
	$(BIN)/python -m pytest -q -m browser tests/browser

lint: $(VENV)/dev.stamp ## Format, lint, types, and which modules may know which
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/dev.stamp ## Format the code
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

quality: $(VENV)/peers.stamp ## Accuracy against the floors of tests/quality/floors.toml; DATA=path to the data files
	$(BIN)/python -m pytest -q -s -m quality --every-floor tests/quality/*.py

bench: $(VENV)/peers.stamp ## Speed next to the peers
	$(BIN)/python -m pytest -q -s -m bench tests/bench

ratios: $(VENV)/dev.stamp ## The small bench: ratios against recorded ones (one to three minutes)
	$(BIN)/python -m pytest -q -s -m ratios tests/bench

model: $(VENV)/recipe.stamp ## Train the Polish model again; DATA=path to the data files
	$(BIN)/python -m models.recipe.train --data "$(DATA)" --out models/pl_skrot_sm

ranker: $(VENV)/dev.stamp ## Learn the worth of sentences again; DATA=path to the data files
	$(BIN)/python -m models.recipe.ranker --data "$(DATA)" --out models/sentence_ranker

marks: $(VENV)/dev.stamp ## Learn themes and what can be read alone from marked sentences again; DATA=path to the data files
	$(BIN)/python -m models.recipe.marks --data "$(DATA)" --out models/sentence_marks

subjects: $(VENV)/dev.stamp ## Compute the lemmas and directions of the thesaurus of subjects again
	$(BIN)/python -m models.recipe.subjects

docs: build/docs/index.html ## The pages as a site, with the API reference, into build/docs

build/docs/index.html: $(VENV)/dev.stamp README.md CHANGELOG.md $(shell find docs -type f) $(CODE)
	$(BIN)/python docs/site.py build/docs

schemas: $(VENV)/run.stamp ## Write the JSON Schemas of the records
	$(BIN)/python -m skrot.schemas

lock: ## Resolve the lock files anew (needs uv)
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url pyproject.toml --group build -o requirements.txt
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url -c requirements.txt pyproject.toml --group build --group dev --all-extras -o requirements-dev.txt
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url pyproject.toml --group build --group dev --group peers --all-extras -o requirements-peers.txt

clean: ## Remove what make has built
	rm -rf build $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis
