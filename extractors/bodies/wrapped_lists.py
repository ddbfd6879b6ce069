"""Partners under a label: whose they are, and their names on broken lines of a PDF, or one on each."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.bodies.name_ends import cut_tail
from extractors.bodies.names import is_organisation, trim
from extractors.labelling.labels import LabelledValue
from extractors.text.lexicon import label_key
from extractors.text.reading import PageReading

MOST_LINES, LONGEST = 12, 110
_PIECE = re.compile(r"[^;·•]{2,}")
_LINE = re.compile(r"\n(?P<line>[^\n]{3,120})")


def parted_names(page: PageReading, pair: LabelledValue) -> list[tuple[int, int]]:
    """Return the names of a value of several lines that marks part: "A · B", "A; B" go on across the line's end."""
    text = page.text
    start, end = pair.values[0][0], pair.values[-1][1]
    if not page.page.words or len(pair.values) < 2 or "\n\n" in text[start:end]:
        return []
    pieces = [trim(text, *piece.span()) for piece in _PIECE.finditer(text, start, end)]
    return [(first, cut_tail(text, first, last)) for first, last in pieces] if len(pieces) > 2 else []


def lines_below(page: PageReading, pair: LabelledValue) -> Iterator[tuple[int, int]]:
    """Yield the organisations on the lines below the first one, which stands beside its label."""
    text, block = page.text, page.block_at(pair.start)
    if block is None or block.table or pair.form not in ("open", "cell") or len(pair.values) > 1:
        return
    position = pair.values[0][1]
    for _ in range(MOST_LINES):
        line = _LINE.match(text, position, block.end)
        if not line or "\t" in line["line"] or page.labels_over(*line.span("line")):
            return
        first, last = trim(text, line.start("line"), cut_tail(text, *line.span("line")))
        if last - first > LONGEST or not is_organisation(text[first:last], page.lexicon):
            return
        yield first, last
        position = line.end()


def of_another(page: PageReading, pair: LabelledValue) -> bool:
    """Say whether a label tells partners of something else than a project: "Mediální partner", "Museum partners"."""
    if page.lexicon.cue("no_partner").search(page.text, max(0, pair.start - 18), pair.end):
        return True
    words = page.text[pair.start : pair.end]
    heads = pair.form == "below" and label_key(words) not in page.lexicon.labels
    return heads and page.lexicon.cue("no_partner_heading").search(words) is not None
