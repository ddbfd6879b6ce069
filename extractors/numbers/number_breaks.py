"""A number cut by the end of a page: "CZ.1.04/5.1.00/" at the foot of one, "81.00007" at the head of the next.

Evidence is a stretch of one page, so a cut number has two: one mention for each half. Both carry the whole number.
"""

from __future__ import annotations

from dataclasses import dataclass

from extractors.numbers.number_grammar import head_at_end
from extractors.numbers.number_patterns import fold
from extractors.numbers.number_readings import read_czech
from extractors.text.reading import PageReading

LONGEST = 60
"""Code points of a page's foot and of the next one's head that a half may take."""


@dataclass(frozen=True, slots=True)
class CutNumber:
    """The halves of a number as (start, end) of their pages, the whole as it would be printed, and its repairs."""

    first: tuple[int, int]
    second: tuple[int, int]
    whole: str
    repairs: tuple[str, ...]


def find_cut(page: PageReading, following: PageReading) -> CutNumber | None:
    """Return the number that begins at the foot of `page` and ends at the head of `following`, if there is one."""
    if not page.blocks or not following.blocks:
        return None
    stop, begin = page.blocks[-1].end, following.blocks[0].start
    start = head_at_end(page.text, max(0, stop - LONGEST), stop)
    if start is None or any(n.start <= start < n.end and n.reading and n.reading.complete for n in page.numbers):
        return None
    first = page.text[start:stop].rstrip()
    joined = f"{first}\n{following.text[begin : begin + LONGEST]}"
    for reading in read_czech(joined, fold(joined), 0, page.lexicon.vocabulary):
        if reading.complete and reading.end > len(first) + 1:
            second = (begin, begin + reading.end - len(first) - 1)
            repairs = ("page_break", *(code for code in reading.repairs if code != "line_break"))
            return CutNumber((start, start + len(first)), second, joined[: reading.end], repairs)
    return None
