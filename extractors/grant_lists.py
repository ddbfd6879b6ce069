"""Lists of small grants; each entry prints a title, a sum, mostly who receives: "Junák, Letní tábor, 25 000 Kč"."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.base import mention
from extractors.bodies.names import is_person, trim
from extractors.lists.paid_items import PaidItem, paid_items
from extractors.text.reading import PageReading, Reading
from schemas.records import Mention

NAME, FIELDS = "grant_lists", ("titles", "beneficiaries", "funding")

GUESSED = ("alone", "bold")
"""Shapes that show no receiver in a place of its own."""


def extract(reading: Reading) -> Iterator[Mention]:
    """Yield recipient, title and amount of each entry."""
    for page in reading.pages:
        for entry in paid_items(page):
            if entry.shape in GUESSED and (found := page.entry_at(entry.place[0])) and found.end != entry.place[1]:
                continue  # facts of more than the line tell what the entry is
            yield from _mentions(page, entry)


def _mentions(page: PageReading, entry: PaidItem) -> Iterator[Mention]:
    amount = entry.amount
    printed = {"kind": "grant", "number": amount.number, "scale": amount.scale, "currency": amount.currency}
    first, last = trim(page.text, *entry.recipient)
    if last > first and not is_person(page.text[first:last], page.lexicon):
        yield mention(page, "beneficiaries", first, last, "grant_lists.item")
    yield mention(page, "titles", *trim(page.text, *entry.title), "titles.listed")
    yield mention(page, "funding", amount.start, amount.end, "grant_lists.item", printed)
