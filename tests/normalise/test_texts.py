"""Titles and other words on one line, without quotation marks round them."""

from __future__ import annotations

import pytest

from pipeline.normalise import texts
from schemas.errors import NormaliseError

CASES = [
    ("Bezpečná cesta", "Bezpečná cesta"),
    ("  Bezpečná\n\t cesta ", "Bezpečná cesta"),
    ("Bezpečná\u00a0cesta", "Bezpečná cesta"),
    ("„Bezpečná cesta“", "Bezpečná cesta"),
    ("„Bezpečná cesta", "Bezpečná cesta"),
    ("Dílna „Most“", "Dílna „Most“"),  # marks inside stay
    ("Cesta „A“ a dál", "Cesta „A“ a dál"),
    ("Česko-\nněmecká cesta", "Česko-německá cesta"),
    ("Bez\u00adpečná cesta", "Bezpečná cesta"),
    ("Bezpečná cesta;", "Bezpečná cesta"),
    ("**Bezpečná cesta**", "Bezpečná cesta"),
]


@pytest.mark.parametrize(("raw", "expected"), CASES)
def test_words(raw: str, expected: str) -> None:
    assert texts.clean(raw) == expected


@pytest.mark.parametrize("raw", ["", " \n", "„“", ":"])
def test_nothing(raw: str) -> None:
    with pytest.raises(NormaliseError):
        texts.clean(raw)
