"""Write projects to files for other programs."""

from __future__ import annotations

import csv
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from pipeline.outgoing import cell, json_text, whole_file
from pipeline.store.queries import Filter, Json, project, project_ids
from schemas.fields import FIELDS


def export(connection: sqlite3.Connection, form: str, output: Path, with_contacts: bool, least: float = 0.0) -> int:
    """Write every project as `form` (jsonl or csv) to `output` and return their number.

    The file appears whole or not at all. Without `with_contacts` it holds no contacts and no
    evidence of them; quotations of other fields stay as printed. Values with a confidence under `least`
    are left out, and projects of which nothing is left.
    """
    with whole_file(output) as stream:
        lines = _csv_rows if form == "csv" else _json_lines
        written = -1 if form == "csv" else 0  # the header is no project
        for text in lines(_projects(connection, with_contacts, least), with_contacts):
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


def _csv_rows(projects: Iterator[Json], with_contacts: bool) -> Iterator[str]:
    """Yield a header and a line per project; a list stands in one cell, its items apart by "; "."""
    columns = ["project_id", *(field.name for field in FIELDS if with_contacts or field.name != "contacts")]
    writer = csv.writer(_Echo(), lineterminator="\n")
    yield str(writer.writerow(columns))
    for row in projects:
        yield str(writer.writerow([_cell(row[name]) for name in columns]))


class _Echo:
    """A file for the csv module that hands the line back to the caller of `writerow`."""

    @staticmethod
    def write(line: str) -> str:
        return line


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        # each item by itself: a spreadsheet may part cells at semicolons
        return "; ".join(cell(_item(item)) for item in value)
    return cell(str(value))


def _item(value: object) -> str:
    if isinstance(value, dict):
        return " ".join(str(part) for part in value.values() if part is not None)
    return str(value)
