# Every target sets itself up: .venv/ is built from the hash-locked files alone.
PYTHON ?= python3
SRC ?= samples
DB ?= fondoskop.db
GOLD ?= ../shared/gold/dev
BIN := .venv/bin
STAMP := .venv/.stamp
SERVE_STAMP := .venv/.serve-stamp
FUZZ_STAMP := .venv/.fuzz-stamp
FUZZ_SECONDS ?= 600
CODE := pipeline extractors schemas tests scripts benchmarks

.DEFAULT_GOAL := help
.PHONY: help ingest test check gate gate-raise eval calibrate bench bench-long profile budget budget-write bench-text prove-numbers torture digests fuzz serve lock clean

help:
	@echo "make ingest [SRC=samples] [DB=fondoskop.db]   read SRC into DB"
	@echo "make test | check                             tests; lint, format, types, layers"
	@echo "make gate | gate-raise                       score our own samples against tests/floor.toml; raise it"
	@echo "make eval [GOLD=../shared/gold/dev]           score against labelled documents; report in build/eval.html"
	@echo "make calibrate [GOLD=../shared/gold/dev]      measure the rules: the table behind all confidences"
	@echo "make bench                                    time the stages, then the whole job, against references"
	@echo "make bench-long                               one run of 3,000 documents: memory, its growth, writer, search"
	@echo "make profile                                  where the time goes, by stage; drawn in build/flame.svg"
	@echo "make budget | budget-write                    hold the calls a document takes to benchmarks/budget.toml; write it"
	@echo "make prove-numbers                            damage numbers, read unrelated text (half an hour)"
	@echo "make torture                                  disturb runs at 330 random points (half an hour)"
	@echo "make digests [SRC=samples]                    one digest for all workers, orders of sources and hash seeds"
	@echo "make fuzz [FUZZ_SECONDS=600]                  fuzz seven readers, so long each; finds in build/fuzz"
	@echo "make bench-text                               measure old encodings and repairs, write docs/text.md"
	@echo "make serve [DB=fondoskop.db]                  the auditors' pages on loopback"
	@echo "make lock                                     write the lock files anew"

$(STAMP): requirements-build.lock requirements-dev.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; set PYTHON=..." >&2; exit 1; }
	@echo "setting up .venv (a minute or two, once)" >&2
	@rm -rf .venv
	@$(PYTHON) -m venv .venv
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-build.lock
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --no-build-isolation -r requirements-dev.lock
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@$(BIN)/python -m pipeline.workers.prepare samples tests/labelled/docs
	@touch $(STAMP)

$(SERVE_STAMP): $(STAMP) requirements-serve.lock
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --no-build-isolation -r requirements-serve.lock
	@touch $(SERVE_STAMP)

# the fuzzer stands apart: no other target needs it, and what is installed with the rest is what the tests check
$(FUZZ_STAMP): $(STAMP) requirements-fuzz.lock
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: --upgrade \
	  --target .venv/fuzz -r requirements-fuzz.lock
	@touch $(FUZZ_STAMP)

ingest: $(STAMP)
	@$(BIN)/fondoskop ingest "$(SRC)" --db "$(DB)"

test: $(STAMP)
	@$(BIN)/python -m pytest -q --numprocesses=auto --dist=worksteal

check: $(STAMP)
	@$(BIN)/ruff check --quiet $(CODE)
	@$(BIN)/ruff format --quiet --check $(CODE)
	@$(BIN)/mypy $(CODE)
	@$(BIN)/python -m pytest -q tests/test_layout.py

gate: $(STAMP)
	@$(BIN)/python tests/gate.py

gate-raise: $(STAMP)
	@$(BIN)/python tests/gate.py --raise

eval: $(STAMP)
	@$(BIN)/fondoskop evaluate "$(GOLD)" --html build/eval.html

calibrate: $(STAMP)
	@$(BIN)/fondoskop calibrate "$(GOLD)" -o pipeline/resolve/confidence.toml --plot docs/reliability.svg

torture: $(STAMP)
	@$(BIN)/python tests/torture/torture.py

digests: $(STAMP)
	@$(BIN)/python -m benchmarks.digests "$(SRC)"

fuzz: $(FUZZ_STAMP)
	@$(BIN)/python tests/fuzz/fuzz.py --seconds $(FUZZ_SECONDS)

prove-numbers: $(STAMP)
	@PYTHONPATH=. $(BIN)/python benchmarks/prove_numbers.py

bench: $(STAMP)
	@$(BIN)/python benchmarks/stages.py
	@$(BIN)/python -m benchmarks.whole_job

bench-long: $(STAMP)
	@$(BIN)/python -m benchmarks.long_run

profile: $(STAMP)
	@$(BIN)/python -m benchmarks.flame

budget: $(STAMP)
	@$(BIN)/python -m benchmarks.calls

budget-write: $(STAMP)
	@$(BIN)/python -m benchmarks.calls --write

bench-text: $(STAMP)
	@$(BIN)/python -m benchmarks.old_text --write

serve: $(SERVE_STAMP)
	@$(BIN)/fondoskop serve --db "$(DB)"

# pip-tools is not part of the product, so it lives in a folder of its own; options that it writes are taken out again
LOCK := .venv/lock/bin/pip-compile --quiet --generate-hashes --strip-extras --allow-unsafe --no-header --annotation-style=line
lock:
	@$(PYTHON) -m venv .venv/lock
	@.venv/lock/bin/pip install --quiet --disable-pip-version-check pip-tools
	@$(LOCK) --output-file requirements-build.lock requirements-build.in
	@$(LOCK) --output-file requirements.lock pyproject.toml
	@$(LOCK) --extra dev --constraint requirements.lock --output-file requirements-dev.lock pyproject.toml
	@$(LOCK) --extra serve --constraint requirements-dev.lock --output-file requirements-serve.lock pyproject.toml
	@$(LOCK) --output-file requirements-fuzz.lock requirements-fuzz.in
	@sed -i -e '/^-/d' -e '/./,$$!d' requirements*.lock

clean:
	@rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis build *.egg-info
