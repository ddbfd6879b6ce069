"""The published form of a result: one JSON object per document, as the contract describes it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePosixPath

from pipeline.outgoing import json_text
from schemas.errors import Issue
from schemas.records import DocumentResult, ProjectRecord


def document_object(result: DocumentResult, with_text: bool = False, least: float = 0.0) -> dict[str, object]:
    """Return the object that `extract` prints for one document; `text` holds a string per page.

    Values with a confidence under `least` are left out, and projects of which nothing is left.
    """
    document = result.document
    metadata = document.metadata if document else {}
    described: dict[str, object] = {
        "source": result.source,
        "sha256": result.sha256 or None,
        "media_type": result.media_type,
        "encoding": metadata.get("encoding"),
        "language": result.language,
        "title": metadata.get("title"),
        "published": result.published,
        "pages": len(document.pages) if document else 0,
        "status": result.status.value,
    }
    if with_text:
        described["text"] = [page.text for page in document.pages] if document else []
    return {
        "id": document_name(result.source),
        "document": described,
        "projects": [record.to_json() for record in _surer(result.records, least)],
        "issues": [_issue(issue) for issue in result.issues],
    }


def document_name(source: str) -> str:
    """Return the stem of the file, or of the member inside an archive: `a.zip!b/c.html` is `c`."""
    return PurePosixPath(source.rpartition("!")[2]).stem


def line(value: object) -> str:
    """Return a value as one line of JSON Lines."""
    return json_text(value)


def _surer(records: Sequence[ProjectRecord], least: float) -> Sequence[ProjectRecord]:
    if least <= 0:
        return records
    return [kept for record in records if (kept := record.surer(least)).statements]


def _issue(issue: Issue) -> dict[str, object]:
    return {
        "code": issue.code.value,
        "stage": issue.stage.value,
        "severity": issue.severity.value,
        "detail": issue.detail,
        "page": issue.page,
    }
