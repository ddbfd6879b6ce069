"""Labels and values with a gap between them on one line: a tab, blanks, or a row of dots, and no colon.

"Zahájení      12. 4. 2021", "Partner ........ Obec Lhota": so PDFs and plain text set tables.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from extractors.text.lines import lines
from schemas.document import Block, BlockKind
from schemas.vocabulary import LabelPhrase

_GAP = re.compile(r"[ \u00a0]{0,2}(?:\t[\t ]{0,40}|[ \u00a0]{3,120}|(?:(?:\.[ ]?){4,160}|…{2,60}|_{3,120})[ ]{0,20})")
_SIGNS = ("\t", "   ", "\u00a0", "..", ". .", "…", "___")
"""Each gap holds one of them; to find them takes a tenth of the pattern's time."""
_LEAD = re.compile(r"[ \t•*–-]{0,40}")
_WHOLE = ("titles", "funding")
"""Titles go on on the next line; of sums the words behind them are needed, which other rules look at."""
LONGEST = 60

Pair = tuple[LabelPhrase, int, int, tuple[int, int]]
"""The label's entry, its start and end, and the span of its value."""


def find_gaps(
    text: str, blocks: tuple[Block, ...], entries: Callable[[str], tuple[LabelPhrase, ...]]
) -> Iterator[Pair]:
    """Yield the labels before the first gap of a line, each with the words up to the next gap."""
    signs = [sign for sign in _SIGNS if sign in text]
    for block in blocks if signs else ():
        if block.table or block.kind in (BlockKind.META, BlockKind.FRONT_MATTER):
            continue
        if all(text.find(sign, block.start, block.end) < 0 for sign in signs):
            continue
        for start, end in lines(text, block.start, block.end):
            lead = _LEAD.match(text, start, end)
            first = lead.end() if lead else start
            gap = _GAP.search(text, first + 2, min(end, first + LONGEST))
            if gap is None or gap.end() >= end:
                continue
            following = _GAP.search(text, gap.end(), end)
            last = following.start() if following else end
            for entry in entries(text[first : gap.start()]):
                if entry.field not in _WHOLE:
                    yield entry, first, gap.start(), (gap.end(), last)
