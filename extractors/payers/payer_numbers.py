"""The payer that stands beside a project's number: "GACR 202/06/0831", "Swedish Research Council grant 2021-04471".

Of some 55 payers printed right before a number in labelled documents, readers wrote down nearly all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.bodies.name_prose import name_in_prose
from extractors.bodies.names import has_organisation_word, trim
from extractors.numbers.number_search import PrintedNumber
from extractors.text.letters import CAPITAL, SMALL
from extractors.text.lexicon import Phrase
from extractors.text.reading import PageReading

BEFORE, BEHIND = 70, 4
"""From a payer to the number stand at most so many code points, "(DFG) under the grant no." among them; from the
number to a payer a mark."""
MOST_OTHERS = 3
"""Between the two stand at most so many further words with capitals: the name of a scheme."""
_WORD = re.compile(r"[^\W_]+")
_BREAK = re.compile(r"[;|\t•]")
_MARK = re.compile(r"\)?\s{0,2}[,(\[–-]\s{0,2}|\s\(")
# The words with capitals, and the small ones between them, that a name has before "Council", "Foundation".
_NAME_BEFORE = re.compile(rf"(?:[{CAPITAL}][\w’&-]{{1,30}}\s(?:(?:of|for|and|de|für|pro)\s(?:the\s)?)?){{1,6}}$")
# "Národní sportovní agentura": adjectives, the first with a capital.
_ADJECTIVES = re.compile(rf"[{CAPITAL}]\w{{2,20}}[áéíýuom]\s(?:[{SMALL}]{{2,20}}[áéíýuom]\s){{0,3}}$")

Beside = tuple[int, int, str, str]
"""Start and end of the name, the code of a known payer, and the rule: which side of the number it stands on."""


def beside_numbers(page: PageReading) -> Iterator[Beside]:
    """Yield the payer before each number or, where none is, the one right behind it."""
    for number in page.numbers:
        first, last = page.sentence_at(number.start)
        before = _known_before(page, max(first, number.start - BEFORE), number)
        if before is not None:
            yield before.start, before.end, before.code, "beside_number"
            continue
        named = list(_named_before(page, max(first, number.start - BEFORE), number))
        yield from named or _behind(page, number, last)


def _known_before(page: PageReading, start: int, number: PrintedNumber) -> Phrase | None:
    """The last known payer before the number, with no more than a word for the number or a scheme between."""
    payers = [p for p in page.phrases_within(start, number.start) if p.kind == "funder" and p.end <= number.start]
    if not payers or not _is_gap(page, payers[-1].start, payers[-1].end, number.start):
        return None
    name, short = payers[-2:] if len(payers) > 1 else (payers[-1], payers[-1])
    explained = name.code == short.code and page.text[name.end : short.start].strip() == "("
    return name if explained else payers[-1]  # "the Austrian Science Fund (FWF): I 4503"


def _is_gap(page: PageReading, begin: int, start: int, end: int) -> bool:
    """Say whether between a name, from `begin` to `start`, and a number stand only words for the number or a scheme."""
    text = page.text
    gap = text[start:end]
    closed = gap.partition(")")[0]
    if closed != gap and "(" not in closed and (closed or text[begin - 1 : begin] != "("):
        return False  # "X (no. 1, A) and Y (no. 2": the bracket of A is closed
    if _BREAK.search(gap) or has_organisation_word(gap, page.lexicon):
        return False
    others = 0
    for word in _WORD.finditer(text, start, end):
        if word[0][0].isupper() and not any(char.isdigit() for char in word[0]):
            others += 1
        elif not page.lexicon.cue("beside_number", "number_lead").fullmatch(word[0]):
            return False
    return others <= MOST_OTHERS


def _named_before(page: PageReading, start: int, number: PrintedNumber) -> Iterator[Beside]:
    for begin, stop in titled_names(page, start, number.start):
        if _is_gap(page, begin, stop, number.start):
            yield begin, stop, "", "beside_number"
            return


def titled_names(page: PageReading, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the names that no list has, but that have a word of payers in them: "the Swedish Research Council"."""
    for title in page.lexicon.cue("payer_title").finditer(page.text, start, end):
        floor = max(start, title.start() - BEFORE)
        floor = max(floor, page.text.rfind("\n", floor, title.start()) + 1)
        own = _NAME_BEFORE.search(page.text, floor, title.start())
        kind = None if own else _ADJECTIVES.search(page.text, floor, title.start())
        first = own.start() if own else kind.start() if kind else title.start()
        stop = name_in_prose(page.text, first, end, page.lexicon) if page.text[first].isupper() else first
        stop = title.end() if kind and page.text[title.end() + 1 : title.end() + 2].islower() else stop
        begin, stop = trim(page.text, first, stop)
        known = any(p.kind == "funder" and p.end > begin for p in page.phrases_within(max(start, begin - BEFORE), stop))
        if stop >= title.end() and " " in page.text[begin:stop] and not known:
            yield begin, stop


def _behind(page: PageReading, number: PrintedNumber, last: int) -> Iterator[Beside]:
    """ "14-06818S, Czech Science Foundation", unless a further number follows, whose payer it is."""
    mark = _MARK.match(page.text, number.end, last)
    for phrase in page.phrases_at(mark.end()) if mark else ():
        following = next((n.start for n in page.numbers_within(phrase.end, last)), None)
        if phrase.kind == "funder" and not (following and _is_gap(page, phrase.start, phrase.end, following)):
            yield phrase.start, phrase.end, phrase.code, "behind_number"
