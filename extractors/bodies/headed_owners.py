"""The body that a page is headed with, where no word says who receives: "Gymnázium X" over "Projekty".

A page of a body's own tells of its projects and names it in a heading, in its title, or a part of one. Two bodies there
tell nothing, nor does a page that says that others lead, or that another signs. Asked only of documents in which no
other rule found who receives a grant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.bodies.listed_names import Found
from extractors.bodies.name_prose import name_in_prose
from extractors.bodies.names import begins_department, begins_with_head, ends_in_form, inflected_head, is_person, trim
from extractors.bodies.page_owner import LONGEST, MOST, signed_by_another
from extractors.bodies.subjects import is_payer
from extractors.text.letters import CAPITAL, SMALL
from extractors.text.reading import PageReading
from schemas.document import Block, BlockKind

_TITLES = ("title", "og:title", "og:site_name")
_PART = re.compile(r"(?:(?!\s[-–—|·•»›]{1,2}\s|\s?[|»›•]\s|:\s)[^\n]){3,400}")
_OWN = re.compile(rf"\s(?:[{SMALL}]{{1,4}}\.?\s)?[{CAPITAL}0-9]")


def headed_owners(page: PageReading) -> Iterator[Found]:
    """Yield the place of the one body that headings and titles name, if the text tells of a project of its own."""
    heads = [block for block in page.blocks if _heads(block)][:MOST]
    if not heads or page.lexicon.cue("we_join", "lead_told").search(page.text) or not _tells_of_project(page):
        return
    found: dict[str, Found] = {}
    for block in heads:
        for part in _PART.finditer(page.text, block.start, block.end):
            first, last = trim(page.text, *part.span())
            if last > first and _is_body(page, first, last):
                found.setdefault(page.text[first:last].lower(), ("beneficiaries", first, last, "headed"))
    names = [name for name in found if not any(name != other and name in other for other in found)]
    if len(names) == 1:
        _, first, last, _ = found[names[0]]
        if not signed_by_another(page, page.text[first:last]):
            yield found[names[0]]


def _heads(block: Block) -> bool:
    if block.kind in (BlockKind.META, BlockKind.FRONT_MATTER):
        return block.key.lower() in _TITLES
    return block.kind is BlockKind.HEADING


def _tells_of_project(page: PageReading) -> bool:
    """Say whether the text below the headings speaks of a project or a grant, or prints a number."""
    told = page.lexicon.cue("project", "grant_words")
    plain = (b for b in page.blocks if b.kind not in (BlockKind.HEADING, BlockKind.META, BlockKind.FRONT_MATTER))
    return bool(page.numbers) or any(told.search(page.text, block.start, block.end) for block in plain)


def _is_body(page: PageReading, start: int, end: int) -> bool:
    """Say whether the words are a body's name with a name of its own, and nothing else."""
    text, lexicon = page.text, page.lexicon
    if end - start > LONGEST or not text[start].isupper() or not _OWN.search(text, start, end):
        return False
    head = begins_with_head(text, start, lexicon)
    shown = head or ends_in_form(text, start, end, lexicon)
    if not shown or inflected_head(text, start, lexicon) or begins_department(text, start, lexicon):
        return False
    words = text[start:end]
    other = lexicon.cue("not_owner", "finite", "acts", "project", "grant_words").search(words)
    whole = name_in_prose(text, start, end, lexicon) >= end - 1 or ends_in_form(text, start, end, lexicon)
    return whole and not other and not is_payer(page, start, end) and (head or not is_person(words, lexicon))
