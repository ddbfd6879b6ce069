"""Sums that are the whole of a project, told by what stands beside them: a price, a part before it, a share of it."""

from __future__ import annotations

import re

from extractors.money.amount_grammar import PrintedAmount
from extractors.money.amounts_of_others import REACH
from extractors.text.reading import PageReading
from extractors.text.worded import Worded

_MARK = re.compile(r"[,;:.()\n]")
NEAR = 40
"""Between the part and the whole stand at most so many code points."""
_SHARE_PAID = Worded(
    r"\s(?:z|ze|to)\s\d{1,3}(?:[.,]\d{1,2})?\s?(?:%|procent|per\s?cent)\w{0,2}\s(?:[^\W\d_]{2,4}\s)?{paid_word}",
    re.IGNORECASE,
)


def price(page: PageReading, start: int, amount: int) -> bool:
    """ "projekt „Park“ za 3,5 mil. Kč", "a project worth CZK 5 million": the whole of it."""
    for match in page.lexicon.cue("whole_sum").finditer(page.text, max(start, amount - 36), amount):
        gift = page.lexicon.cue("payer_noun").finditer(page.text, max(start, match.start() - 24), match.start())
        behind = (page.text[noun.end() : match.start()].strip() for noun in gift)
        if any(not words or page.lexicon.cue("being").fullmatch(words) for words in behind):
            return False  # "získal grant v hodnotě 7 mil. Kč", "the grant is worth …"
        if _no_more_than_about(page, match.end(), amount):
            return bool(page.lexicon.cue("project").search(page.text, max(start, match.start() - 90), match.start()))
    return False


def whole(page: PageReading, start: int, amount: PrintedAmount) -> bool:
    """ "Stavbu (44,2 milionu) řídil kraj", "the 2.4 million euro project": the whole of it."""
    text, whole = page.text, page.lexicon.cue("whole_of")
    if text.endswith(" (", start, amount.start) and text.startswith(")", amount.end):
        return any(
            m.end() == amount.start - 2 for m in whole.finditer(text, max(start, amount.start - 24), amount.start)
        )
    behind = whole.match(text, amount.end + 1) if text[amount.end : amount.end + 1] in (" ", "-", "\n") else None
    if behind is None or behind[0].lower() not in ("project", "projekt"):
        return False
    if behind[0][0].isupper():
        return False  # a line of its own, or the next label of one
    return behind[0].lower() == "project" or text[behind.end() + 1 : behind.end() + 2].islower()


def paid_in_part(page: PageReading, end: int, stop: int) -> bool:
    """ "vyžádá si 3 mil. Kč a bude z 85 % hrazena z EU": of the sum a share is paid, so that it is the whole."""
    share = page.lexicon.worded(_SHARE_PAID).search(page.text, end, min(stop, end + REACH))
    return share is not None


def of_whole(page: PageReading, end: int, start: int) -> bool:
    """ "480 000 Kč z 1 212 000 Kč": of two sums the first is a part of the second."""
    return start - end <= NEAR and page.lexicon.cue("of_whole").fullmatch(page.text[end:start].strip()) is not None


def built_for(page: PageReading, start: int, amount: PrintedAmount) -> bool:
    """ "Za 33 milionů korun zde postaví most": what is built for a sum costs as much."""
    prices = page.lexicon.cue("whole_sum").finditer(page.text, max(start, amount.start - 24), amount.start)
    if not any(_no_more_than_about(page, price.end(), amount.start) for price in prices):
        return False
    built = page.lexicon.cue("built_for").search(page.text, amount.end, amount.end + NEAR)
    return built is not None and not _MARK.search(page.text, amount.end, built.start())


def _no_more_than_about(page: PageReading, start: int, end: int) -> bool:
    between = page.text[start:end].strip()
    return not between or page.lexicon.cue("about").fullmatch(between) is not None
