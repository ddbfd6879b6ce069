"""Build one page: its final text piece by piece, and a block for each piece."""

from __future__ import annotations

from schemas.document import Block, Box, Page, WordBoxes

TAB, LINE, PARAGRAPH = "\t", "\n", "\n\n"
_RANK = {"": 0, TAB: 1, LINE: 2, PARAGRAPH: 3}


class PageBuilder:
    """Collects text and blocks in reading order; every piece of text is written once.

    `limit` is the greatest length of the page in code points; pieces beyond it are left out, and
    `overflow` says so.
    """

    def __init__(self, number: int, limit: int) -> None:
        self.number = number
        self.overflow = False
        self._limit = limit
        self._parts: list[str] = []
        self._length = 0
        self._blocks: list[Block] = []
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._boxes: list[Box] = []
        self._emphasis: set[tuple[int, int]] = set()
        self._gap = ""

    @property
    def empty(self) -> bool:
        return not self._blocks

    def gap(self, separator: str) -> None:
        """Ask for `separator` before the next piece; of several, the widest is written."""
        if separator != self._gap and self._blocks and _RANK[separator] > _RANK[self._gap]:
            self._gap = separator

    def literal(self, text: str) -> None:
        """Write text that belongs to no block, such as the key before a front matter value."""
        self._write(text)

    def add(self, text: str, block: Block) -> Block | None:
        """Write `text`, which must be final, as a block like `block`, whose span is set here.

        Returns the block as written, or None if nothing was.
        """
        if not text or not self._write(text):
            return None
        written = block.at(self._length - len(text), self._length)
        self._blocks.append(written)
        return written

    def add_words(self, starts: list[int], ends: list[int], boxes: list[Box], offset: int) -> None:
        """Take the boxes of words; where the words start and end counts from `offset`, the start of their block."""
        self._starts += [start + offset for start in starts]
        self._ends += [end + offset for end in ends]
        self._boxes += boxes

    def emphasise(self, block: Block, pieces: list[str]) -> None:
        """Note where the `pieces`, in their order, stand in the block that was just written."""
        text, position = self._parts[-1], 0
        for piece in pieces:
            found = text.find(piece, position)
            if found < 0:
                found = text.find(piece)  # it holds one that was closed before it
            if found >= 0:
                position = found
                self._emphasis.add((block.start + found, block.start + found + len(piece)))

    def page(self) -> Page:
        """Return the page."""
        words = WordBoxes(tuple(self._starts), tuple(self._ends), tuple(self._boxes))
        return Page(self.number, "".join(self._parts), tuple(self._blocks), words, tuple(sorted(self._emphasis)))

    def _write(self, text: str) -> bool:
        if self._length + len(self._gap) + len(text) > self._limit:
            self.overflow = True
            return False
        if self._gap:
            self._parts.append(self._gap)
            self._length += len(self._gap)
            self._gap = ""
        self._parts.append(text)
        self._length += len(text)
        return True
