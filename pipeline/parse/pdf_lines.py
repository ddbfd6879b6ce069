"""Lines drawn on a PDF page, and the tables that they make."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise, repeat
from typing import Any

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

from pipeline.parse import pdf_calls as calls
from pipeline.parse.pdf_frame import Frame, Matrix
from pipeline.parse.pdf_grid import SNAP, Line, grids
from pipeline.parse.pdf_layout import Cell, RuledTable, cell_lines
from pipeline.parse.pdf_words import Word
from schemas.document import Box

# Six lines make the smallest table; more than 5,000, or so many points in one path, are a drawing.
_MIN_PATHS, _MAX_PATHS, _MAX_POINTS = 6, 5000, 25_000
_MAX_OBJECTS, _MAX_DEPTH = 50_000, 5
_FILLED = 0.5
# Two rows and two columns have so many lines each way.
_LEAST = 3
# Two ends of a line that differ by less are level: files hold places with two or three digits.
_LEVEL = 0.01
# A frame for two lines of text is no smaller, and its corners are rounded by no more; a rounded one has 13 points.
_BOX_WIDTH, _BOX_HEIGHT, _ROUNDING, _BOX_POINTS = 40.0, 15.0, 30.0, 14
# pdfplumber asks for the same length before it joins lines.
_SHORTEST = 1.0

# Asked for once: a drawing has hundreds of thousands of points.
_BEZIER, _MOVE = pdfium.FPDF_SEGMENT_BEZIERTO, pdfium.FPDF_SEGMENT_MOVETO
_PATH, _FORM = pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_FORM
_SAME_SPACE = bytes((ctypes.c_float * 6)(1.0, 0.0, 0.0, 1.0, 0.0, 0.0))

_Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class DrawnLines:
    """What is drawn on a page beside letters: `level` and `upright` lines, and `boxes`, each a closed frame."""

    level: list[Line] = field(default_factory=list)
    upright: list[Line] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)


def drawn_lines(page: Any, frame: Frame) -> DrawnLines:
    """Return the level and upright lines of a page as seen, and its boxes; none where there are too many paths.

    Lines of fewer paths than a table has are left out.
    """
    found = DrawnLines()
    paths, at, drawing = 0, calls.address(page), _Drawing()
    for path, matrix in drawing.paths(calls.object_of_page, at, calls.count_of_page(at), frame.matrix):
        for part in drawing.parts(path):
            paths += 1
            seen = _seen(part, matrix)
            _add_lines(seen, found)
            box = _box(seen)
            if box is not None:
                found.boxes.append(box)
        if paths > _MAX_PATHS:
            return DrawnLines()
    return found if paths >= _MIN_PATHS else DrawnLines(boxes=found.boxes)


def ruled_tables(lines: DrawnLines, words: list[Word]) -> Iterator[RuledTable]:
    """Yield the tables that hold at least two rows, two columns, and text in half of their cells."""
    if not (_places(lines.level) >= _LEAST and _places(lines.upright) >= _LEAST):
        return
    free = list(words)
    for found in grids(lines.level, lines.upright):
        cells = _cells(found.cells, free)
        wide = len({cell.column for cell in cells}) > 1 and len({cell.row for cell in cells}) > 1
        if wide and len(cells) >= len(found.cells) * _FILLED:
            taken = {id(word) for cell in cells for line in cell.lines for word in line.words}
            free = [word for word in free if id(word) not in taken]
            yield RuledTable(found.box, cells)


def _places(lines: Sequence[Line]) -> int:
    """Return at how many places, apart by more than what is snapped together, there are lines."""
    found = sorted([place for place, _, _ in lines])
    return (1 + sum([b - a > SNAP for a, b in pairwise(found)])) if found else 0


def _cells(boxes: Sequence[tuple[int, int, Box]], words: list[Word]) -> tuple[Cell, ...]:
    """Put each word into one cell: the smallest that holds its middle, for drawn cells overlap."""
    boxes = sorted(boxes, key=lambda item: (item[2][2] - item[2][0]) * (item[2][3] - item[2][1]))
    left, above = min([box[0] for _, _, box in boxes]), min([box[1] for _, _, box in boxes])
    right, below = max([box[2] for _, _, box in boxes]), max([box[3] for _, _, box in boxes])
    inside: dict[tuple[int, int], list[Word]] = {}
    height: float | None = None
    level: list[tuple[float, float, tuple[int, int]]] = []
    for word in words:
        _, x0, top, x1, bottom, *_ = word
        x, y = (x0 + x1) / 2, (top + bottom) / 2
        if not (left <= x < right and above <= y < below):
            continue
        if y != height:  # the words of a line, which follow one another, are looked for in the cells at its height
            height = y
            level = [(box[0], box[2], (row, column)) for row, column, box in boxes if box[1] <= y < box[3]]
        for begin, end, place in level:
            if begin <= x < end:
                inside.setdefault(place, []).append(word)
                break
    return tuple([Cell(cell_lines(held), *place) for place, held in sorted(inside.items())])


class _Drawing:
    """Reads the paths of one page: PDFium writes each answer over the last one."""

    def __init__(self) -> None:
        self._matrix = (ctypes.c_float * 6)()
        self._fill, self._stroke = ctypes.c_int(), ctypes.c_int()
        self._x, self._y = ctypes.c_float(), ctypes.c_float()

    def paths(
        self, get: Callable[[int, int], int], owner: int, count: int, outer: Matrix, depth: int = 0
    ) -> Iterator[tuple[int, Matrix]]:
        """Yield the path objects of a page or form, each with the matrix from its space to the page as seen."""
        objects = list(map(get, repeat(owner), range(min(count, _MAX_OBJECTS))))
        for item, kind in zip(objects, map(calls.object_kind, objects), strict=True):
            if kind == _PATH:
                yield item, self._placed(item, outer)
            elif kind == _FORM and depth < _MAX_DEPTH:
                inner = self._placed(item, outer)
                yield from self.paths(calls.object_of_form, item, calls.count_of_form(item), inner, depth + 1)

    def parts(self, path: int) -> Iterator[list[_Point]]:
        """Yield the points of each part of a visible path; a closed part ends where it began."""
        count = calls.segment_count(path)
        if count > _MAX_POINTS or not self._visible(path):
            return
        x, y = self._x, self._y
        x_at, y_at = ctypes.addressof(x), ctypes.addressof(y)
        part: list[_Point] = []
        curve = segment = 0
        for index in range(count):
            before, segment = segment, calls.segment_at(path, index)
            kind = calls.segment_kind(segment)
            curve = curve + 1 if kind == _BEZIER else 0
            if curve % 3:
                continue  # two points of three steer a curve and do not lie on it
            calls.point_of(segment, x_at, y_at)
            if kind == _MOVE and part:
                yield _closed(part, before)
                part = []
            part.append((x.value, y.value))
        yield _closed(part, segment)

    def _visible(self, path: int) -> bool:
        fill, stroke = self._fill, self._stroke
        fill.value = stroke.value = 0
        calls.draw_mode(path, ctypes.addressof(fill), ctypes.addressof(stroke))
        return bool(fill.value or stroke.value)

    def _placed(self, item: int, outer: Matrix) -> Matrix:
        """Return the matrix that does first what the object's own does, then `outer`."""
        if not calls.matrix_of(item, ctypes.addressof(self._matrix)):
            return outer
        if bytes(self._matrix) == _SAME_SPACE:
            return outer
        a, b, c, d, e, f = outer
        p, q, r, s, t, u = self._matrix
        return (
            *(a * p + c * q, b * p + d * q),
            *(a * r + c * s, b * r + d * s),
            *(a * t + c * u + e, b * t + d * u + f),
        )


def _closed(part: list[_Point], last: int) -> list[_Point]:
    """Return the part, back at its beginning if its last segment closes it; none before the last does."""
    return [*part, part[0]] if part and calls.closes(last) else part


def _seen(part: Sequence[_Point], matrix: Matrix) -> list[_Point]:
    a, b, c, d, e, f = matrix
    return [(a * x + c * y + e, b * x + d * y + f) for x, y in part]


def _box(seen: list[_Point]) -> Box | None:
    """Return the box that a path runs round: all its points lie near corners, and none of four is left out."""
    if not 4 <= len(seen) <= _BOX_POINTS:
        return None
    xs, ys = [x for x, _ in seen], [y for _, y in seen]
    x0, top, x1, bottom = min(xs), min(ys), max(xs), max(ys)
    if x1 - x0 < _BOX_WIDTH or bottom - top < _BOX_HEIGHT:
        return None
    near = min(_ROUNDING, (x1 - x0) / 3, (bottom - top) / 3)
    corners = set()
    for x, y in seen:
        right, low = x1 - x <= near, bottom - y <= near
        if not (right or x - x0 <= near) or not (low or y - top <= near):
            return None
        corners.add((right, low))
    return (x0, top, x1, bottom) if len(corners) == 4 else None


def _add_lines(seen: list[_Point], found: DrawnLines) -> None:
    """Add the level and upright lines among those that join the points of a path."""
    for (ax, ay), (bx, by) in pairwise(seen):
        if -_LEVEL <= ay - by <= _LEVEL:
            x0, x1 = (ax, bx) if ax < bx else (bx, ax)
            if x1 - x0 >= _SHORTEST:
                found.level.append((ay, x0, x1))
        elif -_LEVEL <= ax - bx <= _LEVEL:
            top, bottom = (ay, by) if ay < by else (by, ay)
            if bottom - top >= _SHORTEST:
                found.upright.append((ax, top, bottom))
