"""Line breaks inside a block: a wrapped line goes on, a short line ends what it says."""

from __future__ import annotations

import re
from collections.abc import Iterator

WRAPPED = 40
"""A line at least this long was broken for its length; label lines and list lines are mostly shorter."""

STEP = 200
"""So many code points are looked at together: of what is not read a page has thousands of blanks."""
_INDENT = re.compile(r" {0,24}(?P<mark>(?:[-*•–]|(?:\d{1,2}|[a-z])[.)]) {1,3})?")
"""What stands before the words of a line; those of the next line stand below them where it goes on."""
_BLANKS = re.compile(r" {0,30}")


def is_soft_break(text: str, newline: int, block_start: int) -> bool:
    """Say whether the line break at `newline` only wraps: the line was long, or the next word is in lower case."""
    begin = max(text.rfind("\n", block_start, newline) + 1, block_start)
    following = _below(text, newline)
    if not following or following.isspace() or text[newline - 1 : newline] in ".:;!?":
        return False
    return following.islower() or text[newline - 1] == "-" or newline - begin >= WRAPPED


def _below(text: str, newline: int) -> str:
    """Return the first sign of the next line, or nothing if the line is set in further than the words of this one.

    Below the words of a list's item stand its other lines; what goes on there begins in lower case.
    """
    blanks = _BLANKS.match(text, newline + 1)
    first = blanks.end() if blanks else newline + 1
    if first == newline + 1:
        return text[first : first + 1]
    begin = text.rfind("\n", 0, newline) + 1
    own = _INDENT.match(text, begin, newline)
    if (
        own is None
        or first - newline - 1 > own.end() - begin
        or (own["mark"] and not text[first : first + 1].islower())
    ):
        return ""
    return text[first : first + 1]


def end_before(text: str, position: int, marks: str = "") -> int:
    """Return where the text before a place ends, blanks left out, or the marks; a slice up to it copies the page."""
    while position:
        first = max(0, position - STEP)
        if bare := len(text[first:position].rstrip(marks or None)):
            return first + bare
        position = first
    return position


def paragraph_end(text: str, start: int, block_start: int, limit: int) -> int:
    """Return the first hard line break between `start` and `limit`, or `limit`."""
    position = text.find("\n", start, limit)
    while position >= 0:
        if not is_soft_break(text, position, block_start):
            return position
        position = text.find("\n", position + 1, limit)
    return limit


def line_end(text: str, start: int, limit: int) -> int:
    """Return the first line break between `start` and `limit`, or `limit`."""
    stop = text.find("\n", start, limit)
    return limit if stop < 0 else stop


def lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the lines between `start` and `end`, without their breaks."""
    position = start
    while position < end:
        stop = line_end(text, position, end)
        yield position, stop
        position = stop + 1
