"""In numbers, letters that look like others are read as what they stand for; other words stay as printed."""

from __future__ import annotations

import pytest

from pipeline.parse.lookalikes import unmasked

CASES = [
    ("\u0421Z.1.04", "CZ.1.04"),
    ("СZ․1․04∕3․1․00", "CZ.1.04/3.1.00"),
    ("CZ.¹.04/3.¹.02/C5.0¹058", "CZ.1.04/3.1.02/C5.01058"),
    ("Αlfa Οbec", "Αlfa Οbec"),
    ("СЗ-15/В", "СЗ-15/В"),
    ("1⁄2, text∕text", "1/2, text∕text"),
    ("ОР ВВВ", "ОР ВВВ"),
    ("Москва, Αθήνα", "Москва, Αθήνα"),
    ("10¹² m², viz pozn.¹ a rok 2015³.", "10¹² m², viz pozn.¹ a rok 2015³."),
    ("αlfa-β částice", "αlfa-β částice"),
]


@pytest.mark.parametrize(("seen", "right"), CASES)
def test_words(seen: str, right: str) -> None:
    text, count = unmasked(seen)
    assert text == right
    assert count == sum(a != b for a, b in zip(seen, right, strict=True))


@pytest.mark.parametrize("bait", ["С", "Сa", "¹", ".¹", "1¹", "∕", "С "])
def test_long_baits_end(bait: str) -> None:
    seen = bait * 200_000
    assert len(unmasked(seen)[0]) == len(seen)
