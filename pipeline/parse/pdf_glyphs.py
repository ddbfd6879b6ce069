"""The fast gear: letters of a PDF page as PDFium gives them, with their places, made into words."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from itertools import pairwise
from math import hypot
from typing import Any

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

from pipeline.parse.pdf_frame import RIGHT, Frame
from pipeline.parse.pdf_words import Word, make_word

# Blanks, line ends, and 0 where a space has no code.
_BLANKS = frozenset((0, 9, 10, 11, 12, 13, 32, 133, 160, 5760, *range(8192, 8203), 8232, 8233, 8239, 8287, 12288))
# Any hyphen at a line's end, soft or not, is this in PDFium's text.
_HYPHEN = "\x02"
# In heights of a letter. Letters that are farther apart do not belong together; between letters nearer
# than the second there is no blank, if PDFium guessed one.
_APART, _TOUCHING = 0.15, 0.03
# A letter that begins so far to the left of the last one's end is not its neighbour.
_BACK = 0.6
# A raised or lowered letter, as in m², still belongs to its word.
_RAISED = 0.45
_MARK = 0.2
_ASCENT = 0.8
# Letters of more than so many characters without a blank are looked at for narrow word spaces.
_LONG = 18
_NARROWEST = 0.08


Glyph = tuple[int, float, float, float, float]
"""A letter: Unicode, left and right edge, base line, size, in the space where its line stands upright."""


class GlyphReader:
    """Reads the letters of one page and makes words of those that follow each other closely.

    One loop with few objects: it runs for every letter of every document.
    """

    def __init__(self, textpage: Any, frame: Frame) -> None:
        self._page, self._frame = textpage, frame
        self._style = _Style(textpage, frame)
        self._words: list[Word] = []

    def words(self, count: int) -> list[Word]:
        """Return the words that the first `count` characters make, in the order of the file."""
        box, unicode_of, box_of = pdfium.FS_RECTF(), pdfium.FPDFText_GetUnicode, pdfium.FPDFText_GetLooseCharBox
        pointer, page, style = ctypes.byref(box), self._page, self._style
        run: list[Glyph] = []
        low = high = -1.0
        base = size = 0.0
        blank, way = True, RIGHT
        for index in range(count):
            code = unicode_of(page, index)
            if code in _BLANKS:
                blank = True
                continue
            box_of(page, index, pointer)
            if abs(box.bottom - low) > 0.02 or abs(box.top - high) > 0.02:
                low, high = box.bottom, box.top
                style.read(index, high - low)
                base, size = style.base, style.size
            if style.plain:
                x0, x1 = box.left - style.left, box.right - style.left
            else:
                x0, x1 = style.edges(box)
            if run and not (style.way == way and self._joins(run, (code, x0, x1, base, size), blank, index)):
                self._close(run, way)
                run = []
            run.append((code, x0, x1, base, size))
            blank, way = False, style.way
        self._close(run, way)
        return self._words

    def _joins(self, run: list[Glyph], glyph: Glyph, blank: bool, index: int) -> bool:
        """Return whether a letter belongs to the word of those before it."""
        code, x0, _, base, size = glyph
        _, begin, end, last, large = run[-1]
        if size > large:
            large = size
        gap = (x0 - end) / (large or 1.0)
        if x0 == begin and base == last:
            return True  # the letters of a ligature have one place
        if not -_BACK <= gap <= _APART or abs(base - last) > _RAISED * large:
            return False
        if blank and (gap > _TOUCHING or not pdfium.FPDFText_IsGenerated(self._page, index - 1)):
            return False
        # A small raised digit is the mark of a footnote, but for units: m², CO₂.
        return not (48 <= code <= 57 and last - base > _MARK * large and size < large and len(run) > 2)

    def _close(self, run: list[Glyph], way: int) -> None:
        """Make words of a run of letters."""
        for part in _parted(run) if len(run) > _LONG else (run,):
            word = _word(part, way, self._frame)
            if word is not None:
                self._words.append(word)


class _Style:
    """Size, way and base line of the letter that was read last; `plain` if it stands as in the file."""

    def __init__(self, textpage: Any, frame: Frame) -> None:
        self.base = self.size = 0.0
        self.way, self.plain, self.left = RIGHT, True, frame.left
        self._page, self._frame = textpage, frame
        self._matrix = pdfium.FS_MATRIX()
        self._x, self._y = ctypes.c_double(), ctypes.c_double()

    def read(self, index: int, height: float) -> None:
        """Ask for the letter at `index`; `height` is that of its box, for fonts whose size says nothing."""
        matrix = self._matrix
        pdfium.FPDFText_GetMatrix(self._page, index, matrix)
        self.way = self._frame.way(matrix.a, matrix.b)
        self.plain = self.way == RIGHT and self._frame.turns == 0
        size = pdfium.FPDFText_GetFontSize(self._page, index) * hypot(matrix.c, matrix.d)
        self.size = size if height * 0.4 < size < height * 2.5 or not self.plain else height
        pdfium.FPDFText_GetCharOrigin(self._page, index, self._x, self._y)
        x, y = self._frame.point(self._x.value, self._y.value)
        self.base = self._frame.upright(self.way, (x, y, x, y))[1]

    def edges(self, box: Any) -> tuple[float, float]:
        """Return where a letter begins and ends along its line."""
        upright = self._frame.upright(self.way, self._frame.box(box.left, box.bottom, box.right, box.top))
        return upright[0], upright[2]


def _parted(run: list[Glyph]) -> Iterator[list[Glyph]]:
    """Cut a long run where its gaps are of two kinds: narrow word spaces between letters that touch."""
    gaps = [(b[1] - a[2]) / (a[4] or 1.0) for a, b in pairwise(run)]
    least = _word_space(gaps)
    part = run[:1]
    for glyph, gap in zip(run[1:], gaps, strict=True):
        if gap > least:
            yield part
            part = []
        part.append(glyph)
    yield part


def _word_space(gaps: list[float]) -> float:
    """Return the width, in heights of a letter, above which a gap parts two words; infinite if none does.

    Gaps within words lie near the median. The widest step between two gaps above it parts the kinds, if
    it is 0.04 wide at least, ends at 0.08 or more (kerning is less), and if one gap in fifteen to one in
    three lies above.
    """
    ordered = sorted(gaps)
    usual = ordered[len(ordered) // 2]
    above = [gap for gap in ordered if gap >= usual]
    steps = [(b - a, (a + b) / 2) for a, b in pairwise(above) if b >= _NARROWEST]
    step, middle = max(steps, default=(0.0, 0.0))
    share = sum(1 for gap in gaps if gap > middle) / len(gaps)
    return middle if step >= 0.04 and 1 / 15 <= share <= 1 / 3 else float("inf")


def _word(part: list[Glyph], way: int, frame: Frame) -> Word | None:
    """Return the word; as high as its largest letter is large, whatever its font says of its height."""
    if not part:
        return None
    _, x0, x1, base, size = part[0]
    for _, left, right, line, height in part:
        x0, x1 = min(x0, left), max(x1, right)
        if height > size:
            base, size = line, height
    top = base - _ASCENT * size
    box = (x0, top, x1, top + size)
    word = make_word(_text([glyph[0] for glyph in part]), box)
    return word if word is None or way == RIGHT else word.turned(way, frame.seen(way, box))


def _text(codes: list[int]) -> str:
    text = "".join(map(chr, codes))
    if text.isascii():
        return text.replace(_HYPHEN, "-")
    # Letters beyond the first plane come in two halves.
    return text.replace(_HYPHEN, "-").encode("utf-16", "surrogatepass").decode("utf-16", "replace")
