"""Build the tree of a page without what is never read: lxml's parser, and a builder for what it tells.

Scripts, styles, drawings, comments and blanks between blocks become no objects.  What later steps ask of a page is put
down while it is built: the walk in document order, measures, and which few elements each step need look at.  The
parser, and so the repair of broken markup, is lxml's; a filter on the text before it could not know where a script
ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lxml import etree  # type: ignore[import-untyped]

from pipeline.parse.element import Element, Unread
from pipeline.parse.markup import BLOCKS, BOLD, BOXES, HEADINGS, LINKED_DATA_TYPE, PRUNED, names_of

# Their tags say something, and what stands in a head is read by its own rules. An iframe makes a table one of layout.
_KEPT = names_of("head title meta script iframe")
_FRAMES = re.compile(r"</?(?:noframes|frameset|frame)\b[^>]{0,1000}>", re.I)
# An element with one of these may be hidden, open a region, or be the content, whatever its name.
_TELLING = names_of("hidden aria-hidden style role itemprop")
_NONE: dict[str, str] = {}
_SPACES = " \n\t\f\r"
_WORDS = re.compile(r"\w+")
# What an element's name means while the tree is built, in bits.
_BLOCK, _BOX, _ASIDE, _STATED, _BOLD, _LINK, _PRE, _DROPPED = (1 << place for place in range(8))
_NAMES = {
    _BLOCK: BLOCKS,
    _BOX: BOXES | HEADINGS.keys() | names_of("main article footer"),
    _ASIDE: _KEPT,
    _STATED: names_of("html title meta time script"),
    _BOLD: BOLD,
    _LINK: names_of("a"),
    _PRE: names_of("pre"),
    _DROPPED: (PRUNED - _KEPT) | {"script"},
}
_USE = {name: sum(use for use, names in _NAMES.items() if name in names) for name in set().union(*_NAMES.values())}


@dataclass(slots=True)
class Tree:
    """A page's tree: `root` holds all of it.

    The lists are in document order. `boxes` are the elements that may open a region or be hidden, `stated` those whose
    values say something of the page, `bold` those in bold type.
    """

    root: Element
    boxes: list[Element]
    stated: list[Element]
    bold: list[Element]

    def steps_without(self, hidden: Iterable[Element]) -> list[str | Element | None]:
        """Return the walk of what stands in the root, without some elements, which are in document order."""
        steps = self.root.steps
        kept: list[str | Element | None] = []
        done = 1
        for element in hidden:
            if element.begin >= done:
                kept += steps[done : element.begin]
                done = element.end
        return kept + steps[done:-1]

    def free(self) -> None:
        """Forget the walk: it holds its elements, and they hold it, so that memory would wait for a look for cycles."""
        self.root.steps.clear()


class _Builder:
    """Makes elements of what the parser tells, of what is kept.

    `_dropped` counts the open elements from the outermost dropped one, `_aside` those from the outermost whose text is
    none of the page's. Blanks beside the tag of a block are no text; of the strings of an indented page they are three
    in four. `_blank` is held back until the next tag tells.
    """

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._steps: list[str | Element | None] = []
        self._dropped = self._aside = self._preformatted = 0
        self._letters = self._linked = self._links = self._in_links = 0
        self._blank = ""
        self._edge = 1
        self._innermost: Element | None = None
        self._boxes: list[Element] = []
        self._stated: list[Element] = []
        self._bold: list[Element] = []
        self.start("[document]", _NONE)

    def start(self, tag: str, attrib: Mapping[str, str]) -> None:
        if self._dropped:
            self._dropped += 1
            return
        use = _USE.get(tag, 0)
        if use & _DROPPED and (tag != "script" or attrib.get("type", "").lower() != LINKED_DATA_TYPE):
            self._end_text()
            self._dropped = 1
            return
        self._edge = use & _BLOCK
        if self._blank or self._pieces:
            self._end_text(self._edge)
        element = Element()
        element.name = tag
        element.attrs = attrib or _NONE
        element.parent = self._innermost
        element.steps = steps = self._steps
        element.begin = len(steps)
        element.letters = self._letters
        element.linked = self._linked
        element.links = self._links
        steps.append(element)
        self._innermost = element
        if use & _STATED:
            self._stated.append(element)
        if self._aside or use & _ASIDE:
            self._aside += 1
            return
        if use & _BOX or (attrib and not _TELLING.isdisjoint(attrib)):
            self._boxes.append(element)
        if use & _LINK:
            self._links += 1
            self._in_links += 1
        elif use & _BOLD:
            self._bold.append(element)
        elif use & _PRE:
            self._preformatted += 1

    def end(self, tag: str) -> None:
        if self._dropped:
            self._dropped -= 1
            return
        edge = self._edge = tag in BLOCKS
        if self._blank or self._pieces:
            self._end_text(edge)
        element = self._innermost
        if element is None or (element.name != tag and not element.stands_in((tag,))):
            return
        while element.name != tag and element.parent is not None:
            self.end(element.name)
            element = element.parent
        self._innermost = element.parent
        element.letters = self._letters - element.letters
        element.linked = self._linked - element.linked
        element.links = self._links - element.links
        self._steps.append(None)
        element.end = len(self._steps)
        if self._aside:
            self._aside -= 1
        elif tag == "a":
            self._in_links -= 1
        elif tag == "pre":
            self._preformatted -= 1
        self._edge = edge

    def data(self, data: str) -> None:
        if self._dropped:
            return
        if data.isspace():
            if not self._edge:
                self._blank += data
            return
        if self._blank:
            data = self._blank + data
            self._blank = ""
        self._edge = 0
        self._pieces.append(data)

    def comment(self, text: str) -> None:
        """End the text before it; of itself it leaves nothing."""
        self._end_text()

    def pi(self, target: str, data: str) -> None:
        self._end_text()

    def close(self) -> Tree:
        """Close what is left open, and return the tree."""
        root = self._steps[0]
        assert isinstance(root, Element)
        self._dropped, self._blank = 0, ""
        while self._innermost is not None:
            self.end(self._innermost.name)
        return Tree(root, self._boxes, self._stated, self._bold)

    def _end_text(self, edge: int = 0) -> None:
        """Put down the text before a tag; the blanks before that of a block are none of it."""
        if self._blank:
            if not edge:
                self._pieces.append(self._blank)
            self._blank = ""
        if not self._pieces:
            return
        data = "".join(self._pieces)
        self._pieces.clear()
        if not self._preformatted and not data.strip(_SPACES):
            data = "\n" if "\n" in data else " "
        if self._aside:
            self._steps.append(Unread(data))
            return
        self._steps.append(data)
        # Signs between the links of a menu are no text: "[Home] | [News]".
        closed_up = data.replace(" ", "")
        letters = len(closed_up if closed_up.isalnum() else "".join(_WORDS.findall(closed_up)))
        self._letters += letters
        if self._in_links:
            self._linked += letters


def make_tree(text: str) -> Tree:
    """Return the tree of `text`; lxml's HTML parser, so no entities of our input's own and no network."""
    # The parser takes what is shown where there are no frames for one text, tags and all.
    parser = etree.HTMLParser(target=_Builder())
    parser.feed(_FRAMES.sub("", text).removeprefix("\ufeff"))
    tree: Tree = parser.close()
    return tree
