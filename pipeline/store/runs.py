"""The ledger of runs. At any time a run's numbers add up to the inputs that have an outcome so far."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from pipeline.store.connect import transaction
from pipeline.store.damage import DAMAGED
from schemas.records import Done, Status


def begin_run(connection: sqlite3.Connection, planned: int, workers: int, rules: str, vocabulary: str) -> int:
    """Open a run and return its number; runs that were killed get their outcome now."""
    with transaction(connection):
        connection.execute("UPDATE runs SET outcome = 'killed' WHERE outcome = 'running'")
        cursor = connection.execute(
            "INSERT INTO runs (started, outcome, planned, workers, rules, vocabulary)"
            " VALUES (?, 'running', ?, ?, ?, ?)",
            (_now(), planned, workers, rules, vocabulary),
        )
    return int(cursor.lastrowid or 0)


def count(connection: sqlite3.Connection, run: int, status: Status, inputs: int = 1) -> None:
    """Add inputs to one outcome of the run. Call in the transaction that stores them."""
    column = status.value
    connection.execute(
        f"UPDATE runs SET discovered = discovered + ?, {column} = {column} + ? WHERE id = ?",
        (inputs, inputs, run),
    )


def count_again(connection: sqlite3.Connection, run: int, rules: str, sha256: str) -> None:
    """Count a document if other rules have extracted it before, and nobody has asked for it to be read again.

    Call in the transaction that stores it, before that.
    """
    connection.execute(
        "UPDATE runs SET extracted_again = extracted_again + 1"
        " WHERE id = ? AND EXISTS (SELECT 1 FROM documents WHERE sha256 = ? AND rules NOT IN ('', ?, ?))",
        (run, sha256, DAMAGED, rules),
    )


def of_rules(connection: sqlite3.Connection, run: int) -> tuple[int, int]:
    """Return how many documents a change of the rules has touched in the run, and how many it has not."""
    found = connection.execute("SELECT extracted_again, untouched FROM runs WHERE id = ?", (run,))
    again, untouched = found.fetchone()
    return int(again), int(untouched)


@dataclass(frozen=True, slots=True)
class Effort:
    """What an input took: seconds of a worker's time, its highest memory in bytes, its number; what was done."""

    seconds: float | None = None
    memory: int | None = None
    worker: int | None = None
    done: Done | None = None


NO_EFFORT = Effort()
_SKIPPED = "INSERT INTO outcomes (run, input, status, reason) SELECT ?, id, 'skipped', reason FROM sources"


def note(connection: sqlite3.Connection, run: int, path: str, status: Status, effort: Effort = NO_EFFORT) -> None:
    """Write an input's line in the ledger, and count it. Call in the transaction that stores the input, after it."""
    connection.execute(
        "INSERT INTO outcomes (run, input, status, reason, seconds, memory, worker, done)"
        " SELECT ?, id, ?, reason, ?, ?, ?, ? FROM sources WHERE path = ?",
        (run, status.value, effort.seconds, effort.memory, effort.worker, effort.done, path),
    )
    count(connection, run, status)


def note_unchanged(connection: sqlite3.Connection, run: int, paths: Sequence[str]) -> int:
    """Write the lines of inputs that needed nothing at all; return how many. Call inside a transaction."""
    connection.executemany(f"{_SKIPPED} WHERE path = ?", ((run, path) for path in paths))
    count(connection, run, Status.SKIPPED, len(paths))
    return len(paths)


def note_container(connection: sqlite3.Connection, run: int, path: str) -> int:
    """Write the lines of the members of a container that needed nothing at all, as note_unchanged()."""
    noted = connection.execute(f"{_SKIPPED} WHERE container = ? AND status <> 'gone'", (run, path)).rowcount
    count(connection, run, Status.SKIPPED, noted)
    return noted


def prune_runs(connection: sqlite3.Connection, days: float) -> int:
    """Take runs out of the ledger that began so many days ago or earlier; return how many. Nothing else changes."""
    before = (datetime.now(UTC) - timedelta(days=days)).isoformat(timespec="seconds")
    with transaction(connection):
        old = "SELECT id FROM runs WHERE started < ? AND outcome <> 'running'"
        # inputs and containers name the run that stored them, so that much of it stays
        connection.execute(f"DELETE FROM outcomes WHERE run IN ({old})", (before,))
        return connection.execute(
            f"DELETE FROM runs WHERE id IN ({old}) AND id NOT IN (SELECT last_run FROM sources)"
            " AND id NOT IN (SELECT last_run FROM containers)",
            (before,),
        ).rowcount


def end_run(connection: sqlite3.Connection, run: int, outcome: str) -> None:
    """Close a run as `finished`, `interrupted` or `failed`."""
    with transaction(connection):
        connection.execute("UPDATE runs SET outcome = ?, ended = ? WHERE id = ?", (outcome, _now(), run))


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
