"""Tables that set projects side by side: a label at the head of each row, a project in each further column.

They are turned, so that a row is a project and its heads are the labels; all rules for tables then read them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace

from extractors.labelling.label_words import entries_of
from extractors.text.lexicon import Lexicon
from schemas.document import Block

FEWEST = 3
"""So many rows, columns and different fields at the least; a smaller table is the form of one project."""
_NAMES = ("registration_number", "titles")
_FIGURES = ("registration_number", "start", "end", "period", "funding")
_DIGITS = re.compile(r"\d+")

Rows = dict[int, dict[int, Block]]


def turn(text: str, blocks: tuple[Block, ...], lexicon: Lexicon) -> tuple[tuple[Block, ...], frozenset[int]]:
    """Return the blocks with tables of that kind turned, and the numbers of those tables."""
    tables: dict[int, Rows] = defaultdict(lambda: defaultdict(dict))
    for block in blocks:
        if block.table:
            tables[block.table][block.row][block.column] = block
    turned = frozenset(number for number, rows in tables.items() if _side_by_side(text, rows, lexicon))
    forms = {number for number, rows in tables.items() if _is_headed_form(text, rows, lexicon)}
    if forms:
        blocks = tuple(_labelled(b, tables[b.table]) if b.table in forms else b for b in blocks)
    if not turned:
        return blocks, turned
    return tuple(_turned(b, tables[b.table]) if b.table in turned else b for b in blocks), turned


def _is_headed_form(text: str, rows: Rows, lexicon: Lexicon) -> bool:
    """Say whether a table of two columns whose first row is marked as heads is the form of one project all the same.

    Markdown marks the first row of every table: "| Název | Klíč |", "| Číslo | … |", "| Začátek | … |". Below the
    head of a column no labels stand, least of all those of several fields.
    """
    cells = [row[1] for row in rows.values() if 1 in row]
    if any(max(row) > 2 for row in rows.values()) or not any(cell.label for cell in cells):
        return False
    known = [fields for cell in cells if (fields := _fields(text, cell, lexicon))]
    if len(rows) < FEWEST and _fields(text, rows[min(rows)].get(2), lexicon):
        return False  # "| Partner | Grant |"
    return len(known) >= 2 and 2 * len(known) > len(cells) and len(set[str]().union(*known)) >= 2


def _labelled(block: Block, rows: Rows) -> Block:
    """Give the cell the label at the head of its row."""
    head = rows[block.row].get(1)
    return replace(block, label=(head.start, head.end) if head and head is not block else None)


def _turned(block: Block, rows: Rows) -> Block:
    head = rows[block.row].get(1)
    label = (head.start, head.end) if head and head is not block else None
    return replace(block, row=block.column, column=block.row, label=label)


def _side_by_side(text: str, rows: Rows, lexicon: Lexicon) -> bool:
    """Say whether the rows have labels of several fields, and their cells tell of different projects.

    A form in two languages repeats its number and dates; one with plan and outcome has one number and title.
    """
    if len(rows) < FEWEST or max(max(row) for row in rows.values()) < FEWEST or _heads_are_labels(text, rows, lexicon):
        return False
    fields: set[str] = set()
    named = figures = 0
    for row in rows.values():
        own = _fields(text, row.get(1), lexicon)
        cells = [text[cell.start : cell.end] for column, cell in row.items() if column > 1]
        if not own or len(cells) < 2:
            continue
        fields |= own
        digits = [tuple(_DIGITS.findall(cell)) for cell in cells if _DIGITS.search(cell)]
        figures += bool(own & {*_FIGURES}) and len(set(digits)) > 1
        named += bool(own & {*_NAMES}) and len(set(cells)) > 1 and len(set(digits)) != 1
    return len(fields) >= FEWEST and named > 0 and figures > 1


def _fields(text: str, cell: Block | None, lexicon: Lexicon) -> set[str]:
    if cell is None:
        return set()
    return {entry.field for entry in entries_of(text[cell.start : cell.end], lexicon)}


def _heads_are_labels(text: str, rows: Rows, lexicon: Lexicon) -> bool:
    """Say whether the first row names fields: each row below it is a project already."""
    return sum(bool(_fields(text, cell, lexicon)) for column, cell in rows[min(rows)].items() if column > 1) > 1
