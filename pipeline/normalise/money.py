"""Amounts of money: group marks, decimal marks, scale words and number words.  Source: amount notes, section 1."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from schemas.errors import NormaliseError, ReasonCode
from schemas.values import Money
from schemas.vocabulary import Vocabulary

_JOINTS = ("a", "and", "of")
"""Words inside a number: "one and a half", "a quarter of a million"."""
_ENGLISH_SCALES = ("thousand", "thou", "thou.")
"""Before these words a comma groups: "CZK 11,240 thousand". Nobody prints thousandths of a thousand."""
_THOUSAND = 1000

MOST = Decimal(10) ** 15
"""No sum of a project is larger; digits that run together are, and the database holds 9 * 10^16 at most."""


def clean(printed: Mapping[str, str], language: str | None, vocabulary: Vocabulary) -> Money:
    """Return the amount in units of its currency; an amount without a printed currency is CZK in a Czech document.

    Raises NormaliseError(bad_value) for a number that cannot be read or is over MOST, or a currency that nothing tells.
    """
    scale = printed.get("scale", "").lower()
    factor = vocabulary.scales.get(scale, vocabulary.scales.get(f"{scale}.", 1)) if scale else 1
    printed_number = printed["number"]
    if factor == _THOUSAND:
        printed_number = _without_groups(printed_number, scale, language)
    number = read_number(printed_number, bool(scale), vocabulary)
    word = printed.get("currency", "")
    currency = vocabulary.currencies.get(word) or vocabulary.currencies.get(word.lower())
    if currency is None and language == "cs":
        currency = "CZK"
    if currency is None:
        raise NormaliseError(ReasonCode.BAD_VALUE, f"no currency beside {printed['number']!r}")
    if number * factor > MOST:
        raise NormaliseError(ReasonCode.BAD_VALUE, f"no sum of a project is so large: {printed['number'][:80]!r}")
    return Money(printed["kind"], (number * factor).normalize() + 0, currency)


def _without_groups(number: str, scale: str, language: str | None) -> str:
    """Take the mark out of "11,240 thousand" and, but in English, of "1.120 tis. Kč"."""
    if scale in _ENGLISH_SCALES and is_ambiguous(number):
        return number.replace(",", "")
    if language != "en" and re.fullmatch(r"\d{1,3}\.\d{3}", number.strip()):
        return number.replace(".", "")
    return number


def is_ambiguous(number: str) -> bool:
    """Say whether a lone comma before three digits groups thousands in English and marks decimals in Czech."""
    return bool(re.fullmatch(r"\d{1,3},\d{3}", number.strip()))


def read_number(raw: str, scaled: bool, vocabulary: Vocabulary) -> Decimal:
    """Return the number that is printed: "19 690 868", "2.700", "3.854.365,29", "19,7" (scaled), "pět"."""
    if any(char.isalpha() for char in raw):
        return _spelled(raw.lower(), vocabulary)
    return Decimal(_point(re.sub(r"[\s\u00a0\u202f\u2009]", "", raw), scaled))


def _spelled(raw: str, vocabulary: Vocabulary) -> Decimal:
    """Add up a number in words: "jeden milion čtyři sta padesát tisíc", "dva a půl", "4 miliony 120 tisíc"."""
    total, group = Decimal(0), Decimal(0)
    last = Decimal(1)
    for word in re.findall(r"\d+(?:[.,]\d+)?|[^\W\d_]+", raw):
        scale = vocabulary.scales.get(word) or vocabulary.scales.get(f"{word}.")
        if scale:
            last = Decimal(scale)
            total, group = total + (group or 1) * last, Decimal(0)
        elif word in vocabulary.number_hundredths:
            group = _with_part(group, Decimal(vocabulary.number_hundredths[word]) / 100, last)
        elif word in vocabulary.number_words or word[0].isdigit():
            group += vocabulary.number_words.get(word) or Decimal(word.replace(",", "."))
        elif word not in _JOINTS:
            raise NormaliseError(ReasonCode.BAD_VALUE, f"not a number: {raw!r}")
    return total + group


def _with_part(group: Decimal, part: Decimal, last: Decimal) -> Decimal:
    """Add a half or a hundred: "dva a půl", "tři čtvrtě", "pět set"; behind "milion a" a half is of a million."""
    if part >= 100:
        return (group or 1) * part
    return group + part * (last if not group else 1)


def _point(text: str, scaled: bool) -> str:
    """Turn printed marks into one decimal point. The rules are those of the amount notes, in their order.

    Without a word that multiplies, a mark before three digits groups thousands in every language.
    """
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
    return text.replace(",", ".") if scaled else text.replace(last, "")
