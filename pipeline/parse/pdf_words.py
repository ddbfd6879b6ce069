"""Words of a PDF page with their places, and lines made of them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.parse.clean import final
from schemas.document import Box

# Two words are on one line if the middle of the one lies within the height of the other, this much of it.
_SAME_LINE = 0.35
# A blank wider than this many heights is no word space: cells of a row, a label and its value.
WIDE_GAP = 1.8
_SHY = "\u00ad\ufffe"


@dataclass(frozen=True, slots=True)
class Word:
    """A word as printed; `hyphen` says that it ends in a soft hyphen, which is not in `text`.

    Places are in points from the top left.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    hyphen: bool = False

    @property
    def box(self) -> Box:
        return (self.x0, self.top, self.x1, self.bottom)

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class TextLine:
    """Words on one base line, from left to right; never empty."""

    words: tuple[Word, ...]

    @property
    def x0(self) -> float:
        return self.words[0].x0

    @property
    def x1(self) -> float:
        return max(word.x1 for word in self.words)

    @property
    def top(self) -> float:
        return min(word.top for word in self.words)

    @property
    def bottom(self) -> float:
        return max(word.bottom for word in self.words)

    @property
    def height(self) -> float:
        """The height of the letters: that of the word in the middle when sorted by height."""
        heights = sorted(word.height for word in self.words)
        return heights[len(heights) // 2]

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)


def make_word(text: str, box: Box) -> Word | None:
    """Return the word with final text, or None if nothing of it is text."""
    hyphen = text[-1:] in _SHY
    clean = unicodedata.normalize("NFC", "".join(final(text).split()))
    if not clean or clean.startswith("(cid:"):
        return None
    x0, top, x1, bottom = (round(side, 2) for side in box)
    return Word(clean, x0, top, x1, bottom, hyphen)


def lines_of(words: Iterable[Word]) -> list[TextLine]:
    """Return the lines that `words` make, from top to bottom.

    A word joins the line whose middle lies nearest to its own, if that is near enough: superscripts
    and words in a larger letter stay on their line.
    """
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda item: (item.middle, item.x0)):
        for line in reversed(lines[-3:]):
            anchor = max(line, key=lambda item: item.height)
            reach = max(anchor.height, word.height) * _SAME_LINE
            if abs(anchor.middle - word.middle) <= reach:
                line.append(word)
                break
        else:
            lines.append([word])
    ordered = [TextLine(tuple(sorted(line, key=lambda item: item.x0))) for line in lines]
    return sorted(ordered, key=lambda line: (line.words[0].middle, line.x0))
