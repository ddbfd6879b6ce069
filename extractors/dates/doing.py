"""What the people of a project say that they do from a day on or until it, though no word of running tells of it.

"Od března 2023 zabydlujeme rodiny", "we have been planting since May 2019", "stavíme do dubna 2016".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.dates.bare_months import MonthOnly, find_since
from extractors.dates.date_grammar import DateGrammar, PrintedDate, find_dates
from extractors.text.reading import PageReading
from extractors.text.worded import Worded

Doing = tuple[str, PrintedDate | MonthOnly, str]
NEAR = 600
"""The number of the project stands in the same section, at most so many code points away."""
_WE = re.compile(
    r"(?<!\w)(?:[^\W\d_]{2,18}(?:uje|á|í|e)me|(?:have|has) been [a-z]{3,18}ing"
    r"|we(?: are|.re) [a-z]{3,18}ing)(?!\w)",
    re.IGNORECASE,
)
"""A verb of "we" in the present, or an English one that goes on."""
_FROM = Worded(r"(?<!\w){since}\s{1,2}(?:{part_of_time}\s{1,2})?$", re.IGNORECASE)
_OPENS = Worded(r"\W{0,4}(?:{since}|{until})\s{1,2}(?:{part_of_time}\s{1,2})?", re.IGNORECASE)
_SUBJECT = Worded(r"\W{0,4}(?:{this_one}\s)?{project_word}(?!\w)", re.IGNORECASE)
_UNTIL = Worded(r"(?<!\w){until}\s{1,2}(?:{part_of_time}\s{1,2})?$", re.IGNORECASE)


def doing(page: PageReading, rules: DateGrammar, start: int, end: int) -> Iterator[Doing]:
    """Yield the month or day from which, or until which, a sentence next to a project's number says what "we" do."""
    if not page.numbers:
        return
    dates = list(find_dates(page.text, rules, start, end))
    date = dates[0] if len(dates) == 1 and dates[0].month else None if dates else find_since(page, start, end)
    if date is None or not near_one_number(page, start) or not _is_done(page, start, end, date):
        return
    begin = max(start, date.start - 24)
    if isinstance(date, MonthOnly) or page.lexicon.worded(_FROM).search(page.text, begin, date.start):
        yield "start", date, "sentence_doing"
    elif page.lexicon.worded(_UNTIL).search(page.text, begin, date.start):
        yield "end", date, "sentence_doing"


def of_project(page: PageReading, rules: DateGrammar, start: int, end: int) -> Iterator[Doing]:
    """Yield the only day or month of a sentence that begins with the project, behind "since" or "until".

    "Projekt, jehož se škola účastní od 1. 9. 2018, je rozložen do dvou let."
    """
    subject = page.lexicon.worded(_SUBJECT).match(page.text, start, end)
    dates = list(find_dates(page.text, rules, start, end)) if subject else []
    if subject is None or len(dates) != 1 or not dates[0].month:
        return
    date = dates[0]
    others = page.lexicon.cue("not_run", "not_run_label", "of_call", "event", "takes_place", "other_project")
    if others.search(page.text, subject.end(), date.start):
        return
    begin = max(start, date.start - 24)
    if page.lexicon.worded(_FROM).search(page.text, begin, date.start):
        yield "start", date, "sentence_since"
    elif page.lexicon.worded(_UNTIL).search(page.text, begin, date.start):
        yield "end", date, "sentence_since"


def _is_done(page: PageReading, start: int, end: int, date: PrintedDate | MonthOnly) -> bool:
    """Say whether a sentence opens with the day, or "we" do something all the time; no other thing has the day."""
    lexicon, text = page.lexicon, page.text
    verbs = list(_WE.finditer(text, start, end))
    done = any(not lexicon.cue("not_doing").fullmatch(verb[0]) for verb in verbs)
    opens = not isinstance(date, MonthOnly) and lexicon.worded(_OPENS).fullmatch(text, start, date.start)
    if not done and not (opens and (not verbs or lexicon.cue("will_do").search(text, start, end))):
        return False
    others = lexicon.cue("not_run", "not_run_label", "of_call", "event", "takes_place")
    return not others.search(text, start, end) and not lexicon.cue("other_project").search(text, start, date.start)


def near_one_number(page: PageReading, start: int) -> bool:
    """Say whether one number stands around the place, under the same heading."""
    heading = page.heading_before(start)
    floor, body = (heading.start, heading.end) if heading else (0, 0)
    around = page.numbers_within(max(start - NEAR, floor), start + NEAR)
    near = (n for n in around if n.start < body or page.heading_before(n.start) is heading)
    return len({page.text[n.start : n.end] for n in near}) == 1
