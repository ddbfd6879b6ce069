"""Printed amounts of money: "19 690 868 Kč", "2.700,- Kč", "19,7 mil. Kč", "CZK 4,000,000", "pět milionů korun".

Finds the number, the scale word and the currency; `pipeline.normalise.money` reads the number.
Source: the table "Amounts: printed forms and normal form" of the domain notes.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from extractors.money.spelled_numbers import NumberRun, find_runs
from extractors.text.alternatives import alternatives, longest_first
from extractors.text.kept import kept
from extractors.text.lexicon import Lexicon
from extractors.text.windows import SHORT, Signs, matches_at, windows
from schemas.compiled import compiled
from schemas.vocabulary import Vocabulary

_S = r"[ \u00a0\u202f\u2009]"
# Groups of three with one kind of mark (dots with blanks in numbers of millions: "3. 159. 847"), or a plain number;
# then at most two decimals, or any after a lone comma.
_GLUED = r"[MmKk](?=(?:EUR|€|Kč|CZK|USD|\$|£|GBP)(?!\w))"
"""A letter that multiplies, glued to the currency: "1,2 MEUR", "500 k€", "12 MKč"."""
_GLUED_LENGTH = 8
_NUMBER = (
    rf"(?:\d{{1,3}}(?:{_S}\d{{3}}){{1,5}}|\d{{1,3}}(?:\.{_S}\d{{3}}){{2,5}}|\d{{1,3}}(?:\.\d{{3}}){{1,5}}"
    rf"|\d{{1,3}}(?:,\d{{3}}){{1,5}}|\d{{1,15}})"
    rf"(?:[.,]{_S}?\d{{1,3}}(?!\d))?"
)

_FIGURE = re.compile(r"\d(?<![\w/.]\d)(?<!\d,\d)(?<!\d[ \u00a0\u202f]\d)")
"""The first figure of a number: what stands before it is as in the patterns below."""
_RANGE_BEFORE = re.compile(rf"\d{_S}?[-–—]{_S}?$")
REACH = 48
"""No number is longer, with its scale word, before the currency."""
_LONGEST_WORD = 24
"""A word of a number, with the gap before it, is shorter."""

_WHOLE = re.compile(r"\d{1,3}(?:[ .,\u00a0\u202f]\d{3}){2,}(?:[.,]\d{1,2})?")
"""A number of millions needs no scale word behind it, which is a slip: "$4,999,000 million"."""
_YEAR_BEFORE = re.compile(rf"(?:19|20)\d\d,{_S}(?=\d)")
# With the currency before it a number ends at a comma and a blank: "EUR 234 560, 80 % of which".
_TIGHT = _NUMBER.replace(rf"[.,]{_S}?", "[.,]")


@dataclass(frozen=True, slots=True)
class PrintedAmount:
    """An amount as printed: its span, the number's text, the scale word and the currency word."""

    start: int
    end: int
    number: str
    scale: str
    currency: str


def in_figures(amount: PrintedAmount) -> bool:
    """Say whether the sum is printed in figures alone: no scale, no number words."""
    return not amount.scale and not any(char.isalpha() for char in amount.number)


def digits(amount: PrintedAmount) -> int:
    """Return how many figures stand before the decimal mark."""
    return len(re.findall(r"\d", re.sub(r"[.,]\d{1,2}$", "", amount.number)))


def _words(words: list[str], ignoring_case: bool = True) -> str:
    ordered = longest_first(words)
    patterns = (re.escape(word) + (r"(?![^\W\d_])" if word[-1].isalpha() else "") for word in ordered)
    return alternatives(patterns, ignoring_case)


@lru_cache(maxsize=4)
def pattern(vocabulary: Vocabulary) -> re.Pattern[str]:
    """Return the compiled pattern for the vocabulary's currencies, scales and number words."""
    scales = list(vocabulary.scales)
    currency, scale = _words(list(vocabulary.currencies)), _words(scales)
    scale = rf"{scale}|{_GLUED}"
    marked = rf"(?P<n1>{_NUMBER})(?:{_S}?,?{_S}?[-–—=]{{1,2}})?"
    suffixed = rf"(?<![\w/.])(?<!\d,)(?<!\d[ \u00a0\u202f]){marked}{_S}?(?P<s1>{scale})?(?:{_S}|-)?(?P<c1>{currency})"
    prefixed = rf"(?<!\w)(?P<c2>{currency}){_S}?(?P<n2>{_TIGHT})(?!\d)(?:,?[-–—]{{1,2}})?(?:{_S}?(?P<s2>{scale}))?"
    # A scale word is money enough where no currency is printed beside it ("náklady přes 3,3 milionu").
    long_scale = _words([word for word in scales if len(word) > 2])
    scaled = rf"(?<![\w/.])(?<!\d,)(?<!\d[ \u00a0\u202f])(?P<n3>{_NUMBER}){_S}?(?P<s3>{long_scale})"
    dashed = r"(?<![\w/.])(?<!\d,)(?<!\d[ \u00a0\u202f])(?P<n5>\d{1,3}(?:[ .\u00a0]\d{3}){1,4}),[-–—]{1,2}"
    return compiled(f"{suffixed}|{prefixed}|{scaled}|{dashed}", re.IGNORECASE)


def _matches(text: str, vocabulary: Vocabulary, start: int, stop: int) -> Iterator[re.Match[str]]:
    """Try the pattern only where a printed amount may begin."""
    known = _beginnings(text, vocabulary)
    begins = known[bisect_left(known, start) : bisect_left(known, stop)]
    return matches_at(begins, pattern(vocabulary), text, start, stop)


@kept
def _beginnings(text: str, vocabulary: Vocabulary) -> list[int]:
    """Return where amounts in figures may begin: at a currency, a scale word or a ",-", or at a number before one."""
    found: set[int] = set()
    for sign in _money_signs(text, vocabulary):
        found.add(sign.start())
        found.update(number.start() for number in _FIGURE.finditer(text, max(0, sign.start() - REACH), sign.start()))
    return sorted(found)


@kept
def _money_signs(text: str, vocabulary: Vocabulary) -> tuple[re.Match[str], ...]:
    """Return the currencies, the scale words and the ",-" of a text."""
    return tuple(_near_signs(_sign(vocabulary), text, vocabulary))


@lru_cache(maxsize=2)
def _sign(vocabulary: Vocabulary) -> re.Pattern[str]:
    words = longest_first(word.lower() for word in (*vocabulary.currencies, *vocabulary.scales))
    alone = rf"(?<![^\W\d_])(?:{_words(words)}|{_GLUED})"
    return compiled(rf"{alone}|,[-–—]", re.IGNORECASE)


@kept
def _signs(text: str, vocabulary: Vocabulary) -> Signs:
    """Return where a currency, a scale word or a ",-" may stand; a few of them are none (`_sign` looks closer)."""
    small = text.lower()
    if len(small) != len(text) or "ſ" in text:  # letters that `lower` and a pattern without case take differently
        return Signs([0], [len(text)])
    return Signs.of(_loose_sign(vocabulary).finditer(small))


def _near_signs(pattern: re.Pattern[str], text: str, vocabulary: Vocabulary) -> Iterator[re.Match[str]]:
    """Yield the matches of a pattern of currencies and scale words; in a long text look only where one may stand."""
    if len(text) < SHORT:
        return pattern.finditer(text)
    longest = max(map(len, (*vocabulary.currencies, *vocabulary.scales)))
    return _signs(text, vocabulary).matches(pattern, text, longest + _GLUED_LENGTH)


@lru_cache(maxsize=2)
def _loose_sign(vocabulary: Vocabulary) -> re.Pattern[str]:
    """A pattern of small letters without conditions: it begins with a letter of a known few, and is found fast."""
    words = {word.lower() for word in (*vocabulary.currencies, *vocabulary.scales)}
    glued = {f"{letter}{unit}" for letter in "mk" for unit in ("eur", "€", "kč", "czk", "usd", "$", "£", "gbp")}
    others = "|".join(map(re.escape, sorted(glued | {f",{dash}" for dash in "-–—"})))
    return compiled(f"{others}|{_words(list(words), ignoring_case=False)}")


def find_amounts(text: str, vocabulary: Vocabulary, start: int = 0, end: int | None = None) -> Iterator[PrintedAmount]:
    """Yield the amounts in order. `currency` is empty where only a scale word or ",-" stands.

    A range ("15 000 - 20 000 Kč") names no amount and yields nothing.
    """
    yield from _amounts(text, vocabulary, start, len(text) if end is None else end)


def signs_of_money(text: str, vocabulary: Vocabulary) -> int:
    """Return how many currencies, scale words and ",-" the text has: no stretch of it prints more amounts."""
    return len(_money_signs(text, vocabulary))


@kept
def _sign_starts(text: str, vocabulary: Vocabulary) -> list[int]:
    return [sign.start() for sign in _money_signs(text, vocabulary)]


@kept
def _amounts(text: str, vocabulary: Vocabulary, start: int, stop: int) -> tuple[PrintedAmount, ...]:
    signs = _sign_starts(text, vocabulary)
    if bisect_left(signs, start) == bisect_left(signs, stop):
        return ()  # most lines
    spelled = list(_spelled(text, vocabulary, start, stop))
    ends = [amount.end for amount in spelled]
    found = [*spelled]
    for match in _matches(text, vocabulary, start, stop):
        amount = _printed(text, vocabulary, match)
        nearest = bisect_right(ends, match.start())
        if amount and not (nearest < len(spelled) and spelled[nearest].start < match.end()):
            found.append(amount)
    return tuple(sorted(found, key=lambda amount: amount.start))


def _printed(text: str, vocabulary: Vocabulary, match: re.Match[str]) -> PrintedAmount | None:
    named = {key[0]: value for key, value in match.groupdict().items() if value}
    if "s" not in named and "c" not in named and not match.group("n5"):
        return None
    currency, end = named.get("c", ""), match.end()
    number = named["n"]
    year = _YEAR_BEFORE.match(number)  # "2011, 45 thousand crowns", "2018-2022, 14 mil. Kč"
    if not year and _RANGE_BEFORE.search(text, max(0, match.start() - 4), match.start()):
        return None
    start, number = (match.start() + year.end(), number[year.end() :]) if year else (match.start(), number)
    if not currency and _counts(text, vocabulary, end):
        return None
    if currency.endswith(".") and match[0].endswith(currency) and currency[:-1] in vocabulary.currencies:
        end, currency = end - 1, currency[:-1]  # the full stop is that of the sentence
    scale = "" if _WHOLE.fullmatch(number) else named.get("s", "")
    return PrintedAmount(start, end, number, scale, currency)


def _spelled(text: str, vocabulary: Vocabulary, start: int, stop: int) -> Iterator[PrintedAmount]:
    """Yield the amounts in words; "milion korun" is one, "miliony korun" and "stovky tisíc korun" are none."""
    runs = list(_runs_within(text, vocabulary, start, stop))
    if not runs:
        return
    vague, one = (Lexicon.of(vocabulary).cue(group) for group in ("vague_number", "one_scale"))
    behind = _currency_behind(vocabulary)
    for run in runs:
        for begin, end, scale in run.numbers:
            currency = behind.match(text, end, stop)
            if not currency and (scale == begin or _counts(text, vocabulary, end)):
                continue
            if scale == begin and not one.fullmatch(text, begin, end):
                continue
            if any(m.end() >= begin - 4 for m in vague.finditer(text, max(start, begin - 24), begin)):
                continue
            cut = end if scale == begin else scale
            word, behind_it = (currency[1], currency.end()) if currency else ("", end)
            yield PrintedAmount(begin, behind_it, text[begin:cut].rstrip(), text[cut:end], word)


def _runs_within(text: str, vocabulary: Vocabulary, start: int, stop: int) -> Iterator[NumberRun]:
    """Yield the runs of number words of the stretch; it is read anew where its ends may cut one, or the next word."""
    known = _runs(text, vocabulary)
    touched = known[bisect_right(known, start, key=_run_end) : bisect_left(known, stop, key=_run_start)]
    if not touched:
        return
    after, before = (_LONGEST_WORD if _parts_word(text, place) else 0 for place in (start, stop))
    if start + after <= touched[0].start and touched[-1].end + before <= stop:
        yield from touched
        return
    signs = _long_scale(vocabulary).finditer(text, start, stop)
    for first, last in windows(text, signs, 90, 60, start, stop):
        yield from find_runs(text, vocabulary, first, last)


def _run_start(run: NumberRun) -> int:
    return run.start


def _run_end(run: NumberRun) -> int:
    return run.end


def _parts_word(text: str, place: int) -> bool:
    return 0 < place < len(text) and not text[place - 1].isspace() and not text[place].isspace()


@kept
def _runs(text: str, vocabulary: Vocabulary) -> list[NumberRun]:
    """Return the runs of number words with a word that multiplies among them, of the whole text."""
    signs = [sign for sign in _money_signs(text, vocabulary) if _long_scale(vocabulary).match(text, sign.start())]
    return [run for first, last in windows(text, signs, 90, 60) for run in find_runs(text, vocabulary, first, last)]


def _counts(text: str, vocabulary: Vocabulary, end: int) -> bool:
    """Say whether the number counts people or things: "3 tisíce dětí"."""
    return bool(Lexicon.of(vocabulary).cue("counted").match(text, end + 1)) and text[end : end + 1].isspace()


@lru_cache(maxsize=2)
def _currency_behind(vocabulary: Vocabulary) -> re.Pattern[str]:
    return compiled(rf"{_S}({_words(list(vocabulary.currencies))})", re.IGNORECASE)


@lru_cache(maxsize=2)
def _long_scale(vocabulary: Vocabulary) -> re.Pattern[str]:
    long = [word for word in vocabulary.scales if len(word) > 2]
    return compiled(rf"(?<![^\W\d_])(?:{_words(long)})", re.IGNORECASE)
