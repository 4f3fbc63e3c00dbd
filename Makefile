# Every task of this project. `make demo` and `make test` do all the set-up they need.
.DEFAULT_GOAL := help
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
HEADLESS := QT_QPA_PLATFORM=offscreen

.PHONY: help setup demo test check audit bench soak desktop screenshots package licences docs translations libreoffice-files \
	format lock clean

help: ## List the tasks
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

setup: $(READY) ## Make the virtual environment and see to the system libraries

$(READY): requirements.lock pyproject.toml .ci/system-libraries
	@.ci/system-libraries
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed."; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { echo "Install python3-venv first: apt-get install python3-venv"; exit 1; }
	$(BIN)/pip install --quiet --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/pip install --quiet --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $(READY)

demo: setup ## Try the product on the stand-in services; without a display the same without a window
	@$(BIN)/sansan-salesforce --demo

test: setup check ## Run the whole suite, headless
	$(HEADLESS) $(BIN)/python -m pytest -n 2

check: setup ## Lint, types, the rules between the rooms, known vulnerabilities of the packages
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/mypy --platform win32
	$(BIN)/mypy --platform darwin
	$(BIN)/lint-imports
	$(PYTHON) .ci/audit.py

audit: ## The last part of check alone, which here fails where the public database cannot be asked
	$(PYTHON) .ci/audit.py --strict

bench: setup ## Measure the transfer and the recipients table, as ratios in one run
	$(HEADLESS) $(BIN)/python -m tests.benchmarks

soak: setup ## Kill and continue transfers at 200 random points, faults on; then 10,000 wrong answers for each reader
	$(BIN)/python -m tests.soak
	FUZZ_EXAMPLES=10000 $(BIN)/python -m pytest -v tests/fuzz

desktop: setup ## Try the product with the real programs of a desktop; results go to docs/desktop.md
	@tests/desktop/packages
	$(HEADLESS) $(BIN)/python -m tests.desktop

screenshots: setup ## Write pictures of every page and state to build/screenshots: light, dark, both languages, 100 and 150 %
	$(HEADLESS) $(BIN)/python -m pytest tests/gui/pictures.py
	$(HEADLESS) QT_SCALE_FACTOR=1.5 $(BIN)/python -m pytest tests/gui/pictures.py

package: setup ## Build the program and a .deb into dist/; the program tests itself
	rm -rf dist
	$(BIN)/pyinstaller --noconfirm --log-level ERROR build.spec
	resources/packaging/linux/self-test dist/sansan-salesforce/sansan-salesforce
	! command -v dpkg-deb >/dev/null || resources/packaging/linux/make-deb

licences: setup ## Write the notices of everything the program is shipped with
	$(BIN)/python resources/packaging/notices.py

docs: setup ## Bring the list of messages in docs/troubleshooting.md up to date
	$(BIN)/python -m tests.docs.troubleshooting

LUPDATE := $(BIN)/pyside6-lupdate -extensions py wizard/gui wizard/app -source-language en -locations none -no-obsolete
translations: setup ## Bring the texts of the window into resources/i18n, and compile what is translated there
	$(LUPDATE) -ts resources/i18n/ja.ts -target-language ja
	$(LUPDATE) -ts resources/i18n/en.ts -target-language en_GB -pluralonly
	$(BIN)/pyside6-lrelease resources/i18n/ja.ts resources/i18n/en.ts

libreoffice-files: setup ## Save our export through LibreOffice anew, for the tests of CSV files
	$(BIN)/python -m tests.services.libreoffice.renew

format: setup ## Put the code into the project's format
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

lock: ## Write both requirements.lock anew from pyproject.toml (needs uv)
	uv lock --quiet --upgrade
	uv export --quiet --frozen --all-extras --no-emit-project --no-header --no-annotate --output-file requirements.lock
	uv export --quiet --frozen --no-emit-project --no-header --no-annotate --prune pyside6-essentials \
	  --prune pyside6-addons --output-file resources/packaging/container/requirements.lock
	rm uv.lock

clean: ## Remove what was built here
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .import_linter_cache
