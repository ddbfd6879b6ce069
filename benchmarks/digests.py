"""Equal input, equal digest: ingest the same files with other workers, orders of sources and hash seeds.

    python -m benchmarks.digests FOLDER [--thin]

Every run has a database of its own. `--thin` leaves out two runs of three: each two settings still meet once.
Exit status 1 if the digests differ.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

WORKERS = (1, 2, 8)
HASH_SEEDS = (0, 1, 4711)
ORDERS: dict[str, Callable[[list[Path]], list[Path]]] = {
    "sorted": sorted,
    "backwards": lambda files: sorted(files, reverse=True),
    "shuffled": lambda files: random.Random(5).sample(sorted(files), len(files)),
}


@dataclass(frozen=True, slots=True)
class Setting:
    """How a run is done: none of it may show in the database."""

    workers: int
    order: str
    hash_seed: int


def settings(thin: bool = False) -> Iterator[Setting]:
    """Yield all settings, or the third of them in which each two values meet once."""
    for row, workers in enumerate(WORKERS):
        for column, order in enumerate(ORDERS):
            for place, seed in enumerate(HASH_SEEDS):
                if not thin or (row + column + place) % 3 == 0:
                    yield Setting(workers, order, seed)


def digest(files: Sequence[Path], setting: Setting) -> str:
    """Ingest the files, each a source of its own, into a new database, and return its digest."""
    tool = [sys.executable, "-m", "pipeline"]
    environment = os.environ | {"PYTHONHASHSEED": str(setting.hash_seed)}
    with tempfile.TemporaryDirectory() as folder:
        db = str(Path(folder) / "a.db")
        sources = map(str, ORDERS[setting.order](list(files)))
        ingest = [*tool, "ingest", *sources, "--db", db, "--workers", str(setting.workers), "--quiet"]
        done = subprocess.run(ingest, env=environment, check=False)
        if done.returncode not in (0, 3):
            raise RuntimeError(f"{setting}: ingest ended with {done.returncode}")
        told = subprocess.run(
            [*tool, "digest", "--db", db], env=environment, check=True, capture_output=True, text=True
        )
    return told.stdout.strip()


def main() -> int:
    """Print a line for each run, then one for all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--thin", action="store_true")
    options = parser.parse_args()
    files = [path.absolute() for path in options.folder.rglob("*") if path.is_file()]
    found = []
    print("| workers | order | PYTHONHASHSEED | digest | seconds |\n| --: | --- | --: | --- | --: |")
    for setting in settings(options.thin):
        begun = time.monotonic()
        found.append(digest(files, setting))
        line = (setting.workers, setting.order, setting.hash_seed, found[-1][:16], round(time.monotonic() - begun))
        print(f"| {' | '.join(map(str, line))} |", flush=True)
    print(f"{len(files)} files, {len(found)} runs, {len(set(found))} digests: Python {sys.version.split()[0]}")
    return int(len(set(found)) != 1)


if __name__ == "__main__":
    sys.exit(main())
