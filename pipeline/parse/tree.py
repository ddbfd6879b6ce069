"""Build the tree of a page without what is never read: lxml's parser, BeautifulSoup's elements, a builder between.

BeautifulSoup's own way from an event of the parser to an element took three quarters of the tree's time: thirty
attributes of each are the same for all, and each piece of text was looked at letter by letter.  Here an element gets
what differs, and the class the rest; scripts, styles, drawings, comments, blanks between blocks and attributes that
nobody asks for become no objects.  The parser, and so the repair of broken markup, stays lxml's; a filter on the text
before it could not know where a script ends.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bs4 import BeautifulSoup
from bs4.builder._lxml import LXMLTreeBuilder
from bs4.element import NavigableString, PageElement, Tag

from pipeline.parse.markup import BLOCKS, LINKED_DATA_TYPE, PRUNED, Event, names_of

# Their tags say something, and what stands in a head is read by its own rules. An iframe makes a table one of layout.
_KEPT = names_of("head title meta script iframe")
_DROPPED = PRUNED - _KEPT
_FRAMES = re.compile(r"</?(?:noframes|frameset|frame)\b[^>]{0,1000}>", re.I)
_ATTRIBUTES = names_of(
    "alt aria-hidden class colspan content data-cfemail datetime hidden href id itemprop itemscope itemtype lang name "
    "property role rowspan style type xml:lang"
)
_SPACES = " \n\t\f\r"


@dataclass(frozen=True, slots=True)
class Tree:
    """A page's tree, and its walk in document order: start, text and end of what may be read, at last of the whole."""

    soup: BeautifulSoup
    steps: list[tuple[Event, Any]]


class _Element(Tag):
    """An element that is built by `_Builder` alone; what is the same for all of them stands here."""

    parser_class = None
    namespace = None
    prefix = None
    sourceline = None
    sourcepos = None
    known_xml = False
    can_be_empty_element = False
    cdata_list_attributes = None
    preserve_whitespace_tags = None
    interesting_string_types = Tag.MAIN_CONTENT_STRING_TYPES
    next_element = None
    next_sibling = None
    previous_sibling = None


class _Builder(LXMLTreeBuilder):
    """Makes elements of the events of what is kept.

    `_dropped` counts the open elements from the outermost dropped one, `_aside` those from the outermost that is kept
    but no part of the walk. Blanks beside the tag of a block are no text; of the strings of an indented page they are
    three in four. `_blank` is held back until the next tag tells.
    """

    def reset(self) -> None:
        """Forget what was built: an encoding that fails is followed by another try."""
        super().reset()
        self.steps: list[tuple[Event, Any]] = []
        self._open: list[Tag] = []
        self._last: PageElement | None = None
        self._pieces: list[str] = []
        self._containers: list[Tag] = []
        self._dropped = self._aside = self._preformatted = 0
        self._blank = ""
        self._edge = True

    def feed(self, markup: Any) -> None:
        """Parse, and close what is left open."""
        assert self.soup is not None
        self._open = [self.soup]
        super().feed(markup)
        self._end_text()
        while self._open:
            self._close()

    def start(self, tag: Any, attrib: Mapping[Any, Any], nsmap: Mapping[Any, Any] | None = None) -> None:
        if self._dropped or tag in _DROPPED or (tag == "script" and attrib.get("type", "").lower() != LINKED_DATA_TYPE):
            self.comment("")
            self._dropped += 1
            return
        self._meet(tag)
        element = _Element.__new__(_Element)
        element.name = tag
        element.attrs = {name: value for name, value in attrib.items() if name in _ATTRIBUTES} if attrib else {}
        element.contents = []
        self._append(element)
        self._open.append(element)
        if self._aside or tag in PRUNED:
            self._aside += 1
        else:
            self.steps.append((Event.START, element))
        if tag == "pre":
            self._preformatted += 1
        elif tag in self.string_containers:
            element.interesting_string_types = {self.string_containers[tag]}
            self._containers.append(element)

    def end(self, tag: Any) -> None:
        if self._dropped:
            self._dropped -= 1
            return
        self._meet(tag)
        if self._open[-1].name == tag:
            self._close()
        elif any(element.name == tag for element in self._open):
            while self._close() != tag:
                pass

    def data(self, data: Any) -> None:
        if self._dropped:
            return
        if data.isspace():
            if not self._edge:
                self._blank += data
            return
        if self._blank:
            data = self._blank + data
            self._blank = ""
        self._edge = False
        self._pieces.append(data)

    def comment(self, text: Any) -> None:
        """End the text before it; of itself it leaves nothing."""
        if self._blank:
            self._pieces.append(self._blank)
            self._blank = ""
        self._end_text()

    def pi(self, target: str, data: str) -> None:
        self.comment(data)

    def doctype(self, name: str, pubid: str, system: str) -> None:
        self._end_text()

    def _meet(self, tag: str) -> None:
        self._edge = tag in BLOCKS
        if self._blank:
            if not self._edge:
                self._pieces.append(self._blank)
            self._blank = ""
        if self._pieces:
            self._end_text()

    def _end_text(self) -> None:
        if not self._pieces:
            return
        data = "".join(self._pieces)
        self._pieces.clear()
        if not self._preformatted and not data.strip(_SPACES):
            data = "\n" if "\n" in data else " "
        made = self.string_containers[self._containers[-1].name] if self._containers else NavigableString
        text = str.__new__(made, data)
        text.next_element = text.next_sibling = text.previous_sibling = None
        self._append(text)
        if not self._aside:
            self.steps.append((Event.TEXT, text))

    def _append(self, node: PageElement) -> None:
        """Put the node behind all others, into the innermost open element."""
        parent = node.parent = self._open[-1]
        if parent.contents:
            before = parent.contents[-1]
            before.next_sibling = node
            node.previous_sibling = before
        node.previous_element = self._last
        if self._last is not None:
            self._last.next_element = node
        self._last = node
        parent.contents.append(node)

    def _close(self) -> str:
        """Close the innermost open element and return its name."""
        element = self._open.pop()
        if self._aside:
            self._aside -= 1
        else:
            self.steps.append((Event.END, element))
        if element.name == "pre":
            self._preformatted -= 1
        elif self._containers and self._containers[-1] is element:
            self._containers.pop()
        return element.name


def make_tree(text: str) -> Tree:
    """Return the tree of `text`; lxml's HTML parser, so no entities of our input's own and no network."""
    # The parser takes what is shown where there are no frames for one text, tags and all.
    text = _FRAMES.sub("", text)
    builder = _Builder(multi_valued_attributes=None)
    soup = BeautifulSoup(text, builder=builder)
    return Tree(soup, builder.steps)
