"""Where facts stand towards each other: the same table row, sentence, block, section."""

from __future__ import annotations

from functools import cached_property

from extractors.text.reading import PageReading, Reading
from schemas.document import Block, BlockKind, Document
from schemas.records import Fact
from schemas.spans import Span
from schemas.vocabulary import Vocabulary


class Places:
    """Answers questions about positions in one document; pages count from 1."""

    def __init__(self, document: Document, vocabulary: Vocabulary) -> None:
        self.pages = Reading.of(document, None, vocabulary).pages
        self._sentences: dict[tuple[int, int], tuple[int, int, int]] = {}
        self._units: dict[tuple[int, int], int] = {}
        self._sections: dict[tuple[int, int], tuple[int, int]] = {}

    @cached_property
    def calls(self) -> list[tuple[PageReading, int]]:
        """Where the document speaks of a call; each of a hundred projects asks."""
        call = self.pages[0].lexicon.cue("call")
        return [(page, match.start()) for page in self.pages for match in call.finditer(page.text)]

    def page(self, span: Span) -> PageReading:
        """Return the page of the span."""
        return self.pages[span.page - 1]

    def row(self, span: Span) -> tuple[int, int, int] | None:
        """Return page, table and row of a table cell; None outside tables, and in those of one project's facts."""
        page = self.page(span)
        block = page.block_at(span.start)
        told = block is not None and block.table > 0 and block.table not in page.fact_tables
        return (span.page, block.table, block.row) if block and told else None

    def of_one_table(self, first: Span, last: Span) -> bool:
        """Say whether both stand in cells of one table that is no list of projects."""
        tables = {block.table if (block := self.page(span).block_at(span.start)) else 0 for span in (first, last)}
        return len(tables) == 1 and 0 not in tables and not tables & self.page(first).lists

    def entry(self, span: Span) -> tuple[int, int, int] | None:
        """Return what tells entries of a list apart: page, table and row of a cell, or page and place in its text."""
        row = self.row(span)
        if row:
            return row if row[1] in self.page(span).lists else None
        entry = self.page(span).entry_at(span.start)
        return (span.page, -1, entry.start) if entry else None

    def heads_entry(self, span: Span) -> bool:
        """Say whether the span is the title that an entry of a list begins with."""
        entry = self.page(span).entry_at(span.start)
        return bool(entry and entry.title and entry.title[0] == span.start)

    def sentence(self, span: Span) -> tuple[int, int, int]:
        """Return page, start and end of the sentence; asked for often, so each answer is kept."""
        key = (span.page, span.start)
        if key not in self._sentences:
            self._sentences[key] = (span.page, *self.page(span).sentence_at(span.start))
        return self._sentences[key]

    def block(self, span: Span) -> Block | None:
        """Return the block in which the span begins."""
        return self.page(span).block_at(span.start)

    def same_block(self, fact: Fact, other: Fact) -> bool:
        """Say whether two facts stand in one block, or in a term and its definition."""
        a, b = fact.evidence.span, other.evidence.span
        if a.page != b.page:
            return False
        first = self.unit(a)
        return first >= 0 and first == self.unit(b)

    def unit(self, span: Span) -> int:
        """Return where the block of the span begins, or the term it defines; -1 between blocks. Answers are kept."""
        key = (span.page, span.start)
        found = self._units.get(key)
        if found is None:
            block = self.block(span)
            defined = block.label if block and block.kind is BlockKind.DEFINITION else None
            found = self._units[key] = defined[0] if defined else block.start if block else -1
        return found

    def section(self, span: Span) -> tuple[int, int]:
        """Return page and start of the nearest heading before the span; (page, -1) before the first."""
        key = (span.page, span.start)
        if key not in self._sections:
            self._sections[key] = self._section(span)
        return self._sections[key]

    def _section(self, span: Span) -> tuple[int, int]:
        heading = self.page(span).heading_before(span.start)
        block = self.block(span)
        if block and block.kind is BlockKind.HEADING:
            return (span.page, block.start)
        return (span.page, heading.start if heading else -1)

    def between(self, first: Span, last: Span) -> str:
        """Return the text between two spans of one page, in either order."""
        if first.start > last.start:
            first, last = last, first
        return self.page(first).text[first.end : last.start]


def order(fact: Fact) -> tuple[int, int, int]:
    """Sort key: page, start, end."""
    span = fact.evidence.span
    return (span.page, span.start, span.end)
