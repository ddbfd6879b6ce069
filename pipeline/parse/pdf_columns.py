"""Reading order of a PDF page: columns are read one after the other, rows of a table are not torn apart."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.parse.pdf_words import TextLine, Word, lines_of, on_lines

_Gaps = list[tuple[float, float]]
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


def in_reading_order(words: list[Word], depth: int = 0) -> list[list[TextLine]]:
    """Return groups of lines in reading order; each group is one column or one full-width part."""
    lines = lines_of(words)
    cut = _find_cut(lines) if depth < _MAX_DEPTH and len(lines) <= _MAX_LINES else None
    if cut is None:
        return [lines] if lines else []
    inside = [word for line in lines[cut.first : cut.last] for word in line.words]
    left = [word for word in inside if word.x1 <= cut.x]
    right = [word for word in inside if word.x1 > cut.x]
    groups = [
        [word for line in lines[: cut.first] for word in line.words],
        left,
        right,
        [word for line in lines[cut.last :] for word in line.words],
    ]
    return [part for group in groups if group for part in in_reading_order(group, depth + 1)]


def _find_cut(lines: list[TextLine]) -> _Cut | None:
    """Return the gutter that the most lines have, if what it parts are columns."""
    gaps = [_gaps(line) for line in lines]
    candidates = {round((start + end) / 2 / 4) * 4.0 for line in gaps for start, end in line}
    best: _Cut | None = None
    most = _MIN_LINES - 1
    wide = [line for line in gaps if line]
    for x in sorted(candidates) if len(wide) > most else ():
        if sum([any(a <= x <= b for a, b in line) for line in wide]) <= most:
            continue  # no run has more lines than the page
        cut, count = _longest_run(lines, gaps, x)
        if cut is not None and count > most and _are_columns(lines[cut.first : cut.last], x):
            best, most = cut, count
    return best


def _gaps(line: TextLine) -> _Gaps:
    """Return the spaces inside `line` that are wide enough for a gutter."""
    least = max(_MIN_GUTTER, line.height * 0.9)
    return [(a.x1, b.x0) for a, b in zip(line.words, line.words[1:], strict=False) if b.x0 - a.x1 >= least]


def _longest_run(lines: list[TextLine], gaps: list[list[tuple[float, float]]], x: float) -> tuple[_Cut | None, int]:
    """Return the longest run of lines that `x` does not cross, and how many have text on both sides."""
    best: _Cut | None = None
    most = start = count = 0
    for index, line in enumerate(lines):
        both = any(a <= x <= b for a, b in gaps[index])
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


def _are_columns(lines: list[TextLine], x: float) -> bool:
    """Return whether both sides hold running text, or stand on base lines of their own."""
    words = [word for line in lines for word in line.words]
    left = on_lines([word for word in words if word.x1 <= x])
    right = on_lines([word for word in words if word.x1 > x])
    if len(left) < 2 or len(right) < 2:
        return False
    prose = all(sum(map(len, side)) / len(side) >= _PROSE_WORDS for side in (left, right))
    if prose:
        return True
    tops = [_first_middle(line) for line in right]
    aligned = sum(1 for line in left if any(abs(_first_middle(line) - top) < 2.0 for top in tops))
    return aligned < min(len(left), len(right)) * _ALIGNED


def _first_middle(line: list[Word]) -> float:
    return min(line, key=lambda word: word.x0).middle
