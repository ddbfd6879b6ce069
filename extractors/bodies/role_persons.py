"""Organisations named beside the person who heads a project.

"Institute of X, principal investigator: Jana Malá", "hlavní řešitel: Jan Dub (Univerzita X)", "coordinated by Prof.
Mary Stone from Norwood University".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.bodies.listed_names import Found
from extractors.bodies.name_prose import name_in_prose
from extractors.bodies.names import is_organisation, is_person, trim
from extractors.bodies.subjects import is_payer
from extractors.persons.contact_parts import PERSON, bare_name
from extractors.text.reading import PageReading

LONGEST = 120
"""The name of an organisation before a head's role has at most so many code points on its line."""
_BEFORE = re.compile(r"(?:,|\s[–—-]|;|\s?\()\s?$")
_TITLES = re.compile(r"(?:(?:[A-Z][a-z]{1,5}|[a-z]{2,4}|Ph\.?D|RN|PhD|ME|JU)\.\s?){1,4}")
_WORK = re.compile(r"(?:,\s(?:Ph\.?\s?D\.?|CSc\.?|DrSc\.?))?(?:,\s|\s\(|\s[–—-]\s|\s(?:from|of|at|z|ze)\s(?:the\s)?)")


def beside_heads(page: PageReading) -> Iterator[Found]:
    """Yield the organisations before the role of a project's head, or behind the head's name."""
    for role in page.lexicon.cue("head_role").finditer(page.text):
        if not page.readable(role.start()):
            continue
        head = head_behind(page, role.end())
        if head:
            yield from _before(page, role.start())
            yield from _behind(page, head.end())
    for verb in page.lexicon.cue("person_verb").finditer(page.text):
        head = head_behind(page, verb.end()) if page.readable(verb.start()) else None
        if head:
            yield from _behind(page, head.end())


def head_behind(page: PageReading, start: int) -> re.Match[str] | None:
    """The person right behind a role or a verb, with or without titles."""
    gap = re.compile(r"\s?[:–-]?\s{0,2}").match(page.text, start)
    begin = gap.end() if gap else start
    titles = _TITLES.match(page.text, begin)
    found = PERSON.match(page.text, titles.end() if titles else begin)
    name = bare_name(page, found) if found else None
    if name and (titles or is_person(name[0], page.lexicon)) and not is_organisation(name[0], page.lexicon):
        return name
    return None


def _before(page: PageReading, role: int) -> Iterator[Found]:
    block = page.block_at(role)
    mark = _BEFORE.search(page.text, max(0, role - 4), role)
    if block is None or mark is None:
        return
    start = max(block.start, page.text.rfind("\n", block.start, mark.start()) + 1)
    if mark.start() - start > LONGEST:
        start = page.sentence_at(role)[0]
    first, last = trim(page.text, start, mark.start())
    words = page.text[first:last]
    listed = page.lexicon.cue("partner_word", "beneficiary_apposed").search(words)
    if not 2 < last - first <= LONGEST or words[0].islower() or listed or is_person(words, page.lexicon):
        return
    if is_organisation(words, page.lexicon) and not is_payer(page, first, first + 1):
        yield "beneficiaries", first, last, "head"


def _behind(page: PageReading, start: int) -> Iterator[Found]:
    mark = _WORK.match(page.text, start)
    if not mark:
        return
    limit = min(len(page.text), mark.end() + LONGEST)
    first, last = trim(page.text, mark.end(), name_in_prose(page.text, mark.end(), limit, page.lexicon))
    if last > first and page.readable(first) and is_organisation(page.text[first:last], page.lexicon):
        yield "beneficiaries", first, last, "head"
