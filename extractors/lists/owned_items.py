"""Items that name who receives, a dash and the project, and tell of it: "Association X – Open Budgets project wants …".

No sum stands there; a sentence or heading above them speaks of grants or of those who got them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from extractors.bodies.names import is_organisation, is_person, trim
from extractors.naming.title_ends import before_verb
from extractors.text.reading import PageReading
from schemas.document import Block, BlockKind

FEWEST, LEAD, LONGEST_OWNER, LONGEST_TITLE, SHORTEST_TITLE = 3, 900, 160, 200, 4
SHARE = 0.5
GRANTED = ("grant_words", "grant_lead")
_DASH = re.compile(r"\s[–—-]\s")
_ACRONYM = re.compile(r"[^\W\d_]{2,12}(?=\s[–—-]\s)")
_CLOSES = re.compile(r"[.:;]\s|\s[–—-]\s|\n|[.;]?$")

Span = tuple[int, int]


def owned_items(page: PageReading) -> Iterator[tuple[Span, Span]]:
    """Yield receiver and title of each such item."""
    if len(_DASH.findall(page.text)) < FEWEST or not (page.announces_projects or not page.lacks(*GRANTED)):
        return
    for _, group in groupby(page.blocks, key=lambda block: (block.kind, block.level)):
        items = list(group)
        if items[0].kind not in (BlockKind.LIST_ITEM, BlockKind.PARAGRAPH) or len(items) < FEWEST:
            continue
        found = [pair for item in items if (pair := _pair(page, item))]
        bodies = sum(is_organisation(page.text[slice(*owner)], page.lexicon) for owner, _ in found)
        enough = len(found) >= FEWEST and len(found) >= SHARE * len(items) and bodies >= SHARE * len(found)
        if enough and _of_grants(page, found[0][0][0]):
            yield from found


def _of_grants(page: PageReading, start: int) -> bool:
    """Say whether a heading above announces projects, or the text right above tells who got support."""
    block = page.block_at(start)
    if block and page.under_project_heading(block):
        return True
    return bool(page.lexicon.cue(*GRANTED).search(page.text, max(0, start - LEAD), start))


def _pair(page: PageReading, block: Block) -> tuple[Span, Span] | None:
    """Return receiver and title of an item: before its dash, and behind it up to a noun or verb."""
    dash = _DASH.search(page.text, block.start + 2, min(block.end, block.start + LONGEST_OWNER))
    if dash is None:
        return None
    short = _ACRONYM.match(page.text, dash.end(), block.end)
    if short and short[0].isupper() and (behind := _DASH.match(page.text, short.end(), block.end)):
        dash = behind
    owner = trim(page.text, block.start, dash.start())
    title = trim(page.text, dash.end(), _title_end(page, dash.end(), min(block.end, dash.end() + LONGEST_TITLE)))
    words = page.text[slice(*title)]
    if (
        owner[1] - owner[0] < 3
        or not page.text[owner[0]].isupper()
        or is_person(page.text[slice(*owner)], page.lexicon)
    ):
        return None
    if len(words) < SHORTEST_TITLE or not (words[0].isupper() or words[0].isdigit()):
        return None
    return None if is_organisation(words, page.lexicon) else (owner, title)


def _title_end(page: PageReading, start: int, limit: int) -> int:
    """Return where the words of the title end: at the noun "project", else at a mark, a dash or a verb."""
    mark = _CLOSES.search(page.text, start, limit)
    sentence = page.text.find(". ", start, limit)
    noun = page.lexicon.cue("project_noun").search(page.text, start, limit if sentence < 0 else sentence)
    if noun and noun.start() > start and before_verb(page, start, noun.start()) >= noun.start():
        return noun.start()
    end = mark.start() if mark else limit
    return min(end, before_verb(page, start, end))
