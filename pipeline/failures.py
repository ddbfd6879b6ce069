"""Failures as data: what stands in the place of a document that could not be had."""

from __future__ import annotations

import traceback
from pathlib import Path

from schemas.errors import Issue, ReasonCode, Severity, Stage
from schemas.records import DocumentResult, Status


def failure(source: str, sha256: str, issue: Issue, media_type: str | None = None) -> DocumentResult:
    """Return the result of an input of which nothing could be had, with the reason.

    Where that is no error the input is no document, and skipped.
    """
    status = Status.FAILED if issue.severity is Severity.ERROR else Status.SKIPPED
    return DocumentResult(source, sha256, status, media_type=media_type, issues=(issue,))


def lacked_memory(error: BaseException | None) -> bool:
    """Say whether a MemoryError stands behind an exception: libraries turn it into errors of their own."""
    while error is not None:
        if isinstance(error, MemoryError):
            return True
        error = error.__cause__ or error.__context__
    return False


def defect(error: Exception, stage: Stage) -> Issue:
    """Return an unexpected exception as an issue: where it was raised and what it said.

    A lack of memory may show itself anywhere, so its place is left out.
    Files are named without folders and memory addresses are left out by taking no `repr` of
    objects: the same defect gives the same words on every machine.
    """
    if lacked_memory(error):
        return Issue(ReasonCode.OUT_OF_MEMORY, stage, Severity.ERROR, "the limit of memory was reached")
    frames = traceback.extract_tb(error.__traceback__)[-3:]
    places = ", ".join(f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames)
    detail = f"{type(error).__name__}: {str(error)[:200]} ({places})"
    return Issue(ReasonCode.INTERNAL_ERROR, stage, Severity.ERROR, detail)
