"""Months without a year, told from the day of publication: "work began in January", "od července zkoumáme".

What has begun began in the last such month; what will end ends in the next.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from extractors.text.alternatives import alternatives
from extractors.text.reading import PageReading
from schemas.vocabulary import Vocabulary

SHORTEST = 3
"""Shorter names of months are words of other meanings too."""
_GAP = r"[ \u00a0]"


@dataclass(frozen=True, slots=True)
class MonthOnly:
    """A month, perhaps a day of it, next to the day of publication: the last one, or the next if it lies ahead."""

    start: int
    end: int
    month: int
    day: int
    ahead: bool

    def parts(self) -> dict[str, str]:
        """Return the printed parts as attributes of a mention."""
        day = {"day": str(self.day)} if self.day else {}
        return {"nearest": "next" if self.ahead else "last", "month": str(self.month), **day}


def behind_verbs(page: PageReading, start: int, end: int) -> Iterator[tuple[str, MonthOnly]]:
    """Yield the months right behind verbs of beginning and ending: "began in January", "skončí v červnu"."""
    pattern = _patterns(page.lexicon.vocabulary)[0]
    for group, field in (("start_verb", "start"), ("end_verb", "end")):
        for verb in page.lexicon.cue(group).finditer(page.text, start, end):
            match = pattern.match(page.text, verb.end(), end)
            if match:
                ahead = page.lexicon.cue("told_ahead").search(page.text, max(start, verb.start() - 12), verb.end())
                yield field, _read(match, page.lexicon.vocabulary, ahead is not None)


def find_since(page: PageReading, start: int, end: int) -> MonthOnly | None:
    """Return the first month behind "since": "od července", "since March"."""
    match = _patterns(page.lexicon.vocabulary)[1].search(page.text, start, end)
    return _read(match, page.lexicon.vocabulary, ahead=False) if match else None


def _read(match: re.Match[str], vocabulary: Vocabulary, ahead: bool) -> MonthOnly:
    begin = match.start("day") if match["day"] else match.start("month")
    return MonthOnly(begin, match.end(), vocabulary.months[match["month"].lower()], int(match["day"] or 0), ahead)


@lru_cache(maxsize=2)
def _patterns(vocabulary: Vocabulary) -> tuple[re.Pattern[str], re.Pattern[str]]:
    names = [name for name in vocabulary.months if len(name) >= SHORTEST and not name.endswith(".")]
    month = alternatives(re.escape(name) for name in sorted(names, key=len, reverse=True))
    years = alternatives(re.escape(words) for words in sorted(vocabulary.relative_years, key=len, reverse=True))
    # A year, or a second month, stands behind: the sentence tells the year itself.
    more = rf",?{_GAP}{{1,2}}(?:\d|roku|of|(?:to|do|až|and|a){_GAP}(?:{month})(?!\w)|{years})|{_GAP}?[-–—/]"
    alone = rf"(?P<month>{month})(?!\w)(?!{more})"
    day = rf"(?:(?P<day>\d{{1,2}})\.?{_GAP})?"
    return (
        re.compile(rf"{_GAP}{{1,2}}(?:v|ve|in|on|od|from|začátkem|koncem){_GAP}{day}{alone}", re.IGNORECASE),
        re.compile(rf"(?<!\w)(?:od|since){_GAP}{day}{alone}", re.IGNORECASE),
    )
