"""Draw one page of a PDF: a program of its own, `pdf_picture.py INDEX SCALE < file.pdf > page.pgm`.

PDFium stretches the fonts that stand in for missing ones when it draws, and keeps them so: letters of whatever
is read later in the same process have other widths then. A document must not depend on those before it.
"""

from __future__ import annotations

import sys
from typing import Any

import pypdfium2  # type: ignore[import-untyped]


def pgm(bitmap: Any) -> bytes:
    """Return a grey bitmap in the simplest format that there is: a byte a dot, row by row."""
    data, width, height, stride = bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride
    rows = b"".join(data[start : start + width] for start in range(0, stride * height, stride))
    return f"P5 {width} {height} 255\n".encode() + rows


def main() -> None:
    """Draw the page that the arguments name."""
    page = pypdfium2.PdfDocument(sys.stdin.buffer.read())[int(sys.argv[1])]
    sys.stdout.buffer.write(pgm(page.render(scale=float(sys.argv[2]), grayscale=True)))


if __name__ == "__main__":
    main()
