"""Tell tables of data from tables of layout, and keep count of rows, columns and heads."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import islice

from bs4.element import Tag

from pipeline.parse.element import Element
from pipeline.parse.markup import BOLD, attribute, names_of
from pipeline.parse.soup import below
from schemas.document import Block

# A cell that holds one of these is a part of the page, not a value.
_LAYOUT = names_of("table dl h1 h2 h3 h4 form article section nav main aside footer iframe")
_ROWS, _LINKS = names_of("tr"), names_of("a")
_MAX_COLUMNS = 100
_MAX_CELL = 2000
_MAX_BESIDE_MENU = 200
_MAX_VALUE = 300
_MENU_LINKS = 4
_HEAD_CHARS = 60
_DIGITS = re.compile(r"\d{4}|\d[ .\u00a0]\d{3}")
_OF_YEARS = re.compile(r"(?=.*[^\W\d_]{2})(?:\D|(?<!\d)(?:19|20)\d\d(?!\d| \d{3}))+")
"""Words with no figures but years: "Dotace 2017"."""


@dataclass(slots=True)
class TableState:
    """Where the walk stands in a table. Rows and columns count from 1.

    `heads` maps a column to the span of its head; `first` is the span of the row's first cell.
    """

    number: int
    row: int = 0
    column: int = 0
    cells: int = 0
    head_row: bool = False
    heads: dict[int, tuple[int, int]] = field(default_factory=dict)
    first: tuple[int, int] | None = None
    _held: dict[int, int] = field(default_factory=dict)
    _width: int = 1

    def open_row(self, cells: int, head: bool) -> None:
        """Move to the next row, of so many cells; a first cell that spans rows is the first of each of them."""
        self.row += 1
        self.column = 0
        held = sum(row >= self.row for row in self._held.values())
        if self._held.get(1, 0) < self.row:
            self.first = None
        self.cells = cells + held
        self.head_row = head

    def open_cell(self, tag: Element) -> int:
        """Return the column of the cell that `tag` opens; cells held by a row span above are stepped over."""
        self.column += 1
        while self._held.get(self.column, 0) >= self.row and self.column < _MAX_COLUMNS:
            self.column += 1
        column, width, height = self.column, _span(tag, "colspan"), _span(tag, "rowspan")
        if height > 1:
            for held in range(column, column + width):
                self._held[held] = self.row + height - 1
        self._width = width
        self.column += width - 1
        return column

    def label(self, column: int) -> tuple[int, int] | None:
        """Return the span that names a cell: its column's head, or in a row of two the first cell."""
        if self.head_row:
            return None
        head = self.heads.get(column)
        if head is not None:
            return head
        return self.first if self.cells == 2 and not self.heads else None

    def close_cell(self, written: Block | None, text: str) -> None:
        """Take note of the cell just written: as a head, or as the first of its row."""
        if written is None:
            return
        span = (written.start, written.end)
        if self.head_row and (_may_head(text) or (self.cells > 2 and _is_of_years(text))):
            self.heads |= dict.fromkeys(range(written.column, written.column + self._width), span)
        if self.first is None and written.column == 1:
            self.first = span


def may_hold_data(table: Element) -> bool:
    """Return whether a table may be one of data, by its role and by what stands in it."""
    return attribute(table, "role").lower() != "presentation" and not table.holds(_LAYOUT)


def is_data_table(table: Tag) -> bool:
    """Return whether a table that may do so holds data: at least two columns somewhere, and cells of plain text."""
    wide = menu = False
    longest = 0
    linked = _has_menu_links(table)
    for row in below(table, _ROWS):
        cells = _cells(row)
        wide = wide or len(cells) > 1
        longest = max([longest, *(len(cell.get_text()) for cell in cells)])
        menu = menu or (linked and any(_is_menu(cell) for cell in cells))
    # Beside a cell that is a menu stands the page.
    return wide and (longest <= (_MAX_BESIDE_MENU if menu else _MAX_CELL) or (not menu and _is_form(table)))


def _is_form(table: Tag) -> bool:
    """Say whether each row is a label and its value, most of those short: one that tells of the project may be long."""
    rows = [[len(cell.get_text().strip()) for cell in _cells(row)] for row in below(table, _ROWS)]
    if any(len(row) != 2 or not 0 < row[0] <= _HEAD_CHARS for row in rows):
        return False
    return 2 * sum(value <= _MAX_VALUE for _, value in rows) > len(rows)


def _has_menu_links(tag: Tag) -> bool:
    return sum(1 for _ in islice(below(tag, _LINKS), _MENU_LINKS)) == _MENU_LINKS


def _is_menu(cell: Tag) -> bool:
    if not _has_menu_links(cell):
        return False
    links = islice(below(cell, _LINKS), _MAX_COLUMNS)
    return sum(len(link.get_text().strip()) for link in links) > 0.8 * len(cell.get_text().strip())


def open_row(table: TableState, row: Tag) -> None:
    """Move to the next row; the first one may be a row of heads, and what heads stand below them are nearer."""
    cells = _cells(row)
    first = not table.heads or (table.head_row and bool(table._held))
    table.open_row(len(cells), len(cells) > 1 and first and _is_head(row, cells, table.row + 1))


def _is_head(row: Tag, cells: list[Tag], number: int) -> bool:
    in_head = row.parent is not None and row.parent.name == "thead"
    all_heads = all(cell.name == "th" for cell in cells)
    # In a table of two columns a bold first row is as often a label and its value.
    bold = number == 1 and len(cells) > 2 and all(_bold(cell) for cell in cells)
    texts = [cell.get_text() for cell in cells]
    # What is marked as heads and is more than a label and its value may speak of years.
    years = (in_head or all_heads) and len(cells) > 2 and sum(map(_may_head, texts)) * 2 >= len(cells)
    return (in_head or all_heads or bold) and all(_may_head(text) or (years and _is_of_years(text)) for text in texts)


def _is_of_years(text: str) -> bool:
    text = text.strip()
    return len(text) <= _HEAD_CHARS and not text.endswith(":") and _OF_YEARS.fullmatch(text) is not None


def _may_head(text: str) -> bool:
    """A head is short, has no amounts or years in it, and does not end as a label of a row does."""
    text = text.strip()
    return len(text) <= _HEAD_CHARS and not _DIGITS.search(text) and not text.endswith(":")


def _bold(cell: Tag) -> bool:
    text = cell.get_text().strip()
    return bool(text) and any(found.get_text().strip() == text for found in islice(below(cell, BOLD), 3))


def _cells(row: Tag) -> list[Tag]:
    return [child for child in row.children if isinstance(child, Tag) and child.name in ("td", "th")]


def _span(tag: Element, name: str) -> int:
    """Return a colspan or rowspan, at most the widest table that we number."""
    value = attribute(tag, name).strip()
    return min(max(int(value), 1), _MAX_COLUMNS) if value.isascii() and value.isdigit() and len(value) < 9 else 1
