"""Dates whose year is printed in two digits, or told from the day of publication: "1.7.10 – 30.6.12", "letos v dubnu".

Two digits are believed only in a range behind a label, for they look like parts of a number.
Source: section 2 of the domain notes, "Traps".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from extractors.dates.date_grammar import DateGrammar, PrintedDate, PrintedRange, find_dates, read
from extractors.text.alternatives import alternatives
from extractors.text.reading import PageReading
from extractors.text.worded import Worded
from schemas.compiled import compiled
from schemas.vocabulary import Vocabulary

_DAY = r"(\d{1,2})[./] ?(\d{1,2})[./] ?(\d\d)"
_PAIR = re.compile(rf"(?<![\w.,/-]){_DAY}\.?\s{{0,3}}(?:[-–—]|až|do)\s{{0,3}}{_DAY}(?![\w/])")
_LONE = re.compile(r"([0-3]?\d)[./] ?([01]?\d)[./] ?(\d\d)")
_SAME_YEAR = re.compile(r"[ \u00a0](?:téhož roku|stejného roku|of the same year|the same year|that year)(?!\w)")
_WITH_MONTH = ("dmo", "md", "dm", "mo")
"""Days with their month, and a month alone, which shares a year only with one before it."""
_PREPOSITION = Worded(r"(?<!\w){month_before}\s?$", re.IGNORECASE)
_GOES_ON = Worded(r"[\s,.]{0,3}(?:{of_year}\s)?\d|\s?[-–—/]")
_CENTURY = 2000
"""Grants of these programmes began in 2001; no two-digit year means 19xx."""


@dataclass(frozen=True, slots=True)
class RelativeDate:
    """A month, or a whole year, so many years after that of publication; `month` is 0 for the year."""

    start: int
    end: int
    offset: int
    month: int = 0
    day: int = 0

    def parts(self) -> dict[str, str]:
        """Return the printed parts as attributes of a mention."""
        named = {"month": self.month, "day": self.day}
        return {"years_on": str(self.offset), **{name: str(value) for name, value in named.items() if value}}


def find_short_years(text: str, start: int, end: int) -> PrintedRange | None:
    """Return the first range of two days with years in two digits."""
    match = _PAIR.search(text, start, end)
    if not match:
        return None
    first, last = (
        PrintedDate(
            match.start(group),
            match.end(group + 2),
            _CENTURY + int(match[group + 2]),
            int(match[group + 1]),
            int(match[group]),
        )
        for group in (1, 4)
    )
    return PrintedRange(first, last) if max(first.month, last.month) <= 12 else None


def find_short_day(text: str, start: int, end: int) -> PrintedDate | None:
    """Return the day that is all of a value, its year in two digits: "01.04.23"."""
    match = _LONE.fullmatch(text[start:end].strip())
    if not match or int(match[2]) > 12:
        return None
    first = start + text[start:end].index(match[0])
    return PrintedDate(first, first + len(match[0]), _CENTURY + int(match[3]), int(match[2]), int(match[1]))


def find_relative(text: str, vocabulary: Vocabulary, start: int, end: int) -> Iterator[RelativeDate]:
    """Yield "letos v dubnu", "in May this year", "do konce příštího roku", in order."""
    pattern = _pattern(vocabulary)
    for match in pattern.finditer(text, start, end):
        printed = " ".join((match["y1"] or match["y2"] or match["y3"]).lower().split())
        name = (match["m1"] or match["m2"] or "").lower()
        month = vocabulary.months.get(name, vocabulary.months.get(name.rstrip("."), 0))
        day = int(match["d1"] or 0)
        yield RelativeDate(match.start(), match.end(), vocabulary.relative_years[printed], month, day)


def find_same_year(text: str, rules: DateGrammar, start: int, end: int) -> Iterator[PrintedDate]:
    """Yield the days and months that take the year of the date before: "6. dubna 2021 … 30. listopadu téhož roku"."""
    for match in _SAME_YEAR.finditer(text, start, end):
        known = [d for d in find_dates(text, rules, start, match.start()) if d.year]
        printed = [
            m
            for m in rules.short.finditer(text, max(start, match.start() - 30), match.start())
            if m.end() == match.start()
        ]
        found = read(printed[0], rules) if known and printed else None
        if found and found.month:
            yield replace(found, year=known[-1].year)


def find_lent_year(page: PageReading, rules: DateGrammar, start: int, end: int) -> Iterator[PrintedDate]:
    """Yield the days and months that share the year printed once: "odstartoval 15. března a skončí 30. listopadu 2022".

    Before the full date one that is no later in the year, behind it one that is.
    """
    text = page.text
    full = list(find_dates(text, rules, start, end))
    if not full or not (full[0].month and full[-1].month):
        return
    for match in rules.short.finditer(text, start, end):
        before = match.end() <= full[0].start
        if match.lastgroup not in _WITH_MONTH[: 3 if before else 4] or not (before or match.start() >= full[-1].end):
            continue
        found, known = read(match, rules), full[0] if before else full[-1]
        if found and found.month and _apart(page, match, rules, full) and _in_same_year(found, known, before):
            yield replace(found, year=known.year)


def _apart(page: PageReading, match: re.Match[str], rules: DateGrammar, full: list[PrintedDate]) -> bool:
    """Say whether a short date stands alone: no part of a word, of another date, of a range."""
    text, month_before, goes_on = page.text, page.lexicon.worded(_PREPOSITION), page.lexicon.worded(_GOES_ON)
    if text[max(0, match.start() - 1) : match.start()].isalnum() or text[match.end() : match.end() + 1].isalnum():
        return False
    if match.lastgroup == "mo" and not month_before.search(text, max(0, match.start() - 10), match.start()):
        return False
    nearest = next((date.start for date in full if date.start >= match.end()), len(text))
    return not rules.joint.fullmatch(text, match.end(), nearest) and not goes_on.match(text, match.end())


def _in_same_year(found: PrintedDate, known: PrintedDate, before: bool) -> bool:
    """Say whether a date may be of the known one's year: told before it and earlier, or behind it and later."""
    here, there = (found.month, found.day), (known.month, known.day)
    return here[0] <= there[0] if before else here[0] > there[0]


@lru_cache(maxsize=2)
def _pattern(vocabulary: Vocabulary) -> re.Pattern[str]:
    years, months = _words(vocabulary.relative_years), _words(vocabulary.months)
    begun = {
        word for word in vocabulary.relative_years if any(w.startswith(f"{word} ") for w in vocabulary.relative_years)
    }
    whole = _words({word: 0 for word in vocabulary.relative_years if word not in begun})  # "konce loňského" goes on
    gap = r"[ \u00a0]"
    return compiled(
        rf"(?<![\w.])(?:(?:(?P<d1>\d{{1,2}})\.?{gap})?(?P<m1>{months}){gap}(?:of{gap})?(?P<y1>{years})"
        rf"|(?P<y2>{years}){gap}(?:(?:v|ve|in){gap})?(?P<m2>{months})"
        rf"|(?:(?<=konce )|(?<=end of ))(?P<y3>{whole}))(?!\w)",
        re.IGNORECASE,
    )


def _words(words: Mapping[str, int]) -> str:
    return alternatives(re.escape(word) for word in sorted(words, key=len, reverse=True))
