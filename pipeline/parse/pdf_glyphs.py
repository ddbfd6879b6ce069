"""Letters of a PDF page as PDFium gives them, with their places, made into words."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import reduce
from itertools import pairwise
from math import hypot
from typing import Any, NamedTuple

from pipeline.parse import pdf_calls as calls
from pipeline.parse.pdf_accents import ACCENTS, Placed, composed
from pipeline.parse.pdf_calls import Place
from pipeline.parse.pdf_frame import RIGHT, Frame
from pipeline.parse.pdf_words import NO_NAME, Word, hundredths, is_plain, make_word, with_text

# Blanks, line ends, and 0 where a space has no code.
_BLANKS = "\0\t\n\v\f\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_TOKEN, _BLANK = re.compile(f"[^{_BLANKS}]+"), re.compile(f"[{_BLANKS}]")
# Any hyphen at a line's end, soft or not, is one of these in PDFium's text.
_HYPHEN = re.compile("[\x02\ufffe]")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]")
# In heights of a letter. Letters that are farther apart do not belong together; between letters nearer
# than the second there is no blank, if PDFium guessed one.
_APART, _TOUCHING = 0.15, 0.03
_NEAR = 0.1
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
# Makes a named tuple of a whole tuple, in a third of the time of its own call.
_new = tuple.__new__
_DOUBLE = ctypes.sizeof(ctypes.c_double)


_Stand = tuple[float, float, int, bool]
"""Base line, size, way and whether it is plain, of a letter."""
Token = tuple[int, int]
"""Half-open range of characters without a real blank between them."""


class Run(NamedTuple):
    """Letters that make one word: places are in the space where its line stands upright.

    `text` has a character for each unit of UTF-16; `mended` is the text with accents put on their letters, "" where
    that changes nothing.
    """

    text: str
    x0: float
    x1: float
    base: float
    size: float
    way: int = RIGHT
    mended: str = ""

    def joined(self, other: Run) -> Run:
        """Return these letters and those of `other` behind them; the larger ones give the base line."""
        mended = (self.mended or self.text) + (other.mended or other.text) if self.mended or other.mended else ""
        larger = other if other.size > self.size else self
        x0, x1 = min(self.x0, other.x0), max(self.x1, other.x1)
        return Run(self.text + other.text, x0, x1, larger.base, larger.size, self.way, mended)


class GlyphReader:
    """Reads the letters of one page and makes words of them.

    PDFium puts a blank where letters are apart. So the places of a word's first and last letter do, unless
    they say that something happens in between: asking for the place of each takes twice the time.
    """

    def __init__(self, textpage: Any, frame: Frame) -> None:
        self._page, self._frame = calls.address(textpage), frame
        self._style = _Style(self._page, frame)

    def words(self, text: str) -> list[Word]:
        """Return the words that the characters `text`, as text_of() gives them, make, in the order of the file."""
        tokens = [found.span() for found in _TOKEN.finditer(text)]
        accented = not ACCENTS.isdisjoint(text)
        if accented:
            tokens = list(self._accented(text, tokens))
        return _words(self._runs(text, tokens, accented), self._frame)

    def _runs(self, text: str, tokens: Sequence[Token], accented: bool) -> list[Run]:
        """Return the runs that the tokens make, most of them a run each; `accented` if accents stand by themselves."""
        style = self._style
        runs: list[Run] = []
        page, last, high = style.left, 0.0, -1.0
        for (start, end), left, top, bottom, right, final_top, final_bottom in zip(
            tokens, *calls.ends_of(self._page, tokens), strict=True
        ):
            if bottom != style.low or top != style.high:
                style.look(start, bottom, top)
            printed, size = text[start:end], style.size
            more: Sequence[Run] = ()
            if style.holds(end - start, right - left, final_bottom, final_top) and not (
                accented and not ACCENTS.isdisjoint(printed)
            ):
                run = _new(Run, (printed, left - page, right - page, style.base, size, RIGHT, ""))
            else:
                run, *more = self._letter_by_letter(text, start, end)
                size = run.size
            near = (size if size > high else high) or 1.0
            # most words are apart, and begin another run without a closer look
            if runs and -near < run[1] - last < _NEAR * near and self._no_blank(runs[-1], run, start - 1):
                runs[-1] = runs[-1].joined(run)
            else:
                runs.append(run)
            runs += more
            _, _, last, _, high, _, _ = runs[-1]
        return runs

    def _accented(self, text: str, tokens: Iterable[Token]) -> Iterator[Token]:
        """Yield the tokens; two are one where PDFium guessed a blank between an accent and its letter."""
        held: Token | None = None
        for start, end in tokens:
            if held is not None and (text[held[1] - 1] in ACCENTS or text[start] in ACCENTS):
                guessed = [calls.is_guessed(self._page, index) == 1 for index in range(held[1], start)]
                if all(guessed):
                    held = (held[0], end)
                    continue
            if held is not None:
                yield held
            held = (start, end)
        if held is not None:
            yield held

    def _letter_by_letter(self, text: str, start: int, end: int) -> list[Run]:
        """Return the runs that the letters from `start` to `end` make, by the gaps between them."""
        letters = [
            self._letter(text[index], index, place)
            for index, place in enumerate(calls.places(self._page, range(start, end)), start)
            if not _BLANK.match(text, index)
        ]
        row = _row(letters)
        if row is not None:
            return [row]
        runs: list[Run] = []
        run: list[Run] = []
        for letter in letters:
            if run and not _joins(run, letter):
                runs += _merged(run)
                run = []
            run.append(letter)
        return runs + _merged(run)

    def _letter(self, char: str, index: int, place: Place) -> Run:
        style = self._style
        left, top, right, bottom = place
        if bottom != style.low or top != style.high:
            style.look(index, bottom, top)
        if style.plain:
            x0, x1 = left - style.left, right - style.left
        else:
            upright = self._frame.upright(style.way, self._frame.box(left, bottom, right, top))
            x0, x1 = upright[0], upright[2]
        return _new(Run, (char, x0, x1, style.base, style.size, style.way, ""))

    def _no_blank(self, before: Run, run: Run, index: int) -> bool:
        """Return whether the blank at `index` is PDFium's guess, and a wrong one: the letters touch."""
        size = (before.size if before.size > run.size else run.size) or 1.0
        if not -_BACK <= (run.x0 - before.x1) / size <= _TOUCHING:
            return False
        if before.way != run.way or abs(before.base - run.base) > _RAISED * size or _is_mark(before, run):
            return False
        return calls.is_guessed(self._page, index) == 1


class _Style:
    """Size, way and base line of the letter that was looked at last; `plain` if it stands as in the file."""

    def __init__(self, textpage: int, frame: Frame) -> None:
        self.base = self.size = 0.0
        self.way, self.plain, self.left = RIGHT, True, frame.left
        self.low = self.high = -1.0
        self._page, self._frame = textpage, frame
        self._known: dict[tuple[float, float], _Stand] = {}
        self._matrix, self._origin = (ctypes.c_float * 6)(), (ctypes.c_double * 2)()
        self._matrix_at, self._origin_at = ctypes.addressof(self._matrix), ctypes.addressof(self._origin)

    def holds(self, letters: int, width: float, bottom: float, top: float) -> bool:
        """Say whether so many letters are a row of the last one's style, of which the last has this bottom and top.

        They are looked at one by one else.
        """
        size = self.size
        most = size * _SHAPE
        return (
            self.plain
            and letters <= _LONG
            and (
                letters == 1
                or (
                    _THIN < width / letters / (size or 1.0) < _WIDE
                    and -most < bottom - self.low < most
                    and -most < top - self.high < most
                )
            )
        )

    def look(self, index: int, bottom: float, top: float) -> None:
        """Ask for size and base line of the letter at `index`, if its box says that they have changed.

        Letters of level text whose boxes lie between the same two heights stand alike.
        """
        if -_SAME < bottom - self.low < _SAME and -_SAME < top - self.high < _SAME:
            return
        self.low, self.high = heights = bottom, top
        stand = self._known.get(heights) or self._asked(index, top - bottom)
        self.base, self.size, self.way, self.plain = stand
        if self.plain:
            self._known[heights] = stand

    def _asked(self, index: int, height: float) -> _Stand:
        page, frame = self._page, self._frame
        calls.matrix_of_letter(page, index, self._matrix_at)
        a, b, c, d = self._matrix[:4]
        way = RIGHT if b == 0 < a and not frame.turns else frame.way(a, b)
        plain = way == RIGHT and frame.turns == 0
        size = calls.size_of_letter(page, index) * hypot(c, d)
        # The size of some fonts says nothing of their letters.
        size = size if height * 0.4 < size < height * 2.5 or not plain else height
        calls.origin_of(page, index, self._origin_at, self._origin_at + _DOUBLE)
        x, y = self._origin
        if plain:
            return frame.top - y, size, way, plain
        x, y = frame.point(x, y)
        return frame.upright(way, (x, y, x, y))[1], size, way, plain


def _row(letters: Sequence[Run]) -> Run | None:
    """Return letters as one run if all stand alike, and each close to the next; else None.

    Most long words are such, and those with an accent over their first letter.
    """
    chars, starts, ends, bases, sizes, ways, _ = zip(*letters, strict=True)
    if len(letters) < 2 or not len(set(bases)) == len(set(sizes)) == len(set(ways)) == 1:
        return None
    size = sizes[0] or 1.0
    gaps = [(start - end) / size for start, end in zip(starts[1:], ends, strict=False)]
    if min(gaps) < -_BACK or max(gaps) > _APART or not ACCENTS.isdisjoint(chars):
        return None
    if len(letters) > _LONG and max(gaps) > _word_space(gaps):
        return None
    return Run("".join(chars), min(starts), max(ends), bases[0], sizes[0], ways[0])


def _joins(run: list[Run], letter: Run) -> bool:
    """Return whether a letter belongs to the word of those before it."""
    before = run[-1]
    size = max(before.size, letter.size) or 1.0
    if before.way != letter.way or abs(before.base - letter.base) > _RAISED * size:
        return False
    if letter.x0 == before.x0:
        return True  # the letters of a ligature have one place
    accent = before.text[0] in ACCENTS or letter.text[0] in ACCENTS
    back = _BACK_TO_ACCENT if accent else _BACK
    return -back <= (letter.x0 - before.x1) / size <= _APART and not (len(run) > 2 and _is_mark(before, letter))


def _is_mark(before: Run, letter: Run) -> bool:
    """Return whether a small raised digit stands behind a letter: the mark of a footnote."""
    digit = "0" <= letter.text[0] <= "9"
    return digit and letter.size < before.size and before.base - letter.base > _MARK * before.size


def _merged(run: list[Run]) -> list[Run]:
    """Return the words that letters make which follow each other closely; most often it is one."""
    found: list[Run] = []
    for part in _parted(run) if len(run) > _LONG else [run]:
        letters: list[Placed] = [(letter.text, letter.x0, letter.x1) for letter in part]
        word = reduce(Run.joined, part)
        if not ACCENTS.isdisjoint(word.text):
            whole = composed(letters)
            word = word._replace(mended=whole if whole != word.text else "")
        found.append(word)
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


def _words(runs: Sequence[Run], frame: Frame) -> list[Word]:
    """Return the words; each as high as its largest letter is large, whatever its font says of its height."""
    # What holds of all letters holds of each word; what does not, of the words that are looked at one by one.
    easy = _is_easy("".join([run.text for run in runs]))
    words: list[Word] = []
    base = size = top = bottom = 0.0
    lefts, rights = hundredths([run[1] for run in runs]), hundredths([run[2] for run in runs])
    for run, x0, x1 in zip(runs, lefts, rights, strict=True):
        text, _, _, low, high, way, mended = run
        if mended or way or not (easy or _is_easy(text)):
            words += _word(run, frame)
            continue
        if low != base or high != size:
            base, size = low, high
            top, bottom = round(base - _ASCENT * size, 2), round(base - _ASCENT * size + size, 2)
        words.append(_new(Word, (text, x0, top, x1, bottom, False, RIGHT, None, "")))
    return words


def _is_easy(text: str) -> bool:
    """Say whether the text is final as it is, and no name of a letter."""
    return text.isprintable() and NO_NAME not in text and (text.isascii() or is_plain(text))


def _word(run: Run, frame: Frame) -> list[Word]:
    """Return the word of letters that need more than a look; none if nothing of it is text."""
    top = run.base - _ASCENT * run.size
    box = (run.x0, top, run.x1, top + run.size)
    word = make_word(_text(run.mended or run.text), box)
    if word is not None and run.mended:
        word = with_text(word._replace(text=_text(run.text)), word.text)
    if word is None:
        return []
    return [word if run.way == RIGHT else word.turned(run.way, frame.seen(run.way, box))]


def _text(text: str) -> str:
    if text.isprintable():
        return text
    # Letters beyond the first plane come in two halves. A control is a letter that the font has no name for.
    return _CONTROL.sub("\ufffd", _HYPHEN.sub("-", text)).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
