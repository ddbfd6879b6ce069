"""Stage 4: run every extractor over a document, and keep the failure of one from the results of the others."""

from __future__ import annotations

import traceback

from extractors import EXTRACTORS
from extractors.base import Extractor
from extractors.reading import Reading
from pipeline.failures import lacked_memory
from schemas.document import Document
from schemas.errors import Issue, ReasonCode, Severity, Stage
from schemas.records import Mention
from schemas.vocabulary import Vocabulary

MAX_MENTIONS = 20_000
"""A document that prints more of one field family than this is a register, not a page; the rest is left out."""


def extract(
    document: Document, language: str | None, vocabulary: Vocabulary
) -> tuple[tuple[Mention, ...], tuple[Issue, ...]]:
    """Return the mentions of all extractors in page order, and an issue for each extractor that failed."""
    reading = Reading.of(document, language, vocabulary)
    mentions: list[Mention] = []
    issues: list[Issue] = []
    for extractor in EXTRACTORS:
        try:
            mentions += _run(extractor, reading)
        except Exception as error:  # a defect in one extractor must not lose the others' results
            if lacked_memory(error):
                raise
            issues.append(_failed(extractor, error))
    mentions.sort(key=lambda m: (m.evidence.span.page, m.evidence.span.start, -m.evidence.span.end))
    return tuple(mentions), tuple(issues)


def _run(extractor: Extractor, reading: Reading) -> list[Mention]:
    found: list[Mention] = []
    for mention in extractor.extract(reading):
        found.append(mention)
        if len(found) >= MAX_MENTIONS:
            break
    return found


def _failed(extractor: Extractor, error: Exception) -> Issue:
    frame = traceback.extract_tb(error.__traceback__)[-1]
    detail = f"{extractor.NAME}: {type(error).__name__}: {error} (in {frame.name}, line {frame.lineno})"
    return Issue(ReasonCode.EXTRACTOR_FAILED, Stage.EXTRACT, Severity.ERROR, detail)
