"""Registration numbers: the Czech family in any state of repair, the other schemes, and what a label calls one.

A call number, an act, an account, a phone are refused: they have no scheme, or words beside them that say so.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from extractors.base import mention
from extractors.numbers.number_breaks import CutNumber, find_cut
from extractors.text.reading import PageReading, Reading
from schemas.records import Mention

NAME, FIELDS = "registration_numbers", ("registration_number",)


def extract(reading: Reading) -> Iterator[Mention]:
    """Yield the numbers of the document, each where it is printed.

    Attributes: `repairs`, the codes of the typing errors that the number shows, with commas, absent if none;
    `whole`, the number that was cut by the end of a page, as if it had not been.
    """
    cuts = [(page, following, find_cut(page, following)) for page, following in pairwise(reading.pages)]
    halves = {(page.page.number, cut.first[0]) for page, _, cut in cuts if cut}
    for page in reading.pages:
        for number in page.numbers:
            if (page.page.number, number.start) not in halves:
                repairs = number.reading.repairs if number.reading else ()
                yield _mention(page, number.start, number.end, number.rule, repairs)
    for page, following, cut in cuts:
        if cut:
            yield _half(page, cut.first, cut)
            yield _half(following, cut.second, cut)


def _half(page: PageReading, span: tuple[int, int], cut: CutNumber) -> Mention:
    return _mention(page, *span, "page_cut", cut.repairs, cut.whole)


def _mention(page: PageReading, start: int, end: int, rule: str, repairs: tuple[str, ...], whole: str = "") -> Mention:
    attributes = {"repairs": ",".join(repairs)} if repairs else {}
    if whole:
        attributes["whole"] = whole
    return mention(page, "registration_number", start, end, f"registration_numbers.{rule}", attributes)
