"""Write projects to files for other programs."""

from __future__ import annotations

import csv
import json
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from pipeline.store.queries import Filter, Json, project, project_ids
from schemas.fields import FIELDS

# a spreadsheet runs a cell that begins with one of these as a formula
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def export(connection: sqlite3.Connection, form: str, output: Path, with_contacts: bool, least: float = 0.0) -> int:
    """Write every project as `form` (jsonl or csv) to `output` and return their number.

    The file appears whole or not at all. Without `with_contacts` it holds no contacts and no
    evidence of them; quotations of other fields stay as printed. Values with a confidence under `least`
    are left out, and projects of which nothing is left.
    """
    part = output.with_name(output.name + ".part")
    try:
        with part.open("w", encoding="utf-8", newline="") as stream:
            lines = _csv_rows if form == "csv" else _json_lines
            written = -1 if form == "csv" else 0  # the header is no project
            for text in lines(_projects(connection, with_contacts, least), with_contacts):
                stream.write(text)
                written += 1
        os.replace(part, output)  # noqa: PTH105 -- says plainly that the move is atomic
    finally:
        part.unlink(missing_ok=True)
    return written


def _projects(connection: sqlite3.Connection, with_contacts: bool, least: float) -> Iterator[Json]:
    for project_id in project_ids(connection, Filter(min_confidence=least)):
        yield project(connection, project_id, with_contacts, least)


def _json_lines(projects: Iterator[Json], with_contacts: bool) -> Iterator[str]:
    for row in projects:
        if not with_contacts:
            del row["contacts"]
        yield json.dumps(row, ensure_ascii=False) + "\n"


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
        return _harmless("; ".join(_item(item) for item in value))
    return _harmless(str(value))


def _item(value: object) -> str:
    if isinstance(value, dict):
        return " ".join(str(part) for part in value.values() if part is not None)
    return str(value)


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(FORMULA) else text
