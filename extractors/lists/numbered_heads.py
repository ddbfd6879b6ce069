"""Projects one below the other, each a numbered or listed title with facts in the blocks below it.

"1. Nová střecha" / "Náklady celkem: 900 000 Kč, z toho:" / "– Ministerstvo kultury: 700 000 Kč" / "2. Zvon" / …
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from extractors.dates.date_grammar import grammar
from extractors.lists.entry_marks import Entry, Marks
from extractors.naming.entry_titles import entry_title
from extractors.text.reading import PageReading
from schemas.document import BlockKind

FEWEST, SHARE, LONGEST_HEAD, MOST_BLOCKS = 2, 0.5, 200, 12
_NUMBER = re.compile(r"\s{0,4}\d{1,2}[.)]\s{1,4}[^\W\d_]")
_KINDS = (BlockKind.LIST_ITEM, BlockKind.PARAGRAPH)


def numbered_entries(page: PageReading, marks: Marks) -> Iterator[Entry]:
    """Yield a stretch for each such title, if half or more are over a payer and a sum; none on pages with numbers."""
    if page.numbers or not marks.amounts:
        return
    rules = grammar(page.lexicon.vocabulary.months)
    for run in _runs(page, marks):
        paid = [marks.is_paid(*span) for span in run]
        if sum(paid) < max(FEWEST, SHARE * len(run)):
            continue
        for span in run:
            yield Entry(*span, entry_title(page, *span, rules) if marks.any(*span) else None)


def _runs(page: PageReading, marks: Marks) -> Iterator[list[tuple[int, int]]]:
    """The heads between two headings, each with the blocks below it, if most have some."""
    heads: list[int] = []
    for index in range(len(page.blocks) + 1):
        block = page.blocks[index] if index < len(page.blocks) else None
        if block and block.kind is not BlockKind.HEADING:
            heads += [index] if _is_head(page, index, marks) else []
            continue
        if len(heads) >= FEWEST and sum(b - a > 1 for a, b in pairwise([*heads, index])) * 2 > len(heads):
            ends = [*heads[1:], min(index, heads[-1] + MOST_BLOCKS)]
            yield [
                (page.blocks[first].start, page.blocks[stop - 1].end) for first, stop in zip(heads, ends, strict=True)
            ]
        heads = []


def _is_head(page: PageReading, index: int, marks: Marks) -> bool:
    """Say whether a short block is numbered, or an item without facts over a block that has some."""
    block = page.blocks[index]
    if block.kind not in _KINDS or block.end - block.start > LONGEST_HEAD:
        return False
    if _NUMBER.match(page.text, block.start, block.end):
        return True
    below = page.blocks[index + 1] if index + 1 < len(page.blocks) else block
    bare = block.kind is BlockKind.LIST_ITEM and page.text[block.end - 1] not in ":;,"
    return bare and not marks.any(block.start, block.end) and marks.any(below.start, below.end)
