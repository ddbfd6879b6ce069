"""Tell a page whose letters stand for nothing: their codes have no meaning, or one that cannot be theirs."""

from __future__ import annotations

import ctypes
from typing import Any

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

from pipeline.parse.pdf_calls import address, has_no_meaning, origin_of

# Letters that are looked at, spread over the page.
_SAMPLE = 64
_BLANK = " "


def meaningless(textpage: Any, text: str) -> bool:
    """Say whether most of the page's characters `text` mean nothing, and have no shape of their own either.

    Such a font is not in the file, so that nobody can see what was meant. Without a table of meanings alone the codes
    of a font in the file are often right: TeX makes such files.
    """
    step = max(1, len(text) // _SAMPLE)
    letters = [index for index in range(0, len(text), step) if text[index] > _BLANK]
    most, lost, page = len(letters) / 2, 0, address(textpage)
    for number, index in enumerate(letters):
        if lost + len(letters) - number <= most:
            return False  # as on nearly every page: half of the letters have told it
        lost += _means_nothing(page, text, index) and not _in_file(textpage, index)
    return lost > most


def _means_nothing(page: int, text: str, index: int) -> bool:
    """PDFium found no meaning, or the letter is what is left of a sign that stands for a blank and a letter."""
    if has_no_meaning(page, index) == 1:
        return True
    if index == 0 or text[index - 1] != _BLANK:
        return False
    return _origin(page, index) == _origin(page, index - 1)


def _in_file(textpage: Any, index: int) -> bool:
    item = pdfium.FPDFText_GetTextObject(textpage, index)
    font = pdfium.FPDFTextObj_GetFont(item) if item else None
    return not font or pdfium.FPDFFont_GetIsEmbedded(font) == 1


def _origin(page: int, index: int) -> tuple[float, float]:
    x, y = ctypes.c_double(), ctypes.c_double()
    origin_of(page, index, ctypes.addressof(x), ctypes.addressof(y))
    return x.value, y.value
