"""Read a large archive in one run: memory of a worker and its growth, shares of the writer and of search.

    python -m benchmarks.long_run [--documents N] [--workers N] [--write FILE]

Memory is what the ledger holds of each document: the most that its worker had resident while it read it. Web pages are
compared with web pages: those of the last three hundred documents with those after the first thousand. The writer is
the process that plans, hands out and stores. Full-text search is measured apart: all pages are stored with its triggers
and without.
"""

from __future__ import annotations

import argparse
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks.mix import make_mix
from benchmarks.spending import children_seconds, count_what_is_left_behind, wait_for_all
from pipeline.ingest import ingest
from pipeline.settings import MIB, Settings
from pipeline.store.connect import transaction, writing

FIRST = 1000
"""Growth counts from here: before, libraries fill their tables."""
HUNDREDS = 3


@dataclass(frozen=True, slots=True)
class Run:
    """Seconds of CPU of a run: of the process that stores, and of the workers."""

    writer: float
    workers: float


def run(documents: Path, db: Path, workers: int) -> Run:
    """Ingest the folder."""
    before, started = children_seconds(), time.process_time()
    ingest([documents], db, replace(Settings(), workers=workers))
    wait_for_all()
    return Run(time.process_time() - started, children_seconds() - before)


def memory(db: Path) -> dict[int, float]:
    """Return hundred of documents -> median of the memory, in MB, in which a web page of it was read."""
    with sqlite3.connect(db) as connection:
        rows = connection.execute(
            "SELECT s.path, o.memory FROM outcomes o JOIN sources s ON s.id = o.input"
            " WHERE s.path LIKE '%.html' AND o.memory IS NOT NULL"
        )
        found: dict[int, list[int]] = {}
        for path, most in rows:
            found.setdefault(int(Path(path).parent.name), []).append(most)
    return {hundred: statistics.median(values) / MIB for hundred, values in sorted(found.items())}


def growth(by_hundred: dict[int, float]) -> str:
    """Say how much memory a worker takes more for a thousand documents, after the first thousand."""
    early = [mb for hundred, mb in by_hundred.items() if FIRST // 100 <= hundred < FIRST // 100 + HUNDREDS]
    last = list(by_hundred.values())[-HUNDREDS:]
    apart = (len(by_hundred) - HUNDREDS - FIRST // 100) / 10
    if apart <= 0:
        return f"fewer than {FIRST + 200 * HUNDREDS} documents tell nothing of growth"
    return f"{(statistics.mean(last) - statistics.mean(early)) / apart:+.1f} MB for 1,000 documents"


def search_seconds(db: Path, folder: Path) -> float:
    """Return the seconds of CPU that full-text search takes when the pages of a database are stored."""
    with sqlite3.connect(db) as connection:
        pages = connection.execute("SELECT * FROM pages ORDER BY document, number").fetchall()
    spent = []
    for triggers in (True, False):
        with writing(folder / f"pages-{triggers}.db") as connection:
            connection.execute("PRAGMA foreign_keys = OFF")
            if not triggers:
                connection.execute("DROP TRIGGER pages_fts_insert")
            started = time.process_time()
            _store(connection, pages)
            spent.append(time.process_time() - started)
    return spent[0] - spent[1]


def _store(connection: sqlite3.Connection, pages: list[tuple[object, ...]]) -> None:
    marks = ", ".join("?" * len(pages[0]))
    for first in range(0, len(pages), 4):
        with transaction(connection):
            connection.executemany(f"INSERT INTO pages VALUES ({marks})", pages[first : first + 4])


def report(options: argparse.Namespace, folder: Path) -> Iterator[str]:
    """Yield the lines of the report."""
    documents, db = folder / "mix", folder / "long.db"
    make_mix(documents, options.documents, seed=3)
    spent = run(documents, db, options.workers)
    whole = spent.writer + spent.workers
    by_hundred = memory(db)
    yield f"{options.documents} documents of benchmarks/mix.py in one run, workers: {options.workers}."
    yield f"CPU: {1000 * whole / options.documents:.1f} ms a document; the writer has {spent.writer / whole:.1%} of it,"
    yield f"full-text search {search_seconds(db, folder) / whole:.1%}."
    yield f"Memory of a worker at web pages: {max(by_hundred.values()):.0f} MB; growth: {growth(by_hundred)}."


def main() -> None:
    """Print the report."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--documents", type=int, default=3000)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--write", type=Path, metavar="FILE")
    options = parser.parse_args()
    count_what_is_left_behind()
    with tempfile.TemporaryDirectory() as name:
        text = "\n".join(report(options, Path(name))) + "\n"
    print(text, end="")
    if options.write:
        options.write.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
