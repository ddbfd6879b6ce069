"""The unit of a table's sums, said once: "Amounts in EUR", "Částky jsou v tis. Kč", or a row "A. Grants (in EUR)"."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache

from extractors.text.reading import PageReading
from schemas.compiled import compiled
from schemas.document import BlockKind
from schemas.vocabulary import Vocabulary

LONGEST = 300
"""A block that names the unit of a table is no longer."""
REACH = 60
"""The word for sums stands within so many code points before the unit."""


class Units:
    """The unit of each place, page by page; a table goes on over the end of its page."""

    def __init__(self) -> None:
        self._places: list[int] = []
        self._words: list[str] = []
        self._carried = ""

    def turn_to(self, page: PageReading) -> None:
        """Take note of the units that a page names, before its places are asked for."""
        self._carried = self._words[-1] if self._words else self._carried
        self._places, self._words = [], []
        if not any(block.table for block in page.blocks):
            return
        sums = page.lexicon.cue("sums")
        for match in _pattern(page.lexicon.vocabulary).finditer(page.text):
            block = page.block_at(match.start())
            if block is None or block.end - block.start > LONGEST or (block.label and block.column > 1):
                continue
            bracketed = page.text[match.start() - 1 : match.start()] == "("
            alone = bracketed and block.kind in (BlockKind.TABLE_CELL, BlockKind.HEADING, BlockKind.PARAGRAPH)
            if alone or sums.search(page.text, max(block.start, match.start() - REACH), match.start()):
                self._places.append(match.start())
                self._words.append(match[1])

    def of_line(self, page: PageReading, offset: int) -> str:
        """Return the unit named before the place on its line: "Budget in Euro: Overall: 2254000 | ERDF: 1789900"."""
        line = max(page.text.rfind("\n", 0, offset) + 1, offset - LONGEST)
        named = next(_pattern(page.lexicon.vocabulary).finditer(page.text, line, offset), None)
        return f" {named[1]}" if named else ""

    def before(self, offset: int) -> str:
        """Return the last unit named before the place, on this page or an earlier one; "" if none is."""
        index = bisect_right(self._places, offset) - 1
        return self._words[index] if index >= 0 else self._carried


@lru_cache(maxsize=2)
def _pattern(vocabulary: Vocabulary) -> re.Pattern[str]:
    currency, scale = (
        "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
        for words in (vocabulary.currencies, vocabulary.scales)
    )
    return compiled(
        rf"[ivw](?<!\w.)(?:(?<=i)n|(?<=[vw])e?)\s{{1,2}}((?:(?:{scale})\s{{0,2}}(?:of\s)?)?(?:{currency}))(?!\w)"
    )
