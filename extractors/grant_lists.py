"""Lists of small grants; each item prints a recipient, a project and an amount: "Junák, Letní tábor, 25 000 Kč".

A list counts when three items or more have this shape, in a document that speaks of grants.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.amount_grammar import PrintedAmount, find_amounts
from extractors.base import mention
from extractors.names import legal_form_at, trim
from extractors.reading import PageReading, Reading
from schemas.document import Block, BlockKind
from schemas.records import Mention

NAME, FIELDS = "grant_lists", ("titles", "beneficiaries", "funding")

FEWEST, LEAD = 3, 400
_COMMA = re.compile(r",\s+")


def extract(reading: Reading) -> Iterator[Mention]:
    """Yield recipient, title and amount of each item."""
    for page in reading.pages:
        items = [item for block in page.blocks if (item := _item(page, block) or _titled(page, block))]
        if len(items) >= FEWEST and page.lexicon.cue("finance").search(page.text):
            for (first, comma), (start, end), amount in items:
                printed = {
                    "kind": "grant",
                    "number": amount.number,
                    "scale": amount.scale,
                    "currency": amount.currency,
                }
                if comma > first:
                    yield mention(page, "beneficiaries", *trim(page.text, first, comma), "grant_lists.item")
                yield mention(page, "titles", *trim(page.text, start, end), "titles.listed")
                yield mention(page, "funding", amount.start, amount.end, "grant_lists.item", printed)


def _item(page: PageReading, block: Block) -> tuple[tuple[int, int], tuple[int, int], PrintedAmount] | None:
    """Return recipient, title and amount of a list item that ends with its only amount."""
    if block.kind is not BlockKind.LIST_ITEM or block.end - block.start > 300:
        return None
    amounts = list(find_amounts(page.text, page.lexicon.vocabulary, block.start, block.end))
    if len(amounts) != 1 or page.text[amounts[0].end : block.end].strip(" .,;"):
        return None
    stop = amounts[0].start
    for comma in _COMMA.finditer(page.text, block.start, stop):
        if legal_form_at(page.text, comma.start(), page.lexicon):
            continue
        if stop - comma.end() >= 4 and comma.start() - block.start >= 3:
            return (block.start, comma.start()), (comma.end(), stop), amounts[0]
    return None


def _titled(page: PageReading, block: Block) -> tuple[tuple[int, int], tuple[int, int], PrintedAmount] | None:
    """An item without a recipient, "Oprava kapličky – 120 000 Kč", counts below a sentence on projects."""
    if block.kind is not BlockKind.LIST_ITEM or block.end - block.start > 200:
        return None
    amounts = list(find_amounts(page.text, page.lexicon.vocabulary, block.start, block.end))
    if len(amounts) != 1 or page.text[amounts[0].end : block.end].strip(" .,;"):
        return None
    lead = page.text[max(0, block.start - LEAD) : block.start]
    dash = re.compile(r"\s[–—-]\s$").search(page.text, block.start, amounts[0].start)
    if not dash or not page.lexicon.cue("projects").search(lead):
        return None
    return (block.start, block.start), (block.start, dash.start()), amounts[0]
