"""Sums in brackets, each right behind its payer: "EFRR (85 %, tj. 5,1 mil. Kč), státem (5 %, tj. 300 000 Kč)".

What each bracket holds is the part of the payer before it, whatever the sentence says of the whole.
"""

from __future__ import annotations

import re

from extractors.money.amount_grammar import PrintedAmount, find_amounts
from extractors.text.letters import CAPITAL
from extractors.text.reading import PageReading

REACH = 40
"""Between the bracket and its sum stand at most so many code points."""
NAME = 60
"""A payer in words, "městem Horní Ves", ends at the bracket and is no longer."""
_OPENED = re.compile(
    r"(?::?\s\d{1,3}(?:[.,]\d{1,2})?\s?%\s)?\((?:\d{1,3}(?:[.,]\d{1,2})?\s?(?:%|procent|per\s?cent)[,;:]?\s?)?"
    r"(?:(?:tj|t\. ?j|tzn|i\. ?e|that is)\.?,?\s)?$"
)
_PERCENT = re.compile(r"%|procent|per\s?cent")
_NAME = re.compile(rf"(?:\s(?:of\s)?[{CAPITAL}][^\W\d_]{{1,20}}){{0,4}}\s?")


def part_in_bracket(page: PageReading, start: int, end: int, amount: PrintedAmount) -> str:
    """Return whose part a sum in a bracket is: the code of a known payer, "own" for whoever runs the project.

    "" where nobody stands before the bracket, or one bracket alone tells no share.
    """
    opened = _opening(page, start, amount)
    if opened < 0:
        return ""
    payer = _payer_before(page, start, opened)
    if not payer or _PERCENT.search(page.text, opened, amount.start):
        return payer
    others = (a for a in find_amounts(page.text, page.lexicon.vocabulary, start, end) if a.start != amount.start)
    beside = (_opening(page, start, other) for other in others)
    return payer if any(place >= 0 and _payer_before(page, start, place) for place in beside) else ""


def _opening(page: PageReading, start: int, amount: PrintedAmount) -> int:
    """Return where the bracket opens that holds the sum and its share alone; -1 without one."""
    opened = _OPENED.search(page.text, max(start, amount.start - REACH), amount.start)
    return opened.start() if opened else -1


def _payer_before(page: PageReading, start: int, bracket: int) -> str:
    floor = max(start, bracket - NAME)
    known = [p for p in page.phrases_within(floor, bracket) if p.kind == "funder" and p.end >= bracket - 2]
    if known:
        return known[-1].code
    for group, code in (("the_state", "CZ-STATE"), ("whose_own", "own")):
        words = list(page.lexicon.cue(group).finditer(page.text, floor, bracket))
        if words and _NAME.fullmatch(page.text, words[-1].end(), bracket):
            return code
    return ""
