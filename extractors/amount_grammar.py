"""Printed amounts of money: "19 690 868 Kč", "2.700,- Kč", "19,7 mil. Kč", "CZK 4,000,000", "pět milionů korun".

Finds the number, the scale word and the currency; `pipeline.normalise.money` reads the number.
Source: the table "Amounts: printed forms and normal form" of the domain notes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from extractors.windows import windows
from schemas.vocabulary import Vocabulary

_S = r"[ \u00a0\u202f\u2009]"
# Groups of three with one kind of mark, or a plain number; then at most two decimals, or any after a lone comma.
_NUMBER = (
    rf"(?:\d{{1,3}}(?:{_S}\d{{3}}){{1,5}}|\d{{1,3}}(?:\.\d{{3}}){{1,5}}|\d{{1,3}}(?:,\d{{3}}){{1,5}}|\d{{1,15}})"
    rf"(?:[.,]{_S}?\d{{1,3}}(?!\d))?"
)


@dataclass(frozen=True, slots=True)
class PrintedAmount:
    """An amount as printed: its span, the number's text, the scale word and the currency word."""

    start: int
    end: int
    number: str
    scale: str
    currency: str


def _words(words: list[str]) -> str:
    ordered = sorted(words, key=len, reverse=True)
    return "|".join(re.escape(word) + (r"(?![^\W\d_])" if word[-1].isalpha() else "") for word in ordered)


@lru_cache(maxsize=4)
def _patterns(currencies: tuple[str, ...], scales: tuple[str, ...], numbers: tuple[str, ...]) -> re.Pattern[str]:
    currency, scale, number = _words(list(currencies)), _words(list(scales)), _words(list(numbers))
    marked = rf"(?P<n1>{_NUMBER})(?:{_S}?,?{_S}?[-–—=]{{1,2}})?"
    suffixed = rf"(?<![\w/.])(?<!\d,)(?<!\d[ \u00a0\u202f]){marked}{_S}?(?P<s1>{scale})?{_S}?(?P<c1>{currency})"
    prefixed = rf"(?<!\w)(?P<c2>{currency}){_S}?(?P<n2>{_NUMBER})(?!\d)(?:,?[-–—]{{1,2}})?(?:{_S}?(?P<s2>{scale}))?"
    # A scale word is money enough where no currency is printed beside it ("náklady přes 3,3 milionu").
    long_scale = _words([word for word in scales if len(word) > 2])
    scaled = rf"(?<![\w/.])(?<!\d,)(?<!\d[ \u00a0\u202f])(?P<n3>{_NUMBER}){_S}?(?P<s3>{long_scale})"
    half = rf"(?:{_S}a{_S}(?:půl|čtvrt|tři čtvrtě))?"
    spelled = rf"(?<!\w)(?P<n4>(?:{number}|půl){half}){_S}(?P<s4>{scale}){_S}(?P<c4>{currency})"
    dashed = r"(?<![\w/.])(?<!\d,)(?<!\d[ \u00a0\u202f])(?P<n5>\d{1,3}(?:[ .\u00a0]\d{3}){1,4}),[-–—]{1,2}"
    return re.compile(f"{suffixed}|{prefixed}|{spelled}|{scaled}|{dashed}", re.IGNORECASE)


def pattern(vocabulary: Vocabulary) -> re.Pattern[str]:
    """Return the compiled pattern for the vocabulary's currencies, scales and number words."""
    return _patterns(tuple(vocabulary.currencies), tuple(vocabulary.scales), tuple(vocabulary.number_words))


def _matches(text: str, vocabulary: Vocabulary, start: int, stop: int) -> Iterator[re.Match[str]]:
    """Run the pattern only round a currency, a scale word or a ",-"."""
    for first, last in windows(
        text, _sign(tuple(vocabulary.currencies), tuple(vocabulary.scales)), 40, 40, start, stop
    ):
        yield from pattern(vocabulary).finditer(text, first, last)


@lru_cache(maxsize=2)
def _sign(currencies: tuple[str, ...], scales: tuple[str, ...]) -> re.Pattern[str]:
    words = sorted({word.lower() for word in (*currencies, *scales)}, key=len, reverse=True)
    alone = rf"(?<![^\W\d_])(?:{_words(words)})"
    return re.compile(rf"{alone}|,[-–—]", re.IGNORECASE)


def find_amounts(text: str, vocabulary: Vocabulary, start: int = 0, end: int | None = None) -> Iterator[PrintedAmount]:
    """Yield the amounts in order. `currency` is empty where only a scale word or ",-" stands.

    A range ("15 000 - 20 000 Kč") names no amount and yields nothing.
    """
    stop = len(text) if end is None else end
    for match in _matches(text, vocabulary, start, stop):
        named = {key[0]: value for key, value in match.groupdict().items() if value}
        if re.search(rf"\d{_S}?[-–—]{_S}?$", text[max(0, match.start() - 4) : match.start()]):
            continue
        if "s" not in named and "c" not in named and not match.group("n5"):
            continue
        currency = named.get("c", "")
        end = match.end()
        if currency.endswith(".") and match[0].endswith(currency) and currency[:-1] in vocabulary.currencies:
            end, currency = end - 1, currency[:-1]  # the full stop is that of the sentence
        yield PrintedAmount(match.start(), end, named["n"], named.get("s", ""), currency)
