"""What parsing gave beside the text: blocks, word boxes, emphasis, metadata, issues. One compressed blob per document.

With it the extractors run again without the file. Numbers stand in columns, offsets and hundredths of a point as
differences: measured on PDF 5 bytes a word, on web pages 0.3 bytes a character of text.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, repeat
from operator import add, eq, sub, truediv
from typing import Any

from schemas.document import Block, BlockKind, Document, MediaType, Page, Region, WordBoxes
from schemas.errors import Issue, ReasonCode, Severity, Stage

FORMAT = 3
_KINDS, _REGIONS = tuple(BlockKind), tuple(Region)
# number, text, reader, quality, raw: the columns of `pages` that a page is built from
PageRow = tuple[int, str, str | None, float | None, str | None]
Columns = list[list[Any]]
_KEYS = 5
"""The column of a page's blocks that holds their keys."""
# what reading a blob that is damaged, or made by other code, may end in
_ODD = (zlib.error, ValueError, LookupError, TypeError, AttributeError, ArithmeticError, RecursionError)


class LayoutError(ValueError):
    """What is stored of a document cannot be what was stored: a row is damaged, missing or of another format."""


@dataclass(frozen=True, slots=True)
class Stored:
    """A parsed document as the database holds it; decode() makes a Document of it."""

    sha256: str
    media_type: str
    pages: tuple[PageRow, ...]
    layout: bytes


def encode(document: Document, issues: Sequence[Issue]) -> bytes:
    """Return the document without its text and hash, and the issues of parsing, as a blob."""
    content = {
        "format": FORMAT,
        "sum": checksum(
            (page.number, page.text, page.reader or None, page.quality, page.raw) for page in document.pages
        ),
        "parser": document.parser,
        "metadata": dict(document.metadata),
        "issues": [(i.code.value, i.stage.value, i.severity.value, i.detail, i.page, i.start, i.end) for i in issues],
        "pages": [(_blocks(page.blocks), _words(page.words), _spans(page.emphasis)) for page in document.pages],
    }
    return zlib.compress(json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode(), 6)


def decode(stored: Stored) -> tuple[Document, tuple[Issue, ...]]:
    """Return what encode() was given. Raises LayoutError where the blob or a page is not what it was."""
    try:
        return _decoded(stored)
    except _ODD as error:
        raise _damage(error) from error


def check(stored: Stored) -> None:
    """Raise LayoutError as decode() does, in less time: blob and pages are compared with their sums alone."""
    try:
        _whole(stored)
    except _ODD as error:
        raise _damage(error) from error


def checksum(pages: Iterable[PageRow]) -> str:
    """Return 16 hex digits that change with any column of any page."""
    digest = hashlib.blake2b(digest_size=8)
    for number, text, reader, quality, raw in pages:
        row = (number, text, reader, None if quality is None else float(quality), raw)
        digest.update(repr(row).encode())
    return digest.hexdigest()


def _damage(error: Exception) -> LayoutError:
    return (
        error
        if isinstance(error, LayoutError)
        else LayoutError(f"the layout cannot be read: {type(error).__name__}: {error}"[:200])
    )


def _whole(stored: Stored) -> Any:
    content = _content(stored.layout)
    if content["sum"] != checksum(stored.pages):
        raise LayoutError("the pages are not those that were stored")
    return content


def _decoded(stored: Stored) -> tuple[Document, tuple[Issue, ...]]:
    content = _whole(stored)
    pages = tuple(_page(row, *parts) for row, parts in zip(stored.pages, content["pages"], strict=True))
    issues = tuple(
        Issue(ReasonCode(code), Stage(stage), Severity(severity), detail, page, start, end)
        for code, stage, severity, detail, page, start, end in content["issues"]
    )
    media_type = MediaType(stored.media_type)
    return Document(stored.sha256, media_type, pages, content["parser"], content["metadata"]), issues


def keys(layout: bytes) -> list[str]:
    """Return the keys of an encoded document: of front matter, of a page's head. Raises LayoutError as decode()."""
    try:
        return [key for blocks, *_ in _content(layout)["pages"] for key in _key_column(blocks) if key]
    except _ODD as error:
        raise _damage(error) from error


def _key_column(blocks: Columns) -> list[Any]:
    return blocks[_KEYS] if len(blocks) > _KEYS else []  # a page without blocks has no column of them


def _content(layout: bytes) -> Any:
    content = json.loads(zlib.decompress(layout))
    if content["format"] != FORMAT:
        raise LayoutError(f"the layout has format {content['format']}")
    return content


def _page(row: PageRow, blocks: Columns, words: Columns, emphasis: Columns) -> Page:
    number, text, reader, quality, raw = row
    return Page(
        number,
        text,
        _read_blocks(blocks),
        _read_words(words),
        tuple(_read_spans(emphasis)),
        reader or "",
        quality,
        raw,
    )


def _blocks(blocks: Sequence[Block]) -> Columns:
    rest = (
        (
            *(_KINDS.index(block.kind), _REGIONS.index(block.region), block.level, block.key),
            *(block.table, block.row, block.column, block.label),
        )
        for block in blocks
    )
    return _spans([(block.start, block.end) for block in blocks]) + _columns(rest)


def _read_blocks(columns: Columns) -> tuple[Block, ...]:
    rows = zip(_read_spans(columns[:2]), *columns[2:], strict=True)
    return tuple(
        Block(
            _KINDS[kind],
            span[0],
            span[1],
            _REGIONS[region],
            level,
            key,
            table,
            row,
            column,
            tuple(label) if label else None,
        )
        for span, kind, region, level, key, table, row, column, label in rows
    )


def _words(words: WordBoxes) -> Columns:
    lengths = list(map(sub, words.ends, words.starts))
    return [_steps(words.starts), lengths, *map(_side, zip(*words.boxes, strict=True))]


def _read_words(columns: Columns) -> WordBoxes:
    starts = tuple(accumulate(columns[0]))
    boxes = zip(*map(_read_side, columns[2:]), strict=True)
    return WordBoxes(starts, tuple(map(add, starts, columns[1])), tuple(boxes))


def _side(points: Sequence[float]) -> list[int] | list[float]:
    """Return differences of hundredths where these are exact, as whole numbers; else the points, which are none."""
    hundredths = [round(point * 100) for point in points]
    exact = all(map(eq, map(truediv, hundredths, repeat(100)), points))
    return _steps(hundredths) if exact else [float(point) for point in points]


def _read_side(stored: list[int] | list[float]) -> Sequence[float]:
    return stored if isinstance(stored[0], float) else [hundredths / 100 for hundredths in accumulate(stored)]


def _steps(numbers: Sequence[int]) -> list[int]:
    return [*numbers[:1], *map(sub, numbers[1:], numbers)]


def _spans(spans: Sequence[tuple[int, int]]) -> Columns:
    """Return two columns: how far each start is from the one before, and the lengths."""
    return [_steps([start for start, _ in spans]), [end - start for start, end in spans]]


def _read_spans(columns: Columns) -> list[tuple[int, int]]:
    distances, lengths = columns
    return [(start, start + length) for start, length in zip(accumulate(distances), lengths, strict=True)]


def _columns(rows: Any) -> Columns:
    return [list(column) for column in zip(*rows, strict=True)]
