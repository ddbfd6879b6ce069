"""The ledger of containers: which have been read to the end, and what has become of their members."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.discover import Stamp
from pipeline.store.write import Place, drop_source, mark_gone, put_source, settle_sources, store_result
from schemas.errors import ReasonCode
from schemas.records import DocumentResult, Status

if TYPE_CHECKING:
    from pipeline.sources.found import End


@dataclass(frozen=True, slots=True)
class Kept:
    """A container as the ledger knows it. `inputs` are the living rows that it stands for, `due` those to be read."""

    kind: str
    stamp: Stamp
    reader: str
    complete: bool
    inputs: int
    due: int

    def unchanged(self, stamp: Stamp, reader: str) -> bool:
        """Return whether there is nothing to be done about the container or any of its members."""
        return self.complete and not self.due and self.stamp == stamp and self.reader == reader


def kept_containers(
    connection: sqlite3.Connection, rules: str, passing: Sequence[str], attempts: int
) -> Iterator[tuple[str, Kept]]:
    """Yield every container by its path. Members are due if made by other rules, or failed for a passing reason."""
    marks = ", ".join("?" * len(passing))
    query = (
        "SELECT c.path, c.kind, c.size, c.mtime_ns, c.inode, c.reader, c.complete, count(s.path),"
        f" total(coalesce(d.rules <> ?, 0) OR (s.reason IN ({marks}) AND s.attempts < ?))"
        " FROM containers c LEFT JOIN sources s ON s.container = c.path AND s.status <> 'gone'"
        " LEFT JOIN documents d ON d.sha256 = s.document GROUP BY c.path"
    )
    for row in connection.execute(query, (rules, *passing, attempts)):
        path, kind, size, mtime_ns, inode, reader, complete, inputs, due = row
        yield path, Kept(kind, Stamp(size, mtime_ns, inode), reader, bool(complete), inputs, int(due or 0))


def begin_container(connection: sqlite3.Connection, run: int, place: Place) -> None:
    """Note that a container is being read; until its end is noted too, the next run reads it again."""
    connection.execute(
        "INSERT INTO containers"
        " (path, source, kind, size, mtime_ns, inode, complete, members, left_out, unpacked, reader, last_run)"
        " VALUES (?, ?, '', 0, 0, 0, 0, 0, 0, 0, '', ?)"
        " ON CONFLICT (path) DO UPDATE SET source = excluded.source, complete = 0, last_run = excluded.last_run",
        (place.path, place.source, run),
    )


def end_container(connection: sqlite3.Connection, run: int, place: Place, end: End, reader: str, own_row: bool) -> None:
    """Note that a container has been read: what was not found in it any more is gone.

    `own_row` says whether the ledger has a row for the container itself; one from earlier is dropped otherwise.
    """
    stamp = place.stamp
    query = "SELECT path FROM sources WHERE container = ? AND status <> 'gone' AND last_run <> ?"
    mark_gone(connection, [str(row[0]) for row in connection.execute(query, (place.path, run))])
    if not own_row:
        drop_source(connection, place.path)
    connection.execute(
        "UPDATE containers SET kind = ?, size = ?, mtime_ns = ?, inode = ?, complete = 1, members = ?, left_out = ?,"
        " unpacked = ?, reader = ?, last_run = ? WHERE path = ?",
        (
            *(end.kind, stamp.size, stamp.mtime_ns, stamp.inode, end.members, end.left_out, end.unpacked),
            *(reader, run, place.path),
        ),
    )


def mark_container_gone(connection: sqlite3.Connection, path: str) -> None:
    """Mark the members of a container that has vanished, or is none any more; their documents stay."""
    query = "SELECT path FROM sources WHERE container = ? AND status <> 'gone'"
    mark_gone(connection, [str(row[0]) for row in connection.execute(query, (path,))])
    connection.execute("UPDATE containers SET complete = 0 WHERE path = ?", (path,))


def put_revisit(connection: sqlite3.Connection, run: int, place: Place, result: DocumentResult) -> bool:
    """Record a capture that says "as before". Returns whether it is known already and need not be looked for."""
    payload = place.capture.payload if place.capture else None
    query = "SELECT document, reason FROM sources WHERE path = ? AND payload IS ? AND status <> 'gone'"
    row = connection.execute(query, (place.path, payload)).fetchone()
    if row is not None and row[0] is not None:
        put_source(connection, run, place, row[0])
        return True
    store_result(connection, run, "", place, result)
    if row is not None and row[1] == ReasonCode.LOST_REVISIT.value:
        return True
    connection.execute("UPDATE sources SET status = 'revisit' WHERE path = ?", (place.path,))
    return False


def settle_revisits(connection: sqlite3.Connection) -> list[tuple[str, Status]]:
    """Give each revisit the document that it repeats, wherever it was captured; return new ones with their outcomes.

    Done when all containers have been read, so that their order does not matter.
    """
    query = (
        "SELECT path, payload, status FROM sources WHERE status = 'revisit' OR reason = 'lost_revisit' ORDER BY path"
    )
    outcomes = []
    for path, payload, status in connection.execute(query).fetchall():
        document = _repeated(connection, payload or "")
        if document is not None:
            connection.execute("DELETE FROM issues WHERE path = ?", (path,))
            connection.execute("UPDATE sources SET document = ?, status = '' WHERE path = ?", (document, path))
            settle_sources(connection, document)
        elif status == "revisit":
            connection.execute("UPDATE sources SET status = 'skipped' WHERE path = ?", (path,))
        if status == "revisit":
            outcomes.append((path, Status.SKIPPED if document is None else Status.DUPLICATE))
    return outcomes


def _repeated(connection: sqlite3.Connection, payload: str) -> str | None:
    date, blank, url = payload.partition(" ")
    condition, values = ("url = ? AND captured = ?", (url, date)) if blank else ("payload = ?", (payload,))
    query = f"SELECT document FROM sources WHERE {condition} AND document IS NOT NULL ORDER BY path LIMIT 1"
    row = connection.execute(query, values).fetchone()
    return None if row is None else str(row[0])
