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
_NAME = re.compile(rf"(?:\s(?:of\s)?[{CAPITAL}][^\W\d_]{{1,20}}){{0,4}}")
_BEGIN = re.compile(r"[\s,;.:(|/–-]{0,4}(?:(?:a|and|i|zatímco|while|kdežto)\s)?")
_PLAIN_GAP = re.compile(rf"[^;|\t.•\n\d(]{{0,{GAP}}}")
_WORD = re.compile(r"[^\W_]+")
_END = re.compile(r"\s{0,2}(?:[,;.)\n]|\s(?:a|and)\s|$)")


def part_of(page: PageReading, previous: int, amount: PrintedAmount, following: int, end: int) -> str:
    """Return "own" or "state" where a common noun for who runs the project, or "the state", is all beside one of sums.

    `previous` and `following`: where the sums beside it end and begin; `end`: that of the sentence. "" for neither.
    """
    stop = following if following < end else end
    for group, kind in (("whose_own", "own"), ("the_state", "state")):
        if _before(page, group, previous, amount.start) or _behind(page, group, amount.end, stop):
            return kind
    return ""


def _before(page: PageReading, group: str, previous: int, amount: int) -> bool:
    """ "…, obec 450 000 Kč", "and the town adds EUR 45,000", "…, doplnilo město částkou 450 000 Kč"."""
    for noun in page.lexicon.cue(group).finditer(page.text, max(previous, amount - BEFORE), amount):
        gap = page.text[_past_name(page.text, noun.end(), amount) : amount]
        begin = page.text[previous : noun.start()].strip(" ,;")
        opens = _BEGIN.fullmatch(page.text, previous, noun.start()) or page.lexicon.cue("own_pays").fullmatch(begin)
        if not _PLAIN_GAP.fullmatch(gap) or not opens:
            continue
        words = page.lexicon.cue("payer_share", "payer_pays", "payer_gives", "payer_hands", "beside_sum", "own_pays")
        if all(words.fullmatch(word[0]) for word in _WORD.finditer(gap)):
            return True
    return False


def _behind(page: PageReading, group: str, amount: int, stop: int) -> bool:
    """ "a 450 000 Kč obec.", "EUR 45,000 by the town"."""
    noun = page.lexicon.cue(group).search(page.text, amount + 1, min(stop, amount + GAP))
    if noun is None or page.text[amount : amount + 1] != " ":
        return False
    verb = page.text[amount : noun.start()].strip()
    if verb and not page.lexicon.cue("part_paid", "own_pays").fullmatch(verb):
        return False
    return bool(_END.match(page.text, _past_name(page.text, noun.end(), stop)))


def _past_name(text: str, start: int, end: int) -> int:
    """Return where the name behind a noun ends, "obec Horní Ves"; `start` if none follows."""
    name = _NAME.match(text, start, end)
    return name.end() if name else start
