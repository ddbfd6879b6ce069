"""Printed dates and ranges, and the figures that only look like them.  Source: amount and date notes, section 2."""

from __future__ import annotations

import pytest

from extractors.dates.date_grammar import PrintedDate, find_dates, find_ranges, grammar, may_have_dates
from schemas.vocabulary import Vocabulary

Day = tuple[int, int, int]
DATES: list[tuple[str, list[Day]]] = [
    ("dne 1. 1. 2024 v Praze", [(2024, 1, 1)]),
    ("01.04.2016", [(2016, 4, 1)]),
    ("1 . 1 . 2014", [(2014, 1, 1)]),
    ("1.\u00a01.\u00a02014", [(2014, 1, 1)]),
    ("1. listopadu 2016", [(2016, 11, 1)]),
    ("31. prosince roku 2015", [(2015, 12, 31)]),
    ("30. června a 30. července 2015", [(2015, 7, 30)]),
    ("květen 2012", [(2012, 5, 0)]),
    ("v lednu 2012", [(2012, 1, 0)]),
    ("January 1, 2014", [(2014, 1, 1)]),
    ("1st January 2014", [(2014, 1, 1)]),
    ("1 May 2022", [(2022, 5, 1)]),
    ("May 2012", [(2012, 5, 0)]),
    ("2014-01-01", [(2014, 1, 1)]),
    ("2024-02-28T00:00:00.000+01:00", [(2024, 2, 28)]),
    ("2016_10_01", [(2016, 10, 1)]),
    ("1. IX. 2012", [(2012, 9, 1)]),
    ("1.IX.2012", [(2012, 9, 1)]),
    ("15. XII. 2009", [(2009, 12, 15)]),
    ("zahájení 5/2012", [(2012, 5, 0)]),
    ("05/2012", [(2012, 5, 0)]),
    ("2014-05", [(2014, 5, 0)]),
    ("v roce 2015", [(2015, 0, 0)]),
    ("Tue, 11/16/2021", [(2021, 11, 16)]),
    # a day that no calendar has is read as printed: the cleaner refuses it
    ("31. 2. 2014", [(2014, 2, 31)]),
]
NO_DATES = [
    "č. j. 12/2014/3",
    "verze 1.2.2014.5",
    "108/2006 Sb.",
    "2 500 korun",
    "2015 000 Kč",
    "31.12.9999",
    "32. 1. 2014",
    "tel. 602 014 201",
    "MV-2019/1",
    "2019%",
]
RANGES: list[tuple[str, Day, Day]] = [
    ("od 1.7.2016 na 24 měsíců, tedy do 30.6.2018", (2016, 7, 1), (2018, 6, 30)),
    ("od března 2018 (přesně od 1. 3.) do 28. února 2020", (2018, 3, 0), (2020, 2, 28)),
    ("5-10/2017", (2017, 5, 0), (2017, 10, 0)),
    ("07–08.2022", (2022, 7, 0), (2022, 8, 0)),
    ("IX–XI/2022", (2022, 9, 0), (2022, 11, 0)),
    ("15.03–31.12.2022", (2022, 3, 15), (2022, 12, 31)),
    ("od února 2020 do\nledna 2022", (2020, 2, 0), (2022, 1, 0)),
    ("IX/2019 –\nVIII/2021", (2019, 9, 0), (2021, 8, 0)),
    ("2022-06-01 → 2026-05-31", (2022, 6, 1), (2026, 5, 31)),
    ("from September 2019 up to and including February 2022", (2019, 9, 0), (2022, 2, 0)),
    ("1. 1. 2024 – 30. 6. 2027", (2024, 1, 1), (2027, 6, 30)),
    ("1. 1. 2019-31. 12. 2026", (2019, 1, 1), (2026, 12, 31)),
    ("1.7.2025 - 31.3.2026", (2025, 7, 1), (2026, 3, 31)),
    ("01.04.2016 — 31.12.2022", (2016, 4, 1), (2022, 12, 31)),
    ("od 1. 1. 2019 do 31. 12. 2026", (2019, 1, 1), (2026, 12, 31)),
    ("od 1.1.2020 do 31.8. 2020", (2020, 1, 1), (2020, 8, 31)),
    ("1. 1. 2014 až 31. 12. 2015", (2014, 1, 1), (2015, 12, 31)),
    ("od 1. ledna 2014 do 31. prosince 2015", (2014, 1, 1), (2015, 12, 31)),
    ("leden 2012 – prosinec 2014", (2012, 1, 0), (2014, 12, 0)),
    ("květen 2012 až duben 2015", (2012, 5, 0), (2015, 4, 0)),
    # what the first date leaves out stands in the last one
    ("květen až září 2013", (2013, 5, 0), (2013, 9, 0)),
    ("březen až listopad 2021", (2021, 3, 0), (2021, 11, 0)),
    ("1. 9. – 30. 11. 2014", (2014, 9, 1), (2014, 11, 30)),
    ("1.–15. 3. 2014", (2014, 3, 1), (2014, 3, 15)),
    # the first month is later in the year: it belongs to the year before
    ("říjen – únor 2014", (2013, 10, 0), (2014, 2, 0)),
    ("05/2012–04/2015", (2012, 5, 0), (2015, 4, 0)),
    ("5/2012 - 4/2015", (2012, 5, 0), (2015, 4, 0)),
    ("v letech 2012–2014", (2012, 0, 0), (2014, 0, 0)),
    ("2012 - 2014", (2012, 0, 0), (2014, 0, 0)),
    ("v letech 2008 a 2009", (2008, 0, 0), (2009, 0, 0)),
    ("2014–15", (2014, 0, 0), (2015, 0, 0)),
    ("ve školním roce 2022/2023", (2022, 0, 0), (2023, 0, 0)),
    ("May 2012 - April 2015", (2012, 5, 0), (2015, 4, 0)),
    ("from 1 May 2022 to 29 February 2024", (2022, 5, 1), (2024, 2, 29)),
    ("2014-01-01 - 2015-12-31", (2014, 1, 1), (2015, 12, 31)),
]
NO_RANGES = [
    "seminář 1. 3. 2014",
    "v roce 2012 a 2014",  # two years apart, no words of a span
    "2022/2024",
    "2014–13",
    "2022 - 62",  # no year of this age
    "1. 3. 2014, 5. 4. 2014",
]


def _day(date: PrintedDate) -> Day:
    return (date.year, date.month, date.day)


@pytest.mark.parametrize(("text", "expected"), DATES)
def test_a_date_is_read_with_what_is_printed(text: str, expected: list[Day], vocabulary: Vocabulary) -> None:
    found = list(find_dates(text, grammar(vocabulary.months)))
    assert [_day(date) for date in found] == expected
    assert all(0 <= date.start < date.end <= len(text) for date in found)


@pytest.mark.parametrize("text", NO_DATES)
def test_other_figures_are_no_dates(text: str, vocabulary: Vocabulary) -> None:
    assert list(find_dates(text, grammar(vocabulary.months))) == []


@pytest.mark.parametrize(("text", "first", "last"), RANGES)
def test_a_range_has_two_dates(text: str, first: Day, last: Day, vocabulary: Vocabulary) -> None:
    found = list(find_ranges(text, grammar(vocabulary.months)))
    assert [(_day(r.first), _day(r.last)) for r in found] == [(first, last)]


@pytest.mark.parametrize("text", NO_RANGES)
def test_no_range(text: str, vocabulary: Vocabulary) -> None:
    assert list(find_ranges(text, grammar(vocabulary.months))) == []


def test_a_day_and_a_year_that_run_into_each_other_are_no_date(vocabulary: Vocabulary) -> None:
    found = find_dates("1 September02022", grammar(vocabulary.months))
    assert [_day(date) for date in found] == []


def test_only_the_window_is_read(vocabulary: Vocabulary) -> None:
    text = "1. 1. 2014 – 2. 2. 2015; 3. 3. 2016 – 4. 4. 2017"
    inside = list(find_ranges(text, grammar(vocabulary.months), text.index(";"), len(text)))
    assert [_day(r.first) for r in inside] == [(2016, 3, 3)]


def test_the_parts_are_those_printed(vocabulary: Vocabulary) -> None:
    date = next(find_dates("květen 2012", grammar(vocabulary.months)))
    assert date.parts() == {"year": "2012", "month": "5"}


@pytest.mark.parametrize(
    "words",
    [*(text for text, _ in DATES), "2022/2023", "od 5/2012 do 6/2014", "2014–15"],
)
def test_a_stretch_without_dates_is_told_at_once_and_none_with_one(words: str, vocabulary: Vocabulary) -> None:
    text, rules = f"Slova před tím. {words}. Slova za tím.", grammar(vocabulary.months)
    start = text.index(words)
    assert may_have_dates(text, rules, start, start + len(words))
    assert not may_have_dates(text, rules, 0, start)
    assert not may_have_dates(text, rules, start + len(words), len(text))
