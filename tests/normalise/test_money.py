"""Every printed form of the amount notes, section 1, with its value."""

from __future__ import annotations

from decimal import Decimal

import pytest

from extractors.money.amount_grammar import find_amounts
from pipeline.normalise import money
from schemas.errors import NormaliseError
from schemas.values import Money
from schemas.vocabulary import Vocabulary

PRINTED = [
    # (text, language, amount, currency)
    ("19 690 868 Kč", "cs", "19690868", "CZK"),
    ("1\u00a0502\u00a0806\u00a0Kč", "cs", "1502806", "CZK"),
    ("5\u202f412\u2009000 Kč", "cs", "5412000", "CZK"),
    ("2.700 Kč", "cs", "2700", "CZK"),
    ("3.854.365,29 Kč", "cs", "3854365.29", "CZK"),
    ("2 873 287,20 Kč", "cs", "2873287.20", "CZK"),
    ("13 158 890,- Kč", "cs", "13158890", "CZK"),
    ("1.000,-Kč", "cs", "1000", "CZK"),
    ("100,– Kč", "cs", "100", "CZK"),
    ("250 000,-", "cs", "250000", "CZK"),
    ("500.000,-- Kč", "cs", "500000", "CZK"),
    ("19,7 mil. Kč", "cs", "19700000", "CZK"),
    ("3,5 mil. Kč", "cs", "3500000", "CZK"),
    ("4,5 milionu korun", "cs", "4500000", "CZK"),
    ("6 miliónů korun", "cs", "6000000", "CZK"),
    ("1,2 mld. Kč", "cs", "1200000000", "CZK"),
    ("1,7 miliardy korun", "cs", "1700000000", "CZK"),
    ("300 tis. Kč", "cs", "300000", "CZK"),
    ("1 500 tis. Kč", "cs", "1500000", "CZK"),
    ("Kč 5 mil.", "cs", "5000000", "CZK"),
    ("Kč 19.690.868,-", "cs", "19690868", "CZK"),
    ("20.000 CZK", "cs", "20000", "CZK"),
    ("CZK 1,234,567", "en", "1234567", "CZK"),
    ("1,234,567 CZK", "en", "1234567", "CZK"),
    ("99 000 EUR", "cs", "99000", "EUR"),
    ("EUR 2.5 million", "en", "2500000", "EUR"),
    ("2,5 mil. EUR", "cs", "2500000", "EUR"),
    ("20 369 945 €", "cs", "20369945", "EUR"),
    ("€ 499 900,00", "cs", "499900", "EUR"),
    ("€2.32 mil.", "en", "2320000", "EUR"),
    ("1 329 167,75 €", "cs", "1329167.75", "EUR"),
    ("1.563.726,77 Euro", "cs", "1563726.77", "EUR"),
    ("120 000 zł", "cs", "120000", "PLN"),
    ("1 000 000 NOK", "en", "1000000", "NOK"),
    ("50 000 CHF", "cs", "50000", "CHF"),
    ("50 000 USD", "en", "50000", "USD"),
    ("£ 50,000", "en", "50000", "GBP"),
    ("50 000 Ft", "cs", "50000", "HUF"),
    ("50 000 Sk", "cs", "50000", "SKK"),
    ("300 000 korun českých", "cs", "300000", "CZK"),
    ("50 000 Kčs", "cs", "50000", "CSK"),
    ("dva miliony korun", "cs", "2000000", "CZK"),
    ("0 Kč", "cs", "0", "CZK"),  # zero is stated
    # one mark and three digits: a group, a decimal mark before a scale word
    ("1,234 EUR", "en", "1234", "EUR"),
    ("EUR 250,000", "cs", "250000", "EUR"),
    ("2,500 mil. Kč", "cs", "2500000", "CZK"),
]


@pytest.mark.parametrize(("text", "language", "amount", "currency"), PRINTED)
def test_a_printed_amount(text: str, language: str, amount: str, currency: str, vocabulary: Vocabulary) -> None:
    (found,) = find_amounts(text, vocabulary)
    parts = {"kind": "grant", "number": found.number, "scale": found.scale, "currency": found.currency}
    assert money.clean(parts, language, vocabulary) == Money("grant", Decimal(amount), currency)


def test_no_currency_is_crowns_in_czech_and_nothing_elsewhere(vocabulary: Vocabulary) -> None:
    parts = {"kind": "total", "number": "3,3", "scale": "milionu", "currency": ""}
    assert money.clean(parts, "cs", vocabulary) == Money("total", Decimal(3300000), "CZK")
    for language in ("en", None):
        with pytest.raises(NormaliseError):
            money.clean(parts, language, vocabulary)


def test_a_word_that_is_no_number(vocabulary: Vocabulary) -> None:
    with pytest.raises(NormaliseError):
        money.clean({"kind": "total", "number": "mnoho", "currency": "Kč"}, "cs", vocabulary)


@pytest.mark.parametrize(
    ("number", "scale"), [("251 251 480 480 050 050", ""), ("92 233 720", "miliard"), ("9" * 40, "")]
)
def test_more_than_any_project_costs(number: str, scale: str, vocabulary: Vocabulary) -> None:
    with pytest.raises(NormaliseError):
        money.clean({"kind": "total", "number": number, "scale": scale, "currency": "Kč"}, "cs", vocabulary)
