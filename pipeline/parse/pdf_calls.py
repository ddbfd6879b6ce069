"""Functions of PDFium that are asked thousands of times a page. They take addresses as plain numbers.

ctypes checks and wraps what pypdfium2's own functions take: the place of a letter took 0.9 microseconds, and takes 0.4.
"""

from __future__ import annotations

import ctypes
from array import array
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from itertools import repeat
from typing import Any

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

Place = tuple[float, ...]
"""Left, top, right and bottom of a letter in the file's own space."""


def address(pointer: Any) -> int:
    """Return what a pointer of pypdfium2 points at; 0 if at nothing."""
    return ctypes.cast(pointer, ctypes.c_void_p).value or 0


def _quick(function: Any, *kinds: Any, gives: Any = ctypes.c_int) -> Callable[..., int]:
    call: Callable[..., int] = ctypes.PYFUNCTYPE(gives, *kinds)(address(function))
    return call


_POINTER, _NUMBER = ctypes.c_void_p, ctypes.c_int
_loose_box = _quick(pdfium.FPDFText_GetLooseCharBox, _POINTER, _NUMBER, _POINTER)
object_of_page = _quick(pdfium.FPDFPage_GetObject, _POINTER, _NUMBER, gives=_POINTER)
object_of_form = _quick(pdfium.FPDFFormObj_GetObject, _POINTER, _NUMBER, gives=_POINTER)
"""Take a page or form and an index, give an object."""
count_of_page = _quick(pdfium.FPDFPage_CountObjects, _POINTER)
count_of_form = _quick(pdfium.FPDFFormObj_CountObjects, _POINTER)
object_kind = _quick(pdfium.FPDFPageObj_GetType, _POINTER)
"""Takes an object."""
matrix_of = _quick(pdfium.FPDFPageObj_GetMatrix, _POINTER, _POINTER)
"""Takes an object and the address of six floats."""
draw_mode = _quick(pdfium.FPDFPath_GetDrawMode, _POINTER, _POINTER, _POINTER)
"""Takes a path and the addresses of two integers."""
segment_count = _quick(pdfium.FPDFPath_CountSegments, _POINTER)
"""Takes a path."""
segment_at = _quick(pdfium.FPDFPath_GetPathSegment, _POINTER, _NUMBER, gives=_POINTER)
"""Takes a path and an index, gives a segment."""
segment_kind = _quick(pdfium.FPDFPathSegment_GetType, _POINTER)
closes = _quick(pdfium.FPDFPathSegment_GetClose, _POINTER)
"""Take a segment."""
point_of = _quick(pdfium.FPDFPathSegment_GetPoint, _POINTER, _POINTER, _POINTER)
"""Takes a segment and the addresses of two floats."""
has_no_meaning = _quick(pdfium.FPDFText_HasUnicodeMapError, _POINTER, _NUMBER)
"""Takes a text page and an index."""
matrix_of_letter = _quick(pdfium.FPDFText_GetMatrix, _POINTER, _NUMBER, _POINTER)
"""Takes a text page, an index and the address of six floats."""
size_of_letter: Callable[..., float] = _quick(pdfium.FPDFText_GetFontSize, _POINTER, _NUMBER, gives=ctypes.c_double)
"""Takes a text page and an index, gives the size of its font."""
is_guessed = _quick(pdfium.FPDFText_IsGenerated, _POINTER, _NUMBER)
"""Takes a text page and an index."""
origin_of = _quick(pdfium.FPDFText_GetCharOrigin, _POINTER, _NUMBER, _POINTER, _POINTER)
"""Takes a text page, an index and the addresses of two doubles."""
_SIZE = ctypes.sizeof(pdfium.FS_RECTF)


def places(page: int, indices: Sequence[int]) -> list[Place]:
    """Return the places of letters of a text page."""
    return list(zip(*[iter(_boxes(page, indices))] * 4, strict=True))


def ends_of(page: int, tokens: Iterable[tuple[int, int]]) -> tuple[Sequence[float], ...]:
    """Return of all half-open ranges of letters the left, top and bottom of the first, and the right, top and bottom
    of the last letter, as columns.
    """
    numbers = _boxes(page, [index for start, end in tokens for index in (start, end - 1)])
    return numbers[::8], numbers[1::8], numbers[3::8], numbers[6::8], numbers[5::8], numbers[7::8]


def _boxes(page: int, indices: Sequence[int]) -> array[float]:
    count = len(indices)
    boxes = (pdfium.FS_RECTF * enough(count))()
    start = ctypes.addressof(boxes)
    deque(map(_loose_box, repeat(page), indices, range(start, start + count * _SIZE, _SIZE)), maxlen=0)
    return array("f", ctypes.string_at(boxes, count * _SIZE))


def text_of(page: Any, count: int) -> str:
    """Return a character for each unit of UTF-16. All at once where each is in the text once: elsewhere one by one."""
    buffer = (ctypes.c_ushort * enough(count + 1))()
    if pdfium.FPDFText_GetText(page, 0, count, buffer) != count + 1:
        return "".join([chr(pdfium.FPDFText_GetUnicode(page, index)) for index in range(count)])
    text = ctypes.string_at(buffer, 2 * count).decode("utf-16-le", "surrogatepass")
    return text if len(text) == count else "".join(map(chr, buffer[:count]))


def enough(count: int) -> int:
    """Return a power of two: for each length of a buffer ctypes makes a type."""
    return int(1 << count.bit_length())
