"""A colon within a title: "Names on the Tracks: railways, deportations and local memory, which …".

Behind the colon of a label or of a list stands what is no name: a clause, a body, a sum, a date.
"""

from __future__ import annotations

import re

from extractors.bodies.names import begins_with_head, is_person
from extractors.naming.series import past_series
from extractors.naming.title_ends import before_verb
from extractors.naming.title_halts import before_halt
from extractors.text.letters import CAPITAL, SMALL
from extractors.text.reading import PageReading

_BEGINS = re.compile(rf":(?:[ \u00a0]|\n(?! *\n) {{0,8}})(?=[{SMALL}{CAPITAL}])")
_END = re.compile(r"[,.;:()|\"„“”»«\t]|[!?](?:\s|$)|\s[–—]\s|\n\s*\n")
_SHORT = re.compile(r"[A-Z](?=[\w-]{0,24}[A-Z0-9])[\w+-]{2,24}")
_WORD = re.compile(rf"[{SMALL}{CAPITAL}][\w’'/-]*")
FEWEST, FEWEST_TOLD = 2, 3
"""Words behind the colon; before a verb so few may be its subject alone."""


def past_colon(page: PageReading, start: int, colon: int, limit: int) -> int:
    """Return where the words behind the colon end if the title that begins at `start` goes on with them, or 0."""
    opening = _BEGINS.match(page.text, colon, limit)
    if opening is None:
        return 0
    first = opening.end()
    mark = _END.search(page.text, first, limit)
    series = past_series(page, mark.start(), limit) if mark else 0
    mark = _END.search(page.text, series, limit) if series else mark
    stop = mark.start() if mark else limit
    end = _before_clause(page, first, stop)
    told = end < stop or (mark is not None and mark[0] in ",(")
    fewest = FEWEST_TOLD if end < stop else FEWEST
    words = _WORD.findall(page.text, first, end)
    goes_on = page.text[first].islower() or told or _SHORT.fullmatch(page.text, start, colon)
    if len(words) < fewest or not goes_on or not _may_follow(page, first, end):
        return 0
    return end


def _before_clause(page: PageReading, start: int, end: int) -> int:
    """Return where a verb or what ends titles stands, blanks before it left out, or `end`."""
    halt = before_halt(page, start, start, end, "title_stop", "called_stop", "finite")
    stop = before_verb(page, start - 2, halt)
    return start + len(page.text[start:stop].rstrip())


def _may_follow(page: PageReading, start: int, end: int) -> bool:
    """Say whether the words are no body, person, payer, label or number, and do not end in a small word."""
    words = page.text[start:end]
    first = words.split()[0].lower()
    return not (
        words.split()[-1] in page.lexicon.small_words
        or (words[0].isupper() and not any(word[:1].islower() for word in words.split()))
        or (first in page.lexicon.vocabulary.cues["no_title"] and first not in page.lexicon.small_words)
        or page.lexicon.cue("finance").search(words)
        or any(phrase.sure for phrase in page.phrases_within(start, end))
        or page.numbers_within(start, end)
        or page.labels_over(start, end)
        or begins_with_head(page.text, start, page.lexicon)
        or is_person(words, page.lexicon)
    )
