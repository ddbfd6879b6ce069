"""Lines that a page's author marks as items of a list by a sign alone: "• Obec Lhota", break, "• Spolek X"."""

from __future__ import annotations

import re
from dataclasses import dataclass

FEWEST = 2
SIGNS = "•●■▪◦‣➢►"
"""What begins an item of a list and nothing else."""
_SURE = re.compile(rf"[{SIGNS}\uf0b7\uf0a7][ \u00a0]{{0,4}}(?=\S)")
_ANY = re.compile(rf"[{SIGNS}\uf0b7\uf0a7·*–—-][ \u00a0]{{1,4}}(?=\S)")


@dataclass(frozen=True, slots=True)
class Bulleted:
    """The lines over the items, "" if there are none, and of each item its sign and its words."""

    above: str
    items: tuple[tuple[str, str], ...]


def bulleted(text: str) -> Bulleted | None:
    """Return a text as items, if each of its lines begins with a sign, or all but those that announce them.

    One line alone is an item if its sign is used for nothing else.
    """
    if _ANY.search(text) is None and _SURE.match(text) is None:
        return None
    lines = text.split("\n")
    if len(lines) == 1:
        return None if text[0] in text[1:] else _items("", lines, _SURE)  # "• A • B" stand side by side
    first = next((index for index, line in enumerate(lines) if _ANY.match(line)), len(lines))
    if len(lines) - first < FEWEST or (first and not lines[first - 1].rstrip().endswith(":")):
        return None
    return _items("\n".join(lines[:first]), lines[first:], _ANY)


def _items(above: str, lines: list[str], sign: re.Pattern[str]) -> Bulleted | None:
    found = [sign.match(line) for line in lines]
    if not all(found):
        return None
    return Bulleted(
        above, tuple((match[0], line[match.end() :]) for match, line in zip(found, lines, strict=True) if match)
    )
