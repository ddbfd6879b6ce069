"""Cells that drawn lines make, and the tables that the cells make: by the rules of pdfplumber's table finder.

pdfplumber makes a dictionary of each line, three times, and compares boxes of all lines at each two points: that took
ten times as long. A test holds the two to the same answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from schemas.document import Box

Line = tuple[float, float, float]
"""A level or upright line: where it lies, `top` or `x0`, and from where to where it goes the other way."""
Point = tuple[float, float]

# Borders drawn as boxes have edges up to 5 points apart: pdfplumber's own 3 makes columns of them.
SNAP = 6
# Ends of two lines nearer than this meet; lines that are shorter once they are joined belong to no table.
_JOIN = _MEET = _SHORTEST = 3


@dataclass(frozen=True, slots=True)
class Grid:
    """A table's cells: row and column, from 1, and box of each, row by row."""

    box: Box
    cells: list[tuple[int, int, Box]]


@dataclass(slots=True)
class _Crossings:
    """Points where lines meet, with a bit for each upright and each level line through them.

    `tops` are the points of one x and `lefts` those of one y, in order.
    """

    at: dict[Point, tuple[int, int]] = field(default_factory=dict)
    tops: dict[float, list[float]] = field(default_factory=dict)
    lefts: dict[float, list[float]] = field(default_factory=dict)


def grids(level: Sequence[Line], upright: Sequence[Line]) -> list[Grid]:
    """Return the tables that the lines make, from top to bottom; each has two cells at least."""
    tables = _grouped(_cells(_crossings(_merged(level), _merged(upright))))
    tables.sort(key=lambda cells: min([(top, x0) for x0, top, _, _ in cells]))
    return [_grid(cells) for cells in tables if len(cells) > 1]


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
    # as pdfplumber counts: what comes out may differ in its last bit between lines that lie near
    return [(place + (means[cluster[place]] - place), begin, end) for place, begin, end in lines]


def _place_and_begin(line: Line) -> Point:
    return line[:2]


def _crossings(level: Sequence[Line], upright: Sequence[Line]) -> _Crossings:
    found = _Crossings()
    at = found.at
    for across, (x, top, bottom) in enumerate(upright):
        for down, (y, x0, x1) in enumerate(level):
            if y - _MEET > bottom:
                break
            if top <= y + _MEET and x0 - _MEET <= x <= x1 + _MEET:
                if (x, y) not in at:
                    found.tops.setdefault(x, []).append(y)
                    found.lefts.setdefault(y, []).append(x)
                uprights, levels = at.get((x, y), (0, 0))
                at[x, y] = (uprights | 1 << across, levels | 1 << down)
    for places in found.tops.values():
        places.sort()
    return found


def _cells(crossings: _Crossings) -> list[Box]:
    """Return the smallest cell right of and below each point, where there is one: lines run along its four sides."""
    found = (_cell(point, crossings) for point in sorted(crossings.at))
    return [cell for cell in found if cell is not None]


def _cell(point: Point, crossings: _Crossings) -> Box | None:
    (x, y), at = point, crossings.at
    upright, level = at[point]
    right = [x1 for x1 in crossings.lefts[y] if x1 > x and at[x1, y][1] & level]
    for bottom in crossings.tops[x] if right else ():
        if bottom <= y or not at[x, bottom][0] & upright:
            continue
        for x1 in right:
            uprights, levels = at.get((x1, bottom), (0, 0))
            if uprights & at[x1, y][0] and levels & at[x, bottom][1]:
                return (x, y, x1, bottom)
    return None


def _grouped(cells: list[Box]) -> list[list[Box]]:
    """Return the cells in groups: each cell has a corner with another of its group in common."""
    groups: list[list[Box]] = []
    while cells:
        group: list[Box] = []
        corners: set[Point] = set()
        before = -1
        while len(group) != before:
            before, left = len(group), []
            for cell in cells:
                x0, top, x1, bottom = cell
                own = ((x0, top), (x0, bottom), (x1, top), (x1, bottom))
                if group and corners.isdisjoint(own):
                    left.append(cell)
                else:
                    corners.update(own)
                    group.append(cell)
            cells = left
        groups.append(group)
    return groups


def _grid(cells: list[Box]) -> Grid:
    x0, top, x1, bottom = zip(*cells, strict=True)
    rows = {y: number for number, y in enumerate(sorted(set(top)), 1)}
    columns = {x: number for number, x in enumerate(sorted(set(x0)), 1)}
    ordered = sorted(cells, key=lambda cell: (cell[1], cell[0]))
    return Grid((min(x0), min(top), max(x1), max(bottom)), [(rows[c[1]], columns[c[0]], c) for c in ordered])
