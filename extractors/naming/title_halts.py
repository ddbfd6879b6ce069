"""Words at which an unquoted title ends, where they do not stand within it.

"se" ends "Projekt Most se koná", not "Práce s dětmi se zdravotním postižením"; "under" ends "Clean rivers under the
LIFE programme", not "Furrows under the forests".
"""

from __future__ import annotations

import re

from extractors.text.letters import SMALL
from extractors.text.reading import PageReading

# "č. p. 12", "p. č. 125/3", "etapa č. 2": a number within a name is short, that of a project is not.
_HOUSE = re.compile(r"č\.\s?(?:p|e|ev|or)\.|č\.?\s?\d{1,4}(?:/\d{1,4})?(?![\w/-]|\.\d)")
_PLOT = re.compile(r"p(?:arc)?\.\s?$")
# "se speciálními", "se zdravotním", "se sluchovou": the preposition, with an adjective or noun in its case.
_WITH = re.compile(rf"s[eo] [{SMALL}]{{3,30}}(?:ou|[ýíaá]m|[ýí]mi?|ami|[eě]mi?)(?!\w)")
_NUMBER = re.compile(r"n[or](?:\.|:| ?\d| [A-Z]{1,4}\d)", re.IGNORECASE)
_SOURCE = re.compile(r"(?:under|within|through|by the|from the)(?!\w)", re.IGNORECASE)
_CLAUSE = re.compile(r"[^.,;:()\n]{0,70}")


def before_halt(page: PageReading, start: int, first: int, end: int, *groups: str) -> int:
    """Return where the first of the words in the groups of cues stands behind `first` that ends the title, or `end`."""
    halts = page.lexicon.cue(*groups).finditer(page.text, first, end)
    return next((halt.start() for halt in halts if not _is_within(page, start, halt)), end)


def _is_within(page: PageReading, start: int, halt: re.Match[str]) -> bool:
    """Say whether a word that ends titles stands within this one: "Učíme se číst", "Dům č.p. 12"."""
    text, at = page.text, halt.start()
    word = halt[0].lower()
    if word in ("se", "si") and " " not in text[start:at].rstrip():
        return True
    if word == "č" and _PLOT.search(text, max(start, at - 8), at):
        return True
    if word in ("no", "nr"):
        return _NUMBER.match(text, at) is None
    if _SOURCE.match(text, at):
        return not _leads_to_source(page, at)
    return bool(_HOUSE.match(text, at) or _WITH.match(text, at))


def _leads_to_source(page: PageReading, at: int) -> bool:
    """Say whether a programme, a payer, a number or words of paying follow in the clause."""
    clause = _CLAUSE.match(page.text, at)
    end = clause.end() if clause else at
    return bool(
        page.phrases_within(at, end)
        or page.numbers_within(at, end)
        or page.lexicon.cue("finance", "titled_otherwise", "project", "source_noun").search(page.text, at, end)
    )
