"""Letters of a PDF page as PDFium gives them, with their places, made into words."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from math import hypot
from typing import Any

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

from pipeline.parse.pdf_accents import ACCENTS, Placed, composed
from pipeline.parse.pdf_frame import RIGHT, Frame
from pipeline.parse.pdf_words import Word, make_word, with_text

# Blanks, line ends, and 0 where a space has no code.
_BLANKS = frozenset((0, 9, 10, 11, 12, 13, 32, 133, 160, 5760, *range(8192, 8203), 8232, 8233, 8239, 8287, 12288))
# Any hyphen at a line's end, soft or not, is one of these in PDFium's text.
_HYPHEN = re.compile("[\x02\ufffe]")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]")
# In heights of a letter. Letters that are farther apart do not belong together; between letters nearer
# than the second there is no blank, if PDFium guessed one.
_APART, _TOUCHING = 0.15, 0.03
# A letter that begins so far to the left of the last one's end is not its neighbour.
# An accent is wider than its letter: the ring of TeX three quarters of a height.
_BACK, _BACK_TO_ACCENT = 0.6, 1.2
# A raised or lowered letter, as in m², still belongs to its word.
_RAISED = 0.45
_MARK = 0.2
_ASCENT = 0.8
# Letters of more than so many characters without a blank are looked at for narrow word spaces.
_LONG = 18
_NARROWEST = 0.08
# Widths of a letter, on the average of a word, in heights: outside of them its letters stand in no row.
_THIN, _WIDE = 0.15, 1.2
_SAME = 0.02
# The box of a letter grows with an accent or a tail, by no more than this of its size; marks are raised by more.
_SHAPE = 0.12


Token = tuple[int, int]
"""Half-open range of characters without a real blank between them."""


@dataclass(slots=True)
class Run:
    """Letters that make one word: places are in the space where its line stands upright."""

    codes: list[int]
    x0: float
    x1: float
    base: float
    size: float
    way: int = RIGHT
    mended: list[int] = field(default_factory=list)
    """The codes with accents put on their letters, where that changes them."""

    def add(self, other: Run) -> None:
        """Put the letters of `other` behind these; the larger ones give the base line."""
        if self.mended or other.mended:
            self.mended = (self.mended or self.codes) + (other.mended or other.codes)
        self.codes += other.codes
        self.x0, self.x1 = min(self.x0, other.x0), max(self.x1, other.x1)
        if other.size > self.size:
            self.base, self.size = other.base, other.size


class GlyphReader:
    """Reads the letters of one page and makes words of them.

    PDFium puts a blank where letters are apart. So the places of a word's first and last letter do, unless
    they say that something happens in between: asking for the place of each takes twice the time.
    """

    def __init__(self, textpage: Any, frame: Frame) -> None:
        self._page, self._frame = textpage, frame
        self._style = _Style(textpage, frame)
        self._box = pdfium.FS_RECTF()
        self._pointer = ctypes.byref(self._box)

    def words(self, count: int) -> list[Word]:
        """Return the words that the first `count` characters make, in the order of the file."""
        codes = _codes(self._page, count)
        runs: list[Run] = []
        for start, end in self._accented(codes, _tokens(codes)):
            whole = self._whole(codes, start, end)
            parts = [whole] if whole else self._letter_by_letter(codes, start, end)
            if runs and self._no_blank(runs[-1], parts[0], start - 1):
                runs[-1].add(parts.pop(0))
            runs += parts
        return [word for run in runs if (word := _word(run, self._frame)) is not None]

    def _accented(self, codes: Sequence[int], tokens: Iterable[Token]) -> Iterator[Token]:
        """Yield the tokens; two are one where PDFium guessed a blank between an accent and its letter."""
        if ACCENTS.isdisjoint(codes):
            yield from tokens
            return
        held: Token | None = None
        for start, end in tokens:
            if held is not None and (codes[held[1] - 1] in ACCENTS or codes[start] in ACCENTS):
                guessed = [pdfium.FPDFText_IsGenerated(self._page, index) == 1 for index in range(held[1], start)]
                if all(guessed):
                    held = (held[0], end)
                    continue
            if held is not None:
                yield held
            held = (start, end)
        if held is not None:
            yield held

    def _whole(self, codes: Sequence[int], start: int, end: int) -> Run | None:
        """Return the letters from `start` to `end` as one run; None where they must be looked at one by one."""
        box, style, letters = self._box, self._style, end - start
        pdfium.FPDFText_GetLooseCharBox(self._page, start, self._pointer)
        style.look(start, box)
        if not style.plain or letters > _LONG:
            return None
        x0, x1 = box.left - style.left, box.right - style.left
        found = list(codes[start:end])
        if letters > 1:
            pdfium.FPDFText_GetLooseCharBox(self._page, end - 1, self._pointer)
            x1 = box.right - style.left
            width = (x1 - x0) / letters / (style.size or 1.0)
            if not (_THIN < width < _WIDE and style.like(box, style.size * _SHAPE)) or not ACCENTS.isdisjoint(found):
                return None
        return Run(found, x0, x1, style.base, style.size)

    def _letter_by_letter(self, codes: Sequence[int], start: int, end: int) -> list[Run]:
        """Return the runs that the letters from `start` to `end` make, by the gaps between them."""
        runs: list[Run] = []
        run: list[Run] = []
        for index in range(start, end):
            if codes[index] in _BLANKS:
                continue
            letter = self._letter(codes[index], index)
            if run and not _joins(run, letter):
                runs += _merged(run)
                run = []
            run.append(letter)
        return runs + _merged(run)

    def _letter(self, code: int, index: int) -> Run:
        pdfium.FPDFText_GetLooseCharBox(self._page, index, self._pointer)
        style = self._style
        style.look(index, self._box)
        x0, x1 = style.edges(self._box)
        return Run([code], x0, x1, style.base, style.size, style.way)

    def _no_blank(self, before: Run, run: Run, index: int) -> bool:
        """Return whether the blank at `index` is PDFium's guess, and a wrong one: the letters touch."""
        size = max(before.size, run.size) or 1.0
        if before.way != run.way or abs(before.base - run.base) > _RAISED * size or _is_mark(before, run):
            return False
        near = -_BACK <= (run.x0 - before.x1) / size <= _TOUCHING
        return near and pdfium.FPDFText_IsGenerated(self._page, index) == 1


class _Style:
    """Size, way and base line of the letter that was looked at last; `plain` if it stands as in the file."""

    def __init__(self, textpage: Any, frame: Frame) -> None:
        self.base = self.size = 0.0
        self.way, self.plain, self.left = RIGHT, True, frame.left
        self._low = self._high = -1.0
        self._page, self._frame = textpage, frame
        self._matrix = pdfium.FS_MATRIX()
        self._x, self._y = ctypes.c_double(), ctypes.c_double()

    def like(self, box: Any, by: float = _SAME) -> bool:
        """Return whether a letter is as high as the last one and stands on its line, but for `by` points."""
        return bool(-by < box.bottom - self._low < by and -by < box.top - self._high < by)

    def look(self, index: int, box: Any) -> None:
        """Ask for size and base line of the letter at `index`, if its box says that they have changed."""
        if self.like(box):
            return
        self._low, self._high = box.bottom, box.top
        height, matrix = box.top - box.bottom, self._matrix
        pdfium.FPDFText_GetMatrix(self._page, index, matrix)
        self.way = self._frame.way(matrix.a, matrix.b)
        self.plain = self.way == RIGHT and self._frame.turns == 0
        size = pdfium.FPDFText_GetFontSize(self._page, index) * hypot(matrix.c, matrix.d)
        # The size of some fonts says nothing of their letters.
        self.size = size if height * 0.4 < size < height * 2.5 or not self.plain else height
        pdfium.FPDFText_GetCharOrigin(self._page, index, self._x, self._y)
        if self.plain:
            self.base = self._frame.top - self._y.value
            return
        x, y = self._frame.point(self._x.value, self._y.value)
        self.base = self._frame.upright(self.way, (x, y, x, y))[1]

    def edges(self, box: Any) -> tuple[float, float]:
        """Return where a letter begins and ends along its line."""
        if self.plain:
            return box.left - self.left, box.right - self.left
        upright = self._frame.upright(self.way, self._frame.box(box.left, box.bottom, box.right, box.top))
        return upright[0], upright[2]


def _codes(page: Any, count: int) -> Sequence[int]:
    """Return the letters in UTF-16. All at once where each is in the text once: elsewhere one by one."""
    buffer = (ctypes.c_ushort * (count + 1))()
    if pdfium.FPDFText_GetText(page, 0, count, buffer) == count + 1:
        return list(buffer)[:count]
    return [pdfium.FPDFText_GetUnicode(page, index) for index in range(count)]


def _tokens(codes: Sequence[int]) -> Iterator[Token]:
    """Yield where letters without a blank between them begin and end."""
    start = -1
    for index, code in enumerate(codes):
        if code == 32 or code in _BLANKS:
            if start >= 0:
                yield start, index
                start = -1
        elif start < 0:
            start = index
    if start >= 0:
        yield start, len(codes)


def _joins(run: list[Run], letter: Run) -> bool:
    """Return whether a letter belongs to the word of those before it."""
    before = run[-1]
    size = max(before.size, letter.size) or 1.0
    if before.way != letter.way or abs(before.base - letter.base) > _RAISED * size:
        return False
    if letter.x0 == before.x0:
        return True  # the letters of a ligature have one place
    accent = before.codes[0] in ACCENTS or letter.codes[0] in ACCENTS
    back = _BACK_TO_ACCENT if accent else _BACK
    return -back <= (letter.x0 - before.x1) / size <= _APART and not (len(run) > 2 and _is_mark(before, letter))


def _is_mark(before: Run, letter: Run) -> bool:
    """Return whether a small raised digit stands behind a letter: the mark of a footnote."""
    digit = 48 <= letter.codes[0] <= 57
    return digit and letter.size < before.size and before.base - letter.base > _MARK * before.size


def _merged(run: list[Run]) -> list[Run]:
    """Return the words that letters make which follow each other closely; most often it is one."""
    found: list[Run] = []
    for part in _parted(run) if len(run) > _LONG else [run]:
        letters: list[Placed] = [(letter.codes[0], letter.x0, letter.x1) for letter in part]
        for letter in part[1:]:
            part[0].add(letter)
        if not ACCENTS.isdisjoint(part[0].codes if part else ()):
            whole = composed(letters)
            part[0].mended = whole if whole != part[0].codes else []
        found += part[:1]
    return found


def _parted(run: list[Run]) -> Iterator[list[Run]]:
    """Cut a long run where its gaps are of two kinds: narrow word spaces between letters that touch."""
    gaps = [(b.x0 - a.x1) / (a.size or 1.0) for a, b in pairwise(run)]
    least = _word_space(gaps)
    part = run[:1]
    for letter, gap in zip(run[1:], gaps, strict=True):
        if gap > least:
            yield part
            part = []
        part.append(letter)
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


def _word(run: Run, frame: Frame) -> Word | None:
    """Return the word; as high as its largest letter is large, whatever its font says of its height."""
    top = run.base - _ASCENT * run.size
    box = (run.x0, top, run.x1, top + run.size)
    word = make_word(_text(run.mended or run.codes), box)
    if word is not None and run.mended:
        word = with_text(replace(word, text=_text(run.codes)), word.text)
    return word if word is None or run.way == RIGHT else word.turned(run.way, frame.seen(run.way, box))


def _text(codes: list[int]) -> str:
    text = "".join(map(chr, codes))
    if text.isprintable():
        return text
    # Letters beyond the first plane come in two halves. A control is a letter that the font has no name for.
    return _CONTROL.sub("\ufffd", _HYPHEN.sub("-", text)).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
