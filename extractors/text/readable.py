"""Which blocks of a page may be read, and its text without the others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from extractors.text.lexicon import Lexicon, label_key
from schemas.document import Block, BlockKind, Page, Region

UNREAD = (Region.NAVIGATION, Region.ASIDE, Region.REPEATED)
LONGEST_LABEL = 80
"""A block of more code points is no label alone."""


def readable_blocks(page: Page, lexicon: Lexicon) -> Iterator[Block]:
    """Yield the blocks that may be read. Links below a label ("Partners") are content, though they look like a menu."""
    above: Block | None = None
    heading: Block | None = None
    labelled: bool | None = None  # asked where a menu follows
    for block in page.blocks:
        heads, read = block.kind is BlockKind.HEADING, block.region not in UNREAD
        if heads or read:
            above, labelled = block, None
        if heads:
            heading = block
        if read:
            yield block
        elif block.region is Region.NAVIGATION:
            if labelled is None:
                labelled = _is_label(page, above, lexicon) or _is_label(page, heading, lexicon)
            if labelled:
                yield replace(block, region=Region.MAIN)


def _is_label(page: Page, block: Block | None, lexicon: Lexicon) -> bool:
    if block is None or block.end - block.start > LONGEST_LABEL:
        return False
    return label_key(page.text[block.start : block.end]) in lexicon.labels


def read_text(text: str, blocks: tuple[Block, ...], readable: tuple[Block, ...]) -> str:
    """Return the text with blanks for the words of what is not read: the same offsets and lines, less to look at."""
    if len(blocks) == len(readable):
        return text
    read = {block.start for block in readable}
    parts: list[str] = []
    position = 0
    for block in blocks:
        if block.start not in read:
            parts += (text[position : block.start], _blank(text[block.start : block.end]))
            position = block.end
    return "".join((*parts, text[position:]))


def _blank(words: str) -> str:
    if "\n" not in words:
        return " " * len(words)
    return "\n".join([" " * len(line) for line in words.split("\n")])
