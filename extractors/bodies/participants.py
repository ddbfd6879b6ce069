"""Sections and lists of partners: what stands below "Partners", "Konsorcium" or "… with these partners:".

Sites set them as list items, headings of cards, cells, logos, or paragraphs that begin with the name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from extractors.bodies.addresses import is_country
from extractors.bodies.country_members import cards_of
from extractors.bodies.list_items import ITEM_CHARS, Member, is_plain_name, is_sentence, read_item
from extractors.bodies.name_lists import split_names
from extractors.bodies.name_prose import name_in_prose
from extractors.bodies.names import is_organisation
from extractors.bodies.role_nouns import of_project
from extractors.text.letters import CAPITAL
from extractors.text.lexicon import label_key
from extractors.text.logos import without_logo
from extractors.text.reading import PageReading
from schemas.document import Block, BlockKind

FEWEST_TOWNS = 2
HEADING_WORDS, REACH, CARD_CHARS = 7, 400, 400
"""A heading of partners has at most so many words; a section so many blocks; the text of a card so many characters."""
# "Led by X, with" over a list
_OF_PROJECT = re.compile(
    r"(?:\s(?:of|in)\s(?:the|this|our)\s(?:project|partnership|consortium)|\s(?:celého\s)?projektu)?\s?(?:[.!]|$)"
)
_IS_THE = re.compile(r"\b(?:is|was|acts as)\s(?:the\s|its\s)?$")
_TOWN_LAST = re.compile(rf",\s(?P<town>[{CAPITAL}][\w-]{{2,20}}(?:\s[{CAPITAL}][\w-]{{2,20}})?)$")
_TOWN_NEXT = re.compile(rf"\s\([^()\n]{{2,30}}\),\s[{CAPITAL}][\w-]{{2,20}}[.;]?(?:\n|$)")
_BRACKET = re.compile(r"[^()\n]{0,60}\((?P<said>[^()\n]{2,30})\)")
_WITH_LAST = re.compile(r"[\s,](?:with|spolu se?|společně se?|spoločne so?|ve spolupráci se?)$")


def find_participants(page: PageReading) -> Iterator[list[Member]]:
    """Yield the names of each list of partners; at least one is an organisation for sure."""
    for index, block in enumerate(page.blocks):
        if announces(page, block):
            members = _section_members(page, index)
            if members:
                yield members


def announces(page: PageReading, block: Block) -> bool:
    """Say whether the block is a heading of partners, or a sentence on partners that ends in a colon."""
    words = page.text[block.start : block.end]
    if block.kind is BlockKind.HEADING:
        return is_partner_heading(page, words)
    if (
        block.kind is BlockKind.PARAGRAPH
        and words.count(" ") <= 3
        and ":" not in words[:-1]
        and "\t" not in words
        and is_partner_heading(page, words)
    ):
        return True
    if block.kind not in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.DEFINITION):
        return False
    if _WITH_LAST.search(words[-24:]):
        return bool(page.lexicon.cue("beneficiary_by", "project").search(words))
    if words[-1:] != ":":
        return False
    start, end = page.sentence_at(block.end - 1)
    lexicon = page.lexicon
    if "\n" in words or lexicon.cue("no_partner").search(page.text, start, end):
        return False
    if lexicon.cue("partner_heading", "partner_with").search(page.text, start, end):
        return True
    told = lexicon.cue("partner_follow").search(page.text, start, end)
    return bool(told) and of_project(page, start)


def is_partner_heading(page: PageReading, words: str) -> bool:
    """Say whether a heading announces partners: a label, or few words with "partners" among them."""
    lexicon = page.lexicon
    if lexicon.cue("no_partner", "no_partner_heading").search(words):
        return False
    fields = {entry.field for entry in lexicon.label_entries(words)}
    if fields:
        return "partners" in fields
    return len(words.split()) <= HEADING_WORDS and bool(lexicon.cue("partner_heading").search(words))


def _section_members(page: PageReading, index: int) -> list[Member]:
    head = page.blocks[index]
    blocks = _section(page, index) if head.kind is BlockKind.HEADING else _run(page, index)
    for pick in (_headings, _items, _cells, _logos, _paragraphs):
        members = [m for m in pick(page, blocks) if m]
        if _believable(page, members):
            return _without_towns(page, members)
    return []


def _believable(page: PageReading, members: Sequence[Member]) -> bool:
    known = sum(is_organisation(page.text[m.start : m.end], page.lexicon) or _has_country(page, m) for m in members)
    short = all(page.text.count(" ", m.start, m.end) <= 4 for m in members)
    return known * 3 >= len(members) if len(members) > 1 and short else 0 < known * 2 >= len(members)


def _has_country(page: PageReading, member: Member) -> bool:
    """Say whether a country stands in brackets behind a name, on its line."""
    block = page.block_at(member.start)
    bracket = _BRACKET.match(page.text, member.end, block.end if block else member.end)
    return bracket is not None and is_country(bracket["said"], page.lexicon)


def _section(page: PageReading, index: int) -> list[Block]:
    """The blocks up to the next heading of the level, or a run of headings of the level right below the first."""
    head = page.blocks[index]
    found: list[Block] = []
    flat, first_level = False, 0
    for block in page.blocks[index + 1 : index + 1 + REACH]:
        if block.region is not head.region or block.kind in (BlockKind.FRONT_MATTER, BlockKind.META):
            break
        if block.kind is BlockKind.HEADING:
            words = page.text[block.start : block.end]
            known = is_country(words, page.lexicon)
            if label_key(words) in page.lexicon.labels and not known:
                break
            if block.level < max(head.level, first_level):
                break  # "Advisory board" a level above the cards of the partners
            first_level = first_level or (0 if known else block.level)
            if block.level == head.level and not known:
                if not (flat or not found) or not is_organisation(words, page.lexicon):
                    break
                flat = True
        elif _labels_another(page, block):
            break
        found.append(block)
    return found


def _run(page: PageReading, index: int) -> list[Block]:
    """The list, table or logos right below a sentence; of paragraphs those that are as short as names."""
    found: list[Block] = []
    for block in page.blocks[index + 1 : index + 1 + REACH]:
        if block.kind is BlockKind.HEADING and _names_body(page, block):
            found.append(block)  # in plain text a short line by itself
            continue
        if block.kind is BlockKind.HEADING or (found and block.kind is not found[0].kind):
            break
        if block.region is not page.blocks[index].region or _labels_another(page, block):
            break
        if block.kind is BlockKind.PARAGRAPH and block.end - block.start > ITEM_CHARS:
            starts = name_in_prose(page.text, block.start, block.end, page.lexicon)
            if not is_organisation(page.text[block.start : starts], page.lexicon):
                break
        found.append(block)
    return found


def _labels_another(page: PageReading, block: Block) -> bool:
    """Say whether a paragraph is the label of what follows, and announces no partners: "Financial support:"."""
    if block.kind is not BlockKind.PARAGRAPH or not page.text.endswith(":", block.start, block.end):
        return False
    words = page.text[block.start : block.end]
    fields = {entry.field for entry in page.lexicon.label_entries(words)}
    return bool(fields) and "partners" not in fields and not is_country(words, page.lexicon)


def _names_body(page: PageReading, block: Block) -> bool:
    """Say whether a heading is no more than an organisation's name, with its place."""
    words = page.text[block.start : block.end]
    return block.level > 1 and is_organisation(words, page.lexicon) and is_plain_name(page, block.start, block.end)


def _without_towns(page: PageReading, members: list[Member]) -> list[Member]:
    """ "Institute X, Riga" over "University Y, Lund": where most names end in one more word, it is a town."""
    towns = [_TOWN_LAST.search(page.text, m.start, m.end) for m in members]
    told = [t for t in towns if t and not is_organisation(t["town"], page.lexicon)]
    cut = sum(_TOWN_NEXT.match(page.text, m.end) is not None for m in members)
    if not told or len(told) + cut < FEWEST_TOWNS or (len(told) + cut) * 2 <= len(members):
        return members
    return [replace(m, end=t.start()) if t in told and t else m for m, t in zip(members, towns, strict=True)]


def _headings(page: PageReading, blocks: list[Block]) -> Iterator[Member | None]:
    levels = [b.level for b in blocks if b.kind is BlockKind.HEADING and not _country_block(page, b)]
    for block, following in pairwise([*blocks, None]):
        if block and block.kind is BlockKind.HEADING and block.level == min(levels, default=0):
            member = read_item(page, block.start, block.end)
            leads = following and (
                any(
                    page.lexicon.cue("marked_lead").fullmatch(page.text, *line) for line in _lines(page.text, following)
                )
                or _says_lead(page, following)
            )
            yield replace(member, lead=True) if member and leads else member


def _says_lead(page: PageReading, block: Block) -> bool:
    """ "Czechia. A school of 380 pupils. Leader of the project.": a sentence that says no more than the role."""
    if block.kind is not BlockKind.PARAGRAPH or block.end - block.start > CARD_CHARS:
        return False
    marks = page.lexicon.cue("marked_lead").finditer(page.text, block.start, block.end)
    return any(
        (page.sentence_at(m.start())[0] == m.start() or _IS_THE.search(page.text, block.start, m.start()))
        and _OF_PROJECT.match(page.text, m.end())
        for m in marks
    )


def _country_block(page: PageReading, block: Block) -> bool:
    return is_country(page.text[block.start : block.end], page.lexicon)


def _items(page: PageReading, blocks: list[Block]) -> Iterator[Member | None]:
    items = [b for b in blocks if b.kind is BlockKind.LIST_ITEM and not _country_block(page, b)]
    level = min((b.level for b in items), default=0)
    for block in items:
        if block.level == level:
            yield read_item(page, block.start, block.end)


def _cells(page: PageReading, blocks: list[Block]) -> Iterator[Member | None]:
    """One name of each row: of the column with the most organisations. Of a grid of names, all cells."""
    if page.page.words and any(block.label for block in blocks):
        return  # a cell's lines are broken for their length: read as a whole, by its head
    members: dict[tuple[int, int, int], Member] = {}
    leads: set[tuple[int, int]] = set()
    for block in blocks:
        if block.kind is not BlockKind.TABLE_CELL:
            continue
        if page.lexicon.cue("marked_lead").fullmatch(page.text, block.start, block.end):
            leads.add((block.table, block.row))
        member = read_item(page, *without_logo(page.text, block.start, block.end))
        if member and not is_column_word(page, member.start, member.end):
            members[block.table, block.row, block.column] = member
    bodies = [key for key, m in members.items() if is_organisation(page.text[m.start : m.end], page.lexicon)]
    names = [key for key in bodies if " " in page.text[members[key].start : members[key].end]] or bodies
    columns = [column for _, _, column in names]
    if not columns:
        return
    best = max(sorted(set(columns)), key=columns.count)
    grid = len(names) == len(members) and not any(b.label for b in blocks) and len(set(columns)) > 1
    for key, member in members.items():
        if grid or key[2] == best:
            yield Member(member.start, member.end, member.lead or key[:2] in leads)


def is_column_word(page: PageReading, start: int, end: int) -> bool:
    """Say whether a cell says no more than a column's head: "Country", "Role"."""
    return bool(page.lexicon.cue("column_head").fullmatch(page.text, start, end))


def _logos(page: PageReading, blocks: list[Block]) -> Iterator[Member | None]:
    for block in blocks:
        if block.kind is BlockKind.ALT:
            yield read_item(page, *without_logo(page.text, block.start, block.end))


def _paragraphs(page: PageReading, blocks: list[Block]) -> Iterator[Member | None]:
    for block in blocks:
        if block.kind not in (BlockKind.PARAGRAPH, BlockKind.DEFINITION):
            continue
        if cards := cards_of(page, block):
            yield from (Member(card.start, card.end, card.lead) for card in cards)
            continue
        if page.lexicon.cue("partner_is", "role_partner").search(page.text, block.start, block.end):
            continue  # "Partnery projektu jsou A a B": read as a sentence
        lines = _before_next_head(page, _lines(page.text, block))
        if len(lines) > 1 and page.page.words and is_sentence(page, block.start, block.end):
            continue  # "The leaflet was published by X.", on broken lines
        plain = [line for line in lines if is_plain_name(page, *line)]
        pieces = (_bars(page, *lines[0]) or _commas(page, *lines[0])) if len(lines) == 1 else []
        if len(pieces) > 1:
            yield from (read_item(page, *piece) for piece in pieces)
        elif len(plain) == len(lines):
            yield from (read_item(page, *line) for line in lines)
        else:
            yield read_item(page, *lines[0])


def _before_next_head(page: PageReading, lines: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Leave out what begins with a line that heads the next part: "Main objectives", "Project activities"."""
    heads = (
        n
        for n, line in enumerate(lines)
        if n and page.lexicon.cue("outcomes", "objectives").fullmatch(page.text, *line)
    )
    return lines[: next(heads, len(lines))]


def _bars(page: PageReading, start: int, end: int) -> list[tuple[int, int]]:
    """Links in one paragraph: "A | B | C", "A • B": most of them show an organisation, else they are a menu."""
    pieces = [m.span() for m in re.compile(r"[^|•·\t]{3,}").finditer(page.text, start, end)]
    known = sum(is_organisation(page.text[first:last], page.lexicon) for first, last in pieces)
    return pieces if len(pieces) > 1 and known * 2 >= len(pieces) else []


def _commas(page: PageReading, start: int, end: int) -> list[tuple[int, int]]:
    """Names in one paragraph: "A; B; C", "A, B, C and D": most of them show an organisation, of two both do."""
    text = page.text
    if ";" in text[start:end]:
        pieces = [m.span() for m in re.compile(r"[^;]{3,}").finditer(text, start, end)]
    else:
        pieces = split_names(text, start, end, page.lexicon)
    known = sum(is_organisation(text[first:last], page.lexicon) for first, last in pieces)
    if len(pieces) < 2 or known * 2 < len(pieces) + (2 if len(pieces) == 2 else 0):
        return []
    return [] if page.lexicon.cue("finite", "said", "acts").search(text, start, end) else pieces


def _lines(text: str, block: Block) -> list[tuple[int, int]]:
    return [m.span() for m in re.compile(r"[^\n]+").finditer(text, block.start, block.end) if m[0].strip()] or [
        (block.start, block.end)
    ]
