"""Sentence bounds in Czech and English prose, where full stops also end abbreviations and ordinals."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.text.letters import CAPITAL

# A stop, closing quotes, then white space and something that can open a sentence; or a paragraph's end.
_BOUND = re.compile(rf"[.!?…][\"”“»')\]]{{0,2}}(?=\s+[\"„“”«(\[*]{{0,2}}[{CAPITAL}0-9])|\n[ \t]{{0,8}}\n")
_TAIL = re.compile(r"([^\W_]{1,12})\.$")
_OPENS = re.compile(rf"\s+(?:[{CAPITAL}]\w+[ ,]+\w+|[„“])")
_ORDINAL = re.compile(r"\d{1,4}\.$")
# "cost EUR 84,000. A batch": a number in groups is a sum, and no ordinal.
_GROUPED = re.compile(r"(?<!\d)\d{1,3}(?:[ ,\u00a0\u202f]\d{3}){1,3}\.$")
LONGEST = 3000
"""Nobody writes longer sentences. Rules look through a sentence for each thing in it: unbounded, that is quadratic."""


def sentences(text: str, start: int, end: int, abbreviations: frozenset[str]) -> list[tuple[int, int]]:
    """Cut `text[start:end]` into sentences. A stop after a digit, one letter or an abbreviation ends none."""
    found: list[tuple[int, int]] = []
    begin = start
    for match in _BOUND.finditer(text, start, end):
        if match[0][0] == "." and _inside(text, match.start(), abbreviations):
            continue
        found += _pieces(text, begin, match.end())
        begin = match.end()
    return [*found, *_pieces(text, begin, end)]


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the sentence without the blanks before it, if it holds anything; cut at blanks where it is too long."""
    while end - start > LONGEST:
        blank = text.rfind(" ", start + LONGEST // 2, start + LONGEST)
        stop = blank if blank > 0 else start + LONGEST
        if text[start:stop].strip():
            yield start, stop
        start = stop
    while start < end and text[start].isspace():
        start += 1
    if start < end:
        yield start, end


def _inside(text: str, stop: int, abbreviations: frozenset[str]) -> bool:
    """Say whether the full stop at `stop` belongs to the words before it: "8. ročník", "reg. č.", "J. Novák"."""
    before = text[max(0, stop - 14) : stop + 1]
    if _GROUPED.search(before):
        return False
    if _ORDINAL.search(before):
        return not _OPENS.match(text, stop + 1)
    word = _TAIL.search(before)
    return word is not None and (len(word[1]) == 1 or word[1].lower() in abbreviations)
