"""Build the tree of a page without what is never read: BeautifulSoup's lxml builder, with a filter before its events.

Half of a page's time went into the tree, and half of that into objects for scripts, styles, drawings, comments, blanks
between blocks and attributes that nobody asks for.  The parser, and so the repair of broken markup, stays lxml's; a
filter on the text before it could not know where a script ends.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from bs4 import BeautifulSoup
from bs4.builder._lxml import LXMLTreeBuilder

from pipeline.parse.markup import BLOCKS, LINKED_DATA_TYPE, PRUNED, names_of

# Their tags say something, and what stands in a head is read by its own rules. An iframe makes a table one of layout.
_KEPT = names_of("head title meta script iframe")
_DROPPED = PRUNED - _KEPT
_FRAMES = re.compile(r"</?(?:noframes|frameset|frame)\b[^>]{0,1000}>", re.I)
_ATTRIBUTES = names_of(
    "alt aria-hidden class colspan content data-cfemail datetime hidden href id itemprop itemscope itemtype lang name "
    "property role rowspan style type xml:lang"
)


class _Builder(LXMLTreeBuilder):
    """Passes on the events of what is kept.

    `_dropped` counts the open elements from the outermost dropped one. Blanks beside the tag of a block are no text; of
    the strings of an indented page they are three in four. `_blank` is held back until the next tag tells.
    """

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._dropped = 0
        self._blank = ""
        self._edge = True

    def start(self, tag: Any, attrib: Mapping[Any, Any], nsmap: Mapping[Any, Any] | None = None) -> None:
        if self._dropped or tag in _DROPPED or (tag == "script" and attrib.get("type", "").lower() != LINKED_DATA_TYPE):
            self.comment("")
            self._dropped += 1
            return
        self._meet(tag)
        kept = {name: value for name, value in attrib.items() if name in _ATTRIBUTES}
        self._soup.handle_starttag(tag, None, None, kept)

    def end(self, tag: Any) -> None:
        if self._dropped:
            self._dropped -= 1
            return
        self._meet(tag)
        self._soup.handle_endtag(tag)

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
        self._soup.handle_data(data)

    def comment(self, text: Any) -> None:
        if self._blank:
            self._soup.handle_data(self._blank)
            self._blank = ""
        self._soup.endData()

    def pi(self, target: str, data: str) -> None:
        self.comment(data)

    @property
    def _soup(self) -> BeautifulSoup:
        assert self.soup is not None
        return self.soup

    def _meet(self, tag: str) -> None:
        self._edge = tag in BLOCKS
        if self._blank:
            if not self._edge:
                self._soup.handle_data(self._blank)
            self._blank = ""


def make_soup(text: str) -> BeautifulSoup:
    """Return the tree of `text`; lxml's HTML parser, so no entities of our input's own and no network."""
    # The parser takes what is shown where there are no frames for one text, tags and all.
    text = _FRAMES.sub("", text)
    return BeautifulSoup(text, builder=_Builder(multi_valued_attributes=None))
