"""Several payers in one sentence: "supported by A (AB) under the codes 1 and 2, by the Ministry of C, and by D"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.bodies.name_prose import name_in_prose
from extractors.bodies.names import begins_with_head, is_organisation, trim
from extractors.text.reading import PageReading

_PROJECT_NEXT = re.compile(r"\s{0,2}(?:project|projekt|program)", re.IGNORECASE)
MOST_PAYERS = 6
BETWEEN = 140
"""From one payer to the next stand its codes: "(AB) under the codes 1 and 2, and by the …"."""
_NEXT = re.compile(r"(?:,?\s(?:and|a|i|as well as|a také)|,)\s{1,2}")
_AND_SUM = re.compile(r",?\s(?:a|and)\s\d")
"""A further sum with its own payer: "Nadace X a 12 tisíc z rozpočtu"."""
_BLANK = re.compile(r"\s{1,2}")
_INTROS = 5
"""More small words than that never stand before a payer's name."""
ACRONYM = re.compile(r"[^\W\d_a-z][\w&+-]{1,14}")


def chain(page: PageReading, start: int, last: int) -> Iterator[tuple[int, int, str]]:
    """Yield the names of a chain with their codes: "supported by A (AB) under the codes 1 and 2, and by B"."""
    position = behind_intro(page, start, last)
    for _ in range(MOST_PAYERS):
        found = _name_at(page, position, last)
        if found is None:
            return
        begin, stop, code = found
        if not _PROJECT_NEXT.match(page.text, stop):
            yield begin, stop, code
        following = _next_name(page, stop, last)
        if following is None:
            return
        position = following


def behind_intro(page: PageReading, start: int, last: int) -> int:
    """Skip "the", "by the", "z rozpočtu" before a name."""
    position = start
    for _ in range(_INTROS):
        space = _BLANK.match(page.text, position, last)
        position = space.end() if space else position
        if any(phrase.kind == "funder" and phrase.sure for phrase in page.phrases_at(position)):
            break  # "the state budget of the Slovak Republic" is a payer's name
        intro = page.lexicon.cue("payer_intro").match(page.text, position, last)
        if not intro:
            break
        position = intro.end()
    return position


def _name_at(page: PageReading, start: int, last: int) -> tuple[int, int, str] | None:
    """Return the known payer, or else the name, that begins at `start`."""
    for phrase in page.phrases_within(start, start + 1):
        if phrase.kind == "funder" and phrase.sure:
            return phrase.start, phrase.end, phrase.code
    stop = name_in_prose(page.text, start, last, page.lexicon)
    further = _AND_SUM.search(page.text, start, stop)
    stop = further.start() if further else stop
    return (*trim(page.text, start, stop), "") if stop > start else None


def _next_name(page: PageReading, stop: int, last: int) -> int | None:
    """Return where the next payer begins: the first name of an organisation behind a comma or "and"."""
    for mark in _NEXT.finditer(page.text, stop, min(last, stop + BETWEEN)):
        begin = behind_intro(page, mark.end(), last)
        found = _name_at(page, begin, last)
        if found and (found[2] or _is_payer_name(page, mark, found, mark.start() == stop)):
            return begin
    return None


def _is_payer_name(page: PageReading, mark: re.Match[str], found: tuple[int, int, str], adjacent: bool) -> bool:
    """Behind a comma stands much else: there a name begins as organisations do; of acronyms only known payers count."""
    text = page.text[found[0] : found[1]]
    goes_on = begins_with_head(page.text, found[0], page.lexicon) or _NEXT.match(page.text, found[1])
    listed = adjacent and " " in text and bool(goes_on)
    return (mark[0].strip() != "," or listed) and not ACRONYM.fullmatch(text) and is_organisation(text, page.lexicon)
