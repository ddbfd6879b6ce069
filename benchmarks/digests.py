"""Equal input, equal digest: ingest the same files with other workers, orders of sources, hash seeds and days.

    python -m benchmarks.digests FOLDER [--thin]

Every run has a database of its own. `--thin` leaves out eight runs of nine: each two settings still meet once.
The day is changed for all processes of a run, by a library before libc; it takes a C compiler.
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
from dataclasses import astuple, dataclass
from datetime import UTC, datetime
from pathlib import Path

WORKERS = (1, 2, 8)
HASH_SEEDS = (0, 1, 4711)
ORDERS: dict[str, Callable[[list[Path]], list[Path]]] = {
    "sorted": sorted,
    "backwards": lambda files: sorted(files, reverse=True),
    "shuffled": lambda files: random.Random(5).sample(sorted(files), len(files)),
}
# a leap day, and a day beyond 32 bits of seconds
DAYS = {"today": None, "2000-02-29": "2000-02-29T12:00:00", "2040-01-01": "2040-01-01T12:00:00"}
CLOCK = Path(__file__).parent.parent / "tests" / "torture" / "bad_disk.c"


@dataclass(frozen=True, slots=True)
class Setting:
    """How a run is done: none of it may show in the database."""

    workers: int
    order: str
    hash_seed: int
    day: str = "today"


def settings(thin: bool = False) -> Iterator[Setting]:
    """Yield all settings, or the ninth of them in which each two values meet once."""
    for row, workers in enumerate(WORKERS):
        for column, order in enumerate(ORDERS):
            for place, seed in enumerate(HASH_SEEDS):
                for depth, day in enumerate(DAYS):
                    if not thin or (row + column + place) % 3 == (row + 2 * column + depth) % 3 == 0:
                        yield Setting(workers, order, seed, day)


def digest(files: Sequence[Path], setting: Setting) -> str:
    """Ingest the files, each a source of its own, into a new database, and return its digest."""
    tool = [sys.executable, "-m", "pipeline"]
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {"PYTHONHASHSEED": str(setting.hash_seed)} | clock(setting.day, Path(folder))
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


def clock(day: str, folder: Path) -> dict[str, str]:
    """Return the environment in which it is that day for a process and all that it starts."""
    begin = DAYS[day]
    if begin is None:
        return {}
    made = folder / "clock.so"
    subprocess.run(["cc", "-shared", "-fPIC", "-O1", "-o", made, CLOCK, "-ldl"], check=True)
    ahead = datetime.fromisoformat(begin).replace(tzinfo=UTC).timestamp() - time.time()
    return {"LD_PRELOAD": str(made), "BAD_DISK_CLOCK": str(round(ahead))}


def main() -> int:
    """Print a line for each run, then one for all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--thin", action="store_true")
    options = parser.parse_args()
    files = [path.absolute() for path in options.folder.rglob("*") if path.is_file()]
    found = []
    print("| workers | order | PYTHONHASHSEED | day | digest | seconds |\n| --: | --- | --: | --- | --- | --: |")
    for setting in settings(options.thin):
        begun = time.monotonic()
        found.append(digest(files, setting))
        line = (*astuple(setting), found[-1][:16], round(time.monotonic() - begun))
        print(f"| {' | '.join(map(str, line))} |", flush=True)
    print(f"{len(files)} files, {len(found)} runs, {len(set(found))} digests: Python {sys.version.split()[0]}")
    return int(len(set(found)) != 1)


if __name__ == "__main__":
    sys.exit(main())
