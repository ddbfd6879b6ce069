"""Bold and italic names of bodies: what is set apart so is a title only where the page calls it a project."""

from __future__ import annotations

import re

from extractors.bodies.names import (
    begins_with_head,
    ends_in_form,
    has_organisation_word,
    inflected_head,
    organisation_word,
)
from extractors.naming.title_doubts import is_of_role
from extractors.text.letters import CAPITAL, SMALL
from extractors.text.reading import PageReading

REACH = 60
"""What calls the words a project ends right before them, and begins so near, in code points."""
_PARTED = re.compile(r"\s[–—-]\s|:\s")
_MARKS = " \u00a0\n„“”\"»«‚'‘*_:"
_NUMBERED = re.compile(r"(?:č\.|no\.|nr\.|nr|number|číslo|číslem)$", re.IGNORECASE)
_OPENS = re.compile(r"[*_]{0,2}\s?[(\[]")
_JOINED = re.compile(r"\w+\s(?:&|and|a|und)\s")
# Before "University" or "muzeum" stand names, and in Czech adjectives; behind it nothing, or "of the Czech Republic".
# A word fits one of these alone: two ways for each of twenty words are a million ways for all.
_NAMED = re.compile(rf"[{CAPITAL}]\S*(?: (?:[{CAPITAL}]\S*|of|the|and|&|[{SMALL}][{SMALL}{CAPITAL}]{{0,40}}[éáýí]))* ")
_BEHIND = re.compile(r"$| (?:of|for) ")
_SHORT_NAME = re.compile(r"\s?\([^()]{1,20}\)$")


def names_a_body(page: PageReading, start: int, end: int) -> bool:
    """Say whether the words are a body's name alone: a legal form ends them, a head begins them, or a word such as
    "University" ends them behind names and adjectives.

    "Lípa School – a new roof" names more than the body.
    """
    form = end + page.text.startswith(".", end)
    if ends_in_form(page.text, start, form, page.lexicon):
        return True
    words = _SHORT_NAME.sub("", page.text[start:end])
    shown = has_organisation_word(words, page.lexicon) and not inflected_head(words, 0, page.lexicon)
    if not shown or _PARTED.search(words) or _JOINED.match(words):
        return False
    if begins_with_head(words, 0, page.lexicon):
        return True
    nouns = organisation_word(page.lexicon.vocabulary).finditer(words)
    return any(
        (noun.start() == 0 or _NAMED.fullmatch(words, 0, noun.start())) and _BEHIND.match(words, noun.end())
        for noun in nouns
    )


def is_called_so(page: PageReading, start: int, behind: int) -> bool:
    """Say whether "projekt", "projekt č. 1" or "called" stands right before the words, or a number in brackets right
    behind them.

    Those of "partner of the project: X" call it none.
    """
    first = max(0, start - REACH)
    end = _end_before(page.text, first, start)
    for number in page.numbers_over(end - 1, end):
        first, end = max(0, number.start - REACH), number.start
        end = _end_before(page.text, first, end)
        mark = _NUMBERED.search(page.text, first, end)
        end = _end_before(page.text, first, mark.start()) if mark else end
    cues = page.lexicon.cue("project", "title_intro").finditer(page.text, first, end)
    last = [cue.start() for cue in cues if cue.end() == end]
    opened = None if last else _OPENS.match(page.text, behind)
    numbered = opened is not None and bool(page.numbers_within(opened.end(), opened.end() + 1))
    return numbered or (bool(last) and not any(is_of_role(page, noun, start) for noun in last))


def _end_before(text: str, first: int, start: int) -> int:
    """Return where the words before the place end, without marks between them."""
    return first + len(text[first:start].rstrip(_MARKS))
