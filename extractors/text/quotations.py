"""Quotation marks as Czech and English pages set them, in pairs and out of order."""

from __future__ import annotations

import re

from extractors.text.windows import matches_at

OPEN = "„“”\"»«‚'‘"
# „x“  „x”  “x”  ”x”  "x"  »x«  ‚x‘ ''x''; and as typists mix them: ,,x“  ,,x,,  „x''  "x“  “x„  <<x>>  ‘x”  ‚x'  'x'.
_PAIRS = re.compile(
    r"„(?P<i>[^„“”\"'’‘´\n]{2,200})(?:''|’’|‘‘|´´|,,)|„(?P<a>[^„“”\"]{2,300})[“”\"]"
    r"|“(?P<b>[^“”„\"]{2,300})[”“\"]|”(?P<c>[^“”„\"]{2,300})[”“]"
    r"|“(?=\S)(?P<j>[^„“”\"\n]{2,200})„(?=[\s.,;:)]|$)"
    r"|(?<!\w)\"(?P<d>[^\"„“”]{2,300})\"(?!\w)|(?<!\w)\"(?P<k>[^\"„“”\n]{2,200})[“”](?!\w)"
    r"|»(?P<e>[^»«]{2,300})«|«(?P<f>[^»«]{2,300})»"
    r"|(?<!\w)[‚‘]{1,2}(?P<n>[^‚‘’„“”\"'\n]{2,200})(?:[”“\"]|',?)(?!\w)"
    r"|(?<!\w)[‚‘](?P<g>[^‚‘’\n]{2,200})[‘’](?!\w)|(?<![\w'])''(?P<h>[^'\n]{2,200})''"
    r"|(?<![^\s(]),,(?P<l>[^„“”\",\n](?:[^„“”\",\n]|,(?!,)){1,200})(?:[“”\"]|''|‘‘|,,)"
    r"|<<(?P<m>[^<>\n]{2,200})>>"
    r"|(?<![\w'’])'(?P<o>[^\W\d_](?:[^'\n]|'(?=\w)){1,200})'(?![\w'])"
)


# What a pair begins with, and what a typist sets in its place.
_OPENING = re.compile(r"[„“”\"»«‚‘']|,,|<<")
# What may stand before a quotation: marks that no pair ends.
_UNCLOSED = re.compile(r"(?:[„“\"»]|,,|‚‚|<<)[ \u00a0]?")
_FARTHEST = 600
"""Twice the longest pair: what is set in marks further on says nothing of a mark."""


def past_unclosed(text: str, start: int, end: int) -> int:
    """Return the place behind a quotation mark at `start` that nothing closes before `end`; else `start`."""
    mark = _UNCLOSED.match(text, start, end)
    return mark.end() if mark and not quotations(text, start, min(end, start + _FARTHEST)) else start


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
