"""Where printed matter and blogs say when they came out: the imprint, the head of a newsletter, the line below a post.

"Vydala obec Lhota, květen 2023. Náklad 900 ks.", "Printed in April 2021", "This entry was posted on 4 May 2019".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from extractors.dates.date_grammar import DateGrammar, PrintedDate, find_dates, find_ranges, may_have_dates
from extractors.text.letters import CAPITAL
from extractors.text.reading import PageReading
from schemas.document import Block, BlockKind

LONGEST, NEAR, DATE_ALONE = 300, 90, 30
"""An imprint is no longer; its date stands so near the word; a date that fills a block takes so little."""
SIGNS = 2
"""So many words of an imprint in one block show it, wherever the date stands."""
_RIGHT_BEFORE = re.compile(r"[:,]?\s{1,2}(?:(?:v|ve|in|of)\s)?")
_PLACE = re.compile(rf"(?:^|[.,;·|(\n–-])\s{{0,2}}[{CAPITAL}][^\W\d_]{{2,24}}(?:\s[^\W\d_]{{2,20}}){{0,3}},\s$")


def find_imprints(page: PageReading, rules: DateGrammar) -> Iterator[PrintedDate]:
    """Yield the month or day of the imprint: in the sentence of its verb, or in a short block with its words."""
    for verb in page.lexicon.cue("imprint_verb").finditer(page.text):
        first, last = page.sentence_at(verb.start())
        if page.readable(verb.start()) and not page.text[first : verb.start()].strip():
            yield from _only(page, rules, verb.end(), min(last, verb.end() + NEAR))
    for block in page.blocks:
        if block.end - block.start > LONGEST or not may_have_dates(page.text, rules, block.start, block.end):
            continue
        if page.lexicon.cue("imprint").search(page.text, block.start, block.end):
            yield from (d for d in _only(page, rules, block.start, block.end) if _in_imprint(page, block, d))


def _only(page: PageReading, rules: DateGrammar, start: int, end: int) -> list[PrintedDate]:
    """Return the month or day of the stretch if it is the only one and ends no range."""
    dates = [date for date in find_dates(page.text, rules, start, end) if date.month]
    return dates if len(dates) == 1 and not any(True for _ in find_ranges(page.text, rules, start, end)) else []


def _in_imprint(page: PageReading, block: Block, date: PrintedDate) -> bool:
    """Say whether the block shows two words of an imprint, or "edition" or a place right before its date."""
    text, near = page.text, max(block.start, date.start - 80)
    edition = page.lexicon.cue("edition").finditer(text, near, date.start)
    if any(_RIGHT_BEFORE.fullmatch(text, word.end(), date.start) for word in edition):
        return True
    signs = {m[0].lower() for m in page.lexicon.cue("imprint").finditer(text, block.start, block.end)}
    return len(signs) >= SIGNS or _PLACE.search(text, near, date.start) is not None


def below_periodical(page: PageReading, rules: DateGrammar, head: int) -> Iterator[PrintedDate]:
    """Yield the date that fills the block behind a newsletter's name, among the first blocks of the page."""
    body = [b for b in page.blocks if b.kind not in (BlockKind.FRONT_MATTER, BlockKind.META)][:head]
    for name, block in pairwise(body):
        named = page.lexicon.cue("periodical").search(page.text, name.start, min(name.end, name.start + 120))
        if named and name.end - name.start <= 120 and block.end - block.start <= DATE_ALONE:
            dates = list(find_dates(page.text, rules, block.start, block.end))
            if len(dates) == 1 and dates[0].month and page.text[dates[0].end : block.end].strip(" .|·") == "":
                yield dates[0]


def below_post(page: PageReading, rules: DateGrammar) -> Iterator[PrintedDate]:
    """Yield the day in the line below a post of a blog; of several posts, if all are of one day."""
    found = [
        date
        for line in page.lexicon.cue("entry_posted").finditer(page.text)
        for date in list(find_dates(page.text, rules, line.end(), min(len(page.text), line.end() + 160)))[:1]
        if page.readable(line.start()) and date.day and "\n\n" not in page.text[line.end() : date.start]
    ]
    if len({(d.year, d.month, d.day) for d in found}) == 1:
        yield found[0]
