"""Take words and ruled tables from a PDF file: pdfplumber for most pages, PDFium where it fails."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import pdfplumber
import pypdfium2  # type: ignore[import-untyped]
from pdfplumber.page import Page as PlumberPage
from pdfplumber.pdf import PDF

from pipeline.parse.clean import one_line
from pipeline.parse.pdf_layout import Cell, RuledTable, cell_lines
from pipeline.parse.pdf_words import Word, make_word
from schemas.document import Box
from schemas.errors import Issue, ParseError, ReasonCode, Severity, Stage

# Beyond it pdfplumber takes over 10 s and 400 MB for one page (measured on 200,000 characters).
_MAX_CHARS = 100_000
# Six lines make the smallest table; more than 5,000 are a drawing.
_MIN_RULES, _MAX_RULES = 6, 5000
_FILLED = 0.5
# Borders drawn as boxes have edges up to 5 points apart: pdfplumber's own 3 makes columns of them.
_SNAP = 6
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
    """An open PDF. PDFium opens it first: it is quick, counts pages reliably, and refuses what is broken.

    Raises ParseError: encrypted_pdf, corrupt_pdf, too_many_pages.
    """

    def __init__(self, content: bytes, max_pages: int) -> None:
        self._fast = _open_fast(content)
        self.count = len(self._fast)
        if self.count > max_pages:
            raise ParseError(ReasonCode.TOO_MANY_PAGES, f"{self.count} pages, more than {max_pages}")
        if self.count == 0:
            raise ParseError(ReasonCode.CORRUPT_PDF, "no pages")
        self.problem = ""
        self._plumber: PDF | None = None
        self._pages: Sequence[PlumberPage] = ()
        # What it warns of is mended or becomes an issue here; on stderr it would be noise.
        logging.getLogger("pdfminer").setLevel(logging.ERROR)
        try:
            self._plumber = pdfplumber.open(io.BytesIO(content))
            self._pages = self._plumber.pages
        except Exception as error:  # pdfminer raises whatever its parser runs into: IndexError, TypeError, …
            self._plumber = None
            self.problem = _reason(error)

    def close(self) -> None:
        """Free both readers."""
        if self._plumber is not None:
            self._plumber.close()
        self._fast.close()

    def title(self) -> str:
        """Return the title from the file's own description if it is one, else ""."""
        text = one_line(self._fast.get_metadata_value("Title"))
        if text.lower().startswith(_IDLE_TITLES) or text.lower().endswith((".doc", ".docx", ".ppt", ".pptx", ".pdf")):
            return ""
        return text if any(char.isalpha() for char in text) and "\ufffd" not in text else ""

    def pages(self) -> Iterator[RawPage]:
        """Yield every page that PDFium counts."""
        whole = len(self._pages) == self.count
        for index in range(self.count):
            page = RawPage(index + 1)
            reason = self._careful(index, page) if whole else self._tree_problem(index)
            if not whole or reason:
                self._rescue(index, page, reason)
            yield page

    def _tree_problem(self, index: int) -> str:
        """Return why pdfplumber reads no page; said once, with the first page."""
        if index:
            return ""
        return self.problem or f"the page tree shows {len(self._pages)} of {self.count} pages"

    def _careful(self, index: int, page: RawPage) -> str:
        """Read a page with pdfplumber; return "" or why that did not do."""
        try:
            letters = _count_chars(self._fast, index)
            if letters > _MAX_CHARS:
                return f"{letters} characters on one page"
            source = self._pages[index]
            page.width, page.height = float(source.width), float(source.height)
            page.words = _words(source)
            page.tables = list(_tables(source, page.words))
            source.close()
        except Exception as error:  # as above; the page is read by PDFium then
            return _reason(error)
        return "" if page.words or not letters else "no words found"

    def _rescue(self, index: int, page: RawPage, reason: str) -> None:
        """Read a page with PDFium: words and boxes, no tables."""
        try:
            page.words, page.tables = list(_fast_words(self._fast, index, page)), []
        except pypdfium2.PdfiumError as error:
            page.issues.append(_issue(Severity.ERROR, f"page lost: {reason}; {error}", page.number))
            return
        if page.words and reason:
            page.issues.append(_issue(Severity.WARNING, f"read without layout: {reason}", page.number))


def _issue(severity: Severity, detail: str, page: int) -> Issue:
    return Issue(ReasonCode.CORRUPT_PAGE, Stage.PARSE, severity, detail[:300], page)


def _reason(error: Exception) -> str:
    """Return what went wrong; memory is never a reason to go on."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, MemoryError):
            raise MemoryError from error
        cause = cause.__cause__ or cause.__context__
    return f"{type(error).__name__}: {error}"[:200]


def _open_fast(content: bytes) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        text = str(error)
        if "password" in text.lower() or "security" in text.lower():
            raise ParseError(ReasonCode.ENCRYPTED_PDF, "needs a password") from error
        raise ParseError(ReasonCode.CORRUPT_PDF, text) from error


def _count_chars(document: pypdfium2.PdfDocument, index: int) -> int:
    page = document[index]
    text = page.get_textpage()
    try:
        return int(text.count_chars())
    finally:
        text.close()
        page.close()


def _words(source: PlumberPage) -> list[Word]:
    found = source.extract_words(x_tolerance_ratio=0.15, use_text_flow=False, keep_blank_chars=False)
    boxed = ((word["text"], (word["x0"], word["top"], word["x1"], word["bottom"])) for word in found)
    return [word for text, box in boxed if (word := make_word(text, box)) is not None]


def _tables(source: PlumberPage, words: list[Word]) -> Iterator[RuledTable]:
    """Yield the ruled tables that hold at least two rows, two columns, and text in half of their cells."""
    rules = len(source.lines) + len(source.rects) + len(source.curves)
    if not _MIN_RULES <= rules <= _MAX_RULES:
        return
    free = list(words)
    for found in source.find_tables({"snap_tolerance": _SNAP}):
        boxes = [
            (row_number, column, box)
            for row_number, row in enumerate(found.rows, 1)
            for column, box in enumerate(row.cells, 1)
            if box is not None
        ]
        cells = _cells(boxes, free)
        wide = len({cell.column for cell in cells}) > 1 and len({cell.row for cell in cells}) > 1
        if wide and len(cells) >= len(boxes) * _FILLED:
            taken = {id(word) for cell in cells for line in cell.lines for word in line.words}
            free = [word for word in free if id(word) not in taken]
            yield RuledTable(found.bbox, cells)


def _cells(boxes: list[tuple[int, int, Box]], words: list[Word]) -> tuple[Cell, ...]:
    """Put each word into one cell: the smallest that holds its middle, for drawn cells overlap."""
    boxes = sorted(boxes, key=lambda item: (item[2][2] - item[2][0]) * (item[2][3] - item[2][1]))
    inside: dict[tuple[int, int], list[Word]] = {}
    for word in words:
        place = next(((row, column) for row, column, box in boxes if _within(word, box)), None)
        if place is not None:
            inside.setdefault(place, []).append(word)
    return tuple(Cell(cell_lines(held), *place) for place, held in sorted(inside.items()))


def _within(word: Word, box: Box) -> bool:
    return box[0] <= (word.x0 + word.x1) / 2 < box[2] and box[1] <= word.middle < box[3]


def _fast_words(document: pypdfium2.PdfDocument, index: int, page: RawPage) -> Iterator[Word]:
    """Yield the words that PDFium finds, with the boxes of their letters."""
    source = document[index]
    text = source.get_textpage()
    try:
        page.width, page.height = source.get_size()
        letters: list[tuple[str, Box]] = []
        for number in range(min(text.count_chars(), _MAX_CHARS)):
            char = text.get_text_range(number, 1)
            if char.strip():
                left, bottom, right, top = text.get_charbox(number)
                letters.append((char, (left, page.height - top, right, page.height - bottom)))
            elif letters:
                yield from _join(letters)
                letters = []
        yield from _join(letters)
    finally:
        text.close()
        source.close()


def _join(letters: list[tuple[str, Box]]) -> Iterator[Word]:
    if letters:
        x0, top, x1, bottom = zip(*(box for _, box in letters), strict=True)
        word = make_word("".join(char for char, _ in letters), (min(x0), min(top), max(x1), max(bottom)))
        if word is not None:
            yield word
