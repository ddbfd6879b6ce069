"""Names in two or three languages in one place: "Czech title / English title"."""

from __future__ import annotations

import re

from extractors.text.letters import SMALL

_BRACKET = re.compile(r"(?P<first>[^()\n]{6,200}?)\s?\((?P<others>[^()\n]{10,250})\)")
_PART = re.compile(r"[^;/]+")
FEWEST = 2
"""A title in brackets that is none in another language has a word or two: "(2. etapa)", "(Praha 8)"."""
_CAPITAL = re.compile(rf"[^\W\d_{SMALL}]|\d")


def two_languages(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Cut the span at slashes between blanks if two words or more stand on every side; else return it whole.

    >>> [text[a:b] for text in ["Les v paměti / Forest Memory"] for a, b in two_languages(text, 0, len(text))]
    ['Les v paměti', 'Forest Memory']
    """
    marks = [match.span() for match in re.compile(r" / ").finditer(text, start, end)][:3]
    sides = list(zip([start, *(b for _, b in marks)], [*(a for a, _ in marks), end], strict=True))
    if marks and all(text[a:b].count(" ") >= 1 and _CAPITAL.match(text, a) for a, b in sides):
        return sides
    return [(start, end)]


def labelled_names(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Cut a label's value as `two_languages`, and before a bracket that it ends in, if that holds titles too.

    >>> [text[a:b] for text in ["Les v paměti (Forest in Memory; Wald)"] for a, b in labelled_names(text, 0, len(text))]
    ['Les v paměti (Forest in Memory; Wald)']
    >>> [text[a:b] for text in ["Les v paměti (Forest in Memory)"] for a, b in labelled_names(text, 0, len(text))]
    ['Les v paměti', 'Forest in Memory']
    """
    match = _BRACKET.fullmatch(text, start, end)
    last = match["first"].split()[-1] if match else ""
    if match is None or " " not in match["first"] or last.isupper():  # "RIVERS (Rivers in valleys)": forms of one name
        return two_languages(text, start, end)
    parts = [_trimmed(text, *part.span()) for part in _PART.finditer(text, *match.span("others"))]
    many = len(parts) >= 2 or text[parts[0][0] : parts[0][1]].count(" ") >= FEWEST
    if many and all(text[a:b].count(" ") >= 1 and _CAPITAL.match(text, a) and not text[a].isdigit() for a, b in parts):
        return [match.span("first"), *parts]
    return [(start, end)]


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
