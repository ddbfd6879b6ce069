"""Cards: a person's name with the e-mail or phone beside it, in a row, a line, a sentence or lines of their own.

A card is a contact of the project where a word of the role, a request to turn to somebody, or a heading of contacts
stands with it: "Jan Dub | manažer projektu | dub@mesto.cz", "Napište Janě Malé (mala@skola.cz)".
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from extractors.bodies.names import is_person
from extractors.persons.contact_parts import Person, emails, is_phone, is_titled, people_named, phones
from extractors.text.letters import without_marks
from extractors.text.lexicon import label_key
from extractors.text.reading import PageReading
from schemas.document import Block, BlockKind

BEFORE = 260
"""A name stands at most so many code points before its address."""
GAP = 160
"""Between two parts of one card stand at most so many: a role, an employer, an office."""
_LINE_BEFORE = 90
"""A short line, its end, and what stands before a name in the next line have no more code points."""
LINE = 60
"""A line over a card, which says what it is for, has at most so many."""
ROW = 1_000
"""What stands in its row tells of a card up to so many code points before and behind its cell."""
_MARKS = ("email", "phone")
Piece = tuple[int, int, str, str]


def find_cards(page: PageReading) -> Iterator[Person]:
    """Yield the cards of the project's people, by start."""
    cards = list(_cards(page))
    for index, person in enumerate(cards):
        first = cards[index - 1].end if index else 0
        last = cards[index + 1].start if index + 1 < len(cards) else len(page.text)
        if "name" in person.parts and len(person.parts) > 1 and _of_project(page, person, first, last):
            yield person


def _cards(page: PageReading) -> Iterator[Person]:
    """Group the pieces: a name begins a card, and takes the address and the phone behind it, up to another label."""
    person: Person | None = None
    pieces = _pieces(page)
    others = [pair.start for pair in page.labelled if pair.entry.field != "contacts"] if pieces else []
    for begin, end, kind, raw in pieces:
        told = person and bisect_left(others, person.end) == bisect_left(others, begin)
        if person and told and kind in _MARKS and kind not in person.parts and _together(page, person, begin):
            person.end, person.parts[kind] = end, raw
        elif kind == "name" or not person:
            if person:
                yield person
            person = Person(begin, end, {kind: raw})
    if person:
        yield person


def _pieces(page: PageReading) -> list[Piece]:
    """Return addresses and phones of the readable text, and the people's names before them, by start."""
    marks: list[Piece] = [(m.start(), m.end(), "email", m[0]) for m in emails(page.text)]
    marks += [(m.start(), m.end(), "phone", m[0]) for m in phones(page.text) if is_phone(page, m)]
    marks = sorted(mark for mark in marks if page.readable(mark[0]))
    names: dict[int, Piece] = {}
    done = 0
    for begin, _, _, raw in marks:
        for match in people_named(page, max(done, begin - BEFORE), begin):
            first, name = _without_verb(page, match)
            known = is_person(name, page.lexicon) or is_titled(page, first) or _in_address(name, raw)
            if page.readable(first) and " " in name and known:
                names[first] = (first, match.end(), "name", name)
        done = begin
    return sorted([*marks, *names.values()])


def _without_verb(page: PageReading, match: re.Match[str]) -> tuple[int, str]:
    """ "Contact Mary Stone": a word that asks to turn to her is no part of her name."""
    verb = page.lexicon.cue("turn_to").match(match[0])
    skip = verb.end() + 1 if verb and match[0][verb.end() :].count(" ") > 1 else 0
    return match.start() + skip, match[0][skip:]


def _in_address(name: str, address: str) -> bool:
    """Say whether the surname stands in the address: "Silke Richter" and "s.richter@"."""
    local = address.partition("@")[0].lower()
    folded = without_marks(name.split()[-1].lower())
    return "@" in address and len(folded) >= 4 and folded[:-1] in local


def _together(page: PageReading, person: Person, begin: int) -> bool:
    """Say whether what begins there goes on with the card: not far behind, in the same row, with no heading between."""
    if begin - person.end > GAP:
        return False
    own, other = page.block_at(person.start), page.block_at(begin)
    heading = page.heading_before(begin)
    if own is None or other is None or (heading and heading.start > person.start):
        return False
    if page.lexicon.cue("not_project_person").search(page.text, person.end, begin):
        return False  # "Pro novináře: …" below a person's phone
    return not (own.table and other.table) or (own.table, own.row) == (other.table, other.row)


def _of_project(page: PageReading, person: Person, first: int, last: int) -> bool:
    """Say whether what stands with a card makes it one of the project: never for the press, the site or the office."""
    text, lexicon = page.text, page.lexicon
    start, end = _about(page, person, first, last)
    above = _above(page, person, first)
    if any(lexicon.cue("not_project_person").search(text, *span) for span in ((start, end), *above)):
        return False
    if lexicon.cue("person_role", "own_role", "person_noun").search(text, start, end):
        return True
    if any(_is_contacts(page, *span) and lexicon.cue("project").search(text, *span) for span in above):
        return True  # "Kontakt k projektu" stands over a mayor too
    if any(_is_contacts(page, *span) for span in above):
        return lexicon.cue("office").search(text, start, end) is None
    opening, _ = page.sentence_at(person.start)
    asked = lexicon.cue("turn_to", "person_verb").search(text, max(opening, first), person.start)
    return asked is not None and lexicon.cue("office").search(text, start, end) is None


def _about(page: PageReading, person: Person, first: int, last: int) -> tuple[int, int]:
    """The stretch that tells of a card alone: its row, its lines, or its sentence up to the neighbours."""
    block = page.block_at(person.start)
    if block and block.table and "\n" not in page.text[block.start : block.end]:
        return _row(page, block)
    opening, _ = page.sentence_at(person.start)
    _, closing = page.sentence_at(max(person.start, person.end - 1))
    line = page.text.rfind("\n", opening, person.start) + 1
    newline = page.text.find("\n", person.end, closing)
    return max(opening, first, line), min(last, newline if newline > 0 else closing)


def _row(page: PageReading, block: Block) -> tuple[int, int]:
    """The cells of a row, so far as they stand near: a row of thousands is no card."""
    index = page.index_of(block)
    near = [block]
    for step in (-1, 1):
        place = index + step
        while 0 <= place < len(page.blocks) and _is_near(page.blocks[place], block):
            near.append(page.blocks[place])
            place += step
    row = [cell for cell in near if (cell.table, cell.row) == (block.table, block.row)]
    return min(cell.start for cell in row), max(cell.end for cell in row)


def _is_near(cell: Block, block: Block) -> bool:
    return cell.end > block.start - ROW and cell.start < block.end + ROW


def _above(page: PageReading, person: Person, first: int) -> list[tuple[int, int]]:
    """What may say whom a card is of: the heading above, and the short line or block right before it."""
    heading = page.heading_before(person.start)
    found = [(heading.start, heading.end)] if heading else []
    block = page.block_at(person.start)
    if block and block.label:
        found.append(block.label)
    if block is None or block.table:
        return found
    near = max(block.start, first, person.start - _LINE_BEFORE)
    line = re.compile(r"([^\n]{3,60})\n[^\n]{0,24}$").search(page.text, near, person.start)
    index = page.index_of(block)
    if line:
        found.append(line.span(1))
    elif index and page.blocks[index - 1].end - page.blocks[index - 1].start <= LINE:
        before = page.blocks[index - 1]
        found += [(before.start, before.end)] if before.start >= first and before.kind is not BlockKind.META else []
    return found


def _is_contacts(page: PageReading, start: int, end: int) -> bool:
    words = page.text[start:end]
    known = page.lexicon.labels.get(label_key(words), ())
    return any(entry.field == "contacts" for entry in known) or bool(
        page.lexicon.cue("contact_heading").search(words) and len(words) <= LINE
    )
