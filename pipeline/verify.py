"""Verify: does every stored value still follow from the sources, letter by letter?"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from pipeline.batch import processed
from pipeline.discover import Input, fingerprint, shown, unshown
from pipeline.settings import Settings
from pipeline.sources.found import Found
from pipeline.store.projects import part_rows, project_columns, project_values
from pipeline.store.rows import COLUMNS, PASSING, DocumentRows, Row, document_rows
from pipeline.version import rules_version
from pipeline.workers import Work, process_input
from schemas.records import DocumentResult

# Nothing may be found wrong since the machine is busy: what was read in time once will be read again.
PATIENCE = 10
COMPARED = ("pages", "statements", "evidence", "issues")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that no longer holds: what, in which document, and where."""

    check: str
    document: str | None
    source: str | None
    detail: str

    def to_json(self) -> dict[str, str | None]:
        """Return the object that `verify --json` prints."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class _Stored:
    """A document, and where it stands. `key` is its place in the ledger; `path` and `base` are the file's."""

    sha256: str
    source: str
    key: str
    base: str
    path: Path
    rules: str
    reason: str | None


def verify(
    connection: sqlite3.Connection, settings: Settings, quick: bool = False, work: Work = process_input
) -> Iterator[Finding]:
    """Yield what no longer holds. `quick` asks the database alone and reads no source."""
    yield from _in_sql(connection)
    yield from _projects(connection)
    if not quick:
        yield from _against_sources(connection, settings, work)


def _in_sql(connection: sqlite3.Connection) -> Iterator[Finding]:
    for row in connection.execute("PRAGMA integrity_check"):
        if row[0] != "ok":
            yield Finding("integrity", None, None, str(row[0]))
    for row in connection.execute("PRAGMA foreign_key_check"):
        yield Finding("foreign_key", None, None, f"a row of {row[0]} names a row of {row[2]} that is not there")
    query = (
        'SELECT e.document, e.field, e.page, e.start, e."end", e.quote,'
        " (SELECT min(source) FROM sources x WHERE x.document = e.document) AS source"
        " FROM evidence e LEFT JOIN pages p ON p.document = e.document AND p.number = e.page"
        ' WHERE p.text IS NULL OR substr(p.text, e.start + 1, e."end" - e.start) <> e.quote'
        " ORDER BY 1, 3, 4"
    )
    for row in connection.execute(query):
        place = f"page {row['page']}, {row['start']} to {row['end']}"
        yield Finding("quote", row["document"], row["source"], f"{row['field']}: {row['quote']!r} is not at {place}")
    query = "SELECT s.id, s.document, s.field FROM statements s LEFT JOIN evidence e ON e.statement = s.id"
    for row in connection.execute(query + " WHERE e.id IS NULL"):
        yield Finding("no_evidence", row["document"], None, f"{row['field']}: a statement without evidence")


def _projects(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Yield the projects whose rows do not follow from their statements."""
    if connection.execute("SELECT 1 FROM dirty_projects").fetchone():
        yield Finding("unsettled", None, None, "a run was cut short; run ingest again")
        return
    for row in connection.execute("SELECT * FROM projects ORDER BY project_id"):
        values = project_values(connection, row["project_id"])
        if any(row[name] != value for name, value in project_columns(values, row["documents"]).items()):
            yield Finding("project", None, None, f"{row['project_id']} does not follow from its statements")
            continue
        for table, expected in part_rows(row["project_id"], values).items():
            if table != "organisations" and not _same_part(connection, table, row["project_id"], expected):
                yield Finding("project", None, None, f"{row['project_id']}: {table} differ from the statements")


def _same_part(connection: sqlite3.Connection, table: str, project_id: str, expected: Sequence[Row]) -> bool:
    rows = connection.execute(f"SELECT * FROM {table} WHERE project_id = ?", (project_id,))
    return {tuple(row) for row in rows} == set(expected)


def _against_sources(connection: sqlite3.Connection, settings: Settings, work: Work) -> Iterator[Finding]:
    rules, _ = rules_version(settings)
    found: dict[str, _Stored] = {}
    outdated = 0
    for stored in _stored(connection):
        problem = _source_problem(stored, settings)
        if problem:
            yield Finding("source", stored.sha256, stored.source, problem)
        elif stored.rules != rules:
            outdated += 1
        elif stored.reason not in PASSING:
            found[stored.key] = stored
    if outdated:
        detail = f"{outdated} documents were extracted by other rules than those installed; run ingest again"
        yield Finding("rules", None, None, detail)
    yield from _read_again(connection, found, settings, work)


def _read_again(
    connection: sqlite3.Connection, found: dict[str, _Stored], settings: Settings, work: Work
) -> Iterator[Finding]:
    """Yield how documents differ from what is stored, and the members that are not what they were."""
    inputs = {
        stored.path: Input(stored.path, stored.base, Path(os.path.realpath(stored.path))) for stored in found.values()
    }

    def key(item: Input, label: str = "") -> str:
        return shown(bytes(item.path)) + item.source.removeprefix(inputs[item.path].source) + label

    def wanted(item: Input, member: Found) -> bool:
        stored = found.get(key(item, f"!{member.label}"))
        return stored is not None and stored.sha256 == member.sha256

    settings = replace(settings, max_seconds=PATIENCE * settings.max_seconds)
    for item, result in processed(list(inputs.values()), settings, work, wanted):
        stored = found.pop(key(item), None)
        if stored is not None:
            yield from _differences(connection, stored, result)
    for stored in found.values():
        yield Finding("source", stored.sha256, stored.source, "the container has no such member any more")


def _stored(connection: sqlite3.Connection) -> Iterator[_Stored]:
    """Yield every document with the best place to look for it: a living input before a vanished one."""
    query = (
        "SELECT d.sha256, d.rules, d.reason, s.source, s.path, coalesce(s.container, s.path, '') AS file"
        " FROM documents d LEFT JOIN sources s ON s.path ="
        " (SELECT path FROM sources WHERE document = d.sha256 ORDER BY status = 'gone', path LIMIT 1)"
        " ORDER BY s.path"
    )
    for row in connection.execute(query):
        key, source = row["path"] or "", row["source"] or ""
        base = source.removesuffix(key[len(row["file"]) :])
        path = Path(os.fsdecode(unshown(row["file"])))
        yield _Stored(row["sha256"], source, key, base, path, row["rules"], row["reason"])


def _source_problem(stored: _Stored, settings: Settings) -> str:
    target = Path(os.path.realpath(stored.path))
    if not target.is_file():
        return "the file is not there any more"
    if stored.base != stored.source or fingerprint(target, settings) == stored.sha256:
        return ""
    return "the file has changed since it was read"


def _differences(connection: sqlite3.Connection, stored: _Stored, result: DocumentResult) -> Iterator[Finding]:
    """Yield how the document as read now differs from what is stored of it."""
    try:
        fresh = document_rows(result)
    except ValueError as error:
        yield Finding("document", stored.sha256, stored.source, f"cannot be compared: {error}")
        return
    kept = _kept(connection, "documents", "sha256", stored.sha256)
    if kept != {fresh.document}:
        yield Finding("document", stored.sha256, stored.source, "reading it again gives another outcome")
    for table in COMPARED:
        yield from _table_differences(connection, stored, table, _of(fresh, table))


def _of(rows: DocumentRows, table: str) -> tuple[Row, ...]:
    by_table = {
        "pages": rows.pages,
        "statements": rows.statements,
        "evidence": rows.evidence,
        "issues": rows.issues,
    }
    return by_table[table]


def _table_differences(
    connection: sqlite3.Connection, stored: _Stored, table: str, fresh: Sequence[Row]
) -> Iterator[Finding]:
    kept, expected = _kept(connection, table, "document", stored.sha256), set(fresh)
    for words, rows in (
        ("is stored and cannot be derived", kept - expected),
        ("is missing", expected - kept),
    ):
        for row in sorted(rows, key=repr):
            yield Finding(table, stored.sha256, stored.source, f"{_described(table, row)} {words}")


def _kept(connection: sqlite3.Connection, table: str, key: str, sha256: str) -> set[Row]:
    names = ", ".join(f'"{name}"' for name in COLUMNS[table])
    return {tuple(row) for row in connection.execute(f"SELECT {names} FROM {table} WHERE {key} = ?", (sha256,))}


def _described(table: str, row: Row) -> str:
    """Return a row in a few words: the page's number, the value, the quotation, the reason code."""
    values = dict(zip(COLUMNS[table], row, strict=True))
    match table:
        case "pages":
            return f"the text of page {values['number']}"
        case "statements":
            return f"{values['field']} {values['value_text']!r}"
        case "evidence":
            return f"{values['field']} evidence {values['quote']!r}"
        case _:
            return f"issue {values['code']}"
