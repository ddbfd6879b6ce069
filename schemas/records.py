"""From what is printed to what is recorded: mentions, statements, project records, results."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from schemas.document import Document
from schemas.errors import Issue
from schemas.fields import FIELDS
from schemas.packed import packed
from schemas.spans import Evidence
from schemas.values import JsonValue, Value, to_json


class Basis(StrEnum):
    """A stated value is printed; a derived one follows from another, as a programme from a number."""

    STATED = "stated"
    DERIVED = "derived"


class Status(StrEnum):
    """The outcome of one input in a run's ledger."""

    OK = "ok"
    PARTIAL = "partial"
    FAILED = "failed"
    SKIPPED = "skipped"
    DUPLICATE = "duplicate"


@packed
@dataclass(frozen=True, slots=True)
class Mention:
    """One printed occurrence of a field's value; extractors make them and normalise nothing.

    `attributes` says how it was printed: `kind` and `currency` of an amount, `role` of an
    organisation, the name, e-mail and phone of a contact. `named` is where the value is printed,
    if `evidence` only tells of it: "the town", "we received".
    """

    field: str
    raw: str
    evidence: Evidence
    attributes: Mapping[str, str] = dataclasses.field(default_factory=dict)
    named: Evidence | None = None


@packed
@dataclass(frozen=True, slots=True)
class Fact:
    """A mention with its normalised value: what assembly works on."""

    field: str
    value: Value
    evidence: Evidence
    basis: Basis = Basis.STATED
    attributes: Mapping[str, str] = dataclasses.field(default_factory=dict)
    named: Evidence | None = None

    @property
    def proofs(self) -> tuple[Evidence, ...]:
        """Return where the value is printed and, if that is elsewhere, where the document tells of it."""
        return (self.named, self.evidence) if self.named else (self.evidence,)


@packed
@dataclass(frozen=True, slots=True)
class Resolution:
    """What assembly makes of a document's facts: project records and the day of publication."""

    records: tuple[ProjectRecord, ...] = ()
    published: str | None = None
    published_evidence: Evidence | None = None
    issues: tuple[Issue, ...] = ()


@packed
@dataclass(frozen=True, slots=True)
class Statement:
    """One normalised value of one project, with its evidence.

    A statement that lost against another (`accepted` is False) is kept; `note` says why.
    `confidence` is the measured precision of the rules that found it, None for what lost.
    """

    project_id: str
    field: str
    value: Value
    evidence: tuple[Evidence, ...]
    basis: Basis = Basis.STATED
    confidence: float | None = None
    accepted: bool = True
    note: str = ""


@packed
@dataclass(frozen=True, slots=True)
class ProjectRecord:
    """What one document says of one project: its statements, in the order of the fields.

    `project_id` is the canonical registration number, or else the document and an ordinal.
    """

    project_id: str
    statements: tuple[Statement, ...]

    def values(self, name: str) -> list[Value]:
        """Return the accepted values of the field, without repetition, as first printed."""
        found = [s.value for s in self.statements if s.field == name and s.accepted]
        return list(dict.fromkeys(found))

    def surer(self, least: float) -> ProjectRecord:
        """Return the record with the accepted statements whose confidence is `least` or more."""
        kept = (s for s in self.statements if s.accepted and (s.confidence or 0.0) >= least)
        return dataclasses.replace(self, statements=tuple(kept))

    def to_json(self) -> dict[str, object]:
        """Return the object that the contract's `projects` array holds."""
        result: dict[str, object] = {}
        for item in FIELDS:
            values: list[JsonValue] = [to_json(value) for value in self.values(item.name)]
            result[item.name] = values if item.many else (values[0] if values else None)
        result["evidence"] = [
            {
                "field": statement.field,
                "value": to_json(statement.value),
                "page": piece.span.page,
                "start": piece.span.start,
                "end": piece.span.end,
                "quote": piece.quote,
                "bbox": list(piece.box) if piece.box else None,
                "rule": piece.rule,
                "basis": statement.basis.value,
                "confidence": statement.confidence,
            }
            for statement in self.statements
            if statement.accepted
            for piece in statement.evidence
        ]
        return result


class Done(StrEnum):
    """What a run did with an input to have its result: its file was parsed, or its stored pages extracted again."""

    PARSED = "parsed"
    EXTRACTED = "extracted"


@packed
@dataclass(frozen=True, slots=True)
class Layout:
    """What parsing gave beside the text, compressed, and the version of the code and settings that parsed."""

    parsing: str
    data: bytes


@packed
@dataclass(frozen=True, slots=True)
class DocumentResult:
    """All that a run over one input gives. `document` is None when the input failed.

    `language` and `published` describe the document; `published_evidence` proves the date. A worker puts `layout`
    in the place of blocks and word boxes, for the store; a document that was not parsed anew has none.
    """

    source: str
    sha256: str
    status: Status
    document: Document | None = None
    media_type: str | None = None
    language: str | None = None
    published: str | None = None
    published_evidence: Evidence | None = None
    records: tuple[ProjectRecord, ...] = ()
    issues: tuple[Issue, ...] = ()
    seconds: float = 0.0
    layout: Layout | None = None
