"""Words that tell the kind of a sum in a sentence: labels, and phrases of grants, parts and wholes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from extractors.text.alternatives import alternatives
from schemas.compiled import compiled
from schemas.vocabulary import LabelPhrase, Vocabulary

SOURCES = ("eu", "other", "own")
"""Names of sources, "EU", "Kraj", tell a kind where they are a label, and none in a sentence."""


@lru_cache(maxsize=2)
def kinds(vocabulary: Vocabulary) -> tuple[re.Pattern[str], dict[str, str]]:
    """All words that tell a kind, labels too, for use inside a sentence."""
    return _words(e for e in vocabulary.labels if e.field == "funding" and not (e.weak and e.code in SOURCES))


def key(word: str) -> str:
    """Return a word in the form under which its kind is looked up."""
    return " ".join(word.lower().split())


def _words(entries: Iterable[LabelPhrase]) -> tuple[re.Pattern[str], dict[str, str]]:
    codes: dict[str, str] = {}
    for entry in entries:
        for form in entry.forms:
            codes.setdefault(key(form), entry.code)
    words = (r"\s{1,2}".join(map(re.escape, word.split())) for word in sorted(codes, key=len, reverse=True))
    return compiled(rf"(?<!\w)(?:{alternatives(words)})(?!\w)", re.IGNORECASE), codes
