"""ISO prefixes, only as precise as printed."""

from __future__ import annotations

import pytest

from pipeline.normalise import dates
from schemas.errors import NormaliseError, ReasonCode

DATES = [
    ({"year": "2014"}, "2014"),
    ({"year": "2014", "month": "1"}, "2014-01"),
    ({"year": "2014", "month": "1", "day": "31"}, "2014-01-31"),
    ({"year": "2024", "month": "2", "day": "29"}, "2024-02-29"),
]
NO_DATES = [
    {"year": "2014", "month": "2", "day": "31"},
    {"year": "2023", "month": "2", "day": "29"},
    {"year": "2014", "month": "13"},
    {"year": "0"},
    {"month": "5"},
    {"year": "letos"},
]


@pytest.mark.parametrize(("parts", "expected"), DATES)
def test_a_date(parts: dict[str, str], expected: str) -> None:
    assert dates.clean(parts) == expected


@pytest.mark.parametrize("parts", NO_DATES)
def test_a_day_that_the_calendar_does_not_have(parts: dict[str, str]) -> None:
    with pytest.raises(NormaliseError) as caught:
        dates.clean(parts)
    assert caught.value.code is ReasonCode.BAD_VALUE


def test_a_year_told_from_the_day_of_publication() -> None:
    assert dates.clean({"years_on": "1", "month": "6"}, "2019-02-14") == "2020-06"
    assert dates.clean({"years_on": "-1"}, "2019") == "2018"
    with pytest.raises(NormaliseError):
        dates.clean({"years_on": "0", "month": "6"})


NEAREST = [
    ("last", "1", "2021-03-30", "2021-01"),
    ("last", "11", "2021-03-30", "2020-11"),
    ("last", "3", "2021-03", "2021-03"),
    ("next", "6", "2021-03", "2021-06"),
    ("next", "1", "2021-03", "2022-01"),
    ("next", "3", "2021-03", "2021-03"),
]


@pytest.mark.parametrize(("nearest", "month", "published", "expected"), NEAREST)
def test_a_month_told_from_the_day_of_publication(nearest: str, month: str, published: str, expected: str) -> None:
    assert dates.clean({"nearest": nearest, "month": month}, published) == expected


@pytest.mark.parametrize("published", [None, "2021"])
def test_a_month_next_to_no_month(published: str | None) -> None:
    with pytest.raises(NormaliseError):
        dates.clean({"nearest": "last", "month": "6"}, published)
