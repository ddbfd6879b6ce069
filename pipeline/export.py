"""Write projects to files for other programs."""

from __future__ import annotations

import csv
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from pipeline.outgoing import cell, json_text, whole_file
from pipeline.store.queries import Filter, Json, project, project_ids
from pipeline.workbook import write_workbook
from schemas.fields import FIELDS


def export(connection: sqlite3.Connection, form: str, output: Path, with_contacts: bool, least: float = 0.0) -> int:
    """Write every project as `form` (jsonl, csv or xlsx) to `output` and return their number.

    The file appears whole or not at all. Without `with_contacts` it holds no contacts and no
    evidence of them; quotations of other fields stay as printed. Values with a confidence under `least`
    are left out, and projects of which nothing is left.
    """
    projects = _projects(connection, with_contacts, least)
    if form == "xlsx":
        with whole_file(output, "wb") as stream:
            return write_workbook(stream, _columns(with_contacts), _rows(projects, with_contacts))
    with whole_file(output) as stream:
        lines = _csv_lines if form == "csv" else _json_lines
        written = -1 if form == "csv" else 0  # the header is no project
        for text in lines(projects, with_contacts):
            stream.write(text)
            written += 1
    return written


def _projects(connection: sqlite3.Connection, with_contacts: bool, least: float) -> Iterator[Json]:
    for project_id in project_ids(connection, Filter(min_confidence=least)):
        yield project(connection, project_id, with_contacts, least)


def _json_lines(projects: Iterator[Json], with_contacts: bool) -> Iterator[str]:
    for row in projects:
        if not with_contacts:
            del row["contacts"]
        yield json_text(row) + "\n"


def _csv_lines(projects: Iterator[Json], with_contacts: bool) -> Iterator[str]:
    writer = csv.writer(_Echo(), lineterminator="\n")
    yield str(writer.writerow(_columns(with_contacts)))
    for row in _rows(projects, with_contacts):
        # each item by itself: a spreadsheet may part cells at semicolons
        yield str(writer.writerow(["; ".join(map(cell, items)) for items in row]))


def _columns(with_contacts: bool) -> list[str]:
    return ["project_id", *(field.name for field in FIELDS if with_contacts or field.name != "contacts")]


def _rows(projects: Iterator[Json], with_contacts: bool) -> Iterator[list[list[str]]]:
    """Yield the cells of each project; a list stands in one cell."""
    columns = _columns(with_contacts)
    for row in projects:
        yield [_items(row[name]) for name in columns]


class _Echo:
    """A file for the csv module that hands the line back to the caller of `writerow`."""

    @staticmethod
    def write(line: str) -> str:
        return line


def _items(value: object) -> list[str]:
    if value is None:
        return []
    return [_item(item) for item in value] if isinstance(value, list) else [str(value)]


def _item(value: object) -> str:
    if isinstance(value, dict):
        return " ".join(str(part) for part in value.values() if part is not None)
    return str(value)
