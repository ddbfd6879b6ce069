"""Runs of labels and values that no colon parts: a label over each value, or in bold type before it.

"**Příjemce** Obec X", "Začátek" over "1. 5. 2020", a row of two boxes: made terms with their definitions, all rules for
those read them. One label alone may be a heading or the subject of a sentence; several below each other are a form.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extractors.labelling.label_words import entries_of, is_label_line
from extractors.text.lexicon import Lexicon
from extractors.text.lines import lines
from schemas.document import Block, BlockKind
from schemas.vocabulary import LabelPhrase

LONGEST_LABEL, LONGEST_VALUE = 60, 300
FEWEST = 2
_KINDS = (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM)
_BESIDE = " \u00a0\t–—-"
_FIGURES = ("start", "end", "period", "funding")

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Unit:
    """Blocks that are labels and values in turn: the first, the one behind the last, the pairs, what they name."""

    first: int
    last: int
    pairs: tuple[tuple[Span, Span], ...]
    entries: tuple[LabelPhrase, ...]


def with_terms(
    text: str, blocks: tuple[Block, ...], emphasis: Sequence[Span], lexicon: Lexicon, wrapped: bool
) -> tuple[Block, ...]:
    """Return the blocks with the labels of such runs as terms and their values as definitions.

    `wrapped`: lines may be broken for their length; several are then no several values, and stay as they are.
    """
    made: list[Block] = []
    kept = 0
    for run in _runs(text, blocks, emphasis, lexicon):
        for unit in run:
            if wrapped and any("\n" in text[slice(*value)] for _, value in unit.pairs):
                continue
            made += blocks[kept : unit.first]
            made += _defined(blocks[unit.first], unit.pairs)
            kept = unit.last
    return (*made, *blocks[kept:]) if kept else blocks


def _runs(text: str, blocks: tuple[Block, ...], emphasis: Sequence[Span], lexicon: Lexicon) -> Iterator[list[_Unit]]:
    """Yield the units that follow each other, where they name several things; an unknown label does not end a run."""
    run: list[_Unit] = []
    index = 0
    while index < len(blocks):
        unit = _unit(text, blocks, index, emphasis, lexicon)
        if unit:
            run.append(unit)
        elif run and not _may_be_unit(text, blocks[index], emphasis):
            yield from [run] if _is_form(run) else []
            run = []
        index = unit.last if unit else index + 1
    yield from [run] if run and _is_form(run) else []


def _is_form(run: list[_Unit]) -> bool:
    told = {(entry.field, entry.code) for unit in run for entry in unit.entries if entry.field != "contacts"}
    return len(told) >= FEWEST


def _may_be_unit(text: str, block: Block, emphasis: Sequence[Span]) -> bool:
    """Say whether a block may be a label that we do not know and its value: two short lines, or words in bold type."""
    if block.kind not in _KINDS or block.table or block.end - block.start > LONGEST_LABEL + LONGEST_VALUE:
        return False
    first = bisect_left(emphasis, (block.start, 0))
    if first < len(emphasis) and emphasis[first][0] == block.start:
        return True
    head, _, value = text[block.start : block.end].partition("\n")
    return 0 < len(head) <= LONGEST_LABEL and head[-1] not in ".:,;" and value != "" and "\n" not in value


def _unit(text: str, blocks: tuple[Block, ...], index: int, emphasis: Sequence[Span], lexicon: Lexicon) -> _Unit | None:
    block = blocks[index]
    if block.kind not in _KINDS or block.table or block.label or block.end - block.start > 12 * LONGEST_VALUE:
        return None
    own = [span for span in lines(text, block.start, block.end) if text[slice(*span)].strip()]
    pairs = _in_turn(text, own, lexicon) or _bold(text, own, emphasis, lexicon)
    if pairs:
        return _Unit(index, index + 1, pairs, _named(text, pairs, lexicon))
    after = blocks[index + 1] if len(own) == 1 and index + 1 < len(blocks) else None
    if after is None or after.kind is not block.kind or after.table or not _is_pair(text, own[0], after, lexicon):
        return None
    pairs = ((own[0], (after.start, after.end)),)
    return _Unit(index, index + 2, pairs, _named(text, pairs, lexicon))


def _named(text: str, pairs: tuple[tuple[Span, Span], ...], lexicon: Lexicon) -> tuple[LabelPhrase, ...]:
    return tuple(entry for label, _ in pairs for entry in entries_of(text[slice(*label)], lexicon)[:1])


def _is_pair(text: str, label: Span, value: Block, lexicon: Lexicon) -> bool:
    short = value.end - value.start <= LONGEST_VALUE and "\n" not in text[value.start : value.end]
    return short and _is_label(text, label, lexicon) and not is_label_line(text, (value.start, value.end), lexicon)


def _is_label(text: str, span: Span, lexicon: Lexicon) -> bool:
    words = text[slice(*span)]
    return len(words) <= LONGEST_LABEL and not words.endswith((":", "：")) and bool(entries_of(words, lexicon))


def _in_turn(text: str, own: list[Span], lexicon: Lexicon) -> tuple[tuple[Span, Span], ...]:
    """Return the lines of a block as pairs: each label with the lines below it, up to the next."""
    if len(own) < 2 or any(end - start > LONGEST_VALUE for start, end in own) or not _is_label(text, own[0], lexicon):
        return ()
    pairs: list[tuple[Span, Span]] = []
    begin = 0
    for index in range(1, len(own) + 1):
        if index == len(own) or _is_label(text, own[index], lexicon):
            if index == begin + 1 or is_label_line(text, own[begin + 1], lexicon):
                return ()
            pairs.append((own[begin], (own[begin + 1][0], own[index - 1][1])))
            begin = index
    return tuple(pairs)


def _bold(text: str, own: list[Span], emphasis: Sequence[Span], lexicon: Lexicon) -> tuple[tuple[Span, Span], ...]:
    """Return the lines of a block as pairs if each begins with a label in bold type that its value follows."""
    pairs: list[tuple[Span, Span]] = []
    for start, end in own:
        first = bisect_left(emphasis, (start, 0))
        label = emphasis[first] if first < len(emphasis) else (end, end)
        value = end - len(text[label[1] : end].lstrip(_BESIDE)), end
        if label[0] != start or label[1] >= value[0] or not _follows(text, label, value, lexicon):
            return ()
        pairs.append((label, value))
    return tuple(pairs)


def _follows(text: str, label: Span, value: Span, lexicon: Lexicon) -> bool:
    """Say whether a value stands behind a label, not the sentence that begins with it: "**Příjemce** musí …"."""
    start, end = value
    if start >= end or end - start > LONGEST_VALUE or text[start] == ":" or not _is_label(text, label, lexicon):
        return False
    if text[label[1] - 1] == text[end - 1] == ".":
        return False  # "**Who.** Glassworks and the town."
    fields = {entry.field for entry in entries_of(text[slice(*label)], lexicon)}
    return not text[start].islower() or (bool(fields & {*_FIGURES}) and any(map(str.isdigit, text[start : start + 16])))


def _defined(block: Block, pairs: tuple[tuple[Span, Span], ...]) -> Iterator[Block]:
    for label, value in pairs:
        yield replace(block, kind=BlockKind.TERM, start=label[0], end=label[1])
        yield replace(block, kind=BlockKind.DEFINITION, start=value[0], end=value[1], label=label)
