"""One date in a sentence that tells when something runs: the words right before or behind it say which end it is."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator

from extractors.dates.bare_months import MonthOnly, behind_verbs
from extractors.dates.date_grammar import DateGrammar, PrintedDate, find_dates
from extractors.dates.loose_dates import RelativeDate, find_lent_year, find_relative, find_same_year
from extractors.text.cues import Cues
from extractors.text.reading import PageReading
from extractors.text.worded import Worded

Found = tuple[str, PrintedDate | RelativeDate | MonthOnly, str]
"""Field, date, rule."""
_ON_DAY = Worded(r"(?<!\w)(?:{on_day}|{in_year}|{being})\s{1,2}$|^\W{0,3}$", re.IGNORECASE)
_SPACE = Worded(r"\s{1,2}(?:{however}\s)?|,\s{1,2}{when}\s(?:{what_runs}\s)?")
_ASIDE = Worded(r",\s[^,.;]{3,60},\s(?:{on_day}\s)?$")
"""Words set between a verb and its day: "ended, after a prolongation, on 29 February 2024"."""
_OPENING = Worded(r"\W{0,4}(?:{on_day}|{on_part_of_time}|(?P<until>{until}|{by_day}))\s{1,2}", re.IGNORECASE)
EARLIEST = 1996
"""A bare year before it is history in prose: "collections shown since 1990"; few programmes of the lists are older."""
_FILLER = Worded(r"(?:\s{run_filler}){1,3}(?:\s{on_day})?\s", re.IGNORECASE)
"""Between "zahájení" and its day: "zahájení realizace projektu k 1. září 2010"."""
_AND = re.compile(r"(?<!\w)(?:a|and)\s(?:(?:v|in)\s(?:roce\s)?)?$")
_CLAUSE_END = re.compile(r"[,;]")
_CLAUSE = re.compile(r",?\s[^,.;:()\d]{4,110}")
"""The clause with which a date goes on: to its first mark or figure."""
PROLONGED = 70
"""The new end stands at most so many code points behind the word that tells of it."""
AHEAD = 50
"""So near before a day stands the word that puts it ahead: "should be finished by 30 April 2024"."""
_TO = Worded(r"(?<!\w)(?:{until}|na|to|by)\s{1,2}(?:(?:{day_word}|{end_of})\s){0,2}$", re.IGNORECASE)
_IN_YEAR = Worded(r"(?<!\w)(?:{in_year}|{all_year})\s$", re.IGNORECASE)


def prolonged_to(page: PageReading, rules: DateGrammar, start: int, end: int) -> tuple[int, PrintedDate] | None:
    """Return where a sentence tells that the end was moved, and the end that holds: "prodloužen do 30. 4. 2022"."""
    text = page.text
    word = page.lexicon.cue("prolonged").search(text, start, end)
    dates = find_dates(text, rules, word.end(), min(end, word.end() + PROLONGED)) if word else ()
    moved = page.lexicon.worded(_TO)
    later = [date for date in dates if moved.search(text, start, date.start) and not formerly(page, start, date)]
    return (word.start(), later[-1]) if word and later else None


def formerly(page: PageReading, start: int, date: PrintedDate | RelativeDate) -> bool:
    """Say whether the words before a date tell what held before: "originally until 30/09/2020"."""
    return page.lexicon.cue("formerly").search(page.text, max(start, date.start - 25), date.start) is not None


def single(page: PageReading, rules: DateGrammar, start: int, end: int, apart: Container[int] = ()) -> Iterator[Found]:
    """Yield the starts and ends that a sentence tells by single dates; not by those that begin at a place `apart`."""
    not_run, projects = page.lexicon.cue("not_run", "not_run_years", "not_run_label"), page.lexicon.cue("projects")
    dates: list[tuple[PrintedDate | RelativeDate, str]] = [
        *((date, "sentence_date") for date in find_dates(page.text, rules, start, end)),
        *((date, "sentence_relative") for date in find_relative(page.text, page.lexicon.vocabulary, start, end)),
    ]
    if page.lexicon.cue("event").match(page.text, start):
        return
    dates += [(date, "sentence_date") for date in find_same_year(page.text, rules, start, end)]
    if len(dates) == 1:
        yield from _whole_year(page, dates[0][0], start, end)
    if not any(isinstance(date, RelativeDate) for date, _ in dates):  # "next year in June"
        dates += [(date, "sentence_lent") for date in find_lent_year(page, rules, start, end)]
    for date, rule in dates:
        if date.start in apart or _is_other(page, not_run, max(start, date.start - 25), date.start):
            continue
        if formerly(page, start, date) or _of_other_subject(page, start, date.start):
            continue
        if isinstance(date, PrintedDate) and not date.month and date.year < EARLIEST:
            continue
        if not date.month and (_in_programme(page, date) or projects.search(page.text, start, date.start)):
            continue  # "We have been taking part in European projects since 2006"
        begin = max(start, page.text.rfind(";", start, date.start))  # a semicolon parts what is told of two dates
        field = _told_before(page, begin, date.start) or _told_behind(page, begin, date.start, date.end, end)
        field = field or (told_far_behind(page, start, date, end) if date is dates[0][0] else "")
        if field:
            yield field, date, rule
    yield from _without_year(page, start, end, dates)


def _is_other(page: PageReading, not_run: Cues, start: int, date: int) -> bool:
    """Say whether a sign of another thing stands before a date; "podle plánu" tells of no plan."""
    planned = [match.span() for match in page.lexicon.cue("as_planned").finditer(page.text, start - 12, date)]
    calls = page.lexicon.cue("of_call").finditer(page.text, start, date)
    if any(page.text.startswith(", ", call.end()) for call in calls):
        return True  # "V 1. výzvě, uzavřené v srpnu 2005, …"
    signs = not_run.finditer(page.text, start, date)
    return any(not any(begin <= sign.start() < stop for begin, stop in planned) for sign in signs)


def _in_programme(page: PageReading, date: PrintedDate | RelativeDate) -> bool:
    """Say whether the year is part of a programme's name: "from Horizon 2020"."""
    return any(p.kind == "programme" and p.start < date.start for p in page.phrases_over(date.start, date.end))


def _without_year(
    page: PageReading, start: int, end: int, dates: list[tuple[PrintedDate | RelativeDate, str]]
) -> Iterator[Found]:
    """ "Work began in January": not beside a day that is past, whose year it would share ("and ended in May 2020")."""
    ahead = page.lexicon.cue("told_ahead")
    if all(ahead.search(page.text, max(start, date.start - AHEAD), date.start) for date, _ in dates):
        yield from ((field, month, "sentence_month") for field, month in behind_verbs(page, start, end))


def _of_other_subject(page: PageReading, start: int, date: int) -> bool:
    """Say whether the clause of a date, the first of its sentence, is about what comes after or beside the project."""
    other = page.lexicon.cue("not_run_subject").match(page.text, start)
    return bool(other) and not _CLAUSE_END.search(page.text, start, date)


def told_far_behind(page: PageReading, start: int, date: PrintedDate | RelativeDate, end: int) -> str:
    """Return the field that a verb tells of the date that opens its sentence, what runs standing next to the verb.

    "In March 2019, the project Living Banks was launched", "Do konce dubna 2022 musí být celá stavba dokončena".
    """
    text, lexicon = page.text, page.lexicon
    opening = lexicon.worded(_OPENING).fullmatch(text, start, date.start)
    clause = _CLAUSE.match(text, date.end, end) if opening else None
    if not opening or not clause or lexicon.cue("event").search(text, *clause.span()):
        return ""
    if not lexicon.cue("project", "run_whole").search(text, *clause.span()):
        return ""
    if opening["until"]:
        return "end" if lexicon.cue("end_verb", "end_before").search(text, *clause.span()) else ""
    begins, ends = (lexicon.cue(group).search(text, *clause.span()) for group in ("start_verb", "end_verb"))
    return ("start" if begins else "end") if bool(begins) is not bool(ends) else ""


def _whole_year(page: PageReading, date: PrintedDate | RelativeDate, start: int, end: int) -> Iterator[Found]:
    """ "V roce 2012 byl realizován projekt X", "carried out by the faculty in 2021": the run is that year."""
    text = page.text
    if (
        isinstance(date, RelativeDate)
        or date.month
        or not page.lexicon.worded(_IN_YEAR).search(text, max(start, date.start - 12), date.start)
    ):
        return
    if page.lexicon.cue("run_done").search(text, start, end) and not page.lexicon.cue("not_run").search(
        text, start, end
    ):
        yield "start", date, "sentence_year"
        yield "end", date, "sentence_year"


def _told_before(page: PageReading, start: int, date: int) -> str:
    """Return the field that the words right before a date tell: "od", "byl zahájen", "until"."""
    moved = any(m.end() >= date - 3 for m in page.lexicon.cue("moved").finditer(page.text, max(start, date - 30), date))
    aside = page.lexicon.worded(_ASIDE).search(page.text, max(start, date - 90), date)
    if aside:
        date = aside.start()
    window = start if moved else max(start, date - 40)
    near_begin, near_end = (_last_told(page, group, window, date) for group in ("start_before", "end_before"))
    near = max(near_begin, near_end)
    filled = near >= 0 and page.lexicon.worded(_FILLER).fullmatch(page.text, near, date)
    if near < (start if moved or filled else max(date - 16, start)):
        return ""
    if _AND.search(page.text, max(near_begin, near_end), date):
        return ""  # "v roce 2021 jsme zahájili a v roce 2023 …"
    if near_end > near_begin and _is_set(page, start, date):
        return "start"
    return "start" if near_begin > near_end else "end"


def _last_told(page: PageReading, group: str, start: int, date: int) -> int:
    """Return where the last word of a group that leads to the date ends; -1 if there is none."""
    words = page.lexicon.cue(group).finditer(page.text, start, date)
    return max((word.end() for word in words if _leads_to(page, word, date)), default=-1)


def _leads_to(page: PageReading, word: re.Match[str], date: int) -> bool:
    """Say whether a word for begin or end tells of the date; of a bare noun nothing else stands between: "začátek
    tábora 1. 7. 2020" is that of a camp."""
    if not page.lexicon.cue("bare_end").fullmatch(word[0]):
        return True
    between = page.text[word.end() : date].strip(" :\u00a0").lower()
    return not between or page.lexicon.cue("on_day", "set_for").fullmatch(between) is not None


def _is_set(page: PageReading, start: int, date: int) -> bool:
    """ "Začátek je stanoven na 1. 3. 2021": what is set for the day is a beginning, which the clause names."""
    last = max((m.end() for m in page.lexicon.cue("set_for").finditer(page.text, start, date)), default=-1)
    commas = [mark.end() for mark in _CLAUSE_END.finditer(page.text, start, date)]
    clause = commas[-1] if commas else start
    return last >= date - 3 and page.lexicon.cue("start_noun").search(page.text, clause, date) is not None


def _told_behind(page: PageReading, start: int, date: int, stop: int, end: int) -> str:
    """Return the field that a verb right behind a date tells: "V lednu 2016 odstartoval projekt"."""
    if not page.lexicon.worded(_ON_DAY).search(page.text, max(start, date - 12), date):
        return ""
    verb = page.lexicon.worded(_SPACE).match(page.text, stop, end)
    begin = verb.end() if verb else stop
    if page.lexicon.cue("start_verb").match(page.text, begin, end):
        return "start"
    return "end" if page.lexicon.cue("end_verb").match(page.text, begin, end) else ""
