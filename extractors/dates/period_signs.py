"""Signs that a range is not a project's run: of a programme, an event, a plan."""

from __future__ import annotations

import re

from extractors.dates.date_grammar import PrintedRange
from extractors.text.lexicon import Phrase
from extractors.text.reading import PageReading

FAR = 60
"""A programme's years stand so near behind its name: "pro programové období 2007–2013"."""
_BETWEEN = re.compile(r"[^\n\d)„“”\"»«.;:]{0,60}")
"""Between them no other name is set off: "Interreg Česko–Polsko přes Fond mikroprojektů 2014–2020"."""
_BEFORE_NAME = re.compile(r"\)?,?\s(?:the\s)?")


def of_programme(page: PageReading, found: PrintedRange) -> bool:
    """Say whether a programme's name stands right before its years: "Norway Grants 2009-2014"; it has no months.

    Years in which no programme runs are the project's: "GA ČR, 2009-2012".
    """
    years = (found.first.year, found.last.year)
    if found.first.month or years not in page.lexicon.programme_years:
        return False
    first, last = found.first.start, found.last.end
    before = (p for p in page.phrases_over(first - FAR, first) if _has_period(page, p))
    behind = (p for p in page.phrases_within(last, last + 8) if _has_period(page, p))
    return any(_beside(page, p.end, first) for p in before) or any(
        _BEFORE_NAME.fullmatch(page.text, last, p.start) for p in behind
    )


def _has_period(page: PageReading, phrase: Phrase) -> bool:
    """Say whether a phrase names what has programme periods: a programme, or a fund."""
    return phrase.kind == "programme" or (phrase.kind == "funder" and page.lexicon.is_fund(phrase.code))


def _beside(page: PageReading, end: int, start: int) -> bool:
    """Say whether the years stand within the name, or behind it with no more than a few plain words between them."""
    return start < end or _BETWEEN.fullmatch(page.text, end, start) is not None


def foreign(page: PageReading, floor: int, limit: int, found: PrintedRange) -> bool:
    """Say whether a programme, a plan or an event stands right before the range, or the sentence tells of an event.

    Behind a project's number the range is the project's: "program NAKI II, DG16P02B039, 2016-2020".
    """
    text, lexicon, first = page.text, page.lexicon, found.first
    before = page.numbers_over(first.start - 45, first.start)
    near = max(floor, first.start - 45, *(n.end for n in before if n.end <= first.start))
    if lexicon.cue("prolonged").search(text, max(floor, first.start - 24), first.start):
        return True  # "extended from 31 October 2021 to 30 April 2022"
    if _of_donors(page, first.start):
        return True
    signs = lexicon.cue("not_run", "not_run_label").finditer(
        text, _behind_programme(page, near, first.start), first.start
    )
    if any(not _set_apart(page, sign, found) for sign in signs):
        return True
    if not first.month and not found.last.month:
        years = (first.year, found.last.year) in lexicon.programme_years
        return years and lexicon.cue("not_run_years").search(text, near, first.start) is not None
    begin, end = page.sentence_at(first.start)
    subject = lexicon.cue("event").match(text, max(begin, floor))
    held = lexicon.cue("takes_place").search(text, max(begin, first.start - 40), min(end, limit, found.last.end + 60))
    if held and lexicon.cue("project").search(text, max(begin, held.start() - 24), held.start()):
        held = None  # "the project took place from …"
    return bool(subject or held) or _within_a_week(found)


def _of_donors(page: PageReading, offset: int) -> bool:
    """ "From 1994 to 2014 the three donors gave …": a sentence on those who give grants, and on no project."""
    start, end = page.sentence_at(offset)
    told = page.lexicon.cue("donors").search(page.text, start, end)
    return told is not None and page.lexicon.cue("project_word").search(page.text, start, end) is None


def of_former(page: PageReading, start: int, found: PrintedRange) -> bool:
    """Say whether an earlier project is what the range is of: "The previous project (2018–2020, A) ended"."""
    first = found.first.start
    former = page.lexicon.cue("other_project").search(page.text, start, first)
    return former is not None and not page.lexicon.cue("run").search(page.text, former.end(), first)


def _behind_programme(page: PageReading, near: int, start: int) -> int:
    """Return the end of the programme's name before the years, unless the years stand right behind "programme"."""
    for phrase in page.phrases_over(near, start):
        called = page.lexicon.cue("not_run").search(page.text, phrase.start, phrase.end)
        if phrase.kind == "programme" and phrase.end <= start and not (called and start - phrase.end <= 2):
            near = max(near, phrase.end)
    return near


def _set_apart(page: PageReading, sign: re.Match[str], found: PrintedRange) -> bool:
    """Say whether the sign of another thing stands in a bracket that is closed, or in a column of its own.

    A comma parts years from a payer's programme if no programme runs in them: "FW0101, program TREND, 2020-2023".
    """
    words = page.text[sign.end() : found.first.start]
    closed = words.find(")")
    if "\t" in words or (closed >= 0 and "(" not in words[:closed]):
        return True
    years = (found.first.year, found.last.year)
    payer = years not in page.lexicon.programme_years and page.lexicon.cue("payer_scheme").fullmatch(sign[0])
    return bool(payer) and words.rstrip().endswith(",")


def _within_a_week(found: PrintedRange) -> bool:
    """No project runs for a week; a trip or a camp does."""
    first, last = found.first, found.last
    same = (first.year, first.month) == (last.year, last.month)
    return bool(first.day and last.day) and same and last.day - first.day < 7
