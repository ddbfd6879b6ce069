"""Take words and ruled tables from a PDF file, page by page: which reader does it, and how well it went."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import pypdfium2  # type: ignore[import-untyped]
import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

from pipeline.parse.clean import one_line
from pipeline.parse.pdf_calls import text_of
from pipeline.parse.pdf_careful import CarefulReader
from pipeline.parse.pdf_frame import RIGHT, Frame
from pipeline.parse.pdf_glyphs import GlyphReader
from pipeline.parse.pdf_layout import RuledTable
from pipeline.parse.pdf_lines import drawn_lines, ruled_tables
from pipeline.parse.pdf_meaning import meaningless
from pipeline.parse.pdf_mend import mended, quality
from pipeline.parse.pdf_ocr import WANTED, NotRecognisedError, Recogniser, recogniser
from pipeline.parse.pdf_panels import panels_of
from pipeline.parse.pdf_words import Word
from pipeline.settings import Settings
from schemas.document import Box
from schemas.errors import Issue, ParseError, ReasonCode, Severity, Stage

# Nobody prints more on a page; a file that says so is meant to harm.
_MAX_CHARS = 200_000
# Share of letters with a meaning below which pdfplumber is asked too, and below which the page is a picture.
_POOR, _HOPELESS = 0.8, 0.5
# What is stamped on a scan stands in so much of the page above and below; the scan covers so much each way.
_MARGIN, _COVERS = 0.08, 0.9
_MAX_NAMES = 20
PDFIUM, WITH_TABLES, PDFPLUMBER, TESSERACT = "pdfium", "pdfium+pdfplumber", "pdfplumber", "tesseract"
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
    """What stands on one page: `width` and `height` in points; `issues` if a part of it is lost.

    `panels` are boxes drawn round text, and the tables where there are such.
    `reader` and `quality` are as in schemas.document.Page.
    """

    number: int
    width: float = 0.0
    height: float = 0.0
    words: list[Word] = field(default_factory=list)
    tables: list[RuledTable] = field(default_factory=list)
    panels: list[Box] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    reader: str = PDFIUM
    quality: float = 0.0
    meaningless: bool = False


class PdfSource:
    """An open PDF. PDFium reads it: quick, and it counts pages reliably. pdfplumber and Tesseract help where needed.

    Raises ParseError: encrypted_pdf, corrupt_pdf, too_many_pages.
    """

    def __init__(self, content: bytes, settings: Settings) -> None:
        self._content = content
        self._file = _opened(content)
        self._careful: CarefulReader | None = None
        self._pictures = settings.max_ocr_pages
        self.count = len(self._file)
        if self.count > settings.max_pages:
            raise ParseError(ReasonCode.TOO_MANY_PAGES, f"{self.count} pages, more than {settings.max_pages}")
        if self.count == 0:
            raise ParseError(ReasonCode.CORRUPT_PDF, "no pages")

    def close(self) -> None:
        """Free the readers."""
        if self._careful is not None:
            self._careful.close()
        self._file.close()

    def attachments(self) -> list[str]:
        """Return the names of embedded files. They are never opened, and no script in the file is ever run."""
        count = min(int(pdfium.FPDFDoc_GetAttachmentCount(self._file.raw)), _MAX_NAMES)
        return [_said(partial(_name_of, self._file, index))[:100] or "?" for index in range(count)]

    def title(self) -> str:
        """Return the title from the file's own description if it is one, else ""."""
        text = _said(lambda: self._file.get_metadata_value("Title"))
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
        source = _loaded(pdfium.FPDF_LoadPage(self._file.raw, index), "page")
        try:
            frame = _frame(source)
            page.width, page.height = frame.width, frame.height
            letters = self._letters(source, page, frame)
            if page.quality < _POOR and page.words:
                self._read_carefully(index, letters, page, frame)
            found = self._unread(index, source, page, frame)
            if found and page.meaningless and not self._covered(index, frame):
                page.issues.append(_no_text(Severity.ERROR, f"{found}, and their font is not in the file", page.number))
            elif found:
                self._recognise(index, page, found)
            page.words, mends = mended(page.words, page.number)
            page.issues += mends
            upright = [word for word in page.words if word.way == RIGHT]
            if upright:
                drawn = drawn_lines(source, frame)
                page.tables = list(ruled_tables(drawn, upright))
                boxes = [table.box for table in page.tables]
                page.panels = panels_of(drawn.boxes, upright, boxes, frame.width * frame.height)
            if page.tables and page.reader == PDFIUM:
                page.reader = WITH_TABLES
        finally:
            pdfium.FPDF_ClosePage(source)

    def _letters(self, source: Any, page: RawPage, frame: Frame) -> int:
        """Read the page's own letters; return how many there are."""
        text = _loaded(pdfium.FPDFText_LoadPage(source), "text page")
        try:
            count = _count(text, page)
            letters = text_of(text, count)
            page.meaningless = meaningless(text, letters)
            page.words = [] if page.meaningless else GlyphReader(text, frame).words(letters)
            page.quality = quality(page.words)
            return count
        finally:
            pdfium.FPDFText_ClosePage(text)

    def _read_carefully(self, index: int, letters: int, page: RawPage, frame: Frame) -> None:
        """Take pdfplumber's words if more of their letters have a meaning."""
        if self._careful is None:
            self._careful = CarefulReader(self._content, self.count)
        words = self._careful.words(index, letters, frame)
        if quality(words) > page.quality:
            page.words, page.quality, page.reader = words, quality(words), PDFPLUMBER

    def _recognise(self, index: int, page: RawPage, found: str) -> None:
        """Read the page from its picture, or say why it cannot be read; `found` is what was found instead of text."""
        program = recogniser()
        try:
            words, sure = self._from_picture(index, page, program)
        except NotRecognisedError as error:
            code = ReasonCode.TIMEOUT if error.late else ReasonCode.NO_TEXT_LAYER
            page.issues.append(_no_text(Severity.ERROR, f"{found}; {error}", page.number, code))
            return
        how = f"read from the picture by {program}"
        if words or not page.words:
            page.words, page.quality, page.reader = words, sure, TESSERACT
        severity, result = (Severity.WARNING, f"{sure:.0%} sure") if words else (Severity.INFO, "no words")
        page.issues.append(_no_text(severity, f"{found}; {how}: {result}", page.number))

    def _from_picture(self, index: int, page: RawPage, program: Recogniser | None) -> tuple[list[Word], float]:
        if program is None:
            raise NotRecognisedError(WANTED)
        if self._pictures == 0:
            raise NotRecognisedError("so many pages of the document have been read from pictures already")
        self._pictures -= 1
        return program.read(self._content, index, (page.width, page.height))

    def _unread(self, index: int, source: Any, page: RawPage, frame: Frame) -> str:
        """Return what stands on the page instead of text, "" where it has text, or nothing at all."""
        if page.quality < _HOPELESS:
            found = "the letters have no meaning" if page.words or page.meaningless else "the page is a picture"
            return found if pdfium.FPDFPage_CountObjects(source) else ""
        margins = all(
            word.box[3] < frame.height * _MARGIN or word.box[1] > frame.height * (1 - _MARGIN) for word in page.words
        )
        return "the page is a picture with a stamp in its margin" if margins and self._covered(index, frame) else ""

    def _covered(self, index: int, frame: Frame) -> bool:
        """Return whether one picture covers the page: a scan, on which a number or a line was printed later."""
        page = self._file[index]
        try:
            for item in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=3):
                x0, top, x1, bottom = frame.box(*item.get_bounds())
                width, height = min(x1, frame.width) - max(x0, 0), min(bottom, frame.height) - max(top, 0)
                if width >= frame.width * _COVERS and height >= frame.height * _COVERS:
                    return True
            return False
        finally:
            page.close()


def _loaded(handle: Any, what: str) -> Any:
    """Return what PDFium has opened: pypdfium2 makes objects of pages, which close themselves, and take their time."""
    if not handle:
        raise pypdfium2.PdfiumError(f"Failed to load {what}.")
    return handle


def _frame(page: Any) -> Frame:
    box, turns = pdfium.FS_RECTF(), pdfium.FPDFPage_GetRotation(page)
    if not pdfium.FPDF_GetPageBoundingBox(page, box):
        raise pypdfium2.PdfiumError("Failed to get page bounding box.")
    if turns == -1:
        raise pypdfium2.PdfiumError("Failed to get page rotation.")
    return Frame(box.left, box.bottom, box.right, box.top, turns)


def _count(text: Any, page: RawPage) -> int:
    count = int(pdfium.FPDFText_CountChars(text))
    if count == -1:
        raise pypdfium2.PdfiumError("Failed to get character count.")
    if count > _MAX_CHARS:
        detail = f"{count} characters on one page; those beyond {_MAX_CHARS} were left out"
        page.issues.append(Issue(ReasonCode.TOO_LARGE, Stage.PARSE, Severity.ERROR, detail, page.number))
    return min(count, _MAX_CHARS)


def _name_of(file: pypdfium2.PdfDocument, index: int) -> str:
    return str(file.get_attachment(index).get_name())


def _said(ask: Callable[[], str]) -> str:
    """Return what the file says of itself, "" where PDFium cannot tell; half letters (lone surrogates) are left out."""
    try:
        return one_line(ask())
    except UnicodeDecodeError as error:
        return one_line(error.object.decode(error.encoding, "ignore"))
    except pypdfium2.PdfiumError:
        return ""


def _no_text(severity: Severity, detail: str, page: int, code: ReasonCode = ReasonCode.NO_TEXT_LAYER) -> Issue:
    return Issue(code, Stage.PARSE, severity, detail, page)


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
