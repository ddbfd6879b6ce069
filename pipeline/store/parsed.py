"""Layouts in the database: with them documents are extracted again without being parsed again."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

from pipeline.store.layout import Stored
from schemas.records import Layout


def put_layout(connection: sqlite3.Connection, sha256: str, layout: Layout) -> None:
    """Store a document's layout in place of the one that it has. Call inside a transaction, after the document."""
    connection.execute(
        "INSERT INTO layouts (document, parsing, data) VALUES (?, ?, ?)"
        " ON CONFLICT (document) DO UPDATE SET parsing = excluded.parsing, data = excluded.data",
        (sha256, layout.parsing, layout.data),
    )


def stored_pages(connection: sqlite3.Connection, sha256: str, parsing: Callable[[str], str]) -> Stored | None:
    """Return a document as it was parsed; None if it was not, or not as `parsing` says that its type is now."""
    row = connection.execute(
        "SELECT d.media_type, l.parsing, l.data FROM layouts l JOIN documents d ON d.sha256 = l.document"
        " WHERE l.document = ?",
        (sha256,),
    ).fetchone()
    if row is None or row[1] != parsing(row[0]):
        return None
    pages = connection.execute(
        "SELECT number, text, reader, quality, raw FROM pages WHERE document = ? ORDER BY number", (sha256,)
    )
    return Stored(sha256, row[0], tuple(tuple(page) for page in pages), row[2])
