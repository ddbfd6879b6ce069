"""The careful gear: words and ruled tables of a PDF page as pdfplumber finds them."""

from __future__ import annotations

import io
import logging
from collections.abc import Mapping, Sequence
from typing import Any

import pdfplumber
from pdfplumber.page import Page as PlumberPage

from pipeline.failures import lacked_memory
from pipeline.parse.pdf_frame import Frame
from pipeline.parse.pdf_words import Word, make_word
from schemas.document import Box

# Beyond it pdfplumber takes over 10 s and 400 MB for one page (measured on 200,000 characters).
_MAX_CHARS = 100_000


class CarefulReader:
    """A PDF opened by pdfplumber, at the first page that needs it: opening alone takes 10 ms and more.

    `usable` is false where it counts other pages than PDFium, or cannot open the file.
    """

    def __init__(self, content: bytes, count: int) -> None:
        self._pages: Sequence[PlumberPage] = ()
        # What it warns of is mended or becomes an issue here; on stderr it would be noise.
        logging.getLogger("pdfminer").setLevel(logging.ERROR)
        try:
            self._pages = pdfplumber.open(io.BytesIO(content)).pages
        except Exception as error:  # pdfminer raises whatever its parser runs into: IndexError, TypeError, …
            _refuse_memory_error(error)
        self.usable = len(self._pages) == count

    def close(self) -> None:
        """Free the reader. Its own way of closing looks for the pages once more, and fails where that failed before."""
        self._pages = ()

    def words(self, index: int, letters: int, frame: Frame) -> list[Word]:
        """Return the words of a page of so many letters, placed as `frame` sees them; none where it fails."""
        if not self.usable or letters > _MAX_CHARS:
            return []
        page = self._pages[index]
        try:
            found = page.extract_words(x_tolerance_ratio=0.15, use_text_flow=False, keep_blank_chars=False)
            x, y = page.cropbox[0] - page.mediabox[0], page.cropbox[1] - page.mediabox[1]
            made = [make_word(word["text"], _moved(word, x, y)) for word in found]
        except Exception as error:  # as above: PDFium's words are kept then
            _refuse_memory_error(error)
            return []
        finally:
            page.close()
        return [word for word in made if word is not None and 0 <= word.x1 <= frame.width + word.height]


def _moved(word: Mapping[str, Any], x: float, y: float) -> Box:
    return (word["x0"] - x, word["top"] - y, word["x1"] - x, word["bottom"] - y)


def _refuse_memory_error(error: Exception) -> None:
    """Raise MemoryError if that is behind `error`: memory is never a reason to go on."""
    if lacked_memory(error):
        raise MemoryError from error
