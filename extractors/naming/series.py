"""Commas within a title: "Podpora rodin, seniorů a pečujících", "Školka, škola a hřiště pro všechny"."""

from __future__ import annotations

import re

from extractors.text.letters import SMALL
from extractors.text.reading import PageReading

_WORDS = rf"[{SMALL}][\w-]{{1,24}}(?: [{SMALL}][\w-]{{1,24}}){{0,2}}"
# ", seniorů a pečujících", ", škola, zahrada a hřiště": the last joined by "a" or "and".
_SERIES = re.compile(rf", (?:{_WORDS}, ){{0,3}}{_WORDS}?,? (?:a|i|či|nebo|and|or) [^\W\d_]{{3}}")


def past_series(page: PageReading, comma: int, limit: int) -> int:
    """Return where the last member of a series that goes on at the comma begins, or 0 if a clause begins there."""
    match = _SERIES.match(page.text, comma, limit)
    if match is None:
        return 0
    words = page.lexicon.cue("clause_opens", "finite", "finance", "title_stop", "called_stop")
    return 0 if words.search(page.text, comma + 2, match.end()) else match.end()
