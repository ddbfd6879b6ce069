"""Counted activities, and people who took part."""

from __future__ import annotations

import pytest
from factories import items, mentions

from extractors import activities

Parts = dict[str, str]
CASES: list[tuple[str, list[Parts]]] = [
    ("V projektu se konalo 8 seminářů.", [{"kind": "seminar", "count": "8"}]),
    ("V projektu proběhlo pět kulatých stolů.", [{"kind": "round_table", "count": "pět"}]),
    ("The project held three workshops.", [{"kind": "workshop", "count": "three"}]),
    (
        "V projektu proběhlo 8 seminářů pro 194 účastníků.",
        [{"kind": "seminar", "count": "8", "participants": "194"}],
    ),
    (
        "V projektu proběhly 3 konference a 12 workshopů.",
        [{"kind": "conference", "count": "3"}, {"kind": "workshop", "count": "12"}],
    ),
    ("V projektu proběhl seminář.", []),  # no number
    ("Seminář má místnost č. 8 konference.", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_counted(text: str, expected: list[Parts]) -> None:
    assert [dict(m.attributes) for m in mentions(activities, text)] == expected


def test_the_people_of_a_label_below() -> None:
    text = "8 seminars in the project\nTotal number of participants: 194"
    (found,) = mentions(activities, text, language="en")
    assert found.attributes == {"kind": "seminar", "count": "8", "participants": "194"}


def test_items_of_a_list() -> None:
    found = mentions(activities, items("5 kulatých stolů", "12 seminářů pro rodiče"))
    assert [m.attributes["kind"] for m in found] == ["round_table", "seminar"]
