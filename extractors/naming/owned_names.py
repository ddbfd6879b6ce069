"""Whose a project is stands before its name: "projekt Ústavu termiky SOLNET – Sluneční síť pro povrchy"."""

from __future__ import annotations

import re

from extractors.bodies.names import inflected_head
from extractors.text.letters import CAPITAL
from extractors.text.reading import PageReading

REACH = 120
"""The name begins so near behind the noun, in code points."""
_NAME = re.compile(
    rf"[^.,;:\n„“”\"]{{4,{REACH}}}?[ ](?=[A-Z](?=[\w-]{{0,20}}[A-Z0-9])[\w-]{{2,24}}\s[–—]\s[{CAPITAL}])"
)


def behind_owner(page: PageReading, start: int) -> int:
    """Return where the name begins behind a body in the genitive: an acronym, a dash, a long name. -1: it has none.

    What begins with no such body begins where it stands.
    """
    if not inflected_head(page.text, start, page.lexicon):
        return start
    owner = _NAME.match(page.text, start, page.sentence_at(start)[1])
    return owner.end() if owner else -1
