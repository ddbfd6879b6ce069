"""One person under two forms of the name in a document: "Katce Strakové" is the "Kateřina Straková" of another page."""

from __future__ import annotations

import re

from extractors.text.reading import Reading

ALIKE = 3
"""A familiar given name and the full one begin with so many letters."""


def fuller_name(name: str, reading: Reading) -> str:
    """Return the name as the document prints it in the nominative, where given name or surname show another case.

    The surname must be the same but for its ending, and the given names begin alike; else `name` itself.
    """
    words = name.split()
    known = reading.vocabulary.given_names
    if len(words) != 2 or not words[1].endswith(("ové", "ou")) or known.get(words[0].lower()) == words[0]:
        return name
    pattern = re.compile(
        rf"(?<!\w)({re.escape(words[0][:ALIKE])}\w{{1,12}})\s({re.escape(words[1][:-2])}\w{{0,2}}á)(?!\w)"
    )
    for page in reading.pages:
        for match in pattern.finditer(page.text):
            if known.get(match[1].lower()) == match[1]:
                return match[0]
    return name
