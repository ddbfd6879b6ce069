"""Office files (.docx, .pptx, .odt, .odp) to pages: their XML becomes plain HTML, which is read like any other.

A text has one page, since where its pages end is not in the file; a presentation has one for each slide.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from html import escape
from importlib.metadata import version
from typing import TYPE_CHECKING

from pipeline.parse.builder import PageBuilder
from pipeline.parse.html import overflow_issue, write_markup
from pipeline.parse.office_markup import Markup, style_levels
from pipeline.parse.office_parts import Parts, local, value
from pipeline.settings import Settings
from schemas.document import Document, MediaType, SourceFile
from schemas.errors import Issue, ParseError, ReasonCode

if TYPE_CHECKING:
    from lxml.etree import _Element  # type: ignore[import-untyped]


def parse_office(file: SourceFile, settings: Settings) -> tuple[Document, tuple[Issue, ...]]:
    """Return the document. Raises ParseError: corrupt_member, empty_document, too_many_pages, too_large."""
    parts = Parts(file.content, settings)
    bodies = {MediaType.DOCX: _text_body, MediaType.PPTX: _slides}.get(file.media_type, _odf_pages)(parts)
    name = f"office/2 lxml {version('lxml')}"
    document, issues = document_of(file, settings, list(bodies), _title(parts), name)
    return document, (*parts.issues, *issues)


def document_of(
    file: SourceFile, settings: Settings, bodies: list[str], head: str, parser: str, encoding: str = "utf-8"
) -> tuple[Document, tuple[Issue, ...]]:
    """Return the document of pages that are given as HTML. `head` stands at the head of the first."""
    if len(bodies) > settings.max_pages:
        raise ParseError(ReasonCode.TOO_MANY_PAGES, f"{len(bodies)} pages")
    pages: list[PageBuilder] = []
    title = ""
    for number, body in enumerate(bodies, 1):
        page = PageBuilder(number, settings.max_page_chars)
        found, _ = write_markup(f"<html><head>{head if number == 1 else ''}</head><body>{body}</body></html>", page)
        title = title or found
        pages.append(page)
    if all(page.empty for page in pages):
        raise ParseError(ReasonCode.EMPTY_DOCUMENT, "the file has no text")
    metadata = {"encoding": encoding} | ({"title": title} if title else {})
    issues = tuple(issue for page in pages for issue in overflow_issue(page))
    return Document(file.sha256, file.media_type, tuple(page.page() for page in pages), parser, metadata), issues


def _title(parts: Parts) -> str:
    for name in ("docProps/core.xml", "meta.xml"):
        root = parts.xml(name)
        for found in root.iter("{*}title") if root is not None else ():
            text = (found.text or "").strip()
            return f"<title>{escape(text)}</title>" if text else ""
    return ""


def _text_body(parts: Parts) -> Iterator[str]:
    """Yield the text, with notes behind it, and what stands in headers and footers of its pages, each once."""
    root = parts.xml("word/document.xml")
    if root is None:
        raise ParseError(ReasonCode.CORRUPT_MEMBER, "word/document.xml is missing")
    levels = style_levels(parts.xml("word/styles.xml"))
    body = _markup(parts, root, levels)
    notes = [
        _markup(parts, note, levels)
        for name in ("word/footnotes.xml", "word/endnotes.xml")
        if (note := parts.xml(name)) is not None
    ]
    edges = sorted(
        name for name in parts.names() if name.startswith(("word/header", "word/footer")) and name.endswith(".xml")
    )
    written = dict.fromkeys(_markup(parts, edge, levels) for name in edges if (edge := parts.xml(name)) is not None)
    yield f"{body}{''.join(notes)}<footer>{''.join(written)}</footer>"


def _slides(parts: Parts) -> Iterator[str]:
    """Yield the slides in the order in which they are shown."""
    show, links = parts.xml("ppt/presentation.xml"), parts.xml("ppt/_rels/presentation.xml.rels")
    if show is None or links is None:
        raise ParseError(ReasonCode.CORRUPT_MEMBER, "ppt/presentation.xml is missing")
    targets = {value(link, "Id"): value(link, "Target") for link in links}
    for number, listed in enumerate(show.iter("{*}sldId"), 1):
        key = next((str(text) for name, text in listed.attrib.items() if str(name).endswith("}id")), "")
        slide = parts.xml(posixpath.normpath(posixpath.join("ppt", targets.get(key, ""))).lstrip("/"))
        if slide is None:
            parts.lost(f"slide {number} is missing")
        else:
            yield _slide(parts, slide)


def _slide(parts: Parts, root: _Element) -> str:
    """Return a slide: its shapes in their order, the title as a heading."""
    markup = Markup()
    for shape in root.iter("{*}sp", "{*}graphicFrame"):
        holder = next((value(part, "type") for part in shape.iter("{*}ph")), "")
        markup.write(shape, heading=1 if holder in ("title", "ctrTitle") else 0)
    return _written(parts, markup)


def _odf_pages(parts: Parts) -> Iterator[str]:
    root = parts.xml("content.xml")
    if root is None:
        raise ParseError(ReasonCode.CORRUPT_MEMBER, "content.xml is missing")
    slides = [page for page in root.iter("{*}page") if local(page) == "page"]
    yield from (_markup(parts, slide, {}) for slide in slides or root.iter("{*}body"))


def _markup(parts: Parts, root: _Element, levels: dict[str, int]) -> str:
    markup = Markup(levels)
    markup.write(root)
    return _written(parts, markup)


def _written(parts: Parts, markup: Markup) -> str:
    if markup.cut:
        parts.lost("text that stands too deep in other elements was left out")
    return markup.text()
