"""Names in the block below the words that announce them: "Projekt má oficiální název:", and the title under it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from extractors.naming.number_titles import may_head
from extractors.text.quotations import OPEN, quotations
from extractors.text.reading import PageReading
from schemas.document import Block, BlockKind

LONGEST = 220
"""Of a block that is a title and nothing else, in code points."""
REACH = 90
"""The noun that says what is named stands so near before the words."""
_BREAKS = re.compile(r"[\s:*_„\"]{0,6}")
_KINDS = (BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.LIST_ITEM)
_CLOSING = tuple('“”"«')
_ENDS_LINE = re.compile(r"[“”\"«*_]{1,3}[ .,]{0,2}\n")
_MARKS = OPEN + ",*_ \u00a0"


def names_below(page: PageReading) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and rule of each block that follows words such as "project called" at the end of theirs."""
    yield from _quoted_below(page)
    for cue in page.lexicon.cue("title_intro", "bears_name").finditer(page.text):
        block = page.block_at(cue.start())
        if block is None or _BREAKS.fullmatch(page.text, cue.end(), block.end) is None:
            continue
        below = page.blocks[page.index_of(block) + 1 : page.index_of(block) + 2]
        if below and _of_project(page, block, cue.start()):
            start, end = _bare(page.text, below[0])
            quoted = below[0].start < start and page.text[end : end + 1] in _CLOSING
            fits = below[0].kind in _KINDS and 3 < end - start <= LONGEST
            if fits and (quoted or may_head(page, start, end)):
                yield start, end, "named"


def _quoted_below(page: PageReading) -> Iterator[tuple[int, int, str]]:
    """ "We run a project paid by the Union:", and "„Hop & Hope“" below: in quotation marks all of the block or its
    first line."""
    for block, below in pairwise(page.blocks):
        if page.text[block.end - 1] == ":" and below.kind in _KINDS and _of_project(page, block, block.end):
            start, end = _bare(page.text, below)
            marked = quotations(page.text, below.start, below.end + 1)
            own = next((span for span in marked if span[0] == start), (start, start))
            if 3 < own[1] - start <= LONGEST and (own[1] == end or _ENDS_LINE.match(page.text, own[1])):
                yield *own, "named"


def _of_project(page: PageReading, block: Block, start: int) -> bool:
    """Say whether the last noun before the words, in their block, is "project" and not that of a book or a call."""
    first = max(block.start, start - REACH)
    nouns = [noun.end() for noun in page.lexicon.cue("project_noun", "project").finditer(page.text, first, start)]
    return bool(nouns) and page.lexicon.cue("titled_otherwise").search(page.text, nouns[-1], start) is None


def _bare(text: str, block: Block) -> tuple[int, int]:
    """Return the bounds of the block without quotation marks, and without a full stop at its end."""
    start, end = block.start, block.end
    while start < end and (text[start] in _MARKS or text[start].isspace()):
        start += 1
    while end > start and (text[end - 1] in _MARKS + "." or text[end - 1].isspace()):
        end -= 1
    return start, end
