"""Payers in entries of lists that no list of ours knows: "Malé vody, Nadace X, 2015–2016, 97 000 Kč".

A part of an entry, between marks and behind the title, that is a name with a word of payers in it; or an agency whose
acronym means other things too, alone in its part: "AV ČR, 2015–2018".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.lists.entry_marks import Entry
from extractors.text.letters import CAPITAL
from extractors.text.lexicon import Phrase
from extractors.text.reading import PageReading

Payer = tuple[int, int, str]
"""Start and end of the name, and the code of a known payer."""
LONGEST, REACH = 80, 240
"""A name, and how far behind the title the payer of an entry stands."""
_MARK = re.compile(r"[,;(|\n\t]\s{0,2}|\s[–—-]\s")
_END = re.compile(r"[,;()|\n\t.]|\s[–—-]\s")
# "A European foundation for data" is what a project builds: an article begins no name.
_NAME = re.compile(rf"(?!An?\s)[{CAPITAL}][^\d:„“\"]{{3,80}}")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_SHORTEST = 3


def in_entries(page: PageReading) -> Iterator[Payer]:
    """Yield the payers of all entries that have a year."""
    if not page.entries:
        return
    for entry in page.entries:
        block = page.block_at(entry.start)
        if block and block.table:
            continue  # the head of a column tells what its cells are
        start = entry.title[1] if entry.title else entry.start
        if _YEAR.search(page.text, start, entry.end):
            yield from _payers(page, entry, start)


def _payers(page: PageReading, entry: Entry, start: int) -> Iterator[Payer]:
    last = min(entry.end, start + REACH)
    for mark in _MARK.finditer(page.text, start, last):
        stop = _END.search(page.text, mark.end(), last)
        end = stop.start() if stop else last
        if end - mark.end() > LONGEST or _told(page, mark.end(), entry):
            continue
        agency = _agency(page, mark.end(), end)
        if agency:
            yield mark.end(), end, agency.code
        elif entry.title and _names_payer(page, mark.end(), end):
            yield mark.end(), end, ""


def _told(page: PageReading, offset: int, entry: Entry) -> bool:
    """Say whether a label says what stands there, or a label does."""
    if page.labels_over(offset, offset + 1):
        return True
    pairs = page.labels_within(entry.start, offset)
    return any(start <= offset < end for pair in pairs for start, end in pair.values)


def _agency(page: PageReading, start: int, end: int) -> Phrase | None:
    """The agency whose acronym fills the part; funds are left out, whose acronyms are parts of other names."""
    if not page.text[start:end].isupper() or end - start < _SHORTEST:
        return None
    funds = {funder.code for funder in page.lexicon.vocabulary.funders if funder.fund}
    found = (p for p in page.phrases_at(start) if p.kind == "funder" and p.end == end and p.code not in funds)
    return next(found, None)


def _names_payer(page: PageReading, start: int, end: int) -> bool:
    """Say whether the part is a name with a word of payers in it, and no more than a name."""
    if not _NAME.fullmatch(page.text, start, end) or page.phrases_over(start, end):
        return False
    titled = page.lexicon.cue("payer_title").search(page.text, start, end)
    several = " " in page.text[start:end]
    return bool(titled) and several and not page.lexicon.cue("finite", "department").search(page.text, start, end)
