"""What the head of a page states: title, meta values, dates, JSON-LD."""

from __future__ import annotations

import json
from collections.abc import Iterator

from pipeline.parse.builder import LINE, PageBuilder
from pipeline.parse.clean import one_line
from pipeline.parse.element import Element
from pipeline.parse.markup import attribute, names_of
from pipeline.parse.regions import Marks
from pipeline.parse.tree import Tree
from schemas.document import Block, BlockKind, Region

_META = names_of(
    "description author og:title og:description article:published_time dc.title dc.date dc.description "
    "dc.creator dc.publisher dcterms.title dcterms.date dcterms.created dcterms.issued "
    "dcterms.description citation_title citation_author citation_publication_date datepublished date "
    "pubdate publish_date abstract og:site_name dcterms.publisher dcterms.creator citation_funding_source "
    "headline identifier startdate enddate funder sponsor"
)
_LINKED_DATA = (
    "headline",
    "datePublished",
    "name",
    "alternateName",
    "identifier",
    "startDate",
    "endDate",
    "funder",
    "sponsor",
    "publisher",
    "amount",
)
# Below a page or a project stands the grant that pays for it, with a name, a number and a funder of its own.
_GRANT = "funding"
# Their names are those of the site or of a person, not of what the page is about.
_OTHER_TYPES = names_of("website organization person breadcrumblist imageobject searchaction sitenavigationelement")
_MAX_TIMES = 3
_MAX_VALUE = 5000
_MAX_NODES = 50


def write_head(tree: Tree, marks: Marks, page: PageBuilder) -> None:
    """Write the head's values, each once, as META blocks with the key under which they stand."""
    seen: set[str] = set()
    for key, value in _values(tree, marks):
        text = one_line(value)[:_MAX_VALUE]
        if text and text not in seen:
            seen.add(text)
            page.add(text, Block(BlockKind.META, 0, 0, Region.HEAD, key=key))
            page.gap(LINE)


def title_of(tree: Tree) -> str:
    """Return the page's title on one line, "" if it has none."""
    title = next((tag for tag in tree.stated if tag.name == "title"), None)
    return one_line(title.text()) if title else ""


def declared_language(tree: Tree) -> str:
    """Return the language that `<html lang>` declares, as `cs` or `en`; "" if none. Often a template's."""
    root = next((tag for tag in tree.stated if tag.name == "html"), None)
    tag = attribute(root, "lang") or attribute(root, "xml:lang") if root else ""
    code = tag.strip().lower().partition("-")[0]
    return code if code.isalpha() and len(code) == 2 else ""


def _values(tree: Tree, marks: Marks) -> Iterator[tuple[str, str]]:
    yield "title", title_of(tree)
    for tag in (tag for tag in tree.stated if tag.name == "meta"):
        key = attribute(tag, "name") or attribute(tag, "property") or attribute(tag, "itemprop")
        if key.lower() in _META:
            yield key, attribute(tag, "content")
    times = (tag for tag in tree.stated if tag.name == "time" and not _set_aside(tag, marks))
    for _, tag in zip(range(_MAX_TIMES), times, strict=False):
        value = attribute(tag, "datetime")
        if value != tag.text().strip():
            yield "time", value
    for tag in tree.stated:
        if tag.name == "script" and attribute(tag, "type").lower() == "application/ld+json":
            yield from _linked_data(tag.text())


def _set_aside(tag: Element, marks: Marks) -> bool:
    return any(id(parent) in marks.regions or id(parent) in marks.hidden for parent in tag.parents)


def _linked_data(text: str) -> Iterator[tuple[str, str]]:
    """Yield the values that JSON-LD gives for the page itself; broken JSON gives none, as in a browser."""
    try:
        root = json.loads(text)
    except (ValueError, RecursionError):
        return
    for node in _nodes(root):
        kind = node.get("@type", "")
        if isinstance(kind, str) and kind.lower() in _OTHER_TYPES:
            continue
        for key in _LINKED_DATA:
            yield from ((key, value) for value in _texts(node.get(key)))


def _nodes(root: object) -> list[dict[str, object]]:
    nodes = _items(root)
    for key in ("@graph", _GRANT):
        nodes += [item for node in nodes if isinstance(node, dict) for item in _items(node.get(key))]
    return [node for node in nodes if isinstance(node, dict)][:_MAX_NODES]


def _items(value: object) -> list[object]:
    return list(value) if isinstance(value, list) else [value]


def _texts(value: object) -> Iterator[str]:
    """Yield what a value says: a text, the name of a thing, a sum with its currency, the value of a number."""
    for item in _items(value):
        if isinstance(item, dict):
            amount = " ".join(str(item[key]) for key in ("value", "currency") if isinstance(item.get(key), str | int))
            item = item.get("name") or amount
        if isinstance(item, str):
            yield item
