"""Titles in the clause of a number: ": Title of many words, CZ.01…", "(Title, č. FW06…)", "projekt č. TL02… Title"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.bodies.names import begins_with_head, is_person
from extractors.naming.prose_titles import refused_word
from extractors.naming.subtitles import past_colon
from extractors.naming.title_ends import before_verb
from extractors.naming.title_halts import before_halt
from extractors.numbers.number_search import PrintedNumber
from extractors.text.letters import CAPITAL
from extractors.text.lexicon import label_key
from extractors.text.reading import PageReading

LONGEST, SHORTEST = 160, 8
"""Of a title, in code points."""
FEWEST = 3
"""A title in a clause has so many words; two may be anything."""
_OPENS = re.compile(r":\s{1,2}|\(|;\s|[•|]\s?|\n\s{0,8}(?=[-–*•])")
_LEADS = re.compile(
    r"\s?[,(]\s?(?:(?:reg(?:istrační|\.)?|evidenční|project|projektu?|grant|grantu)\s)?(?:(?:č|no|nr|id|kód|číslo|number|code)\.?:?\s(?:projektu\s|smlouvy\s)?)?$",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    r"(?<!\w)(?:projekt(?:u|em|ě)?|project|grant(?:u|em)?)\s(?:(?:reg\.\s|s\s)?(?:č\.|no\.|nr\.|number|číslo)\s?)?$",
    re.IGNORECASE,
)
_GAP = re.compile(
    rf"[ \u00a0]{{0,2}}(?:[–—-][ \u00a0]|[ \u00a0])(?=[{CAPITAL}])|[ \u00a0]{{0,2}}\n[ \u00a0]{{0,8}}(?=[{CAPITAL}])"
)
_END = re.compile(r"[;:()|\"„“”»«\t]|,\s|\n\n|[!?.](?:\s|$)")
_NO_NAME = re.compile(rf"\n\s{{0,8}}\n|[)\]@„“”»«\"]|\d{{3}} ?\d{{3}}|\+\d|\.\s[{CAPITAL}]")
# The colon of "AQUANET: Clean water for towns" opens no title.
_SHORT_NAME = re.compile(r"(?<![\w-])(?P<name>[A-Z](?=[\w-]{0,24}[A-Z0-9])[\w-]{2,24}):\s{1,2}$")
_CAPITAL = re.compile(rf"[{CAPITAL}]")

Found = tuple[int, int, str]


def names_in_clause(page: PageReading, number: PrintedNumber) -> Iterator[Found]:
    """Yield the title right before the number's comma or bracket, or right behind "project No. 123"."""
    before, behind = _before(page, number), _behind(page, number)
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


def _behind(page: PageReading, number: PrintedNumber) -> tuple[int, int] | None:
    text = page.text
    gap = _GAP.match(text, number.end)
    lead = _NUMBERED.search(text, max(0, number.start - 30), number.start)
    if gap is None or lead is None or (gap[0].strip() and "roje" not in lead[0]):
        return None  # "Grant No. 22 – Dům Lípa, n.o." names who has it
    if "\n" in gap[0] and not page.wrapped:
        return None
    start, limit = gap.end(), min(page.sentence_at(number.start)[1], gap.end() + LONGEST)
    mark = _END.search(text, start, limit)
    if mark and (subtitle := past_colon(page, start, mark.start(), limit)):
        return start, subtitle
    end = mark.start() if mark else limit
    end = before_verb(page, start, before_halt(page, start, start + 2, end, "title_stop", "called_stop"))
    return start, end - len(text[start:end]) + len(text[start:end].rstrip())


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
