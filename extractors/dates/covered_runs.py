"""A range that a sentence on the project gives it without a verb of running: its grant, plan, years or bracket does.

"The grant covers the years 2019–2022", "Between March 2019 and May 2022 the project restored …".
"""

from __future__ import annotations

import re

from extractors.dates.date_grammar import PrintedDate, PrintedRange
from extractors.dates.period_signs import foreign
from extractors.text.letters import CAPITAL
from extractors.text.reading import PageReading
from extractors.text.worded import Worded

SHORTEST = 6
"""A stretch of fewer months in a sentence that names the project is often that of one of its events."""
LONGEST = 12
"""Longer stretches of years are history, or what the project looks at."""
SHORTEST_NAME = 4
TITLE = 70
"""A title between "project" and its years in brackets is no longer."""
_IN_YEARS = Worded(
    r"(?<!\w)(?:{before_run}|{spans})\s{1,2}(?:{before_years}\s{1,2}){0,3}$",
    re.IGNORECASE,
)
_TOLD = Worded(r"(?:\(|(?<!\w)(?:{period_before}|{told_run}|{spans})\s{1,2})$", re.IGNORECASE)
PART = 64
_PART = re.compile(r"\([^\W\d_][^()\n;]{2,58}[,;]\s$")
"""What may stand in a bracket before its years: "(nositel: Mikroregion Lhotsko, 2023–2024"."""
_NAME = re.compile(rf"\s{{1,2}}[„“\"»«]?[{CAPITAL}0-9][^.;:()\n]{{0,68}}$")


def covered(page: PageReading, ranges: list[PrintedRange], start: int, end: int) -> PrintedRange | None:
    """Return the range that a sentence that names one project tells to be its run, though no verb of running does."""
    lexicon, text = page.lexicon, page.text
    if not ranges:
        return None
    if lexicon.cue("projects").search(text, start, end) or lexicon.cue("event", "not_run_subject").match(text, start):
        return None
    for found in ranges:
        if _long_enough(found) and not _of_another(page, found, start) and not foreign(page, start, end, found):
            if _is_dated(page, found, start) or behind_title(page, found, start):
                return found
            if not found.first.month and _covers(page, found, start, end):
                return found
    return None


def _long_enough(found: PrintedRange) -> bool:
    first, last = found.first, found.last
    months = _months(last) - _months(first)
    return SHORTEST <= (months if first.month and last.month else 12 * (last.year - first.year)) <= 12 * LONGEST


def _months(date: PrintedDate) -> int:
    return date.year * 12 + date.month


def _of_another(page: PageReading, found: PrintedRange, start: int) -> bool:
    """Say whether an earlier project, a term of something else, or what the project studies stands before the range."""
    other = page.lexicon.cue("not_run_label", "other_project", "looks_at")
    return other.search(page.text, start, found.first.start) is not None


def _is_dated(page: PageReading, found: PrintedRange, start: int) -> bool:
    """Say whether a range of months stands behind "from", "between", "the period"."""
    begin = max(start, found.first.start - 16)
    return bool(
        found.first.month
        and found.last.month
        and page.lexicon.worded(_TOLD).search(page.text, begin, found.first.start)
    )


def behind_title(page: PageReading, found: PrintedRange, start: int) -> bool:
    """Say whether the range opens a bracket behind a title: "projekt Živé břehy (2019–2022)", or a heading."""
    text, first = page.text, found.first.start
    if not found.first.month and (found.first.year, found.last.year) in page.lexicon.programme_years:
        return False
    opened = _opened(text, start, first)
    if opened < 0 or text[found.last.end : found.last.end + 1] not in (")", ",", ";"):
        return False
    begin = max(start, opened - TITLE - 12)
    if any(_NAME.match(text, word.end(), opened) for word in page.lexicon.cue("project").finditer(text, begin, opened)):
        return True
    words = text[start:opened].strip(' „“"»«')
    return len(words) >= SHORTEST_NAME and words in page.headings


def _opened(text: str, start: int, first: int) -> int:
    """Return the bracket that the range opens, or that a part set off by a comma opens before it; -1 if none does."""
    if text[first - 1 : first] == "(":
        return first - 1
    part = _PART.search(text, max(start, first - PART), first)
    return part.start() if part else -1


def _covers(page: PageReading, found: PrintedRange, start: int, end: int) -> bool:
    """Say whether bare years stand behind a word of plan or money, or behind "in the years"."""
    text, first = page.text, found.first.start
    years = (found.first.year, found.last.year)
    if years in page.lexicon.programme_years and page.lexicon.cue("not_run").search(text, start, first):
        return False  # "funded by the Justice Programme of the European Union (2014–2020)"
    if page.lexicon.cue("run_cover").search(text, start, end):
        in_years = page.lexicon.worded(_IN_YEARS)
        return bool(in_years.search(text, max(start, first - 40), first) or text[first - 1] == "(")
    if page.lexicon.cue("in_years").search(text, max(start, first - 24), first):
        return True
    opens = page.lexicon.cue("before_run", "since_year").fullmatch(text[start:first].strip().lower())
    return opens is not None and years not in page.lexicon.programme_years  # "From 2019 to 2022 the project …"
