"""Items of minutes: what one lettered or numbered item says of money belongs to no project of another item."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from functools import lru_cache

from pipeline.resolve.anchors import Cluster
from pipeline.resolve.places import Places
from schemas.records import Fact

PROSE = ("amounts.sentence", "amounts.beside_payer")
"""A sum behind a label, "3. Rozpočet: …", is the project's in any item of a form."""
LEAST = 3
"""Fewer items of one kind are no list."""
_ITEM = re.compile(
    r"^[ \t]{0,12}(?:(?P<letter>[a-z]\))|(?P<part>\d{1,2}\.\d{1,2}\.?)|(?P<number>\d{1,2}[.)])"
    r"|(?P<point>K bodu \d{1,2}))[ \t]{1,4}(?=\S)",
    re.MULTILINE,
)


def of_another_item(fact: Fact, owner: Cluster, places: Places) -> bool:
    """Say whether a sum of prose stands in an item of minutes, and the project is named in others alone."""
    if fact.field != "funding" or not fact.evidence.rule.startswith(PROSE):
        return False
    span = fact.evidence.span
    page = places.page(span)
    items = _items(page.text)
    own = _item_at(items, span.start)
    if own is None or page.lexicon.cue("project_word").search(page.text, *page.sentence_at(span.start)):
        return False
    others = [_item_at(items, a.evidence.span.start) for a in owner.places if a.evidence.span.page == span.page]
    return bool(others) and all(other and other[1] == own[1] and other != own for other in others)


@lru_cache(maxsize=4)
def _items(text: str) -> tuple[tuple[int, str], ...]:
    """Return where the items of kinds that stand often enough begin, each with its kind."""
    found = [(match.start(), str(match.lastgroup)) for match in _ITEM.finditer(text)]
    kinds = Counter(kind for _, kind in found)
    return tuple(item for item in found if kinds[item[1]] >= LEAST)


def _item_at(items: tuple[tuple[int, str], ...], offset: int) -> tuple[int, str] | None:
    """Return the item, of any kind, that begins last before a place."""
    index = bisect_right(items, (offset, "~")) - 1
    return items[index] if index >= 0 else None
