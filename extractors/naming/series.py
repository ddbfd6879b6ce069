"""Commas within a title: "Podpora rodin, seniorů a pečujících", "Školka, škola a hřiště pro všechny".

Behind the noun of places their names are in capitals: "Chodníky v ulicích Rybná, Dlouhá a Nad Tratí".
"""

from __future__ import annotations

import re

from extractors.text.letters import CAPITAL, SMALL
from extractors.text.reading import PageReading
from extractors.text.worded import Worded

_WORDS = rf"[{SMALL}][\w-]{{1,24}}(?: [{SMALL}][\w-]{{1,24}}){{0,2}}"
# ", seniorů a pečujících", ", škola, zahrada a hřiště": the last joined by "a" or "and".
_SERIES = re.compile(rf", (?:{_WORDS}, ){{0,3}}{_WORDS}?,? (?:a|i|či|nebo|and|or) [^\W\d_]{{3}}")
_PLACE = rf"[{CAPITAL}][\w-]{{1,24}}(?: [\w-]{{1,24}}){{0,2}}"
_PLACES = re.compile(rf", (?:{_PLACE}, ){{0,5}}{_PLACE} (?:a|i) (?=[{CAPITAL}][\w-]{{2}})")
_OF_PLACES = Worded(r"(?<!\w){place_plural}\s[^\n,.;:()]{2,40}$", re.IGNORECASE)
BACK = 60
"""The noun of the places stands so near before the first comma, in code points."""
# ", source of life": English words up to the next mark.
_ENGLISH = re.compile(
    r", (?=(?:[a-z’'-]{2,20} ){0,6}(?:of|the|and|in|for|with|our|is|from)\s)"
    r"[a-z’'-]{2,20}(?: [A-Za-z’'-]{1,20}){1,8}(?=[.,;:!?()“”\"]|\n|$)"
)


def past_english(text: str, start: int, comma: int, limit: int) -> int:
    """Return where an English title that goes on at the comma ends: "Water, source of life"; else 0."""
    match = _ENGLISH.match(text, comma, limit)
    return match.end() if match and text[start:comma].isascii() else 0


def past_series(page: PageReading, comma: int, limit: int) -> int:
    """Return where the last member of a series that goes on at the comma begins, or 0 if a clause begins there."""
    placed = page.lexicon.worded(_OF_PLACES).search(page.text, max(0, comma - BACK), comma)
    match = (_PLACES if placed else _SERIES).match(page.text, comma, limit)
    if match is None:
        return 0
    words = page.lexicon.cue("clause_opens", "finite", "finance", "title_stop", "called_stop")
    return 0 if words.search(page.text, comma + 2, match.end()) else match.end()
