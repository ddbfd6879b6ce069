"""Columns of payers in tables of projects, told by their head ("Poskytovatel / program") or by what stands in them.

Below the head of payers an acronym or a body that no list knows is a payer too.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from extractors.bodies.name_lists import split_names
from extractors.bodies.names import has_organisation_word, is_person, trim
from extractors.text.letters import CAPITAL
from extractors.text.lexicon import Phrase, label_key
from extractors.text.reading import PageReading
from schemas.document import Block, BlockKind

Payer = tuple[int, int, str]
"""Start and end of the name, and the code of a known payer."""
LONGEST = 120
"""A longer cell is a description."""
LEAST_KNOWN = 2
"""A column without a head of payers is theirs if it has so many known ones, and no fewer than of other things."""
SHARE_OF_CELL = 0.6
_PARTS = re.compile(r"\s?[/,;|(]\s?|\s(?:a|and|und)\s")
_ASIDE = re.compile(r"\s?[(\n]|\s[–-]\s")
_ACRONYM = re.compile(rf"[{CAPITAL}][{CAPITAL}&-]{{1,9}}(?:\s(?:ČR|CR|SR|UK))?")
REGION = re.compile(r"(?:\bkraj|\bRegion|kraje)\b", re.IGNORECASE)


def in_columns(page: PageReading) -> Iterator[Payer]:
    """Yield the payers of all tables that have a column of titles, numbers or purposes."""
    for cells in _tables(page):
        heads = _heads(page, cells)
        if cells[0].table in page.lists or any(_names_projects(page, head) for head in heads.values()):
            below = _below(cells)
            for column in _payer_columns(page, below, heads):
                for cell in below[column]:
                    yield from _named_in(page, cell)


def _tables(page: PageReading) -> list[list[Block]]:
    found: dict[int, list[Block]] = defaultdict(list)
    for block in page.blocks:
        if block.kind is BlockKind.TABLE_CELL and block.table:
            found[block.table].append(block)
    return [cells for cells in found.values() if cells[-1].row > 1]


def _heads(page: PageReading, cells: list[Block]) -> dict[int, str]:
    return {c.column: page.text[c.start : c.end] for c in reversed(cells) if c.row == 1}


def _below(cells: list[Block]) -> defaultdict[int, list[Block]]:
    """The cells below the heads, by column: a table of a thousand columns is gone through once."""
    found: defaultdict[int, list[Block]] = defaultdict(list)
    for cell in cells:
        if cell.row > 1:
            found[cell.column].append(cell)
    return found


def _names_projects(page: PageReading, head: str) -> bool:
    key = label_key(head)
    fields = {entry.field for entry in page.lexicon.labels.get(key, ())}
    return bool(fields & {"titles", "registration_number"} or page.lexicon.cue("purpose_column").fullmatch(key))


def _payer_columns(page: PageReading, below: defaultdict[int, list[Block]], heads: dict[int, str]) -> list[int]:
    cue, vague = page.lexicon.cue("payer_column"), page.lexicon.cue("payer_column_vague")
    told = [c for c, head in heads.items() if any(cue.fullmatch(label_key(part)) for part in _PARTS.split(head))]
    told = [c for c in told if not vague.fullmatch(label_key(heads[c])) or _names_payers(page, below[c], heads)]
    unlabelled = (c for c, head in heads.items() if not page.lexicon.labels.get(label_key(head)))
    return told or [c for c in unlabelled if _mostly_payers(page, below[c])]


def _names_payers(page: PageReading, cells: list[Block], heads: dict[int, str]) -> bool:
    """Say whether a column below "who" or "source" is one of payers: beside sums, or with a known payer in it."""
    sums = page.lexicon.cue("sum_column")
    beside = any(sums.fullmatch(label_key(head)) for head in heads.values())
    return beside or any(_is_payer(page, cell) for cell in cells)


def _mostly_payers(page: PageReading, cells: list[Block]) -> bool:
    """Say whether known payers fill half of a column; regions may be where the projects are."""
    filled = [c for c in cells if any(map(str.isalpha, page.text[c.start : c.end]))]
    known = sum(_is_payer(page, cell) for cell in filled)
    return known >= LEAST_KNOWN and 2 * known >= len(filled)


def _is_payer(page: PageReading, cell: Block) -> bool:
    phrases = [p for p in page.phrases_within(cell.start, cell.end) if p.kind == "funder" and p.end <= cell.end]
    covered = sum(p.end - p.start for p in phrases)
    regions = any(REGION.search(page.text, p.start, p.end) for p in phrases)
    return not regions and covered >= SHARE_OF_CELL * (cell.end - cell.start)


def _named_in(page: PageReading, cell: Block) -> Iterator[Payer]:
    """The known payers of a cell, and other bodies beside them; a programme alone names no payer."""
    if cell.end - cell.start > LONGEST or page.lexicon.cue("row_total").match(page.text, cell.start, cell.end):
        return
    paid: list[int] = []
    for start, end in split_names(page.text, cell.start, cell.end, page.lexicon):
        phrases = page.phrases_over(start, end)
        known = [p for p in phrases if p.kind == "funder" and (p.sure or p.start == start)]
        yield from ((p.start, p.end, p.code) for p in known)
        aside = _ASIDE.search(page.text, start, end)
        begin, stop = trim(page.text, start, aside.start() if aside else end)
        beside = any(last <= start for last in paid)
        if not known and not _programme(phrases) and _names_body(page, page.text[begin:stop], not beside):
            yield begin, stop, ""
        paid += [p.end for p in known]


def _programme(phrases: list[Phrase]) -> bool:
    return any(p.kind == "programme" for p in phrases)


def _names_body(page: PageReading, words: str, acronym: bool) -> bool:
    """Say whether words name a body; behind a known payer of the cell an acronym is its programme's."""
    if not acronym and _ACRONYM.fullmatch(words):
        return False
    if _ACRONYM.fullmatch(words):
        return True
    shown = words[:1].isupper() and has_organisation_word(words, page.lexicon)
    return shown and not is_person(words, page.lexicon)
