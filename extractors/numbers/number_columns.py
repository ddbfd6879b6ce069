"""Numbers of no known scheme: where half of a column's cells hold known numbers, the others are numbers too."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from extractors.numbers.number_search import PrintedNumber
from extractors.text.letters import CAPITAL
from schemas.document import Block

FEWEST, SHARE = 2, 0.5
# A code: three figures or more, and no words. Years and days are none.
_CODE = re.compile(rf"(?=(?:[^\d\n]{{0,12}}\d){{3}})(?![^\W\d_]{{8}})[{CAPITAL}0-9][\w./ \u00a0_–-]{{2,28}}\w")
_DATE = re.compile(r"(?:\d{1,2}[./ ]{1,2}){0,2}(?:19|20)\d\d(?:\s?[-–/]\s?[\d./ ]{2,12})?")


def column_numbers(
    text: str, blocks: Sequence[Block], tables: Collection[int], known: list[PrintedNumber]
) -> list[PrintedNumber]:
    """Return the further numbers of the tables that list things."""
    columns: dict[tuple[int, int], list[Block]] = {}
    heads = {block.label for block in blocks}
    for block in blocks:
        if block.table in tables and (block.start, block.end) not in heads:
            columns.setdefault((block.table, block.column), []).append(block)
    starts = {number.start for number in known}
    found: list[PrintedNumber] = []
    for cells in columns.values():
        proper = [cell for cell in cells if cell.start in starts]
        if len(proper) >= FEWEST and len(proper) >= SHARE * len(cells):
            found += [PrintedNumber(c.start, c.end, "column") for c in cells if c not in proper and _is_code(text, c)]
    return found


def _is_code(text: str, cell: Block) -> bool:
    return bool(_CODE.fullmatch(text, cell.start, cell.end)) and not _DATE.fullmatch(text, cell.start, cell.end)
