"""The last run and the state of the database as a text file for Prometheus (node_exporter's textfile collector)."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.outgoing import whole_file
from schemas.errors import PipelineError
from schemas.records import Status

if TYPE_CHECKING:
    from pipeline.ingest import RunSummary

Samples = Mapping[str, float]
OUTCOMES = ("finished", "interrupted", "failed")


@dataclass(frozen=True, slots=True)
class Metric:
    """A gauge: its name without the prefix, what it means, a value per value of `label`, or one under ""."""

    name: str
    help: str
    samples: Samples
    label: str = ""

    def lines(self) -> Iterator[str]:
        """Yield the lines of the exposition format."""
        name = f"fondoskop_{self.name}"
        yield f"# HELP {name} {_escaped(self.help)}"
        yield f"# TYPE {name} gauge"
        for key, value in self.samples.items():
            label = f'{{{self.label}="{_quoted(key)}"}}' if self.label else ""
            yield f"{name}{label} {value:.17g}"


def write_metrics(path: Path, db: Path, status: int, summary: RunSummary | None) -> None:
    """Write the file whole; `summary` is None where the run failed. Raises OSError."""
    with whole_file(path) as stream:
        for metric in (*_of_run(status, summary), *_of_database(db)):
            stream.writelines(f"{line}\n" for line in metric.lines())


def _of_run(status: int, summary: RunSummary | None) -> Iterator[Metric]:
    now = datetime.now(UTC).timestamp()
    outcome = "failed" if summary is None else "interrupted" if summary.signal else "finished"
    yield Metric("last_run_end_timestamp_seconds", "When the last run ended, seconds since 1970.", {"": now})
    yield Metric("last_run_exit_status", "Exit status of the last run, see docs/cli.md.", {"": status})
    outcomes = {name: float(name == outcome) for name in OUTCOMES}
    yield Metric("last_run_outcome", "1 for how the last run ended.", outcomes, "outcome")
    if summary is None:
        return
    counts = {status.value: float(summary.counts.get(status, 0)) for status in Status}
    yield Metric("last_run_seconds", "How long the last run took.", {"": summary.seconds})
    yield Metric("last_run_inputs", "Inputs of the last run by outcome.", counts, "outcome")
    yield Metric("last_run_newly_wrong", "Inputs that went wrong for the first time.", {"": summary.newly_wrong})
    yield Metric("last_run_records", "Records that the last run read.", {"": summary.records})
    yield Metric("last_run_warnings", "Warnings of the last run.", {"": summary.warnings})
    change = {"extracted_again": float(summary.again), "untouched": float(summary.untouched)}
    yield Metric("last_run_rules_changed", "Known documents after a change of the rules.", change, "documents")


def _of_database(db: Path) -> Iterator[Metric]:
    """Yield what the database says; nothing where it cannot be read, since then the run has failed too."""
    from pipeline.store.connect import reading

    files = (db, db.with_name(f"{db.name}-wal"))
    size = sum(file.stat().st_size for file in files if file.exists())
    yield Metric("database_bytes", "Size of the database with its log.", {"": size})
    if not db.exists():
        return
    try:
        with reading(db) as connection:
            found = list(_of_tables(connection))
    except PipelineError:
        return
    yield from found


def _of_tables(connection: sqlite3.Connection) -> Iterator[Metric]:
    def counted(query: str) -> Samples:
        return {str(key): float(number) for key, number in connection.execute(query)}

    good = connection.execute("SELECT max(ended) FROM runs WHERE outcome = 'finished'").fetchone()[0]
    if good:
        when = datetime.fromisoformat(good).timestamp()
        yield Metric("last_good_run_timestamp_seconds", "When a run last ended well, seconds since 1970.", {"": when})
    states = counted("SELECT status, count(*) FROM sources GROUP BY status ORDER BY status")
    yield Metric("inputs", "Inputs by their newest state.", states, "status")
    wrong = "SELECT reason, count(*) FROM sources WHERE status IN ('failed', 'partial') GROUP BY reason ORDER BY reason"
    yield Metric("wrong_inputs", "Inputs that failed or are partial, by reason.", counted(wrong), "reason")
    for table in ("documents", "projects"):
        yield Metric(table, f"Rows of the table {table}.", counted(f"SELECT '', count(*) FROM {table}"))


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("\n", "\\n")


def _quoted(text: str) -> str:
    return _escaped(text).replace('"', '\\"')
