"""Lists that give each project's receiver and title a line, over a line that comes again: "What it is about:".

"Sdružení X" / "Bridges" / "Main activities:" … "Obec Y" / "Wells" / "Main activities:": no number need stand there.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from extractors.bodies.names import is_organisation, is_person, trim
from extractors.lists.entry_marks import Entry
from extractors.lists.paired_lines import paired_lines
from extractors.text.kept import kept
from extractors.text.lines import lines
from extractors.text.reading import PageReading

FEWEST, LONGEST = 2, 120
Span = tuple[int, int]
_LABEL = re.compile(r"[^\W\d_][^:.!?\n]{4,60}:\s{0,3}")
_COLON_LAST = re.compile(r":\s{0,3}(?:\n|\Z)")
_NAME = re.compile(r"#?[\"„“]?[^\W_][^\n]{2,120}")
_SAYS = re.compile(r"[.:;!?]\s{0,3}$|@|://")


def described_entries(page: PageReading) -> list[Entry]:
    """Return a stretch for each card, from its receiver to the next one's."""
    cards = described_cards(page)
    if not cards:
        return []
    starts = [min(receiver[0], title[0]) for receiver, title in cards]
    stops = [*starts[1:], page.blocks[-1].end]
    return [Entry(start, stop, title) for start, (_, title), stop in zip(starts, cards, stops, strict=True)]


@kept
def described_cards(page: PageReading) -> list[tuple[Span, Span]]:
    """Return receiver and title above each such line, or above each sum or text of pairs of lines."""
    return _over_labels(page) or paired_lines(page)


def _over_labels(page: PageReading) -> list[tuple[Span, Span]]:
    """Return receiver and title above each such line, if most receivers are organisations and it is about projects.

    Numbers tell projects apart more surely: where several stand, no lines do.
    """
    if len(page.numbers) >= FEWEST:
        return []
    if len(_COLON_LAST.findall(page.text)) < FEWEST or not page.lexicon.cue("project").search(page.text):
        return []
    told = (line for line in lines(page.text, 0, len(page.text)) if page.text[slice(*line)].strip())
    read = [line for line in told if page.readable(line[0])]
    counts = Counter(page.text[slice(*line)].strip() for line in read if _LABEL.fullmatch(page.text, *line))
    if not counts or max(counts.values()) < FEWEST:
        return []
    cards = [
        (receiver, title)
        for (receiver, title), (_, label) in zip(pairwise(read), pairwise(read[1:]), strict=False)
        if counts[page.text[slice(*label)].strip()] >= FEWEST and _is_name(page, *title) and _is_name(page, *receiver)
    ]
    bodies = [card for card in cards if is_organisation(page.text[slice(*card[0])], page.lexicon)]
    if len(cards) < FEWEST or len(bodies) * 2 < len(cards):
        return []
    return [(trim(page.text, *receiver), trim(page.text, *title)) for receiver, title in cards]


def _is_name(page: PageReading, start: int, end: int) -> bool:
    """Say whether a line is as short as a name, no sentence, label or person."""
    words = page.text[start:end]
    if not _NAME.fullmatch(words.strip()) or _SAYS.search(words) or end - start > LONGEST:
        return False
    if page.lexicon.label_entries(words.strip()) or page.lexicon.cue("finite").search(words):
        return False
    return not is_person(words, page.lexicon)
