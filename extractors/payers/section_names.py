"""Names of sections and pages that hold a fund and tell nothing of a project: "Projekty EU", "EU grants and projects".

They stand in menus, titles and headings of whoever has such projects, the rejected and the nationally paid among them.
"""

from __future__ import annotations

import re

from extractors.text.lexicon import Phrase
from extractors.text.reading import PageReading
from schemas.document import Block, BlockKind

LONGEST = 80
"""Names of sections are short."""
_PART = re.compile(r"\s[|–—•·»/-]\s|\n|\t")
_WORD = re.compile(r"[^\W\d_]+")
_KINDS = (BlockKind.TABLE_CELL, BlockKind.DEFINITION, BlockKind.FRONT_MATTER)
"""A cell or a key may hold the source of a project's money: "EU funds"."""


def names_section(page: PageReading, phrase: Phrase, block: Block) -> bool:
    """Say whether a fund stands in the name of a section: besides funds the part of the line has a word for projects
    in the plural, and small words."""
    if block.kind in _KINDS:
        return False
    first, last = max(block.start, phrase.start - LONGEST), min(block.end, phrase.end + LONGEST)
    start = max((m.end() for m in _PART.finditer(page.text, first, phrase.start)), default=first)
    part = _PART.search(page.text, phrase.end, last)
    end = part.start() if part else last
    return end - start <= LONGEST and _only_plurals(page, start, end)


def _only_plurals(page: PageReading, start: int, end: int) -> bool:
    plural, small = page.lexicon.cue("section_plural"), page.lexicon.cue("section_small")
    funds = [(p.start, p.end) for p in page.phrases_within(start, end) if p.kind == "funder"]
    named = False
    for word in _WORD.finditer(page.text, start, end):
        if any(begin <= word.start() < stop for begin, stop in funds):
            continue
        if plural.fullmatch(word[0]):
            named = True
        elif not small.fullmatch(word[0]):
            return False
    return named
