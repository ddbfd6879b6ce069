"""Tables that lost their grid: the heads one a line, then the cells of each row one a line.

"Žadatel" / "Název projektu" / "Částka" / "Obec X" / "Nová knihovna" / "45 000 Kč" / "Spolek Y" / …: made cells again,
all rules for tables read them. How many lines a row has is told by a column of figures, codes or sums.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from extractors.text.lexicon import Lexicon, label_key
from schemas.document import Block, BlockKind

FEWEST_ROWS, FEWEST_LABELS, MOST_COLUMNS = 2, 2, 12
LONGEST_HEAD, LONGEST_CELL, UNKNOWN = 40, 300, 2
"""So many heads of a table may be no labels that we know, before the first and behind the last of those."""
_KINDS = (BlockKind.PARAGRAPH, BlockKind.HEADING)
_LINE = re.compile(r"[^\n]+")
_FIGURES = re.compile(r"[\d\s.,:/%–-]{1,30}")
_CODE = re.compile(r"(?=(?:\D{0,12}\d){3})(?!.{0,30}[^\W\d_]{8})\S[^\n]{2,30}")
_HEAD = re.compile(r"[^\W\d_][^\n.:;!?@]*")

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Shape:
    """Where the heads begin, how many they are, and how many lines belong to whole rows."""

    first: int
    columns: int
    rows: int


def with_cells(text: str, blocks: tuple[Block, ...], lexicon: Lexicon) -> tuple[Block, ...]:
    """Return the blocks with the lines of such tables as cells under their heads."""
    lines = [
        line.span()
        for block in blocks
        if block.kind in _KINDS and not block.table
        for line in _LINE.finditer(text, block.start, block.end)
        if not line[0].isspace()
    ]
    labels = [_fields(text, span, lexicon) for span in lines]
    table = max((block.table for block in blocks), default=0)
    position = 0
    while position < len(lines):
        run = _run(labels, position)
        shape = _shape(text, lines, labels, position, run) if run - position > 1 else None
        if shape is None:
            position = max(run, position + 1)
            continue
        table += 1
        blocks = _replaced(text, blocks, lines, shape, table)
        position = shape.first + shape.columns * (shape.rows + 1)
    return blocks


def _fields(text: str, span: Span, lexicon: Lexicon) -> frozenset[str]:
    """The fields that a line names if it is a head: short, without figures and marks."""
    if span[1] - span[0] > LONGEST_HEAD or not _HEAD.fullmatch(text, *span):
        return frozenset()
    return frozenset(entry.field for entry in lexicon.labels.get(label_key(text[slice(*span)]), ()))


def _run(labels: list[frozenset[str]], position: int) -> int:
    """Return the line behind the last label of the run that begins here; one head in it may be unknown.

    Labels and values that take turns are the form of one project.
    """
    if not labels[position]:
        return position
    end, unknown = position + 1, 0
    while end < len(labels) and end - position < MOST_COLUMNS:
        gap = not labels[end]
        if gap and (unknown or end - position < 2 or not all(labels[end + 1 : end + 2]) or end + 1 >= len(labels)):
            break
        unknown += gap
        end += 1
    return end


def _shape(text: str, lines: list[Span], labels: list[frozenset[str]], first: int, last: int) -> _Shape | None:
    """Return the table whose heads hold the labels from `first` to `last`: the one with the most rows alike."""
    named = [fields for fields in labels[first:last] if fields]
    if len(named) < FEWEST_LABELS or len(frozenset[str]().union(*named)) < FEWEST_LABELS:
        return None
    shapes = [
        _Shape(begin, end - begin, _rows(text, lines, labels, begin, end))
        for begin in range(max(0, first - UNKNOWN), first + 1)
        for end in range(last, min(len(lines), last + UNKNOWN) + 1)
        if all(_HEAD.fullmatch(text, *span) and span[1] - span[0] <= LONGEST_HEAD for span in lines[begin:end])
    ]
    likely = [shape for shape in shapes if shape.rows >= FEWEST_ROWS and shape.columns > 1]
    return max(likely, key=lambda shape: (shape.rows, shape.first, -shape.columns), default=None)


def _rows(text: str, lines: list[Span], labels: list[frozenset[str]], begin: int, end: int) -> int:
    """Count the rows below the heads that are alike: a column of theirs holds figures, codes or sums, others words.

    A label in a row tells that no table goes on there.
    """
    columns = end - begin
    first = [_kind(text, span) for span in lines[end : end + columns]]
    marked = {column for column, kind in enumerate(first) if kind != "words"}
    count = 0
    for start in range(end, len(lines) - columns + 1, columns):
        kinds = [_kind(text, span) for span in lines[start : start + columns]]
        marked &= {column for column, kind in enumerate(kinds) if kind == first[column]}
        spoilt = any(kind == "words" and kinds[column] == "code" for column, kind in enumerate(first))
        if any(labels[start : start + columns]) or "prose" in kinds or "words" not in kinds or not marked or spoilt:
            break
        count += 1
    return count


def _begun(text: str, lines: list[Span], shape: _Shape) -> int:
    """Count the lines of a last row that the text cuts off: its first is a code as those of the other rows."""
    start = shape.first + shape.columns * (shape.rows + 1)
    above = lines[start - shape.columns]
    left = len(lines) - start
    cut = 0 < left < shape.columns and _kind(text, above) == _kind(text, lines[start]) != "words"
    return left if cut else 0


def _kind(text: str, span: Span) -> str:
    if _FIGURES.fullmatch(text, *span):
        return "figures"
    if span[1] - span[0] > LONGEST_CELL:
        return "prose"
    return "code" if _CODE.fullmatch(text, *span) else "words"


def _replaced(text: str, blocks: tuple[Block, ...], lines: list[Span], shape: _Shape, table: int) -> tuple[Block, ...]:
    """Return the blocks with cells for the table's lines; what a block holds before or behind them stays."""
    count = min(shape.columns * (shape.rows + 1) + _begun(text, lines, shape), len(lines))
    heads = lines[shape.first : shape.first + shape.columns]
    own = lines[shape.first : shape.first + count]
    cells = [
        Block(
            BlockKind.TABLE_CELL, *_bare(text, span), table=table, row=place // shape.columns + 1,
            column=place % shape.columns + 1,
            label=_bare(text, heads[place % shape.columns]) if place >= shape.columns else None,
        )
        for place, span in enumerate(own)
    ]  # fmt: skip
    first, last = own[0][0], own[-1][1]
    found: list[Block] = []
    for block in blocks:
        if block.end <= first or block.start >= last:
            found.append(block)
            continue
        if block.start < first:
            found.append(replace(block, end=first - 1))
        if block.start <= first:
            found += cells
        if block.end > last:
            found.append(replace(block, start=last + 1))
    return tuple(found)


def _bare(text: str, span: Span) -> Span:
    """The line without the blanks at its ends."""
    words = text[slice(*span)]
    start = span[0] + len(words) - len(words.lstrip())
    return start, start + len(words.strip())
