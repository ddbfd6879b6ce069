"""Labels side by side on one line, and their values side by side on the next: "Title | Number" over "Bees | CZ.06.2…".

So posters and leaflets set them; in the text of a PDF a tab stands between two that are on one line.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise

from extractors.text.lines import lines
from schemas.document import Block, BlockKind
from schemas.vocabulary import LabelPhrase

FEWEST = 2

Span = tuple[int, int]
Pair = tuple[LabelPhrase, int, int, Span]
"""The label's entry, its start and end, and the span of its value."""


def find_rows(
    text: str, blocks: tuple[Block, ...], entries: Callable[[str], tuple[LabelPhrase, ...]]
) -> Iterator[tuple[Span, list[Pair]]]:
    """Yield each line of labels alone that as many values follow, with its pairs."""
    if "\t" not in text:
        return
    for above, below in pairwise(_lines(text, blocks)):
        if text.find("\t", *above) < 0:
            continue
        labels, values = _cells(text, *above), _cells(text, *below)
        if len(labels) < FEWEST or len(labels) != len(values):
            continue
        named = [entries(text[start:end]) for start, end in labels]
        if all(named) and not any(entries(text[start:end]) for start, end in values):
            yield (
                above,
                [
                    (entry, *label, value)
                    for label, value, found in zip(labels, values, named, strict=True)
                    for entry in found
                ],
            )


def _lines(text: str, blocks: tuple[Block, ...]) -> Iterator[Span]:
    for block in blocks:
        if not block.table and block.kind not in (BlockKind.META, BlockKind.FRONT_MATTER):
            yield from lines(text, block.start, block.end)


def _cells(text: str, start: int, end: int) -> list[Span]:
    """The parts of a line between its tabs, without blanks."""
    cells: list[Span] = []
    for words in text[start:end].split("\t"):
        first = start + len(words) - len(words.lstrip())
        if words.strip():
            cells.append((first, first + len(words.strip())))
        start += len(words) + 1
    return cells
