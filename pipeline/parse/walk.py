"""Turn a tree of HTML into blocks: one walk, in document order, every text once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice
from urllib.parse import unquote

from bs4.element import Tag

from pipeline.parse.builder import LINE, PARAGRAPH, PageBuilder
from pipeline.parse.bulleted import Bulleted, bulleted
from pipeline.parse.clean import folded, one_line
from pipeline.parse.element import Element, Unread
from pipeline.parse.markup import BLOCKS, HEADINGS, attribute, names_of
from pipeline.parse.regions import Marks
from pipeline.parse.soup import soup_of
from pipeline.parse.tables import TableState, is_data_table, may_hold_data, open_row
from schemas.document import Block, BlockKind, Region

# A member's name takes five times as long to look up.
_PARAGRAPH, _TERM, _DEFINITION = BlockKind.PARAGRAPH, BlockKind.TERM, BlockKind.DEFINITION
_EMPHASIS = frozenset(("strong", "b", "em", "i", "cite", "u", "mark", "code"))
LONGEST_EMPHASIS = 300
_INLINE = frozenset(("strong", "b", "span", "em", "font", "u", "label"))
_ENDING = _EMPHASIS | _INLINE | names_of("a sup")
_PARTS = 2
_BOXES_OF_TWO = names_of("div li")
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
class _Place:
    """What an open block element means for the text in it.

    `lists` counts the lists round it. `inner` keeps the places of what opens in it, by name: the items of a list are
    all alike, and only what opens a region, a table and its cells are each their own.
    """

    block: Block
    separator: str = PARAGRAPH
    cell: bool = False
    table: TableState | None = None
    lists: int = 0
    as_it_is: bool = False
    inner: dict[str, _Place] = field(default_factory=dict)


@dataclass(slots=True)
class _Link:
    tag: Element
    position: int


@dataclass(slots=True)
class Walker:
    """Collects the inline text of the innermost block element and writes it when a block opens or closes."""

    page: PageBuilder
    marks: Marks
    _opened: list[Element] = field(default_factory=list)
    _places: list[_Place] = field(default_factory=list)
    _buffer: list[str] = field(default_factory=list)
    _links: list[_Link] = field(default_factory=list)
    _emphases: list[_Link] = field(default_factory=list)
    _raised: list[_Link] = field(default_factory=list)
    _emphasised: list[str] = field(default_factory=list)
    _alts: list[str] = field(default_factory=list)
    _seen_alts: set[str] = field(default_factory=set)
    _tables: int = 0
    _tags: dict[int, Tag] = field(default_factory=dict)
    _after_label: bool = False
    _beside: bool = False
    _term: tuple[int, int] | None = None

    def walk(self, steps: Iterable[str | Element | None]) -> None:
        """Write the blocks that the steps of a tree tell to the page."""
        self._places = [_Place(Block(BlockKind.PARAGRAPH, 0, 0))]
        opened: list[Element] = []
        starts = _STARTS.get
        for step in steps:
            if step is None:
                ended = opened.pop()
                if self._opened and self._opened[-1] is ended:
                    self._close_block(self._opened.pop(), self._places[-1])
                elif ended.name in _ENDING:
                    self._end(ended)
            elif isinstance(step, Element):
                opened.append(step)
                start = starts(step.name)
                if start is not None:
                    start(self, step)
                elif id(step) in self.marks.regions:
                    self._open_block(step)
            elif not isinstance(step, Unread):
                self._text(step)
        self._flush()

    def _text(self, text: str) -> None:
        if self._after_label or self._beside:
            starts = text[:1].isupper() or text[:1].isdigit() or text[:1] in "€$£"
            if self._buffer and ((self._after_label and starts) or (self._beside and not text.isspace())):
                self._buffer.append("\n")
            self._after_label, self._beside = False, self._beside and text.isspace()
        as_it_is = (text.isprintable() and "  " not in text) or self._places[-1].as_it_is
        self._buffer.append(text if as_it_is else _SPACE.sub(" ", text))

    def _end(self, node: Element) -> None:
        """Take the end of an element that opened no block."""
        if node.name == "a":
            if self._links and self._links[-1].tag is node:
                self._close_link(self._links.pop())
            return
        if self._raised and self._raised[-1].tag is node:
            self._close_raised(self._raised.pop())
        if self._emphases and self._emphases[-1].tag is node:
            self._close_emphasis(self._emphases.pop())
        if node.name in _INLINE and self._buffer:
            # "<strong>Start date</strong>1 May": style sheets part what the markup glues.
            last = self._buffer[-1]
            several = " " in last.strip()
            self._after_label = len(last) >= SHORTEST_LABEL and (last[-1].islower() or last[-1].isdigit() or several)
            self._beside = _is_label_of_two(node, several)

    def _break(self, node: Element) -> None:
        self._buffer.append("\n")
        self._after_label = self._beside = False

    def _open_link(self, node: Element) -> None:
        """Remember a link that may tell an address."""
        if "mailto:" in attribute(node, "href").lower() or "data-cfemail" in node.attrs:
            self._links.append(_Link(node, len(self._buffer)))

    def _open_emphasis(self, node: Element) -> None:
        self._emphases.append(_Link(node, len(self._buffer)))

    def _open_raised(self, node: Element) -> None:
        self._raised.append(_Link(node, len(self._buffer)))

    def _open_block(self, tag: Element) -> None:
        outer = self._places[-1]
        self._opened.append(tag)
        if outer.cell and tag.name not in ("td", "th", "tr"):
            # A cell is one block: what it holds are lines of it.
            self._buffer.append("\n")
            self._places.append(outer)
            return
        if self._buffer or self._alts:
            self._flush()
        if outer.table is not None and tag.name == "tr":
            open_row(outer.table, self._tags[id(tag)])
        place = outer.inner.get(tag.name)
        if place is None or id(tag) in self.marks.regions:
            place = self._place(tag, outer)
        self.page.gap(place.separator)
        self._places.append(place)

    def _place(self, tag: Element, outer: _Place) -> _Place:
        """Return the place that `tag` opens inside `outer`."""
        name, table = tag.name, outer.table
        own = self.marks.regions.get(id(tag))
        region = own or outer.block.region
        kind = _KINDS.get(name, BlockKind.HEADING if name in HEADINGS else outer.block.kind)
        level = HEADINGS.get(name, outer.lists if name == "li" else outer.block.level)
        if name == "table":
            kind, level, table = BlockKind.PARAGRAPH, 0, self._open_table(tag)
        elif name in ("td", "th"):
            if table is not None:
                return self._cell(tag, region, table, outer)
            kind = BlockKind.PARAGRAPH
        within_item = outer.block.kind in (BlockKind.LIST_ITEM, BlockKind.DEFINITION) and name not in HEADINGS
        separator = LINE if name in _CLOSE or within_item else PARAGRAPH
        lists = outer.lists + (name in ("ul", "ol", "menu"))
        as_it_is = outer.as_it_is or name == "pre"
        place = _Place(_block(kind, region, level), separator, False, table, lists, as_it_is)
        if name != "table" and own is None:
            outer.inner[name] = place
        return place

    def _open_table(self, tag: Element) -> TableState | None:
        if not may_hold_data(tag):
            return None
        tags = soup_of(tag)
        if not is_data_table(tags[id(tag)]):
            return None
        self._tags |= tags
        self._tables += 1
        return TableState(self._tables)

    def _cell(self, tag: Element, region: Region, table: TableState, outer: _Place) -> _Place:
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
        return _Place(block, "\t" if table.cells > 1 else LINE, True, table, outer.lists, outer.as_it_is)

    def _close_block(self, tag: Element, place: _Place) -> None:
        name = tag.name
        if place.cell and name not in ("td", "th"):
            self._places.pop()
            self._buffer.append("\n")
            return
        if self._buffer or self._alts:
            self._flush()
        self._places.pop()
        if name == "tr":
            self._flush_alts()
        elif name == "dl":
            self._term = None
        if not place.cell:
            self.page.gap(place.separator)

    def _flush(self) -> None:
        """Write what was collected as a block of the innermost place."""
        if self._buffer:
            text = folded("".join(self._buffer))
            self._buffer.clear()
            if self._links or self._emphases or self._raised:
                for link in (*self._links, *self._emphases, *self._raised):
                    link.position = 0
            if text:
                self._write(text, self._places[-1])
            self._emphasised.clear()
        if self._alts and not any(place.cell for place in self._places[-2:]):
            self._flush_alts()

    def _write(self, text: str, place: _Place) -> None:
        block = place.block
        if place.cell and place.table is not None:
            written = self.page.add(text.replace("\n\n", "\n"), block)
            place.table.close_cell(written, text)
            self._emphasise(written)
            return
        for number, piece in enumerate(text.split("\n\n")):
            if number:
                self.page.gap(PARAGRAPH)
            if block.kind is _PARAGRAPH and (found := bulleted(piece)):
                self._write_items(found, block)
                continue
            written = self.page.add(piece, self._labelled(block))
            if self._emphasised:
                self._emphasise(written)
            if written and written.kind is _TERM:
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
        if _NOTE.fullmatch("".join(self._buffer[opened.position :])) and opened.tag.holds(_LINK):
            del self._buffer[opened.position :]

    def _labelled(self, block: Block) -> Block:
        if block.kind is not _DEFINITION or self._term is None:
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

    def _alt(self, tag: Element) -> None:
        text = one_line(attribute(tag, "alt"))
        key = text.casefold()
        if not text or key in _IDLE_ALT or _FILE_NAME.search(text) or key in self._seen_alts:
            return
        self._seen_alts.add(key)
        self._alts.append(text)

    def _flush_alts(self) -> None:
        region = self._places[-1].block.region
        for text in self._alts:
            self.page.gap(LINE)
            self.page.add(text, Block(BlockKind.ALT, 0, 0, region))
            self.page.gap(LINE)
        self._alts.clear()


_STARTS: dict[str, Callable[[Walker, Element], None]] = {
    "br": Walker._break,
    "img": Walker._alt,
    "a": Walker._open_link,
    "sup": Walker._open_raised,
    **dict.fromkeys(_EMPHASIS, Walker._open_emphasis),
    **dict.fromkeys(BLOCKS, Walker._open_block),
}


def _is_label_of_two(first: Element, several: bool) -> bool:
    """Say whether an element and the next are all that a third holds, told apart by class or name: label and value.

    `<span class="k">Doba řešení</span><span class="v">od 1. 5. 2020</span>`; parts of a word have one class or none. In
    a box of their own `<strong>Jana Malá</strong><span>koordinátorka</span>` are two as well, if the first one has
    `several` words.
    """
    own = attribute(first, "class")
    boxed = several and first.name in _EMPHASIS and first.parent is not None and first.parent.name in _BOXES_OF_TWO
    if first.parent is None or not (own or boxed):
        return False
    children = list(islice(first.parent.children, 2 * _PARTS + 2))
    parts = [part for part in children if isinstance(part, Element) or not part.isspace()]
    second = parts[-1]
    if len(children) > 2 * _PARTS + 1 or len(parts) != _PARTS or parts[0] is not first:
        return False
    if not isinstance(second, Element) or second.name not in _INLINE:
        return False
    return (boxed and second.name not in _EMPHASIS) or (own != "" and attribute(second, "class") not in ("", own))


@lru_cache(maxsize=256)
def _block(kind: BlockKind, region: Region, level: int) -> Block:
    """Return a block that says what the text of an element is; the elements of a page say few different things."""
    return Block(kind, 0, 0, region, level)


def _protected(tag: Element) -> str:
    """Return the address that Cloudflare's mail protection hides: hex bytes, each XORed with the first."""
    code = attribute(tag, "data-cfemail")
    if not code:
        return ""
    try:
        key, *rest = bytes.fromhex(code)
    except ValueError:
        return ""
    return bytes(byte ^ key for byte in rest).decode("utf-8", "replace")
