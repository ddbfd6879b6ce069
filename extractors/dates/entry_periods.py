"""When a project runs, told beside its number or title without words of running: in entries, rows, lines of cards."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from extractors.dates.date_grammar import (
    DateGrammar,
    PrintedDate,
    PrintedRange,
    find_dates,
    find_ranges,
    may_have_dates,
)
from extractors.dates.period_signs import foreign, of_programme
from extractors.dates.run_dates import EARLIEST
from extractors.dates.stage_tables import of_stages
from extractors.text.letters import CAPITAL
from extractors.text.lines import line_end, lines
from extractors.text.reading import PageReading
from extractors.text.worded import Worded
from schemas.document import Block, BlockKind

Entry = tuple[str, PrintedDate, str]
"""Field, date, rule."""
LONGEST_ITEM = 500
"""A longer block is prose, where a range needs words of its own."""
NUMBER_LINE = 200
"""A line with a number and a range is no longer; a paragraph of prose is."""
SHORT_ENTRY = 200
"""In a longer entry commas part years of history too."""
SHORTEST, LONGEST = 6, 144
"""The months of a run that nothing but its place below a heading tells."""
BESIDE_NUMBER = 300
"""A line that is a range and nothing else stands so near the number of its project."""
_ENTRIES = (BlockKind.LIST_ITEM, BlockKind.PARAGRAPH, BlockKind.DEFINITION, BlockKind.TABLE_CELL)
PAYER_BEFORE = 16
_NO_PAYER = re.compile(rf"\d|(?<![^\W\d_])[^\W\d{CAPITAL}_]{{4}}")
"""A figure, or a word in small letters: "number of trials 2014–2015"."""
_ALONE = re.compile(r"[\s(|•·*–-]*")
_BEHIND_ALONE = re.compile(r"[\s)|•·*.,;]*")
TITLE = 240
"""A title with which a paragraph opens, and the bracket behind it, are no longer."""
_HEAD = re.compile(r"[^.;\n]{8,220}\((?:[^()\n.;]{2,40},\s)?$")
_OPEN = re.compile(rf"\s{{0,2}}[-–—]{{1,2}}\s{{0,2}}(?=$|\n|\))|[-–—]{{1,2}}(?=\s[{CAPITAL}])")
_DASH = re.compile(r"\s{0,2}(?:[-–—]{1,2}\s{0,2})?")
_SINCE = Worded(r"(?:{since}|{from}|{since_year})\s$", re.IGNORECASE)
_UNTIL = Worded(r"{ended_in}\s$", re.IGNORECASE)
_SET_OFF = re.compile(r"[(,;:|–—.]\s{0,2}(?:rok\s|year\s|v roce\s|in\s)?$|^\s{0,2}(?:rok\s)?$", re.IGNORECASE)
# Years of history, and that of a publication behind its authors.
_OTHER_YEAR = re.compile(rf"(?<!\d)\d{{4}},\s$|\b[{CAPITAL}]\.\s\($")
_IN_YEAR = Worded(r"(?<!\w)(?:{in_year}|{during_year})\s$", re.IGNORECASE)
_ENDS = re.compile(r"\s{0,2}(?:[),;|.–—]|$|\n)")


def in_entries(page: PageReading, rules: DateGrammar) -> Iterator[Entry]:
    """Yield the ranges and years of short blocks, and of the entries that share a block."""
    for block in page.blocks:
        if block.kind in (BlockKind.META, BlockKind.FRONT_MATTER):
            continue
        if not may_have_dates(page.text, rules, block.start, block.end):
            continue
        for part in _parts(page, block):
            if part.end - part.start > LONGEST_ITEM:
                yield from _at_head(page, part, rules)
                yield from _beside_number(page, part, rules)
                head = replace(part, end=line_end(page.text, part.start, part.end))
                if part is not block and head.end - head.start <= LONGEST_ITEM:
                    yield from _in_part(page, head, rules)  # "Title (2018–2020)", and its text below
            else:
                yield from _in_part(page, part, rules)


def _parts(page: PageReading, block: Block) -> list[Block]:
    """Return the entries that stand in the block, as blocks of their own; the block where it holds none or one."""
    inside = [e for e in page.entries_within(block.start, block.end) if e.end <= block.end]
    return [replace(block, start=e.start, end=e.end) for e in inside] if len(inside) > 1 else [block]


def _in_part(page: PageReading, block: Block, rules: DateGrammar) -> Iterator[Entry]:
    ranges = list(find_ranges(page.text, rules, block.start, block.end))
    numbered = _numbers(page, block)
    own = [r for r in ranges if not foreign(page, _floor(page, block, r), block.end, r) and not of_programme(page, r)]
    own = [r for r in own if not _programme_alone(page, r)]
    for found in own if numbered > 1 else _likeliest(page, own):
        if numbered or _fills(page, block, found) or _of_entry(page, block, found):
            yield "start", found.first, "beside"
            yield "end", found.last, "beside"
    if not ranges:
        yield from _year_of_entry(page, block, rules, numbered > 0)


def _floor(page: PageReading, block: Block, found: PrintedRange) -> int:
    """Return where the words before a range begin to tell of it: below a title of its own line ("Strategy AV21")."""
    entry = page.entry_at(found.first.start)
    titled = entry.title[1] if entry and entry.title else block.start
    below = block.start < titled <= found.first.start and page.text[titled : titled + 1] == "\n"
    return titled if below else block.start


def _programme_alone(page: PageReading, found: PrintedRange) -> bool:
    """Say whether a line prints the years of programmes and nothing else: "2014–2020"."""
    if found.first.month or _years(found) not in page.lexicon.programme_years:
        return False
    first, last = found.first.start, found.last.end
    before = page.text[max(0, first - PAYER_BEFORE) : first]
    behind = page.text[last : last + PAYER_BEFORE].partition("\n")[0]
    lines = "\n" in before or first < PAYER_BEFORE
    return lines and not any(char.isalnum() for char in before.rpartition("\n")[2] + behind)


def _likeliest(page: PageReading, ranges: list[PrintedRange]) -> list[PrintedRange]:
    """Return the first range; a programme's years give way to months: "(ETC 2014–2020), 1/2018–6/2019"."""
    first = ranges[:1]
    if first and not first[0].first.month and _years(first[0]) in page.lexicon.programme_years:
        return [r for r in ranges if r.first.month][:1] or first
    return first


def _years(found: PrintedRange) -> tuple[int, int]:
    return found.first.year, found.last.year


def _numbers(page: PageReading, block: Block) -> int:
    """Count the numbers in the block, or in the term that it defines."""
    spans = [(block.start, block.end), *([block.label] if block.label and block.kind is BlockKind.DEFINITION else [])]
    return sum(len(page.numbers_within(*span)) for span in spans)


def _fills(page: PageReading, block: Block, found: PrintedRange) -> bool:
    """Say whether the range is all that its cell, or its line near a number, prints."""
    text, first = page.text, found.first.start
    if block.kind is BlockKind.TABLE_CELL:  # a payer may stand before it: "TA ČR  2019-2021"
        if first - block.start > PAYER_BEFORE or _NO_PAYER.search(text, block.start, first):
            return False
        return not of_stages(page, block.start)
    line = max(block.start, text.rfind("\n", block.start, first) + 1)
    stop = text.find("\n", found.last.end, block.end)
    alone = _ALONE.fullmatch(text, line, first) and _BEHIND_ALONE.fullmatch(
        text, found.last.end, block.end if stop < 0 else stop
    )
    section = page.heading_before(first)
    floor = max(first - BESIDE_NUMBER, section.start if section else 0)
    near = page.numbers_within(floor, first + BESIDE_NUMBER)
    return bool(alone and (near or _below_heading(page, block, found, section)))


def _below_heading(page: PageReading, block: Block, found: PrintedRange, section: Block | None) -> bool:
    """Say whether a line that is a range stands right below a heading, and is long enough for a project's run."""
    first, last = found.first, found.last
    months = 12 * (last.year - first.year) + (last.month or 12) - (first.month or 1) + 1
    if section is None or not SHORTEST <= months <= LONGEST or page.index_of(block) - page.index_of(section) != 1:
        return False
    return not page.lexicon.cue("not_run_label", "event").search(page.text, section.start, section.end)


def _of_entry(page: PageReading, block: Block, found: PrintedRange) -> bool:
    """Say whether a range stands in an entry of a list of projects, and in no sentence over several of them."""
    titled = _titled(page, found.first.start)
    if block.kind is BlockKind.HEADING and (titled or _heads_project(page, block, found)):
        return True  # "Restart v kuchyni (9/2017 – 8/2019)"
    if block.kind not in _ENTRIES or not (titled or page.under_project_heading(block)):
        return False
    if block.kind is BlockKind.TABLE_CELL and block.label:
        return False
    return not page.lexicon.cue("projects").search(page.text, *page.sentence_at(found.first.start))


def _heads_project(page: PageReading, block: Block, found: PrintedRange) -> bool:
    """Say whether a heading ends in the range, in brackets, and one number stands right below it."""
    enclosed = page.text[found.first.start - 1] == "(" and page.text[found.last.end : block.end].strip() == ")"
    numbers = page.numbers_within(block.start, block.end + BESIDE_NUMBER) if enclosed else ()
    return len(numbers) == 1 and page.heading_before(numbers[0].start) is block


def _titled(page: PageReading, offset: int) -> bool:
    """Say whether the place is in an entry of a list of projects that shows a title."""
    entry = page.entry_at(offset)
    return entry is not None and entry.title is not None


def _year_of_entry(page: PageReading, block: Block, rules: DateGrammar, numbered: bool) -> Iterator[Entry]:
    """The one year of an entry, set off by brackets or commas: "Chemie na dotek (2015), OP VK", "eTwinning, 2016"."""
    titled = numbered or page.under_project_heading(block) or _titled(page, block.start)
    if block.kind not in _ENTRIES or not titled:
        return
    dates = [d for d in find_dates(page.text, rules, block.start, block.end) if not _in_number(page, d)]
    if len(dates) != 1 or (dates[0].day and not numbered) or (dates[0].year < EARLIEST and not dates[0].month):
        return
    date, text = dates[0], page.text
    before = text[max(block.start, date.start - 24) : date.start]
    enclosed = before.endswith("(")
    if not enclosed and page.lexicon.cue("not_run", "event").search(
        text, max(block.start, date.start - 45), date.start
    ):
        return
    if _OTHER_YEAR.search(before) or not (enclosed or block.end - block.start <= SHORT_ENTRY):
        return
    set_off = _ENDS.match(text, date.end, block.end)
    if (not date.day and _is_open(page, date.end, block.end)) or (
        set_off
        and page.lexicon.worded(_SINCE).search(before)
        and not page.lexicon.cue("projects").search(text, block.start, date.start)
    ):
        yield "start", date, "entry_open"
    elif set_off and page.lexicon.worded(_UNTIL).search(before):
        yield "end", date, "entry_open"
    elif set_off and not date.month and (_SET_OFF.search(before) or _ends_entry(page, block, date)):
        yield "start", date, "entry_year"
        yield "end", date, "entry_year"


def _ends_entry(page: PageReading, block: Block, date: PrintedDate) -> bool:
    """Say whether "in" and the year are the last words of a line: "Kola, 38 tisíc od nadace v roce 2015"."""
    text = page.text
    last = page.lexicon.worded(_IN_YEAR).search(text, max(block.start, date.start - 12), date.start)
    if last is None or text[date.end : block.end].strip(" ."):
        return False
    begun = page.lexicon.cue("start_verb", "end_verb").search(text, *page.sentence_at(date.start))
    return begun is None  # "Projekt odstartuje v průběhu roku 2019" tells of one end


def _is_open(page: PageReading, start: int, end: int) -> bool:
    """Say whether a year goes on to this day: "2020 –", "2020 – present", "od roku 2020 dosud"."""
    dash = _DASH.match(page.text, start, end)
    begin = dash.end() if dash else start
    return bool(_OPEN.match(page.text, start, end) or page.lexicon.cue("open_end").match(page.text, begin, end))


def _in_number(page: PageReading, date: PrintedDate) -> bool:
    """Say whether the year is part of a number or of a programme's name, or follows one: "LEADER 2007"."""
    if page.numbers_over(date.start, date.start + 1):
        return True
    return any(p.kind == "programme" for p in page.phrases_over(date.start - 3, date.start + 1))


def _at_head(page: PageReading, block: Block, rules: DateGrammar) -> Iterator[Entry]:
    """The range in brackets behind the title with which a paragraph opens, its number behind: "X (2022–2024): …"."""
    stop = min(block.end, block.start + TITLE)
    found = next(find_ranges(page.text, rules, block.start, stop), None)
    if found is None or not _HEAD.match(page.text, block.start, found.first.start):
        return
    behind = page.text[found.last.end : found.last.end + 2]
    numbered = len(page.numbers_within(block.start, stop + TITLE)) == 1
    if behind in ("):", ").", ")\n", ") ", "),") and numbered and not of_programme(page, found):
        yield "start", found.first, "beside"
        yield "end", found.last, "beside"


def _beside_number(page: PageReading, block: Block, rules: DateGrammar) -> Iterator[Entry]:
    """A range on the line of a number, in a block of several lines: "Reg. č.: … | Období: 1.3.2023 – 28.2.2026"."""
    for start, end in lines(page.text, block.start, block.end):
        if end - start > NUMBER_LINE or end - start > (block.end - block.start) // 2:
            continue
        found = next(find_ranges(page.text, rules, start, end), None)
        numbered = found and page.numbers_within(start, end)
        if found and numbered and not foreign(page, start, end, found) and not of_programme(page, found):
            yield "start", found.first, "beside"
            yield "end", found.last, "beside"
