"""PDF to a document: page by page, words to lines, lines to blocks; what repeats is marked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.metadata import version
from itertools import chain
from operator import sub

from pipeline.parse.builder import LINE, PARAGRAPH, TAB, PageBuilder
from pipeline.parse.pdf_damage import damage
from pipeline.parse.pdf_hyphens import LineBreaks
from pipeline.parse.pdf_layout import Piece, bulleted, is_page_number, lay_out, repeated_key
from pipeline.parse.pdf_mend import raw_text
from pipeline.parse.pdf_source import PdfSource, RawPage
from pipeline.parse.pdf_words import WIDE_GAP, TextLine
from pipeline.settings import Settings
from schemas.document import Block, BlockKind, Box, Document, MediaType, Page, Region, SourceFile
from schemas.errors import Issue, ParseError, ReasonCode, Severity, Stage

_Key = tuple[str, int, bool]


@dataclass(frozen=True, slots=True)
class _Laid:
    """A page laid out, not yet written: repeats are known only when all pages are."""

    number: int
    pieces: tuple[Piece, ...]
    keys: dict[int, _Key]  # of each line by its id()
    numbers: frozenset[int]  # lines that are the number of the page, by id()
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
    lines = [line for piece in pieces for line in piece.lines]
    keys = {id(line): repeated_key(line, raw.height) for line in lines}
    numbers = frozenset([id(line) for line in lines if keys[id(line)][2] and is_page_number(line)])
    return _Laid(raw.number, pieces, keys, numbers, raw.reader, raw.quality, raw_text(raw.words))


def _write_all(laid: list[_Laid], limit: int, issues: list[Issue]) -> tuple[Page, ...]:
    repeated = _repeated(laid)
    breaks = LineBreaks(list(piece.lines) for page in laid for piece in page.pieces)
    seen: set[_Key] = set()
    pages: list[Page] = []
    for page in laid:
        builder = PageBuilder(page.number, limit)
        fresh: set[_Key] = set()
        table: list[Block] = []
        regions = _regions(page, repeated, seen)
        for piece in page.pieces:
            for part, region, lines in _split(piece, regions):
                fresh |= repeated.intersection([page.keys[line] for line in lines])
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


def _regions(page: _Laid, repeated: frozenset[_Key], seen: set[_Key]) -> dict[int, Region]:
    """Return the region of each line that repeats, or is the number of the page, by its id()."""
    found = {
        line: Region.REPEATED if key in seen else Region.FOOTER for line, key in page.keys.items() if key in repeated
    }
    return found | dict.fromkeys(page.numbers, Region.REPEATED)


def _split(piece: Piece, regions: dict[int, Region]) -> list[tuple[Piece, Region, list[int]]]:
    """Cut `piece` where lines that repeat meet others; tell the region of each part, and which of its lines repeat."""
    if regions.keys().isdisjoint(map(id, piece.lines)):
        return [(piece, Region.MAIN, [])]
    parts: list[tuple[list[TextLine], Region, list[int]]] = []
    for line in piece.lines:
        region = regions.get(id(line), Region.MAIN)
        if region is Region.FOOTER and piece.kind is BlockKind.TABLE_CELL:
            region = Region.MAIN
        if not parts or parts[-1][1] is not region:
            parts.append(([], region, []))
        parts[-1][0].append(line)
        if id(line) in regions:
            parts[-1][2].append(id(line))
    if len(parts) == 1:
        return [(piece, *parts[0][1:])]
    return [(piece._replace(lines=tuple(lines)), region, marked) for lines, region, marked in parts]


def _write(piece: Piece, region: Region, builder: PageBuilder, table: list[Block], breaks: LineBreaks) -> None:
    """Write one piece; `table` holds the cells of the open table, for the labels."""
    text, starts, ends, boxes = _text(piece, breaks)
    same = table and table[-1].table == piece.table
    if not same:
        table.clear()
    if piece.table and same:
        builder.gap(TAB if table[-1].row == piece.row else LINE)
    else:
        builder.gap(LINE if piece.kind is BlockKind.LIST_ITEM else PARAGRAPH)
    mark = 0
    if piece.kind is BlockKind.LIST_ITEM and bulleted(piece.lines[0]):
        mark = starts[1]
        builder.literal(text[:mark])
    written = builder.add(text[mark:], _block(piece, region, table))
    if written is None:
        return
    builder.add_words(starts, ends, boxes, written.start - mark)
    if piece.table:
        table.append(written)


def _block(piece: Piece, region: Region, table: list[Block]) -> Block:
    """Return what the piece is; where it stands is not known yet."""
    if not piece.table:
        return _outside_tables(piece.kind, region, piece.level)
    label = _label(piece, table) if table else None
    return Block(piece.kind, 0, 0, region, piece.level, "", piece.table, piece.row, piece.column, label)


@cache
def _outside_tables(kind: BlockKind, region: Region, level: int) -> Block:
    return Block(kind, 0, 0, region, level)


def _label(piece: Piece, table: list[Block]) -> tuple[int, int] | None:
    """Return the head of the cell's column; in a table of two columns the first cell of the row."""
    first, found = table[0].row, None
    if piece.columns > 2:
        above = table if piece.row != first else ()
        found = next((cell for cell in above if cell.row == first and cell.column == piece.column), None)
    elif piece.column == 2:
        found = next((cell for cell in table if cell.row == piece.row), None)
    return (found.start, found.end) if found else None


def _text(piece: Piece, breaks: LineBreaks) -> tuple[str, list[int], list[int], list[Box]]:
    """Return the piece's text, where its words start and end in it, and their boxes.

    Lines are joined where a word is broken between them.
    """
    parts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    boxes: list[Box] = []
    length = 0
    for line, below in zip(piece.lines, (*piece.lines[1:], None), strict=True):
        texts, lefts, tops, rights, bottoms, hyphens, _, places, _ = zip(*line.words, strict=True)
        seen = zip(lefts, tops, rights, bottoms, strict=True)
        boxes += [place or box for place, box in zip(places, seen, strict=True)] if any(places) else seen
        for printed in texts:
            starts.append(length)
            length += len(printed)
            ends.append(length)
            length += 1
        soft = breaks.soft(line, below) if below is not None else None
        text = _joined(texts, lefts, rights, WIDE_GAP * max(line.height, 6.0))
        if soft:
            text = text[:-1]
            ends[-1] -= 1
        length = ends[-1]
        parts.append(text)
        if below is not None and soft is None and not hyphens[-1]:
            parts.append(LINE)
            length += 1
    return "".join(parts), starts, ends, boxes


def _joined(texts: Sequence[str], lefts: Sequence[float], rights: Sequence[float], wide: float) -> str:
    """Return the words of a line with a blank between two of them, or a tab where that is wide."""
    gaps = list(map(sub, lefts[1:], rights))
    if not gaps or max(gaps) <= wide:
        return " ".join(texts)
    blanks = [TAB if gap > wide else " " for gap in gaps]
    return "".join(chain.from_iterable(zip(texts, [*blanks, ""], strict=True)))
