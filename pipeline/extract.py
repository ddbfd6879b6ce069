"""Stage 4: run every extractor over a document, and keep the failure of one from the results of the others."""

from __future__ import annotations

import traceback
from itertools import islice

from extractors import EXTRACTORS
from extractors.base import Extractor
from extractors.text.reading import Reading
from pipeline.failures import lacked_memory
from schemas.document import Document
from schemas.errors import Issue, ReasonCode, Severity, Stage
from schemas.records import Mention
from schemas.vocabulary import Vocabulary

MAX_MENTIONS = 100_000
"""Of one field family more is left out, and the document is partial: a mention takes about 1 kB of memory."""


def extract(
    document: Document, language: str | None, vocabulary: Vocabulary
) -> tuple[tuple[Mention, ...], tuple[Issue, ...]]:
    """Return the mentions of all extractors in page order, and an issue for each extractor that failed."""
    reading = Reading.of(document, language, vocabulary)
    mentions: list[Mention] = []
    issues: list[Issue] = []
    for extractor in EXTRACTORS:
        try:
            found = list(islice(extractor.extract(reading), MAX_MENTIONS + 1))
        except Exception as error:  # a defect in one extractor must not lose the others' results
            if lacked_memory(error):
                raise
            issues.append(_failed(extractor, error))
        else:
            mentions += found[:MAX_MENTIONS]
            issues += [_too_many(extractor)] if len(found) > MAX_MENTIONS else []
    mentions.sort(key=lambda m: (m.evidence.span.page, m.evidence.span.start, -m.evidence.span.end))
    return tuple(mentions), tuple(issues)


def _too_many(extractor: Extractor) -> Issue:
    detail = f"{extractor.NAME}: what stands behind the first {MAX_MENTIONS} mentions was left out"
    return Issue(ReasonCode.TOO_LARGE, Stage.EXTRACT, Severity.ERROR, detail)


def _failed(extractor: Extractor, error: Exception) -> Issue:
    frame = traceback.extract_tb(error.__traceback__)[-1]
    detail = f"{extractor.NAME}: {type(error).__name__}: {error} (in {frame.name}, line {frame.lineno})"
    return Issue(ReasonCode.EXTRACTOR_FAILED, Stage.EXTRACT, Severity.ERROR, detail)
