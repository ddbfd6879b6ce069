"""From a job to what a worker gets: the file, or the stored pages where it has been parsed as it would be now."""

from __future__ import annotations

import sqlite3
from functools import partial
from pathlib import Path

from pipeline.settings import Settings
from pipeline.store.parsed import stored_pages
from pipeline.version import parse_version
from pipeline.workers import Task


def make_task(
    connection: sqlite3.Connection, settings: Settings, number: int, target: Path, source: str, sha256: str
) -> Task:
    """Return the task for an input whose bytes have the hash `sha256`; "" if it is not known."""
    parsed = stored_pages(connection, sha256, partial(parse_version, settings)) if sha256 else None
    return Task(number, target, source, parsed)
