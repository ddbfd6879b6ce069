"""What values look like in the tables."""

from __future__ import annotations

import os
from decimal import Decimal

import pytest

from pipeline.discover import shown, unshown
from pipeline.store.queries import match_words, plain_number
from pipeline.store.rows import day_range, minor_units, value_json, value_text
from schemas.values import Activity, Contact, Money, Value


@pytest.mark.parametrize(
    ("prefix", "days"),
    [
        (None, (None, None)),
        ("2014", ("2014-01-01", "2014-12-31")),
        ("2014-02", ("2014-02-01", "2014-02-28")),
        ("2016-02", ("2016-02-01", "2016-02-29")),
        ("2014-12", ("2014-12-01", "2014-12-31")),
        ("2014-02-03", ("2014-02-03", "2014-02-03")),
    ],
)
def test_day_range(prefix: str | None, days: tuple[str | None, str | None]) -> None:
    assert day_range(prefix) == days


@pytest.mark.parametrize(
    ("amount", "minor"),
    [(19690868, 1969086800), (1234.5, 123450), (0.1, 10), (2286418.93, 228641893), (0.005, 0), (0.015, 2)],
)
def test_minor_units(amount: float, minor: int) -> None:
    assert minor_units(amount) == minor


@pytest.mark.parametrize(
    ("value", "json", "text"),
    [
        ("Obec", '"Obec"', "Obec"),
        (
            Money("grant", Decimal("19700000"), "CZK"),
            '{"amount": 19700000, "currency": "CZK", "kind": "grant"}',
            "grant 19700000 CZK",
        ),
        (
            Contact("Jan", None, "+420296325346"),
            '{"email": null, "name": "Jan", "phone": "+420296325346"}',
            "Jan, +420296325346",
        ),
        (
            Activity("seminar", 8, 194),
            '{"count": 8, "kind": "seminar", "participants": 194}',
            "seminar: 8, 194 participants",
        ),
    ],
)
def test_value_forms(value: Value, json: str, text: str) -> None:
    assert (value_json(value), value_text(value)) == (json, text)


@pytest.mark.parametrize("raw", [b"a/b.txt", b"a\\b", b"\xff.txt", b"a\\xff", b"\\\xff\\", "č\\".encode(), b"\\\\"])
def test_file_names_come_back(raw: bytes) -> None:
    text = shown(raw)
    assert unshown(text) == raw
    assert text.encode().decode() == text
    assert os.fsdecode(raw) == text or b"\\" in raw or b"\xff" in raw


@pytest.mark.parametrize(
    ("words", "query"),
    [("", '""'), ("šk", '("šk" *)'), ('a" OR b*', '("a" * AND "OR" * AND "b" *)'), ("NEAR(", '("NEAR" *)')],
)
def test_search_words_hold_no_operator(words: str, query: str) -> None:
    assert match_words(words) == query


def test_number_spellings() -> None:
    assert plain_number("cz.1.04/3.1.03/c2.00017") == plain_number("CZ 1.04/3.1.03/C2 00017")
