"""Markup that is opened and never closed hides all that follows, in browsers too: open it up, and say so."""

from __future__ import annotations

import re
from collections import deque
from functools import cache

from pipeline.parse.markup import names_of
from schemas.errors import Issue, ReasonCode, Severity, Stage

_HIDING = names_of("title textarea select noscript template svg math iframe object canvas button script style")
# The first letter is asked for before the names: of the tags of a page nine in ten have another.
_ANY_HIDING = re.compile(rf"<(?=[bcimnost])({'|'.join(sorted(_HIDING))})(?![\w-])", re.I)
_CODE = names_of("script style")
_BLOCK = re.compile(r"<(?:p|h[1-6]|div|table|ul|ol|dl|section|article|main)\b", re.I)
# An attribute's opening quotation mark, the last of the page.
_VALUES = tuple(re.compile(rf"<[a-z][^<>]{{0,500}}={mark}[^{mark}<>]{{0,500}}$", re.I) for mark in "\"'")


def opened_up(text: str) -> tuple[str, tuple[Issue, ...]]:
    """Return markup without the openings that would swallow the blocks behind them, and an issue if there were any."""
    found: list[str] = []
    # What is taken out leaves a blank, and so no new opening.
    last = {opening[1].casefold(): opening for opening in _ANY_HIDING.finditer(text)}
    odd = last.keys() - _HIDING  # a letter whose capital is another's, "ı"
    for name in sorted(_HIDING) if odd else sorted(last):
        opening = _last(_tag(f"<{name}"), text) if odd or found else last[name]
        text, done = _without_tag(text, name, opening)
        found += [f"<{name}>"] if done else []
    text, done = _without_comment(text)
    found += ["<!--"] if done else []
    text, done = _closed_value(text)
    found += ["an attribute"] if done else []
    if not found:
        return text, ()
    detail = f"opened and never closed, so taken out to read what follows: {', '.join(found)}"
    return text, (Issue(ReasonCode.BAD_MARKUP, Stage.PARSE, Severity.WARNING, detail),)


def _without_tag(text: str, name: str, opening: re.Match[str] | None) -> tuple[str, bool]:
    """Take out the last opening of `name` if nothing closes it; of scripts and styles also the code behind it."""
    if opening is None or _tag(f"</{name}").search(text, opening.end()) or not _hides(text, opening.start()):
        return text, False
    end = text.find(">", opening.end()) + 1 or len(text)
    if text[end - 2 : end] == "/>":
        return text, False
    block = _BLOCK.search(text, end) if name in _CODE else None
    return text[: opening.start()] + " " + text[block.start() if block else end :], True


def _without_comment(text: str) -> tuple[str, bool]:
    place = text.rfind("<!--")
    if place < 0 or "-->" in text[place:] or not _hides(text, place):
        return text, False
    return text[:place] + " " + text[place + 4 :], True


def _closed_value(text: str) -> tuple[str, bool]:
    """Close the value of the last attribute before the next tag, if its quotation mark is the last of the page."""
    for mark, pattern in zip("\"'", _VALUES, strict=True):
        place = text.rfind(f"={mark}") + 1
        following = text.find("<", place)
        if not place or mark in text[place + 1 :] or following < 0 or not _hides(text, place):
            continue
        if pattern.search(text, max(0, place - 600), following):
            return f"{text[:following]}{mark}>{text[following:]}", True
    return text, False


def _hides(text: str, place: int) -> bool:
    """Say whether blocks follow, and the place is neither in a comment nor in a script."""
    commented = text.rfind("<!--", 0, place) > text.rfind("-->", 0, place) and text.find("-->", place) >= 0
    return not commented and not _tag("</script").search(text, place) and bool(_BLOCK.search(text, place))


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    return next(iter(deque(pattern.finditer(text), maxlen=1)), None)


@cache
def _tag(opening: str) -> re.Pattern[str]:
    return re.compile(rf"{opening}(?![\w-])", re.I)
