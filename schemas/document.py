"""A document as the rest of the program sees it: pages of final text, cut into blocks."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, cast

from schemas.packed import packed

Box = tuple[float, float, float, float]
"""x0, top, x1, bottom in PDF points, the origin at the top left of the page."""


class MediaType(StrEnum):
    """What the bytes are, told by their content and never by the file's extension."""

    HTML = "text/html"
    PRESS = "text/markdown"
    TEXT = "text/plain"
    PDF = "application/pdf"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
    ODF = "application/vnd.oasis.opendocument"
    RTF = "application/rtf"
    MAIL = "message/rfc822"


class BlockKind(StrEnum):
    """What a stretch of page text was in its source."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    TABLE_CELL = "table_cell"
    TERM = "term"
    DEFINITION = "definition"
    FRONT_MATTER = "front_matter"
    META = "meta"
    ALT = "alt"


class Region(StrEnum):
    """Which part of the page a block belongs to.

    Navigation and asides yield no projects; a footer may name funds; a repeated block has
    already been read on an earlier page and is not read again.
    """

    HEAD = "head"
    MAIN = "main"
    NAVIGATION = "navigation"
    ASIDE = "aside"
    FOOTER = "footer"
    REPEATED = "repeated"


@packed
@dataclass(frozen=True, slots=True)
class SourceFile:
    """The bytes of one input. `source` is the name shown to people, with forward slashes."""

    source: str
    content: bytes
    sha256: str
    media_type: MediaType


@packed
@dataclass(frozen=True, slots=True)
class Block:
    """A half-open stretch of a page's text, in code points, with what it was in the source.

    `level` is 1 to 6 for headings and the nesting depth for list items. `key` names a front
    matter or meta value (`title`, `date`, `og:title`). `table`, `row` and `column` count from 1
    in a page; 0 means "not in a table". `label` is the span of the text that names this value:
    the row's head cell, the column's head, or the term of a definition.
    """

    kind: BlockKind
    start: int
    end: int
    region: Region = Region.MAIN
    level: int = 0
    key: str = ""
    table: int = 0
    row: int = 0
    column: int = 0
    label: tuple[int, int] | None = None

    @property
    def names_page(self) -> bool:
        """Whether the source says here how the page is called: in its head or its front matter, not in its text."""
        return self.kind in (BlockKind.META, BlockKind.FRONT_MATTER) and self.key.lower() in ("title", "og:title")

    def at(self, start: int, end: int) -> Block:
        """Return the block at another place.

        It is filled while it is no frozen object yet: a page has hundreds of blocks, and each takes a seventh of the
        time that way.
        """
        made: Any = _Draft()
        made.kind, made.start, made.end, made.region, made.level = self.kind, start, end, self.region, self.level
        made.key, made.table, made.row, made.column, made.label = (
            self.key,
            self.table,
            self.row,
            self.column,
            self.label,
        )
        made.__class__ = Block
        return cast(Block, made)


class _Draft:
    """What a block is while it is filled."""

    __slots__ = Block.__slots__


@packed
@dataclass(frozen=True, slots=True)
class WordBoxes:
    """Where the words of a PDF page's text stand on the page: start, end and box of each, in order of `starts`.

    Columns, for a page has hundreds of words and a dozen values: an object for each took a tenth of parsing.
    """

    starts: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()
    boxes: tuple[Box, ...] = ()

    def __len__(self) -> int:
        return len(self.boxes)


@packed
@dataclass(frozen=True, slots=True)
class Page:
    """One page: `number` counts from 1 (a web page has one); `text` is NFC and never changed again.

    `blocks` are in order of `start` and do not overlap. `words` are set for PDF pages alone. `emphasis`
    are the spans that the source sets in bold or italics, by `start`; one may hold another.

    Of a PDF page, `reader` names the programs that read it, `quality` is the share of its letters that have
    a meaning (0 to 1), and `raw` is what the file says where the text was mended.
    """

    number: int
    text: str
    blocks: tuple[Block, ...] = ()
    words: WordBoxes = WordBoxes()
    emphasis: tuple[tuple[int, int], ...] = ()
    reader: str = ""
    quality: float | None = None
    raw: str | None = None

    def block_at(self, offset: int) -> Block | None:
        """Return the block that holds the code point at `offset`, or None between blocks."""
        index = bisect_right(self.blocks, offset, key=lambda block: block.start) - 1
        if index >= 0 and self.blocks[index].end > offset:
            return self.blocks[index]
        return None

    def box(self, start: int, end: int) -> Box | None:
        """Return the smallest box round the words that the span touches; None without boxes."""
        words = self.words
        boxes = words.boxes[bisect_right(words.ends, start) : bisect_left(words.starts, end)]
        if not boxes:
            return None
        if len(boxes) == 1:
            return boxes[0]
        x0, top, x1, bottom = zip(*boxes, strict=True)
        return (min(x0), min(top), max(x1), max(bottom))


@packed
@dataclass(frozen=True, slots=True)
class Document:
    """A parsed document. `document_id` is the SHA-256 of its bytes.

    `metadata` holds `encoding` and `title` where the source has them; `parser` is the name and
    version of what made the pages.
    """

    document_id: str
    media_type: MediaType
    pages: tuple[Page, ...]
    parser: str
    metadata: Mapping[str, str] = field(default_factory=dict)
