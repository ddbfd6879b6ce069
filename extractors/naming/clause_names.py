"""Titles in the clause of a number: ": Title of many words, CZ.01…", "(Title, č. FW06…)", "projekt č. TL02… Title"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.bodies.names import begins_with_head, is_person
from extractors.naming.names_behind_numbers import name_behind
from extractors.naming.prose_titles import refused_word
from extractors.naming.title_ends import before_verb
from extractors.numbers.number_search import PrintedNumber
from extractors.text.letters import CAPITAL
from extractors.text.lexicon import label_key
from extractors.text.reading import PageReading

LONGEST, SHORTEST = 200, 8
"""Of a title, in code points."""
FEWEST = 3
"""A title in a clause has so many words; two may be anything."""
_OPENS = re.compile(r":\s{1,2}|\(|;\s|[•|]\s?|\n\s{0,8}(?=[-–*•])")
_LEADS = re.compile(
    r"\s?[,(]\s?(?:(?:reg(?:istrační|\.)?|evidenční|project|projektu?|grant|grantu)\s)?(?:(?:č|no|nr|id|kód|číslo|number|code)\.?:?\s(?:projektu\s|smlouvy\s)?)?$",
    re.IGNORECASE,
)
_NO_NAME = re.compile(rf"\n\s{{0,8}}\n|[)\]@„“”»«\"]|\d{{3}} ?\d{{3}}|\+\d|\.\s[{CAPITAL}]")
# The colon of "AQUANET: Clean water for towns" opens no title.
_SHORT_NAME = re.compile(r"(?<![\w-])(?P<name>[A-Z](?=[\w-]{0,24}[A-Z0-9])[\w-]{2,24}):\s{1,2}$")
_CAPITAL = re.compile(rf"[{CAPITAL}]")

Found = tuple[int, int, str]


def names_in_clause(page: PageReading, number: PrintedNumber) -> Iterator[Found]:
    """Yield the title right before the number's comma or bracket, or right behind "project No. 123"."""
    before, behind = _before(page, number), name_behind(page, number)
    for found, fewest in ((before, FEWEST), (behind, FEWEST - 1)):
        if found and page.text[slice(*found)].count(" ") >= fewest - 1 and _may_name(page, *found):
            yield *found, "line"
            break


def _before(page: PageReading, number: PrintedNumber) -> tuple[int, int] | None:
    text = page.text
    floor = max(page.sentence_at(number.start)[0], number.start - LONGEST - 40)
    lead = _LEADS.search(text, max(floor, number.start - 40), number.start)
    if lead is None:
        return None
    opened = [mark.end() for mark in _OPENS.finditer(text, floor, lead.start())]
    if not opened or lead.start() - opened[-1] > LONGEST:
        return None
    short = _SHORT_NAME.search(text, max(floor, opened[-1] - 32), opened[-1])
    return (short.start("name") if short else opened[-1]), lead.start()


def _may_name(page: PageReading, start: int, end: int) -> bool:
    """Say whether the words are no clause with a verb, label, payer, body, person or other number."""
    words = page.text[start:end]
    lexicon = page.lexicon
    return (
        SHORTEST <= end - start <= LONGEST
        and not _NO_NAME.search(words)
        and bool(_CAPITAL.match(words))
        and label_key(words) not in lexicon.labels
        and not lexicon.cue("finite", "finance", "about_no_project").search(words)
        and not any(phrase.sure for phrase in page.phrases_within(start, end))
        and not page.numbers_within(start, end)
        and not refused_word(words.split()[0], page)
        and before_verb(page, start, end) == end
        and not begins_with_head(page.text, start, lexicon)
        and not is_person(words, lexicon)
    )
