"""Lists that give each project two lines, its title and who receives, over its sum or its text; or the other way round.

"Clean Rivers Watch" / "Network of Guardians" / "$40,000" / "To watch how clean …". No label and no number stand there.
"""

from __future__ import annotations

import re

from extractors.bodies.names import is_organisation, is_person, trim
from extractors.money.amount_grammar import find_amounts
from extractors.text.kept import kept
from extractors.text.lines import lines
from extractors.text.reading import PageReading
from schemas.document import BlockKind

FEWEST, LONGEST_NAME, SHORTEST_TEXT, LONGEST_SUM = 3, 120, 60, 60
Span = tuple[int, int]
_NAME = re.compile(r"#?[\"„“]?[^\W_][^\n]{2,120}")
_SAYS = re.compile(r"[.:;!]\s{0,3}$|@|://")


@kept
def paired_lines(page: PageReading) -> list[tuple[Span, Span]]:
    """Return receiver and title of each such card, if there are three or more and most name a body in one place."""
    if not page.lexicon.cue("finance", "grant_words", "project_heading").search(page.text):
        return []
    pairs: list[tuple[Span, Span]] = []
    summed = 0
    names: list[Span] = []
    for span, kind in _kinds(page):
        if kind == "name":
            names.append(span)
            continue
        if len(names) in (2, 3) or (len(names) > 3 and not pairs):
            pairs.append((names[-2], names[-1]))
            summed += kind == "sum"
        elif names and len(pairs) >= FEWEST:
            break
        elif names:
            pairs, summed = [], 0
        names = []
    return _told(page, pairs, summed)


def _told(page: PageReading, pairs: list[tuple[Span, Span]], summed: int) -> list[tuple[Span, Span]]:
    """Return receivers and titles if the page tells of grants, and bodies stand first or last in most pairs."""
    if len(pairs) < FEWEST or not (page.announces_projects or summed * 2 >= len(pairs)):
        return []
    first, last = (sum(is_organisation(page.text[slice(*pair[at])], page.lexicon) for pair in pairs) for at in (0, 1))
    if max(first, last) * 2 < len(pairs) or min(first, last) * 2 >= max(first, last):
        return []
    turned = [pair if first > last else (pair[1], pair[0]) for pair in pairs]
    return [(trim(page.text, *receiver), trim(page.text, *title)) for receiver, title in turned]


def _kinds(page: PageReading) -> list[tuple[Span, str]]:
    """The lines that may be read: names, sums, and text."""
    found: list[tuple[Span, str]] = []
    for block in page.blocks:
        if block.table or block.kind in (BlockKind.META, BlockKind.FRONT_MATTER):
            return []
        for start, end in lines(page.text, block.start, block.end):
            if page.text[start:end].strip():
                found.append(((start, end), _kind(page, start, end)))
    return found


def _kind(page: PageReading, start: int, end: int) -> str:
    words = page.text[start:end].strip()
    if end - start <= LONGEST_SUM and next(find_amounts(page.text, page.lexicon.vocabulary, start, end), None):
        return "sum"
    if not _NAME.fullmatch(words) or _SAYS.search(words) or end - start > LONGEST_NAME:
        return "text"
    if words[0].islower() or ": " in words or page.numbers_within(start, end) or page.labels_over(start, end):
        return "text"
    if page.lexicon.label_entries(words) or page.lexicon.cue("finite").search(words) or is_person(words, page.lexicon):
        return "text"
    return "name"
