"""The kinds that payers beside sums tell: "z toho 900 tis. Kč hradí EU", "38 tisíc Kč od Nadačního fondu X"."""

from __future__ import annotations

import re
from bisect import bisect_left

from extractors.money.amount_grammar import PrintedAmount
from extractors.payers.payer_sums import beside_sum, payer_right_behind
from extractors.text.reading import PageReading
from extractors.text.worded import Worded

OUTSIDE = ("EEA-NORWAY", "Swiss Contribution", "Swiss-Czech Cooperation Programme")
PARTS = ("eu", "state", "own")
"""What is called the part of one of these is that, of whatever whole."""
_PERCENT = re.compile(r"\d\s?%")
_PAID_FROM = Worded(
    r"\)?,?\s{being}\s{paid_word}\s(?:z|ze|from|by|out of)\s(?:the\s)?(?:{paid_out_of}\s(?:the\s)?)?", re.IGNORECASE
)


def kind_of_payer(page: PageReading, code: str) -> str:
    """Return the kind of a part that a payer gives: of the state, of a fund of the Union, of another."""
    if code == "CZ-STATE":
        return "state"
    return "eu" if any(f.code == code and f.fund for f in page.lexicon.vocabulary.funders) else "other"


def payer_behind(page: PageReading, start: int, amount: PrintedAmount, following: int) -> str:
    """Return the kind that a payer right behind a part of the sum tells: "z toho 900 tis. Kč hradí EU"."""
    if _PERCENT.search(page.text, start, amount.start) and (kind := _covered_by(page, amount, following)):
        return kind
    if not page.lexicon.cue("share").search(page.text, start, amount.start):
        return ""
    beside = payer_right_behind(page, amount)
    if beside:
        return given_by(page, beside[2])
    told = page.lexicon.cue("part_paid").match(page.text, amount.end + 1, following)
    if not told:
        return ""
    named = page.phrases_within(told.end(), told.end() + 13)
    behind = [p for p in named if p.kind == "funder" and p.end <= following]
    if behind and _PERCENT.search(page.text, told.end(), behind[0].start):
        return ""  # "of the total of EUR 3 million the EU pays 75 %": the sum is the whole
    return given_by(page, behind[0].code) if behind else ""


def _covered_by(page: PageReading, amount: PrintedAmount, following: int) -> str:
    """ "85 % nákladů (2,6 mil. EUR) bude kryto z příspěvku X": what is paid of a share is the part of the payer."""
    told = page.lexicon.worded(_PAID_FROM).match(page.text, amount.end, following)
    named = page.phrases_at(told.end()) if told else ()
    return next((given_by(page, p.code) for p in named if p.kind == "funder" and p.sure), "")


def beside_payer(page: PageReading, amounts: list[PrintedAmount], amount: PrintedAmount) -> str:
    """ "Bezpečně na kole – přilby, 38 tisíc Kč od Nadačního fondu X": what a payer beside a sum gives to a project.

    Of three sums in a sentence the payers do not tell what each is for, unless they are parts of one before them.
    """
    start, end = page.sentence_at(amount.start)
    first, last = (bisect_left(amounts, place, key=_start) for place in (start, end))
    if last - first > 2 and not page.lexicon.cue("share").search(page.text, start, amount.start):
        return ""
    payer = beside_sum(page, amount)
    return given_by(page, payer[2]) if payer else ""


def beside_parts(page: PageReading, amount: PrintedAmount, before: tuple[int, int], behind: tuple[int, int]) -> bool:
    """ "EUR 195,000 from the EU and EUR 45,000 from the town": beside the part of another payer stands the Union's.

    `before`, `behind`: the sentence up to the sum before, and from the next one on.
    """
    others = [span for span in (before, behind) if span[0] < span[1]]
    payer = beside_sum(page, amount) if others else None
    if payer is None or kind_of_payer(page, payer[2]) != "eu":
        return False
    return any(page.lexicon.cue("whose_own", "the_state", "own_part").search(page.text, *span) for span in others)


def given_by(page: PageReading, code: str) -> str:
    """Return the kind of what a payer gives: an agency's part is its grant, and so is that of a fund outside the EU."""
    kind = "other" if code in OUTSIDE else kind_of_payer(page, code)
    return "grant" if kind == "other" else kind


def _start(amount: PrintedAmount) -> int:
    return amount.start
