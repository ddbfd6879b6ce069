"""Store one document in one transaction: all its rows are replaced, or none."""

from __future__ import annotations

import sqlite3
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.discover import Input, Stamp, shown
from pipeline.store.parsed import put_layout
from pipeline.store.rows import COLUMNS, PASSING, DocumentRows, Row, document_rows, issue_rows, reason
from schemas.errors import Issue
from schemas.records import DocumentResult, Layout, Status

if TYPE_CHECKING:
    from pipeline.sources.member import Capture

# the number of an input that is met for the first time
_NEXT = "(SELECT coalesce(max(id), 0) + 1 FROM sources)"


@dataclass(frozen=True, slots=True)
class Place:
    """An input as the ledger keeps it: where it is and what its file looked like.

    A member of a container has the container's path, and `issues` with its name; one of a web capture says
    where on the web it was.
    """

    path: str
    source: str
    stamp: Stamp
    container: str | None = None
    capture: Capture | None = None
    issues: tuple[Issue, ...] = ()

    @classmethod
    def of(cls, item: Input, stamp: Stamp) -> Place:
        """Return the place of an input."""
        return cls(shown(bytes(item.path)), item.source, stamp)

    def member(self, label: str, size: int, capture: Capture | None, issues: tuple[Issue, ...]) -> Place:
        """Return the place of a member of this container."""
        return Place(
            f"{self.path}!{label}",
            f"{self.source}!{label}",
            Stamp(size),
            container=self.path,
            capture=capture,
            issues=issues,
        )


def store_result(connection: sqlite3.Connection, run: int, rules: str, place: Place, result: DocumentResult) -> None:
    """Replace all that is known of the result's document and input. Call inside a transaction."""
    if result.sha256:
        _replace_document(connection, rules, document_rows(result), result.layout)
        connection.execute(
            "UPDATE sources SET reason = ? WHERE document = ? AND status = 'failed'", (reason(result), result.sha256)
        )
        put_source(connection, run, place, result.sha256, result.seconds)
        count_attempt(connection, place, result)
    else:
        _put_unread(connection, run, place, result)


def put_source(
    connection: sqlite3.Connection,
    run: int,
    place: Place,
    sha256: str,
    seconds: float | None = None,
    awaited: Container[str] = (),
) -> None:
    """Record that the input has the bytes `sha256`, whose document is stored already.

    The document that it had before goes if no other input has it, nor is about to: those are `awaited`.
    """
    before = _document_of(connection, place.path)
    stamp = place.stamp
    connection.execute(
        "INSERT INTO sources"
        " (path, source, document, status, size, mtime_ns, inode, seconds, attempts, last_run, id)"
        f" VALUES (?, ?, ?, '', ?, ?, ?, ?, 0, ?, {_NEXT})"
        " ON CONFLICT (path) DO UPDATE SET source = excluded.source, document = excluded.document,"
        " status = '',"
        " size = excluded.size, mtime_ns = excluded.mtime_ns, inode = excluded.inode,"
        " seconds = CASE WHEN ? THEN excluded.seconds ELSE seconds END, last_run = excluded.last_run",
        (
            *(place.path, place.source, sha256, stamp.size, stamp.mtime_ns, stamp.inode),
            *(seconds or 0.0, run, seconds is not None),
        ),
    )
    _put_origin(connection, place, place.issues)
    if before != sha256 and before not in awaited:
        drop_unused(connection, before)
    settle_sources(connection, sha256)


def _living_but(status: str) -> str:
    """Select the rows that have another status and are not gone, so that the index finds them among a million."""
    parts = (f"status < '{status}'", f"status > '{status}' AND status < 'gone'", "status > 'gone'")
    return " UNION ALL ".join(f"SELECT path FROM sources WHERE document = ?1 AND {part}" for part in parts)


_NOT_DUPLICATE, _NOT_FAILED = _living_but("duplicate"), _living_but("failed")


def failed_for_good(status: str, why: str | None) -> bool:
    """Say whether every input with a document's bytes has failed; what may pass is counted for the first alone."""
    return status == "failed" and why not in PASSING


def settle_sources(connection: sqlite3.Connection, sha256: str) -> None:
    """Give the first of the inputs with these bytes the document's outcome; the others are duplicates.

    Where nothing can be had from the bytes, all of them have failed: a duplicate is of something.
    """
    row = connection.execute("SELECT status, reason FROM documents WHERE sha256 = ?", (sha256,)).fetchone()
    if row and failed_for_good(*row):
        connection.execute(
            f"UPDATE sources SET status = 'failed', reason = ?2 WHERE path IN ({_NOT_FAILED})", (sha256, row[1])
        )
        return
    connection.execute(
        f"UPDATE sources SET status = 'duplicate', reason = NULL WHERE path IN ({_NOT_DUPLICATE})", (sha256,)
    )
    connection.execute(
        "UPDATE sources SET (status, reason) = (SELECT status, reason FROM documents WHERE sha256 = ?1)"
        " WHERE path = (SELECT min(path) FROM sources WHERE document = ?1 AND status = 'duplicate')",
        (sha256,),
    )


def count_attempt(connection: sqlite3.Connection, place: Place, result: DocumentResult) -> None:
    """Count how often in a row the input has cost a worker its life: three times is enough."""
    lost = reason(result) in PASSING
    connection.execute(
        "UPDATE sources SET attempts = CASE WHEN ? THEN attempts + 1 ELSE 0 END WHERE path = ?",
        (lost, place.path),
    )


def mark_wrong(connection: sqlite3.Connection, run: int, path: str) -> None:
    """Record that the input went wrong in this run for the first time. Call in the transaction that stores it."""
    connection.execute("UPDATE sources SET wrong_since = ? WHERE path = ?", (run, path))


def mark_gone(connection: sqlite3.Connection, paths: Iterable[str]) -> None:
    """Mark inputs whose files have vanished; their documents stay. Call inside a transaction."""
    for path in paths:
        connection.execute("UPDATE sources SET status = 'gone', reason = NULL WHERE path = ?", (path,))
        sha256 = _document_of(connection, path)
        if sha256:
            settle_sources(connection, sha256)


def prune_gone(connection: sqlite3.Connection, paths: Iterable[str]) -> None:
    """Delete vanished inputs, documents that no other input has, and containers of which nothing is left.

    A container that was not read to its end is read anew in any case. Call inside a transaction.
    """
    for path in paths:
        drop_source(connection, path)
    connection.execute(
        "DELETE FROM containers WHERE complete = 0"
        " AND NOT EXISTS (SELECT 1 FROM sources WHERE container = containers.path)"
    )


def drop_source(connection: sqlite3.Connection, path: str) -> None:
    """Delete an input with its lines in the ledger, and its document if no other input has it."""
    sha256 = _document_of(connection, path)
    connection.execute("DELETE FROM outcomes WHERE input = (SELECT id FROM sources WHERE path = ?)", (path,))
    connection.execute("DELETE FROM sources WHERE path = ?", (path,))
    drop_unused(connection, sha256)


def _document_of(connection: sqlite3.Connection, path: str) -> str | None:
    row = connection.execute("SELECT document FROM sources WHERE path = ?", (path,)).fetchone()
    return str(row[0]) if row and row[0] else None


def _put_unread(connection: sqlite3.Connection, run: int, place: Place, result: DocumentResult) -> None:
    """Record an input without bytes: too large, not readable, not a file."""
    before = _document_of(connection, place.path)
    stamp, values = place.stamp, (result.status.value, reason(result))
    connection.execute(
        "INSERT INTO sources"
        " (path, source, status, reason, size, mtime_ns, inode, seconds, attempts, last_run, id)"
        f" VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, ?, {_NEXT})"
        " ON CONFLICT (path) DO UPDATE SET source = excluded.source, document = NULL,"
        " status = excluded.status, reason = excluded.reason, size = excluded.size,"
        " mtime_ns = excluded.mtime_ns, inode = excluded.inode, seconds = excluded.seconds,"
        " last_run = excluded.last_run",
        (
            *(place.path, place.source, *values, stamp.size, stamp.mtime_ns, stamp.inode),
            *(result.seconds, run),
        ),
    )
    _put_origin(connection, place, result.issues)
    count_attempt(connection, place, result)
    drop_unused(connection, before)


def _put_origin(connection: sqlite3.Connection, place: Place, issues: tuple[Issue, ...]) -> None:
    """Record where a member comes from, and what is to be said of the input and not of its document."""
    capture = place.capture
    connection.execute(
        "UPDATE sources SET container = ?, url = ?, captured = ?, record_offset = ?, payload = ? WHERE path = ?",
        (
            place.container,
            *((capture.url, capture.captured, capture.offset, capture.payload) if capture else (None,) * 4),
            place.path,
        ),
    )
    connection.execute("DELETE FROM issues WHERE path = ?", (place.path,))
    said = DocumentResult(place.source, "", Status.OK, issues=issues)
    columns = ("path", *COLUMNS["issues"])
    _insert(connection, "issues", columns, [(place.path, *row) for row in issue_rows(said, place.path)])


def _replace_document(connection: sqlite3.Connection, rules: str, rows: DocumentRows, layout: Layout | None) -> None:
    """Store the rows of a document. Tables in which nothing has changed are left as they are: search follows them."""
    sha256 = str(rows.document[0])
    new_pages = _differ(connection, "pages", sha256, rows.pages)
    new_values = new_pages or any(
        _differ(connection, table, sha256, own)
        for table, own in (("statements", rows.statements), ("evidence", rows.evidence))
    )
    _clear_document(connection, sha256, new_pages, new_values)
    columns = (*COLUMNS["documents"], "rules")
    changes = ", ".join(f"{name} = excluded.{name}" for name in columns[1:])
    connection.execute(
        f"INSERT INTO documents ({', '.join(columns)}) VALUES ({_marks(columns)})"
        f" ON CONFLICT (sha256) DO UPDATE SET {changes}",
        (*rows.document, rules),
    )
    if new_pages:
        _insert(connection, "pages", COLUMNS["pages"], rows.pages)
    if layout is not None:
        put_layout(connection, sha256, layout)
    if new_values:
        named = [(project_id,) for project_id in rows.project_ids]
        connection.executemany("INSERT OR IGNORE INTO projects (project_id) VALUES (?)", named)
        connection.executemany("INSERT OR IGNORE INTO dirty_projects VALUES (?)", named)
        _insert(connection, "statements", COLUMNS["statements"], rows.statements)
        _insert(connection, "evidence", COLUMNS["evidence"], rows.evidence)
    _insert(connection, "issues", COLUMNS["issues"], rows.issues)


def _differ(connection: sqlite3.Connection, table: str, sha256: str, rows: tuple[Row, ...]) -> bool:
    """Say whether a table holds other rows of a document than these."""
    names = ", ".join(f'"{name}"' for name in COLUMNS[table])
    kept = connection.execute(f"SELECT {names} FROM {table} WHERE document = ?", (sha256,))
    return set(kept) != set(rows)


def _clear_document(connection: sqlite3.Connection, sha256: str, pages: bool = True, values: bool = True) -> None:
    """Delete what hangs on a document; the projects that it spoke of must be derived anew."""
    tables = ["issues"]
    if values:
        connection.execute(
            "INSERT OR IGNORE INTO dirty_projects SELECT DISTINCT project_id FROM statements WHERE document = ?",
            (sha256,),
        )
        tables += ["evidence", "statements"]
    if pages:
        tables += ["layouts", "pages"]
    for table in tables:
        connection.execute(f"DELETE FROM {table} WHERE document = ?", (sha256,))


def drop_unused(connection: sqlite3.Connection, sha256: str | None) -> None:
    """Delete a document that no input has any more."""
    if sha256 is None:
        return
    if connection.execute("SELECT 1 FROM sources WHERE document = ?", (sha256,)).fetchone():
        settle_sources(connection, sha256)
        return
    _clear_document(connection, sha256)
    connection.execute("DELETE FROM documents WHERE sha256 = ?", (sha256,))


def _insert(connection: sqlite3.Connection, table: str, columns: Sequence[str], rows: Iterable[Row]) -> None:
    names = ", ".join(f'"{name}"' for name in columns)
    connection.executemany(f"INSERT INTO {table} ({names}) VALUES ({_marks(columns)})", rows)


def _marks(columns: Sequence[str]) -> str:
    return ", ".join("?" * len(columns))
