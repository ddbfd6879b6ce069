"""Sentences that tell when a project runs and do not name it: it is the only one at hand.

"Zahájeno 1. 11. 2018", "Work began on 1 June 2023 and ends on 31 May 2027", "24 months from September 2023".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.dates.bare_months import MonthOnly, behind_verbs
from extractors.dates.covered_runs import covered
from extractors.dates.date_grammar import (
    DateGrammar,
    PrintedDate,
    PrintedRange,
    find_dates,
    find_ranges,
    may_have_dates,
)
from extractors.dates.doing import doing
from extractors.dates.loose_dates import RelativeDate, find_relative
from extractors.dates.period_signs import foreign
from extractors.dates.run_dates import Found, prolonged_to, single, told_far_behind
from extractors.text.reading import PageReading
from extractors.text.worded import Worded

SHORTEST_RUN = 3
"""A stretch of fewer months that no word calls a run is an event, a stay, a call."""
ONE_YEAR = 11
"""From one month to another so many months on: behind "the period" a shorter stretch is an event's."""
OPENING = 40
"""Between the words with which a sentence on the run begins and its first date stand at most so many code points."""
_LEAD = re.compile(r"[\s•*·–—\d.)(-]{0,8}")
_BEFORE_DAY = Worded(r":?\s{1,2}\(?(?:(?:{on_day}|by)\s{1,2})?")
_BEHIND = re.compile(r",?\s{1,2}\(?(?:\d{1,3}|[^\W\d_]{2,12})\s")
_FROM = Worded(r",?\s{1,2}{from}\s{1,2}(?:the\s)?$", re.IGNORECASE)
_TOLD = Worded(r"(?<!\w){period_before}\s{1,2}(?:the\s)?$", re.IGNORECASE)


def of_one_project(page: PageReading, start: int) -> bool:
    """Say whether one project's number stands in the block or entry: its other sentences are about that project."""
    block, entry = page.block_at(start), page.entry_at(start)
    numbers = len(page.numbers_within(block.start, block.end)) if block else 0
    if numbers == 1:
        return True
    return entry is not None and entry.title is not None and len(page.numbers_within(entry.start, entry.end)) <= 1


def in_lone_sentence(page: PageReading, rules: DateGrammar, start: int, end: int) -> Iterator[Found]:
    """Yield what a sentence tells of when the one project runs that its page, block or entry is about."""
    text, lexicon = page.text, page.lexicon
    moved = prolonged_to(page, rules, start, end) if may_have_dates(text, rules, start, end) else None
    if moved:
        yield "end", moved[1], "sentence_moved"
        end = moved[0]
    if lexicon.cue("run_subject").search(text, start, end):
        yield from _of_works(page, rules, start, end)
        return
    if lexicon.cue("event").match(text, start) or lexicon.cue("takes_place").search(text, start, end):
        return
    lead = _LEAD.match(text, start, end)
    opened = lexicon.cue("run_opening").match(text, lead.end() if lead else start, end)
    dates = list(find_dates(text, rules, start, end))
    near = [*dates[:1], *(_told_otherwise(page, start, end) if opened else ())]
    if (opened and any(date.start - opened.end() <= OPENING for date in near)) or any(
        _behind(page, "run_participle", start, date.start) for date in dates
    ):
        yield from _of_works(page, rules, start, end, bool(opened))
        return
    ranges = list(find_ranges(text, rules, start, end))
    spent = next((r for r in ranges if _of_length(page, r)), None)
    if spent:
        yield "start", spent.first, "sentence_span"
        yield "end", spent.last, "sentence_span"
        return
    span = next((r for r in ranges if _may_be_run(page, r, start, end)), None)
    if span:
        yield "start", span.first, "sentence_span"
        yield "end", span.last, "sentence_span"
    elif told := covered(page, ranges, start, end):
        yield "start", told.first, "sentence_covered"
        yield "end", told.last, "sentence_covered"
    elif dates and (field := told_far_behind(page, start, dates[0], end)):
        yield field, dates[0], "sentence_work"
    else:
        yield from with_duration(page, rules, start, end)
        yield from doing(page, rules, start, end)


def _told_otherwise(page: PageReading, start: int, end: int) -> Iterator[RelativeDate | MonthOnly]:
    yield from find_relative(page.text, page.lexicon.vocabulary, start, end)
    yield from (month for _, month in behind_verbs(page, start, end))


def with_duration(page: PageReading, rules: DateGrammar, start: int, end: int) -> Iterator[Found]:
    """Yield the start that stands beside how long something takes: "36 months from 1 May 2020"."""
    dates = find_dates(page.text, rules, start, end)
    yield from (("start", date, "sentence_work") for date in dates if _has_duration(page, date, start, end))


def _of_works(page: PageReading, rules: DateGrammar, start: int, end: int, opened: bool = False) -> Iterator[Found]:
    """A range or a date in a sentence about works: "Stavba trvala od 1. dubna 2009 do 31. března 2011"."""
    ranges = [r for r in find_ranges(page.text, rules, start, end) if not foreign(page, start, end, r)]
    if ranges and (opened or page.lexicon.cue("run").search(page.text, start, end)):
        yield "start", ranges[0].first, "sentence_work"
        yield "end", ranges[0].last, "sentence_work"
    else:
        yield from ((field, date, "sentence_work") for field, date, _ in single(page, rules, start, end))


def _behind(page: PageReading, group: str, start: int, date: int) -> bool:
    """Say whether a word of the group stands right before a date: "ukončeno 10/2015", "completed in May 2019"."""
    found = page.lexicon.cue(group).finditer(page.text, max(start, date - 30), date)
    return any(page.lexicon.worded(_BEFORE_DAY).fullmatch(page.text, word.end(), date) for word in found)


def _has_duration(page: PageReading, date: PrintedDate, start: int, end: int) -> bool:
    """ "36 months from 1 May 2020", "na dva roky od ledna 2018", "1 May 2020 (36 months)"."""
    word = page.lexicon.worded(_FROM).search(page.text, max(start, date.start - 12), date.start)
    if not word:
        behind = _BEHIND.match(page.text, date.end, end) if date.month else None
        return bool(behind and page.lexicon.cue("duration_unit").match(page.text, behind.end(), end))
    units = page.lexicon.cue("duration_unit").finditer(page.text, max(start, word.start() - 12), word.start())
    return any(unit.end() == word.start() for unit in units)


def _of_length(page: PageReading, found: PrintedRange) -> bool:
    """ "Over three years (2021–2023) we will measure …": a bracket right behind how long something takes."""
    text, first = page.text, found.first.start
    if text[first - 1 : first] != "(" or text[found.last.end : found.last.end + 1] != ")":
        return False
    units = page.lexicon.cue("duration_unit").finditer(text, max(0, first - 16), first - 1)
    return any(text[unit.end() : first - 1] == " " for unit in units)


def _may_be_run(page: PageReading, found: PrintedRange, start: int, end: int) -> bool:
    """Say whether "od 1. 1. 2012 do 31. 12. 2013" is long enough to be a run and nothing says whose it is."""
    first, last = found.first, found.last
    if not (first.month and last.month) or _months(last) - _months(first) < SHORTEST_RUN:
        return False
    if page.lexicon.cue("not_run_subject").match(page.text, start):
        return False
    other = page.lexicon.cue("not_run_label", "not_published", "other_project")
    enclosed = page.text[first.start - 1 : first.start] == "(" and page.text[last.end : last.end + 1] == ")"
    told = enclosed or bool(page.lexicon.worded(_FROM).search(page.text, max(0, first.start - 12), first.start))
    if not told and _months(last) - _months(first) >= ONE_YEAR:
        told = bool(page.lexicon.worded(_TOLD).search(page.text, max(0, first.start - 16), first.start))
    return told and not (foreign(page, start, end, found) or other.search(page.text, start, first.start - 5))


def _months(date: PrintedDate) -> int:
    return date.year * 12 + date.month
