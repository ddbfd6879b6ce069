"""What can go wrong, as data: a reason code, a severity, a place.  Explained in docs/reasons.md."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from schemas.packed import packed


class ReasonCode(StrEnum):
    """Why a document, a page or a value is not what it should be. One line each in docs/reasons.md."""

    UNREADABLE_FILE = "unreadable_file"
    LINK_OUTSIDE = "link_outside"
    SPECIAL_FILE = "special_file"
    EMPTY_DOCUMENT = "empty_document"
    TOO_LARGE = "too_large"
    TOO_MANY_PAGES = "too_many_pages"
    UNSUPPORTED_MEDIA_TYPE = "unsupported_media_type"
    CORRUPT_CONTAINER = "corrupt_container"
    CORRUPT_MEMBER = "corrupt_member"
    ENCRYPTED_MEMBER = "encrypted_member"
    UNSUPPORTED_COMPRESSION = "unsupported_compression"
    EMPTY_CONTAINER = "empty_container"
    BOMB = "bomb"
    TOO_DEEP = "too_deep"
    TOO_MANY_MEMBERS = "too_many_members"
    LINK_MEMBER = "link_member"
    SPECIAL_MEMBER = "special_member"
    UNSAFE_NAME = "unsafe_name"
    REPEATED_NAME = "repeated_name"
    MISNAMED = "misnamed"
    LOST_REVISIT = "lost_revisit"
    ENCRYPTED_PDF = "encrypted_pdf"
    CORRUPT_PDF = "corrupt_pdf"
    CORRUPT_PAGE = "corrupt_page"
    NO_TEXT_LAYER = "no_text_layer"
    ATTACHMENTS = "attachments"
    BAD_ENCODING = "bad_encoding"
    MOJIBAKE = "mojibake"
    REPAIRED_TEXT = "repaired_text"
    BAD_MARKUP = "bad_markup"
    BAD_FRONT_MATTER = "bad_front_matter"
    UNDECIDED_LANGUAGE = "undecided_language"
    EXTRACTOR_FAILED = "extractor_failed"
    BAD_VALUE = "bad_value"
    ORPHAN_MENTION = "orphan_mention"
    CONFLICTING_VALUES = "conflicting_values"
    TIMEOUT = "timeout"
    OUT_OF_MEMORY = "out_of_memory"
    CRASHED = "crashed"
    SCHEMA_TOO_NEW = "schema_too_new"
    NOT_A_DATABASE = "not_a_database"
    DATABASE_LOCKED = "database_locked"
    DATABASE_UNUSABLE = "database_unusable"
    DATABASE_DAMAGED = "database_damaged"
    DAMAGED_ROW = "damaged_row"
    FORGOTTEN_KEY = "forgotten_key"
    INTERNAL_ERROR = "internal_error"


class Severity(StrEnum):
    """An error costs the document or a part of it; a warning does not; info explains a choice."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Stage(StrEnum):
    """The seven stages, in order."""

    READ = "read"
    PARSE = "parse"
    LANGUAGE = "language"
    EXTRACT = "extract"
    NORMALISE = "normalise"
    RESOLVE = "resolve"
    STORE = "store"


@packed
@dataclass(frozen=True, slots=True)
class Issue:
    """Something that went wrong or was decided, as data. `detail` is for people, in English."""

    code: ReasonCode
    stage: Stage
    severity: Severity
    detail: str
    page: int | None = None
    start: int | None = None
    end: int | None = None


class PipelineError(Exception):
    """Base of every error that we raise on purpose; carries a reason code and a stage."""

    stage = Stage.STORE

    def __init__(self, code: ReasonCode, detail: str, page: int | None = None) -> None:
        super().__init__(f"{code.value}: {detail}")
        self.code = code
        self.detail = detail
        self.page = page

    def issue(self, severity: Severity = Severity.ERROR) -> Issue:
        """Return the error as an issue."""
        return Issue(self.code, self.stage, severity, self.detail, self.page)


class ReadError(PipelineError):
    """The bytes could not be had, or are not ours to read."""

    stage = Stage.READ


class ParseError(PipelineError):
    """The bytes are not a document that can be turned into pages."""

    stage = Stage.PARSE


class NormaliseError(PipelineError):
    """A printed value that has no normal form."""

    stage = Stage.NORMALISE


class StoreError(PipelineError):
    """The database cannot be used."""

    stage = Stage.STORE
