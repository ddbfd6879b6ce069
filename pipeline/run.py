"""READ THIS FIRST: the way of one document through the stages, in order.

    read → parse → language → extract → normalise → resolve          (here)
    → store                                                          (ingest.py, store/)

Each stage is a function from data to data. Only `read` and the store touch the disk. `ingest.py`
finds the inputs, gives them to worker processes, which call `process`, and stores the results.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from pipeline.extract import extract
from pipeline.failures import defect, failure
from pipeline.language import detect_language
from pipeline.normalise import normalise
from pipeline.parse import parse
from pipeline.privacy.masking import masked
from pipeline.read import from_bytes, read_bytes
from pipeline.resolve import resolve
from pipeline.settings import Settings
from schemas.document import Document, SourceFile
from schemas.errors import Issue, PipelineError, Severity, Stage
from schemas.records import DocumentResult, Status
from schemas.vocabulary import Vocabulary


def process(path: Path, source: str, settings: Settings, vocabulary: Vocabulary) -> DocumentResult:
    """Take one file through all stages but the last. Raises nothing: what fails is an issue.

    The result depends on the file's bytes and the name `source` alone, but for `seconds`.
    """
    started = time.perf_counter()
    sha256 = ""
    try:
        content = read_bytes(path, settings)
        sha256 = hashlib.sha256(content).hexdigest()
        file = from_bytes(content, source, settings)
    except PipelineError as error:
        result = failure(source, sha256, error.issue())
    except Exception as error:  # a defect of ours must cost one document, not the run
        result = failure(source, sha256, defect(error, Stage.READ))
    else:
        result = process_file(file, settings, vocabulary)
    return replace(result, seconds=round(time.perf_counter() - started, 4))


def process_file(file: SourceFile, settings: Settings, vocabulary: Vocabulary) -> DocumentResult:
    """Take bytes through the stages after reading, as `process`."""
    try:
        document, parsed = masked(*parse(file, settings), settings.forgotten)
    except PipelineError as error:
        return failure(file.source, file.sha256, error.issue(), file.media_type.value)
    except Exception as error:  # as in process()
        return failure(file.source, file.sha256, defect(error, Stage.PARSE), file.media_type.value)
    return process_parsed(document, parsed, file.source, vocabulary)


def process_parsed(
    document: Document, parsed: tuple[Issue, ...], source: str, vocabulary: Vocabulary
) -> DocumentResult:
    """Take a parsed document, with the issues of parsing, through the stages after that; as `process`."""
    stage = Stage.LANGUAGE  # follows what is done, so that a defect is named with its place
    try:
        language, judged = detect_language(document, vocabulary)
        stage = Stage.EXTRACT
        mentions, extracted = extract(document, language, vocabulary)
        stage = Stage.NORMALISE
        facts, normalised = normalise(mentions, document, language, vocabulary)
        stage = Stage.RESOLVE
        resolution = resolve(document, facts, vocabulary)
    except Exception as error:  # as in process()
        issue = error.issue() if isinstance(error, PipelineError) else defect(error, stage)
        return failure(source, document.document_id, issue, document.media_type.value)
    issues = (*parsed, *judged, *extracted, *normalised, *resolution.issues)
    return DocumentResult(
        source=source,
        sha256=document.document_id,
        status=_status(issues),
        document=document,
        media_type=document.media_type.value,
        language=language,
        published=resolution.published,
        published_evidence=resolution.published_evidence,
        records=resolution.records,
        issues=issues,
    )


def _status(issues: Sequence[Issue]) -> Status:
    lost = any(issue.severity is Severity.ERROR for issue in issues)
    return Status.PARTIAL if lost else Status.OK
