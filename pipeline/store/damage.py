"""Rows of our own that are damaged, as a bad disk leaves them: found out, told, and made anew from what is whole.

A document that is marked here is extracted again by the next run, from its stored pages or from its file.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import cast

from pipeline.settings import Settings
from pipeline.store.connect import transaction
from schemas.errors import Issue, ReasonCode, Severity, Stage, StoreError
from schemas.fields import BY_NAME, ValueKind
from schemas.records import DocumentResult
from schemas.values import JsonValue

DAMAGED = "damaged"
"""Stands for the hash of the rules, which is then none of those that a run knows."""
MEND = "fondoskop ingest --rehash reads it again"
AT_ONCE = 500
"""So many documents are looked at between two looks at the stop sign."""
_DATE = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")
_KEYS = {
    ValueKind.MONEY: {"kind", "amount", "currency"},
    ValueKind.CONTACT: {"name", "email", "phone"},
    ValueKind.ACTIVITY: {"kind", "count", "participants"},
}
SEARCHES = ("pages_fts", "projects_fts")
_FEWER_PAGES = "SELECT sha256 FROM documents d WHERE pages <> (SELECT count(*) FROM pages WHERE document = d.sha256)"
_OTHER_QUOTE = (
    "SELECT DISTINCT e.document FROM evidence e LEFT JOIN pages p ON p.document = e.document AND p.number = e.page"
    ' WHERE p.text IS NULL OR substr(p.text, e.start + 1, e."end" - e.start) <> e.quote'
)
_NO_PROOF = "SELECT document FROM statements s WHERE NOT EXISTS (SELECT 1 FROM evidence e WHERE e.statement = s.id)"


class DamagedRowError(StoreError):
    """A stored value is none that was ever stored; `document` is whose it is."""

    def __init__(self, document: str, detail: str) -> None:
        super().__init__(
            ReasonCode.DAMAGED_ROW, f"a stored value of document {document[:12]} is damaged ({detail}); {MEND}"
        )
        self.document = document


def value_of(text: str, name: str, document: str) -> JsonValue:
    """Return the value of a field as it was stored. Raises DamagedRowError where it is none."""
    try:
        value = cast(JsonValue, json.loads(text))
    except (ValueError, RecursionError) as error:
        raise DamagedRowError(document, f"{name}: {error}") from error
    if name not in BY_NAME or not _fits(value, BY_NAME[name].kind):
        raise DamagedRowError(document, f"no value of {name}")
    return value


def _fits(value: JsonValue, kind: ValueKind) -> bool:
    if kind in _KEYS:
        return isinstance(value, dict) and value.keys() == _KEYS[kind]
    return isinstance(value, str) and (kind is not ValueKind.DATE or _DATE.fullmatch(value) is not None)


def mark_damaged(connection: sqlite3.Connection, documents: Iterable[str]) -> None:
    """Have documents extracted again, and told to be damaged. Call inside a transaction."""
    connection.executemany("UPDATE documents SET rules = ? WHERE sha256 = ?", ((DAMAGED, each) for each in documents))


def is_marked(connection: sqlite3.Connection, sha256: str) -> bool:
    """Say whether what is stored of a document was found to be damaged, and has not been made anew since."""
    row = connection.execute("SELECT rules FROM documents WHERE sha256 = ?", (sha256,)).fetchone()
    return row is not None and row[0] == DAMAGED


def with_damage(result: DocumentResult, detail: str) -> DocumentResult:
    """Return a result with the issue that what was stored of its document is damaged, unless it says so."""
    if any(issue.code is ReasonCode.DAMAGED_ROW for issue in result.issues):
        return result
    told = f"what was stored of it was damaged: {detail}"
    return replace(result, issues=(*result.issues, Issue(ReasonCode.DAMAGED_ROW, Stage.STORE, Severity.WARNING, told)))


def look_for_damage(connection: sqlite3.Connection, settings: Settings, stopped: Callable[[], bool]) -> None:
    """Look at all that is stored of all documents, mark those of which something is not whole, mend the search."""
    for batch in _batches(connection, stopped):
        found = [sha256 for sha256 in batch if not _whole(connection, settings, sha256)]
        with transaction(connection):
            mark_damaged(connection, found)
    if stopped():
        return
    with transaction(connection):
        for query in (_FEWER_PAGES, _OTHER_QUOTE, _NO_PROOF):
            mark_damaged(connection, [str(row[0]) for row in connection.execute(query)])
    for table in SEARCHES:
        _mend_search(connection, table)


def _batches(connection: sqlite3.Connection, stopped: Callable[[], bool]) -> Iterator[Sequence[str]]:
    last = ""
    while not stopped():
        query = "SELECT sha256 FROM documents WHERE sha256 > ? ORDER BY sha256 LIMIT ?"
        found = [str(row[0]) for row in connection.execute(query, (last, AT_ONCE))]
        if not found:
            return
        yield found
        last = found[-1]


def _whole(connection: sqlite3.Connection, settings: Settings, sha256: str) -> bool:
    from pipeline.store.layout import LayoutError, check
    from pipeline.store.parsed import stored_pages
    from pipeline.version import parse_version

    stored = stored_pages(connection, sha256, partial(parse_version, settings))
    try:
        if stored is not None:
            check(stored)
        for name, text in connection.execute("SELECT field, value_json FROM statements WHERE document = ?", (sha256,)):
            value_of(text, name, sha256)
    except (LayoutError, DamagedRowError):
        return False
    return True


def _mend_search(connection: sqlite3.Connection, table: str) -> None:
    """Make an index of words anew where it is not that of its table."""
    with transaction(connection):
        try:
            connection.execute(f"INSERT INTO {table} ({table}, rank) VALUES ('integrity-check', 1)")
        except sqlite3.DatabaseError:
            connection.execute(f"INSERT INTO {table} ({table}) VALUES ('rebuild')")
