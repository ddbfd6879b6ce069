"""Where numbers of the schemes may begin in a text: at a figure, or at a letter with a figure not far behind it."""

from __future__ import annotations

import re

from extractors.text.letters import SMALL

# The letter goes before the condition on what stands before it: the engine looks for letters fast. A label may be
# glued to a number that begins with a capital: "Kód projektuSGS07/EK/2021".
_START = re.compile(rf"[0-9A-Z](?:(?<![\w/].)|(?<=[{SMALL}][A-Z]))(?:(?<=\d)|(?=[^\n]{{0,24}}?\d|[A-Z]{{0,3}}-\n))")
# Small letters stand everywhere: their numbers ("as 0123") are looked for from the figure back.
_BEHIND_SMALL = re.compile(r"\d(?:(?<=[a-z].)|(?<=[a-z][ -].))")
_SMALL = re.compile(r"(?<![\w/])[a-z]{1,4}[ -]?\Z")


def number_starts(folded: str) -> list[int]:
    """Return the places in order; `folded` is fold(text)."""
    found = [start.start() for start in _START.finditer(folded)]
    for figure in _BEHIND_SMALL.finditer(folded):
        word = _SMALL.search(folded, max(0, figure.start() - 5), figure.start())
        found += [word.start()] if word else []
    return sorted(found)
