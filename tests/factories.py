"""Documents without a parser: pages of a few blocks, readings of them, and facts that point into them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from extractors import organisations
from extractors.base import Extractor
from extractors.labelling.labels import LabelledValue
from extractors.text.reading import PageReading, Reading
from pipeline.extract import extract
from pipeline.normalise import normalise
from pipeline.resolve import resolve
from schemas.document import Block, BlockKind, Document, MediaType, Page, Region
from schemas.records import Fact, Mention, Resolution
from schemas.spans import quote
from schemas.values import Value
from schemas.vocabulary import load_vocabulary


@dataclass(frozen=True, slots=True)
class Piece:
    """A block to be: its text, and a block that says all but where it stands; `named_by` is its label's cell."""

    text: str
    block: Block
    named_by: tuple[int, int, int] | None = None


def block(text: str, kind: BlockKind = BlockKind.PARAGRAPH, region: Region = Region.MAIN) -> Piece:
    """Return a paragraph, or a piece of another kind or region."""
    return Piece(text, Block(kind, 0, 0, region))


def heading(text: str, level: int = 2) -> Piece:
    """Return a heading."""
    return Piece(text, Block(BlockKind.HEADING, 0, 0, level=level))


def items(*texts: str) -> list[Piece]:
    """Return the items of a list."""
    return [Piece(text, Block(BlockKind.LIST_ITEM, 0, 0, level=1)) for text in texts]


def front_matter(**values: str) -> list[Piece]:
    """Return front matter values by key."""
    return [Piece(v, Block(BlockKind.FRONT_MATTER, 0, 0, Region.HEAD, key=k)) for k, v in values.items()]


def table(*rows: Sequence[str], heads: bool = False, number: int = 1) -> list[Piece]:
    """Return a table's cells. Without heads the first of two cells in a row names the second."""
    pieces = []
    for row, cells in enumerate(rows, 1):
        for column, text in enumerate(cells, 1):
            made = Block(BlockKind.TABLE_CELL, 0, 0, table=number, row=row, column=column)
            label = None
            if heads and row > 1:
                label = (number, 1, column)
            elif not heads and len(cells) == column == 2:
                label = (number, row, 1)
            pieces.append(Piece(text, made, label))
    return pieces


def make_page(*pieces: str | Piece | Iterable[Piece], number: int = 1) -> Page:
    """Return a page of these blocks, in order; a bare text is a paragraph, a tab parts the cells of a row."""
    text, blocks = "", list[Block]()
    cells: dict[tuple[int, int, int], tuple[int, int]] = {}
    for piece in _flat(pieces):
        made = piece.block
        if blocks:
            text += _gap(blocks[-1], made)
        span = (len(text), len(text) + len(piece.text))
        text += piece.text
        cells[made.table, made.row, made.column] = span
        label = cells[piece.named_by] if piece.named_by else None
        blocks.append(replace(made, start=span[0], end=span[1], label=label))
    return Page(number, text, tuple(blocks))


def _flat(pieces: Iterable[str | Piece | Iterable[Piece]]) -> Iterator[Piece]:
    for piece in pieces:
        if isinstance(piece, str):
            yield block(piece)
        elif isinstance(piece, Piece):
            yield piece
        else:
            yield from piece


def _gap(before: Block, after: Block) -> str:
    if before.table and before.table == after.table:
        return "\t" if before.row == after.row else "\n"
    return "\n" if before.kind is after.kind is BlockKind.LIST_ITEM else "\n\n"


def make_document(*pages: Page, media_type: MediaType = MediaType.HTML) -> Document:
    """Return a document of these pages, under a made-up id."""
    return Document("0123456789abcdef" * 4, media_type, pages, "factories/1")


def make_reading(
    *pieces: str | Piece | Iterable[Piece], language: str = "cs", media_type: MediaType = MediaType.HTML
) -> Reading:
    """Return the reading of a document of one page."""
    return Reading(make_document(make_page(*pieces), media_type=media_type), language, load_vocabulary())


def page_reading(*pieces: str | Piece | Iterable[Piece]) -> PageReading:
    """Return the reading of one page."""
    return make_reading(*pieces).pages[0]


def mentions(extractor: Extractor, *pieces: str | Piece | Iterable[Piece], language: str = "cs") -> list[Mention]:
    """Return what one extractor finds on a page, by place; each quotation is checked against the text."""
    reading = make_reading(*pieces, language=language)
    found = list(extractor.extract(reading))
    for item in found:
        span = item.evidence.span
        assert item.raw == item.evidence.quote == reading.pages[0].text[span.start : span.end]
        assert item.field in extractor.FIELDS
    return sorted(found, key=lambda m: (m.evidence.span, m.field))


def bodies(field: str, *pieces: str | Piece | Iterable[Piece]) -> list[str]:
    """Return the words that stand for each body of a role, in their order and without repetition."""
    return list(dict.fromkeys(m.raw for m in mentions(organisations, *pieces) if m.field == field))


def printed(extractor: Extractor, *pieces: str | Piece | Iterable[Piece], language: str = "cs") -> list[str]:
    """Return the words of each mention, without repetition."""
    found = mentions(extractor, *pieces, language=language)
    return list(dict.fromkeys(item.raw for item in found))


def labelled(page: PageReading) -> list[tuple[str, str, tuple[str, ...], str]]:
    """Return field, label, values and form of each pair of a page."""
    return [(p.entry.field, page.text[p.start : p.end], _values(page, p), p.form) for p in page.labelled]


def _values(page: PageReading, pair: LabelledValue) -> tuple[str, ...]:
    return tuple(page.text[start:end] for start, end in pair.values)


def make_fact(
    page: Page, field: str, words: str, rule: str = "test.rule", value: Value | None = None, nth: int = 0,
    **attributes: str,
) -> Fact:  # fmt: skip
    """Return a fact that the nth occurrence of `words` proves; its value is the words, if none is given."""
    start = -1
    for _ in range(nth + 1):
        start = page.text.index(words, start + 1)
    evidence = quote(page, start, start + len(words), rule)
    return Fact(field, words if value is None else value, evidence, attributes=attributes)


def assemble(document: Document, language: str = "cs") -> Resolution:
    """Return what the stages after parsing make of a document."""
    vocabulary = load_vocabulary()
    found, failed = extract(document, language, vocabulary)
    assert failed == ()
    facts, _ = normalise(found, document, language, vocabulary)
    return resolve(document, facts, vocabulary)


def records(*pieces: str | Piece | Iterable[Piece], language: str = "cs") -> list[dict[str, object]]:
    """Return the projects of a page in their published form."""
    found = assemble(make_document(make_page(*pieces)), language)
    return [record.to_json() for record in found.records]
