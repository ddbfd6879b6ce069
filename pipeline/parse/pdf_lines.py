"""Lines drawn on a PDF page, and the tables that they make."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

from pipeline.parse.pdf_calls import address, closes, kind_of, point_of, segment_at
from pipeline.parse.pdf_frame import Frame, Matrix
from pipeline.parse.pdf_layout import Cell, RuledTable, cell_lines
from pipeline.parse.pdf_words import Word
from schemas.document import Box

# Six lines make the smallest table; more than 5,000, or so many points in one path, are a drawing.
_MIN_PATHS, _MAX_PATHS, _MAX_POINTS = 6, 5000, 25_000
_MAX_OBJECTS, _MAX_DEPTH = 50_000, 5
_FILLED = 0.5
# Borders drawn as boxes have edges up to 5 points apart: pdfplumber's own 3 makes columns of them.
_SNAP = 6
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

_Point = tuple[float, float]
_Placed = tuple[Any, Matrix]
Edge = dict[str, Any]
"""A level or upright line as pdfplumber's table finder takes it."""


@dataclass(frozen=True, slots=True)
class DrawnLines:
    """What is drawn on a page beside letters: `edges` for the table finder, and `boxes`, each a closed frame."""

    edges: list[Edge] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)


def drawn_lines(page: Any, frame: Frame) -> DrawnLines:
    """Return the level and upright lines of a page as seen, and its boxes; none where there are too many paths.

    Lines of fewer paths than a table has are left out.
    """
    edges: list[Edge] = []
    boxes: list[Box] = []
    paths = 0
    for item, matrix in _objects(pdfium.FPDFPage_GetObject, page, pdfium.FPDFPage_CountObjects(page), frame.matrix):
        for part in _parts(item):
            paths += 1
            seen = _seen(part, matrix)
            edges.extend(_edges(seen))
            box = _box(seen)
            if box is not None:
                boxes.append(box)
        if paths > _MAX_PATHS:
            return DrawnLines()
    return DrawnLines(edges if paths >= _MIN_PATHS else [], boxes)


def ruled_tables(lines: DrawnLines, words: list[Word]) -> Iterator[RuledTable]:
    """Yield the tables that hold at least two rows, two columns, and text in half of their cells.

    pdfplumber finds the cells; the import is late, for most pages have no lines.
    """
    if not (_places(lines.edges, "h", "top") >= _LEAST and _places(lines.edges, "v", "x0") >= _LEAST):
        return
    from pdfplumber.table import TableFinder

    free = list(words)
    for found in TableFinder(lines, {"snap_tolerance": _SNAP}).tables:  # type: ignore[arg-type]
        boxes = [
            (row_number, column, box)
            for row_number, row in enumerate(found.rows, 1)
            for column, box in enumerate(row.cells, 1)
            if box is not None
        ]
        cells = _cells(boxes, free)
        wide = len({cell.column for cell in cells}) > 1 and len({cell.row for cell in cells}) > 1
        if wide and len(cells) >= len(boxes) * _FILLED:
            taken = {id(word) for cell in cells for line in cell.lines for word in line.words}
            free = [word for word in free if id(word) not in taken]
            yield RuledTable(found.bbox, cells)


def _places(edges: Sequence[Edge], way: str, side: str) -> int:
    """Return at how many places, apart by more than what is snapped together, there are lines of one way."""
    found = sorted([edge[side] for edge in edges if edge["orientation"] == way])
    return (1 + sum(b - a > _SNAP for a, b in pairwise(found))) if found else 0


def _cells(boxes: Sequence[tuple[int, int, Box]], words: list[Word]) -> tuple[Cell, ...]:
    """Put each word into one cell: the smallest that holds its middle, for drawn cells overlap."""
    boxes = sorted(boxes, key=lambda item: (item[2][2] - item[2][0]) * (item[2][3] - item[2][1]))
    x0, top = min(box[0] for _, _, box in boxes), min(box[1] for _, _, box in boxes)
    x1, bottom = max(box[2] for _, _, box in boxes), max(box[3] for _, _, box in boxes)
    inside: dict[tuple[int, int], list[Word]] = {}
    for word in words:
        x, y = (word.x0 + word.x1) / 2, word.middle
        if not (x0 <= x < x1 and top <= y < bottom):
            continue
        for row, column, box in boxes:
            if box[0] <= x < box[2] and box[1] <= y < box[3]:
                inside.setdefault((row, column), []).append(word)
                break
    return tuple(Cell(cell_lines(held), *place) for place, held in sorted(inside.items()))


def _objects(get: Callable[..., Any], owner: Any, count: int, outer: Matrix, depth: int = 0) -> Iterator[_Placed]:
    """Yield the path objects of a page or form, each with the matrix from its space to the page as seen."""
    kind_of = pdfium.FPDFPageObj_GetType
    for index in range(min(count, _MAX_OBJECTS)):
        item = get(owner, index)
        kind = kind_of(item)
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            yield item, _matrix(item, outer)
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _MAX_DEPTH:
            inner = pdfium.FPDFFormObj_CountObjects(item)
            yield from _objects(pdfium.FPDFFormObj_GetObject, item, inner, _matrix(item, outer), depth + 1)


def _matrix(item: Any, outer: Matrix) -> Matrix:
    own = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(item, own):
        return outer
    a, b, c, d, e, f = outer
    return (
        *(a * own.a + c * own.b, b * own.a + d * own.b),
        *(a * own.c + c * own.d, b * own.c + d * own.d),
        *(a * own.e + c * own.f + e, b * own.e + d * own.f + f),
    )


def _parts(item: Any) -> Iterator[list[_Point]]:
    """Yield the points of each part of a visible path; a closed part ends where it began."""
    count = pdfium.FPDFPath_CountSegments(item)
    if count > _MAX_POINTS or not _visible(item):
        return
    x, y = ctypes.c_float(), ctypes.c_float()
    path, x_at, y_at = address(item), ctypes.addressof(x), ctypes.addressof(y)
    part: list[_Point] = []
    curve = segment = 0
    for index in range(count):
        before, segment = segment, segment_at(path, index)
        kind = kind_of(segment)
        curve = curve + 1 if kind == _BEZIER else 0
        if curve % 3:
            continue  # two points of three steer a curve and do not lie on it
        point_of(segment, x_at, y_at)
        if kind == _MOVE and part:
            yield _closed(part, before)
            part = []
        part.append((x.value, y.value))
    yield _closed(part, segment)


def _closed(part: list[_Point], last: int) -> list[_Point]:
    """Return the part, back at its beginning if its last segment closes it; none before the last does."""
    return [*part, part[0]] if part and closes(last) else part


def _visible(item: Any) -> bool:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(item, fill, stroke)
    return bool(fill.value or stroke.value)


def _seen(part: list[_Point], matrix: Matrix) -> list[_Point]:
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


def _edges(seen: list[_Point]) -> Iterator[Edge]:
    """Yield the level and upright lines among those that join the points of a path."""
    for (ax, ay), (bx, by) in pairwise(seen):
        if -_LEVEL <= ay - by <= _LEVEL:
            x0, x1 = (ax, bx) if ax < bx else (bx, ax)
            if x1 - x0 >= _SHORTEST:
                yield _edge("h", x0, ay, x1, ay)
        elif -_LEVEL <= ax - bx <= _LEVEL:
            top, bottom = (ay, by) if ay < by else (by, ay)
            if bottom - top >= _SHORTEST:
                yield _edge("v", ax, top, ax, bottom)


def _edge(way: str, x0: float, top: float, x1: float, bottom: float) -> Edge:
    size = {"width": x1 - x0, "height": bottom - top}
    return {"object_type": "line", "x0": x0, "x1": x1, "top": top, "bottom": bottom, "orientation": way, **size}
