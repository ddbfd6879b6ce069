"""Mark which elements of a page are navigation, asides, footers, or hidden."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from pipeline.parse.element import Element
from pipeline.parse.fact_sheets import is_fact_sheet
from pipeline.parse.markup import BOXES, HEADINGS, attribute, names_of
from pipeline.parse.region_names import is_hidden, region_by_name
from pipeline.parse.soup import soup_of
from pipeline.parse.tables import is_data_table, may_hold_data
from pipeline.parse.tree import Tree
from schemas.document import Region
from schemas.vocabulary import load_vocabulary

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
    """Regions of elements by `id()`, and by it the elements to be left out because they are hidden, in their order."""

    regions: dict[int, Region] = field(default_factory=dict)
    hidden: dict[int, Element] = field(default_factory=dict)


@dataclass(slots=True)
class _Layout:
    """What is known of the page as a whole: `stated` is the content that its author marked, `core` the one we guess.

    `path` holds the ids of what `stated` or else `core` stands in.
    """

    whole: int
    stated: Element | None
    core: Element
    path: set[int]


def mark(tree: Tree) -> Marks:
    """Return the regions of the elements of the tree; what has no mark takes its parent's region."""
    layout = _layout(tree)
    marks = Marks()
    done = 0
    for tag in tree.boxes:
        if tag.attrs and is_hidden(tag) and tag.letters <= layout.whole * _MOST:
            marks.hidden[id(tag)] = tag
        # Below a marked element nothing is marked again, except what is hidden.
        if tag.begin < done:
            continue
        region = _region(tag, layout)
        if region is not None:
            marks.regions[id(tag)] = region
            done = tag.end
        elif tag.name in HEADINGS:
            section = _announced(tag, layout)
            marks.regions.update((id(part), Region.ASIDE) for part in section)
            done = max([done, *(part.end for part in section)])
    return marks


def _layout(tree: Tree) -> _Layout:
    stated = _content(tree)
    core = stated or _core(tree)
    return _Layout(tree.root.letters, stated, core, {id(parent) for parent in core.parents})


def _content(tree: Tree) -> Element | None:
    """Return the element that its author marked as the main content, if it holds enough of the text."""
    candidates: dict[str, list[Element]] = {name: [] for name in _CONTENT}
    for tag in tree.boxes:
        if name := _content_name(tag):
            candidates[name].append(tag)
    for found in candidates.values():
        if len(found) == 1 and found[0].letters >= tree.root.letters * _MAIN_SHARE:
            return found[0]
    return None


def _content_name(tag: Element) -> str:
    """Return under which name of `_CONTENT` the tag may be the main content, "" if it may not."""
    if tag.name in ("main", "article"):
        return tag.name
    attrs = tag.attrs
    if "role" in attrs and attribute(tag, "role").lower() == "main":
        return "main"
    return "articleBody" if "itemprop" in attrs and attribute(tag, "itemprop") == "articleBody" else ""


def _core(tree: Tree) -> Element:
    """Return the innermost box that holds most of what stands in no link; below its title no search goes on."""
    core = tree.root
    while True:
        inner = [tag for tag in core.children if isinstance(tag, Element)]
        if any(tag.name in _TITLES and _prose(tag) > 0 for tag in inner):
            return core
        least = max(_CORE_SHARE * _prose(core), 1)
        boxes = [tag for tag in inner if tag.name in _CONTAINERS and _prose(tag) >= least]
        if len(boxes) != 1:
            return core
        core = boxes[0]


def _prose(tag: Element) -> int:
    return tag.letters - tag.linked


def _region(tag: Element, layout: _Layout) -> Region | None:
    """Return the region that `tag` opens, or None if it goes on in its parent's."""
    if tag is layout.stated or (layout.stated is not None and id(tag) in layout.path):
        return None
    if tag.letters > layout.whole * _MOST:
        return None
    region = region_by_name(tag, layout.whole)
    if region is Region.ASIDE and is_fact_sheet(tag):
        return None
    if region is not None or tag.name not in BOXES:
        return region
    if _is_menu(tag, layout):
        return Region.NAVIGATION
    return Region.ASIDE if _is_beside(tag, layout) and _is_column(tag, layout.whole) else None


def _is_beside(tag: Element, layout: _Layout) -> bool:
    return tag.parent is not None and id(tag.parent) in layout.path and tag is not layout.core


def _is_column(tag: Element, whole: int) -> bool:
    """Return whether a box beside the content is a column of teasers: links, each with a line of text."""
    if tag.links < _FEW_LINKS or tag.density <= _COLUMN_LINKS or tag.letters > whole * _COLUMN_SHARE:
        return False
    return not tag.holds(_PARTS_OF_CONTENT)


def _is_menu(tag: Element, layout: _Layout) -> bool:
    """Return whether a box is a list of links and little else."""
    beside = _is_beside(tag, layout)
    if beside and layout.stated is not None and tag.density > 0.5 and tag.links >= _FEW_LINKS:
        return True
    least = _FEW_LINKS if beside else _MANY_LINKS
    if tag.links < least or tag.density <= _LIST_LINKS or tag.letters > _LIST_ITEM_CHARS * tag.links:
        return False
    if _is_series(tag) or _is_told(tag):
        return False
    return tag.name not in _TABLE_PARTS or not _in_data_table(tag)


def _is_series(tag: Element) -> bool:
    """Return whether commas stand between most links, "The partners are A, B and C": in a menu bars do, or nothing."""
    between = [part.strip() for part in tag.children if isinstance(part, str)]
    commas = sum(mark.startswith(",") for mark in between)
    return tag.name == "p" and commas >= _FEW_LINKS and commas * 2 >= sum(1 for mark in between if mark)


def _is_told(tag: Element) -> bool:
    """Return whether the words right before a list announce it, "Partners:", and not other pages: "Read also:"."""
    if tag.name not in _LISTS:
        return False
    before: str | Element = ""
    for part in tag.parent.children if tag.parent else ():
        if part is tag:
            break
        if isinstance(part, Element) or not part.isspace():
            before = part
    words = before.text(" ") if isinstance(before, Element) else before
    return words.rstrip().endswith(":") and not words.strip().casefold().startswith(_asides())


def _in_data_table(tag: Element) -> bool:
    table = next((part for part in (tag, *tag.parents) if part.name == "table"), None)
    return table is not None and may_hold_data(table) and is_data_table(soup_of(table)[id(table)])


def _announced(heading: Element, layout: _Layout) -> list[Element]:
    """Return `heading` and what follows it up to the next of its level, if it announces other pages: "Read also"."""
    text = heading.text(" ").strip().casefold()
    if len(text) > _LONGEST_HEADING or not text.startswith(_asides()):
        return []
    section = [heading, *_until_next(heading)]
    few = sum(part.letters for part in section) <= layout.whole * _MOST
    linked = any(part.links for part in section)
    return section if few and linked and not any(tag.holds(_PARTS_OF_CONTENT) for tag in section) else []


def _until_next(heading: Element) -> Iterator[Element]:
    for sibling in heading.parent.children if heading.parent else ():
        if isinstance(sibling, Element) and sibling.begin > heading.begin:
            if HEADINGS.get(sibling.name, 9) <= HEADINGS[heading.name]:
                return
            yield sibling


@cache
def _asides() -> tuple[str, ...]:
    return load_vocabulary().cues["aside_headings"]
