"""Members of a project told one after the other, each with its country or role in brackets.

"Dom X (SK), Fundacja Y (PL), Z Egyesület (HU)"; "University of X (Germany, coordinator), Y (France)": no word of a
partnership need stand there, in any language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractors.bodies.addresses import is_address, is_country
from extractors.bodies.listed_names import Found
from extractors.bodies.names import is_organisation, is_person, legal_form_at, trim
from extractors.bodies.remarks import said_to_lead
from extractors.text.letters import CAPITAL, SMALL
from extractors.text.reading import PageReading
from schemas.document import Block, BlockKind

FEWEST, FEWEST_CARDS, CARD_LINES = 2, 3, 4
"""Two names with a country or a role each make a list, and three cards of up to four lines each."""
LONGEST_NAME, LONGEST_PLACE = 120, 60
_REMARK = re.compile(r"\s?\((?P<said>[^()\n]{2,50})\)")
_START = re.compile(rf"[,;:•|\n\t]\s{{0,3}}|[.!?]\s(?=[{CAPITAL}])|\s[–—]\s(?![A-Z]{{2,10}}\b)")
_JOINT = re.compile(
    r"\s{0,3}(?:(?:and|a|und|sowie|oraz|i|y|et|as well as|a také|together with|with|spolu se?|společně se?)\s)?"
    r"(?:the\s)?",
    re.IGNORECASE,
)
_WRAPPED = re.compile(rf"[{SMALL},-]\n\w")  # "Hochschule für nachhaltige", and the name goes on
_LINE, _COLUMN = re.compile(r"[^\n]+"), re.compile(r"[^\t\n]+")
_SAID = re.compile(r"\s?[·•|,;/()]\s?|\s[–-]\s")
_PARTS = re.compile(r"[,;/–-]\s{0,2}")
_READ = (
    BlockKind.PARAGRAPH,
    BlockKind.LIST_ITEM,
    BlockKind.DEFINITION,
    BlockKind.TABLE_CELL,
    BlockKind.HEADING,  # in plain text a short line by itself
)


@dataclass(frozen=True, slots=True)
class CountryMember:
    """The span of a name, and what its bracket says."""

    start: int
    end: int
    lead: bool


def with_countries(page: PageReading) -> Iterator[Found]:
    """Yield the members of each such list; one is an organisation for sure."""
    run: list[CountryMember] = []
    before: Block | None = None
    for block in page.blocks:
        found = _named(page, block) if block.kind in _READ and ")" in page.text[block.start : block.end] else []
        alone = len(found) == 1 and not page.text[found[0].end : block.end].partition(")")[2].strip(" .,;")
        alone = alone and found[0].start - block.start <= 4
        if run and not (alone and before and (before.kind, before.table) == (block.kind, block.table)):
            yield from _told(page, run)
            run = []
        if alone:
            run.append(found[0])
            before = block
        elif len(found) >= FEWEST:
            yield from _told(page, found)
    yield from _told(page, run)
    yield from _told(page, list(_cards(page)))
    for cards in _paragraph_cards(page):
        yield from _told(page, cards if len(cards) >= FEWEST_CARDS else [])


def _told(page: PageReading, found: list[CountryMember]) -> Iterator[Found]:
    known = any(is_organisation(page.text[m.start : m.end], page.lexicon) for m in found) or _are_towns(page, found)
    if len(found) >= FEWEST and known and not _of_event(page, found[0].start):
        for member in found:
            field = "beneficiaries" if member.lead else "partners"
            yield field, member.start, member.end, "marked" if member.lead else "with_country"


def _named(page: PageReading, block: Block) -> list[CountryMember]:
    """The members in a block; one word names a body only where towns are told of."""
    found = list(_members(page, block))
    return found if _are_towns(page, found) else [m for m in found if " " in page.text[m.start : m.end]]


def _are_towns(page: PageReading, found: list[CountryMember]) -> bool:
    """ "the towns of A (Germany, 20 people), B (Hungary) and C (Poland)": what they are stands before the first."""
    if len(found) < FEWEST_CARDS:
        return False
    start, _ = page.sentence_at(found[0].start)
    kinds = page.lexicon.cue("town_kinds").finditer(page.text, start, found[0].start)
    return any(kind.end() >= found[0].start - 2 for kind in kinds)


def _cards(page: PageReading) -> Iterator[CountryMember]:
    """Headings, each with a line of a town and a country below: "Fundacja X" over "Zielonki, Poland"."""
    for head, place, text_below in zip(page.blocks, page.blocks[1:], [*page.blocks[2:], None], strict=False):
        words = page.text[place.start : place.end]
        if head.kind is not BlockKind.HEADING or place.kind is not BlockKind.PARAGRAPH or len(words) > LONGEST_PLACE:
            continue
        told = _PARTS.split(words.partition("(")[0].partition("·")[0])
        if len(told) <= 3 and is_country(told[-1], page.lexicon):
            lead = (place.start, text_below.end if text_below and text_below.kind is place.kind else place.end)
            leads = page.lexicon.cue("member_leads").search(page.text, *lead)
            yield CountryMember(*trim(page.text, head.start, head.end), bool(leads))


def _paragraph_cards(page: PageReading) -> Iterator[list[CountryMember]]:
    """Runs of short paragraphs, each a name over its country, or two or three of them side by side."""
    run: list[CountryMember] = []
    for block in page.blocks:
        cards = cards_of(page, block) if block.kind is BlockKind.PARAGRAPH else []
        if not cards and run:
            yield run
            run = []
        run += cards
    yield run


def cards_of(page: PageReading, block: Block) -> list[CountryMember]:
    """The names in the first line of a paragraph, if a line below has a country for each column."""
    if not 1 <= page.text.count("\n", block.start, block.end) < CARD_LINES:
        return []
    lines = [
        [trim(page.text, *column.span()) for column in _COLUMN.finditer(page.text, *line.span())]
        for line in _LINE.finditer(page.text, block.start, block.end)
    ]
    below = [line for line in lines[1:] if len(line) == len(lines[0])]
    told = [[part for line in below for part in _SAID.split(page.text[slice(*line[n])])] for n in range(len(lines[0]))]
    if not all(any(is_country(part.strip("( )"), page.lexicon) for part in parts) for parts in told):
        return []
    names = [page.text[start:end] for start, end in lines[0]]
    if len(names) == 1 and is_country(_SAID.split(names[0])[-1], page.lexicon):
        return []  # "Fundacja X, Poland" over "Dom Y, Slovakia": names, one on each line
    others = (is_person(name, page.lexicon) or is_address(name, page.lexicon) for name in names)
    if any(others) or max(map(len, names)) > LONGEST_NAME:
        return []
    leads = page.lexicon.cue("marked_lead")
    return [
        CountryMember(*name, any(leads.fullmatch(part.strip("( )")) for part in parts))
        for name, parts in zip(lines[0], told, strict=True)
    ]


def _of_event(page: PageReading, offset: int) -> bool:
    """Say whether the sentence tells who came to an event or published something."""
    return bool(page.lexicon.cue("event_verbs", "no_partner").search(page.text, *page.sentence_at(offset)))


def _members(page: PageReading, block: Block) -> Iterator[CountryMember]:
    floor = block.start
    for remark in _REMARK.finditer(page.text, block.start, block.end):
        lead = said_to_lead(remark["said"], page.lexicon)
        if lead or _has_country(page, remark["said"]):
            start, end = _name(page, max(floor, remark.start() - LONGEST_NAME), remark.start())
            if end > start:
                yield CountryMember(start, end, lead)
        floor = remark.end()


def _has_country(page: PageReading, said: str) -> bool:
    return any(is_country(part, page.lexicon) for part in _PARTS.split(said))


def _goes_on(page: PageReading, newline: int) -> bool:
    """Say whether a line of a PDF was broken inside a name: it ends in lower case, and is no label."""
    line = page.text[page.text.rfind("\n", 0, newline) + 1 : newline]
    return bool(page.page.words and _WRAPPED.match(page.text, newline - 1)) and not page.lexicon.label_entries(line)


def _name(page: PageReading, floor: int, stop: int) -> tuple[int, int]:
    """The name that ends at a bracket: behind the last mark, a few words that begin with a capital, and no person."""
    text = page.text
    marks = [m for m in _START.finditer(text, floor, stop) if not legal_form_at(text, m.start(), page.lexicon)]
    marks = [m for m in marks if not _goes_on(page, m.start())]
    town = marks and text[marks[-1].start()] == "," and " " not in text[marks[-1].end() : stop].strip()
    if town and text[floor : marks[-1].start()].strip(" ,;"):
        stop = marks.pop().start()  # "X, Girona (Spain)"
    start = marks[-1].end() if marks else floor
    joint = _JOINT.match(text, start, stop)
    begin = joint.end() if joint else start
    opening = page.lexicon.cue("partner_joins", "town_kinds")  # "Projekt spojuje X (CZ), …", "the towns of X (CZ)"
    verbs = list(opening.finditer(text, begin, stop))
    first, last = trim(text, verbs[-1].end() if verbs else begin, stop)
    words = text[first:last]
    plain = bool(words) and words[0].isupper() and len(words.split()) <= 10
    if not plain or is_person(words, page.lexicon) or page.lexicon.cue("finite").search(words):
        return start, start
    return first, last
