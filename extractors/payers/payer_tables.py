"""Tables of who paid, for what, and how much: what the money is for is a project, and the sum is a grant."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from extractors.text.lexicon import label_key
from extractors.text.reading import PageReading
from schemas.document import Block, BlockKind

LONGEST_PURPOSE = 200
"""A longer cell is a description."""
SHORTEST_PURPOSE, LEAST_DIGITS = 4, 4


def purposes(page: PageReading) -> Iterator[tuple[int, int]]:
    """Yield the cells below "na co", "účel", "what for" of tables that have a column of payers and one of sums."""
    for cells in _tables(page):
        purpose, paid = _column(page, cells, "purpose_column"), _column(page, cells, "sum_column")
        if purpose and paid and _column(page, cells, "payer_column"):
            totals = {c.row for c in cells if page.lexicon.cue("row_total").fullmatch(_words(page, c).strip(" :"))}
            with_sum = {c.row for c in cells if c.column == paid and _is_sum(_words(page, c))} - totals
            for cell in cells:
                if cell.column == purpose and cell.row > 1 and cell.row in with_sum and _may_name(_words(page, cell)):
                    yield cell.start, cell.end


def _words(page: PageReading, cell: Block) -> str:
    return page.text[cell.start : cell.end]


def _is_sum(words: str) -> bool:
    return sum(map(str.isdigit, words)) >= LEAST_DIGITS


def _may_name(words: str) -> bool:
    return SHORTEST_PURPOSE <= len(words) <= LONGEST_PURPOSE and any(map(str.isalpha, words))


def of_payers(page: PageReading, offset: int) -> bool:
    """Say whether a sum stands in a table that names the payer of each row: "Projekt | Poskytovatel | Částka"."""
    cell = page.block_at(offset)
    if cell is None or not cell.table:
        return False
    heads = [b for b in page.blocks if b.table == cell.table and b.row == 1]
    return bool(_column(page, heads, "payer_column"))


def _tables(page: PageReading) -> Iterator[list[Block]]:
    cells = (block for block in page.blocks if block.kind is BlockKind.TABLE_CELL)
    for _, table in groupby(cells, key=lambda block: block.table):
        yield list(table)


def _column(page: PageReading, cells: list[Block], group: str) -> int:
    """Return the column whose head is a cue of the group, or 0."""
    cue = page.lexicon.cue(group)
    return next((c.column for c in cells if c.row == 1 and cue.fullmatch(label_key(page.text[c.start : c.end]))), 0)
