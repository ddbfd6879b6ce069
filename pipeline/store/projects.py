"""Derive a project's row from the accepted statements of all documents that speak of it.

Which value wins depends on what is stored and never on the order in which it came: the value that most
documents state, then the surest, then the smallest as JSON text. A list keeps every value.
"""

from __future__ import annotations

import re
import sqlite3
import time
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256

from pipeline.store.connect import transaction
from pipeline.store.damage import DamagedRowError, mark_damaged, value_of
from pipeline.store.rows import Row, as_json, day_range, minor_units
from schemas.fields import FIELDS, Field, ValueKind
from schemas.values import JsonValue

# Projects settled in one transaction: readers and a kill lose little, a commit costs little.
BATCH = 200
PARTS = ("project_organisations", "funding", "contacts", "activities")
ROLES = (("beneficiaries", "beneficiary"), ("partners", "partner"))
# the columns of `projects` that are read off the values as they are
PLAIN = ("registration_number", "programme", "start", "end")
_NO_LETTER = re.compile(r"[\W_]+")
LISTS = ("titles", "funders", "beneficiaries", "partners", "target_groups")


@dataclass(slots=True)
class _Candidate:
    """One value of one field, with what speaks for it. `first` is where it was met: document, position."""

    value: JsonValue
    text: str
    documents: set[str] = field(default_factory=set)
    confidence: float = 0.0
    first: tuple[str, int] = ("", 0)

    def weight(self) -> tuple[int, float, str]:
        return (-len(self.documents), -self.confidence, self.text)

    def place(self) -> tuple[int, str, int]:
        return (-len(self.documents), *self.first)


def settle_projects(connection: sqlite3.Connection, seconds: float = float("inf")) -> int:
    """Work off the marks that document transactions left; return how many are left after `seconds`.

    Safe to be killed at any point: a mark goes in the transaction that stores its project.
    """
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        with transaction(connection):
            rows = connection.execute("SELECT project_id FROM dirty_projects ORDER BY 1 LIMIT ?", (BATCH,))
            batch = [str(row[0]) for row in rows]
            for project_id in batch:
                _derive_or_mark(connection, project_id)
                connection.execute("DELETE FROM dirty_projects WHERE project_id = ?", (project_id,))
        if len(batch) < BATCH:
            _name_organisations(connection)
            return 0
    return int(connection.execute("SELECT count(*) FROM dirty_projects").fetchone()[0])


def project_values(connection: sqlite3.Connection, project_id: str, least: float = 0.0) -> dict[str, list[JsonValue]]:
    """Return the values of every field that has one, best first, as the published JSON has them.

    Only statements with a confidence of `least` or more have a say; one without counts as 0. Raises DamagedRowError.
    """
    candidates = _candidates(connection, project_id, least)
    return {item.name: _choose(item, candidates[item.name]) for item in FIELDS if item.name in candidates}


def _choose(item: Field, found: list[_Candidate]) -> list[JsonValue]:
    if not item.many:
        return [min(found, key=_Candidate.weight).value]
    named = item.kind in (ValueKind.TEXT, ValueKind.ORGANISATION, ValueKind.CODE)
    chosen: dict[str, JsonValue] = {}
    for candidate in sorted(found, key=_Candidate.place):
        chosen.setdefault(_fold(str(candidate.value)) if named else candidate.text, candidate.value)
    return list(chosen.values())


def _candidates(connection: sqlite3.Connection, project_id: str, least: float) -> dict[str, list[_Candidate]]:
    rows = connection.execute(
        "SELECT field, value_json, document, position, confidence FROM statements"
        " WHERE project_id = ? AND accepted AND coalesce(confidence, 0) >= ? ORDER BY document, position",
        (project_id, least),
    )
    found: dict[str, dict[str, _Candidate]] = {}
    for name, text, document, position, confidence in rows:
        values = found.setdefault(name, {})
        if text not in values:
            values[text] = _Candidate(value_of(text, name, document), text, first=(document, position))
        values[text].documents.add(document)
        values[text].confidence = max(values[text].confidence, confidence or 0.0)
    return {name: list(values.values()) for name, values in found.items()}


def _derive_or_mark(connection: sqlite3.Connection, project_id: str) -> None:
    """Derive a project; where a statement of it is damaged, have its document extracted again, which marks both."""
    connection.execute("SAVEPOINT derive")
    try:
        _derive(connection, project_id)
    except DamagedRowError as error:
        connection.execute("ROLLBACK TO derive")
        mark_damaged(connection, [error.document])
    connection.execute("RELEASE derive")


def _derive(connection: sqlite3.Connection, project_id: str) -> None:
    for table in PARTS:
        connection.execute(f"DELETE FROM {table} WHERE project_id = ?", (project_id,))
    counted = "SELECT count(DISTINCT document) FROM statements WHERE project_id = ?"
    documents = connection.execute(counted, (project_id,)).fetchone()[0]
    if not documents:
        connection.execute("DELETE FROM projects WHERE project_id = ?", (project_id,))
        return
    values = project_values(connection, project_id)
    columns = project_columns(values, documents)
    names = ", ".join(f'"{name}" = ?' for name in columns)
    connection.execute(f"UPDATE projects SET {names} WHERE project_id = ?", (*columns.values(), project_id))
    for table, rows in part_rows(project_id, values).items():
        for row in rows:
            marks = ", ".join("?" * len(row))
            connection.execute(f"INSERT OR IGNORE INTO {table} VALUES ({marks})", row)


def project_columns(values: dict[str, list[JsonValue]], documents: int) -> dict[str, str | int | None]:
    """Return the columns of `projects` that follow from the values."""
    columns: dict[str, str | int | None] = {"documents": documents}
    for name in PLAIN:
        columns[name] = str(values[name][0]) if name in values else None
    for name in LISTS:
        columns[name] = as_json(values.get(name, []))
    columns["title"] = str(values["titles"][0]) if "titles" in values else None
    columns["start_earliest"], columns["start_latest"] = day_range(_text(columns["start"]))
    columns["end_earliest"], columns["end_latest"] = day_range(_text(columns["end"]))
    return columns


def part_rows(project_id: str, values: dict[str, list[JsonValue]]) -> dict[str, list[Row]]:
    """Return the rows of the tables that hold what a project has many of, without numbers that none can hold."""
    rows: dict[str, list[Row]] = {
        "organisations": [(organisation_id(name), name) for name, _, _ in _roles(values)],
        "project_organisations": [
            (project_id, organisation_id(name), role, position, name) for name, role, position in _roles(values)
        ],
        "funding": [
            (project_id, position, money["kind"], minor_units(money["amount"] or 0), money["currency"])
            for position, money in _objects(values, "funding")
        ],
        "contacts": [
            (project_id, position, person["name"], person["email"], person["phone"])
            for position, person in _objects(values, "contacts")
        ],
        "activities": [
            (project_id, position, activity["kind"], activity["count"], activity["participants"])
            for position, activity in _objects(values, "activities")
        ],
    }
    return {table: [row for row in found if _is_storable(row)] for table, found in rows.items()}


def _is_storable(row: Row) -> bool:
    """Say whether whole numbers have 64 bits: older rules stated larger sums, and one left unsettled ended each run."""
    return all(not isinstance(value, int) or value.bit_length() < 64 for value in row)


def _objects(
    values: dict[str, list[JsonValue]], name: str
) -> Iterator[tuple[int, dict[str, str | int | float | None]]]:
    for position, value in enumerate(values.get(name, [])):
        if isinstance(value, dict):
            yield position, value


def _roles(values: dict[str, list[JsonValue]]) -> Iterator[tuple[str, str, int]]:
    for name, role in ROLES:
        for position, value in enumerate(values.get(name, [])):
            yield str(value), role, position


def _text(value: str | int | None) -> str | None:
    return value if isinstance(value, str) else None


def _name_organisations(connection: sqlite3.Connection) -> None:
    """Give each organisation the name that most projects print, and drop those that none names any more."""
    with transaction(connection):
        connection.execute("DELETE FROM organisations WHERE id NOT IN (SELECT organisation FROM project_organisations)")
        connection.execute(
            "UPDATE organisations SET name = (SELECT name FROM project_organisations"
            " WHERE organisation = organisations.id GROUP BY name ORDER BY count(*) DESC, name LIMIT 1)"
        )


def _fold(name: str) -> str:
    """Return what makes two spellings of a name one: letters and digits, without case."""
    plain = unicodedata.normalize("NFKC", name).casefold()
    return _NO_LETTER.sub("", plain) or plain


def organisation_id(name: str) -> str:
    """Return the id of an organisation: 16 hex digits made from its folded name."""
    return sha256(_fold(name).encode()).hexdigest()[:16]
