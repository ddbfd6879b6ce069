"""Czech names that begin with an adjective and go on in lower case: "Česká geologická služba", "Horské doly a.s."."""

from __future__ import annotations

import re

from extractors.text.letters import CAPITAL, SMALL
from extractors.text.lexicon import Lexicon

_CLASSES = ("ý", "á", "é", "í", "ého", "ému", "ém", "ým", "ím", "ou", "ých", "ými", "ske", "cke")
_WORDS = re.compile(rf"(?:(?P<one>[{SMALL}]{{3,20}})\s)?(?:(?P<two>[{SMALL}]{{3,20}})\s)?(?P<noun>[{SMALL}]{{3,20}})")
_GOES_ON = re.compile(
    rf"\s[{CAPITAL}]|[,.;:)]|\s?$|\n|\s\(|\s(?:a\.\s?s|s\.\s?r|s\.\s?p|spol|o\.\s?p|z\.\s?s|v\.\s?v)\."
)


def completes(text: str, start: int, limit: int, before: str, lexicon: Lexicon) -> bool:
    """Say whether the words at `start` complete a name that the adjective `before` begins.

    They are adjectives in its case and a noun, and behind them stands a capital or a mark: a verb would go on.
    """
    ending = next((e for e in sorted(_CLASSES, key=len, reverse=True) if before.endswith(e)), "")
    if not ending or " " in before.strip() or len(before) < 5:
        return False
    words = _WORDS.match(text, start, min(limit, start + 64))
    while words and not _agree(words, ending):
        words = _WORDS.match(text, start, words.end() - len(words["noun"]) - 1)
    if not words or lexicon.cue("no_body", "title_stop", "name_stop", "finite").match(words["noun"]):
        return False
    return bool(_GOES_ON.match(text, words.end()))


def _agree(words: re.Match[str], ending: str) -> bool:
    """Say whether all words before the noun end as the adjective does, or in "í"."""
    return all(word is None or word.endswith((ending, "í")) for word in (words["one"], words["two"]))
