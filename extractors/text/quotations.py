"""Quotation marks as Czech and English pages set them, in pairs and out of order."""

from __future__ import annotations

import re

from extractors.text.windows import matches_at

OPEN = "„“”\"»«‚'‘"
# „x“  „x”  “x”  ”x”  "x"  »x«  ‚x‘ ; single ASCII quotes only around several words.
_PAIRS = re.compile(
    r"„(?P<a>[^„“”\"]{2,300})[“”\"]|“(?P<b>[^“”„\"]{2,300})[”“\"]|”(?P<c>[^“”„\"]{2,300})[”“]"
    r"|(?<!\w)\"(?P<d>[^\"„“”]{2,300})\"(?!\w)|»(?P<e>[^»«]{2,300})«|«(?P<f>[^»«]{2,300})»"
    r"|(?<!\w)[‚‘](?P<g>[^‚‘’\n]{2,200})[‘’](?!\w)|(?<![\w'])''(?P<h>[^'\n]{2,200})''"
)


# What a pair begins with, and two of a typist's single quotes.
_OPENING = re.compile(r"[„“”\"»«‚‘]|''")


def quotations(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Return the spans of what stands inside quotation marks, without the marks and the blanks at the ends."""
    found = []
    last = len(text) if end is None else end
    begins = (mark.start() for mark in _OPENING.finditer(text, start, last))
    for match in matches_at(begins, _PAIRS, text, start, last):
        begin, stop = match.span(match.lastgroup or 0)
        while begin < stop and text[begin].isspace():
            begin += 1
        while stop > begin and text[stop - 1].isspace():
            stop -= 1
        if stop > begin:
            found.append((begin, stop))
    return found
