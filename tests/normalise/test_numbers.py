"""Registration numbers without blanks, marks mended."""

from __future__ import annotations

import pytest

from pipeline.normalise import numbers
from schemas.errors import NormaliseError

CASES = [
    ("CZ.1.07/1.2.00/47.0009", "CZ.1.07/1.2.00/47.0009"),
    ("CZ1.07./1.2.00/ 47.0009", "CZ.1.07/1.2.00/47.0009"),
    ("CZ.03.02.03/00/23_053/\n0004169", "CZ.03.02.03/00/23_053/0004169"),
    ("GA 17-01706S", "GA17-01706S"),
    ("TL01000123", "TL01000123"),
    ("LP-HROVA3-001", "LP-HROVA3-001"),
    ("CZ.03.02.03/00/2OOO/1OO", "CZ.03.02.03/00/2000/100"),
]


@pytest.mark.parametrize(("raw", "expected"), CASES)
def test_a_number(raw: str, expected: str) -> None:
    assert numbers.clean(raw) == expected


def test_spellings_of_one_number_share_a_key() -> None:
    spellings = ("CZ.1.07/1.2.00/47.0009", "cz 1.07/1.2.00/47.0009", "CZ.1.07/1.2.00/ 47.0009")
    assert {numbers.key(spelling) for spelling in spellings} == {"CZ1071200470009"}
    assert numbers.key("GA17-01706S") != numbers.key("GA17-01707S")


def test_a_word_is_no_number() -> None:
    with pytest.raises(NormaliseError):
        numbers.clean("bude doplněno")


BY_SCHEME = [
    ("2019 -1 SK01- KA229-060637", "ERASMUS-2014", "2019-1-SK01-KA229-060637"),
    ("tl 01000123", "TACR", "TL01000123"),
    ("LIFE17 IPE/CZ/000005", "LIFE", "LIFE17IPE/CZ/000005"),
    ("CZ1.07./1.2.00/ 47.0009", "czech", "CZ.1.07/1.2.00/47.0009"),
    ("2012/AB/77", "labelled", "2012/AB/77"),
]


@pytest.mark.parametrize(("raw", "scheme", "expected"), BY_SCHEME)
def test_the_scheme_that_read_a_number_mends_it(raw: str, scheme: str, expected: str) -> None:
    assert numbers.clean(raw, scheme) == expected
