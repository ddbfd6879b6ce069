"""The ledger of runs. At any time a run's numbers add up to the inputs that have an outcome so far."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime

from pipeline.store.connect import transaction
from schemas.records import Status


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


def end_run(connection: sqlite3.Connection, run: int, outcome: str) -> None:
    """Close a run as `finished`, `interrupted` or `failed`."""
    with transaction(connection):
        connection.execute("UPDATE runs SET outcome = ?, ended = ? WHERE id = ?", (outcome, _now(), run))


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
