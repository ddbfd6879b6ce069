"""What a label names: the rest of its line, or the lines, cells, list items and headings that follow it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.labelling.label_words import entries_at_end, entries_of, is_label_line, labels_before, next_label
from extractors.text.lexicon import Lexicon, label_key
from extractors.text.lines import line_end
from schemas.document import Block, BlockKind
from schemas.vocabulary import LabelPhrase

SHORT = 120
"""Paragraphs below a heading are a list while none is longer."""
MAX_FOLLOWING = 12
"""A label without a value on its line names at most so many lines or list items after it."""
_OPEN_END = re.compile(r"(?:,|\s(?:a|i|and|&))\s?$")
LONG_LIST, LONGEST_SENTENCE = 40, 400
"""Of a list under a label of a field of many values so many items are read; a sentence that ends in it is so long."""
MANY = ("partners", "funders", "target_groups")
"""Fields of which a label names several values, each in a paragraph."""


def values_after(
    text: str, blocks: tuple[Block, ...], index: int, rest: tuple[int, int], lexicon: Lexicon
) -> Iterator[tuple[int, int]]:
    """Yield the rest of the line; where that is empty, the lines, cells or list items below."""
    block = blocks[index]
    value = trim_value(text, *rest)
    if value:
        stop = next_label(text, value[0], value[1], lexicon)
        trimmed = trim_value(text, value[0], stop)
        if trimmed:
            yield trimmed
        if stop == value[1]:
            yield from lines_on(text, block, value[1], lexicon)
        return
    more = list(lines_on(text, block, rest[1], lexicon))
    yield from more or values_below(text, blocks, index, lexicon)


def lines_on(text: str, block: Block, start: int, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """Yield the further lines of the block up to a blank line or the next label."""
    position = start
    for _ in range(MAX_FOLLOWING):
        if position >= block.end or not text.startswith("\n", position):
            return
        stop = line_end(text, position + 1, block.end)
        line = trim_value(text, position + 1, stop)
        if not line or is_label_line(text, line, lexicon):
            return
        yield line
        position = stop


def values_below(text: str, blocks: tuple[Block, ...], index: int, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """Yield the lines of the blocks after a label: one paragraph, or all items of a list, or a cell."""
    label = blocks[index]
    many = any(
        e.field in MANY
        for e in (
            *entries_of(text[label.start : label.end], lexicon),
            *entries_at_end(text[label.start : label.end], label, lexicon),
            *_entries_at_colon(text, label, lexicon),
        )
    )
    kind: BlockKind | None = None
    count = last = 0
    most = LONG_LIST if many else MAX_FOLLOWING
    for block in blocks[index + 1 : index + 1 + most * 2]:
        if block.kind in (BlockKind.FRONT_MATTER, BlockKind.META):
            return
        nested = block.kind is BlockKind.HEADING and label.kind is BlockKind.HEADING and block.level > label.level
        if nested and label_key(text[block.start : block.end]) in lexicon.countries:
            continue  # partners stand below the names of their countries
        if kind is BlockKind.HEADING and not nested and block.kind is not BlockKind.HEADING:
            continue  # what stands under each nested heading: an address, a link
        if block.kind is label.kind is BlockKind.HEADING and not nested and (kind is None or _goes_on(text, last)):
            line = trim_value(text, block.start, block.end)
            if not line or is_label_line(text, line, lexicon):
                return
            yield line  # in a text without marks each short line is a heading
            kind, last = block.kind, block.end
            continue
        if block.kind is BlockKind.HEADING and kind is None and _asks_for_value(text, label):
            line = trim_value(text, block.start, block.end)
            yield from [line] if line and not is_label_line(text, line, lexicon) else []
            return
        if (block.kind is BlockKind.HEADING and not nested) or (kind and block.kind is not kind):
            return
        if block.table != label.table and (block.table == 0 or label.table != 0):
            return
        if block.table and not label.table and kind is None:
            yield from _first_names(text, blocks, block, lexicon)
            return
        line = trim_value(text, block.start, block.end)
        if not line or is_label_line(text, (line[0], line_end(text, *line)), lexicon):
            return
        kind = block.kind
        yield from value_lines(text, *line)
        count += 1
        listed = (
            many
            and label.kind is BlockKind.HEADING
            and block.end - block.start <= SHORT
            and text[block.end - 1] not in ".:"
        )
        if (
            count >= (most if kind is BlockKind.LIST_ITEM else MAX_FOLLOWING)
            or kind is BlockKind.TABLE_CELL
            or (kind is BlockKind.PARAGRAPH and not listed)
        ):
            return


def _entries_at_colon(text: str, label: Block, lexicon: Lexicon) -> tuple[LabelPhrase, ...]:
    """Return the entries of the label that a sentence ends in: "… míří na tyto cílové skupiny:"."""
    if not _asks_for_value(text, label) or label.end - label.start > LONGEST_SENTENCE:
        return ()
    return next((entries for _, entries in labels_before(text, label.start, label.end - 1, lexicon)), ())


def _asks_for_value(text: str, label: Block) -> bool:
    """Say whether a paragraph is a label and its colon: in a text of short lines its value looks like a heading."""
    return label.kind is BlockKind.PARAGRAPH and text[label.end - 1] in ":："


def _goes_on(text: str, end: int) -> bool:
    """Say whether a line ends in the middle of a list: with a comma, or "a", "and"."""
    return _OPEN_END.search(text, max(0, end - 5), end) is not None


def _first_names(text: str, blocks: tuple[Block, ...], first: Block, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """Yield the first cell with words of each row of a table below a label; a row of heads labels its own columns."""
    row = 0
    for block in blocks:
        if block.table != first.table or block.start < first.start or block.row == row:
            continue
        words = text[block.start : block.end]
        if entries_of(words, lexicon) or block.label:
            return
        if sum(char.isalpha() for char in words) >= 3:
            row = block.row
            yield block.start, block.end


def value_lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the first lines of a stretch, each as a value."""
    position = start
    for _ in range(MAX_FOLLOWING):
        stop = line_end(text, position, end)
        line = trim_value(text, position, stop)
        if line:
            yield line
        position = stop + 1
        if position >= end:
            return


def trim_value(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return the stretch without blanks and marks of emphasis or columns at its ends; nothing if no more is there."""
    while start < end and text[start] in " \u00a0\t\n*_•|":
        start += 1
    while end > start and text[end - 1] in " \u00a0\t\n*_|":
        end -= 1
    return (start, end) if start < end else None
