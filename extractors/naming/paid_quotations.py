"""Quotations beside a sum of money in a sentence on paying: "„Letní tábor“, 150 000 Kč", "120 tis. Kč na „Léto“"."""

from __future__ import annotations

import re

from extractors.money.amount_grammar import find_amounts
from extractors.text.reading import PageReading

REACH = 40
"""The sum stands so near the quotation, in code points."""
_BEHIND = re.compile(r"[“”\"»*_]{0,2}[\s,(–-]{0,4}(?:ve výši |částkou |částka |celkem |dotace |grant |for |of )?")
_BEFORE = re.compile(r"\s(?:na|pro|for)\s(?:akci\s|the\s)?[„“\"»«*_]{1,2}$")


def tells_grant(page: PageReading, start: int) -> bool:
    """Say whether the block tells a sum, and the sentence a word of paying, or the block a known payer."""
    block = page.block_at(start)
    if block is None or next(find_amounts(page.text, page.lexicon.vocabulary, block.start, block.end), None) is None:
        return False
    paid = page.lexicon.cue("finance").search(page.text, *page.sentence_at(start))
    return bool(paid) or any(phrase.sure for phrase in page.phrases_within(block.start, block.end))


def is_paid(page: PageReading, start: int, end: int) -> bool:
    """Say whether a sum stands right behind the quotation, or "na" and a sum right before it, where somebody pays.

    A book, a concert or a scheme has another noun before it.
    """
    first, last = page.sentence_at(start)
    if not page.lexicon.cue("finance", "getting").search(page.text, first, last):
        return False
    before = page.text[max(first, start - REACH) : start]
    if page.lexicon.cue("titled_otherwise", "event").search(before):
        return False
    gap = _BEHIND.match(page.text, end, min(last, end + REACH))
    behind = next(find_amounts(page.text, page.lexicon.vocabulary, end, min(last, end + REACH)), None)
    if behind and gap and behind.start <= gap.end():
        return True
    lead = _BEFORE.search(page.text, max(first, start - 12), start)
    sums = find_amounts(page.text, page.lexicon.vocabulary, max(first, start - REACH), start) if lead else ()
    return bool(lead and any(amount.end >= lead.start() - 1 for amount in sums))
