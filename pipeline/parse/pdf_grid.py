"""Cells that drawn lines make, and the tables that the cells make: pdfplumber's table finder over few lines.

It compares each line with each other, and a table whose cells are boxes of their own has ten times the lines that are
seen. So near ones are put at one place and joined before, by its own rules: a test holds the two to the same answer,
but where its places for near lines differ in their last bit, and make a row or column that nobody sees.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from schemas.document import Box

Line = tuple[float, float, float]
"""A level or upright line: where it lies, `top` or `x0`, and from where to where it goes the other way."""

# Borders drawn as boxes have edges up to 5 points apart: pdfplumber's own 3 makes columns of them.
SNAP = 6
# Ends of two lines nearer than this meet; lines that are shorter once they are joined belong to no table.
_JOIN = _SHORTEST = 3


@dataclass(frozen=True, slots=True)
class Grid:
    """A table's cells: row and column, from 1, and box of each, row by row."""

    box: Box
    cells: list[tuple[int, int, Box]]


@dataclass(frozen=True, slots=True)
class _Edges:
    """What the table finder asks of a page."""

    edges: list[dict[str, Any]]


def grids(level: Sequence[Line], upright: Sequence[Line]) -> list[Grid]:
    """Return the tables that the lines make, from top to bottom; each has two cells at least."""
    return found_by_pdfplumber(_merged(level), _merged(upright))


def found_by_pdfplumber(level: Sequence[Line], upright: Sequence[Line]) -> list[Grid]:
    """Return the tables that pdfplumber finds among lines as they are: as `grids`, and slower."""
    from pdfplumber.table import TableFinder  # late, for most pages have no lines

    edges = _Edges([*_level(level), *_upright(upright)])
    found = TableFinder(edges, {"snap_tolerance": SNAP}).tables  # type: ignore[arg-type]
    return [Grid(table.bbox, list(_boxes(table.rows))) for table in found]


def _boxes(rows: Sequence[Any]) -> Iterator[tuple[int, int, Box]]:
    for number, row in enumerate(rows, 1):
        for column, box in enumerate(row.cells, 1):
            if box is not None:
                yield number, column, box


def _level(lines: Sequence[Line]) -> Iterator[dict[str, Any]]:
    for top, x0, x1 in lines:
        place = {"x0": x0, "x1": x1, "top": top, "bottom": top, "width": x1 - x0}
        yield {"object_type": "line", "orientation": "h", **place}


def _upright(lines: Sequence[Line]) -> Iterator[dict[str, Any]]:
    for x0, top, bottom in lines:
        place = {"x0": x0, "x1": x0, "top": top, "bottom": bottom, "height": bottom - top}
        yield {"object_type": "line", "orientation": "v", **place}


def _merged(lines: Sequence[Line]) -> list[Line]:
    """Return the lines in order of their places: near ones are put at one place, and joined where they meet."""
    joined: list[Line] = []
    for place, begin, end in sorted(_snapped(lines), key=_place_and_begin):
        at, first, last = joined[-1] if joined else (0.0, 0.0, 0.0)
        if not joined or place != at or begin > last + _JOIN:
            joined.append((place, begin, end))
        elif end > last:
            joined[-1] = (place, first, end)
    return [line for line in joined if line[2] - line[1] >= _SHORTEST]


def _snapped(lines: Sequence[Line]) -> list[Line]:
    """Return the lines, each at the mean place of those that lie near one another."""
    number, last, cluster = -1, float("-inf"), dict[float, int]()
    for place in sorted({place for place, _, _ in lines}):
        number += place > last + SNAP
        cluster[place], last = number, place
    near: list[list[float]] = [[] for _ in range(number + 1)]
    for place, _, _ in lines:
        near[cluster[place]].append(place)
    means = [sum(places) / len(places) for places in near]
    return [(means[cluster[place]], begin, end) for place, begin, end in lines]


def _place_and_begin(line: Line) -> tuple[float, float]:
    return line[:2]
