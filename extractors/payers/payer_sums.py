"""The payer that stands beside its sum: "NSA 6 902 tis. Kč", "SFŽP dá: 286 770 Kč", "45,000 CZK from the X Fund".

Only payers that a list knows, or that have a word of payers in their names; towns and firms need a verb of giving.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.money.amount_grammar import PrintedAmount, find_amounts
from extractors.payers.payer_chains import chain
from extractors.payers.payer_numbers import Beside, titled_names
from extractors.text.reading import PageReading

BEFORE, BEHIND = 80, 16
"""A name may begin so many code points before its sum; a verb or preposition ends so many behind it."""
_FUNDS = frozenset(("ESF", "ESF+", "ERDF", "CF", "YEI", "JTF", "EAFRD", "AMIF", "ISF"))
"""Funds that pay for projects alone: "thereof ERDF € 249.600" needs no word for a project beside it."""
GAP = 34
"""Between a name and its sum stand at most so many code points: "nám na činnost přiklepla"."""
_WORD = re.compile(r"[^\W_]+")
_GAP = re.compile(r"[^;|\t.•\n\d]{0,34}")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_ENDS = re.compile(r"[,;.)\n]|\s(?:a|and)\s|\s{0,2}$")
_SOURCE = re.compile(
    r"\)?,?\s(?:(?:od|z|ze|zo|of|from|by|von|vom|paid by|given by|coming from)\s(?!toho\b|čehož\b))(?:the\s)?"
)


def beside_sums(page: PageReading) -> Iterator[Beside]:
    """Yield the payer before or behind each sum of a sentence that speaks of no price or fee."""
    if not page.phrases and not page.lexicon.cue("payer_title").search(page.text):
        return
    for amount in find_amounts(page.text, page.lexicon.vocabulary):
        found = beside_sum(page, amount)
        if found:
            yield (*found, "beside_sum")


def beside_sum(page: PageReading, amount: PrintedAmount) -> tuple[int, int, str] | None:
    """Return the payer before or behind one sum: start and end of its name, and the code of a known one."""
    first, last = page.sentence_at(amount.start)
    refused = page.lexicon.cue("not_funding").search(page.text, first, last)
    if first >= last or refused:
        return None
    found = _before(page, max(first, amount.start - BEFORE), amount) or _behind(page, amount, last)
    if found is None and page.lexicon.cue("share").search(page.text, first, amount.start):
        found = payer_right_behind(page, amount)
    return found if found and (found[2] in _FUNDS or _of_project(page, amount.start)) else None


def payer_right_behind(page: PageReading, amount: PrintedAmount) -> tuple[int, int, str] | None:
    """Return the known payer that stands right behind a part, and ends its clause: "z toho 160 000 Kč MZV ČR,"."""
    known = (p for p in page.phrases_at(amount.end + 1) if p.kind == "funder" and p.sure)
    found = next(known, None) if page.text[amount.end : amount.end + 1] == " " else None
    return (found.start, found.end, found.code) if found and _ENDS.match(page.text, found.end) else None


def ends_clause(page: PageReading, offset: int) -> bool:
    """Say whether a mark, "and", or the end of a line stands there."""
    return bool(_ENDS.match(page.text, offset))


def _of_project(page: PageReading, offset: int) -> bool:
    """Say whether a sum stands in an entry of a list of projects, or its block speaks of one."""
    block = page.block_at(offset)
    if block is None or page.entry_at(offset):
        return block is not None
    numbered = bool(page.numbers_within(block.start, block.end))
    return numbered or bool(page.lexicon.cue("project").search(page.text, block.start, block.end))


def _before(page: PageReading, start: int, amount: PrintedAmount) -> tuple[int, int, str] | None:
    """The nearest name before the sum, with no more than a verb of giving between."""
    known = [
        (p.start, p.end, p.code) for p in page.phrases_within(start, amount.start) if p.kind == "funder" and p.sure
    ]
    named = [(begin, stop, "") for begin, stop in titled_names(page, start, amount.start)]
    found = max((*known, *named), key=lambda name: (name[1], -name[0]), default=None)
    if found is None or not _is_gap(page, found[1], amount.start):
        return None
    return found


def _is_gap(page: PageReading, start: int, end: int) -> bool:
    gap = _YEAR.sub("", page.text[start:end])
    if end - start > GAP or not _GAP.fullmatch(gap):
        return False
    words = page.lexicon.cue("payer_share", "payer_pays", "payer_gives", "payer_hands", "beside_sum")
    return all(words.fullmatch(word[0]) for word in _WORD.finditer(gap))


def _behind(page: PageReading, amount: PrintedAmount, last: int) -> tuple[int, int, str] | None:
    """ "38 tisíc Kč od Nadačního fondu X", "13 845 tis. Kč dalo Ministerstvo kultury"."""
    source = _SOURCE.match(page.text, amount.end, last)
    verb = page.lexicon.cue("payer_pays", "payer_gives", "payer_hands").search(
        page.text, amount.end, min(last, amount.end + BEHIND)
    )
    begin = source.end() if source else verb.end() if verb else last
    titled = page.lexicon.cue("payer_title")
    for start, stop, code in chain(page, begin, last):
        if start - begin <= BEHIND and (
            code or (titled.search(page.text, start, stop) and " " in page.text[start:stop])
        ):
            return start, stop, code
        return None
    return None
