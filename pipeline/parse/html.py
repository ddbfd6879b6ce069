"""HTML bytes to a document of one page.  Head first, then the body in document order."""

from __future__ import annotations

import re
from functools import cache
from importlib.metadata import version

from pipeline.parse.bold_heads import mark_bold_heads
from pipeline.parse.builder import PARAGRAPH, PageBuilder
from pipeline.parse.encoding import decode
from pipeline.parse.head import declared_language, title_of, write_head
from pipeline.parse.regions import mark
from pipeline.parse.tree import make_tree
from pipeline.parse.unclosed import opened_up
from pipeline.parse.walk import Walker
from pipeline.settings import Settings
from schemas.document import Document, MediaType, SourceFile
from schemas.errors import Issue, ParseError, ReasonCode, Severity, Stage

# Half a KB and some 10 µs an element, to its blocks: 500,000 are 5 s and 270 MB.
_MAX_TAGS = 500_000
_BREAK_BEFORE_BREAKS = re.compile(r"<br ?/?>(?=<br ?/?><br ?/?>)", re.IGNORECASE)
_DATA_URI = re.compile(r"data:[\w.+/-]{0,60};base64,[A-Za-z0-9+/=%\s]*")
_LONG = 200_000


def parse_html(file: SourceFile, settings: Settings) -> tuple[Document, tuple[Issue, ...]]:
    """Return the page's document. Raises ParseError: bad_encoding, empty_document, too_large."""
    decoded = decode(file.content)
    page = PageBuilder(1, settings.max_page_chars)
    text, unclosed = opened_up(decoded.text)
    title, language = write_markup(text, page)
    if page.empty:
        raise ParseError(ReasonCode.EMPTY_DOCUMENT, "the page has markup, but no text")
    stated = {"encoding": decoded.encoding, "title": title, "language": language}
    metadata = {key: value for key, value in stated.items() if value}
    document = Document(file.sha256, MediaType.HTML, (page.page(),), parser_name(), metadata)
    return document, decoded.issues + unclosed + overflow_issue(page)


@cache
def parser_name() -> str:
    """Return what stands in `Document.parser` for pages made from HTML."""
    return f"html/1 beautifulsoup4 {version('beautifulsoup4')} lxml {version('lxml')}"


def write_markup(text: str, page: PageBuilder) -> tuple[str, str]:
    """Write a page or a fragment of HTML to `page`; return its title and declared language, "" if none.

    Raises ParseError(too_large) for more elements than memory is good for.
    """
    if text.count("<") > _MAX_TAGS:
        text = _BREAK_BEFORE_BREAKS.sub("", text)  # a million breaks in a row are one gap, and a million elements
    if text.count("<") > _MAX_TAGS:
        raise ParseError(ReasonCode.TOO_LARGE, f"more than {_MAX_TAGS} tags")
    if len(text) > _LONG:
        text = _DATA_URI.sub("data:,", text)
    tree = make_tree(text)
    # Not `body` alone: text after a premature </html> stands beside it.
    mark_bold_heads(tree)
    marks = mark(tree)
    write_head(tree, marks, page)
    page.gap(PARAGRAPH)
    Walker(page, marks).walk(tree.steps_without(marks.hidden.values()))
    title, language = title_of(tree), declared_language(tree)
    tree.free()
    return title, language


def overflow_issue(page: PageBuilder) -> tuple[Issue, ...]:
    """Return the issue that says that the page's text was cut at the limit, if it was."""
    if not page.overflow:
        return ()
    detail = "text beyond the limit for one page was left out"
    return (Issue(ReasonCode.TOO_LARGE, Stage.PARSE, Severity.ERROR, detail, page.number),)
