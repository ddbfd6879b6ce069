"""Names in two or three languages in one place: "Czech title / English title"."""

from __future__ import annotations

import re

from extractors.text.letters import SMALL

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
