"""Spans and evidence: where a value stands, in the one coordinate space that the project has."""

from __future__ import annotations

from dataclasses import dataclass

from schemas.document import Box, Page
from schemas.packed import packed


@packed
@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open code points `start` to `end` of the text of page `page` (from 1).

    Raises ValueError for an empty or negative span.
    """

    page: int
    start: int
    end: int

    def __post_init__(self) -> None:
        if self.page < 1 or not 0 <= self.start < self.end:
            raise ValueError(f"not a span: page {self.page}, {self.start} to {self.end}")


@packed
@dataclass(frozen=True, slots=True)
class Evidence:
    """A quotation that proves a value, and the rule that found it.

    `rule` is `extractor.rule`, as in `periods.label_range`; `box` is set on PDF pages.
    Make it with `quote()`, which takes the quotation from the page itself.
    """

    span: Span
    quote: str
    rule: str
    box: Box | None = None


def quote(page: Page, start: int, end: int, rule: str) -> Evidence:
    """Return evidence for the code points `start` to `end` of `page`; ValueError if outside it."""
    if end > len(page.text):
        raise ValueError(f"span {start} to {end} leaves page {page.number}")
    span = Span(page.number, start, end)
    return Evidence(span, page.text[start:end], rule, page.box(start, end))
