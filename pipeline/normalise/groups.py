"""Target groups in the nominative: "je určen studentům vysokých škol" names "studenti vysokých škol"."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.normalise import texts
from schemas.vocabulary import Vocabulary

BEFORE_HEAD = 3
"""The head of a group is among its first words: "mladým lidem"."""


def clean(raw: str, vocabulary: Vocabulary) -> str:
    """Return the group on one line, its head and the adjectives before it in the nominative.

    Words that show no dative stay as printed. Raises NormaliseError(bad_value) if nothing is left.
    """
    words = texts.clean(raw).split()
    for index, word in enumerate(words[:BEFORE_HEAD]):
        noun = _changed(word, vocabulary.cues["dative_nouns"])
        if noun:
            before = [_adjective(other, noun, vocabulary) for other in words[:index]]
            return " ".join([*before, noun, *words[index + 1 :]])
        if not word.endswith(("ým", "ím")):
            break
    return " ".join(words)


def _adjective(word: str, noun: str, vocabulary: Vocabulary) -> str:
    if noun.endswith("y") and word.endswith("ým"):
        return f"{word[:-2]}é"  # feminine: "mladým ženám"
    return _changed(word, vocabulary.cues["dative_adjectives"]) or word


def _changed(word: str, pairs: Iterable[str]) -> str:
    for dative, nominative in map(str.split, pairs):
        if word.endswith(dative):
            return word.removesuffix(dative) + nominative
    return ""
