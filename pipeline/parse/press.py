"""A press release: front matter line by line, then the body as rendered Markdown or HTML."""

from __future__ import annotations

from functools import cache
from importlib.metadata import version
from typing import TYPE_CHECKING

from pipeline.parse.builder import LINE, PARAGRAPH, PageBuilder
from pipeline.parse.clean import final, folded
from pipeline.parse.encoding import decode
from pipeline.parse.front_matter import Entry, split_front_matter
from pipeline.parse.html import overflow_issue, write_markup
from pipeline.parse.label_lines import keep_label_lines
from pipeline.parse.pandoc import tables_to_html
from pipeline.parse.pandoc_grids import grids_to_html
from pipeline.parse.repair import plain_entities
from pipeline.parse.shortcodes import plain_markdown
from pipeline.parse.unclosed import opened_up
from pipeline.settings import Settings
from pipeline.sniff import looks_like_fragment, looks_like_page
from schemas.document import Block, BlockKind, Document, MediaType, Region, SourceFile
from schemas.errors import Issue, ParseError, ReasonCode, Severity, Stage

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

# Nested lists and quotations deeper than this are text of no press release; the renderer recurses.
_MAX_NESTING = 60


def parse_press(file: SourceFile, settings: Settings) -> tuple[Document, tuple[Issue, ...]]:
    """Return the release's document. Raises ParseError: bad_encoding, empty_document, too_large."""
    decoded = decode(file.content)
    front = split_front_matter(decoded.text.replace("\r\n", "\n").replace("\r", "\n"))
    page = PageBuilder(1, settings.max_page_chars)
    for entry in front.entries:
        _write_entry(entry, page)
    page.gap(PARAGRAPH)
    body, unclosed = opened_up(to_html(front.body)) if front.body.strip() else ("", ())
    title = write_markup(body, page)[0] if body else ""
    if page.empty:
        raise ParseError(ReasonCode.EMPTY_DOCUMENT, "neither front matter nor body")
    title = next(
        (folded(plain_entities(entry.value)[0]) for entry in front.entries if entry.key.lower() == "title"), title
    )
    metadata = {"encoding": decoded.encoding} | ({"title": title} if title else {})
    document = Document(file.sha256, MediaType.PRESS, (page.page(),), parser_name(), metadata)
    problem = (_bad_front_matter(front.problem),) if front.problem else ()
    return document, decoded.issues + problem + unclosed + overflow_issue(page)


@cache
def parser_name() -> str:
    """Return what stands in `Document.parser` for press releases."""
    return f"press/1 markdown-it-py {version('markdown-it-py')} beautifulsoup4 {version('beautifulsoup4')}"


def to_html(body: str) -> str:
    """Return the body as HTML: as it is where it is HTML already, else rendered from Markdown."""
    if looks_like_page(body) or looks_like_fragment(body):
        return plain_markdown(body)
    return str(_markdown().render(keep_label_lines(tables_to_html(grids_to_html(plain_markdown(body))))))


@cache
def _markdown() -> MarkdownIt:
    """Indented code is off: in press releases four blanks are indented prose or HTML."""
    from markdown_it import MarkdownIt

    renderer = MarkdownIt("commonmark", {"html": True, "maxNesting": _MAX_NESTING})
    return renderer.enable(["table", "strikethrough"]).disable("code")


def _write_entry(entry: Entry, page: PageBuilder) -> None:
    """Write the line `key: value`; the block is the value alone."""
    plain = final(plain_entities(entry.value)[0])
    value = "\n".join(line.rstrip() for line in plain.split("\n")).strip()
    if not value:
        return
    key = " ".join(final(entry.key).split())
    page.literal(f"{key}: ")
    page.add(value, Block(BlockKind.FRONT_MATTER, 0, 0, Region.HEAD, key=key))
    page.gap(LINE)


def _bad_front_matter(problem: str) -> Issue:
    return Issue(ReasonCode.BAD_FRONT_MATTER, Stage.PARSE, Severity.WARNING, f"read line by line: {problem}")
