"""Undo the filters of a PDF's streams that have no sum of their own, and notice where they were damaged."""

from __future__ import annotations

import re
from collections.abc import Callable

_CLEAR, _END = 256, 257
_WIDEST = 4096
MOST = 16 * 1024 * 1024
"""So much is never drawn on a page; a few bytes of LZW may stand for thousands of times as many."""
_BLANKS = b" \t\r\n\f\0"
_FIRST85, _LAST85, _NOUGHTS = ord("!"), ord("u"), b"z"
_DIGITS85 = bytes(range(_FIRST85, _LAST85 + 1))
_VALUES85 = bytes(max(0, byte - _FIRST85) for byte in range(256))
"""The value of each digit of base 85."""
_NO_HEX = re.compile(rb"[^0-9A-Fa-f\s\0]")


class FilterError(ValueError):
    """What a filter is given was never made by it."""


def from_base85(packed: bytes) -> bytes:
    """Return what ASCII85Decode gives. Raises FilterError."""
    body, mark, rest = packed.lstrip(_BLANKS).removeprefix(b"<~").partition(b"~")
    digits = body.translate(None, _BLANKS)
    if not mark or rest.strip(_BLANKS) not in (b">", b"") or digits.translate(None, _DIGITS85 + _NOUGHTS):
        raise FilterError("base 85")
    if _NOUGHTS in digits:
        if any(len(piece) % 5 for piece in digits.split(_NOUGHTS)[:-1]):
            raise FilterError("base 85")
        digits = digits.replace(_NOUGHTS, bytes([_FIRST85]) * 5)
    lacking = -len(digits) % 5
    made = _four_of_five((digits + bytes([_LAST85]) * lacking).translate(_VALUES85))
    return made[: len(made) - lacking]


def _four_of_five(values: bytes) -> bytes:
    """Return four bytes for each five digits, whose values are given; the last of the four is the least.

    All groups are one number, with five bytes for each group, so that Python multiplies them at once.
    """
    room, number = bytearray(len(values)), 0
    for place in range(5):
        room[4::5] = values[place::5]
        number = number * 85 + int.from_bytes(room, "big")
    groups = number.to_bytes(len(values), "big")
    if any(groups[::5]):
        raise FilterError("base 85")  # a group stands for more than four bytes hold
    made = bytearray(len(values) // 5 * 4)
    for place in range(4):
        made[place::4] = groups[place + 1 :: 5]
    return bytes(made)


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
