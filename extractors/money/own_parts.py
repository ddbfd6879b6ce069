"""The part of whoever runs the project, told by a common noun: "EU zaplatí 2 mil. Kč, obec 450 000 Kč", "the town adds
EUR 45,000".

A town may well be who supports a club, so that another sum of the sentence must have its payer, or be the whole.
"""

from __future__ import annotations

import re

from extractors.money.amount_grammar import PrintedAmount
from extractors.text.letters import CAPITAL
from extractors.text.reading import PageReading

GAP = 34
"""Between the noun and its sum stand at most so many code points."""
BEFORE = 80
_NAME = rf"(?:\s(?:of\s)?[{CAPITAL}][^\W\d_]{{1,20}}){{0,4}}"
_BEHIND_NAME = re.compile(_NAME)
_BEGIN = re.compile(r"[\s,;.:(|/–-]{0,4}(?:(?:a|and|i|zatímco|while|kdežto)\s)?")
_PLAIN_GAP = re.compile(r"[^;|\t.•\n\d(]{0,34}")
_WORD = re.compile(r"[^\W_]+")
_END = re.compile(r"\s{0,2}(?:[,;.)\n]|\s(?:a|and)\s|$)")


def is_own_part(page: PageReading, previous: int, amount: PrintedAmount, following: int, end: int) -> bool:
    """Say whether a common noun for whoever runs the project is all that stands beside one of several sums.

    `previous` and `following`: where the sums beside it end and begin; `end`: that of the sentence.
    """
    return _before(page, previous, amount.start) or _behind(page, amount.end, following if following < end else end)


def _before(page: PageReading, previous: int, amount: int) -> bool:
    """ "…, obec 450 000 Kč", "and the town adds EUR 45,000"."""
    for noun in page.lexicon.cue("whose_own").finditer(page.text, max(previous, amount - BEFORE), amount):
        named = _BEHIND_NAME.match(page.text, noun.end(), amount)
        gap = page.text[named.end() if named else noun.end() : amount]
        if not _PLAIN_GAP.fullmatch(gap) or not _BEGIN.fullmatch(page.text, previous, noun.start()):
            continue
        words = page.lexicon.cue("payer_share", "payer_pays", "payer_gives", "payer_hands", "beside_sum", "own_pays")
        if all(words.fullmatch(word[0]) for word in _WORD.finditer(gap)):
            return True
    return False


def _behind(page: PageReading, amount: int, stop: int) -> bool:
    """ "a 450 000 Kč obec.", "EUR 45,000 by the town"."""
    verb = page.lexicon.cue("part_paid", "own_pays").match(page.text, amount + 1, stop)
    noun = page.lexicon.cue("whose_own").match(page.text, (verb.end() if verb else amount) + 1, stop)
    if noun is None or page.text[amount : amount + 1] != " ":
        return False
    named = _BEHIND_NAME.match(page.text, noun.end(), stop)
    return bool(_END.match(page.text, named.end() if named else noun.end()))
