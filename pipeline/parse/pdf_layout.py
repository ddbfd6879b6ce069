"""Cut the lines of a PDF page into blocks: headings, paragraphs, list items, rows of ruled tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import sub
from typing import NamedTuple

from pipeline.parse.pdf_columns import in_reading_order
from pipeline.parse.pdf_frame import RIGHT
from pipeline.parse.pdf_panels import in_panels
from pipeline.parse.pdf_words import TextLine, Word, lines_of
from schemas.document import BlockKind, Box

_BULLETS = frozenset("•◦‣▪●○■□➢►·*✓✔")
_DASHES = frozenset("-–—")
_NUMBERED = re.compile(r"\(?\d{1,2}[.)]|[a-z]\)")
_PAGE_NUMBER = re.compile(r"(?:[-–—] ?)?\d{1,4}(?: ?/ ?\d{1,4})?(?: ?[-–—])?")
# Looked at on slides and calls of ten sources: headings are a fifth larger than the text and more, and
# within a paragraph letters differ by less than a sixth.
_LARGER = 1.18
_SIZE_CHANGE = 0.16
_HEADING_LINES = 4
_HEADING_CHARS = 250
# Blank between two lines, in heights of a line: above it a paragraph ends.
_LOOSE = 0.75


class Cell(NamedTuple):
    """A cell of a ruled table: its words' lines and its row and column, from 1."""

    lines: tuple[TextLine, ...]
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class RuledTable:
    """A table that lines or boxes were drawn round."""

    box: Box
    cells: tuple[Cell, ...]


class Piece(NamedTuple):
    """A block to be: its lines and what it is. outside tables the numbers are 0.

    `columns` is how many columns the table has.
    """

    kind: BlockKind
    lines: tuple[TextLine, ...]
    level: int = 0
    table: int = 0
    row: int = 0
    column: int = 0
    columns: int = 0


def lay_out(words: Sequence[Word], tables: Sequence[RuledTable], panels: Sequence[Box] = ()) -> list[Piece]:
    """Return the pieces of a page in reading order; each table stands where it begins.

    `panels` are boxes round text and tables, as pdf_panels finds them. Text that does not run from left to right
    comes last: it is a note at the side, or the name of an axis.
    """
    body = _body_height(words)
    tables = sorted(tables, key=lambda item: item.box[1])
    owner = {id(word): number for number, table in enumerate(tables, 1) for word in _words_of(table)}
    pieces: list[Piece] = []
    written: set[int] = set()
    for part in in_panels([word for word in words if word.way == RIGHT], panels):
        mine = sorted({owner[id(word)] for word in part if id(word) in owner} - written)
        written.update(mine)
        free = [word for word in part if id(word) not in owner]
        for number in mine:
            table = tables[number - 1]
            pieces.extend(_flow([word for word in free if word.middle < table.box[1]], body))
            free = [word for word in free if word.middle >= table.box[1]]
            width = max(cell.column for cell in table.cells)
            pieces.extend(
                Piece(BlockKind.TABLE_CELL, cell.lines, 0, number, cell.row, cell.column, width) for cell in table.cells
            )
        pieces.extend(_flow(free, body))
    for way in sorted({word.way for word in words} - {RIGHT}):
        pieces.extend(_flow([word for word in words if word.way == way], body))
    return pieces


def _words_of(table: RuledTable) -> Iterator[Word]:
    for cell in table.cells:
        for line in cell.lines:
            yield from line.words


def cell_lines(words: Sequence[Word]) -> tuple[TextLine, ...]:
    """Return the lines of a cell's words."""
    return tuple(lines_of(words))


def _body_height(words: Sequence[Word]) -> float:
    """Return the height of the page's running text: the median over its letters."""
    if not words:
        return 0.0
    texts, _, tops, _, bottoms, *_ = zip(*words, strict=True)
    heights: dict[float, int] = {}
    for height, letters in zip(map(sub, bottoms, tops), map(len, texts), strict=True):
        heights[height] = heights.get(height, 0) + letters
    half = sum(heights.values()) / 2
    for height, letters in sorted(heights.items()):
        half -= letters
        if half <= 0:
            return height
    return 0.0


def _flow(words: list[Word], body: float) -> list[Piece]:
    return [_piece(group, body) for lines in in_reading_order(words) for group in _groups(lines)]


def _groups(lines: list[TextLine]) -> Iterator[list[TextLine]]:
    """Yield runs of lines that belong to one block."""
    group = lines[:1]
    for line in lines[1:]:
        if _parts(group, line):
            yield group
            group = []
        group.append(line)
    yield group


def _parts(group: list[TextLine], line: TextLine) -> bool:
    """Return whether `line` begins a new block after `group`."""
    last = group[-1]
    high, low = (last.height, line.height) if last.height > line.height else (line.height, last.height)
    gap = line.top - last.bottom
    usual = last.top - group[-2].bottom if len(group) > 1 else gap
    if gap > high * _LOOSE or gap > usual + high * 0.35 or gap < -high:
        return True
    return high - low > high * _SIZE_CHANGE or _begins_item(line)


def bulleted(line: TextLine) -> bool:
    """Return whether `line` begins with a bullet. A dash before a digit is the middle of a range."""
    if len(line.words) < 2:
        return False
    first, second = line.words[:2]
    sign = first[0]
    if len(sign) > 1:
        return False
    if sign in _DASHES:
        return not second.text[:1].isdigit()
    if sign == "o":
        # A preposition at the head of a line stands nearer to its noun than a bullet to its item.
        return second.x0 - first.x1 > line.height * 0.6
    # Symbol fonts put their bullets into the private use area.
    return sign in _BULLETS or "\ue000" <= sign <= "\uf8ff"


def _begins_item(line: TextLine) -> bool:
    """Return whether `line` begins with a bullet, or with `1.` or `a)` and a word."""
    if len(line.words) < 2 or bulleted(line):
        return bulleted(line)
    first, second = line.words[0][0], line.words[1][0]
    return first.endswith((".", ")")) and bool(_NUMBERED.fullmatch(first)) and second[:1].isalpha()


def _piece(group: list[TextLine], body: float) -> Piece:
    height = max(line.height for line in group)
    if _begins_item(group[0]):
        return Piece(BlockKind.LIST_ITEM, tuple(group), 1)
    larger = height > body * _LARGER and len(group) <= _HEADING_LINES
    if larger and sum(len(line.text) for line in group) <= _HEADING_CHARS:
        return Piece(BlockKind.HEADING, tuple(group), 1 if height > body * 1.5 else 2)
    return Piece(BlockKind.PARAGRAPH, tuple(group))


def repeated_key(line: TextLine, page_height: float) -> tuple[str, int, bool]:
    """Return what makes a line the same on two pages: its text, its place, whether that is a margin.

    Digits are alike in the margins alone: "Aktivita 1" and "Aktivita 2" in the body are two texts.
    """
    margin = _in_margin(line, page_height)
    text = re.sub(r"\d+", "#", line.text) if margin else line.text
    return text, round(line.top / 6), margin


def is_page_number(line: TextLine) -> bool:
    """Return whether a line in a margin is `3`, `- 3 -` or `3/8`."""
    return bool(_PAGE_NUMBER.fullmatch(line.text))


def _in_margin(line: TextLine, page_height: float) -> bool:
    if line.words[0].way != RIGHT:
        return False
    return line.bottom < page_height * 0.1 or line.top > page_height * 0.9
