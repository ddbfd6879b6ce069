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
    ("2019 -1 SK01- KA229-060637", "2019-1SK01-KA229-060637"),
    ("TL01000123", "TL01000123"),
    ("LP-HROVA3-001", "LP-HROVA3-001"),
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
