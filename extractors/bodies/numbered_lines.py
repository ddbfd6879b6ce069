"""Names numbered one below the other in one cell: "1. X", "2. Y"; a cell's lines are broken for their length too."""

from __future__ import annotations

import re

_NUMBERED = re.compile(r"(?:^|\n|[,;](?= ))[ \t]{0,3}(?P<number>\d{1,2})[.)][ \t]{1,3}(?=\w)")


def numbered_lines(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the spans behind the numbers, in order from 1; none if they are not two at least."""
    marks = [(m.start(), m.end(), int(m["number"])) for m in _NUMBERED.finditer(text[start:end])]
    if len(marks) < 2 or [number for *_, number in marks] != list(range(1, len(marks) + 1)):
        return []
    stops = [first for first, *_ in marks[1:]] + [end - start]
    return [(start + begin, start + stop) for (_, begin, _), stop in zip(marks, stops, strict=True)]
