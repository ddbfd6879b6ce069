"""What several tests ask a database."""

from __future__ import annotations

from pathlib import Path

from pipeline.store.connect import reading
from pipeline.store.digest import digest


def rows(db: Path, query: str) -> list[tuple[object, ...]]:
    """Return what a query gives, row by row."""
    with reading(db) as connection:
        return [tuple(row) for row in connection.execute(query)]


def content(db: Path) -> str:
    """Return the hash of all that counts: the same for two databases that say the same."""
    with reading(db) as connection:
        return digest(connection)
