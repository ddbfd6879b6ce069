"""Write small real PDFs by hand: text at places, rules, pages without text, a cut or locked file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class At:
    """Text with its base line `y` points below the top of a page of 842 points, `x` from the left."""

    x: float
    y: float
    text: str
    size: float = 11
    turn: int = 0
    """0, or 90 for text that runs upwards."""


@dataclass(frozen=True)
class Rule:
    """A drawn line from one point to another."""

    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True)
class Frame:
    """A box with its top left corner at (x, y); `filled` has no border, `rounded` is the radius of its corners."""

    x: float
    y: float
    width: float
    height: float
    filled: bool = False
    rounded: float = 0


Item = At | Rule | Frame
Page = Sequence[Item]
# Every letter is half as wide as the font is large.
_WIDTH = 500


def make_pdf(pages: Sequence[Page], title: str = "", locked: bool = False, more: str = "") -> bytes:
    """Return a PDF with one page for each list of items; `locked` needs a password that nobody has.

    `more` are further entries of each page, such as `/Rotate 90`.
    """
    texts = [item.text for page in pages for item in page if isinstance(item, At)]
    codes = {char: 128 + n for n, char in enumerate(sorted({c for t in texts for c in t if ord(c) > 126}))}
    kids = " ".join(f"{6 + 2 * n} 0 R" for n in range(len(pages)))
    widths = " ".join([str(_WIDTH)] * 224)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        (
            "<< /Type /Font /Subtype /TrueType /BaseFont /Sample /Encoding /WinAnsiEncoding /FirstChar 32 "
            f"/LastChar 255 /Widths [{widths}] /ToUnicode 4 0 R "
            "/FontDescriptor << /Type /FontDescriptor /FontName /Sample /Flags 32 "
            "/FontBBox [0 -200 1000 800] "
            "/Ascent 800 /Descent -200 /CapHeight 700 /ItalicAngle 0 /StemV 80 >> >>"
        ).encode(),
        _stream(_to_unicode(codes).encode()),
        b"<< /Title " + _hex(title) + b" >>",
    ]
    for number, page in enumerate(pages):
        content = f"/Contents {7 + 2 * number} 0 R /Resources << /Font << /F1 3 0 R >> >>"
        objects.append(f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] {content} {more} >>".encode())
        objects.append(_stream("\n".join(_draw(item, codes) for item in page).encode("latin-1")))
    return _file(objects, locked)


def _draw(item: Item, codes: dict[str, int]) -> str:
    if isinstance(item, Rule):
        return f"{item.x0} {842 - item.y0} m {item.x1} {842 - item.y1} l S"
    if isinstance(item, Frame):
        return _frame(item)
    shown = "".join(f"{codes.get(char, ord(char)):02x}" for char in item.text)
    way = "0 1 -1 0" if item.turn else "1 0 0 1"
    return f"BT /F1 {item.size} Tf {way} {item.x} {842 - item.y} Tm <{shown}> Tj ET"


def _frame(item: Frame) -> str:
    left, top, right, bottom, r = item.x, 842 - item.y, item.x + item.width, 842 - item.y - item.height, item.rounded
    paint = "0.9 g f 0 g" if item.filled else "s"
    if not r:
        return f"{left} {bottom} {item.width} {item.height} re {paint}"
    return (
        f"{left + r} {top} m {right - r} {top} l {right} {top} {right} {top} {right} {top - r} c "
        f"{right} {bottom + r} l {right} {bottom} {right} {bottom} {right - r} {bottom} c "
        f"{left + r} {bottom} l {left} {bottom} {left} {bottom} {left} {bottom + r} c "
        f"{left} {top - r} l {left} {top} {left} {top} {left + r} {top} c {paint}"
    )


def _to_unicode(codes: dict[str, int]) -> str:
    pairs = {chr(code): code for code in range(32, 127)} | codes
    lines = [f"<{code:02x}> <{char.encode('utf-16-be').hex()}>" for char, code in pairs.items()]
    blocks = [lines[n : n + 100] for n in range(0, len(lines), 100)]
    body = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def\n"
        f"1 begincodespacerange <00> <ff> endcodespacerange\n{body}\nendcmap end end"
    )


def _hex(text: str) -> bytes:
    return b"<" + (b"\xfe\xff" + text.encode("utf-16-be")).hex().encode() + b">"


def _stream(data: bytes) -> bytes:
    return f"<< /Length {len(data)} >>\nstream\n".encode() + data + b"\nendstream"


def _file(objects: list[bytes], locked: bool) -> bytes:
    out = bytearray(b"%PDF-1.4\n")
    places: list[int] = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    start = len(out)
    rows = "".join(f"{place:010d} 00000 n \n" for place in places)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{rows}".encode()
    nobody = "00" * 31 + "01"
    lock = f"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <{nobody}> /U <{nobody}> >> /ID [<00> <00>]"
    trailer = f"/Size {len(objects) + 1} /Root 1 0 R /Info 5 0 R {lock if locked else ''}"
    return bytes(out) + f"trailer\n<< {trailer} >>\nstartxref\n{start}\n%%EOF\n".encode()
