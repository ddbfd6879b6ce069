"""When a project runs: ranges behind a label, in a sentence about its run, or beside its title in a list.

The years of a programme, the day of an event, a copyright are not the project's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.base import mention
from extractors.date_grammar import DateGrammar, PrintedDate, PrintedRange, find_dates, find_ranges, grammar
from extractors.labels import LabelledValue
from extractors.reading import PageReading, Reading
from schemas.document import BlockKind
from schemas.records import Mention

NAME, FIELDS = "periods", ("start", "end")

FOLLOW_ON = 24
"""A sentence behind one on the project is about it too if it begins with words of running: "It runs from …"."""
LONGEST_ITEM = 500
"""A longer block is prose, where a range needs words of its own."""
_OPEN_END = re.compile(r"(?:since|from|od)\s{1,2}(?:the\s|roku\s|dne\s)?$", re.IGNORECASE)
_CLOSED = re.compile(
    r"(?:until|till|to|do|by)\s{1,2}(?:the\s|end\sof\s|konce\s|roku\s|dne\s|konce\sroku\s){0,3}$",
    re.IGNORECASE,
)


def extract(reading: Reading) -> Iterator[Mention]:
    """Yield starts and ends; a range yields both, a lone year behind a label of the run too."""
    rules = grammar(reading.vocabulary.months)
    for page in reading.pages:
        taken: set[int] = set()
        for field, date, rule in [
            *_labelled(page, rules),
            *_in_sentences(page, rules),
            *_beside(page, rules),
        ]:
            if date.start not in taken or rule == "label_year":
                taken.add(date.start)
                yield mention(page, field, date.start, date.end, f"periods.{rule}", date.parts())


Found = tuple[str, PrintedDate, str]


def _labelled(page: PageReading, rules: DateGrammar) -> Iterator[Found]:
    for pair in page.labelled:
        if pair.entry.field in ("period", "start", "end") and not (pair.entry.weak and pair.form == "open"):
            yield from _label(page.text, pair, rules)


def _label(text: str, pair: LabelledValue, rules: DateGrammar) -> Iterator[Found]:
    start, end = pair.values[0][0], pair.values[min(1, len(pair.values) - 1)][1]
    end = min(end, start + 160)
    ranges = list(find_ranges(text, rules, start, end))
    dates = list(find_dates(text, rules, start, end))
    code = pair.entry.code
    if ranges and code in ("range", "start"):
        yield "start", ranges[0].first, "label_range"
        yield "end", ranges[0].last, "label_range"
    elif ranges and code == "end":
        yield "end", ranges[0].last, "label_range"
    elif dates and code in ("start", "end") and dates[0].start - start <= 40:
        yield code, dates[0], "label_date"
    elif len(dates) >= 2 and code == "range" and dates[0].start - start <= 40:
        yield "start", dates[0], "label_two"
        yield "end", dates[1], "label_two"
    elif dates and code == "range" and dates[0].start - start <= 40 and not pair.entry.weak:
        yield from _lone(text, start, dates[0])


def _lone(text: str, start: int, date: PrintedDate) -> Iterator[Found]:
    """ "Project duration: 2011" starts and ends in 2011; "since" and "until" name one end.  Source: labelling guide."""
    before = text[start : date.start]
    if _CLOSED.search(before):
        yield "end", date, "label_date"
    elif _OPEN_END.search(before) or date.month:
        yield "start", date, "label_date"
    else:
        yield "start", date, "label_year"
        yield "end", date, "label_year"


def _in_sentences(page: PageReading, rules: DateGrammar) -> Iterator[Found]:
    lexicon, text = page.lexicon, page.text
    project, run, not_run = lexicon.cue("project"), lexicon.cue("run"), lexicon.cue("not_run")
    spoken_of = False
    for start, end in page.sentences:
        named = bool(project.search(text, start, end))
        follows = spoken_of and bool(run.search(text, start, min(end, start + FOLLOW_ON)))
        spoken_of = named
        if not named and not follows:
            continue
        ranges = [r for r in find_ranges(text, rules, start, end) if not _foreign(text, start, r, not_run)]
        about_run = run.search(text, start, end)
        if ranges and about_run:
            yield "start", ranges[0].first, "sentence_range"
            yield "end", ranges[0].last, "sentence_range"
        elif about_run:
            yield from _single(page, rules, start, end)


def _beside(page: PageReading, rules: DateGrammar) -> Iterator[Found]:
    """A range in the item, heading or row of a project's number, or in an entry of a list of projects."""
    not_run = page.lexicon.cue("not_run")
    for block in page.blocks:
        if block.end - block.start > LONGEST_ITEM or block.kind in (BlockKind.META, BlockKind.FRONT_MATTER):
            continue
        found = next(find_ranges(page.text, rules, block.start, block.end), None)
        if found is None or _foreign(page.text, block.start, found, not_run) or _of_programme(page, found):
            continue
        alone = block.kind is BlockKind.TABLE_CELL and not page.text[block.start : found.first.start].strip()
        numbered = any(block.start <= n.start < block.end for n in page.numbers)
        if alone or numbered or (block.kind is BlockKind.LIST_ITEM and page.under_project_heading(block)):
            yield "start", found.first, "beside"
            yield "end", found.last, "beside"


def _of_programme(page: PageReading, found: PrintedRange) -> bool:
    """Say whether a programme's name stands right before its years: "Norway Grants 2009-2014"."""
    return any(0 <= found.first.start - p.end <= 6 for p in page.phrases if p.kind == "programme")


def _foreign(text: str, floor: int, found: PrintedRange, not_run: re.Pattern[str]) -> bool:
    """Say whether a programme, a plan or an event stands right before the range."""
    return bool(not_run.search(text, max(floor, found.first.start - 45), found.first.start))


def _single(page: PageReading, rules: DateGrammar, start: int, end: int) -> Iterator[Found]:
    text = page.text
    before, after = page.lexicon.cue("start_before"), page.lexicon.cue("end_before")
    not_run = page.lexicon.cue("not_run")
    for date in find_dates(text, rules, start, end):
        window = max(start, date.start - 40)
        if not_run.search(text, max(start, date.start - 25), date.start):
            continue
        begins = [m.end() for m in before.finditer(text, window, date.start)]
        ends = [m.end() for m in after.finditer(text, window, date.start)]
        near_begin, near_end = max(begins, default=0), max(ends, default=0)
        if max(near_begin, near_end) < date.start - 16:
            continue
        yield ("start" if near_begin > near_end else "end"), date, "sentence_date"
