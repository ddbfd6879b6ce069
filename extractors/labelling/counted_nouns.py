"""Counts behind their noun: "semináře: 8", "Počet seminářů: 8", "Workshops | 12" under a head "Number"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from extractors.text.reading import PageReading

ENUMERATOR = re.compile(r"\s*(?:(?:[-•*–]|\d{1,2}[.)]|[a-z]\))\s*)?")
"""What an item of a list may begin with."""
HEAD = 60
"""Words for a number stand at most so many code points before the noun: "Počet uspořádaných odborných seminářů"."""
_WORDS = re.compile(r"(?:\s{1,2}[^\W\d_]{2,24}){0,2}\s{1,2}")
_COUNT = re.compile(
    r"(?P<tail>[^\d:\n\t.;]{0,40}?)(?P<sep>\s?:\s{1,3}|\t|\s[–-]\s)(?P<about>[^\W\d_]{2,12}\s)?(?P<count>\d{1,4})(?:\s?[x×])?"
    r"(?=[ \u00a0]{0,2}(?:$|[,;(\n\t]|ks\b))"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_NEXT_NUMBER = re.compile(r"\t[ \d]{1,8}(?:[\t\n]|$)")


@dataclass(frozen=True, slots=True)
class CountedNoun:
    """A noun with the number behind it, over the stretch of both."""

    start: int
    end: int
    count: str
    noun: str


def counted_nouns(page: PageReading, is_outcome: Callable[[int], bool]) -> Iterator[CountedNoun]:
    """Yield nouns of activities at the head of a line or cell with their numbers, where a word says that they are
    counted: before the noun, over the number, or over the list, which `is_outcome` tells of a place."""
    for noun in page.lexicon.cue("activities.nouns").finditer(page.text):
        found = _COUNT.match(page.text, noun.end()) if page.readable(noun.start()) else None
        if found is None or (found["about"] and not _is_about(page, found)):
            continue
        first = max(page.text.rfind(mark, 0, noun.start()) for mark in "\n\t") + 1
        number_of = _number_of(page, first, noun.start())
        if number_of is None and not ENUMERATOR.fullmatch(page.text, first, noun.start()):
            continue
        plain = not _YEAR.fullmatch(found["count"]) and not _of_several(page, found)
        plain = plain and (_under_number(page, found) or is_outcome(noun.start()))
        if number_of is not None or plain:
            yield CountedNoun(noun.start() if number_of is None else number_of, found.end(), found["count"], noun[0])


def _number_of(page: PageReading, first: int, noun: int) -> int | None:
    """Return where words for a number begin that stand before the noun on its line."""
    if noun - first > HEAD:
        return None
    head = ENUMERATOR.match(page.text, first, noun)
    words = page.lexicon.cue("number_of").match(page.text, head.end() if head else first, noun)
    return words.start() if words and _WORDS.fullmatch(page.text, words.end(), noun) else None


def _is_about(page: PageReading, found: re.Match[str]) -> bool:
    return page.lexicon.cue("about").fullmatch(found["about"].strip()) is not None


def _under_number(page: PageReading, found: re.Match[str]) -> bool:
    """Say whether the number stands in a cell under "Počet", "Number"."""
    cell = page.block_at(found.start("count"))
    if found["sep"] != "\t" or cell is None or cell.label is None:
        return False
    return page.lexicon.cue("number_of").match(page.text, *cell.label) is not None


def _of_several(page: PageReading, found: re.Match[str]) -> bool:
    """Say whether another number stands in the row: what was planned and what came of it, or one of each year."""
    return found["sep"] == "\t" and _NEXT_NUMBER.match(page.text, found.end()) is not None
