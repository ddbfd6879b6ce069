"""Hold the work of a document to a budget without a clock: count the calls of functions that fixed inputs take.

    python -m benchmarks.calls [--write]

A call count is the same on any machine and under any load, so a slow change is seen in review. The inputs are the first
documents of each kind that mix.py makes. Python versions differ in what they count: the budget is that of one.
"""

from __future__ import annotations

import argparse
import cProfile
import platform
import pstats
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.mix import KINDS, make_mix
from pipeline.run import process
from pipeline.settings import Settings
from schemas.vocabulary import load_vocabulary

BUDGET = Path(__file__).with_name("budget.toml")
_EACH = 2
"""So many documents of each kind: a second one shows what only the first one pays."""
_SEED = 6


def python() -> str:
    """Return the version of Python for which a budget holds."""
    return ".".join(platform.python_version_tuple()[:2])


def count_calls() -> dict[str, int]:
    """Return for each kind of document the calls that one takes, in a process that has read others before."""
    with TemporaryDirectory() as name:
        make_mix(Path(name), len(KINDS), _SEED)
        return {kind: _calls(sorted(Path(name).rglob(f"*.{kind}"))[:_EACH]) for kind in sorted(set(KINDS))}


def _calls(paths: list[Path]) -> int:
    settings, vocabulary = Settings(), load_vocabulary()
    for path in paths:
        process(path, path.name, settings, vocabulary)
    profile = cProfile.Profile()
    profile.enable()
    for path in paths:
        process(path, path.name, settings, vocabulary)
    profile.disable()
    return int(pstats.Stats(profile).prim_calls) // len(paths)  # type: ignore[attr-defined]


def over_budget(counted: dict[str, int]) -> Iterator[str]:
    """Yield what each kind takes beside its budget, where it is further from it than `within`."""
    budget = tomllib.loads(BUDGET.read_text(encoding="utf-8"))
    for kind, calls in budget["calls"].items():
        share = counted[kind] / calls - 1
        if abs(share) > budget["within"]:
            yield f"{kind}: {counted[kind]:,} calls a document, {share:+.1%} against the budget of {calls:,}"


def written(counted: dict[str, int]) -> str:
    """Return the budget file with these counts."""
    within = tomllib.loads(BUDGET.read_text(encoding="utf-8"))["within"] if BUDGET.exists() else 0.05
    lines = [
        "# Calls of functions that a document of mix.py takes. `make budget-write` writes it; the commit says why.",
        f'python = "{python()}"',
        f"within = {within}",
        "",
        "[calls]",
        *(f"{kind} = {calls}" for kind, calls in sorted(counted.items())),
    ]
    return "\n".join(lines) + "\n"


def main() -> int:
    """Compare with the budget, or write it."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--write", action="store_true", help="write the budget anew")
    counted = count_calls()
    if parser.parse_args().write:
        BUDGET.write_text(written(counted), encoding="utf-8")
    wrong = list(over_budget(counted))
    for line in wrong or [f"{kind}: {calls:,} calls a document" for kind, calls in counted.items()]:
        print(line)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
