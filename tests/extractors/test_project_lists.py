"""Entries of lists under a heading that announces projects."""

from __future__ import annotations

import pytest
from factories import heading, items, printed, table

from extractors import project_lists

ENTRIES = [
    ("Bezpečná cesta (GA ČR 17-01706S), 2017–2019", ["Bezpečná cesta"]),
    ("Bezpečná cesta, OP LZZ", ["Bezpečná cesta"]),
    ("„Bezpečná cesta“ – 2012–2014", ["Bezpečná cesta"]),
    ("2012–2014: Bezpečná cesta", ["Bezpečná cesta"]),
    ("CZ.1.07/1.2.00/47.0009 Bezpečná cesta", ["Bezpečná cesta"]),
    ("Bezpečná cesta", []),  # no fact beside it
    ("Jana Malá, 2012–2014", []),  # a person
    ("řešitel: Jana Malá, 2012–2014", []),
]


@pytest.mark.parametrize(("entry", "expected"), ENTRIES)
def test_items(entry: str, expected: list[str]) -> None:
    assert printed(project_lists, heading("Projekty"), items(entry)) == expected


def test_only_under_such_a_heading() -> None:
    entry = items("Bezpečná cesta (GA ČR 17-01706S), 2017–2019")
    assert printed(project_lists, heading("Publikace"), entry) == []
    assert printed(project_lists, heading("Projekty"), heading("Publikace"), entry) == []


def test_sub_headings_with_facts_below() -> None:
    page = (
        heading("Projekty", 2), heading("Bezpečná cesta", 3), "Realizace: 2012–2014", heading("O nás", 3), "Jsme tu.",
    )  # fmt: skip
    assert printed(project_lists, *page) == ["Bezpečná cesta"]


def test_rows_of_a_table_without_heads() -> None:
    rows = table(["Bezpečná cesta", "OP LZZ", "2012–2014"], ["Nový most", "—", "—"])
    assert printed(project_lists, heading("Projekty"), rows) == ["Bezpečná cesta"]
