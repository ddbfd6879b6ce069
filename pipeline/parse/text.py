"""Plain text to a document: kept as printed, cut at blank lines, a form feed starts a page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.parse.clean import final
from pipeline.parse.encoding import decode
from pipeline.parse.text_tables import find_leaders, find_tabbed, find_table, find_terms
from pipeline.settings import Settings
from schemas.document import Block, BlockKind, Document, MediaType, Page, SourceFile
from schemas.errors import Issue, ParseError, ReasonCode, Severity, Stage

_BULLET = re.compile(r"[ \t\u00a0]{0,40}[-*+•◦‣▪●○■□➢►–—·\uf0b7\uf0a7][ \t\u00a0]{1,9}(?=\S)")
# The number stays in the block: "1. ledna 2024" is a date and no item, and only an extractor can tell.
_NUMBERED = re.compile(r"[ \t\u00a0]{0,40}(?=(?:\(?\d{1,2}[.)]|[a-z]\))[ \t\u00a0]{1,9}[^\W\d])")
_UNDERLINE = re.compile(r"[ \t]{0,40}(={3,200}|-{3,200}|~{3,200})[ \t]{0,40}")
_BLANK = " \t\u00a0\u2007\u202f"
_HEADING_CHARS = 90
_CALL_WORDS = 5
_TABLES = (find_tabbed, find_table, find_leaders, find_terms)
_SUM = re.compile(r"\d[ .,\u00a0]\d{3}(?!\d)")


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a page, without the blanks at its end: half-open code points of the page's text."""

    start: int
    end: int


def parse_text(file: SourceFile, settings: Settings) -> tuple[Document, tuple[Issue, ...]]:
    """Return the text's document. Raises ParseError: bad_encoding, empty_document, too_many_pages."""
    decoded = decode(file.content, markup=False)
    pieces = [piece for part in decoded.text.split("\f") for piece in _cut(final(part), settings.max_page_chars)]
    pages = tuple(_page(number, text) for number, text in enumerate(pieces, 1))
    if not any(page.blocks for page in pages):
        raise ParseError(ReasonCode.EMPTY_DOCUMENT, "white space only")
    if len(pages) > settings.max_pages:
        raise ParseError(ReasonCode.TOO_MANY_PAGES, f"{len(pages)} pages")
    metadata = {"encoding": decoded.encoding}
    document = Document(file.sha256, MediaType.TEXT, pages, "text/1", metadata)
    return document, decoded.issues + _control_issue(decoded.text)


def _control_issue(text: str) -> tuple[Issue, ...]:
    if "\x00" not in text:
        return ()
    detail = f"{text.count(chr(0))} NUL characters removed"
    return (Issue(ReasonCode.BAD_ENCODING, Stage.PARSE, Severity.WARNING, detail),)


def _cut(text: str, limit: int) -> Iterator[str]:
    """Yield `text` in pieces of at most `limit` code points, cut at a line end or a blank if there is one."""
    start = 0
    while len(text) - start > limit:
        places = (text.rfind(char, start + limit // 2, start + limit) for char in "\n ")
        end = next((place for place in places if place > 0), start + limit)
        yield text[start:end]
        start = end
    yield text[start:]


def _page(number: int, text: str) -> Page:
    text = "\n".join(line.rstrip(_BLANK) for line in text.split("\n")).strip("\n")
    blocks: list[Block] = []
    tables = 0
    for lines in _paragraphs(text):
        spans = [(line.start, line.end) for line in lines]
        table = next((found for find in _TABLES if (found := find(text, spans, tables + 1))), None)
        tables += table is not None
        blocks += table if table is not None else _blocks(text, lines)
    return Page(number, text, tuple(blocks))


def _paragraphs(text: str) -> Iterator[list[_Line]]:
    """Yield runs of lines between blank ones."""
    lines: list[_Line] = []
    start = 0
    for line in text.split("\n"):
        if line.strip():
            lines.append(_Line(start, start + len(line)))
        elif lines:
            yield lines
            lines = []
        start += len(line) + 1
    if lines:
        yield lines


def _blocks(text: str, lines: list[_Line]) -> Iterator[Block]:
    """Yield the blocks of one paragraph: its heading if it has one, its list items, the rest."""
    first = text[lines[0].start : lines[0].end]
    if len(lines) > 1 and _UNDERLINE.fullmatch(text, lines[1].start, lines[1].end):
        yield Block(BlockKind.HEADING, *_trimmed(text, lines[0], lines[0]), level=1)
        lines = lines[2:]
    elif len(lines) == 1 and _is_heading(first):
        yield Block(BlockKind.HEADING, *_trimmed(text, lines[0], lines[0]), level=2)
        return
    group: list[_Line] = []
    for line in lines:
        if group and _item_head(text, line):
            yield _block(text, group)
            group = []
        group.append(line)
    if group:
        yield _block(text, group)


def _item_head(text: str, line: _Line) -> re.Match[str] | None:
    return _BULLET.match(text, line.start, line.end) or _NUMBERED.match(text, line.start, line.end)


def _block(text: str, lines: list[_Line]) -> Block:
    bullet = _item_head(text, lines[0])
    if bullet is None:
        return Block(BlockKind.PARAGRAPH, *_trimmed(text, lines[0], lines[-1]))
    indent = len(bullet.group().expandtabs(4)) - len(bullet.group().lstrip())
    return Block(BlockKind.LIST_ITEM, bullet.end(), lines[-1].end, level=1 + min(indent // 4, 5))


def _trimmed(text: str, first: _Line, last: _Line) -> tuple[int, int]:
    piece = text[first.start : last.end]
    return first.start + len(piece) - len(piece.lstrip(_BLANK)), last.end


def _is_heading(line: str) -> bool:
    """A short line of its own that is no sentence, no label, no list item and no line of a list with leaders.

    A call or a question of a few words may be a name: "Good morning, neighbour!".
    """
    line = line.strip()
    if "...." in line:
        return False
    if len(line) > _HEADING_CHARS or line[-1] in ".,;:…" or _item_head(line, _Line(0, len(line))):
        return False
    if line[-1] in "!?" and line.count(" ") >= _CALL_WORDS:
        return False
    if _SUM.search(line):
        return False  # "Fond Říčky, 31 450 EUR": a fact on what stands above
    return any(char.isalpha() for char in line) and "@" not in line and "\t" not in line and ": " not in line
