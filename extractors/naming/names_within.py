"""Payers and programmes that a title names without being paid by them: "Nová šance ve Zlínském kraji"."""

from __future__ import annotations

import re

from extractors.text.letters import CAPITAL
from extractors.text.lexicon import Phrase
from extractors.text.reading import PageReading

_WORD_BEFORE = re.compile(r"(?P<word>[^\W\d_]{1,20})[ \u00a0]$")
# "… konference Libereckého kraje": a noun's genitive, where the payer of an entry stands in the nominative.
_OF_REGION = re.compile(r"[^\W\d_]{3,20}ého kraje(?!\w)")
_NAME_BEHIND = re.compile(rf" [{CAPITAL}][^\W\d_]{{3}}")
AROUND = 22
"""The word before a name is no longer, with its blank."""


def _begins_name(page: PageReading, phrase: Phrase) -> bool:
    """Say whether a programme that its projects carry in their names stands before the rest of one."""
    own = page.lexicon.cue("programme_in_name").fullmatch(page.text, phrase.start, phrase.end)
    return own is not None and _NAME_BEHIND.match(page.text, phrase.end) is not None


def belongs_to_title(page: PageReading, start: int, phrase: Phrase) -> bool:
    """Say whether the phrase goes on what begins at `start`: behind "ve", "o", "in", or a region in the genitive.

    Behind "z", "od", "from", a mark or a word of paying stands who pays.
    """
    if page.text[phrase.start - 1 : phrase.start] == "-" or _begins_name(page, phrase):
        return True  # "ReCrate-EU", "LIFE Crossbill"
    before = _WORD_BEFORE.search(page.text, max(start, phrase.start - AROUND), phrase.start)
    if before is None or before.start() == start:
        return False
    if page.lexicon.cue("name_within").fullmatch(page.text, *before.span("word")):
        return True
    named = before["word"].islower() and _OF_REGION.fullmatch(page.text, phrase.start, phrase.end)
    return bool(named) and page.lexicon.cue("finance").search(page.text, start, phrase.start) is None
