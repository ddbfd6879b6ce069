"""Labels that no list has, made of known parts: "Přidružení příjemci", "Partner bez příspěvku", "Project holder".

A label is composed if each of its words is a word of a role, a body's noun or a word that such labels take besides, and
at least one says who the organisation is.
"""

from __future__ import annotations

import re
from collections.abc import Callable

WORDS = 7
"""A composed label has at most so many words."""
BODIES = ("partner", "holder", "lead", "joint", "further", "body", "beside")
_YEAR = re.compile(r"(?:19|20)\d\d")
_WORD = re.compile(r"[^\s()\[\]/,]+")
Asks = Callable[[str, str], bool]


def label_words(label: str) -> list[str]:
    """Return the words of a label without the full stops of what is cut short."""
    return [word.rstrip(".") for word in _WORD.findall(label)]


def composed_field(label: str, is_of: Asks) -> str:
    """Return the field of a composed label, "" if it is none; `is_of(group, word)` asks the vocabulary."""
    words = label_words(label)
    if ":" in label or not 1 < len(words) <= WORDS or _YEAR.fullmatch(words[0]):
        return ""  # "2022 Implementing partner" begins with the value of another label
    kinds = [_kind(word, is_of) for word in words]
    if not all(kinds):
        return ""
    told = set(kinds)
    if "partner" in told:
        return (
            "beneficiaries" if "lead" in told and not any(is_of("label_plural", word) for word in words) else "partners"
        )
    if "holder" in told:
        return "partners" if "further" in told else "beneficiaries"
    if "body" in told and told & {"lead", "joint"}:
        return "partners" if "joint" in told else "beneficiaries"
    return ""


def _kind(word: str, is_of: Asks) -> str:
    """What a word of a label is; "" for one that no such label has."""
    if not any(char.isalpha() for char in word):
        return "beside"
    for kind in BODIES:
        if is_of(f"label_{kind}", word):
            return kind
    return ""
