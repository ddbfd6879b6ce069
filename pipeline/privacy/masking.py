"""A document without the persons that were forgotten. Masks are as long as what they hide: every span still holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.privacy.marks import Forgotten
from schemas.document import Document, Page
from schemas.errors import Issue

MASK = "█"


def masked_text(text: str, forgotten: Forgotten) -> str:
    """Return the text with a mask for each sign of a forgotten person's name, address or number; blanks stay."""
    spans = forgotten.spans(text)
    if not spans:
        return text
    parts, done = [], 0
    for start, end in spans:
        parts += [text[done:start], "".join(sign if sign.isspace() else MASK for sign in text[start:end])]
        done = end
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
