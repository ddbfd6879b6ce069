"""Runs of labels and values that no colon parts: a label over each value, or in bold type before it.

"**Příjemce** Obec X", "Začátek" over "1. 5. 2020", a row of two boxes: made terms with their definitions, all rules for
those read them. One label alone may be a heading or the subject of a sentence; several below each other are a form.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extractors.labelling.label_values import MANY
from extractors.labelling.label_words import entries_of, is_label_line
from extractors.text.lexicon import Lexicon
from extractors.text.lines import lines
from schemas.document import Block, BlockKind
from schemas.vocabulary import LabelPhrase

LONGEST_LABEL, LONGEST_VALUE = 60, 300
SHORT = 120
"""So long may the value of a form's last heading be if more text follows."""
FEWEST = 2
_KINDS = (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM)
_BESIDE = " \u00a0\t–—-"
_FIGURES = ("start", "end", "period", "funding")
_SENTENCE = re.compile(r"[^\W\d_]{4}\.$")
LONGEST_NAME = 8
"""Of more words that end in a full stop, the last is hardly one cut short."""

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Unit:
    """Blocks that are labels and values in turn: the first, the one behind the last, the pairs, what they name.

    `level`: that of a heading.
    """

    first: int
    last: int
    pairs: tuple[tuple[Span, Span | None], ...]
    entries: tuple[LabelPhrase, ...]
    level: int = 0


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
            if wrapped and any(value and "\n" in text[slice(*value)] for _, value in unit.pairs):
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
        unit = _unit(text, blocks, index, emphasis, lexicon, run[-1].level if run else 0)
        if unit:
            run.append(unit)
        elif run and not (_may_be_unit(text, blocks[index], emphasis) or _is_item_below(blocks[index], run[-1])):
            yield from _forms(text, run)
            run = []
        index = unit.last if unit else index + 1
    yield from _forms(text, run)


def _forms(text: str, run: list[_Unit]) -> Iterator[list[_Unit]]:
    """Yield a run that is a form, without the headings at its end that are no labels and have no colon."""
    if run and _is_form(run):
        while not run[-1].entries and text[run[-1].pairs[0][0][1]] not in ":：":
            run.pop()
        yield run


def _is_item_below(block: Block, unit: _Unit) -> bool:
    return block.kind is BlockKind.LIST_ITEM and unit.pairs[-1][1] is None


def _is_form(run: list[_Unit]) -> bool:
    """Say whether a run names several things; of common words as headings ("Projects", "School") three must."""
    told = {(entry.field, entry.code) for unit in run for entry in unit.entries if entry.field != "contacts"}
    sure = any(not unit.level or not entry.weak for unit in run for entry in unit.entries)
    return len(told) >= FEWEST + (not sure)


def _may_be_unit(text: str, block: Block, emphasis: Sequence[Span]) -> bool:
    """Say whether a block may be a label that we do not know and its value: two short lines, or words in bold type."""
    if block.kind not in _KINDS or block.table or block.end - block.start > LONGEST_LABEL + LONGEST_VALUE:
        return False
    first = bisect_left(emphasis, (block.start, 0))
    if first < len(emphasis) and emphasis[first][0] == block.start:
        return True
    head, _, value = text[block.start : block.end].partition("\n")
    return 0 < len(head) <= LONGEST_LABEL and head[-1] not in ".:,;" and value != "" and "\n" not in value


def _unit(
    text: str, blocks: tuple[Block, ...], index: int, emphasis: Sequence[Span], lexicon: Lexicon, level: int
) -> _Unit | None:
    """Return the labels and values that begin with a block; `level` is that of headings which the run began with."""
    block = blocks[index]
    if block.kind is BlockKind.HEADING:
        return _headed(text, blocks, index, lexicon, level)
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


def _headed(text: str, blocks: tuple[Block, ...], index: int, lexicon: Lexicon, level: int) -> _Unit | None:
    """Return a heading that is a label and the short paragraph below it; of a list below it no more than the label.

    In a run of them, whose `level` is given, a label that we do not know stands at their level.
    """
    head = blocks[index]
    colon = text.endswith((":", "："), head.start, head.end)
    label = head.start, head.end - colon
    after = blocks[index + 1] if index + 1 < len(blocks) else None
    known = _is_label(text, label, lexicon)
    if after is None or after.table or not (known or (level == head.level and label[1] - label[0] <= LONGEST_LABEL)):
        return None
    if known and _is_sentence(text[after.start : after.end]):
        return None
    if _is_headed(text, blocks, index, level) and not is_label_line(text, (after.start, after.end), lexicon):
        pairs = ((label, (after.start, after.end)),)
        entries = _named(text, pairs, lexicon)
        listed = any(entry.field in MANY for entry in entries) and not _is_alone(blocks, index + 1)
        return None if listed else _Unit(index, index + 2, pairs, entries, head.level)
    if after.kind is BlockKind.LIST_ITEM if known else colon:
        return _Unit(index, index + 1, ((label, None),), _named(text, ((label, None),), lexicon), head.level)
    return None


def _is_headed(text: str, blocks: tuple[Block, ...], index: int, level: int) -> bool:
    """Say whether a heading stands over one short paragraph alone: text that goes on is a section, but for the last.

    In a text without marks that paragraph is a heading as well.
    """
    head, below = blocks[index : index + 2]
    alone = _is_alone(blocks, index + 1)
    unmarked = below.kind is BlockKind.HEADING and alone and below.level == head.level
    if (below.kind is not BlockKind.PARAGRAPH and not unmarked) or "\n" in text[below.start : below.end]:
        return False
    told = _is_sentence(text[below.start : below.end])
    last = level == head.level and below.end - below.start <= SHORT and not told
    return below.end - below.start <= LONGEST_VALUE and (alone or last)


def _is_sentence(words: str) -> bool:
    """Say whether words end as a sentence does, and not as the name of a body: "Obec X, p. o."."""
    return words.endswith(".") and (len(words.split()) > LONGEST_NAME or _SENTENCE.search(words) is not None)


def _is_alone(blocks: tuple[Block, ...], index: int) -> bool:
    """Say whether a heading, or nothing, follows."""
    return index + 1 >= len(blocks) or blocks[index + 1].kind is BlockKind.HEADING


def _named(text: str, pairs: tuple[tuple[Span, Span | None], ...], lexicon: Lexicon) -> tuple[LabelPhrase, ...]:
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


def _defined(block: Block, pairs: tuple[tuple[Span, Span | None], ...]) -> Iterator[Block]:
    for label, value in pairs:
        yield replace(block, kind=BlockKind.TERM, start=label[0], end=label[1])
        if value:
            yield replace(block, kind=BlockKind.DEFINITION, start=value[0], end=value[1], label=label)
