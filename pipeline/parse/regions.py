"""Mark which elements of a page are navigation, asides, footers, or hidden."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from bs4.element import Tag

from pipeline.parse.markup import HEADINGS, Event, attribute, holds, names_of
from pipeline.parse.region_names import BOXES, Measure, is_hidden, region_by_name
from pipeline.parse.tables import is_data_table
from pipeline.parse.tree import Tree
from schemas.document import Region
from schemas.vocabulary import load_vocabulary

_LETTERS = re.compile(r"\w+")
_START, _TEXT, _END = Event  # a member's name takes five times as long to look up
# A part that holds more than this share of the page's text is the page, whatever its class says.
_MOST = 0.6
_LIST_LINKS = 0.8
_LIST_ITEM_CHARS = 60
# A line of two or three links is a menu beside the content alone; in it, it may be a list of partners.
_FEW_LINKS = 2
_MANY_LINKS = 4
_COLUMN_LINKS = 0.3
_COLUMN_SHARE = 0.25
_MAIN_SHARE = 0.25
# Whoever holds this share of what stands in no link is on the way to the content.
_CORE_SHARE = 0.7
# In this order; of two articles on a page neither is the content.
_CONTENT = ("main", "articleBody", "article")
_CONTAINERS = names_of("html body div section article center form table tbody tr td font span")
_TITLES = ("h1", "h2", "h3")
_TABLE_PARTS = frozenset(("table", "tbody", "tr", "td", "th"))
_LISTS = frozenset(("ul", "ol"))
_PARTS_OF_CONTENT = names_of("h1 table")
_LONGEST_HEADING = 40


@dataclass(slots=True)
class Marks:
    """Regions of elements by `id()`, and the elements to be left out because they are hidden."""

    regions: dict[int, Region] = field(default_factory=dict)
    hidden: set[int] = field(default_factory=set)


@dataclass(slots=True)
class _Layout:
    """What is known of the page as a whole: `stated` is the content that its author marked, `core` the one we guess.

    `path` holds the ids of what `stated` or else `core` stands in.
    """

    measures: dict[int, Measure]
    whole: int
    stated: Tag | None
    core: Tag
    path: set[int]


def mark(tree: Tree) -> Marks:
    """Return the regions of the elements of the tree; what has no mark takes its parent's region."""
    layout = _layout(tree)
    marks = Marks()
    depth = 0
    for event, tag in tree.steps:
        if event is _END:
            depth -= depth > 0
            continue
        if event is _TEXT:
            continue
        # Below a marked element nothing is marked again, except what is hidden.
        if tag.attrs and is_hidden(tag) and layout.measures[id(tag)].text <= layout.whole * _MOST:
            marks.hidden.add(id(tag))
        if depth:
            depth += 1
            continue
        region = marks.regions.get(id(tag)) or _region(tag, layout)
        if region is not None:
            marks.regions[id(tag)] = region
            depth = 1
        elif tag.name in HEADINGS:
            marks.regions.update((id(part), Region.ASIDE) for part in _announced(tag, layout))
            depth = int(id(tag) in marks.regions)
    return marks


def _layout(tree: Tree) -> _Layout:
    measures, candidates = _measure(tree)
    whole = measures[id(tree.soup)].text
    stated = _content(candidates, measures, whole)
    core = stated or _core(tree.soup, measures)
    return _Layout(measures, whole, stated, core, {id(parent) for parent in core.parents})


def _measure(tree: Tree) -> tuple[dict[int, Measure], dict[str, list[Tag]]]:
    """Return the measures of the tree and of all below it, and what may be the main content, in one pass."""
    candidates: dict[str, list[Tag]] = {name: [] for name in _CONTENT}
    innermost = Measure()
    found = {id(tree.soup): innermost}
    open_tags = [innermost]
    links = 0
    for event, node in tree.steps:
        if event is _TEXT:
            # Signs between the links of a menu are no text: "[Home] | [News]".
            letters = 0 if node.isspace() else sum(map(len, _LETTERS.findall(node)))
            innermost.text += letters
            if links:
                innermost.linked += letters
        elif event is _START:
            is_link = node.name == "a"
            links += is_link
            candidate = _content_name(node)
            if candidate:
                candidates[candidate].append(node)
            innermost = found[id(node)] = Measure(0, 0, int(is_link))
            open_tags.append(innermost)
        elif len(open_tags) > 1:
            links -= node.name == "a"
            done = open_tags.pop()
            innermost = open_tags[-1]
            innermost.text += done.text
            innermost.linked += done.linked
            innermost.links += done.links
    return found, candidates


def _content_name(tag: Tag) -> str:
    """Return under which name of `_CONTENT` the tag may be the main content, "" if it may not."""
    if tag.name in ("main", "article"):
        return tag.name
    attrs = tag.attrs
    if "role" in attrs and attribute(tag, "role").lower() == "main":
        return "main"
    return "articleBody" if "itemprop" in attrs and attribute(tag, "itemprop") == "articleBody" else ""


def _content(candidates: dict[str, list[Tag]], measures: dict[int, Measure], whole: int) -> Tag | None:
    """Return the element that its author marked as the main content, if it holds enough of the text."""
    for name in _CONTENT:
        found = candidates[name]
        if len(found) == 1 and measures[id(found[0])].text >= whole * _MAIN_SHARE:
            return found[0]
    return None


def _core(body: Tag, measures: dict[int, Measure]) -> Tag:
    """Return the innermost box that holds most of what stands in no link; below its title no search goes on."""
    core = body
    while not any(isinstance(tag, Tag) and tag.name in _TITLES and _prose(tag, measures) > 0 for tag in core.children):
        least = _CORE_SHARE * _prose(core, measures)
        boxes = [tag for tag in core.children if isinstance(tag, Tag) and tag.name in _CONTAINERS]
        inner = [tag for tag in boxes if _prose(tag, measures) >= max(least, 1)]
        if len(inner) != 1:
            return core
        core = inner[0]
    return core


def _prose(tag: Tag, measures: dict[int, Measure]) -> int:
    measure = measures.get(id(tag))
    return measure.text - measure.linked if measure else 0


def _region(tag: Tag, layout: _Layout) -> Region | None:
    """Return the region that `tag` opens, or None if it goes on in its parent's."""
    measure = layout.measures[id(tag)]
    if tag is layout.stated or (layout.stated is not None and id(tag) in layout.path):
        return None
    if measure.text > layout.whole * _MOST:
        return None
    region = region_by_name(tag, measure, layout.whole)
    if region is not None or tag.name not in BOXES:
        return region
    if _is_menu(tag, measure, layout):
        return Region.NAVIGATION
    return Region.ASIDE if _is_beside(tag, layout) and _is_column(tag, measure, layout.whole) else None


def _is_beside(tag: Tag, layout: _Layout) -> bool:
    return tag.parent is not None and id(tag.parent) in layout.path and tag is not layout.core


def _is_column(tag: Tag, measure: Measure, whole: int) -> bool:
    """Return whether a box beside the content is a column of teasers: links, each with a line of text."""
    if measure.links < _FEW_LINKS or measure.density <= _COLUMN_LINKS or measure.text > whole * _COLUMN_SHARE:
        return False
    return not holds(tag, _PARTS_OF_CONTENT)


def _is_menu(tag: Tag, measure: Measure, layout: _Layout) -> bool:
    """Return whether a box is a list of links and little else."""
    beside = _is_beside(tag, layout)
    if beside and layout.stated is not None and measure.density > 0.5 and measure.links >= _FEW_LINKS:
        return True
    least = _FEW_LINKS if beside else _MANY_LINKS
    if measure.links < least or measure.density <= _LIST_LINKS or measure.text > _LIST_ITEM_CHARS * measure.links:
        return False
    if _is_series(tag) or _is_told(tag):
        return False
    return tag.name not in _TABLE_PARTS or not _in_data_table(tag)


def _is_series(tag: Tag) -> bool:
    """Return whether commas stand between most links, "The partners are A, B and C": in a menu bars do, or nothing."""
    between = [str(part).strip() for part in tag.children if not isinstance(part, Tag)]
    commas = sum(mark.startswith(",") for mark in between)
    return tag.name == "p" and commas >= _FEW_LINKS and commas * 2 >= sum(1 for mark in between if mark)


def _is_told(tag: Tag) -> bool:
    """Return whether the words right before a list announce it, "Partners:", and not other pages: "Read also:"."""
    if tag.name not in _LISTS:
        return False
    before = next((part for part in tag.previous_siblings if not isinstance(part, str) or not part.isspace()), None)
    words = before.get_text(" ") if isinstance(before, Tag) else str(before or "")
    return words.rstrip().endswith(":") and not words.strip().casefold().startswith(_asides())


def _in_data_table(tag: Tag) -> bool:
    table = tag if tag.name == "table" else tag.find_parent("table")
    return isinstance(table, Tag) and is_data_table(table)


def _announced(heading: Tag, layout: _Layout) -> Iterator[Tag]:
    """Yield `heading` and what follows it up to the next of its level, if it announces other pages: "Read also"."""
    text = heading.get_text(" ").strip().casefold()
    if len(text) > _LONGEST_HEADING or not text.startswith(_asides()):
        return
    section = [heading, *_until_next(heading)]
    parts = [layout.measures[id(tag)] for tag in section if id(tag) in layout.measures]
    few = sum(part.text for part in parts) <= layout.whole * _MOST
    linked = any(part.links for part in parts)
    if few and linked and not any(holds(tag, _PARTS_OF_CONTENT) for tag in section):
        yield from section


def _until_next(heading: Tag) -> Iterator[Tag]:
    for sibling in heading.next_siblings:
        if isinstance(sibling, Tag):
            if HEADINGS.get(sibling.name, 9) <= HEADINGS[heading.name]:
                return
            yield sibling


@cache
def _asides() -> tuple[str, ...]:
    return load_vocabulary().cues["aside_headings"]
