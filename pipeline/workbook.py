"""Write rows of texts as a workbook (XLSX), in which nothing is a formula."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from importlib import import_module
from typing import IO, Any, TypeAlias

from pipeline.outgoing import is_formula, without_controls

# XlsxWriter comes without types
Book: TypeAlias = Any
Sheet: TypeAlias = Any
Format: TypeAlias = Any

# what the format allows: rows of a sheet, UTF-16 units of a cell
MOST_ROWS = 1_048_576
MOST_UNITS = 32_767
# the same projects give the same file on any day
_CREATED = datetime(2000, 1, 1)


def write_workbook(stream: IO[bytes], columns: Sequence[str], rows: Iterable[Sequence[Sequence[str]]]) -> int:
    """Write a header and the rows to `stream`, on as many sheets as they need, and return the number of rows.

    A cell is a list of texts, written as one text, its items apart by "; ". It is text whatever it begins with, and
    stays so when somebody edits it. A text longer than a cell may be ends in "…".
    """
    # one row in memory at a time: any number of projects takes 21 MB; all at once, 20,000 take 105
    number = 0
    with import_module("xlsxwriter").Workbook(stream, {"constant_memory": True}) as book:
        book.set_properties({"created": _CREATED})
        quoted = book.add_format({"quote_prefix": True})
        sheet = _new_sheet(book, columns)
        for number, row in enumerate(rows, 1):
            place = (number - 1) % (MOST_ROWS - 1) + 1
            if place == 1 and number > 1:
                sheet = _new_sheet(book, columns)
            for column, items in enumerate(row):
                _write_cell(sheet, place, column, "; ".join(items), quoted)
    return number


def _new_sheet(book: Book, columns: Sequence[str]) -> Sheet:
    sheet = book.add_worksheet()
    sheet.freeze_panes(1, 0)
    for column, name in enumerate(columns):
        sheet.write_string(0, column, name)
    return sheet


def _write_cell(sheet: Sheet, row: int, column: int, text: str, quoted: Format) -> None:
    kept = _cut(without_controls(text))
    sheet.write_string(row, column, kept, quoted if is_formula(kept) else None)


def _cut(text: str) -> str:
    """Return the text, short enough for a cell. Letters beyond the first 65,536 count as two units."""
    if len(text.encode("utf-16-le", "replace")) // 2 <= MOST_UNITS:
        return text
    units = text.encode("utf-16-le", "replace")[: 2 * (MOST_UNITS - 1)]
    return units.decode("utf-16-le", "ignore") + "…"
