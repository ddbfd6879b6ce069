"""Build the tree of a page without what is never read: lxml's parser, BeautifulSoup's elements, a builder between.

BeautifulSoup's own way from an event of the parser to an element took three quarters of the tree's time: thirty
attributes of each are the same for all, and each piece of text was looked at letter by letter.  Here an element gets
what differs, and the class the rest; scripts, styles, drawings, comments and blanks between blocks become no objects.
What later steps ask of a page is put down while it is built: measures, and which few elements each of them need look
at.  The parser, and so the repair of broken markup, stays lxml's; a filter on the text before it could not know where
a script ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from bs4 import BeautifulSoup
from bs4.builder._lxml import LXMLTreeBuilder
from bs4.element import NavigableString, PageElement, Tag

from pipeline.parse.markup import BLOCKS, BOLD, BOXES, HEADINGS, LINKED_DATA_TYPE, PRUNED, names_of

# Their tags say something, and what stands in a head is read by its own rules. An iframe makes a table one of layout.
_KEPT = names_of("head title meta script iframe")
_DROPPED = PRUNED - _KEPT
_FRAMES = re.compile(r"</?(?:noframes|frameset|frame)\b[^>]{0,1000}>", re.I)
# An element with one of these may be hidden, open a region, or be the content, whatever its name.
_TELLING = names_of("hidden aria-hidden style role itemprop data-cfemail")
_SPACES = " \n\t\f\r"
_WORDS = re.compile(r"\w+")


# What an element's name means for the steps after the tree, in bits.
_BLOCK, _BOX, _ASIDE, _STATED, _BOLD, _LINK, _ODD_TEXT = (1 << place for place in range(7))
_NAMES = {
    _BLOCK: BLOCKS,
    _BOX: BOXES | HEADINGS.keys() | names_of("main article footer"),
    _ASIDE: _KEPT,
    _STATED: names_of("html title meta time script"),
    _BOLD: BOLD,
    _LINK: names_of("a"),
    _ODD_TEXT: names_of("pre rt rp script"),
}
_USE = {name: sum(use for use, names in _NAMES.items() if name in names) for name in set().union(*_NAMES.values())}


class Element(Tag):
    """An element that is built by `_Builder` alone; what is the same for all of them stands here.

    `letters` and `linked` are the letters below it, all and those in links, `links` counts the links, itself too.
    `begin` and `end` are its half-open range in the steps of the tree. Of what is no part of the walk all are 0.
    """

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
    letters: int = 0
    linked: int = 0
    links: int = 0
    begin: int = 0
    end: int = 0

    @property
    def density(self) -> float:
        """Return the share of the letters that stand in links."""
        return self.linked / self.letters if self.letters else 0.0


@dataclass(slots=True)
class Tree:
    """A page's tree, and lists of what it holds, each in document order.

    `steps` is its walk: a text, an element where it begins, None where the innermost ends; a link that has nothing
    to say beside its text is left out. `boxes` are the elements that may open a region or be hidden, `stated` those
    whose values say something of the page, `bold` those in bold type. `letters` and `linked` count what may be read,
    all and in links.
    """

    soup: BeautifulSoup
    steps: list[str | Element | None] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    stated: list[Element] = field(default_factory=list)
    bold: list[Element] = field(default_factory=list)
    letters: int = 0
    linked: int = 0

    def without(self, hidden: Iterable[Element]) -> list[str | Element | None]:
        """Return the steps without those of some elements, which are in document order."""
        kept: list[str | Element | None] = []
        done = 0
        for element in hidden:
            if element.begin >= done:
                kept += self.steps[done : element.begin]
                done = element.end
        return kept + self.steps[done:]


class _Builder(LXMLTreeBuilder):
    """Makes elements of the events of what is kept.

    `_dropped` counts the open elements from the outermost dropped one, `_aside` those from the outermost that is kept
    but no part of the walk. Blanks beside the tag of a block are no text; of the strings of an indented page they are
    three in four. `_blank` is held back until the next tag tells.
    """

    def reset(self) -> None:
        """Forget what was built: an encoding that fails is followed by another try."""
        super().reset()
        self._pieces: list[str] = []
        self._containers: list[Tag] = []
        self._dropped = self._aside = self._preformatted = 0
        self._letters = self._linked = self._links = self._in_links = 0
        self._blank = ""
        self._edge = True

    def feed(self, markup: Any) -> None:
        """Parse, and close what is left open."""
        assert self.soup is not None
        self.tree = Tree(self.soup)
        self._innermost: Tag = self.soup
        self._last: PageElement = self.soup
        super().feed(markup)
        self._end_text()
        while self._innermost is not self.soup:
            self._close()
        self.tree.letters, self.tree.linked = self._letters, self._linked

    def start(self, tag: Any, attrib: Mapping[Any, Any], nsmap: Mapping[Any, Any] | None = None) -> None:
        if self._dropped:
            self._dropped += 1
            return
        if tag in _DROPPED or (tag == "script" and attrib.get("type", "").lower() != LINKED_DATA_TYPE):
            self.comment("")
            self._dropped = 1
            return
        use = _USE.get(tag, 0)
        self._edge = use & _BLOCK > 0
        if self._blank or self._pieces:
            self._meet()
        element = Element.__new__(Element)
        element.name = tag
        element.attrs = attrib  # type: ignore[assignment]  # read only
        element.contents = []
        self._append(element)
        self._innermost = element
        if use & _ODD_TEXT:
            self._open_odd(element)
        if use & _STATED:
            self.tree.stated.append(element)
        if self._aside or use & _ASIDE:
            self._aside += 1
            return
        tree = self.tree
        element.begin = len(tree.steps)
        element.letters, element.linked, element.links = self._letters, self._linked, self._links
        telling = attrib and not _TELLING.isdisjoint(attrib)
        if use & _LINK:
            self._links += 1
            self._in_links += 1
            telling = telling or "mailto:" in attrib.get("href", "").lower()
        if telling or use & _BOX:
            tree.boxes.append(element)
        if telling or not use & _LINK:
            tree.steps.append(element)
        if use & _BOLD:
            tree.bold.append(element)

    def end(self, tag: Any) -> None:
        if self._dropped:
            self._dropped -= 1
            return
        self._edge = tag in BLOCKS
        if self._blank or self._pieces:
            self._meet()
        if self._innermost.name == tag:
            self._close()
        elif any(element.name == tag for element in self._innermost.parents):
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

    def _meet(self) -> None:
        """End the text before a tag; the blanks before that of a block are none of it."""
        if self._blank:
            if not self._edge:
                self._pieces.append(self._blank)
            self._blank = ""
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
        if self._aside:
            return
        self.tree.steps.append(data)
        # Signs between the links of a menu are no text: "[Home] | [News]".
        letters = len("".join(_WORDS.findall(data)))
        self._letters += letters
        if self._in_links:
            self._linked += letters

    def _append(self, node: PageElement) -> None:
        """Put the node behind all others, into the innermost open element."""
        parent = node.parent = self._innermost
        siblings = parent.contents
        if siblings:
            before = siblings[-1]
            before.next_sibling = node
            node.previous_sibling = before
        node.previous_element = self._last
        self._last.next_element = node
        self._last = node
        siblings.append(node)

    def _open_odd(self, element: Element) -> None:
        """Begin an element whose strings are of a kind of their own."""
        if element.name == "pre":
            self._preformatted += 1
        else:
            element.interesting_string_types = {self.string_containers[element.name]}
            self._containers.append(element)

    def _close(self) -> str:
        """Close the innermost open element and return its name."""
        element = self._innermost
        assert isinstance(element, Element) and element.parent is not None
        self._innermost = element.parent
        name = element.name
        if name == "pre":
            self._preformatted -= 1
        elif self._containers and self._containers[-1] is element:
            self._containers.pop()
        if self._aside:
            self._aside -= 1
            return name
        if name == "a":
            self._in_links -= 1
        element.letters = self._letters - element.letters
        element.linked = self._linked - element.linked
        element.links = self._links - element.links
        steps = self.tree.steps
        if element.begin < len(steps) and steps[element.begin] is element:
            steps.append(None)
        element.end = len(steps)
        return name


def make_tree(text: str) -> Tree:
    """Return the tree of `text`; lxml's HTML parser, so no entities of our input's own and no network."""
    # The parser takes what is shown where there are no frames for one text, tags and all.
    text = _FRAMES.sub("", text)
    builder = _Builder(multi_valued_attributes=None)
    BeautifulSoup(text, builder=builder)
    return builder.tree
