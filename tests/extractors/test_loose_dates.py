"""Years in two digits, and years told from the day of publication."""

from __future__ import annotations

import pytest

from extractors.dates.loose_dates import find_relative, find_short_day, find_short_years
from schemas.vocabulary import load_vocabulary

RELATIVE = [
    ("začne letos v dubnu", [("letos v dubnu", 0, 4)]),
    ("začne v dubnu letošního roku", [("dubnu letošního roku", 0, 4)]),
    ("skončí příští rok v červnu", [("příští rok v červnu", 1, 6)]),
    ("odstartoval loni v září", [("loni v září", -1, 9)]),
    ("will start in May this year and end in April next year", [("May this year", 0, 5), ("April next year", 1, 4)]),
    ("do konce letošního roku", [("letošního roku", 0, 0)]),
    ("by the end of next year", [("next year", 1, 0)]),
    ("v dubnu 2014", []),
    ("letos poprvé", []),
]


@pytest.mark.parametrize(("text", "expected"), RELATIVE)
def test_relative(text: str, expected: list[tuple[str, int, int]]) -> None:
    found = find_relative(text, load_vocabulary(), 0, len(text))
    assert [(text[d.start : d.end], d.offset, d.month) for d in found] == expected


def test_short_years() -> None:
    text = "od 1.7.10 - 30.6.12"
    found = find_short_years(text, 0, len(text))
    assert found is not None
    assert (text[found.first.start : found.first.end], found.first.year) == ("1.7.10", 2010)
    assert (text[found.last.start : found.last.end], found.last.year) == ("30.6.12", 2012)
    for other in ("1.7.10", "CZ.1.07.10 - 3.1.01", "1.7.2010 - 30.6.2012", "1.70.10 - 30.6.12"):
        assert find_short_years(other, 0, len(other)) is None


def test_a_day_with_two_digits_of_the_year_is_the_whole_value() -> None:
    """ "01.04.23" behind "Start date" is a day; a part of a number is none."""
    found = find_short_day("Start: 01.04.23", 7, 15)
    assert found is not None
    assert (found.start, found.end, found.year, found.month, found.day) == (7, 15, 2023, 4, 1)
    for other in ("31.13.26", "01.04.23/2", "01.04.2023", "verze 1.2.14", "45.1.20"):
        assert find_short_day(other, 0, len(other)) is None
