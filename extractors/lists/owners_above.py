"""Cards of a list that print who receives above the title's label: "Diakonie X" / "Zlín" / "projekt: Dílna"."""

from __future__ import annotations

from collections import Counter

from extractors.bodies.names import is_organisation, is_person, trim
from extractors.text.reading import PageReading

FEWEST, ABOVE, LONGEST = 3, 3, 120
SHARE = 0.5
"""So many of the lines in that place name an organisation; the names of others are not known."""

Span = tuple[int, int]


def owners_above(page: PageReading) -> list[Span]:
    """Return the lines above the labels of titles that name who receives: as many lines above each of them."""
    pairs = [pair for pair in page.labelled if pair.entry.field == "titles" and pair.form == "colon"]
    if len(pairs) < FEWEST or any(pair.entry.field == "beneficiaries" for pair in page.labelled):
        return []
    above = [_lines_above(page, pair.start) for pair in pairs]
    places = Counter(
        place
        for lines in above
        for place, span in lines.items()
        if is_organisation(page.text[slice(*span)], page.lexicon)
    )
    place, count = max(places.items(), key=lambda item: (item[1], -item[0]), default=(0, 0))
    if count < max(2, SHARE * len(pairs)):
        return []
    return [lines[place] for lines in above if place in lines]


def _lines_above(page: PageReading, label: int) -> dict[int, Span]:
    """The lines of the label's paragraph above it that may be names, by how far above they stand."""
    block = page.block_at(label)
    found: dict[int, Span] = {}
    stop = page.text.rfind("\n", block.start, label) if block else -1
    for place in range(1, ABOVE + 1):
        if block is None or stop <= block.start:
            break
        begin = max(page.text.rfind("\n", block.start, stop) + 1, block.start)
        start, end = trim(page.text, begin, stop)
        if _may_name(page, start, end):
            found[place] = (start, end)
        stop = begin - 1
    return found


def _may_name(page: PageReading, start: int, end: int) -> bool:
    words = page.text[start:end]
    if not 3 <= len(words) <= LONGEST or not words[0].isupper() or ":" in words or is_person(words, page.lexicon):
        return False
    return not (page.numbers_within(start, end) or page.phrases_at(start) or page.labels_over(start, end))
