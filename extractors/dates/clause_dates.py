"""A date whose clause says that the project begins or ends: the verb need not stand right beside it.

"Projekt odstartoval úvodní konferencí 4. února 2014", "Ve čtvrtek 30. 6. 2022 skončil na naší škole projekt …".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.dates.date_grammar import DateGrammar, PrintedDate, find_dates
from extractors.dates.loose_dates import RelativeDate, find_relative
from extractors.text.kept import kept
from extractors.text.reading import PageReading
from extractors.text.worded import Worded
from schemas.document import BlockKind

LEAD = 56
"""The words that lead to a date, "in the second half of the year", are no longer."""
REACH = 130
"""Between a verb and its date stand at most so many code points."""
_LEAD = Worded(
    r"(?<!\w)(?:(?:(?P<since>{since_day})|(?P<until>{until_day})|{time_preposition})\s{1,2})?"
    r"(?:{time_part}(?:[\s,]\s?|(?<=-))){0,5}$",
    re.IGNORECASE,
)
_BOUND = re.compile(r"[,;:–—]\s|[.?!]\s(?=[^\W\d_])")
_AND = re.compile(r"(?<!\w)(?:a|and|aby|i)\s")
_OTHER_DATE = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_PARTS = re.compile(r"\s[|–—-]\s|:\s")
_MARKS = ' „“"»«:'
NEAR = 60
"""So near its beginning a sentence that goes on has its verb."""
_GOES_ON = Worded(r"[\s,(„“\"]*(?:(?:{goes_on_with}|[a-z]{3,12}ly)[\s,]{1,2}){0,8}", re.IGNORECASE)


def told_in_clause(page: PageReading, start: int, date: PrintedDate | RelativeDate, end: int) -> str:
    """Return the field that the clause of a date tells of the project that its sentence is about; "" if it tells none.

    The clause names the project, or its verb has no subject of its own; no event and no other thing stands in it.
    """
    text = page.masked
    if not page.lexicon.cue("begun", "ended", "run_from_on").search(text, start, end):
        return ""
    lead = page.lexicon.worded(_LEAD).search(text, max(start, date.start - LEAD), date.start)
    opens = lead.start() if lead else date.start
    if lead is None or (opens == date.start and text[start:opens].strip() and not _needs_no_lead(text, date)):
        return ""
    asked = "start" if lead["since"] else "end" if lead["until"] else ""
    for wide, (begin, stop) in enumerate(_clauses(text, start, opens, date.end, end)):
        if found := _verb(page, begin, opens, date.end, stop, asked, bool(wide)):
            field, verb, behind = found
            return field if _is_told(page, _joined(page, begin, verb), stop, opens, date, verb, behind) else ""
    return ""


def _needs_no_lead(text: str, date: PrintedDate | RelativeDate) -> bool:
    """Say whether a date may stand without a preposition: a Czech day, "4. února 2014", or "next month"."""
    return isinstance(date, RelativeDate) or bool(date.day and "." in text[date.start : date.end])


def _clauses(text: str, start: int, opens: int, behind: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the bounds of the clause between the marks round a date, then of the sentence before it.

    A mark right before the date is that of an aside; another date ends the clause that is told of it.
    """
    dates = [year.end() for year in _OTHER_DATE.finditer(text, start, opens)]
    floor = dates[-1] if dates else start
    marks = [mark.end() for mark in _BOUND.finditer(text, floor, opens)]
    if marks and not text[marks[-1] : opens].strip():
        marks.pop()
    bound = _BOUND.search(text, behind, end)
    stop = bound.start() if bound else end
    yield marks[-1] if marks else floor, stop
    if marks and text[marks[-1] - 2] != ";":
        yield floor, stop


def _verb(
    page: PageReading, begin: int, opens: int, behind: int, stop: int, asked: str, wide: bool
) -> tuple[str, re.Match[str], bool] | None:
    """Return the field of the last word for begin or end before a date, else of the first one behind it.

    A date behind "since" or "until" asks for one of the two, and a word of running tells it as well.
    """
    text, lexicon = page.masked, page.lexicon
    groups = {"start": lexicon.cue("begun"), "end": lexicon.cue("ended")}
    before = [(word.end(), field, word) for field, cues in groups.items() for word in cues.finditer(text, begin, opens)]
    if before:
        _, field, word = max(before, key=lambda item: item[0])
        return (field, word, False) if asked in ("", field) else None
    if asked and not wide and (runs := list(lexicon.cue("run_from_on").finditer(text, begin, opens))):
        return asked, runs[-1], False

    behind_it = ((field, cues.search(text, behind, stop)) for field, cues in groups.items())
    after = [(field, found) for field, found in behind_it if found]
    if len(after) == 1 and asked in ("", after[0][0]):
        return *after[0], True
    return None


def _joined(page: PageReading, begin: int, verb: re.Match[str]) -> int:
    """Return where the part of a clause begins that "and" joins to what stands before: "… held a fair and ended on"."""
    joins = list(_AND.finditer(page.masked, begin, verb.start()))
    if not joins:
        return begin
    subject = page.lexicon.worded(_GOES_ON).match(page.masked, joins[-1].end(), verb.end())
    return joins[-1].end() if subject and subject.end() >= verb.start() else begin


def _is_told(
    page: PageReading,
    begin: int,
    stop: int,
    opens: int,
    date: PrintedDate | RelativeDate,
    verb: re.Match[str],
    behind: bool,
) -> bool:
    """Say whether what begins or ends there is the project."""
    text, lexicon = page.masked, page.lexicon
    between = (date.end, verb.start()) if behind else (verb.end(), opens)
    if _OTHER_DATE.search(text, *between) or between[1] - between[0] > REACH:
        return False
    if behind and _OTHER_DATE.search(text, verb.end(), page.sentence_at(verb.start())[1]):
        return False  # "was approved on 5 February 2019 and begins on 1 March 2019": the verb has a date of its own
    others = lexicon.cue(
        "event", "event_of_project", "takes_place", "not_run", "not_run_label", "of_call", "projects", "other_project"
    )
    parts = ((begin, opens), (date.end, stop))
    if any(others.search(text, *part) for part in parts):
        return False
    if any(lexicon.cue("project", "it_object").search(text, *part) for part in parts):
        return True
    subject = lexicon.worded(_GOES_ON).match(text, begin, stop)
    first = subject.end() if subject else begin
    return first >= (opens if behind else verb.start()) or opens_with_title(page, begin)


def in_clauses(
    page: PageReading, rules: DateGrammar, start: int, end: int, named: bool = False
) -> Iterator[tuple[str, PrintedDate | RelativeDate, str]]:
    """Yield what the clauses of a sentence tell of the project; of the only one at hand where none is `named`."""
    dates: list[PrintedDate | RelativeDate] = [*find_dates(page.text, rules, start, end)]
    dates += [*find_relative(page.text, page.lexicon.vocabulary, start, end)]
    for date in dates:
        if (named or date.month or isinstance(date, PrintedDate)) and (field := told_in_clause(page, start, date, end)):
            yield field, date, "sentence_work"


def goes_on(page: PageReading, start: int, end: int) -> bool:
    """Say whether a sentence goes on about what the one before it names: its verb has no subject, or it says "it"."""
    if page.lacks("begun", "ended"):
        return False
    verb = page.lexicon.cue("begun", "ended").search(page.masked, start, min(end, start + NEAR))
    if verb is None:
        return False
    subject = page.lexicon.worded(_GOES_ON).match(page.masked, start, end)
    if subject and subject.end() >= verb.start():
        return True
    return page.lexicon.cue("it_object").match(page.masked, verb.end() + 1, end) is not None


def opens_with_title(page: PageReading, start: int) -> bool:
    """Say whether a sentence begins with what the page's first heading calls the project: "GREENSCRIPT began …"."""
    return any(
        page.text.startswith(name, at) and not page.text[at + len(name) : at + len(name) + 1].isalnum()
        for name in _titles(page)
        for at in (start, start + 4)
    )


@kept
def _titles(page: PageReading) -> tuple[str, ...]:
    """Return how the first heading of the page calls it, whole and up to its first mark."""
    heads = [block for block in page.blocks if block.kind is BlockKind.HEADING][:1]
    names = (page.text[head.start : head.end].strip(_MARKS) for head in heads)
    return tuple(
        dict.fromkeys(part for name in names for part in (name, _PARTS.split(name)[0]) if 4 <= len(part) <= 80)
    )
