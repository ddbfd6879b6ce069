"""Take words and ruled tables from a PDF file, page by page: which reader does it, and how well it went."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pypdfium2  # type: ignore[import-untyped]

from pipeline.parse.clean import one_line
from pipeline.parse.pdf_frame import RIGHT, Frame
from pipeline.parse.pdf_glyphs import GlyphReader
from pipeline.parse.pdf_layout import RuledTable
from pipeline.parse.pdf_lines import drawn_lines, ruled_tables
from pipeline.parse.pdf_words import Word
from schemas.errors import Issue, ParseError, ReasonCode, Severity, Stage

# Nobody prints more on a page; a file that says so is meant to harm.
_MAX_CHARS = 200_000
_IDLE_TITLES = (
    "untitled",
    "microsoft word",
    "microsoft powerpoint",
    "powerpoint",
    "prezentace aplikace",
    "snímek 1",
)


@dataclass(slots=True)
class RawPage:
    """What stands on one page: `width` and `height` in points; `issues` if a part of it is lost."""

    number: int
    width: float = 0.0
    height: float = 0.0
    words: list[Word] = field(default_factory=list)
    tables: list[RuledTable] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)


class PdfSource:
    """An open PDF.

    Raises ParseError: encrypted_pdf, corrupt_pdf, too_many_pages.
    """

    def __init__(self, content: bytes, max_pages: int) -> None:
        self._file = _opened(content)
        self.count = len(self._file)
        if self.count > max_pages:
            raise ParseError(ReasonCode.TOO_MANY_PAGES, f"{self.count} pages, more than {max_pages}")
        if self.count == 0:
            raise ParseError(ReasonCode.CORRUPT_PDF, "no pages")

    def close(self) -> None:
        """Free the readers."""
        self._file.close()

    def title(self) -> str:
        """Return the title from the file's own description if it is one, else ""."""
        text = one_line(self._file.get_metadata_value("Title"))
        if text.lower().startswith(_IDLE_TITLES) or text.lower().endswith((".doc", ".docx", ".ppt", ".pptx", ".pdf")):
            return ""
        return text if any(char.isalpha() for char in text) and "\ufffd" not in text else ""

    def pages(self) -> Iterator[RawPage]:
        """Yield every page that PDFium counts."""
        for index in range(self.count):
            page = RawPage(index + 1)
            try:
                self._read(index, page)
            except pypdfium2.PdfiumError as error:
                page.issues.append(_issue(Severity.ERROR, f"page lost: {error}", page.number))
            yield page

    def _read(self, index: int, page: RawPage) -> None:
        source = self._file[index]
        try:
            text = source.get_textpage()
            try:
                left, bottom, right, top = source.get_bbox()
                frame = Frame(left, bottom, right, top, source.get_rotation() // 90)
                page.width, page.height = frame.width, frame.height
                page.words = GlyphReader(text.raw, frame).words(self._count(text, page))
                upright = [word for word in page.words if word.way == RIGHT]
                page.tables = list(ruled_tables(drawn_lines(source.raw, frame), upright))
            finally:
                text.close()
        finally:
            source.close()

    def _count(self, text: Any, page: RawPage) -> int:
        count = int(text.count_chars())
        if count > _MAX_CHARS:
            detail = f"{count} characters on one page; those beyond {_MAX_CHARS} were left out"
            page.issues.append(Issue(ReasonCode.TOO_LARGE, Stage.PARSE, Severity.ERROR, detail, page.number))
        return min(count, _MAX_CHARS)


def _issue(severity: Severity, detail: str, page: int) -> Issue:
    return Issue(ReasonCode.CORRUPT_PAGE, Stage.PARSE, severity, detail[:300], page)


def _opened(content: bytes) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        text = str(error)
        if "password" in text.lower() or "security" in text.lower():
            raise ParseError(ReasonCode.ENCRYPTED_PDF, "needs a password") from error
        raise ParseError(ReasonCode.CORRUPT_PDF, text) from error
