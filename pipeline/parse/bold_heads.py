"""A short paragraph in bold type that stands over text is a heading: the tree is changed as if its author had said so.

Whether heads are marked, or set in bold type, is a habit of who writes; what a section is must not hang on it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from pipeline.parse.element import Element, Unread
from pipeline.parse.markup import BLOCKS, BOLD, HEADINGS, names_of
from pipeline.parse.tree import Tree

LONGEST, DEEPEST = 90, 6
FULL_CELL = 200
"""A cell with so much text is a part of the page; in a smaller one a bold line is a value."""
_PARAGRAPHS = names_of("p div")
_CELLS = names_of("td th")
# What is bold there is the first word of an entry, a term or what a picture shows.
_NO_PLACE = names_of("li dt dd th caption figcaption summary legend address")
# A sentence, a list that goes on, an address; what ends in a colon is a label and not a head.
_NO_HEAD = re.compile(r"[\n\t@]|://|[,;:…]$|[^\W\d_]{4}\.$|\d\.$")


@dataclass(frozen=True, slots=True)
class _Line:
    """Text between two tags of blocks.

    `paragraph` is the element that holds this text and no other, if it may be a head there. `cell` is the id of the
    cell of a table that it stands in, or 0, `level` that of the heading that it is, or 0.
    """

    text: str
    bold: bool
    paragraph: Element | None
    cell: int
    level: int


@dataclass(slots=True)
class _Lines:
    """Collects the texts of a tree in their order."""

    found: list[_Line] = field(default_factory=list)
    _open: list[Element] = field(default_factory=list)
    _cells: list[Element] = field(default_factory=list)
    _begun: Element | None = None
    _parts: list[str] = field(default_factory=list)
    _bold: int = 0
    _plain: bool = False
    _barred: int = 0

    def read(self, tree: Tree) -> None:
        opened: list[Element] = []
        for step in tree.steps_without(()):
            if isinstance(step, Unread):
                continue
            if isinstance(step, str):
                self._parts.append(step)
                self._plain = self._plain or not (self._bold or step.isspace())
                continue
            starts = step is not None
            element = step or opened.pop()
            if step is not None:
                opened.append(step)
            if element.name in BOLD:
                self._bold += 1 if starts else -1
            elif element.name in BLOCKS:
                self._block(element, starts)
            elif element.name == "br" and starts:
                self._parts.append("\n")

    def _block(self, node: Element, starts: bool) -> None:
        self._write(node if not starts and self._begun is node and not self._barred else None)
        self._barred += (1 if starts else -1) * (node.name in _NO_PLACE)
        self._begun = node if starts else None
        for names, opened in ((BLOCKS, self._open), (_CELLS, self._cells)):
            if node.name in names and starts:
                opened.append(node)
            elif node.name in names:
                opened.pop()

    def _write(self, alone: Element | None) -> None:
        text = "".join(self._parts).strip()
        if text:
            paragraph = alone if alone is not None and alone.name in _PARAGRAPHS else None
            level = HEADINGS.get(self._open[-1].name, 0) if self._open else 0
            cell = id(self._cells[-1]) if self._cells else 0
            self.found.append(_Line(text, not self._plain, paragraph, cell, level))
        self._parts.clear()
        self._plain = False


def mark_bold_heads(tree: Tree) -> None:
    """Make headings of the bold paragraphs that are heads, one level below the marked heading above them."""
    if not _may_be_heads(tree):
        return
    lines = _Lines()
    lines.read(tree)
    letters = Counter[int]()
    for line in lines.found:
        letters[line.cell] += len(line.text)
    level = 1
    for index, line in enumerate(lines.found):
        level = line.level or level
        if line.paragraph is not None and _may_head(line) and _stands_over_text(lines.found, index, letters):
            line.paragraph.name = f"h{min(level + 1, DEEPEST)}"


def _may_be_heads(tree: Tree) -> bool:
    """Return whether bold type may be all of a short paragraph; it asks the boxes of what is bold, and no others."""
    covered = Counter[int]()
    for bold in tree.bold:
        if bold.holds(BLOCKS):
            return True
        box = next((parent for parent in bold.parents if parent.name in BLOCKS), None)
        if box is None or box.name not in _PARAGRAPHS or box.holds(BLOCKS):
            continue
        covered[id(box)] += bold.letters
        if covered[id(box)] >= box.letters and len(box.text().strip()) <= LONGEST:
            return True
    return False


def _may_head(line: _Line) -> bool:
    short = len(line.text) <= LONGEST and any(map(str.isalnum, line.text))
    return line.bold and short and not _NO_HEAD.search(line.text)


def _stands_over_text(lines: Sequence[_Line], index: int, letters: Mapping[int, int]) -> bool:
    """Say whether text follows that is neither bold nor a heading. Two heads may stand together, three are a list."""
    own = lines[index]
    if own.cell and letters[own.cell] - len(own.text) < FULL_CELL:
        return False
    below = index + 1 + _bold(lines[index + 1 : index + 3])
    if below - index + _bold(lines[max(index - 2, 0) : index][::-1]) > 2 or below == len(lines):
        return False
    return lines[below].cell == own.cell and not lines[below].level


def _bold(lines: Sequence[_Line]) -> int:
    """Return how many lines in bold type the lines begin with."""
    return sum(1 for _ in takewhile(lambda line: line.bold and not line.level, lines))
