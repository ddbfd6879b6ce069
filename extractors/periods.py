"""When a project runs: ranges behind a label, in a sentence about its run, or beside its title in a list.

The years of a programme, the day of an event, a copyright are not the project's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.base import mention
from extractors.dates.covered_runs import behind_title, covered
from extractors.dates.date_grammar import DateGrammar, PrintedDate, PrintedRange, find_dates, find_ranges, grammar
from extractors.dates.doing import doing, of_project
from extractors.dates.entry_periods import in_entries
from extractors.dates.lone_runs import in_lone_sentence, of_one_project, with_duration
from extractors.dates.loose_dates import find_short_day, find_short_years
from extractors.dates.period_signs import foreign, of_former, of_programme
from extractors.dates.run_dates import Found, formerly, prolonged_to, single
from extractors.dates.stage_tables import of_stages
from extractors.dates.time_signs import may_tell_time
from extractors.dates.unknown_labels import under_unknown_labels
from extractors.labelling.labels import LabelledValue
from extractors.naming.bracketed_names import named_brackets
from extractors.text.asides import is_aside
from extractors.text.reading import PageReading, Reading
from extractors.text.worded import Worded
from schemas.records import Mention

NAME, FIELDS = "periods", ("start", "end")

FOLLOW_ON = 24
"""A sentence behind one on the project is about it too if it begins with words of running: "It runs from …"."""
ONE_YEAR = ("label_year", "key_year", "entry_year", "sentence_year")
"""These rules take a year for both ends."""
SHORT_YEARS = 40
"""Years in two digits stand at the head of a label's value, or not at all."""
BEFORE_LABEL = 16
"""So far before a known label its first words may stand: "Call closing date"."""
_OPEN_DASH = re.compile(r"\s{0,2}(?:[-–—]{1,2}|až|do|to|until)\s{0,2}", re.IGNORECASE)
_OPEN_END = Worded(r"(?:{since}|{from})\s{1,2}(?:{day_word}\s)?$", re.IGNORECASE)
_LENGTH_BEFORE = Worded(
    r"\d{1,3}[ -]{time_unit}[,;:]?\s\(?(?:{since}|{from}|{begin_word}|{until}|{end_word})(?:\s{on_day})?:?",
    re.IGNORECASE,
)
"""How long it takes, and a word for the day behind: its start or its end."""
_CLOSED = Worded(r"(?:{until}|{end_word})\s{1,2}(?:{on_day}\s)?(?:(?:{day_word}|{end_of})\s){0,3}$", re.IGNORECASE)


def extract(reading: Reading) -> Iterator[Mention]:
    """Yield starts and ends; a range yields both, a lone year behind a label of the run too.

    A year that the day of publication tells stands as `years_on`.
    """
    rules = grammar(reading.vocabulary.months)
    for page in reading.pages:
        taken: set[int] = set()
        for field, date, rule in [
            *_labelled(page, rules),
            *under_unknown_labels(page, rules),
            *_in_sentences(page, rules),
            *in_entries(page, rules),
            *_in_brackets(page, rules),
        ]:
            if date.start not in taken or rule in ONE_YEAR:
                taken.add(date.start)
                yield mention(page, field, date.start, date.end, f"periods.{rule}", date.parts())


def _in_brackets(page: PageReading, rules: DateGrammar) -> Iterator[Found]:
    """ "Clean Rivers (LIFE, 2018–2022)": the range in the bracket behind a project's name, if no programme's period."""
    for _, (start, end) in named_brackets(page):
        found = next(find_ranges(page.text, rules, start, end), None)
        if found and not of_programme(page, found):
            yield "start", found.first, "beside"
            yield "end", found.last, "beside"


def _labelled(page: PageReading, rules: DateGrammar) -> Iterator[Found]:
    for pair in page.labelled:
        if pair.entry.field not in ("period", "start", "end") or (pair.entry.weak and pair.form == "open"):
            continue
        if _of_another(page, pair):
            continue
        if not (pair.form == "cell" and of_stages(page, pair.values[0][0], weak=pair.entry.weak)):
            planned = page.lexicon.cue("planned").search(page.text, pair.start, pair.end)
            for field, date, rule in _label(page, pair, rules):
                yield field, date, "label_planned" if planned else rule


def _of_another(page: PageReading, pair: LabelledValue) -> bool:
    """Say whether a common word amid a paragraph, "Období: …", stands apart from the projects of a page of several."""
    if pair.form != "colon" or not pair.entry.weak or len({page.text[n.start : n.end] for n in page.numbers}) <= 1:
        return False
    line = page.text.rfind("\n", 0, pair.start) + 1
    return any(map(str.isalnum, page.text[line : pair.start]))


def _label(page: PageReading, pair: LabelledValue, rules: DateGrammar) -> Iterator[Found]:
    text = page.unbroken if pair.form == "cell" else page.unglued
    start, end = pair.values[0][0], pair.values[min(1, len(pair.values) - 1)][1]
    end = min(end, start + 160)
    found = list(find_ranges(text, rules, start, end))
    ranges = [r for r in found if not of_programme(page, r)]
    if found and not ranges:
        return
    dates = list(find_dates(text, rules, start, end))
    code = pair.entry.code
    other = page.lexicon.cue("not_run_label")
    label = max(0, pair.start - BEFORE_LABEL)
    label = max(label, text.rfind("\n", label, pair.start) + 1)
    of_call = page.lexicon.cue("not_run_label", "of_call").search(text, label, pair.end)
    if dates and (of_call or other.search(text, start, dates[0].start)):
        return
    short = None if dates else find_short_years(text, start, min(end, start + SHORT_YEARS))
    if short:
        ranges = [short]
    if ranges and code in ("start", "end") and dates and dates[0].start < ranges[0].first.start:
        ranges = []  # "Začátek 2016, konec 2019/2020"
    if ranges and code in ("range", "start"):
        yield "start", ranges[0].first, "label_range"
        yield "end", _prolonged(page, ranges[0].last, dates), "label_range"
    elif ranges and code == "end":
        yield "end", ranges[0].last, "label_range"
    elif not dates and code in ("start", "end") and (day := find_short_day(text, start, end)):
        yield code, day, "label_date"
    elif dates and code in ("start", "end") and _right_behind(text[start : dates[0].start]):
        yield code, dates[0], "label_date"
    elif len(dates) >= 2 and code == "range" and dates[0].start - start <= 40:
        yield "start", dates[0], "label_two"
        yield "end", _last_listed(text, dates), "label_two"
    elif dates and code == "range" and dates[0].start - start <= 40 and _may_be_lone(page, pair, dates[0]):
        yield from _lone(page, start, end, dates[0], "key_year" if pair.form == "key" else "label_year")


def _last_listed(text: str, dates: list[PrintedDate]) -> PrintedDate:
    """ "2020, 2021, 2022": the last of the years that commas part; else the second date."""
    last = dates[1]
    for date in dates[2:]:
        if date.month or text[last.end : date.start].strip(" \u00a0") != ",":
            break
        last = date
    return last


def _prolonged(page: PageReading, last: PrintedDate, dates: list[PrintedDate]) -> PrintedDate:
    """ "1. 2. 2019 – 31. 1. 2021, prodlouženo do 31. 7. 2021": the end that holds is the later one."""
    later = [date for date in dates if date.start > last.end and not formerly(page, last.end, date)]
    moved = page.lexicon.cue("prolonged")
    return later[-1] if later and moved.search(page.text, last.end, later[-1].start) else last


def _right_behind(words: str) -> bool:
    """Say whether a date is the value: "ihned po podpisu smlouvy, předpoklad 09/2019" says something else."""
    return len(words) <= 40 and not (words.count(" ") > 2 and "," in words)


def _may_be_lone(page: PageReading, pair: LabelledValue, date: PrintedDate) -> bool:
    """Behind a common word ("Realizace: 2012") a year must be all that is printed; "Termín: 14.7.2017" is a task's."""
    start, end = pair.values[0]
    words = page.text[start : date.start].strip().lower()
    rest = page.text[date.end : end].strip(" .-–—")
    if pair.entry.weak and date.month and words in ("since", "from", "od") and (not rest or rest[0] == "("):
        return True
    if date.month and page.lexicon.worded(_LENGTH_BEFORE).fullmatch(words):
        return True  # "48 months (until 31 December 2026)"
    return not pair.entry.weak or (not date.month and words in ("", "rok", "v roce", "year") and not rest)


def _lone(page: PageReading, start: int, end: int, date: PrintedDate, rule: str) -> Iterator[Found]:
    """ "Project duration: 2011" starts and ends in 2011; "since" and "until" name one end.  Source: labelling guide."""
    text = page.text
    before = text[start : date.start]
    dash = _OPEN_DASH.match(text, date.end, end)
    unfinished = dash and (dash.end() == end or page.lexicon.cue("open_end").match(text, dash.end(), end))
    if page.lexicon.worded(_CLOSED).search(before):
        yield "end", date, "label_date"
    elif page.lexicon.worded(_OPEN_END).search(before) or date.month or unfinished:
        yield "start", date, "label_date"
    else:
        yield "start", date, rule
        yield "end", date, rule


def _in_sentences(page: PageReading, rules: DateGrammar) -> Iterator[Found]:
    lexicon, text = page.lexicon, page.text
    project, run = lexicon.cue("project"), lexicon.cue("run")
    before = (0, 0)
    alone = len({page.text[n.start : n.end] for n in page.numbers}) <= 1 and not page.is_list
    for start, end in page.sentences:
        first, last = before
        before = start, end
        if not may_tell_time(page, rules, start, end):
            continue
        named = bool(project.search(text, start, end))
        if not named and not (_follows(page, start, end) and last and project.search(text, first, last)):
            bracket = next((r for r in find_ranges(text, rules, start, end) if behind_title(page, r, start)), None)
            if bracket and not foreign(page, start, end, bracket):
                yield "start", bracket.first, "sentence_bracket"
                yield "end", bracket.last, "sentence_bracket"
            elif is_aside(page, start):
                continue
            elif alone or of_one_project(page, start):
                yield from in_lone_sentence(page, rules, start, end)
            elif not page.is_list:
                yield from doing(page, rules, start, end)
            continue
        moved = prolonged_to(page, rules, start, end)
        if moved:
            yield "end", moved[1], "sentence_moved"
            end = moved[0]
        found = list(find_ranges(text, rules, start, end))
        ranges = [
            r
            for r in found
            if not foreign(page, start, end, r) and not of_programme(page, r) and not of_former(page, start, r)
        ]
        in_brackets = next((r for r in found if named and _bracketed(page, r) and not of_programme(page, r)), None)
        about_run = run.search(text, start, end)
        if ranges and about_run:
            yield "start", ranges[0].first, "sentence_range"
            yield "end", ranges[0].last, "sentence_range"
        elif in_brackets:
            yield "start", in_brackets.first, "sentence_bracket"
            yield "end", in_brackets.last, "sentence_bracket"
        elif about_run:
            apart = {date.start for r in found if r not in ranges for date in (r.first, r.last)}
            yield from single(page, rules, start, end, apart)
        elif told := covered(page, ranges, start, end):
            yield "start", told.first, "sentence_covered"
            yield "end", told.last, "sentence_covered"
        else:
            yield from with_duration(page, rules, start, end)
            yield from of_project(page, rules, start, end)
            yield from doing(page, rules, start, end)


def _follows(page: PageReading, start: int, end: int) -> bool:
    """Say whether a sentence that begins with words of running is about the project: not "The mayor has been …"."""
    run = page.lexicon.cue("run").search(page.text, start, min(end, start + FOLLOW_ON))
    if not run or not page.lexicon.cue("any_verb").fullmatch(run[0]):
        return run is not None
    return page.lexicon.cue("it").fullmatch(page.text[start : run.start()].strip()) is not None


def _bracketed(page: PageReading, found: PrintedRange) -> bool:
    """A range that opens a bracket: of months anywhere, of years right behind "project" ("a project (2022-2025)")."""
    text, first = page.text, found.first.start
    if text[first - 1 : first] != "(" or text[found.last.end : found.last.end + 1] not in (")", ","):
        return False
    if found.first.month and found.last.month:
        return True
    before = text[max(0, first - 24) : first - 1].rstrip()
    return any(m.end() == len(before) for m in page.lexicon.cue("project", "duration_unit").finditer(before))
