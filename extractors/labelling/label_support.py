"""Whether a common word ("Projekt:", "Termín:") is a label: by the labels near it, or by what stands behind it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from extractors.bodies.names import is_organisation
from extractors.dates.date_grammar import PrintedDate, find_dates, find_ranges, grammar
from extractors.money.amount_grammar import find_amounts
from extractors.text.lexicon import Lexicon

if TYPE_CHECKING:
    from extractors.labelling.labels import LabelledValue

SUPPORT = 300
"""A weak label needs a sure one within so many code points."""
PAIR = 120
"""The labels of a start and an end stand at most so far apart."""
SHORTEST_RUN = 2
"""What ends sooner, in months, is an event."""
_NO_SUPPORT = ("contacts", "published")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def supported(items: list[LabelledValue], text: str, lexicon: Lexicon) -> list[bool]:
    """Say of each pair, given in order, whether it may be believed; a label that is no common word always may."""
    # the cells of a column have one label
    told = sorted({(item.start, item.entry.field, item.entry.weak) for item in items})
    ends = _ends(items, text, lexicon)
    return [
        not item.entry.weak or item.start in ends or _is_near_others(item, told) or _is_of_its_kind(item, text, lexicon)
        for item in items
    ]


def _is_near_others(item: LabelledValue, others: list[tuple[int, str, bool]]) -> bool:
    """A common word counts beside a sure label of another field, or two common ones.

    `others` has the labels in order: where each begins, its field, whether it is a common word.
    """
    first, last = (bisect_left(others, (place,)) for place in (item.start - SUPPORT, item.start + SUPPORT + 1))
    near = [(field, weak) for _, field, weak in others[first:last] if field not in (item.entry.field, *_NO_SUPPORT)]
    if any(not weak for _, weak in near) or len({field for field, _ in near}) >= 2:
        return True
    return item.entry.field == "partners" and item.form == "below" and len(item.values) >= 2


def _is_of_its_kind(item: LabelledValue, text: str, lexicon: Lexicon) -> bool:
    """ "Řešitel: Mendelova univerzita": a common word is a label if what stands behind it is of the right kind."""
    start, end = item.values[0]
    if item.form not in ("colon", "cell", "below"):
        return False
    if item.entry.field == "period" and item.form == "colon":
        return end - start <= 60 and _is_run(text, start, end, lexicon)
    if item.entry.field in ("start", "end", "period"):
        return item.form != "colon" and end - start <= 60 and bool(_YEAR.search(text, start, end))
    if item.entry.field == "funding":
        amount = next(find_amounts(text, lexicon.vocabulary, start, min(end, start + 60)), None)
        return item.form != "colon" and amount is not None and bool(amount.currency) and amount.start - start <= 12
    bodies = ("beneficiaries", "partners", "funders")
    return item.entry.field in bodies and is_organisation(text[start:end], lexicon)


def _is_run(text: str, start: int, end: int, lexicon: Lexicon) -> bool:
    """ "Kdy: říjen 2022 – listopad 2023": two months or years of no programme, far enough apart, and nothing else."""
    found = next(find_ranges(text, grammar(lexicon.vocabulary.months), start, end), None)
    if found is None or bool(found.first.month) is not bool(found.last.month):
        return False
    if not found.first.month and (found.first.year, found.last.year) in lexicon.programme_years:
        return False
    rest = text[start : found.first.start] + text[found.last.end : end]
    return _months(found.last) - _months(found.first) >= SHORTEST_RUN and rest.strip(" .;,*_").lower() in (
        "",
        "od",
        "from",
    )


def _ends(items: list[LabelledValue], text: str, lexicon: Lexicon) -> set[int]:
    """Return the places of "Start: May 2022" and "End: April 2024" where one stands behind the other."""
    found: set[int] = set()
    starts = [item for item in items if item.entry.weak and item.entry.field == "start"]
    ends = [item for item in items if item.entry.weak and item.entry.field == "end"] if starts else []
    places = [item.start for item in ends]
    for first in starts:
        index = bisect_right(places, first.start)
        last = ends[index] if index < len(ends) and places[index] - first.start <= PAIR else None
        dates = [_date(item, text, lexicon) for item in (first, last) if item]
        if last and dates[0] and dates[1] and _months(dates[1]) - _months(dates[0]) >= SHORTEST_RUN:
            found |= {first.start, last.start}
    return found


def _date(item: LabelledValue, text: str, lexicon: Lexicon) -> PrintedDate | None:
    """Return the date with which a value begins."""
    start, end = item.values[0]
    found = next(find_dates(text, grammar(lexicon.vocabulary.months), start, min(end, start + 40)), None)
    return found if found and found.start - start <= 4 else None


def _months(date: PrintedDate) -> int:
    return date.year * 12 + date.month
