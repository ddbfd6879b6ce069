"""Time the whole job, `ingest` with every field, evidence and ledger, against references in the same run.

    python -m benchmarks.whole_job [--documents N] [--rounds N] [--also NAME=COMMAND ...] [--write FILE]

All is measured in processor time, user and system, of a command with everything that it starts; rounds are
interleaved and medians shown. `--also` adds a reference of your own: a command in which {} stands for the folder of
documents, such as `--also "other=python other.py {}"`. The documents are those of mix.py.
"""

from __future__ import annotations

import argparse
import ctypes
import os
import platform
import resource
import shlex
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.mix import make_mix

HERE = Path(__file__).resolve().parent
TOOL = [str(Path(sys.executable).with_name("fondoskop"))]
PYTHON = [sys.executable]
_SUBREAPER = 36
"""prctl: what a command leaves behind becomes our child, so that its time is counted too."""


@dataclass(frozen=True, slots=True)
class Spent:
    """Seconds of one command: of processors, and on the wall."""

    cpu: float
    wall: float


def spend(command: Sequence[str]) -> Spent:
    """Run a command to its end, and to that of all that it started. Exit status 3 of ours is no failure."""
    before, started = _children(), time.monotonic()
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False)
    wall = time.monotonic() - started
    if done.returncode not in (0, 3):
        raise SystemExit(f"{shlex.join(command)} ended with {done.returncode}: {done.stderr.decode()[-500:]}")
    while True:
        try:
            os.wait()
        except ChildProcessError:
            break
    return Spent(_children() - before, wall)


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def rounds(commands: dict[str, list[str]], count: int, folder: Path) -> dict[str, list[Spent]]:
    """Run the commands in turns; `{db}` in one is a new database each time."""
    found: dict[str, list[Spent]] = defaultdict(list)
    for turn in range(count):
        for name, command in commands.items():
            db = folder / f"{name.replace(' ', '-')}-{turn}.db"
            found[name].append(spend([part.replace("{db}", str(db)) for part in command]))
    return found


def median(spent: Sequence[Spent]) -> Spent:
    """Return the median of each figure."""
    return Spent(statistics.median(s.cpu for s in spent), statistics.median(s.wall for s in spent))


def whole_job(documents: Path, count: int, turns: int, also: Sequence[str], folder: Path) -> Iterator[str]:
    """Yield the table of the whole job: ours with one and two workers, and the references."""
    commands = {
        "fondoskop, one worker": [*TOOL, "ingest", str(documents), "--db", "{db}", "--workers", "1", "--quiet"],
        "fondoskop, two workers": [*TOOL, "ingest", str(documents), "--db", "{db}", "--workers", "2", "--quiet"],
        "naive": [*PYTHON, str(HERE / "naive.py"), str(documents), "{db}"],
        "cheapest": [*PYTHON, str(HERE / "cheapest.py"), str(documents), "{db}"],
    }
    for reference in also:
        name, _, command = reference.partition("=")
        commands[name] = [part.replace("{}", str(documents)) for part in shlex.split(command)]
    found = {name: median(spent) for name, spent in rounds(commands, turns, folder).items()}
    ours = found["fondoskop, one worker"]
    yield "| whole job | CPU ms a document | wall ms a document | its CPU against ours |"
    yield "| --- | --- | --- | --- |"
    for name, spent in found.items():
        cpu, wall = 1000 * spent.cpu / count, 1000 * spent.wall / count
        yield f"| {name} | {cpu:.1f} | {wall:.1f} | {spent.cpu / ours.cpu:.2f} |"
    yield ""
    yield f"Two workers do {ours.wall / found['fondoskop, two workers'].wall:.2f} times the documents of one."


def again(documents: Path, turns: int, folder: Path) -> Iterator[str]:
    """Yield what an unchanged archive costs, as a share of the first run."""
    db = str(folder / "again.db")
    command = [*TOOL, "ingest", str(documents), "--db", db, "--workers", "1", "--quiet"]
    first = spend(command)
    # a file written within the last seconds is looked into again: its time stamp tells nothing yet
    time.sleep(3)
    spend(command)
    later = median([spend(command) for _ in range(turns)])
    yield f"An unchanged archive again: {later.cpu:.2f} s of CPU, {later.cpu / first.cpu:.1%} of the first run."


def start(turns: int, folder: Path) -> Iterator[str]:
    """Yield what starting costs."""
    page = folder / "one.txt"
    page.write_text("Registrační číslo projektu: CZ.1.04/5.1.00/81.00007\n", encoding="utf-8")
    commands = {
        "bare": [*PYTHON, "-c", ""],
        "help": [*TOOL, "--help"],
        "extract": [*TOOL, "extract", str(page)],
    }
    found = {name: median(spent) for name, spent in rounds(commands, turns, folder).items()}
    ratio = found["help"].cpu / found["bare"].cpu
    yield f"`fondoskop --help`: {ratio:.1f} times the CPU of bare Python."
    yield f"`fondoskop extract` of one small file: {found['extract'].wall:.2f} s."


def growth(folder: Path, sizes: Sequence[int]) -> Iterator[str]:
    """Yield the cost a document of archives of several sizes."""
    yield "| documents | CPU ms a document |"
    yield "| --- | --- |"
    for size in sizes:
        documents = folder / f"mix-{size}"
        make_mix(documents, size, seed=2)
        command = [
            *TOOL,
            "ingest",
            str(documents),
            "--db",
            str(folder / f"grow-{size}.db"),
            "--workers",
            "2",
            "--quiet",
        ]
        yield f"| {size} | {1000 * spend(command).cpu / size:.1f} |"


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--documents", type=int, default=100)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--also", action="append", default=[], metavar="NAME=COMMAND")
    parser.add_argument("--grow", type=int, nargs="*", default=[], metavar="N", help="archives of so many documents")
    parser.add_argument("--write", type=Path, metavar="FILE")
    options = parser.parse_args()
    ctypes.CDLL(None).prctl(_SUBREAPER, 1, 0, 0, 0)
    lines = [
        f"{options.documents} documents of benchmarks/mix.py, median of {options.rounds} rounds in turns; "
        f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}.",
        "",
    ]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        documents = folder / "mix"
        make_mix(documents, options.documents)
        lines += whole_job(documents, options.documents, options.rounds, options.also, folder)
        lines += ["", *again(documents, options.rounds, folder), "", *start(options.rounds, folder)]
        if options.grow:
            lines += ["", *growth(folder, options.grow)]
    report = "\n".join(lines) + "\n"
    print(report, end="")
    if options.write:
        options.write.write_text(report, encoding="utf-8")


if __name__ == "__main__":
    main()
