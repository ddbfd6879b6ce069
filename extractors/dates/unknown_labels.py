"""A line of a label that no list knows and a range alone, next to the one number of its section, tells the run.

"On stage: 15 Jan 2018 → 14 Jan 2020", "Časové ukotvení: březen 2021 – srpen 2023".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.dates.date_grammar import DateGrammar, PrintedDate, PrintedRange, find_ranges, may_have_dates
from extractors.dates.doing import near_one_number
from extractors.dates.period_signs import foreign, of_programme
from extractors.text.lines import lines
from extractors.text.reading import PageReading
from extractors.text.worded import Worded
from schemas.document import BlockKind

LONGEST = 110
SHORTEST_RUN = 6
"""A stretch of fewer months is that of an event or a call, when no known word calls it a run."""
_LABEL = Worded(r"[\s•*·–-]{0,8}[^\W\d_][^:\n\d.!?]{2,38}:\s{0,4}(?:{from}\s)?")
LONGEST_PARTED, FEWEST_PARTS = 180, 2
_PART_BEFORE = re.compile(r"[|•·;,]\s{1,3}(?:([^\W\d_][^\W\d_ ]{2,20}(?: [^\W\d_]{2,20}){0,2}):?\s{1,3})?$")
_PART_END = re.compile(r"\s{0,3}(?:[|•·;,]\s|$|\n)")
_PARTS = re.compile(r"[|•·;,]\s")
_REST = Worded(r"[\s.;|]{0,4}(?:\([^()\n]{1,30}\)|,?\s{that_is}?\s?\d{1,3}\s[^\W\d_]{2,10})?[\s.;|]{0,4}")
"""Behind the range there may stand how long that is."""


def under_unknown_labels(page: PageReading, rules: DateGrammar) -> Iterator[tuple[str, PrintedDate, str]]:
    """Yield starts and ends of such lines."""
    for block in page.blocks if page.numbers else ():
        if block.kind in (BlockKind.META, BlockKind.FRONT_MATTER, BlockKind.HEADING) or block.table:
            continue
        if not may_have_dates(page.text, rules, block.start, block.end):
            continue
        for start, end in lines(page.text, block.start, block.end):
            for found in _in_line(page, rules, start, end):
                yield "start", found.first, "unknown_label"
                yield "end", found.last, "unknown_label"


def _in_line(page: PageReading, rules: DateGrammar, start: int, end: int) -> Iterator[PrintedRange]:
    """Yield the range that is all of a line behind a label, or of one part of a line of several parts."""
    label = page.lexicon.worded(_LABEL).match(page.text, start, end) if end - start <= LONGEST else None
    found = next(find_ranges(page.text, rules, label.end(), end), None) if label else None
    if label and found and found.first.start == label.end() and _is_run(page, label, found, end):
        yield found
    elif end - start <= LONGEST_PARTED:
        yield from _in_parts(page, rules, start, end)


def _in_parts(page: PageReading, rules: DateGrammar, start: int, end: int) -> Iterator[PrintedRange]:
    """ "Living Banks, 2021–2023, Horizon Europe, EUR 2 million", "Program: OPZ+ | Období: 1. 3. 2021 – 31. 8. 2023"."""
    found = next(find_ranges(page.text, rules, start, end), None)
    if found is None or foreign(page, start, end, found) or of_programme(page, found):
        return
    before, behind = (
        _PART_BEFORE.search(page.text, start, found.first.start),
        _PART_END.match(page.text, found.last.end),
    )
    parts = len(_PARTS.findall(page.text, start, end))
    if before is None or behind is None or parts < FEWEST_PARTS or not near_one_number(page, found.first.start):
        return
    told = page.lexicon.label_entries(before[1]) if before[1] else ()
    if (before[1] and any(entry.field == "period" for entry in told)) or not before[1]:
        yield found


def _is_run(page: PageReading, label: re.Match[str], found: PrintedRange, end: int) -> bool:
    """Say whether nothing else is on the line, the range is of months and long, and the label names no other thing."""
    first, last = found.first, found.last
    months = (last.year - first.year) * 12 + last.month - first.month
    lexicon = page.lexicon
    alone = lexicon.worded(_REST).fullmatch(page.text, last.end, end)
    if not (first.month and last.month) or months < SHORTEST_RUN or not alone:
        return False
    words = label[0].strip(" •*·–-:\n\t")
    others = lexicon.cue(
        "not_run", "not_run_label", "of_call", "event", "takes_place", "not_run_subject", "not_published"
    )
    if lexicon.label_entries(words) or others.search(words) or lexicon.cue("stage_head").match(words):
        return False
    return not foreign(page, label.start(), end, found) and near_one_number(page, first.start)
