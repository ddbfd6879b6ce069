"""Tables that drawn lines make: the same as pdfplumber's table finder finds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.parse.pdf_grid import SNAP, Line, found_by_pdfplumber, grids

PLACES = st.builds(lambda number, off: number * 11 + off, st.integers(0, 5), st.sampled_from([0.0, 0.1, 2.5, 5.99]))
LINES = st.lists(st.tuples(PLACES, PLACES, st.sampled_from([1.0, 2.0, 11.0, 22.25, 33.0, 55.0])), max_size=14)


def as_lines(drawn: list[tuple[float, float, float]]) -> list[Line]:
    return [(place, begin, begin + length) for place, begin, length in drawn]


@given(LINES, LINES)
def test_any_lines_make_the_tables_that_pdfplumber_finds(
    level: list[tuple[float, float, float]], upright: list[tuple[float, float, float]]
) -> None:
    rows, columns = as_lines(level), as_lines(upright)

    assert grids(rows, columns) == found_by_pdfplumber(rows, columns)


@pytest.mark.parametrize("gap", [0.0, 2.9, 3.1, 7.0])
def test_cells_drawn_as_boxes_make_one_table_if_they_touch(gap: float) -> None:
    level, upright = list[Line](), list[Line]()
    for column in range(3):
        for row in range(2):
            x, y = column * (50 + gap), row * (20 + gap)
            level += [(y, x, x + 50), (y + 20, x, x + 50)]
            upright += [(x, y, y + 20), (x + 50, y, y + 20)]

    found = grids(level, upright)

    assert found == found_by_pdfplumber(level, upright)
    assert [len(grid.cells) for grid in found] == ([6] if gap < SNAP else [])
