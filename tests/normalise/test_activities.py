"""Counts in figures and in words."""

from __future__ import annotations

import pytest

from pipeline.normalise import activities
from schemas.errors import NormaliseError
from schemas.values import Activity
from schemas.vocabulary import Vocabulary

CASES = [
    ({"kind": "seminar", "count": "8"}, Activity("seminar", 8)),
    ({"kind": "seminar", "count": "pět"}, Activity("seminar", 5)),
    ({"kind": "seminar", "count": "Three"}, Activity("seminar", 3)),
    ({"kind": "training", "count": "dvaadvacet"}, Activity("training", 22)),
    ({"kind": "seminar", "count": "8", "participants": "1 940"}, Activity("seminar", 8, 1940)),
    ({"kind": "seminar", "count": "8", "participants": "1\u00a0940"}, Activity("seminar", 8, 1940)),
    ({"kind": "visit"}, Activity("visit")),
]


@pytest.mark.parametrize(("parts", "expected"), CASES)
def test_an_activity(parts: dict[str, str], expected: Activity, vocabulary: Vocabulary) -> None:
    assert activities.clean(parts, vocabulary) == expected


def test_a_word_that_is_no_number(vocabulary: Vocabulary) -> None:
    with pytest.raises(NormaliseError):
        activities.clean({"kind": "seminar", "count": "mnoho"}, vocabulary)


def test_more_than_there_are_people(vocabulary: Vocabulary) -> None:
    with pytest.raises(NormaliseError):
        activities.clean({"kind": "seminar", "count": "5", "participants": "9" * 19}, vocabulary)
