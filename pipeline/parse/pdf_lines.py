"""Lines drawn on a PDF page, and the tables that they make."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

from pipeline.parse.pdf_frame import Frame
from pipeline.parse.pdf_layout import Cell, RuledTable, cell_lines
from pipeline.parse.pdf_words import Word
from schemas.document import Box

# Six lines make the smallest table; more than 5,000 are a drawing, and so is one of more than 200 points.
_MIN_PATHS, _MAX_PATHS, _MAX_POINTS = 6, 5000, 200
_MAX_OBJECTS, _MAX_DEPTH = 50_000, 5
_FILLED = 0.5
# Borders drawn as boxes have edges up to 5 points apart: pdfplumber's own 3 makes columns of them.
_SNAP = 6
# Two ends of a line that differ by less are level: files hold places with two or three digits.
_LEVEL = 0.01

_Matrix = tuple[float, float, float, float, float, float]
_Point = tuple[float, float]
Edge = dict[str, object]
"""A level or upright line as pdfplumber's table finder takes it."""


@dataclass(frozen=True, slots=True)
class DrawnLines:
    """What the table finder asks of a page: its edges."""

    edges: list[Edge] = field(default_factory=list)


def drawn_lines(page: Any, frame: Frame) -> DrawnLines:
    """Return the level and upright lines of a page as seen; none where there are too few or too many paths."""
    edges: list[Edge] = []
    paths = 0
    for path in _paths(page, frame):
        paths += 1
        if paths > _MAX_PATHS:
            return DrawnLines()
        edges.extend(edge for a, b in pairwise(path) if (edge := _edge(a, b)) is not None)
    return DrawnLines(edges if paths >= _MIN_PATHS else [])


def ruled_tables(lines: DrawnLines, words: list[Word]) -> Iterator[RuledTable]:
    """Yield the tables that hold at least two rows, two columns, and text in half of their cells.

    pdfplumber finds the cells; the import is late, for most pages have no lines.
    """
    if not lines.edges:
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


def _cells(boxes: Sequence[tuple[int, int, Box]], words: list[Word]) -> tuple[Cell, ...]:
    """Put each word into one cell: the smallest that holds its middle, for drawn cells overlap."""
    boxes = sorted(boxes, key=lambda item: (item[2][2] - item[2][0]) * (item[2][3] - item[2][1]))
    x0, top = min(box[0] for _, _, box in boxes), min(box[1] for _, _, box in boxes)
    x1, bottom = max(box[2] for _, _, box in boxes), max(box[3] for _, _, box in boxes)
    inside: dict[tuple[int, int], list[Word]] = {}
    for word in words:
        if not _within(word, (x0, top, x1, bottom)):
            continue
        place = next(((row, column) for row, column, box in boxes if _within(word, box)), None)
        if place is not None:
            inside.setdefault(place, []).append(word)
    return tuple(Cell(cell_lines(held), *place) for place, held in sorted(inside.items()))


def _within(word: Word, box: Box) -> bool:
    return box[0] <= (word.x0 + word.x1) / 2 < box[2] and box[1] <= word.middle < box[3]


def _paths(page: Any, frame: Frame) -> Iterator[list[_Point]]:
    """Yield the parts of all visible paths as points of the page as seen."""
    for item, matrix in _objects(page):
        count = pdfium.FPDFPath_CountSegments(item)
        if count <= _MAX_POINTS and _visible(item):
            for part in _parts(item, count):
                yield [frame.point(*_moved(matrix, point)) for point in part]


def _objects(page: Any) -> Iterator[tuple[Any, _Matrix]]:
    """Yield the path objects of a page, those in forms too, with their matrices."""
    open_: list[tuple[Any, Any, int, int, _Matrix, int]] = []
    plain = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    count = min(pdfium.FPDFPage_CountObjects(page), _MAX_OBJECTS)
    open_.append((pdfium.FPDFPage_GetObject, page, 0, count, plain, 0))
    seen = 0
    while open_ and seen < _MAX_OBJECTS:
        get, owner, index, count, outer, depth = open_.pop()
        if index >= count:
            continue
        open_.append((get, owner, index + 1, count, outer, depth))
        item = get(owner, index)
        seen += 1
        kind = pdfium.FPDFPageObj_GetType(item)
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            yield item, _matrix(item, outer)
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _MAX_DEPTH:
            inner = min(pdfium.FPDFFormObj_CountObjects(item), _MAX_OBJECTS)
            open_.append((pdfium.FPDFFormObj_GetObject, item, 0, inner, _matrix(item, outer), depth + 1))


def _matrix(item: Any, outer: _Matrix) -> _Matrix:
    found = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(item, ctypes.byref(found)):
        return outer
    x, y = _moved(outer, (found.e, found.f))
    a, b, c, d = outer[:4]
    return (
        *(found.a * a + found.b * c, found.a * b + found.b * d),
        *(found.c * a + found.d * c, found.c * b + found.d * d),
        *(x, y),
    )


def _moved(matrix: _Matrix, point: _Point) -> _Point:
    a, b, c, d, e, f = matrix
    return a * point[0] + c * point[1] + e, b * point[0] + d * point[1] + f


def _visible(item: Any) -> bool:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(item, ctypes.byref(fill), ctypes.byref(stroke))
    return bool(fill.value or stroke.value)


def _parts(item: Any, count: int) -> Iterator[list[_Point]]:
    """Yield the points of each part of a path; a closed part ends where it began."""
    x, y = ctypes.c_float(), ctypes.c_float()
    part: list[_Point] = []
    for index in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(item, index)
        pdfium.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        if pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_MOVETO:
            if len(part) > 1:
                yield part
            part = []
        part.append((x.value, y.value))
        if pdfium.FPDFPathSegment_GetClose(segment):
            part.append(part[0])
    if len(part) > 1:
        yield part


def _edge(a: _Point, b: _Point) -> Edge | None:
    """Return the line between two points if it is level or upright."""
    (ax, ay), (bx, by) = a, b
    x0, x1, top, bottom = min(ax, bx), max(ax, bx), min(ay, by), max(ay, by)
    if bottom - top <= _LEVEL:
        way, bottom = "h", top
    elif x1 - x0 <= _LEVEL:
        way, x1 = "v", x0
    else:
        return None
    size = {"width": x1 - x0, "height": bottom - top}
    return {"object_type": "line", "x0": x0, "x1": x1, "top": top, "bottom": bottom, "orientation": way, **size}
