"""Where a page may tell a time: most sentences hold neither a year nor a month, and no rule need look at them."""

from __future__ import annotations

from bisect import bisect_left

from extractors.dates.date_grammar import DateGrammar, date_beginnings
from extractors.text.kept import kept
from extractors.text.lexicon import Lexicon
from extractors.text.reading import PageReading


def may_tell_time(page: PageReading, rules: DateGrammar, start: int, end: int) -> bool:
    """Say whether a date, a month's name or a year told from that of publication ("letos") may stand there."""
    known = _signs(page.text, rules, page.lexicon)
    first = bisect_left(known, start)
    return first < len(known) and known[first] < end


@kept
def _signs(text: str, rules: DateGrammar, lexicon: Lexicon) -> list[int]:
    return sorted({*date_beginnings(text, rules), *lexicon.time_words(text)})
