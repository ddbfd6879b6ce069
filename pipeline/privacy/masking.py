"""A document without the persons that were forgotten. Masks are as long as what they hide: every span still holds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from pipeline.privacy.marks import Forgotten
from schemas.document import Document, Page
from schemas.errors import Issue

MASK = "█"


def masked_text(text: str, forgotten: Forgotten) -> str:
    """Return the text with a mask for each sign of a forgotten person's name, address or number; blanks stay."""
    return mask_spans(text, forgotten.spans(text))


def mask_spans(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """Return the text with a mask for each sign within the spans, which are in order and may overlap; blanks stay."""
    parts, done = [], 0
    for start, end in spans:
        hidden = text[max(start, done) : end]
        parts += [text[done:start], "".join(sign if sign.isspace() else MASK for sign in hidden)]
        done = max(done, end)
    return "".join([*parts, text[done:]])


def masked(
    document: Document, issues: Sequence[Issue], forgotten: Forgotten | None
) -> tuple[Document, tuple[Issue, ...]]:
    """Return a parsed document and the issues of parsing without forgotten persons; the same ones if it names none."""
    if forgotten is None or not forgotten.marks:
        return document, tuple(issues)
    pages = tuple(_masked_page(page, forgotten) for page in document.pages)
    metadata = {name: masked_text(value, forgotten) for name, value in document.metadata.items()}
    told = tuple(replace(issue, detail=masked_text(issue.detail, forgotten)) for issue in issues)
    return replace(document, pages=pages, metadata=metadata), told


def _masked_page(page: Page, forgotten: Forgotten) -> Page:
    raw = None if page.raw is None else masked_text(page.raw, forgotten)
    return replace(page, text=masked_text(page.text, forgotten), raw=raw)
