"""What stands where a title may stand and is none: sums, sentences of thanks, payers, who receives or carries out."""

from __future__ import annotations

import re

from extractors.bodies.names import ends_in_form
from extractors.text.reading import PageReading

_MONEY = re.compile(r"(?:CZK|EUR|USD|Kč|[€£$])\s?\d|\d\s?(?:Kč|CZK|EUR|€|mil\.?\s|million\s)")
_WE_DO = re.compile(r"[^\W\d_]{3,20}(?:ujeme|áme|íme)")
"""A heading of one Czech verb: "Podporujeme", "Nabízíme"."""
_JOINTS = frozenset(("", "a", "and", "&", "+"))
_GUESSED = ("beside_number", "line", "long_form")
_SAID = ("quoted", "beside_number", "emphasised")


def is_no_title(page: PageReading, start: int, end: int, rule: str) -> bool:
    """Say whether the words that the rule found are a sum, say who pays, or name a scheme or a body by its form."""
    if _MONEY.search(page.text, start, end):
        return True
    if rule in _SAID and page.lexicon.cue("paid_by").search(page.text, start, end):
        return True  # "This work was supported by …" in quotation marks
    if rule not in _GUESSED:
        return False
    last = end + page.text.startswith(".", end)  # the form's own full stop
    return is_scheme(page, start, end) or ends_in_form(page.text, start, last, page.lexicon)


def is_scheme(page: PageReading, start: int, end: int) -> bool:
    """Say whether the words name a programme or a kind of grant: "ERC CZ", "ERC Consolidator Grant"."""
    named = any(
        p.kind == "programme" and (end - p.end <= 3 or page.text[p.end] in ",.;(")
        for p in page.phrases_over(start, start + 1)
    )
    rest = start
    for phrase in page.phrases_within(start, end):
        if page.text[rest : phrase.start].strip(" –-,/(") in _JOINTS:
            rest = phrase.end
    named = named or (rest > start and not page.text[rest:end].strip(" .,;:–-)"))
    return named or bool(re.search(r"\b(?:[Gg]rant|[Ff]ellowship|[Pp]rogramme?)$", page.text[start:end]))


def heads_no_project(page: PageReading, start: int, end: int) -> bool:
    """Say whether a heading names many things, what was refused, who pays, or what we do: "Další menší granty"."""
    words = page.text[start:end]
    if any(phrase.sure and phrase.end >= end for phrase in page.phrases_at(start)):
        return True
    if _WE_DO.fullmatch(words) or page.lexicon.cue("collection_head").match(words):
        return True
    return words.count(" ") <= 5 and bool(page.lexicon.cue("collection").search(words))
