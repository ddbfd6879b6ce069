"""Quotation marks in pairs, and in the pairs that people type."""

from __future__ import annotations

import pytest

from extractors.text.quotations import past_unclosed, quotations

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
    ("projekt ,,Nový chodník“ běží", ["Nový chodník"]),
    ("projekt ,,Nový, úzký chodník,, běží", ["Nový, úzký chodník"]),
    ("projekt ,,Nový chodník'' běží", ["Nový chodník"]),
    ("projekt „Nový chodník'' běží", ["Nový chodník"]),
    ('projekt "Nový chodník“ běží', ["Nový chodník"]),
    ("projekt “Nový chodník„ běží", ["Nový chodník"]),
    ("the project ‘New pavement” runs", ["New pavement"]),
    ("the project ‘‘New pavement” runs", ["New pavement"]),
    ("projekt ‚Nový chodník', řekla", ["Nový chodník"]),
    ("projekt 'Nový chodník' běží", ["Nový chodník"]),
    ("the project 'Nobody's pavement' runs", ["Nobody's pavement"]),
    ("the pupils' and teachers' project", []),
    ("in the '90s the dogs' home", []),
    ("projekt <<Nový chodník>> běží", ["Nový chodník"]),
    ("„Jedna“ a „Dvě“ čekají, „Tři“", ["Jedna", "Dvě", "Tři"]),
    ("sloupec;,,;jiný sloupec", []),
    ("jedna,,dvě,,tři", []),
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


def test_a_mark_that_nothing_closes_stands_before_its_words() -> None:
    text = "projekt „Nový chodník běží"
    assert past_unclosed(text, 8, len(text)) == 9
    assert past_unclosed(text + "“", 8, len(text) + 1) == 8
    assert past_unclosed(text, 0, len(text)) == 0


def test_a_pair_far_behind_says_nothing_of_a_mark() -> None:
    near, far = "„Čtení v obci a „Psaní“", "„Čtení v obci " + "a dál " * 120 + "„Psaní“"
    assert past_unclosed(near, 0, len(near)) == 0
    assert past_unclosed(far, 0, len(far)) == 1
