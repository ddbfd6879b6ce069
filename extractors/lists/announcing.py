"""Whether a list is one of projects: a heading above it says so, or the words right above it do.

"Dotace jsme získali na tyto projekty:", then items; "Granty 2021", then lines with a sum each.
"""

from __future__ import annotations

import re

from extractors.text.kept import kept
from extractors.text.lines import end_before
from extractors.text.reading import PageReading
from schemas.document import Block, BlockKind

LONGEST_LEAD, LONGEST_HEADING, LONGEST_YEAR = 300, 80, 20
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def announced(page: PageReading, start: int) -> bool:
    """Say whether a heading above the place announces projects, or the sentence above its list does."""
    block = page.block_at(start)
    if block is None:
        return False
    return page.under_project_heading(block) or introduced(page, block, start)


def priced(page: PageReading, start: int) -> bool:
    """Say whether the heading above the place is that of a price list."""
    heading = page.heading_before(start)
    return heading is not None and bool(page.lexicon.cue("price_list").search(page.text, heading.start, heading.end))


def introduced(page: PageReading, block: Block, start: int) -> bool:
    """Say whether the words right above the list tell of projects, or of the grants for them."""
    first, last, headed = _above(page, block, start)
    if last - first < 3:
        return False
    if page.lexicon.cue("projects", "works_told").search(page.text, first, last):
        return True
    return headed and bool(page.lexicon.cue("grants_told").search(page.text, first, last))


def _above(page: PageReading, block: Block, start: int) -> tuple[int, int, bool]:
    """Return the last sentence above the list, and whether it is a heading; headings of years alone are passed over."""
    end = end_before(page.text, start)
    if block.kind is not BlockKind.LIST_ITEM and end > block.start:
        return _last_sentence(page, block.start, end)
    above = page.blocks[_places_above(page)[page.index_of(block)]]
    if above.start >= start:
        return 0, 0, False
    if above.kind is BlockKind.HEADING:
        return above.start, min(above.end, above.start + LONGEST_HEADING), True
    return _last_sentence(page, above.start, above.end)


@kept
def _places_above(page: PageReading) -> list[int]:
    """Return for each block which one stands above it, or above its list; the first stands above itself."""
    found: list[int] = []
    for index, block in enumerate(page.blocks):
        over = page.blocks[max(index - 1, 0)]
        listed = block.kind is BlockKind.LIST_ITEM or _is_year(page, block)
        goes_on = index > 0 and (_is_year(page, over) or (listed and over.kind is BlockKind.LIST_ITEM))
        found.append(found[index - 1] if goes_on else max(index - 1, 0))
    return found


def _is_year(page: PageReading, block: Block) -> bool:
    """Say whether a heading or line parts a list by years: "2019", "Rok 2020"."""
    if block.end - block.start > LONGEST_YEAR or not _YEAR.search(page.text, block.start, block.end):
        return False
    return page.text[block.start : block.end].count(" ") <= 2


def _last_sentence(page: PageReading, start: int, end: int) -> tuple[int, int, bool]:
    line = page.text.rfind("\n", start, end) + 1
    return max(start, line, page.sentence_at(end - 1)[0], end - LONGEST_LEAD), end, False
