"""PDF to a document: page by page, words to lines, lines to blocks; what repeats is marked."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from functools import cache
from importlib.metadata import version

from pipeline.parse.builder import LINE, PARAGRAPH, TAB, PageBuilder
from pipeline.parse.pdf_damage import damage
from pipeline.parse.pdf_hyphens import LineBreaks
from pipeline.parse.pdf_layout import Piece, bulleted, is_page_number, lay_out, repeated_key
from pipeline.parse.pdf_mend import raw_text
from pipeline.parse.pdf_source import PdfSource, RawPage
from pipeline.parse.pdf_words import WIDE_GAP, TextLine
from pipeline.settings import Settings
from schemas.document import Block, BlockKind, Document, MediaType, Page, Region, SourceFile
from schemas.errors import Issue, ParseError, ReasonCode, Severity, Stage

_Key = tuple[str, int, bool]


@dataclass(frozen=True, slots=True)
class _Laid:
    """A page laid out, not yet written: repeats are known only when all pages are."""

    number: int
    pieces: tuple[Piece, ...]
    keys: dict[int, _Key]  # of each line by its id()
    reader: str
    quality: float
    raw: str | None


def parse_pdf(file: SourceFile, settings: Settings) -> tuple[Document, tuple[Issue, ...]]:
    """Return the document, with a box for each word.

    Raises ParseError: encrypted_pdf, corrupt_pdf, too_many_pages, no_text_layer.
    """
    source = PdfSource(file.content, settings)
    try:
        issues = damage(file.content)
        laid = [_laid(page, issues) for page in source.pages()]
        title = source.title()
        issues += _attached(source.attachments())
    finally:
        source.close()
    if not any(page.pieces for page in laid):
        raise ParseError(ReasonCode.NO_TEXT_LAYER, _no_text(laid, issues))
    pages = _write_all(laid, settings.max_page_chars, issues)
    metadata = {"title": title} if title else {}
    return Document(file.sha256, MediaType.PDF, pages, _parser_name(), metadata), tuple(issues)


@cache
def _parser_name() -> str:
    """Return what reads PDF. The packages' files are asked once: that took a millisecond a document."""
    return f"pdf/2 pdfplumber {version('pdfplumber')} pypdfium2 {version('pypdfium2')}"


def _no_text(laid: list[_Laid], issues: list[Issue]) -> str:
    """Say that there is no text, and why the first page that might have some was not read."""
    why = next((f": {issue.detail}" for issue in issues if issue.code is ReasonCode.NO_TEXT_LAYER), "")
    return f"none of {len(laid)} pages has text{why}"


def _attached(names: list[str]) -> list[Issue]:
    detail = f"files inside that are not read: {', '.join(names)}"
    return [Issue(ReasonCode.ATTACHMENTS, Stage.PARSE, Severity.INFO, detail)] if names else []


def _laid(raw: RawPage, issues: list[Issue]) -> _Laid:
    issues.extend(raw.issues)
    pieces = tuple(lay_out(raw.words, raw.tables, raw.panels))
    keys = {id(line): repeated_key(line, raw.height) for piece in pieces for line in piece.lines}
    return _Laid(raw.number, pieces, keys, raw.reader, raw.quality, raw_text(raw.words))


def _write_all(laid: list[_Laid], limit: int, issues: list[Issue]) -> tuple[Page, ...]:
    repeated = _repeated(laid)
    breaks = LineBreaks(list(piece.lines) for page in laid for piece in page.pieces)
    seen: set[_Key] = set()
    pages: list[Page] = []
    for page in laid:
        builder = PageBuilder(page.number, limit)
        fresh: set[_Key] = set()
        table: list[Block] = []
        for piece in page.pieces:
            for part, region, keys in _split(piece, page.keys, repeated, seen):
                fresh |= keys
                _write(part, region, builder, table, breaks)
        seen |= fresh
        if builder.overflow:
            detail = "text beyond the limit for one page was left out"
            issues.append(Issue(ReasonCode.TOO_LARGE, Stage.PARSE, Severity.ERROR, detail, page.number))
        pages.append(replace(builder.page(), reader=page.reader, quality=page.quality, raw=page.raw))
    return tuple(pages)


def _repeated(laid: list[_Laid]) -> frozenset[_Key]:
    """Return the lines that stand at one place of many pages.

    In the margins that is three pages, or more than half of them; in the body half of three or more: on
    slides a name stands at one place of three pages without being a header.
    """
    counts: Counter[_Key] = Counter()
    for page in laid:
        counts.update(set(page.keys.values()))
    half = len(laid) // 2 + 1
    margin, body = min(3, max(2, half)), max(3, half)
    return frozenset(key for key, count in counts.items() if count >= (margin if key[2] else body))


def _split(
    piece: Piece, keys: dict[int, _Key], repeated: frozenset[_Key], seen: set[_Key]
) -> list[tuple[Piece, Region, set[_Key]]]:
    """Cut `piece` where lines that repeat meet others, and tell the region of each part."""
    parts: list[tuple[list[TextLine], Region, set[_Key]]] = []
    for line in piece.lines:
        key = keys[id(line)]
        region = Region.FOOTER if key in repeated else Region.MAIN
        if key in seen or (key[2] and is_page_number(line)):
            region = Region.REPEATED
        elif piece.kind is BlockKind.TABLE_CELL:
            region = Region.MAIN
        if not parts or parts[-1][1] is not region:
            parts.append(([], region, set()))
        parts[-1][0].append(line)
        parts[-1][2].update({key} & repeated)
    if len(parts) == 1:
        return [(piece, parts[0][1], parts[0][2])]
    return [(replace(piece, lines=tuple(lines)), region, keys) for lines, region, keys in parts]


def _write(piece: Piece, region: Region, builder: PageBuilder, table: list[Block], breaks: LineBreaks) -> None:
    """Write one piece; `table` holds the cells of the open table, for the labels."""
    text, spans = _text(piece, breaks)
    same = table and table[-1].table == piece.table
    if not same:
        table.clear()
    if piece.table and same:
        builder.gap(TAB if table[-1].row == piece.row else LINE)
    else:
        builder.gap(LINE if piece.kind is BlockKind.LIST_ITEM else PARAGRAPH)
    label = _label(piece, table)
    block = Block(piece.kind, 0, 0, region, piece.level, "", piece.table, piece.row, piece.column, label)
    mark = 0
    if piece.kind is BlockKind.LIST_ITEM and bulleted(piece.lines[0]):
        mark = spans[1][0]
        builder.literal(text[:mark])
    written = builder.add(text[mark:], block)
    if written is None:
        return
    boxes = [word.place or word[1:5] for line in piece.lines for word in line.words]
    builder.add_words(spans, boxes, written.start - mark)
    if piece.table:
        table.append(written)


def _label(piece: Piece, table: list[Block]) -> tuple[int, int] | None:
    """Return the head of the cell's column; in a table of two columns the first cell of the row."""
    if not piece.table or not table:
        return None
    row = [cell for cell in table if cell.row == piece.row]
    wide = piece.columns > 2
    if not wide and piece.column == 2 and row:
        return (row[0].start, row[0].end)
    heads = [cell for cell in table if cell.row == table[0].row and cell.column == piece.column and cell not in row]
    return (heads[0].start, heads[0].end) if heads and wide else None


def _text(piece: Piece, breaks: LineBreaks) -> tuple[str, list[tuple[int, int]]]:
    """Return the piece's text and where its words stand in it; lines are joined where a word is broken between them."""
    parts: list[str] = []
    spans: list[tuple[int, int]] = []
    length = 0
    for line, below in zip(piece.lines, (*piece.lines[1:], None), strict=True):
        soft = breaks.soft(line, below) if below is not None else None
        wide = WIDE_GAP * max(line.height, 6.0)
        end: float | None = None
        for printed, x0, _, x1, *_ in line.words:
            if end is not None:
                parts.append(TAB if x0 - end > wide else " ")
                length += 1
            end = x1
            parts.append(printed)
            start, length = length, length + len(printed)
            spans.append((start, length))
        if soft:
            parts[-1] = parts[-1][:-1]
            length -= 1
            spans[-1] = (start, length)
        if below is not None and soft is None and not line.words[-1].hyphen:
            parts.append(LINE)
            length += 1
    return "".join(parts), spans
