"""Time the whole job, `ingest` with every field, evidence and ledger, against references in the same run.

    python -m benchmarks.whole_job [--documents N] [--rounds N] [--folder FOLDER] [--rivals FOLDER]
        [--also NAME=COMMAND]

All is measured in processor time, user and system, of a command with everything that it starts; commands take turns
and medians are shown. The documents are those of mix.py, or of `--folder`, evenly taken. Each command reads twenty of
them and all of them: the difference is what a document costs, the rest is its start. `--rivals` holds virtual
environments named as the packages in them, `markitdown` and `kreuzberg`; the variable BENCH_HOME names it too. `--also`
adds a reference of your own: a command in which {} stands for the folder of documents.
"""

from __future__ import annotations

import argparse
import os
import platform
import shlex
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from benchmarks.mix import KINDS, make_mix
from benchmarks.spending import Spent, count_what_is_left_behind, median, rounds, spend

HERE = Path(__file__).resolve().parent
TOOL = [str(Path(sys.executable).with_name("fondoskop"))]
PYTHON = [sys.executable]
RIVALS = ("markitdown", "kreuzberg")
OURS, TWO = "fondoskop, one worker", "fondoskop, two workers"
FEW = len(KINDS)
"""The smaller folder has one turn of all kinds in their shares."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What reading costs by two folders: seconds for any folder, and seconds of CPU and on the wall for a document."""

    start: float
    cpu: float
    wall: float


def cost(few: Spent, many: Spent, documents: int) -> Cost:
    """Return the cost that the time for `FEW` and that for more documents tell."""
    more = documents - FEW
    each = (many.cpu - few.cpu) / more
    return Cost(few.cpu - FEW * each, each, (many.wall - few.wall) / more)


def commands(documents: Path, rivals: Path | None, also: Sequence[str]) -> dict[str, list[str]]:
    """Return the command of each contender over a folder."""
    ingest = [*TOOL, "ingest", str(documents), "--db", "{db}", "--quiet", "--workers"]
    found = {
        OURS: [*ingest, "1"],
        TWO: [*ingest, "2"],
        "naive": [*PYTHON, str(HERE / "naive.py"), str(documents), "{db}"],
        "cheapest": [*PYTHON, str(HERE / "cheapest.py"), str(documents), "{db}"],
    }
    for name in RIVALS:
        if rivals is not None and _python_of(rivals, name).exists():
            found[f"{name}, parsing only"] = [
                str(_python_of(rivals, name)),
                str(HERE / f"read_{name}.py"),
                str(documents),
            ]
    for reference in also:
        name, _, command = reference.partition("=")
        found[name] = [part.replace("{}", str(documents)) for part in shlex.split(command)]
    return found


def _python_of(rivals: Path, name: str) -> Path:
    return rivals / name / "bin" / "python"


def missing(rivals: Path | None) -> Iterator[str]:
    """Yield a line for each package that is not measured, with what would help."""
    for name in RIVALS:
        if rivals is None or not _python_of(rivals, name).exists():
            yield f"Not measured: {name}. It is measured from a virtual environment of that name below --rivals."


def whole_job(few: Path, many: Path, options: argparse.Namespace, folder: Path) -> Iterator[str]:
    """Yield the table of the whole job: ours with one and two workers, and the references."""
    named = {(name, of): command for of in (few, many) for name, command in _named(of, options)}
    runs = {f"{name} {of.name}": command for (name, of), command in named.items()}
    found = rounds(runs, options.rounds, folder)
    costs = {
        name: cost(median(found[f"{name} {few.name}"]), median(found[f"{name} {many.name}"]), options.documents)
        for name, _ in _named(many, options)
    }
    yield "| whole job | CPU ms a document | its CPU against ours | start, CPU s | CPU s of each round, all documents |"
    yield "| --- | --- | --- | --- | --- |"
    for name, one in costs.items():
        raw = ", ".join(f"{spent.cpu:.2f}" for spent in found[f"{name} {many.name}"])
        yield f"| {name} | {1000 * one.cpu:.1f} | {one.cpu / costs[OURS].cpu:.2f} | {one.start:.2f} | {raw} |"
    yield ""
    gain = costs[OURS].wall / costs[TWO].wall
    yield f"Two workers do {gain:.2f} times the documents of one in the same time on the wall."
    yield from missing(options.rivals)


def _named(documents: Path, options: argparse.Namespace) -> list[tuple[str, list[str]]]:
    return list(commands(documents, options.rivals, options.also).items())


def again(documents: Path, turns: int, folder: Path) -> Iterator[str]:
    """Yield what an unchanged archive costs, as a share of the first run."""
    command = [*TOOL, "ingest", str(documents), "--db", str(folder / "again.db"), "--workers", "1", "--quiet"]
    first = spend(command)
    # a file written within the last seconds is looked into again: its time stamp tells nothing yet
    time.sleep(3)
    spend(command)
    later = median([spend(command) for _ in range(turns)])
    yield f"An unchanged archive again: {later.cpu:.2f} s of CPU, {later.cpu / first.cpu:.2%} of the first run."


def start(turns: int, folder: Path) -> Iterator[str]:
    """Yield what starting costs."""
    page = folder / "one.txt"
    page.write_text("Registrační číslo projektu: CZ.1.04/5.1.00/81.00007\n", encoding="utf-8")
    runs = {"bare": [*PYTHON, "-c", ""], "help": [*TOOL, "--help"], "extract": [*TOOL, "extract", str(page)]}
    spend(runs["extract"])
    found = {name: median(spent) for name, spent in rounds(runs, turns, folder).items()}
    yield f"`fondoskop --help`: {found['help'].cpu / found['bare'].cpu:.2f} times the CPU of bare Python."
    one = found["extract"]
    yield f"`fondoskop extract` of one small file: {one.wall:.2f} s on the wall, {one.cpu:.2f} s of CPU."


def growth(folder: Path, sizes: Sequence[int]) -> Iterator[str]:
    """Yield the cost a document of archives of several sizes."""
    yield "| documents | CPU ms a document |"
    yield "| --- | --- |"
    for size in sizes:
        documents = folder / f"mix-{size}"
        make_mix(documents, size, seed=2)
        db = str(folder / f"grow-{size}.db")
        spent = spend([*TOOL, "ingest", str(documents), "--db", db, "--workers", "2", "--quiet"])
        yield f"| {size} | {1000 * spent.cpu / size:.1f} |"


def evenly_taken(folder: Path, count: int, below: Path) -> None:
    """Copy so many documents of a folder below another, taken evenly in the order of their paths."""
    found = sorted(path.resolve() for path in folder.rglob("*") if path.suffix.removeprefix(".") in KINDS)
    if len(found) < count:
        raise SystemExit(f"{folder}: {len(found)} documents of these kinds, {count} are wanted")
    below.mkdir()
    for number in range(count):
        path = found[number * len(found) // count]
        shutil.copyfile(path, below / f"{number:05}{path.suffix}")


def machine() -> str:
    """Return what the figures were measured on."""
    names = ("lxml", "beautifulsoup4", "pypdfium2", "pdfplumber", "spacy", "langdetect")
    packages = ", ".join(f"{name} {version(name)}" for name in names)
    load = os.getloadavg()[0]
    return (
        f"{os.cpu_count()} cores with a load of {load:.0f} at the end, {platform.machine()}, "
        f"Python {platform.python_version()}; {packages}."
    )


def report(options: argparse.Namespace, folder: Path) -> Iterator[str]:
    """Yield all tables."""
    few, many = folder / "few", folder / "many"
    if options.folder:
        evenly_taken(options.folder, FEW, few)
        evenly_taken(options.folder, options.documents, many)
    else:
        make_mix(few, FEW)
        make_mix(many, options.documents)
    source = options.folder.name if options.folder else "benchmarks/mix.py"
    yield f"{options.documents} documents of {source}, medians of {options.rounds} rounds in turns."
    yield ""
    yield from whole_job(few, many, options, folder)
    yield from ("", *again(many, options.rounds, folder), "", *start(2 * options.rounds + 1, folder))
    if options.grow:
        yield from ("", *growth(folder, options.grow))
    yield from ("", machine())


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--documents", type=int, default=400)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--folder", type=Path, help="documents to read instead of the mix")
    home = os.environ.get("BENCH_HOME")
    parser.add_argument("--rivals", type=Path, default=Path(home) if home else None, metavar="FOLDER")
    parser.add_argument("--also", action="append", default=[], metavar="NAME=COMMAND")
    parser.add_argument("--grow", type=int, nargs="*", default=[], metavar="N", help="archives of so many documents")
    parser.add_argument("--write", type=Path, metavar="FILE")
    options = parser.parse_args()
    count_what_is_left_behind()
    lines: list[str] = []
    with tempfile.TemporaryDirectory() as name:
        for line in report(options, Path(name)):
            print(line, flush=True)
            lines.append(line)
    if options.write:
        options.write.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
