"""Members of a project told in groups, a bracket for each: by country, or by the kind of body.

"The consortium has nine partners: from Austria (A, B), Italy (C)"; "agencies (A, B), towns (C, D) and a school (E)".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from extractors.bodies.addresses import is_country
from extractors.bodies.listed_names import Found
from extractors.bodies.name_lists import split_names
from extractors.bodies.names import is_organisation, is_person
from extractors.bodies.role_nouns import of_project
from extractors.text.letters import CAPITAL
from extractors.text.reading import PageReading

FEWEST, LONGEST_KIND = 2, 90
"""Two brackets at least; the words that say of which kind the next group is are no longer than this."""
_GROUP = re.compile(r"\((?P<names>[^()\n]{3,600})\)")
_FIGURES = re.compile(r"[\d\s.,/%–-]{3,}|\d{4}.{0,12}")
_CAPITAL = re.compile(rf"[„\"“]?[{CAPITAL}0-9]")
_COUNTRY_BEFORE = re.compile(r"(?<![^\W\d_])(?:[^\W\d_]+\s){0,2}[^\W\d_]+\s?$")


def in_groups(page: PageReading) -> Iterator[Found]:
    """Yield the names in the brackets of each sentence that tells of partners and groups them so."""
    announced = page.lexicon.cue("group_of_partners")
    seen: set[int] = set()
    for match in announced.finditer(page.text):
        start, end = page.sentence_at(match.start())
        if start in seen or not page.readable(match.start()) or not of_project(page, match.start()):
            continue
        seen.add(start)
        if not page.lexicon.cue("event_verbs", "no_partner").search(page.text, start, match.end()):
            yield from _of_sentence(page, match.end(), end)


def _of_sentence(page: PageReading, start: int, end: int) -> Iterator[Found]:
    groups = [group for group in _GROUP.finditer(page.text, start, end) if not _only_places(page, group["names"])]
    near = all(b.start() - a.end() <= LONGEST_KIND for a, b in pairwise(groups))
    if len(groups) < FEWEST or not near or not all(_says_kind(page, start, group.start()) for group in groups):
        return
    names = [name for group in groups for name in _names(page, *group.span("names"))]
    shown = sum(is_organisation(page.text[first:last], page.lexicon) for first, last in names)
    if shown * 2 >= len(names) and all(_is_plain(page, *name) for name in names):
        yield from (("partners", first, last, "grouped") for first, last in names)


def _names(page: PageReading, start: int, end: int) -> list[tuple[int, int]]:
    """The names of one bracket without their towns; a common word before "and" begins one: "Church and X Trust"."""
    found: list[tuple[int, int]] = []
    for first, last in split_names(page.text, start, end, page.lexicon):
        word = page.text[slice(*found[-1])] if found else ""
        piece = page.text[first:last]
        alone = page.text[last : last + 1] in (",", ")")
        if found and alone and piece.isalpha() and piece.istitle() and not is_organisation(piece, page.lexicon):
            continue  # "Liceo X, Lecce": its town
        if found and word.istitle() and word.isalpha() and page.text[found[-1][1] : first].strip() == "and":
            found[-1] = (found[-1][0], last)
        else:
            found.append((first, last))
    return found


def _only_places(page: PageReading, words: str) -> bool:
    parts = [part.strip() for part in re.split(r",|\band\b|\ba\b", words)]
    return all(is_country(part, page.lexicon) or _FIGURES.fullmatch(part) for part in parts if part)


def _says_kind(page: PageReading, start: int, stop: int) -> bool:
    """Say whether a common noun or a country stands before a bracket: "X University (XU)" is a name, cut short."""
    before = _COUNTRY_BEFORE.search(page.text, max(start, stop - 50), stop)
    if before is None:
        return False
    words = before[0].split()
    return words[-1].islower() or any(is_country(" ".join(words[n:]), page.lexicon) for n in range(len(words)))


def _is_plain(page: PageReading, start: int, end: int) -> bool:
    return bool(_CAPITAL.match(page.text, start)) and not is_person(page.text[start:end], page.lexicon)
