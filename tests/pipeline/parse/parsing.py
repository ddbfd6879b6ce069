"""Short ways to parse bytes and to show the blocks that come of them."""

from __future__ import annotations

from pipeline.parse import parse
from pipeline.read import from_bytes
from pipeline.settings import Settings
from schemas.document import Block, BlockKind, Document, Page, Region
from schemas.errors import Issue

SETTINGS = Settings()


def parsed(content: str | bytes) -> tuple[Document, tuple[Issue, ...]]:
    """Return the document and the issues of `content`, told apart by what it is."""
    data = content.encode() if isinstance(content, str) else content
    return parse(from_bytes(data, "sample", SETTINGS), SETTINGS)


def page_of(content: str | bytes) -> Page:
    """Return the first page of `content`."""
    return parsed(content)[0].pages[0]


def text_of(page: Page, block: Block) -> str:
    """Return the block's text."""
    return page.text[block.start : block.end]


def label_of(page: Page, block: Block) -> str:
    """Return the text of the block's label, "" if it has none."""
    return page.text[block.label[0] : block.label[1]] if block.label else ""


def shown(page: Page, *regions: Region) -> list[tuple[BlockKind, str]]:
    """Return kind and text of the page's blocks, of `regions` only if any are given."""
    return [(b.kind, text_of(page, b)) for b in page.blocks if not regions or b.region in regions]


def check_page(page: Page) -> None:
    """Check what holds for every page: blocks and words in order, apart, and inside a final text."""
    end = 0
    for block in page.blocks:
        assert end <= block.start < block.end <= len(page.text)
        end = block.end
        assert text_of(page, block).strip() == text_of(page, block)
        assert block.label is None or 0 <= block.label[0] < block.label[1] <= block.start
    end = 0
    for start, stop in zip(page.words.starts, page.words.ends, strict=True):
        assert end <= start < stop <= len(page.text)
        end = stop
    assert not set(page.text) & {"\x00", "\r", "\ufeff", "\u00ad", "\x85"}
