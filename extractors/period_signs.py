"""Signs that a range is not a project's run: of a programme, an event, a plan."""

from __future__ import annotations

from extractors.date_grammar import PrintedRange
from extractors.reading import PageReading


def of_programme(page: PageReading, found: PrintedRange) -> bool:
    """Say whether a programme's name stands right before its years: "Norway Grants 2009-2014"; it has no months."""
    return not found.first.month and any(
        0 <= found.first.start - p.end <= 6 and not set(")\n") & set(page.text[p.end : found.first.start])
        for p in page.phrases_over(found.first.start - 7, found.first.start)
        if p.kind == "programme" or (p.kind == "funder" and p.code == "EEA-NORWAY")
    )


def foreign(page: PageReading, floor: int, limit: int, found: PrintedRange) -> bool:
    """Say whether a programme, a plan or an event stands right before the range, or the sentence tells of an event.

    Behind a project's number the range is the project's: "program NAKI II, DG16P02B039, 2016-2020".
    """
    text, lexicon, first = page.text, page.lexicon, found.first
    before = page.numbers_over(first.start - 45, first.start)
    near = max(floor, first.start - 45, *(n.end for n in before if n.end <= first.start))
    if lexicon.cue("not_run").search(text, near, first.start):
        return True
    if not first.month and not found.last.month:
        return bool(lexicon.cue("not_run_years").search(text, near, first.start))
    begin, end = page.sentence_at(first.start)
    subject = lexicon.cue("event").match(text, max(begin, floor))
    held = lexicon.cue("takes_place").search(text, max(begin, first.start - 40), min(end, limit, found.last.end + 60))
    return bool(subject or held) or _within_a_week(found)


def _within_a_week(found: PrintedRange) -> bool:
    """No project runs for a week; a trip or a camp does."""
    first, last = found.first, found.last
    same = (first.year, first.month) == (last.year, last.month)
    return bool(first.day and last.day) and same and last.day - first.day < 7
