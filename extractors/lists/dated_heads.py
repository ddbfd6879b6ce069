"""Titles that end in years in a bracket, each a line over its text: "Courts Open to Children (2018-2020)".

No payer, number or sum need stand there: the texts below speak of a project, or a heading above announces projects.
"""

from __future__ import annotations

import re
from itertools import pairwise

from extractors.lists.entry_marks import Entry
from extractors.naming.entry_titles import is_label
from extractors.text.reading import PageReading
from schemas.document import Block, BlockKind

FEWEST, LONGEST_BODY = 3, 2500
SHARE = 0.5
"""Of the texts below the titles so many speak of a project, where no heading announces them."""
_LINE = re.compile(r"[^\n]*[^\s][^\n]*")
_YEAR = r"(?:19|20)\d\d"
_DATED = re.compile(
    rf"\W{{0,4}}(?P<title>[^\W_][^\n]{{5,220}}?)\s\((?:{_YEAR}\s?[-–/]\s?)?(?:{_YEAR}|\d\d)\)\s{{0,3}}[.:]?"
)
_CLOSED = re.compile(r"\d\d\)")
_KINDS = (BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.LIST_ITEM)
_SHORTEST_BODY = 40

Head = tuple[int, int, tuple[int, int]]


def dated_entries(page: PageReading) -> list[Entry]:
    """Return a stretch for each title of that kind, down to the next one or to a heading."""
    heads = _heads(page)
    if len(heads) < FEWEST:
        return []
    stops = [_stop(page, head, following) for head, following in pairwise(heads)]
    stops.append(_stop(page, heads[-1], (min(len(page.text), heads[-1][1] + LONGEST_BODY), 0, (0, 0))))
    found = [Entry(start, stop, title) for (start, _, title), stop in zip(heads, stops, strict=True)]
    block = page.block_at(heads[0][0])
    if block and page.under_project_heading(block):
        return found
    noun = page.lexicon.cue("project_noun")
    told = [
        bool(noun.search(page.text, end, stop)) and stop - end > _SHORTEST_BODY
        for (_, end, _), stop in zip(heads, stops, strict=True)
    ]
    return found if sum(told) >= max(2, SHARE * len(heads)) else []


def _heads(page: PageReading) -> list[Head]:
    """Start and end of each such line, and its title."""
    if len(_CLOSED.findall(page.text)) < FEWEST:
        return []
    return [
        (*line.span(), match.span("title"))
        for block in page.blocks
        if block.kind in _KINDS
        for line in _LINE.finditer(page.text, block.start, block.end)
        if (match := _DATED.fullmatch(page.text, *line.span())) and _may_name(page, *match.span("title"))
    ]


def _may_name(page: PageReading, start: int, end: int) -> bool:
    words = page.text[start:end]
    if words[0].islower() or not (" " in words or words[1:2].isupper()) or is_label(page, words):
        return False
    return not (page.lexicon.is_generic(words) or any(p.end == end for p in page.phrases_at(start)))


def _stop(page: PageReading, head: Head, following: Head) -> int:
    """Where the text below a title ends: at the next one, or at a heading between them."""
    own = page.block_at(head[0])
    between = (block for block in page.blocks if head[1] < block.start < following[0])
    return next((block.start for block in between if _ends(block, own)), following[0])


def _ends(block: Block, own: Block | None) -> bool:
    if block.kind is not BlockKind.HEADING:
        return False
    return own is None or own.kind is not BlockKind.HEADING or block.level <= own.level
