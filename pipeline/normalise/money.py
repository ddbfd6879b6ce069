"""Amounts of money: group marks, decimal marks, scale words and number words.  Source: amount notes, section 1."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from schemas.errors import NormaliseError, ReasonCode
from schemas.values import Money
from schemas.vocabulary import Vocabulary

_FRACTIONS = {"půl": Decimal("0.5"), "čtvrt": Decimal("0.25"), "tři čtvrtě": Decimal("0.75")}

_ENGLISH_SCALE = "thousand"
"""Before this word a comma groups: "CZK 11,240 thousand". Nobody prints thousandths of a thousand."""


def clean(printed: Mapping[str, str], language: str | None, vocabulary: Vocabulary) -> Money:
    """Return the amount in units of its currency; an amount without a printed currency is CZK in a Czech document.

    Raises NormaliseError(bad_value) for a number that cannot be read or a currency that nothing tells.
    """
    scale = printed.get("scale", "").lower()
    grouped = scale == _ENGLISH_SCALE and is_ambiguous(printed["number"])
    number = read_number(
        printed["number"].replace(",", "") if grouped else printed["number"], bool(scale), language, vocabulary
    )
    factor = vocabulary.scales.get(scale, vocabulary.scales.get(f"{scale}.", 1)) if scale else 1
    word = printed.get("currency", "")
    currency = vocabulary.currencies.get(word) or vocabulary.currencies.get(word.lower())
    if currency is None and language == "cs":
        currency = "CZK"
    if currency is None:
        raise NormaliseError(ReasonCode.BAD_VALUE, f"no currency beside {printed['number']!r}")
    return Money(printed["kind"], (number * factor).normalize() + 0, currency)


def is_ambiguous(number: str) -> bool:
    """Say whether a lone comma before three digits groups thousands in English and marks decimals in Czech."""
    return bool(re.fullmatch(r"\d{1,3},\d{3}", number.strip()))


def read_number(raw: str, scaled: bool, language: str | None, vocabulary: Vocabulary) -> Decimal:
    """Return the number that is printed: "19 690 868", "2.700", "3.854.365,29", "19,7" (scaled), "pět"."""
    text = re.sub(r"[\s\u00a0\u202f\u2009]", "", raw)
    if not text[:1].isdigit():
        return _spelled(" ".join(raw.lower().split()), vocabulary)
    return Decimal(_point(text, scaled, language))


def _spelled(words: str, vocabulary: Vocabulary) -> Decimal:
    """Return a number in words, with a fraction behind it: "dva a půl", "půl"."""
    whole, _, part = words.partition(" a ")
    if words in _FRACTIONS:
        return _FRACTIONS[words]
    number = vocabulary.number_words.get(whole)
    if number is None or (part and part not in _FRACTIONS):
        raise NormaliseError(ReasonCode.BAD_VALUE, f"not a number: {words!r}")
    return Decimal(number) + _FRACTIONS.get(part, Decimal(0))


def _point(text: str, scaled: bool, language: str | None) -> str:
    """Turn printed marks into one decimal point. The rules are those of the amount notes, in their order."""
    marks = [char for char in text if char in ".,"]
    if not marks:
        return text
    last = marks[-1]
    decimals = len(text) - text.rfind(last) - 1
    if len(set(marks)) == 2:
        return text.replace("," if last == "." else ".", "").replace(last, ".")
    if len(marks) > 1:
        return text.replace(last, "")
    if decimals != 3:
        return text.replace(",", ".")
    english = language == "en"
    group = not scaled if last == "." or english else False
    return text.replace(last, "") if group else text.replace(",", ".")
