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
    labelled = headed = False
    for block in page.blocks:
        heads = block.kind is BlockKind.HEADING
        if heads or block.region not in UNREAD:
            short = block.end - block.start <= LONGEST_LABEL
            labelled = short and label_key(page.text[block.start : block.end]) in lexicon.labels
            headed = labelled if heads else headed
        if block.region not in UNREAD:
            yield block
        elif (labelled or headed) and block.region is Region.NAVIGATION:
            yield replace(block, region=Region.MAIN)


def read_text(text: str, blocks: tuple[Block, ...], readable: tuple[Block, ...]) -> str:
    """Return the text with blanks for the words of what is not read: the same offsets and lines, less to look at."""
    if len(blocks) == len(readable):
        return text
    read = {block.start for block in readable}
    parts: list[str] = []
    position = 0
    for block in blocks:
        if block.start not in read:
            lines = text[block.start : block.end].split("\n")
            parts += (text[position : block.start], "\n".join([" " * len(line) for line in lines]))
            position = block.end
    return "".join((*parts, text[position:]))
