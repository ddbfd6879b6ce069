"""Words of a PDF page with their places, and lines made of them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from pipeline.parse.clean import final
from schemas.document import Box

# Two words are on one line if the middle of the one lies within the height of the other, this much of it.
_SAME_LINE = 0.35
_THINNEST = 0.01
# A blank wider than this many heights is no word space: cells of a row, a label and its value.
WIDE_GAP = 1.8
_SHY = ("\u00ad", "\ufffe")
# What takes more than a look: ligatures, which are several letters, and the sign for a lost letter.
_ODD = re.compile("[\ufb00-\ufb06\u01c4-\u01cc\ufffd]")
# A letter that the font has no name for, as pdfplumber writes it.
NO_NAME = "(cid:"
_LIGATURE = re.compile("[\ufb00-\ufb06\u01c4-\u01cc]")


class Word(NamedTuple):
    """A word as printed; `hyphen` says that it ends in a soft hyphen, which is not in `text`.

    Places are in points from the top left. Of text that does not run from left to right, `way` says how it
    runs (see pdf_frame), the places are those of the page turned until it does, and `place` is the true one.
    `raw` is what the file says, where `text` was mended. A tuple: a page has hundreds, and it is made in a third of
    the time that a frozen object takes.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    hyphen: bool = False
    way: int = 0
    place: Box | None = None
    raw: str = ""

    @property
    def box(self) -> Box:
        """Where the word is on the page as it is seen."""
        return self.place or (self.x0, self.top, self.x1, self.bottom)

    def turned(self, way: int, place: Box) -> Word:
        """Return the word as one of a line that runs `way`, seen at `place`."""
        return self._replace(way=way, place=_rounded(place))

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class TextLine:
    """Words on one base line, from left to right; never empty.

    `height` is that of the letters: of the word in the middle when sorted by height.
    """

    words: tuple[Word, ...]
    x0: float = field(init=False)
    x1: float = field(init=False)
    top: float = field(init=False)
    bottom: float = field(init=False)
    height: float = field(init=False)

    def __post_init__(self) -> None:
        words, put = self.words, object.__setattr__
        heights = sorted([word.bottom - word.top for word in words])
        put(self, "x0", words[0].x0)
        put(self, "x1", max([word.x1 for word in words]))
        put(self, "top", min([word.top for word in words]))
        put(self, "bottom", max([word.bottom for word in words]))
        put(self, "height", heights[len(heights) // 2])

    @property
    def text(self) -> str:
        return " ".join([word.text for word in self.words])


def make_word(text: str, box: Box) -> Word | None:
    """Return the word with final text, or None if nothing of it is text."""
    x0, top, x1, bottom = box
    x0, top, x1, bottom = round(x0, 2), round(top, 2), round(x1, 2), round(bottom, 2)
    if text.isprintable() and (text.isascii() or is_plain(text)):
        return Word(text, x0, top, x1, bottom) if text and not text.startswith(NO_NAME) else None
    hyphen = text[-1:] in _SHY
    text = _LIGATURE.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text)
    clean = unicodedata.normalize("NFC", "".join(final(text).split()))
    if not clean.strip("\ufffd") or clean.startswith(NO_NAME):
        return None
    return Word(clean, x0, top, x1, bottom, hyphen)


def with_text(word: Word, text: str) -> Word:
    """Return the word with mended text; what was printed first stays in `raw`."""
    return word._replace(text=unicodedata.normalize("NFC", final(text)), raw=word.raw or word.text)


def is_plain(text: str) -> bool:
    """Say whether printable text is final as it is."""
    return not _ODD.search(text) and unicodedata.is_normalized("NFC", text)


def _rounded(box: Box) -> Box:
    x0, top, x1, bottom = box
    return (round(x0, 2), round(top, 2), round(x1, 2), round(bottom, 2))


def lines_of(words: Iterable[Word]) -> list[TextLine]:
    """Return the lines that `words` make, from top to bottom."""
    ordered = [TextLine(tuple(sorted(line, key=_by_left))) for line in on_lines(words)]
    return sorted(ordered, key=lambda line: (line.words[0].middle, line.x0))


def on_lines(words: Iterable[Word]) -> list[list[Word]]:
    """Return the words of each line that `words` make, in no order.

    A word joins the line whose middle lies nearest to its own, if that is near enough: superscripts
    and words in a larger letter stay on their line.
    """
    # Twice the middle and the height of the highest word of each line, and its words: asking the words
    # for them again and again took a fifth of the time of a page.
    lines: list[tuple[float, float, list[Word]]] = []
    last: tuple[float, float] | None = None
    joined: list[Word] = []
    for word in sorted(words, key=_by_place):
        _, _, top, _, bottom, *_ = word
        if last == (top, bottom):
            joined.append(word)  # most words are as high as the one before them, and go where that went
            continue
        last = (top, bottom)
        middle, height = top + bottom, bottom - top
        for number in range(len(lines) - 1, max(len(lines) - 4, -1), -1):
            at, high, line = lines[number]
            if -_SAME_LINE <= (at - middle) / 2 / (high if high > height else height) <= _SAME_LINE:
                joined = line
                joined.append(word)
                if height > high:
                    lines[number] = (middle, height, line)
                break
        else:
            joined = [word]
            lines.append((middle, max(height, _THINNEST), joined))
    return [line for _, _, line in lines]


def _by_place(word: Word) -> tuple[float, float]:
    return (word.top + word.bottom, word.x0)


def _by_left(word: Word) -> float:
    return word.x0
