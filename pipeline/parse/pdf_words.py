"""Words of a PDF page with their places, and lines made of them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from operator import itemgetter, sub
from typing import NamedTuple

from pipeline.parse.clean import final
from schemas.document import Box

# Two words are on one line if the middle of the one lies within the height of the other, this much of it.
_SAME_LINE = 0.35
# Two lines whose middles are farther apart than this, in heights of the higher one, have no word in common.
_CLEAR = 0.36
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


_Level = tuple[tuple[float, float], list[Word]]
"""Top and bottom of words that have both in common, and the words."""
_left, _top_and_bottom = itemgetter(1), itemgetter(2, 4)
_WHOLE, _SURE = 1.5 * 2.0**52, 0.4999


class TextLine:
    """Words on one base line, from left to right; never empty.

    `height` is that of the letters: of the word in the middle when sorted by height. `level` says that all words are
    as high, and stand as high.
    """

    __slots__ = ("bottom", "height", "level", "top", "words", "x0", "x1")
    x0: float
    top: float
    x1: float
    bottom: float
    height: float

    def __init__(self, words: tuple[Word, ...]) -> None:
        _, lefts, tops, rights, bottoms, *_ = zip(*words, strict=True)
        top, bottom = min(tops), max(bottoms)
        self.words, self.x0, self.top, self.x1, self.bottom = words, lefts[0], top, max(rights), bottom
        self.level = top == max(tops) and bottom == min(bottoms)
        self.height = bottom - top if self.level else sorted(map(sub, bottoms, tops))[len(tops) // 2]

    @property
    def middle(self) -> float:
        """Return the middle of the first word."""
        return self.words[0].middle

    @property
    def text(self) -> str:
        return " ".join([word[0] for word in self.words])


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


def hundredths(values: Iterable[float]) -> list[float]:
    """Return the values as round(value, 2) gives them, in half of the time.

    A number as large as _WHOLE has no room for a fraction. Near the middle between two hundredths, and near nought,
    which has a sign, `round` itself is asked.
    """
    return [
        number / 100
        if -_SURE < (place := value * 100.0) - (number := place + _WHOLE - _WHOLE) < _SURE and number
        else round(value, 2)
        for value in values
    ]


def _rounded(box: Box) -> Box:
    x0, top, x1, bottom = box
    return (round(x0, 2), round(top, 2), round(x1, 2), round(bottom, 2))


def lines_of(words: Iterable[Word]) -> list[TextLine]:
    """Return the lines that `words` make, from top to bottom."""
    words = list(words)
    # most cells of tables are one line
    one = words and words[0][2] == words[-1][2] and len(set(map(_top_and_bottom, words))) == 1
    ordered = [TextLine(tuple(sorted(line, key=_left))) for line in ([words] if one else on_lines(words))]
    return sorted(ordered, key=lambda line: (line.middle, line.x0)) if len(ordered) > 1 else ordered


def on_lines(words: Iterable[Word]) -> list[list[Word]]:
    """Return the words of each line that `words` make, in no order.

    A word joins the line whose middle lies nearest to its own, if that is near enough: superscripts
    and words in a larger letter stay on their line.
    """
    # Twice the middle and the height of the highest word of each line, and its words: asking the words
    # for them again and again took a fifth of the time of a page.
    lines: list[tuple[float, float, list[Word]]] = []
    for (top, bottom), level in _levels(list(words)):
        middle, height = top + bottom, bottom - top
        for number in range(len(lines) - 1, max(len(lines) - 4, -1), -1):
            at, high, line = lines[number]
            if -_SAME_LINE <= (at - middle) / 2 / (high if high > height else height) <= _SAME_LINE:
                line += level
                if height > high:
                    lines[number] = (middle, height, line)
                break
        else:
            lines.append((middle, max(height, _THINNEST), level))
    return [line for _, _, line in lines]


def _levels(words: list[Word]) -> list[_Level]:
    """Return the words that stand at one height and are as high, from top to bottom: most of them are a line."""
    levels: dict[tuple[float, float], list[Word]] = {}
    last: tuple[float, float] | None = None
    level: list[Word] = []
    for word, place in zip(words, map(_top_and_bottom, words), strict=True):
        if place != last:
            last = place
            level = levels.setdefault(place, [])
        level.append(word)
    if len({top + bottom for top, bottom in levels}) == len(levels):
        return sorted(levels.items(), key=lambda level: sum(level[0]))
    # words of two heights have one middle, and go to their lines from left to right
    ordered = sorted(words, key=lambda word: (word.top + word.bottom, word.x0))
    return [((word.top, word.bottom), [word]) for word in ordered]


def stand_apart(lines: Iterable[TextLine]) -> bool:
    """Say whether no word of one of these lines, which are in order, could join another, whatever else is left out."""
    above, high = float("-inf"), _THINNEST
    for line in lines:
        first = last = line.middle
        height = line.height
        if not line.level:
            middles = [word.middle for word in line.words]
            first, last, height = min(middles), max(middles), max([word.height for word in line.words])
        if first - above <= _CLEAR * max(high, height):
            return False
        above, high = last, max(height, _THINNEST)
    return True
