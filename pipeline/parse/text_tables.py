"""Tables that plain text sets in columns of blanks: a head, perhaps a rule of dashes, and rows below it.

Name                    Paid by                 Amount
------------------------------------------------------
Safe path               Region of Lower Lhota   240 000 Kč
Owls for schools        Ministry of the         198 500 Kč
                        Environment
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from schemas.document import Block, BlockKind

Line = tuple[int, int]
"""A line of a page: half-open code points, without the blanks at its end."""

FEWEST_ROWS, FEWEST_COLUMNS = 2, 3
_CELL = re.compile(r"\S+(?:[ \u00a0]{1,2}\S+){0,60}")
_LEADER = re.compile(
    r"[ \t]{0,20}(?P<left>[^\W\d_](?:[^.\n]|\.(?!\.)){0,80}[^.\s]) ?\.{4,120}[ \t]{0,9}(?P<right>[^.\s][^\n]{0,300})"
)
_DEEP = 12
"""An indent of so many blanks belongs to the right half."""
_RULE = re.compile(r"[\s=~_+|-]{5,300}")
_FIGURES = re.compile(r"\d{5}|\d[ .\u00a0]\d{3}")


def find_table(text: str, lines: Sequence[Line], number: int) -> list[Block] | None:
    """Return the cells of the table that `lines` are, as blocks of table `number`; None if they are none.

    The first line must be a head: three cells or more, no amounts. Every other line must begin each of its cells
    below one of the head's, and most lines must fill the first column and another.
    """
    rows = [list(_cells(text, line)) for line in lines if not _RULE.fullmatch(text, *line)]
    if len(rows) <= FEWEST_ROWS or len(rows[0]) < FEWEST_COLUMNS or _FIGURES.search(text, *_whole(rows[0])):
        return None
    starts = [start - _line_start(text, start) for start, _ in rows[0]]
    placed = [[(_column(text, cell, starts), cell) for cell in row] for row in rows[1:]]
    if any(column is None for row in placed for column, _ in row):
        return None
    full = [row for row in placed if row[0][0] == 0 and len(row) > 1]
    if len(full) < FEWEST_ROWS or len(full) * 2 < len(placed):
        return None
    return list(_blocks(rows[0], placed, number))


def find_leaders(text: str, lines: Sequence[Line], number: int) -> list[Block] | None:
    """Return the cells of lines whose halves a row of dots joins ("Grant ....... 240 000 Kč"); None if not all are so.

    An indented line without dots goes on with the right half above it.
    """
    found: list[Block] = []
    row = 0
    label: Line | None = None
    for start, end in lines:
        match = _LEADER.fullmatch(text, start, end)
        if match:
            row, label = row + 1, match.span("left")
            found.append(Block(BlockKind.TABLE_CELL, *label, table=number, row=row, column=1))
        right = match.span("right") if match else _indented(text, start, end)
        if right is None or label is None:
            return None
        found.append(Block(BlockKind.TABLE_CELL, *right, table=number, row=row, column=2, label=label))
    return found if row >= FEWEST_ROWS else None


def _indented(text: str, start: int, end: int) -> Line | None:
    words = text[start:end].lstrip()
    return (end - len(words), end) if end - start - len(words) >= _DEEP else None


def _blocks(head: list[Line], placed: list[list[tuple[int | None, Line]]], number: int) -> Iterator[Block]:
    for column, (start, end) in enumerate(head, 1):
        yield Block(BlockKind.TABLE_CELL, start, end, table=number, row=1, column=column)
    row = 1
    for cells in placed:
        row += cells[0][0] == 0  # a line without a first cell goes on with the row above it
        for place, (start, end) in cells:
            index = place or 0
            label = head[index] if index < len(head) else None
            yield Block(BlockKind.TABLE_CELL, start, end, table=number, row=row, column=index + 1, label=label)


def _cells(text: str, line: Line) -> Iterator[Line]:
    """Yield what three blanks or more, or a tab, part."""
    for match in _CELL.finditer(text, *line):
        yield match.span()


def _column(text: str, cell: Line, starts: list[int]) -> int | None:
    """Return the column under whose head the cell begins, or ends where it is set to the right; counts from 0."""
    begin = cell[0] - _line_start(text, cell[0])
    end = cell[1] - _line_start(text, cell[0])
    bounds = [*starts[1:], 10_000]
    for column, (start, limit) in enumerate(zip(starts, bounds, strict=True)):
        if abs(begin - start) <= 2 or (start - 2 <= begin < limit and start <= end <= limit and column):
            return column
    return None


def _line_start(text: str, offset: int) -> int:
    return text.rfind("\n", 0, offset) + 1


def _whole(row: list[Line]) -> Line:
    return row[0][0], row[-1][1]
