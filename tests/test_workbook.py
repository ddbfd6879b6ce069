"""Workbooks are read back as the files they are: a ZIP archive of XML."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree  # type: ignore[import-untyped]

from pipeline import workbook
from pipeline.workbook import MOST_UNITS, write_workbook

NAMES = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
ESCAPED = re.compile("_x([0-9A-F]{4})_")
BAITS = [
    "=1+1",
    "+420 123 456 789",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "  =1",
    "＝1",
    '=HYPERLINK("http://web.example")',
]


def sheets(file: bytes) -> list[list[list[str]]]:
    """Return the cells of each sheet as a spreadsheet shows them, after a look that each is a text and no formula."""
    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        names = [name for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
        trees = [etree.fromstring(archive.read(name)) for name in sorted(names)]
    return [[[_text(cell) for cell in row] for row in tree.iterfind(".//m:row", NAMES)] for tree in trees]


def _text(cell: etree._Element) -> str:
    assert cell.get("t") == "inlineStr" and not cell.findall(".//m:f", NAMES)
    return ESCAPED.sub(lambda match: chr(int(match[1], 16)), "".join(cell.itertext()))


def written(rows: list[list[list[str]]], columns: tuple[str, ...] = ("a", "b")) -> bytes:
    stream = io.BytesIO()
    assert write_workbook(stream, columns, rows) == len(rows)
    return stream.getvalue()


@pytest.mark.parametrize("bait", BAITS)
def test_no_cell_is_a_formula_and_none_is_changed(bait: str) -> None:
    file = written([[[bait], ["Obec", bait]]])
    assert sheets(file) == [[["a", "b"], [bait, f"Obec; {bait}"]]]
    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        styles, sheet = archive.read("xl/styles.xml").decode(), archive.read("xl/worksheets/sheet1.xml").decode()
        assert not any("hyperlink" in archive.read(name).decode() for name in archive.namelist() if "_rels" in name)
    # typed into again, the cell is still a text
    assert 'quotePrefix="1"' in styles
    assert 'r="A2" s="1"' in sheet and 'r="B2" t=' in sheet


@given(st.text(), st.text())
def test_a_workbook_keeps_any_text(one: str, other: str) -> None:
    ((_, row),) = sheets(written([[[one], [other]]]))
    for cell, text in zip(row, (one, other), strict=True):
        assert [c for c in cell if c.isalnum()] == [c for c in text if c.isalnum()]


def test_a_text_that_looks_escaped_stays_as_it_is() -> None:
    assert sheets(written([[["_x0041_"], ["<a> & ]]>"]]])) == [[["a", "b"], ["_x0041_", "<a> & ]]>"]]]


@pytest.mark.parametrize("letter", ["a", "😀"])
def test_a_cell_is_cut_where_the_format_ends(letter: str) -> None:
    units = len(letter.encode("utf-16-le")) // 2
    ((_, row),) = sheets(written([[[letter * (MOST_UNITS // units)], [letter * MOST_UNITS + "z"]]]))
    assert row[0] == letter * (MOST_UNITS // units)
    assert row[1] == letter * ((MOST_UNITS - 1) // units) + "…"


@pytest.mark.parametrize(("rows", "parts"), [(0, [0]), (1, [1]), (3, [3]), (4, [3, 1]), (6, [3, 3]), (7, [3, 3, 1])])
def test_rows_go_on_another_sheet(rows: int, parts: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "MOST_ROWS", 4)
    read = sheets(written([[[str(number)], []] for number in range(rows)]))
    assert [len(sheet) - 1 for sheet in read] == parts and all(sheet[0] == ["a", "b"] for sheet in read)
    assert [row[0] for sheet in read for row in sheet[1:]] == [str(number) for number in range(rows)]
