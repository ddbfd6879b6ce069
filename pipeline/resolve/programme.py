"""The programme of a project: from the shape of its number, or from the names that the document prints.

A name that several periods share is settled by the years beside it, the project's own years, the day of
publication, or by all years of the page, where they fall to one period; if none of them does, the programme stays open.
"""

from __future__ import annotations

import re
from functools import lru_cache

from extractors.numbers.number_readings import read_number
from schemas.records import Fact
from schemas.terms import IdentifierScheme, Programme
from schemas.vocabulary import Vocabulary

# A number that no scheme can read still begins as those of its period do.
_PERIODS = (
    (re.compile(r"CZ\.04\.[1-4]\.\d{2}/\d\.\d"), 2004),
    (re.compile(r"CZ\.\d\.\d{2}/"), 2007),
    (re.compile(r"CZ\.31\."), 2021),
    (re.compile(r"CZ\.\d{2}\.\d{2}\.\d{2}/\d{2}/"), 2021),
    (re.compile(r"CZ\.\d{2}\.[0-9X]\.?[0-9X]{1,3}/0"), 2014),
)
_YEARS_AFTER = 3
"""Money of a period is spent until three years after it: the n+3 rule of the structural funds."""


def from_number(fact: Fact, vocabulary: Vocabulary) -> str | None:
    """Return the code of the programme that the number's scheme or shape tells, as `OP LZZ 2007` for "CZ.1.04/…"."""
    return _from_number(str(fact.value), fact.evidence.rule.partition(".")[2], vocabulary)


@lru_cache(maxsize=4096)
def _from_number(number: str, code: str, vocabulary: Vocabulary) -> str | None:
    # asked again for each fact on a line of payers
    if not number.startswith("CZ."):
        return next((s.programme for s in vocabulary.identifiers if s.code == code and s.programme), None)
    readings = [reading for reading in read_number(number, vocabulary) if reading.scheme.czech]
    if readings:
        return of_scheme(number, readings[0].scheme, vocabulary)
    period = next((year for pattern, year in _PERIODS if pattern.match(number)), None)
    return _of_period(number, period, vocabulary)


def of_scheme(number: str, scheme: IdentifierScheme, vocabulary: Vocabulary) -> str | None:
    """Return the code of the programme that a canonical number of the scheme tells, or None."""
    return scheme.programme or _of_period(number, scheme.period, vocabulary)


def _of_period(number: str, period: int | None, vocabulary: Vocabulary) -> str | None:
    found = [
        p
        for p in vocabulary.programmes
        if period and p.first_year == period and any(_has_prefix(number, prefix) for prefix in p.prefixes)
    ]
    return found[0].code if len(found) == 1 else None


def _has_prefix(number: str, prefix: str) -> bool:
    return (
        prefix.startswith("CZ.") and number.startswith(prefix) and not number[len(prefix) : len(prefix) + 1].isdigit()
    )


@lru_cache(maxsize=2)
def _by_code(vocabulary: Vocabulary) -> dict[str, Programme]:
    return {programme.code: programme for programme in vocabulary.programmes}


def settle(fact: Fact, years: list[int], vocabulary: Vocabulary) -> str | None:
    """Return the one programme among the fact's candidates, or None; `years` are the project's, then the page's."""
    codes = str(fact.value).split("|")
    printed = fact.attributes.get("year")
    if len(codes) == 1 and not printed:
        return codes[0]
    known = [_by_code(vocabulary)[code] for code in codes if code in _by_code(vocabulary)]
    if printed:
        named = [p for p in known if p.first_year is not None and abs(p.first_year - int(printed)) <= 1]
        if named:
            return named[0].code if len(named) == 1 else None
        sibling = _sibling(known, int(printed), int(fact.attributes.get("until", printed)), vocabulary)
        if sibling:
            return sibling
        if len(codes) == 1:
            return codes[0]
        years = [int(printed), *years]  # a project's own: "Erasmus+, 2016–2018"
    for year in years:
        code = _in_year(known, year)
        if code:
            return code
    if code := fact.attributes.get("period"):
        return code
    return _of_all(known, [int(year) for year in fact.attributes.get("around", "").split()])


def printed_period(facts: list[Fact], years: list[int], vocabulary: Vocabulary) -> frozenset[str]:
    """Return the programmes that a period beside their name tells whenever the project runs: "EEA Grants 2014-2021"."""
    return frozenset(
        code for fact in facts if "until" in fact.attributes and (code := settle(fact, years, vocabulary)) is not None
    )


def settle_alike(fact: Fact, periods: frozenset[str], years: list[int], vocabulary: Vocabulary) -> str | None:
    """Settle a fact; a name without years is that of the one programme whose period is printed beside it elsewhere."""
    named = periods.intersection(str(fact.value).split("|")) if "year" not in fact.attributes else ()
    return next(iter(named)) if len(named) == 1 else settle(fact, years, vocabulary)


def _of_all(known: list[Programme], years: list[int]) -> str | None:
    """Return the one programme that all years of the page fall to: meetings and days of a project that tells no run.

    A year in which the period before still pays tells nothing; nor does any of the donors outside the Union, whose
    projects are told of for years.
    """
    if any("EEA-NORWAY" in programme.funds for programme in known):
        return None
    found = {_in_year(known, year) for year in years if not any(_trails(p, year) for p in known)} - {None}
    return found.pop() if len(found) == 1 else None


def _trails(programme: Programme, year: int) -> bool:
    return programme.last_year is not None and programme.last_year < year <= programme.last_year + _YEARS_AFTER


def _sibling(known: list[Programme], first: int, last: int, vocabulary: Vocabulary) -> str | None:
    """Return the programme of the printed period that continues the known one under its name: "EHP fondy 2014–2021"."""
    kinds = {_kind(programme) for programme in known}
    found = [
        p
        for p in vocabulary.programmes
        if p.first_year and p.last_year and _kind(p) in kinds
        if abs(p.first_year - first) <= 1 and abs(p.last_year - last) <= 1
    ]
    return found[0].code if len(found) == 1 else None


def _kind(programme: Programme) -> str:
    """The code without its year."""
    return programme.code.rpartition(" ")[0]


def _in_year(known: list[Programme], year: int) -> str | None:
    """Return the one programme whose projects run in the year.

    In the first year of a period the structural funds still pay projects of the one before.
    """
    running = [p for p in known if p.first_year and p.first_year + _slow(p) <= year <= (p.last_year or 9999)]
    trailing = [p for p in known if _trails(p, year)]
    opening = [p for p in known if p.first_year == year]
    found = running or trailing or opening
    return found[0].code if len(found) == 1 else None


def _slow(programme: Programme) -> bool:
    return any(prefix.startswith("CZ.") for prefix in programme.prefixes)
