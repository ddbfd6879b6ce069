"""Tables of which each row has become a line: "Rok Akce Náklady Dotace", then "2019 Nová pumpa 80 000 50 000".

The heads are labels that fill a line. Below it a row is a year or its place in the list, words, as many sums as there
are heads of sums, and words; where two columns of words stand side by side, nothing tells where the first ends.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from extractors.text.lexicon import Lexicon, label_key
from schemas.document import Block, BlockKind

FEWEST_ROWS, FEWEST_LABELS, LONGEST_HEADS, LONGEST_ROW, LONGEST_LABEL = 3, 3, 140, 300, 4
SHARE = 0.7
"""So many of the lines below the heads are rows."""
_KINDS = (BlockKind.PARAGRAPH, BlockKind.HEADING)
_LINE = re.compile(r"[^\n]+")
_WORD = re.compile(r"[^\s|]+")
_HEADS = re.compile(r"[^\n.:;!?@\d]+(?:\.\s[^\n.:;!?@\d]+)?")
_UNIT = re.compile(r"\([^()]{1,20}\)|v|in|Kč|CZK|EUR|€")
_FIRST = re.compile(r"\s*(?P<cell>(?:19|20)\d\d|\d{1,3}\.?)\s+(?=\D)")
_FIGURES = re.compile(r"(?<!\S)\d{1,3}(?:[ \u00a0]{1,4}\d{1,3})+(?!\S)")
_THOUSANDS = re.compile(r"\d{1,3}[ \u00a0]\d{3}")
_GROUP = re.compile(r"\d+")
_GAP = re.compile(r"[ \u00a0]{2,}")

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Heads:
    """The heads of a table with what their columns hold, in order."""

    spans: list[Span]
    kinds: list[str]

    @property
    def first(self) -> int:
        """How many columns stand before the words: one of years or places, or none."""
        return int(self.kinds[0] == "figure")


def with_rows(text: str, blocks: tuple[Block, ...], lexicon: Lexicon) -> tuple[Block, ...]:
    """Return the blocks with the parts of such lines as cells under their heads."""
    table = max((block.table for block in blocks), default=0)
    found: list[Block] = []
    for block in blocks:
        parts = _parted(text, block, lexicon, table + 1) if block.kind in _KINDS and not block.table else []
        table += bool(parts)
        found += parts or [block]
    return tuple(found)


def _parted(text: str, block: Block, lexicon: Lexicon, table: int) -> list[Block]:
    """Return what stands before the heads, the cells, and what stands behind the last row; nothing without a table."""
    if text.count("\n", block.start, block.end) < FEWEST_ROWS:
        return []
    lines = [line.span() for line in _LINE.finditer(text, block.start, block.end)]
    for at in range(len(lines) - FEWEST_ROWS):
        heads = _heads(text, lines[at], lexicon)
        if heads is None:
            continue
        rows = [_row(text, line, heads) for line in lines[at + 1 :]]
        while rows and not rows[-1]:
            rows.pop()
        if sum(map(bool, rows)) >= max(FEWEST_ROWS, SHARE * len(rows)):
            return _blocks(block, lines, at, heads, rows, table)
    return []


def _blocks(
    block: Block, lines: list[Span], at: int, heads: _Heads, rows: list[dict[int, Span]], table: int
) -> list[Block]:
    found = [replace(block, end=lines[at - 1][1])] if at else []
    cell = Block(BlockKind.TABLE_CELL, *heads.spans[0], table=table, row=1, column=1)
    found += [replace(cell, start=a, end=b, column=n) for n, (a, b) in enumerate(heads.spans, 1)]
    for turn, row in enumerate(filter(None, rows), 2):
        found += [
            replace(cell, start=a, end=b, row=turn, column=n + 1, label=heads.spans[n]) for n, (a, b) in row.items()
        ]
    behind = lines[at + 1 + len(rows) :]
    return [*found, replace(block, start=behind[0][0])] if behind else found


def _heads(text: str, line: Span, lexicon: Lexicon) -> _Heads | None:
    """Return the heads that fill a line, if it may head rows that can be parted again."""
    if line[1] - line[0] > LONGEST_HEADS or not _HEADS.fullmatch(text, *line):
        return None
    words = [word.span() for word in _WORD.finditer(text, *line)]
    spans: list[Span] = []
    kinds: list[str] = []
    position = 0
    while position < len(words):
        stop, kind = _label(text, words, position, lexicon)
        if spans and (
            kind == "more" or (kind == kinds[-1] == "words" and not _known(text, words, position, stop, lexicon))
        ):
            spans[-1] = (spans[-1][0], words[stop - 1][1])
        else:
            spans.append((words[position][0], words[stop - 1][1]))
            kinds.append("words" if kind == "more" else kind)
        position = stop
    known = sum(bool(lexicon.labels.get(label_key(text[slice(*span)]))) for span in spans)
    shape = "".join(kind[0] for kind in kinds)
    return _Heads(spans, kinds) if known >= FEWEST_LABELS and re.fullmatch(r"f?ws{1,3}w?", shape) else None


def _label(text: str, words: list[Span], position: int, lexicon: Lexicon) -> tuple[int, str]:
    """Return the word behind the longest label that begins here, and what its column holds."""
    if _UNIT.fullmatch(text, *words[position]) or text[words[position][0]] == "/":
        return min(len(words), position + 1 + (text[words[position][0]] == "/")), "more"
    for stop in range(min(len(words), position + LONGEST_LABEL), position, -1):
        fields = {e.field for e in lexicon.labels.get(label_key(text[words[position][0] : words[stop - 1][1]]), ())}
        if fields:
            return stop, "sum" if "funding" in fields else "figure" if fields & {"period"} else "words"
    return position + 1, "figure" if lexicon.cue("ordinal_head").fullmatch(text, *words[position]) else "words"


def _known(text: str, words: list[Span], position: int, stop: int, lexicon: Lexicon) -> bool:
    return bool(lexicon.labels.get(label_key(text[words[position][0] : words[stop - 1][1]])))


def _row(text: str, line: Span, heads: _Heads) -> dict[int, Span]:
    """Return the cells of a row by column, from 0; nothing if the line is none."""
    start, end = line
    if end - start > LONGEST_ROW:
        return {}
    cells: dict[int, Span] = {}
    first = _FIRST.match(text, start, end) if heads.first else None
    if first:
        cells[0] = first.span("cell")
        start = first.end()
    figures = [run for run in _FIGURES.finditer(text, start, end) if _THOUSANDS.match(run[0])]
    if not figures or not any(map(str.isalpha, text[start : figures[-1].start()])):
        return {}
    run = figures[-1]
    cells[heads.first] = _bare(text, start, run.start())
    sums = _sums(text, run, heads.kinds.count("sum"))
    if not sums:
        return {}
    cells |= {heads.first + 1 + place: span for place, span in sums.items()}
    if heads.kinds[-1] == "words" and any(map(str.isalpha, text[run.end() : end])):
        cells[len(heads.spans) - 1] = _bare(text, run.end(), end)
    return cells


def _sums(text: str, run: re.Match[str], columns: int) -> dict[int, Span]:
    """Part figures into as many sums, as equal in length as can be; of one sum a gap beside it tells its column."""
    groups = [group.span() for group in _GROUP.finditer(text, *run.span())]
    if columns == 1:
        return {0: run.span()}
    starts = [i for i, (a, b) in enumerate(groups) if i and (b - a < 3 or text[a] != "0")]
    forced = [i for i in starts if groups[i][1] - groups[i][0] < 3]
    if len(groups) < 2 * columns - 1 and not forced:
        return _lone(text, run, columns)
    cuts = forced or sorted(starts, key=lambda i: abs(2 * i - len(groups)))[:1]
    if len(cuts) != columns - 1:
        return {}
    bounds = [0, *cuts, len(groups)]
    return {n: (groups[a][0], groups[b - 1][1]) for n, (a, b) in enumerate(pairwise(bounds))}


def _lone(text: str, run: re.Match[str], columns: int) -> dict[int, Span]:
    if _GAP.match(text[max(0, run.start() - 2) : run.start()]):
        return {columns - 1: run.span()}
    return {0: run.span()} if _GAP.match(text, run.end()) else {}


def _bare(text: str, start: int, end: int) -> Span:
    words = text[start:end]
    first = start + len(words) - len(words.lstrip())
    return first, first + len(words.strip())
