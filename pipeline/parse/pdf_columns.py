"""Reading order of a PDF page: columns are read one after the other, rows of a table are not torn apart."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, pairwise

from pipeline.parse.pdf_words import TextLine, Word, lines_of, on_lines, stand_apart

_Gaps = list[tuple[float, float]]
_Part = tuple[Sequence[Word], bool]
"""Words of one line, and whether the line is level."""
_MIN_GUTTER = 9.0
_MIN_LINES = 3
_MAX_DEPTH = 4
_MAX_LINES = 400
# Columns of prose have long lines on both sides; the words of a label are few.
_PROSE_WORDS = 3.5
# Rows of a table stand on common base lines; so many of them, and it is a table.
_ALIGNED = 0.6


@dataclass(frozen=True, slots=True)
class _Cut:
    """A gutter at `x` through lines `first` to `last`, half-open."""

    x: float
    first: int
    last: int


def in_reading_order(words: list[Word]) -> list[list[TextLine]]:
    """Return groups of lines in reading order; each group is one column or one full-width part."""
    lines = lines_of(words)
    return _in_order(lines, stand_apart(lines), 0) if lines else []


def _in_order(lines: list[TextLine], apart: bool, depth: int) -> list[list[TextLine]]:
    """As above, of lines; `apart` says that no word of one could join another (see stand_apart)."""
    cut = _find_cut(lines, apart) if depth < _MAX_DEPTH and len(lines) <= _MAX_LINES else None
    if cut is None:
        return [lines]
    above, inside, below = lines[: cut.first], lines[cut.first : cut.last], lines[cut.last :]
    left, right = _sides(inside, cut.x)
    if apart:
        groups = [above, *([line for part in side for line in _lines_within(*part)] for side in (left, right)), below]
    else:
        parts = (
            [line.words for line in above],
            [words for words, _ in left],
            [words for words, _ in right],
            [line.words for line in below],
        )
        groups = [lines_of(chain.from_iterable(part)) for part in parts]
    return [part for group in groups if group for part in _in_order(group, apart, depth + 1)]


def _sides(lines: list[TextLine], x: float) -> tuple[list[_Part], list[_Part]]:
    """Return the words of each line that stand on the left of `x`, and those on the right."""
    left = [([word for word in line.words if word[3] <= x], line.level) for line in lines]
    right = [([word for word in line.words if word[3] > x], line.level) for line in lines]
    return [part for part in left if part[0]], [part for part in right if part[0]]


def _lines_within(words: Sequence[Word], level: bool) -> list[TextLine]:
    """Return the lines that words of one line make: of a line that is level, one."""
    return [TextLine(tuple(words))] if level else lines_of(words)


def _find_cut(lines: list[TextLine], apart: bool) -> _Cut | None:
    """Return the gutter that the most lines have, if what it parts are columns."""
    gaps = [_gaps(line) for line in lines]
    if sum(map(bool, gaps)) < _MIN_LINES:
        return None
    starts, ends = (sorted(side) for side in zip(*chain.from_iterable(gaps), strict=True))
    found: list[tuple[int, _Cut]] = []
    for x in {round((start + end) / 2 / 4) * 4.0 for line in gaps for start, end in line}:
        # no run has more lines than the page
        if bisect_right(starts, x) - bisect_left(ends, x) >= _MIN_LINES:
            cut, count = _longest_run(lines, gaps, x)
            if cut is not None and count >= _MIN_LINES:
                found.append((count, cut))
    found.sort(key=lambda item: (-item[0], item[1].x))
    return next((cut for _, cut in found if _are_columns(lines[cut.first : cut.last], cut.x, apart)), None)


def _gaps(line: TextLine) -> _Gaps:
    """Return the spaces inside `line` that are wide enough for a gutter."""
    least = max(_MIN_GUTTER, line.height * 0.9)
    return [(a[3], b[1]) for a, b in pairwise(line.words) if b[1] - a[3] >= least]


def _longest_run(lines: list[TextLine], gaps: list[_Gaps], x: float) -> tuple[_Cut | None, int]:
    """Return the longest run of lines that `x` does not cross, and how many have text on both sides."""
    best: _Cut | None = None
    most = start = count = 0
    for index, line in enumerate(lines):
        both = bool(gaps[index]) and any(a <= x <= b for a, b in gaps[index])
        clear = both or line.x1 <= x or line.x0 >= x
        if not clear:
            start, count = index + 1, 0
            continue
        count += both
        if count > most:
            best, most = _Cut(x, start, index + 1), count
    return (_widened(lines, best), most) if best else (None, 0)


def _widened(lines: list[TextLine], cut: _Cut) -> _Cut:
    """Take in the lines below that stand on one side: the longer column goes on."""
    last = cut.last
    while last < len(lines) and (lines[last].x1 <= cut.x or lines[last].x0 >= cut.x):
        last += 1
    return _Cut(cut.x, cut.first, last)


def _are_columns(lines: list[TextLine], x: float, apart: bool) -> bool:
    """Return whether both sides hold running text, or stand on base lines of their own."""
    left, right = (_words_of_lines(side, apart) for side in _sides(lines, x))
    if len(left) < 2 or len(right) < 2:
        return False
    if all(sum(map(len, side)) / len(side) >= _PROSE_WORDS for side in (left, right)):
        return True
    tops = {_first_middle(line) for line in right}
    middles = map(_first_middle, left)
    aligned = sum(middle in tops or any(abs(middle - top) < 2.0 for top in tops) for middle in middles)
    return aligned < min(len(left), len(right)) * _ALIGNED


def _words_of_lines(parts: list[_Part], apart: bool) -> list[Sequence[Word]]:
    """Return the words of each line that the words of the parts make."""
    if not apart:
        return [*on_lines(chain.from_iterable([words for words, _ in parts]))]
    return [line for words, level in parts for line in ([words] if level else on_lines(words))]


def _first_middle(line: Sequence[Word]) -> float:
    return min(line, key=lambda word: word.x0).middle
