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
_TAB, _TABS = re.compile(r"\t"), re.compile(r"\t+")
_FIGURE = re.compile(r"\d")
_HEAD_CHARS, _MOST_COLUMNS = 60, 100
_LABEL = re.compile(r"[^\W\d_](?:[^\d\s]|[ \u00a0](?=\S)){2,40}")
_SHALLOW, _UNWRAPPED = 3, 60
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


def find_tabbed(text: str, lines: Sequence[Line], number: int) -> list[Block] | None:
    """Return the cells of lines that tabs part, as a browser or a spreadsheet copies a table; None if they are none.

    A line above or below them is a paragraph, one between them a row of one cell. Where several tabs only set the
    second half of a line below that of others, they are one.
    """
    tabbed = [index for index, line in enumerate(lines) if "\t" in text[slice(*line)].strip()]
    if len(tabbed) < FEWEST_ROWS or 2 * len(tabbed) <= tabbed[-1] - tabbed[0] + 1:
        return None
    own = lines[tabbed[0] : tabbed[-1] + 1]
    rows = [_between_tabs(text, line, _TABS) for line in own]
    if len({len(row) for row in rows}) > 1:
        rows = [_between_tabs(text, line, _TAB) for line in own]
        rows = _rejoined(rows) or rows
    width = max(map(len, rows))
    if width > _MOST_COLUMNS or (width < FEWEST_COLUMNS and len(own) > len(tabbed)):
        return None
    cells = _filled(rows, width >= FEWEST_COLUMNS and _is_head(text, rows), number)
    beside = [Block(BlockKind.PARAGRAPH, *line) for line in (*lines[: tabbed[0]], *lines[tabbed[-1] + 1 :])]
    return sorted((*cells, *beside), key=lambda block: block.start)


def _rejoined(rows: list[list[Line]]) -> list[list[Line]]:
    """Return whole rows where a line break within a cell makes two lines of one; nothing where they do not fit.

    A line without a tab between two whole rows stays a row of its own.
    """
    width = max(map(len, rows))
    whole: list[list[Line]] = []
    for cells in rows:
        last = len(whole[-1]) if whole else width
        if 1 < last < width or (last == 1 and len(cells) < width):
            (start, _), (_, end) = whole[-1].pop(), cells[0]
            whole[-1] += [(start, end), *cells[1:]]
        else:
            whole.append(list(cells))
        if len(whole[-1]) > width:
            return []
    joined = len(whole) < len(rows)
    fits = width >= FEWEST_COLUMNS and len(whole) > FEWEST_ROWS and all(len(row) in (1, width) for row in whole)
    return whole if joined and fits else []


def find_terms(text: str, lines: Sequence[Line], number: int) -> list[Block] | None:
    """Return the blocks of labels each with what is said of it indented below, as a browser saves definitions.

    None if they are none: a label is short and has no figure, and what stands below it is no prose and no list.
    """
    found: list[Block] = []
    term: Line | None = None
    for line in lines:
        begin, end = _stripped(text, *line)
        if begin - line[0] < _SHALLOW:
            if (found and found[-1].kind is BlockKind.TERM) or not _LABEL.fullmatch(text, begin, end):
                return None
            term = begin, end
            found.append(Block(BlockKind.TERM, begin, end))
        elif term is None or _goes_on(text, found[-1]) or not text[begin].isalnum():
            return None
        else:
            found.append(Block(BlockKind.DEFINITION, begin, end, label=term))
    return found if found and found[-1].kind is BlockKind.DEFINITION else None


def _goes_on(text: str, above: Block) -> bool:
    """Say whether a line is so long that the next one only wraps it."""
    return above.kind is BlockKind.DEFINITION and above.end - above.start > _UNWRAPPED


def _between_tabs(text: str, line: Line, tab: re.Pattern[str]) -> list[Line]:
    """Return what stands between the tabs, without blanks at its ends; an empty cell has no length."""
    marks = [line[0], *(place for found in tab.finditer(text, *line) for place in found.span()), line[1]]
    return [_stripped(text, start, end) for start, end in zip(marks[::2], marks[1::2], strict=True)]


def _stripped(text: str, start: int, end: int) -> Line:
    words = text[start:end]
    first = start + len(words) - len(words.lstrip())
    return first, max(first, start + len(words.rstrip()))


def _is_head(text: str, rows: list[list[Line]]) -> bool:
    """Say whether the first row names the columns: short words without figures, and figures in a column below them."""
    head, below = rows[0], rows[1:]
    short = all(end - start <= _HEAD_CHARS and not _FIGURE.search(text, start, end) for start, end in head)
    filled = sum(end > start for start, end in head) >= len(head) - 1 and len(head) == max(map(len, rows))
    figured = (
        sum(len(row) > column and bool(_FIGURE.search(text, *row[column])) for row in below)
        for column in range(len(head))
    )
    return short and filled and any(2 * count > len(below) for count in figured)


def _filled(rows: list[list[Line]], head: bool, number: int) -> Iterator[Block]:
    """Yield the cells that are not empty; each with its column's head, or in a row of two with the first."""
    for row, cells in enumerate(rows, 1):
        filled = [column for column, (start, end) in enumerate(cells) if end > start]
        for column in filled:
            label = rows[0][column] if head and row > 1 and column < len(rows[0]) else None
            if not head and column and len(cells) == 2:
                label = cells[0]
            label = label if label and label[1] > label[0] else None
            yield Block(BlockKind.TABLE_CELL, *cells[column], table=number, row=row, column=column + 1, label=label)


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
