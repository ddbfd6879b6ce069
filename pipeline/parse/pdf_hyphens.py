"""Hyphens at the ends of lines: is the word broken, or is it written with a hyphen?

PDFium does not tell a soft hyphen from a real one, and most programs write the real one for both. So the
document itself is asked: how does it write the word elsewhere, and does it break words at all?
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from pipeline.parse.pdf_words import TextLine

_HYPHENS = ("-", "\u2010")
_LETTERS = re.compile(r"[^\W\d_]+(?:[-\u2010][^\W\d_]+)*")
# A document with so many broken words breaks words; with fewer, the hyphens may all be of compounds.
_MANY = 3
# Czech compounds are linked by these: "česko-slovenský", "sociálně-právní".
_LINKS = ("o", "\u011b", "e")
_LONG = 5


class LineBreaks:
    """Decides for one document what a hyphen at the end of a line is."""

    def __init__(self, lines: Iterable[list[TextLine]]) -> None:
        """`lines` are runs of lines, each of one block of the document. Its words are put down if any line ends so."""
        self._words: set[str] = set()
        blocks = list(lines)
        pairs = [[_pair(line, below) for line, below in pairwise(block)] for block in blocks]
        broken = [pair for found in pairs for pair in found if pair]
        for block, found in zip(blocks, pairs, strict=True) if broken else ():
            begun = False
            for line, pair in zip(block, (*found, None), strict=True):
                whole = line.words[begun : len(line.words) - bool(pair)]
                self._words.update(_LETTERS.findall(" ".join([word.text for word in whole]).casefold()))
                begun = bool(pair)
        self._breaks = sum(1 for left, right in broken if self._seen(left, right) is None) >= _MANY

    def soft(self, line: TextLine, below: TextLine) -> bool | None:
        """Return whether the hyphen at the end of `line` goes; None if the word does not go on below."""
        pair = _pair(line, below)
        if pair is None:
            return None
        seen = self._seen(*pair)
        if seen is not None:
            return seen
        left, right = pair
        if self._breaks:
            return True
        return not (left.isascii() and right.isascii()) and not (len(left) >= _LONG and left.endswith(_LINKS))

    def _seen(self, left: str, right: str) -> bool | None:
        """Return how the document writes the word elsewhere: True without a hyphen, None if it does not."""
        if left + right in self._words:
            return True
        if f"{left}-{right}" in self._words or right == "li":
            return False
        parts = len(left) > 2 and len(right) > 2 and left in self._words and right in self._words
        return False if parts else None


def _pair(line: TextLine, below: TextLine) -> tuple[str, str] | None:
    """Return the parts of the word that is broken between two lines, in lower case."""
    last, first = line.words[-1].text, below.words[0].text
    if not last.endswith(_HYPHENS) or not first[:1].islower():
        return None
    left, right = _LETTERS.findall(last[:-1]), _LETTERS.match(first)
    if not left or not last[:-1].endswith(left[-1]) or right is None:
        return None
    return left[-1].casefold(), right[0].casefold()
