"""Compressed parts of a PDF that cannot be unpacked to their end: PDFium takes what comes before, without a word."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

_BEGIN = re.compile(rb"(?<!end)stream\r?\n")
_FLATE = re.compile(rb"/Filter\s{0,9}(?:/(?:FlateDecode|Fl)\b|\[\s{0,9}/(?:FlateDecode|Fl)\s{0,9}\])")
_ELSEWHERE = re.compile(rb"/Subtype\s{0,9}/Image\b|/Encrypt\b")
"""A picture prints no text; encrypted parts are not packed as they stand."""
HEAD = 1000
"""The dictionary of a stream has at most so many bytes; of a longer one, the stream is left unchecked."""
MOST = 64 * 1024 * 1024
"""So many bytes are unpacked of all parts together; that takes a third of a second."""
PIECE = 1024 * 1024


def broken_streams(content: bytes) -> int:
    """Return how many compressed parts of the file end in an error, or before their end."""
    if b"/Encrypt" in content:
        return 0
    room, broken = MOST, 0
    for packed in _packed(content):
        made = _unpacked(packed, room)
        if made is None:
            broken += 1
        else:
            room -= made
    return broken


def _packed(content: bytes) -> Iterator[bytes]:
    """Yield what stands in the streams that only zlib has packed."""
    position = 0
    while begin := _BEGIN.search(content, position):
        end = content.find(b"endstream", begin.end())
        end = len(content) if end < 0 else end  # the mark may be lost with the end of what is packed
        head = content[max(0, begin.start() - HEAD) : begin.start()]
        own = head[head.rfind(b" obj") :] if b" obj" in head else b""
        if _FLATE.search(own) and not _ELSEWHERE.search(own):
            yield content[begin.end() : end]
        position = end + len(b"endstream")


def _unpacked(packed: bytes, room: int) -> int | None:
    """Return how many bytes come out, at most about as many as there is room for; None if there is an error."""
    unpacker, made, rest = zlib.decompressobj(), 0, packed
    try:
        while rest and made < room:
            made += len(unpacker.decompress(rest, PIECE))
            rest = unpacker.unconsumed_tail
    except zlib.error:
        return None
    return made if unpacker.eof or made >= room else None
