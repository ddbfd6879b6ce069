"""Quotation marks in pairs, and in the pairs that people type."""

from __future__ import annotations

import pytest

from extractors.text.quotations import quotations

CASES = [
    ("projekt „Nový chodník“ běží", ["Nový chodník"]),
    ("projekt „Nový chodník” běží", ["Nový chodník"]),
    ('projekt „Nový chodník" běží', ["Nový chodník"]),
    ("project “New pavement” runs", ["New pavement"]),
    ('project "New pavement" runs', ["New pavement"]),
    ("projekt ”Nový chodník“ běží", ["Nový chodník"]),
    ("projekt »Nový chodník« běží", ["Nový chodník"]),
    ("projekt «Nový chodník» běží", ["Nový chodník"]),
    ("projekt ‚Nový chodník‘ běží", ["Nový chodník"]),
    ("„ Nový chodník “", ["Nový chodník"]),  # blanks inside are no part of it
    ("„Jedna“, „Dvě“ a „Tři“", ["Jedna", "Dvě", "Tři"]),
    ("„Nový\nchodník“", ["Nový\nchodník"]),
    ('deska 5" a 7" dlouhá', []),
    ("don't and won't", []),
    ("„neuzavřená uvozovka", []),
    ("“”", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_what_stands_in_quotation_marks(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in quotations(text)] == expected


def test_only_the_window_is_read() -> None:
    text = "„Jedna“ a „Dvě“"
    assert quotations(text, 7) == [(text.index("Dvě"), text.index("Dvě") + 3)]
    assert quotations(text, 0, 4) == []
