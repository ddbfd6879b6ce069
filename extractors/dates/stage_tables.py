"""Tables whose dates are those of milestones, tasks and meetings, and not of projects."""

from __future__ import annotations

from extractors.text.kept import kept
from extractors.text.reading import PageReading

ROWS = 2
"""A table of stages has so many below its heads; one row may be the project's own."""


def of_stages(page: PageReading, cell: int, weak: bool = False) -> bool:
    """Say whether a cell stands in a table, with heads above, that names no projects: of meetings, of stages.

    `weak`: the cell's head is a common word ("When"), and the heads need not say that the rows are stages.
    """
    block = page.block_at(cell)
    head = page.block_at(block.label[0]) if block and block.table and block.label else None
    if block is None or head is None or head.table != block.table or head.row >= block.row:
        return False
    if block.table in page.fact_tables:
        return False
    return _tells_of_events(page, block.table, head.row) and (weak or _has_stages(page, block.table, head.row))


@kept
def _tells_of_events(page: PageReading, number: int, row: int) -> bool:
    """Say whether a table with heads in that row names no projects; its thousand cells ask the same."""
    table = [block for block in page.blocks if block.table == number]
    if page.numbers_within(table[0].start, table[-1].end):
        return False
    heads = (e for b in table if b.row == row for e in page.lexicon.label_entries(page.text[b.start : b.end]))
    return not any(entry.field in ("titles", "registration_number") for entry in heads)


@kept
def _has_stages(page: PageReading, number: int, row: int) -> bool:
    """Say whether a head of the table is a word for a part of a project, and several rows stand below."""
    table = [block for block in page.blocks if block.table == number]
    below = {block.row for block in table if block.row > row}
    stage = page.lexicon.cue("stage_head")
    return len(below) >= ROWS and any(stage.match(page.text, b.start, b.end) for b in table if b.row == row)
