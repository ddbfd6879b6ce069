"""The kind of an amount by its words, and money that is not the project's."""

from __future__ import annotations

import pytest
from factories import mentions, table

from extractors import amounts

Found = tuple[str, str]
KINDS: list[tuple[str, list[Found]]] = [
    ("Celkové náklady projektu: 5 000 Kč", [("total", "5 000 Kč")]),
    ("Výše dotace: 5 000 Kč", [("grant", "5 000 Kč")]),
    ("Příspěvek EU: 5 000 Kč", [("eu", "5 000 Kč")]),
    ("Podíl státního rozpočtu: 5 000 Kč", [("state", "5 000 Kč")]),
    ("Vlastní zdroje: 5 000 Kč", [("own", "5 000 Kč")]),
    ("Podíl kraje: 5 000 Kč", [("other", "5 000 Kč")]),
    ("Total budget: EUR 1.2 million", [("total", "EUR 1.2 million")]),
    ("Celkové náklady (v tis. Kč): 5 000", [("total", "5 000")]),  # the label has the currency
    ("Na projekt získala obec dotaci ve výši 5 000 Kč.", [("grant", "5 000 Kč")]),
    ("Celkové náklady projektu činí 5 mil. Kč.", [("total", "5 mil. Kč")]),
    (
        "Celkové náklady činí 9 000 Kč, dotace ve výši 7 000 Kč, spoluúčast 2 000 Kč.",
        [("total", "9 000 Kč"), ("grant", "7 000 Kč"), ("own", "2 000 Kč")],
    ),
]
REFUSED = [
    "Vstupné na akci projektu je 100 Kč a celkové náklady neznáme.",
    "Alokace výzvy je 500 mil. Kč, dotace do výše 90 %.",
    "Předpokládaná hodnota zakázky projektu je 5 000 Kč bez DPH, dotace schválena.",
    "Obec koupila lavičku za 5 000 Kč.",
    "Výše dotace: 85 %",
    "Výše dotace: bude určena",
    "Výše dotace: 15 000 - 20 000 Kč",
]


def _kinds(*pieces: object) -> list[Found]:
    return [(m.attributes["kind"], m.raw) for m in mentions(amounts, *pieces)]  # type: ignore[arg-type]


@pytest.mark.parametrize(("text", "expected"), KINDS)
def test_the_words_tell_the_kind(text: str, expected: list[Found]) -> None:
    assert _kinds(text) == expected


@pytest.mark.parametrize("text", REFUSED)
def test_other_money(text: str) -> None:
    assert _kinds(text) == []


def test_a_percentage_beside_the_amount_is_no_money() -> None:
    rows = table(["Celkové náklady projektu", "5 000 Kč"], ["Příspěvek EU", "85 %"], ["Výše dotace", "4 250 Kč"])
    assert _kinds(rows) == [("total", "5 000 Kč"), ("grant", "4 250 Kč")]
