"""BeautifulSoup's tree of a table, in which rows and cells, and what stands in them, are sought.

Its own way from an event of the parser to an element takes three quarters of a tree's time: thirty attributes of each
are the same for all.  Here an element gets what differs, and the class the rest; and of a page, whose other parts no
rule asks for their structure, only tables come here.
"""

from __future__ import annotations

from collections.abc import Container, Iterator

from bs4.element import NavigableString, PageElement, Tag

from pipeline.parse.element import Element


class _Tag(Tag):
    """A tag that is built here alone; what is the same for all of them stands here."""

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
    parent = None
    next_element = None
    next_sibling = None
    previous_sibling = None
    previous_element = None


def soup_of(element: Element) -> dict[int, Tag]:
    """Return the tags of an element and of all below it, by `id()` of what they are made of."""
    tags: dict[int, Tag] = {}
    opened: list[Tag] = []
    last: PageElement | None = None
    for step in element.steps[element.begin : element.end]:
        if step is None:
            opened.pop()
            continue
        node: PageElement
        if isinstance(step, str):
            node = str.__new__(NavigableString, step)
            node.next_element = node.next_sibling = node.previous_sibling = None
        else:
            node = tags[id(step)] = _tag(step)
        if opened:
            _append(opened[-1], node, last)
        if isinstance(node, Tag):
            opened.append(node)
        last = node
    return tags


def below(tag: Tag, names: Container[str]) -> Iterator[Tag]:
    """Yield the elements of these names that stand in `tag`, in order. BeautifulSoup asks a filter for each."""
    left = tag.contents[::-1]
    while left:
        node = left.pop()
        if isinstance(node, Tag):
            if node.name in names:
                yield node
            left += reversed(node.contents)


def _tag(element: Element) -> Tag:
    tag = _Tag.__new__(_Tag)
    tag.name = element.name
    tag.attrs = dict(element.attrs)
    tag.contents = []
    return tag


def _append(parent: Tag, node: PageElement, last: PageElement | None) -> None:
    """Put `node` behind `last`, which was the last of all, as the last of its parent's."""
    node.parent = parent
    if parent.contents:
        before = parent.contents[-1]
        before.next_sibling = node
        node.previous_sibling = before
    node.previous_element = last
    if last is not None:
        last.next_element = node
    parent.contents.append(node)
