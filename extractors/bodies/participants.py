"""Sections and lists of partners: what stands below "Partners", "Konsorcium" or "… with these partners:".

Sites set them as list items, headings of cards, cells, logos, or paragraphs that begin with the name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from extractors.bodies.addresses import cut_place, is_address, is_country
from extractors.bodies.country_members import cards_of
from extractors.bodies.names import (
    begins_department,
    cut_tail,
    ends_in_form,
    is_organisation,
    is_person,
    name_in_prose,
    split_names,
    trim,
)
from extractors.text.lexicon import label_key
from extractors.text.logos import without_logo
from extractors.text.reading import PageReading
from schemas.document import Block, BlockKind

HEADING_WORDS, ITEM_CHARS, REACH = 7, 160, 400
"""A heading of partners has at most so many words; an item that is a name so many characters; a section so many
blocks."""
_ORDINAL = re.compile(
    r"[\s*•·–—-]{0,4}(?:(?:P|PP|LP|Partner|WP)?\s?\d{1,2}\s?(?:[.):–—\t-]|\s(?=[A-ZÁ-Ž]))\s{0,3}){1,2}"
)
# "Led by X, with" over a list
_WITH_LAST = re.compile(r"[\s,](?:with|spolu se?|společně se?|spoločne so?|ve spolupráci se?)$")
_COLON = re.compile(r":\s{1,2}")
_DASH = re.compile(r"\s[–—-]{1,2}\s")
_INITIALS = re.compile(r"(?<!\w)(?:\w{1,2}\.){2,6}$")
_WORK = re.compile(r"(?:WP|PR|IO|Task|T|R)\s?\d{1,2}(?:[\s,/-]{1,3}(?:WP|T)?\d{1,2}){0,6}")
_SAYS = re.compile(r"\s(?:\([^()]{1,60}\)\s?)?(?:[a-zà-ž]|[–—-]\s)|\s\([^()]{1,60}\)")


@dataclass(frozen=True, slots=True)
class Member:
    """The span of one name; `lead` where a remark beside it says coordinator or beneficiary."""

    start: int
    end: int
    lead: bool = False


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
    return bool(told) and bool(lexicon.cue("project").search(page.text, start, end))


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
            return members
    return []


def _believable(page: PageReading, members: Sequence[Member]) -> bool:
    known = sum(is_organisation(page.text[m.start : m.end], page.lexicon) for m in members)
    short = all(page.text.count(" ", m.start, m.end) <= 4 for m in members)
    return known * 3 >= len(members) if len(members) > 1 and short else 0 < known * 2 >= len(members)


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
        found.append(block)
    return found


def _run(page: PageReading, index: int) -> list[Block]:
    """The list, table or logos right below a sentence; of paragraphs those that are as short as names."""
    found: list[Block] = []
    for block in page.blocks[index + 1 : index + 1 + REACH]:
        if block.kind is BlockKind.HEADING or (found and block.kind is not found[0].kind):
            break
        if block.kind is BlockKind.PARAGRAPH and block.end - block.start > ITEM_CHARS:
            starts = name_in_prose(page.text, block.start, block.end, page.lexicon)
            if not is_organisation(page.text[block.start : starts], page.lexicon):
                break
        found.append(block)
    return found


def _headings(page: PageReading, blocks: list[Block]) -> Iterator[Member | None]:
    levels = [b.level for b in blocks if b.kind is BlockKind.HEADING and not _country_block(page, b)]
    for block, following in pairwise([*blocks, None]):
        if block and block.kind is BlockKind.HEADING and block.level == min(levels, default=0):
            member = read_item(page, block.start, block.end)
            leads = following and any(
                page.lexicon.cue("marked_lead").fullmatch(page.text, *line) for line in _lines(page.text, following)
            )
            yield replace(member, lead=True) if member and leads else member


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
        lines = _lines(page.text, block)
        plain = [line for line in lines if is_plain_name(page, *line)]
        pieces = (_bars(page.text, *lines[0]) or _commas(page, *lines[0])) if len(lines) == 1 else []
        if len(pieces) > 1:
            yield from (read_item(page, *piece) for piece in pieces)
        elif len(plain) == len(lines):
            yield from (read_item(page, *line) for line in lines)
        else:
            yield read_item(page, *lines[0])


def _bars(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Links in one paragraph: "A | B | C", "A • B"."""
    pieces = [m.span() for m in re.compile(r"[^|•·\t]{3,}").finditer(text, start, end)]
    return pieces if len(pieces) > 1 else []


def _commas(page: PageReading, start: int, end: int) -> list[tuple[int, int]]:
    """Names in one paragraph: "A; B; C", "A, B, C and D", three at least, and most of them show an organisation."""
    text = page.text
    if ";" in text[start:end]:
        pieces = [m.span() for m in re.compile(r"[^;]{3,}").finditer(text, start, end)]
    else:
        head = page.heading_before(start)  # under "Partners" alone may stand who sponsors the site
        told = head and page.lexicon.cue("project", "consortium_noun").search(text, head.start, head.end)
        pieces = split_names(text, start, end, page.lexicon) if told else []
    known = sum(is_organisation(text[first:last], page.lexicon) for first, last in pieces)
    sentence = page.lexicon.cue("finite", "said", "acts").search(text, start, end)
    return pieces if len(pieces) > 2 and known * 2 >= len(pieces) and not sentence else []


def _lines(text: str, block: Block) -> list[tuple[int, int]]:
    return [m.span() for m in re.compile(r"[^\n]+").finditer(text, block.start, block.end) if m[0].strip()] or [
        (block.start, block.end)
    ]


def is_plain_name(page: PageReading, start: int, end: int) -> bool:
    """Say whether a line may be a name: no address, country, e-mail, link or sentence."""
    words = page.text[start:end].strip()
    if (
        len(words) > ITEM_CHARS
        or is_country(words.partition(" · ")[0].strip("()"), page.lexicon)
        or is_address(words, page.lexicon)
    ):
        return False
    return not re.search(r"@|https?://|www\.|[.!?]\s+[A-ZÁ-Ž]\w+\s\w+\s\w+|:$", words)


def read_item(page: PageReading, start: int, end: int) -> Member | None:
    """Return the name in an item of a list of partners: without number, country, address, role or description."""
    text, lexicon = page.text, page.lexicon
    newline = text.find("\n", start, end)
    end = newline if newline > 0 else end
    lead_mark = re.compile(r"\s{0,3}LP\b").match(text, start, end) or _lead_before(page, start, end)
    ordinal = _ORDINAL.match(text, start, end)
    start = ordinal.end() if ordinal and ordinal.end() < end else start
    start, end = _column(page, start, end)
    start = _behind_country(page, start, end)
    colon = _COLON.search(text, start + 2, end)
    if colon and is_organisation(text[start : colon.start()], lexicon):
        end = colon.start()
    role = _role(page, start, end)
    end = role.start() if role else end
    if end - start > ITEM_CHARS or _is_sentence(page, start, end):
        end = _name_of_sentence(page, start, end)
    end = cut_tail(text, start, end)
    start, end = _before_description(page, start, end)
    first, last = trim(text, start, cut_place(text, start, end, lexicon))
    if last - first < 2 or not _is_name(page, first, last):
        return None
    return Member(first, last, bool(role or lead_mark))


def _lead_before(page: PageReading, start: int, end: int) -> bool:
    """ "Lead partner: X" among "Partner 2: Y"."""
    colon = _COLON.search(page.text, start, min(end, start + 48))
    return colon is not None and bool(page.lexicon.cue("marked_lead").fullmatch(page.text, start, colon.start()))


def _is_sentence(page: PageReading, start: int, end: int) -> bool:
    words = page.text[start:end].rstrip()
    if _INITIALS.search(words):
        return False  # "Research a.s.b.l.": a legal form that is not known
    return words[-1:] in (".", "!", "?") and not ends_in_form(page.text, start, start + len(words), page.lexicon)


def _is_name(page: PageReading, start: int, end: int) -> bool:
    words = page.text[start:end]
    letters = sum(char.isalpha() for char in words)
    if letters < 2 or letters * 2 < len(words.replace(" ", "")) or not is_plain_name(page, start, end):
        return False
    body = is_organisation(words, page.lexicon)
    if (
        _WORK.fullmatch(words)
        or label_key(words) in page.lexicon.labels
        or (is_person(words, page.lexicon) and not body)
    ):
        return False
    return body or ((words[0].isupper() or words[0].isdigit()) and len(words.split()) <= 8)


def _column(page: PageReading, start: int, end: int) -> tuple[int, int]:
    """In a line of columns ("2<tab>Institute of X<tab>DE") the name is the first column with words that is no code."""
    columns = [m.span() for m in re.compile(r"[^\t]+").finditer(page.text, start, end)]
    for first, last in columns if len(columns) > 1 else ():
        words = page.text[first:last]
        if sum(char.isalpha() for char in words) >= 3 and not is_country(words, page.lexicon):
            return first, last
    return start, end


def _behind_country(page: PageReading, start: int, end: int) -> int:
    """ "Italy: X", "Itálie – X", "Partner from Norway: X": what stands before the mark is no part of the name."""
    for mark in (_COLON, _DASH):
        match = mark.search(page.text, start, min(end, start + 48))
        if not match or match.end() >= end:
            continue
        before, after = page.text[start : match.start()], page.text[match.end() : end]
        if is_country(before, page.lexicon):
            return match.end()
        if mark is _COLON and is_organisation(after, page.lexicon) and not is_organisation(before, page.lexicon):
            return match.end()
    return start


def _role(page: PageReading, start: int, end: int) -> re.Match[str] | None:
    """ "(coordinator)", ", Norway (coordinator)", " – lead partner": a remark behind the name."""
    text = page.text
    for match in page.lexicon.cue("marked_lead").finditer(text, start + 2, end):
        opener = re.compile(r"\s{0,2}[(,–—:|\[-]\s{0,2}(?:project\s|the\s)?$").search(text, start + 1, match.start())
        after = text[match.end() : end].strip()
        if opener and (not after or after[0] in ")],;(–-"):
            return opener
    return None


def _name_of_sentence(page: PageReading, start: int, end: int) -> int:
    """ "Norrvik University (Norway) leads the project …": the name before the first word that is none of it."""
    stop = name_in_prose(page.text, start, end, page.lexicon)
    if stop > start and is_organisation(page.text[start:stop], page.lexicon) and _SAYS.match(page.text, stop, end + 1):
        return stop
    return start


def _before_description(page: PageReading, start: int, end: int) -> tuple[int, int]:
    """ "X – leads the work on Y", "X: models": the dash of a name has an organisation behind it."""
    text, lexicon = page.text, page.lexicon
    colon = _COLON.search(text, start + 2, end)
    if colon:
        end = colon.start()
        if " " in (head := text[start:end]) and not is_organisation(head, lexicon) and not head.istitle():
            return start, start  # "Letters of support: A, B"
    dash = _DASH.search(text, start + 2, end)
    if (
        dash
        and not is_organisation(text[dash.end() : end], lexicon)
        and not is_country(text[dash.end() : end], lexicon)
    ):
        head = text[start : dash.start()]
        if is_organisation(head, lexicon) or text[dash.end()].islower():
            end = dash.start()
    return start, end


def names_of_line(page: PageReading, start: int, end: int) -> list[Member]:
    """Return the names in one of several lines below a label: one, unless all that commas part are organisations."""
    text, lexicon = page.text, page.lexicon
    pieces = split_names(text, start, end, lexicon)
    known = all(
        is_organisation(text[first:last], lexicon) and not begins_department(text, first, lexicon)
        for first, last in pieces
    )
    if len(pieces) > 1 and known:
        return [Member(first, trim(text, first, cut_place(text, first, last, lexicon))[1]) for first, last in pieces]
    item = read_item(page, start, end)
    return [item] if item else []
