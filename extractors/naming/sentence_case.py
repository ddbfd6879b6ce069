"""English titles in sentence case: "within the project Deep learning for river gauges, SO2013-099".

Of such a title only the first word has a capital; where it ends, a mark or a verb must tell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.bodies.names import begins_with_head
from extractors.naming.title_halts import before_halt
from extractors.text.letters import CAPITAL
from extractors.text.reading import PageReading
from extractors.text.windows import matches_at, places_of

LONGEST = 120
"""Of a title, in code points."""
_COMMON = re.compile(r"[A-Z][a-z]{2,30}(?:-[a-z]{2,30}){0,2}")
_END = re.compile(r":(?! [a-z])|[,;()|\"„“”»«\t]|[!?.](?:\s|$)")
_GOES_ON = re.compile(r" [a-z]{2,30} ")
_FEWEST = 3
# "The Quantum graphs with a changing shape project has received": an article, a capital, words without marks.
_NAMED = re.compile(
    r"(?<![\w-])(?:[Tt]he|[Oo]ur) (?P<name>[A-Z][a-z]{2,30}(?: [\w’'-]{1,30}){2,12}) [Pp]rojects?"
    r"(?=,? (?:which |that )?(?:has|have|was|is|were|benefits|received|receives) |\s?\()"
)

_LENGTH_LAST = re.compile(r"-(?:year|month|week|day|phase)(?:-long)?$")
# "provided by the Mill cracks project (ID:90299)": any two words, since the number follows.
_NUMBERED = re.compile(
    rf"(?<![\w-])(?:[Tt]he|[Oo]ur) (?P<name>[{CAPITAL}][\w’'-]{{1,30}}(?: [\w’'-]{{1,30}}){{1,10}})"
    r" [Pp]roject \((?=[IN]|reg)"
)


def past_sentence_case(page: PageReading, start: int, end: int, limit: int) -> int:
    """Return where a title of one capital ends that goes on in lower case behind `end`; else `end`."""
    text = page.text
    limit = min(limit, page.sentence_at(start)[1], start + LONGEST)
    if not (_COMMON.fullmatch(text, start, end) and _GOES_ON.match(text, end, limit)):
        return end
    mark = _END.search(text, end, limit)
    bound = mark.start() if mark else limit
    halt = before_halt(page, start, end, bound, "title_stop", "called_stop", "finite")
    stop = halt if mark or halt < bound else end
    words = text[start:stop].split()
    whole = len(words) >= _FEWEST and words[-1] not in page.lexicon.small_words and (mark is not None or halt < bound)
    return start + len(text[start:stop].rstrip()) if whole else end


def named_before(page: PageReading) -> Iterator[tuple[int, int]]:
    """Yield "Quantum graphs with a changing shape" of "the … project has received": no clause, body or programme."""
    text = page.text
    begins = places_of(text, "The ", "the ", "Our ", "our ") if "roject" in text else ()
    for match in (one for pattern in (_NAMED, _NUMBERED) for one in matches_at(begins, pattern, text, 0, len(text))):
        start, end = match.span("name")
        words = text[start:end].split()
        told = page.lexicon.cue("finite", "finance", "project", "no_title_within").search(text, start, end)
        known = any(phrase.sure for phrase in page.phrases_over(start, end)) or page.numbers_over(start, end)
        small = match.re is _NUMBERED or any(w.islower() and w not in page.lexicon.small_words for w in words)
        body = begins_with_head(text, start, page.lexicon)
        length = _LENGTH_LAST.search(text, start, end)  # "the start of the two-year project (2016–2018)"
        if small and page.readable(start) and not (told or known or body or length):
            yield start, end
