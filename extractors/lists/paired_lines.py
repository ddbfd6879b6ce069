"""Lists that give each project two lines, its title and who receives, over its sum or its text; or the other way round.

"Clean Rivers Watch" / "Network of Guardians" / "$40,000" / "To watch how clean …". No label and no number stand there.
"""

from __future__ import annotations

import re

from extractors.bodies.names import is_organisation, is_person, trim
from extractors.money.amount_grammar import find_amounts, signs_of_money
from extractors.text.kept import kept
from extractors.text.lines import lines
from extractors.text.reading import PageReading
from schemas.document import BlockKind

FEWEST, LINES = 3, 3
"""So many cards, of so many lines each, at least."""
FEWEST_SUMS = (FEWEST + 1) // 2
"""Where no heading announces projects, half of the cards end in a sum."""
LONGEST_NAME, LONGEST_SUM = 120, 60
Span = tuple[int, int]
_NAME = re.compile(r"#?[\"„“]?[^\W_][^\n]{2,120}")
_SAYS = re.compile(r"[.:;!]\s{0,3}$|@|://")


@kept
def paired_lines(page: PageReading) -> list[tuple[Span, Span]]:
    """Return receiver and title of each such card, if there are three or more and most name a body in one place."""
    if not (page.announces_projects or signs_of_money(page.text, page.lexicon.vocabulary) >= FEWEST_SUMS):
        return []  # most pages: their lines are not looked at
    if not page.lexicon.cue("finance", "grant_words", "project_heading").search(page.text):
        return []
    pairs: list[tuple[Span, Span]] = []
    summed = 0
    names: list[Span] = []
    read = _lines(page)
    if not page.announces_projects and sum(_is_sum(page, *span) for span in read) < FEWEST_SUMS:
        return []
    for span in read:
        if _is_name(page, *span):
            names.append(span)
            continue
        if len(names) in (2, 3) or (len(names) > 3 and not pairs):
            pairs.append((names[-2], names[-1]))
            summed += _is_sum(page, *span)
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


def _lines(page: PageReading) -> list[Span]:
    """The lines that may be read, if they are enough for three cards and none stands in a table."""
    found: list[Span] = []
    for block in page.blocks:
        if block.table or block.kind in (BlockKind.META, BlockKind.FRONT_MATTER):
            return []
        found += (line for line in lines(page.text, block.start, block.end) if page.text[slice(*line)].strip())
    return found if len(found) >= FEWEST * LINES else []


def _is_sum(page: PageReading, start: int, end: int) -> bool:
    found = find_amounts(page.text, page.lexicon.vocabulary, start, end) if end - start <= LONGEST_SUM else iter(())
    return next(found, None) is not None


def _is_name(page: PageReading, start: int, end: int) -> bool:
    """Say whether a line is a name: no sum, text, label or person. What costs least is asked first."""
    words = page.text[start:end].strip()
    if end - start > LONGEST_NAME or words[0].islower() or ": " in words:
        return False
    if not _NAME.fullmatch(words) or _SAYS.search(words) or page.lexicon.cue("finite").search(words):
        return False
    if page.numbers_within(start, end) or page.labels_over(start, end) or is_person(words, page.lexicon):
        return False
    return not _is_sum(page, start, end) and not page.lexicon.label_entries(words)
