"""What a result becomes in the tables: rows that depend on the document's content alone.

`write.py` stores them, `pipeline/verify.py` compares them with what is stored.
"""

from __future__ import annotations

import hashlib
import json
from calendar import monthrange
from collections import Counter
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal

from schemas.records import DocumentResult, Statement, Status
from schemas.spans import Evidence
from schemas.values import Activity, Contact, Money, Value, to_json

Cell = str | int | float | None
Row = tuple[Cell, ...]
PUBLISHED = "published"
as_json = json.JSONEncoder(ensure_ascii=False, sort_keys=True).encode
"""Equal values, equal text. json.dumps() makes an encoder for each value: that took a half of its time."""
# Outcomes that may be due to the machine and not to the document.
PASSING = ("crashed", "out_of_memory", "timeout")


@dataclass(frozen=True, slots=True)
class DocumentRows:
    """The rows of one document, in the order of the columns that COLUMNS gives for each table."""

    document: Row
    pages: tuple[Row, ...]
    statements: tuple[Row, ...]
    evidence: tuple[Row, ...]
    issues: tuple[Row, ...]
    project_ids: tuple[str, ...]


COLUMNS: dict[str, tuple[str, ...]] = {
    "documents": (
        *("sha256", "media_type", "encoding", "language", "title"),
        *("published", "published_earliest", "published_latest", "status", "reason", "pages", "parser"),
    ),
    "pages": ("document", "number", "text", "reader", "quality", "raw"),
    "statements": (
        *("id", "document", "project_id", "position", "field", "value_json", "value_text"),
        *("basis", "confidence", "accepted", "note"),
    ),
    "evidence": (
        *("id", "statement", "document", "position", "field", "page", "start", "end", "quote"),
        *("x0", "top", "x1", "bottom", "rule"),
    ),
    "issues": ("id", "document", "code", "stage", "severity", "detail", "page", "start", "end"),
}


def document_rows(result: DocumentResult) -> DocumentRows:
    """Return the rows of a result that has a SHA-256. Raises ValueError for text that cannot be stored."""
    sha = result.sha256
    pages = result.document.pages if result.document else ()
    statements, evidence = _statement_rows(result)
    if result.published_evidence:
        evidence += _evidence_rows(sha, None, PUBLISHED, (result.published_evidence,))
    return DocumentRows(
        document=_document_row(result),
        pages=tuple((sha, page.number, page.text, page.reader or None, page.quality, page.raw) for page in pages),
        statements=tuple(statements),
        evidence=tuple(evidence),
        issues=issue_rows(result, sha),
        project_ids=tuple(sorted({record.project_id for record in result.records})),
    )


def reason(result: DocumentResult) -> str | None:
    """Return the code of the first error, which gave the document its status; None for an ok one."""
    if result.status is Status.OK:
        return None
    if result.status is Status.SKIPPED:
        return result.issues[0].code.value if result.issues else None
    return next((i.code.value for i in result.issues if i.severity.value == "error"), None)


def issue_rows(result: DocumentResult, owner: str) -> tuple[Row, ...]:
    """Return a row for each issue, first column an id made from `owner` and the issue's number."""
    document = result.sha256 or None
    return tuple(
        (
            *(_key(owner, "issue", number), document, issue.code.value, issue.stage.value),
            *(issue.severity.value, _storable(issue.detail), issue.page, issue.start, issue.end),
        )
        for number, issue in enumerate(result.issues)
    )


def _document_row(result: DocumentResult) -> Row:
    document = result.document
    metadata = document.metadata if document else {}
    earliest, latest = day_range(result.published)
    return (
        *(result.sha256, result.media_type, metadata.get("encoding"), result.language),
        *(metadata.get("title"), result.published, earliest, latest, result.status.value, reason(result)),
        *(len(document.pages) if document else 0, document.parser if document else None),
    )


def _statement_rows(result: DocumentResult) -> tuple[list[Row], list[Row]]:
    statements: list[Row] = []
    evidence: list[Row] = []
    seen: Counter[str] = Counter()
    for record in result.records:
        for position, statement in enumerate(record.statements):
            value = value_json(statement.value)
            same = "\n".join((record.project_id, statement.field, value, statement.basis.value))
            seen[same] += 1
            key = _key(result.sha256, "statement", same, seen[same])
            statements.append(_statement_row(key, result.sha256, record.project_id, position, statement, value))
            evidence += _evidence_rows(result.sha256, key, statement.field, statement.evidence)
    return statements, evidence


def _statement_row(key: str, sha: str, project_id: str, position: int, statement: Statement, value: str) -> Row:
    return (
        *(key, sha, project_id, position, statement.field),
        *(value, value_text(statement.value), statement.basis.value),
        *(statement.confidence, int(statement.accepted), _storable(statement.note)),
    )


def _evidence_rows(sha: str, statement: str | None, field: str, pieces: tuple[Evidence, ...]) -> list[Row]:
    owner = statement or _key(sha, "document", field)
    return [
        (
            *(_key(owner, "evidence", number), statement, sha, number, field),
            *(piece.span.page, piece.span.start, piece.span.end, piece.quote),
            *(piece.box or (None, None, None, None)),
            piece.rule,
        )
        for number, piece in enumerate(pieces)
    ]


def value_json(value: Value) -> str:
    """Return the value as JSON with sorted keys: equal values, equal text."""
    return as_json(to_json(value))


def value_text(value: Value) -> str:
    """Return the value as a person would read it: "grant 19700000 CZK", "Jan Dítko, +420296325346"."""
    match value:
        case str():
            return value
        case Money(kind, amount, currency):
            return f"{kind} {amount.normalize():f} {currency}"
        case Contact(name, email, phone):
            return ", ".join(part for part in (name, email, phone) if part)
        case Activity(kind, count, participants):
            people = "" if participants is None else f", {participants} participants"
            return f"{kind}{'' if count is None else f': {count}'}{people}"


def minor_units(amount: str | int | float) -> int:
    """Return hundredths of a currency unit, whatever the currency; halves go to the even neighbour."""
    return int((Decimal(str(amount)) * 100).to_integral_value(ROUND_HALF_EVEN))


def day_range(prefix: str | None) -> tuple[str | None, str | None]:
    """Return the first and last day that an ISO prefix can mean: "2014-02" is 2014-02-01 to 2014-02-28."""
    if not prefix:
        return None, None
    parts = [int(part) for part in prefix.split("-")]
    year, first_month, last_month = parts[0], *((parts[1],) * 2 if len(parts) > 1 else (1, 12))
    if len(parts) == 3:
        return prefix, prefix
    last_day = monthrange(year, last_month)[1]
    return f"{year:04}-{first_month:02}-01", f"{year:04}-{last_month:02}-{last_day:02}"


def _storable(text: str) -> str:
    """Keep a message storable: it may quote bytes of a document."""
    return text.replace("\0", "").encode("utf-8", "replace").decode("utf-8")


def _key(*parts: object) -> str:
    """Return 32 hex digits made from the parts: the same content has the same id in every database."""
    return hashlib.sha256("\x1f".join(map(str, parts)).encode("utf-8", "replace")).hexdigest()[:32]
