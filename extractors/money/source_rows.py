"""Tables whose rows are the sources of one project: "EFRR | 1 020 000 Kč", "Vlastní zdroje | 120 000 Kč", "Celkem | …".

The head of the column, "Částka", tells less than the first cell of the row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.labelling.label_words import entries_of
from extractors.text.reading import PageReading
from schemas.document import Block, BlockKind

SOURCES = ("eu", "state", "own", "grant", "other")
_YEAR = re.compile(r"(?:rok\s|year\s)?(?:19|20)\d\d", re.IGNORECASE)
LEAST = 2
"""A table of sources names so many of them."""
LONGEST_TABLE = 60
"""A longer table, in cells, lists projects."""


def kind_of_row(page: PageReading, offset: int) -> str:
    """Return the kind that the first cell of a sum's row tells; "" where the table is none of sources."""
    cell = page.block_at(offset)
    if cell is None or cell.kind is not BlockKind.TABLE_CELL or cell.column < 2:
        return ""
    firsts = list(_first_cells(page, cell))
    kinds = [_kind(page, first) for first in firsts]
    if sum(kind in SOURCES for kind in kinds) < LEAST:
        return ""
    own = next((first for first in firsts if first.row == cell.row), None)
    if own is None:
        return ""
    total = page.lexicon.cue("row_total").fullmatch(page.text[own.start : own.end].strip(" :*"))
    return "total" if total else _kind(page, own)


def of_all_years(page: PageReading, offset: int) -> bool:
    """Say whether a cell stands in the row of totals of a table whose other rows are years: they are of one project."""
    cell = page.block_at(offset)
    if cell is None or cell.kind is not BlockKind.TABLE_CELL:
        return False
    firsts = [(first.row, page.text[first.start : first.end].strip(" :*")) for first in _first_cells(page, cell)]
    rows = [words for row, words in firsts if row > 1 and row != cell.row]
    return len(rows) >= LEAST and all(_YEAR.fullmatch(words) for words in rows)


def _first_cells(page: PageReading, cell: Block) -> Iterator[Block]:
    """Yield the cells of the first column of the table that a cell is in."""
    index = page.index_of(cell)
    for block in page.blocks[max(0, index - LONGEST_TABLE) : index + LONGEST_TABLE]:
        if block.table == cell.table and block.column == 1:
            yield block


def _kind(page: PageReading, cell: Block) -> str:
    entries = entries_of(page.text[cell.start : cell.end].strip(), page.lexicon)
    return next((entry.code for entry in entries if entry.field == "funding"), "")
