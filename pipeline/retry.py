"""Which inputs to read again, whatever became of them."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Sequence
from pathlib import Path

from pipeline.discover import Input, unshown
from pipeline.store.connect import transaction


def chosen_inputs(connection: sqlite3.Connection, reasons: Sequence[str]) -> list[Input]:
    """Return the failed and partial inputs with one of the reasons, and forget what their reading gave.

    What is stored of them stays until it is replaced. A copy is read with the input that it is a copy of, a member
    with its container.
    """
    marks = ", ".join("?" * len(reasons))
    where = f"status IN ('failed', 'partial') AND reason IN ({marks})"
    containers = f"SELECT container FROM sources WHERE container IS NOT NULL AND {where}"
    rows = connection.execute(
        f"SELECT path, source FROM sources WHERE container IS NULL AND {where}"
        f" UNION SELECT path, source FROM containers WHERE path IN ({containers}) ORDER BY 1",
        (*reasons, *reasons),
    )
    found = [Input(path := Path(os.fsdecode(unshown(row[0]))), row[1], Path(os.path.realpath(path))) for row in rows]
    with transaction(connection):
        connection.execute(f"UPDATE containers SET complete = 0 WHERE path IN ({containers})", tuple(reasons))
        connection.execute(f"UPDATE sources SET attempts = 0 WHERE {where}", tuple(reasons))
        documents = f"(SELECT document FROM sources WHERE {where})"
        connection.execute(f"UPDATE documents SET rules = '' WHERE sha256 IN {documents}", tuple(reasons))
        connection.execute(f"DELETE FROM layouts WHERE document IN {documents}", tuple(reasons))
    return found
