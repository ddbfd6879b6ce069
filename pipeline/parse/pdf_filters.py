"""Undo the filters of a PDF's streams that have no sum of their own, and notice where they were damaged."""

from __future__ import annotations

import re
from collections.abc import Callable

_CLEAR, _END = 256, 257
_WIDEST = 4096
MOST = 16 * 1024 * 1024
"""So much is never drawn on a page; a few bytes of LZW may stand for thousands of times as many."""
_BLANKS = b" \t\r\n\f\0"
_NO_BASE85 = re.compile(rb"[^!-uz\s\0]")
_NO_HEX = re.compile(rb"[^0-9A-Fa-f\s\0]")


class FilterError(ValueError):
    """What a filter is given was never made by it."""


def from_base85(packed: bytes) -> bytes:
    """Return what ASCII85Decode gives. Raises FilterError."""
    from base64 import a85decode

    body, mark, rest = packed.lstrip(_BLANKS).removeprefix(b"<~").partition(b"~")
    if not mark or rest.strip(_BLANKS) not in (b">", b"") or _NO_BASE85.search(body):
        raise FilterError("base 85")
    try:
        return a85decode(body, ignorechars=_BLANKS)
    except ValueError as error:
        raise FilterError("base 85") from error


def from_hex(packed: bytes) -> bytes:
    """Return what ASCIIHexDecode gives. Raises FilterError."""
    body, _, rest = packed.partition(b">")
    if rest.strip(_BLANKS) or _NO_HEX.search(body):
        raise FilterError("hexadecimal")
    digits = b"".join(body.replace(b"\0", b"").split())
    return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode())


def from_lzw(packed: bytes) -> bytes:
    """Return what LZWDecode gives, nothing if that is more than MOST.

    Raises FilterError for codes that nobody wrote, and for more behind the end.
    """
    table = [bytes([number]) for number in range(256)] + [b"", b""]
    out: list[bytes] = []
    held = bits = made = 0
    width, before = 9, b""
    for place, byte in enumerate(packed):
        held, bits = (held << 8 | byte) & 0xFFFFFF, bits + 8
        if bits < width:
            continue
        bits -= width
        code = held >> bits & (1 << width) - 1
        if code == _END:
            if packed[place + 1 :].strip(_BLANKS):
                raise FilterError("more behind the end")
            return b"".join(out)
        if code == _CLEAR:
            del table[258:]
            width, before = 9, b""
            continue
        if code > len(table) or (code == len(table) and not before):
            raise FilterError("a code that nobody wrote")
        piece = table[code] if code < len(table) else before + before[:1]
        out.append(piece)
        made += len(piece)
        if made > MOST:
            return b""
        if before and len(table) < _WIDEST:
            table.append(before + piece[:1])
        before = piece
        # as all writers do, one code early
        width = 9 + (len(table) >= 511) + (len(table) >= 1023) + (len(table) >= 2047)
    raise FilterError("no end")


UNDO: dict[str, Callable[[bytes], bytes]] = {
    "ASCII85Decode": from_base85,
    "A85": from_base85,
    "ASCIIHexDecode": from_hex,
    "AHx": from_hex,
    "LZWDecode": from_lzw,
    "LZW": from_lzw,
}
