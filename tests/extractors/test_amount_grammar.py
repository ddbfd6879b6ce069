"""Printed amounts: the number, the scale word, the currency.  Source: amount and date notes, section 1."""

from __future__ import annotations

import pytest

from extractors.money.amount_grammar import find_amounts
from schemas.vocabulary import Vocabulary

AMOUNTS = [
    # (text, number, scale, currency)
    ("19 690 868 Kč", "19 690 868", "", "Kč"),
    ("47 000 Kč", "47 000", "", "Kč"),
    ("1\u00a0502\u00a0806\u00a0Kč", "1\u00a0502\u00a0806", "", "Kč"),
    ("5\u202f412\u2009000 Kč", "5\u202f412\u2009000", "", "Kč"),
    ("2.700 Kč", "2.700", "", "Kč"),
    ("3.854.365,29 Kč", "3.854.365,29", "", "Kč"),
    ("2 873 287,20 Kč", "2 873 287,20", "", "Kč"),
    ("13 158 890,- Kč", "13 158 890", "", "Kč"),
    ("1.000,-Kč", "1.000", "", "Kč"),
    ("100,– Kč", "100", "", "Kč"),
    ("500.000,-- Kč", "500.000", "", "Kč"),
    ("250 000,-", "250 000", "", ""),
    ("19,7 mil. Kč", "19,7", "mil.", "Kč"),
    ("4,5 milionu korun", "4,5", "milionu", "korun"),
    ("6 milionů korun českých", "6", "milionů", "korun českých"),
    ("3,77 mld. Kč", "3,77", "mld.", "Kč"),
    ("300 tis. Kč", "300", "tis.", "Kč"),
    ("1 500 tis. Kč", "1 500", "tis.", "Kč"),
    ("3,3 milionu", "3,3", "milionu", ""),
    ("Kč 5 mil.", "5", "mil.", "Kč"),
    ("CZK 1,234,567", "1,234,567", "", "CZK"),
    ("1,234,567 CZK", "1,234,567", "", "CZK"),
    ("99 000 EUR", "99 000", "", "EUR"),
    ("EUR 2.5 million", "2.5", "million", "EUR"),
    ("20 369 945 €", "20 369 945", "", "€"),
    ("€ 499 900,00", "499 900,00", "", "€"),
    ("€2.32 mil.", "2.32", "mil.", "€"),
    ("1.563.726,77 Euro", "1.563.726,77", "", "Euro"),
    ("120 000 PLN", "120 000", "", "PLN"),
    ("1 000 000 NOK", "1 000 000", "", "NOK"),
    ("pět milionů korun", "pět", "milionů", "korun"),
    ("dva miliony korun", "dva", "miliony", "korun"),
]
NONE = [
    "15 000 - 20 000 Kč",  # a range names no amount
    "20 000 lidí",
    "1.1.2014",
    "tel. 296 325 346",
    "85 %",
    "výzva 03_15_009",
    "12/2014",
]


@pytest.mark.parametrize(("text", "number", "scale", "currency"), AMOUNTS)
def test_the_parts_of_an_amount(text: str, number: str, scale: str, currency: str, vocabulary: Vocabulary) -> None:
    sentence = f"Obec získala {text} na opravu."
    found = list(find_amounts(sentence, vocabulary))
    assert [(a.number, a.scale, a.currency) for a in found] == [(number, scale, currency)]
    assert sentence[found[0].start : found[0].end] == text


@pytest.mark.parametrize("text", NONE)
def test_no_amount(text: str, vocabulary: Vocabulary) -> None:
    assert list(find_amounts(text, vocabulary)) == []


def test_amounts_come_in_order_and_apart(vocabulary: Vocabulary) -> None:
    text = "85 % ESF (13 158 890,- Kč) a 15 % SR (2 322 157,- Kč), tedy 15,5 mil. Kč"
    assert [text[a.start : a.end] for a in find_amounts(text, vocabulary)] == [
        "13 158 890,- Kč",
        "2 322 157,- Kč",
        "15,5 mil. Kč",
    ]
