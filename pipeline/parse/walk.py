"""Turn a tree of HTML into blocks: one walk, in document order, every text once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from urllib.parse import unquote

from bs4.element import Tag

from pipeline.parse.builder import LINE, PARAGRAPH, PageBuilder
from pipeline.parse.bulleted import Bulleted, bulleted
from pipeline.parse.clean import folded, one_line
from pipeline.parse.markup import BLOCKS, HEADINGS, attribute, holds, names_of
from pipeline.parse.regions import Marks
from pipeline.parse.tables import TableState, is_data_table, open_row
from pipeline.parse.tree import Element
from schemas.document import Block, BlockKind, Region

_EMPHASIS = frozenset(("strong", "b", "em", "i", "cite", "u", "mark", "code"))
LONGEST_EMPHASIS = 300
_INLINE = frozenset(("strong", "b", "span", "em", "font", "u", "label"))
_PARTS = 2
SHORTEST_LABEL = 4
"""A shorter piece may be the first letter of a word, set apart for its looks."""
# Runs that are not a single blank already.
_SPACE = re.compile(r" [ \t\n\r\f\v]+|[\t\n\r\f\v][ \t\n\r\f\v]*")
# These stand closer than paragraphs: lines of an address, items of a list, rows of a table.
_CLOSE = names_of("div li dt dd tr caption address figcaption div legend option details summary td th thead tbody")
_KINDS = {
    "li": BlockKind.LIST_ITEM,
    "dt": BlockKind.TERM,
    "dd": BlockKind.DEFINITION,
    "td": BlockKind.TABLE_CELL,
    "th": BlockKind.TABLE_CELL,
}
_NOTE = re.compile(r"\s?\[?(?:\d{1,3}|[a-z]|[*†‡])\]?\s?")
_LINK = frozenset(("a",))
_FILE_NAME = re.compile(r"\.(?:jpe?g|png|gif|svg|webp|bmp|tiff?)$", re.I)
_IDLE_ALT = frozenset(("logo", "image", "img", "photo", "picture", "icon", "banner"))


@dataclass(slots=True)
class _Frame:
    """What an open block element means for the text in it."""

    tag: Tag | None
    block: Block
    separator: str = PARAGRAPH
    cell: bool = False
    table: TableState | None = None


@dataclass(slots=True)
class _Link:
    tag: Tag
    position: int


@dataclass(slots=True)
class Walker:
    """Collects the inline text of the innermost block element and writes it when a block opens or closes."""

    page: PageBuilder
    marks: Marks
    _frames: list[_Frame] = field(default_factory=list)
    _buffer: list[str] = field(default_factory=list)
    _links: list[_Link] = field(default_factory=list)
    _open_emphasis: list[_Link] = field(default_factory=list)
    _raised: list[_Link] = field(default_factory=list)
    _emphasised: list[str] = field(default_factory=list)
    _alts: list[str] = field(default_factory=list)
    _seen_alts: set[str] = field(default_factory=set)
    _tables: int = 0
    _lists: int = 0
    _pre: int = 0
    _after_label: bool = False
    _beside: bool = False
    _term: tuple[int, int] | None = None

    def walk(self, steps: Iterable[str | Element | None]) -> None:
        """Write the blocks that the steps of a tree tell to the page."""
        self._frames = [_Frame(None, Block(BlockKind.PARAGRAPH, 0, 0))]
        opened: list[Element] = []
        for step in steps:
            if step is None:
                self._end(opened.pop())
            elif isinstance(step, str):
                self._text(step)
            else:
                opened.append(step)
                self._start(step)
        self._flush()

    def _text(self, text: str) -> None:
        starts = text[:1].isupper() or text[:1].isdigit() or text[:1] in "€$£"
        if (self._after_label and starts) or (self._beside and not text.isspace()):
            self._buffer.append("\n")
        self._after_label, self._beside = False, self._beside and text.isspace()
        as_it_is = self._pre or (text.isprintable() and "  " not in text)
        self._buffer.append(text if as_it_is else _SPACE.sub(" ", text))

    def _start(self, node: Tag) -> None:
        name = node.name
        if name == "br":
            self._buffer.append("\n")
            self._after_label = self._beside = False
        elif name == "img":
            self._alt(node)
        elif name == "a":
            self._links.append(_Link(node, len(self._buffer)))
        elif name in _EMPHASIS:
            self._open_emphasis.append(_Link(node, len(self._buffer)))
        elif name == "sup":
            self._raised.append(_Link(node, len(self._buffer)))
        elif name in BLOCKS or id(node) in self.marks.regions:
            self._open_block(node)

    def _end(self, node: Tag) -> None:
        if node.name == "a" and self._links:
            self._close_link(self._links.pop())
            return
        if self._raised and self._raised[-1].tag is node:
            self._close_raised(self._raised.pop())
        if self._frames[-1].tag is node:
            self._close_block(self._frames[-1])
            return
        if self._open_emphasis and self._open_emphasis[-1].tag is node:
            self._close_emphasis(self._open_emphasis.pop())
        if node.name in _INLINE and self._buffer:
            # "<strong>Start date</strong>1 May": style sheets part what the markup glues.
            last = self._buffer[-1]
            self._after_label = len(last) >= SHORTEST_LABEL and (
                last[-1].islower() or last[-1].isdigit() or " " in last.strip()
            )
            self._beside = _is_label_of_two(node)

    def _open_block(self, tag: Tag) -> None:
        outer = self._frames[-1]
        if outer.cell and tag.name not in ("td", "th", "tr"):
            # A cell is one block: what it holds are lines of it.
            self._buffer.append("\n")
            self._frames.append(_Frame(tag, outer.block, outer.separator, True, outer.table))
            return
        self._flush()
        frame = self._frame(tag, outer)
        self.page.gap(frame.separator)
        self._frames.append(frame)
        self._pre += tag.name == "pre"
        self._lists += tag.name in ("ul", "ol", "menu")

    def _frame(self, tag: Tag, outer: _Frame) -> _Frame:
        """Return the frame that `tag` opens inside `outer`."""
        name = tag.name
        region = self.marks.regions.get(id(tag), outer.block.region)
        kind = _KINDS.get(name, BlockKind.HEADING if name in HEADINGS else outer.block.kind)
        level = HEADINGS.get(name, self._lists if name == "li" else outer.block.level)
        table = outer.table
        if name == "table":
            table = self._open_table(tag)
        within_item = outer.block.kind in (BlockKind.LIST_ITEM, BlockKind.DEFINITION) and name not in HEADINGS
        separator = LINE if name in _CLOSE or within_item else PARAGRAPH
        if kind is BlockKind.TABLE_CELL:
            if table is None or name not in ("td", "th"):
                kind = BlockKind.PARAGRAPH if name in ("td", "th") else outer.block.kind
            else:
                return self._cell(tag, region, table)
        if name == "tr" and table is not None:
            open_row(table, tag)
        if name == "table":
            kind, level = BlockKind.PARAGRAPH, 0
        return _Frame(tag, _block(kind, region, level), separator, False, table)

    def _open_table(self, tag: Tag) -> TableState | None:
        if not is_data_table(tag):
            return None
        self._tables += 1
        return TableState(self._tables)

    def _cell(self, tag: Tag, region: Region, table: TableState) -> _Frame:
        column = table.open_cell(tag)
        block = Block(
            BlockKind.TABLE_CELL,
            0,
            0,
            region,
            table=table.number,
            row=table.row,
            column=column,
            label=table.label(column),
        )
        return _Frame(tag, block, "\t" if table.cells > 1 else LINE, True, table)

    def _close_block(self, frame: _Frame) -> None:
        assert frame.tag is not None
        name = frame.tag.name
        if frame.cell and name not in ("td", "th"):
            self._frames.pop()
            self._buffer.append("\n")
            return
        self._flush()
        self._frames.pop()
        if name == "tr":
            self._flush_alts()
        self._pre -= name == "pre"
        self._lists -= name in ("ul", "ol", "menu")
        if name == "dl":
            self._term = None
        if not frame.cell:
            self.page.gap(frame.separator)

    def _flush(self) -> None:
        """Write what was collected as a block of the innermost frame."""
        if self._buffer:
            text = folded("".join(self._buffer))
            self._buffer.clear()
            for link in (*self._links, *self._open_emphasis, *self._raised):
                link.position = 0
            if text:
                self._write(text, self._frames[-1])
            self._emphasised.clear()
        if self._alts and not any(frame.cell for frame in self._frames[-2:]):
            self._flush_alts()

    def _write(self, text: str, frame: _Frame) -> None:
        block = frame.block
        if frame.cell and frame.table is not None:
            written = self.page.add(text.replace("\n\n", "\n"), block)
            frame.table.close_cell(written, text)
            self._emphasise(written)
            return
        for number, piece in enumerate(text.split("\n\n")):
            if number:
                self.page.gap(PARAGRAPH)
            if block.kind is BlockKind.PARAGRAPH and (found := bulleted(piece)):
                self._write_items(found, block)
                continue
            written = self.page.add(piece, self._labelled(block))
            self._emphasise(written)
            if written and written.kind is BlockKind.TERM:
                self._term = (written.start, written.end)

    def _write_items(self, found: Bulleted, block: Block) -> None:
        """Write the lines of a list that only signs mark as its items; the signs belong to no block."""
        self._emphasise(self.page.add(found.above, block))
        for sign, words in found.items:
            self.page.gap(LINE)
            self.page.literal(sign)
            self._emphasise(self.page.add(words, _block(BlockKind.LIST_ITEM, block.region, 1)))
        self.page.gap(LINE)

    def _emphasise(self, written: Block | None) -> None:
        if written and self._emphasised:
            self.page.emphasise(written, self._emphasised)

    def _close_emphasis(self, opened: _Link) -> None:
        piece = folded("".join(self._buffer[opened.position :]))
        if 2 <= len(piece) <= LONGEST_EMPHASIS:
            self._emphasised.append(piece)

    def _close_raised(self, opened: _Link) -> None:
        """Leave out the sign of a footnote, which is a link; "m³" is none."""
        if _NOTE.fullmatch("".join(self._buffer[opened.position :])) and holds(opened.tag, _LINK):
            del self._buffer[opened.position :]

    def _labelled(self, block: Block) -> Block:
        if block.kind is not BlockKind.DEFINITION or self._term is None:
            return block
        return Block(block.kind, 0, 0, block.region, block.level, label=self._term)

    def _close_link(self, link: _Link) -> None:
        """Append an address that stands in the link alone: `<a href="mailto:a@b.cz">Jan</a>`."""
        address = _protected(link.tag)
        if not address:
            href = attribute(link.tag, "href").strip()
            address = unquote(href[7:].partition("?")[0]).strip() if href[:7].lower() == "mailto:" else ""
        if "@" not in address or len(address) > 254:
            return
        shown = "".join(self._buffer[link.position :])
        if address.lower() not in shown.lower():
            self._buffer.append(f" <{address}>" if shown.strip() else address)

    def _alt(self, tag: Tag) -> None:
        text = one_line(attribute(tag, "alt"))
        key = text.casefold()
        if not text or key in _IDLE_ALT or _FILE_NAME.search(text) or key in self._seen_alts:
            return
        self._seen_alts.add(key)
        self._alts.append(text)

    def _flush_alts(self) -> None:
        region = self._frames[-1].block.region
        for text in self._alts:
            self.page.gap(LINE)
            self.page.add(text, Block(BlockKind.ALT, 0, 0, region))
            self.page.gap(LINE)
        self._alts.clear()


def _is_label_of_two(first: Tag) -> bool:
    """Say whether an element and the next are all that a third holds, told apart by their classes: label and value.

    `<span class="k">Doba řešení</span><span class="v">od 1. 5. 2020</span>`; parts of a word have one class or none.
    """
    if not attribute(first, "class") or first.parent is None or len(first.parent.contents) > 2 * _PARTS + 1:
        return False
    parts = [part for part in first.parent.contents if isinstance(part, Tag) or not str(part).isspace()]
    second = parts[-1]
    if len(parts) != _PARTS or parts[0] is not first or not isinstance(second, Tag) or second.name not in _INLINE:
        return False
    return attribute(second, "class") not in ("", attribute(first, "class"))


@lru_cache(maxsize=256)
def _block(kind: BlockKind, region: Region, level: int) -> Block:
    """Return a block that says what the text of an element is; the elements of a page say few different things."""
    return Block(kind, 0, 0, region, level)


def _protected(tag: Tag) -> str:
    """Return the address that Cloudflare's mail protection hides: hex bytes, each XORed with the first."""
    code = attribute(tag, "data-cfemail")
    if not code:
        return ""
    try:
        key, *rest = bytes.fromhex(code)
    except ValueError:
        return ""
    return bytes(byte ^ key for byte in rest).decode("utf-8", "replace")
