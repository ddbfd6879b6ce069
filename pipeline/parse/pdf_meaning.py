"""Tell a page whose letters stand for nothing: their codes have no meaning, or one that cannot be theirs."""

from __future__ import annotations

import ctypes
from typing import Any

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

from pipeline.parse.pdf_calls import address, has_no_meaning, origin_of

# Letters that are looked at, spread over the page.
_SAMPLE = 64
_BLANK = " "
_DOUBLE = ctypes.sizeof(ctypes.c_double)
_NOWHERE: list[ctypes.c_double | float] = [0.0] * 4


def meaningless(textpage: Any, text: str) -> bool:
    """Say whether most of the page's characters `text` mean nothing, and have no shape of their own either.

    Such a font is not in the file, so that nobody can see what was meant. Without a table of meanings alone the codes
    of a font in the file are often right: TeX makes such files.
    """
    step = max(1, len(text) // _SAMPLE)
    letters = [index for index in range(0, len(text), step) if text[index] > _BLANK]
    most, lost, page = len(letters) / 2, 0, address(textpage)
    origins = (ctypes.c_double * 4)()
    for number, index in enumerate(letters):
        if lost + len(letters) - number <= most:
            return False  # as on nearly every page: half of the letters have told it
        # PDFium found no meaning, or the letter is what is left of a sign that stands for a blank and a letter
        nothing = has_no_meaning(page, index) == 1 or (
            index > 0 and text[index - 1] == _BLANK and _at_one_place(page, index, origins)
        )
        lost += nothing and not _in_file(textpage, index)
    return lost > most


def _at_one_place(page: int, index: int, origins: ctypes.Array[ctypes.c_double]) -> bool:
    """Say whether a character stands where the one before it does; `origins` has room for both places."""
    origins[:] = _NOWHERE
    at = ctypes.addressof(origins)
    origin_of(page, index, at, at + _DOUBLE)
    origin_of(page, index - 1, at + 2 * _DOUBLE, at + 3 * _DOUBLE)
    return origins[:2] == origins[2:]


def _in_file(textpage: Any, index: int) -> bool:
    item = pdfium.FPDFText_GetTextObject(textpage, index)
    font = pdfium.FPDFTextObj_GetFont(item) if item else None
    return not font or pdfium.FPDFFont_GetIsEmbedded(font) == 1
