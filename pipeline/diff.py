"""What two databases say differently, value by value."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass

from pipeline.store.projects import project_values
from schemas.fields import FIELDS
from schemas.values import JsonValue

# what hangs on documents: the name of it, its columns with the key first, how many of them are the key
DOCUMENTS = (
    "document",
    ("sha256", "status", "reason", "media_type", "encoding", "language", "title", "published", "pages"),
    "SELECT {} FROM documents d ORDER BY sha256",
)
DETAILS = (
    (
        "statement",
        ("id", "document", "field", "project_id", "value_text", "basis", "confidence", "accepted", "note"),
        "SELECT {} FROM statements ORDER BY id",
    ),
    (
        "evidence",
        ("id", "document", "field", "page", "start", "end", "quote", "x0", "top", "x1", "bottom", "rule"),
        "SELECT {} FROM evidence ORDER BY id",
    ),
    (
        "issue",
        ("id", "document", "code", "stage", "severity", "detail", "page", "start", "end"),
        "SELECT {} FROM issues WHERE document IS NOT NULL ORDER BY id",
    ),
)
# characters of a page's text that are shown before and behind the first difference
AROUND = 30

Row = tuple[str | int | float | None, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that differs. `before` is None for what is new, `after` for what is gone.

    `name` is a project's id or a document's source.
    """

    kind: str
    name: str
    field: str
    before: str | None
    after: str | None

    def to_json(self) -> dict[str, str | None]:
        """Return the object that `diff --json` prints."""
        return asdict(self)


def differences(a: sqlite3.Connection, b: sqlite3.Connection, every: bool = False) -> Iterator[Change]:
    """Yield what is different in `b`: documents, texts of pages, values of projects.

    With `every` also statements that lost, evidence and issues: then nothing is yielded if and only if the
    digests are equal.
    """
    yield from _tables(a, b, DOCUMENTS)
    yield from _texts(a, b)
    yield from _projects(a, b)
    if every:
        for table in DETAILS:
            yield from _tables(a, b, table)


def _tables(a: sqlite3.Connection, b: sqlite3.Connection, table: tuple[str, Sequence[str], str]) -> Iterator[Change]:
    """Yield the rows that only one has, and the cells that differ."""
    kind, columns, query = table
    query = query.format(", ".join(f'"{column}"' for column in columns))
    own = 1 if kind == "document" else 3
    for before, after in _joined(a, b, query, 1):
        one = before or after or ()
        name = _source(b if after else a, str(one[0 if kind == "document" else 1]))
        if before is None or after is None:
            field = "" if kind == "document" else str(one[2])
            yield Change(kind, name, field, _words(before, own), _words(after, own))
            continue
        for column, old, new in zip(columns, before, after, strict=True):
            if old != new:
                field = column if kind == "document" else f"{one[2]}: {column}"
                yield Change(kind, name, field, _word(old), _word(new))


def _texts(a: sqlite3.Connection, b: sqlite3.Connection) -> Iterator[Change]:
    """Yield the pages of documents in both whose text differs, with the surroundings of the first difference."""
    query = "SELECT document, number, text FROM pages ORDER BY document, number"
    for before, after in _joined(a, b, query, 2):
        if before and after and before != after:
            old, new = str(before[2]), str(after[2])
            at = next((place for place, pair in enumerate(zip(old, new, strict=False)) if pair[0] != pair[1]), 0)
            at = at or min(len(old), len(new))
            shown = slice(max(0, at - AROUND), at + AROUND)
            yield Change("text", _source(b, str(before[0])), f"page {before[1]}", old[shown], new[shown])


def _projects(a: sqlite3.Connection, b: sqlite3.Connection) -> Iterator[Change]:
    for before, after in _joined(a, b, "SELECT project_id FROM projects ORDER BY project_id", 1):
        name = str((before or after or ("",))[0])
        old = project_values(a, name) if before else {}
        new = project_values(b, name) if after else {}
        for item in FIELDS:
            for change in _values(old.get(item.name, []), new.get(item.name, [])):
                yield Change("project", name, item.name, *change)


def _values(old: list[JsonValue], new: list[JsonValue]) -> Iterator[tuple[str | None, str | None]]:
    """Yield what became of the values of a field: one for another, or some that are gone and some that are new."""
    before, after = [_value(value) for value in old], [_value(value) for value in new]
    lost = [value for value in before if value not in after]
    found = [value for value in after if value not in before]
    if len(lost) == len(found) == 1:
        yield lost[0], found[0]
    else:
        yield from ((value, None) for value in lost)
        yield from ((None, value) for value in found)
    if not lost and not found and before != after:
        yield "; ".join(before), "; ".join(after)


def _joined(
    a: sqlite3.Connection, b: sqlite3.Connection, query: str, width: int
) -> Iterator[tuple[Row | None, Row | None]]:
    """Yield the rows of both, side by side where the first `width` columns are equal; the query orders by them."""
    left, right = (map(tuple, connection.execute(query)) for connection in (a, b))
    before, after = next(left, None), next(right, None)
    while before is not None or after is not None:
        if after is None or (before is not None and before[:width] < after[:width]):
            yield before, None
            before = next(left, None)
        elif before is None or after[:width] < before[:width]:
            yield None, after
            after = next(right, None)
        else:
            yield before, after
            before, after = next(left, None), next(right, None)


def _source(connection: sqlite3.Connection, sha256: str) -> str:
    """Return the name of the first input with these bytes, one that has not vanished if there is one."""
    query = "SELECT source FROM sources WHERE document = ? ORDER BY status = 'gone', path LIMIT 1"
    row = connection.execute(query, (sha256,)).fetchone()
    return str(row[0]) if row else sha256


def _value(value: JsonValue) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, sort_keys=True)


def _words(row: Row | None, own: int) -> str | None:
    """Return a row without its first `own` cells, which say whose it is."""
    return None if row is None else " | ".join(_word(cell) for cell in row[own:])


def _word(cell: str | int | float | None) -> str:
    return "" if cell is None else str(cell)
