"""Quotations, and whether they name a project: what a verb calls so does; a defined term or a body do not."""

from __future__ import annotations

import re

from extractors.bodies.names import has_organisation_word, head_pattern, inflected_head
from extractors.text.reading import PageReading

REACH = 40
"""What says that a quotation is a term, or whose name it is, stands so near before it, in code points."""
_OPENED = re.compile(r"\([^()\n]{0,30}$")
_SUBJECT = re.compile(r"(?<![\w-])[Pp]roje[kc]t(?![\w-])")
_OPENS = re.compile(r"(?:(?:Tento|Celý|Náš|Our|The|This)\s)?[Pp]roje[kc]t(?:u|em)?(?!\w)")
# " 3.1. – „", and what a typist leaves over before it: "specifického dle cíle 3.1.".
_NUMBERED = re.compile(r"\s(?:\d{1,2}(?:\.\d{1,2}){0,3}|[IVX]{1,4})\.?\s?[–—:-]?\s?[„“”\"»«‚'‘,]{0,2}")
_CLOSED = re.compile(r"[“”\"’']{1,2} (?P<noun>[A-Z][a-z]{3,14})(?=[\s,.;:)]|$)")
_MARKS = " \u00a0„“”\"»«‚'‘*_,<:"


def is_term(page: PageReading, start: int) -> bool:
    """Say whether the quotation is what the text will call a thing: "(dále jen „skupina“)", "(‘the granting body’)"."""
    before = page.text[max(0, start - REACH) : start].rstrip(_MARKS)
    if any(cue.end() == len(before) for cue in page.lexicon.cue("motto").finditer(before)):
        return True
    if page.text[start].isupper():
        return False
    return bool(_OPENED.search(before)) or any(
        cue.end() == len(before) for cue in page.lexicon.cue("defines").finditer(before)
    )


def names_body(page: PageReading, start: int, end: int) -> bool:
    """Say whether the head of a body in the nominative stands right before: "spolek „Vrba“", "Mateřská škola „Klubko“".

    In the genitive it has the project: "projekt školy „Klubko“". In English it stands behind: "“Oak” Foundation".
    """
    behind = _CLOSED.match(page.text, end)
    if behind and has_organisation_word(behind["noun"], page.lexicon):
        return True
    first = max(0, start - REACH)
    end = first + len(page.text[first:start].rstrip(_MARKS))
    heads = head_pattern(page.lexicon.vocabulary).finditer(page.text, first, end)
    return any(
        head.end() == end
        and not page.text[head.start() - 1 : head.start()].isalnum()
        and not inflected_head(page.text, head.start(), page.lexicon)
        for head in heads
    )


def names_part(page: PageReading, start: int) -> bool:
    """Say whether a numbered part of a scheme leads to the quotation: "specifického cíle 3.1 – „Prevence“"."""
    first = max(0, start - REACH)
    parts = page.lexicon.cue("part_of_scheme").finditer(page.text, first, start)
    return any(_NUMBERED.fullmatch(page.text, part.end(), start) for part in parts)


def bears_name(page: PageReading, start: int) -> bool:
    """Say whether "měl název" or "is called" leads to the quotation, in a sentence on a project or right behind one."""
    first = page.sentence_at(start)[0]
    end = max(first, start - REACH) + len(page.text[max(first, start - REACH) : start].rstrip(_MARKS))
    verbs = [cue for cue in page.lexicon.cue("bears_name").finditer(page.text, first, end) if cue.end() == end]
    if not verbs:
        return False
    if _SUBJECT.search(page.text, first, end):
        return True
    if page.lexicon.cue("titled_otherwise").search(page.text, first, end):
        return False
    if page.lexicon.cue("goes_on").match(page.text, first):
        first = page.sentence_at(max(0, first - 2))[0]
    elif page.lexicon.cue("project_noun").search(page.text, first, end) is None:
        last = page.sentence_at(max(0, first - 2))[0]  # "Projekt začal v září. Školy se shodly, že ponese název „X“."
        return last < first and _OPENS.match(page.text, last) is not None
    return bool(page.lexicon.cue("project_noun").search(page.text, first, end))
