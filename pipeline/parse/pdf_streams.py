"""Parts of a PDF that were damaged: PDFium takes what it can of them, without a word."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.parse.pdf_content import draws_text, is_damaged, without_strings
from pipeline.parse.pdf_filters import UNDO, FilterError

_BEGIN = re.compile(rb"stream(?<!endstream)(?:\r?\n|\r)")
_NO_SYNTAX, _ZEROES = re.compile(rb"[\x01-\x08\x0e-\x1f]"), bytes(4)
"""A zero is a blank for PDF, but nobody writes some in a row; of other control characters there are none."""
_FILTER = re.compile(rb"/Filter\s{0,9}(?:/(\w{1,20})|\[((?:\s{0,9}/\w{1,20}){0,8})\s{0,9}\])")
_LENGTH = re.compile(rb"/Length\s{1,9}(\d{1,10})(?!\s{1,9}\d{1,5}\s{1,9}R)\b")
_NAME = re.compile(rb"\w+")
_ELSEWHERE = re.compile(rb"/Subtype\s{0,9}/Image\b|/Encrypt\b|/DecodeParms\b.{0,80}/EarlyChange\s{1,9}0")
"""A picture prints no text; encrypted parts are not packed as they stand."""
HEAD = 1000
"""The dictionary of a stream has at most so many bytes; of a longer one, the stream is left unchecked."""
MOST = 64 * 1024 * 1024
"""So many bytes are unpacked of all parts together; that takes a third of a second."""
PLAIN_COSTS = 10
"""A byte that zlib has not packed takes so many times as long: its words are looked at."""
PIECE = 1024 * 1024


def broken_streams(content: bytes) -> int:
    """Return how many parts of the file end in an error, or before their end, or are not what a program writes."""
    if b"/Encrypt" in content:
        return 0
    room, broken = MOST, 0
    for stream in streams(content):
        made = _cost(stream, room)
        if made is None:
            broken += 1
        else:
            room -= made
    return broken


def is_overwritten(content: bytes) -> bool:
    """Say whether what stands between the streams holds bytes that only streams have: a page or font may be lost."""
    if b"/Encrypt" in content:
        return False
    bare = without_strings(b" ".join(outside(content)))
    return bare is None or _ZEROES in bare or _NO_SYNTAX.search(bare) is not None


def outside(content: bytes) -> Iterator[bytes]:
    """Yield what stands between the streams, from the first object on to the last mark of the file's end."""
    position = max(content.find(b" obj"), 0)
    content = content[: content.rfind(b"%%EOF") + 1 or None]
    while begin := _BEGIN.search(content, position):
        yield content[position : begin.start()]
        end = content.find(b"endstream", begin.end())
        if end < 0:
            return
        position = end + len(b"endstream")
    yield content[position:]


def streams(content: bytes) -> Iterator[Stream]:
    """Yield each stream that may print text."""
    position = 0
    while begin := _BEGIN.search(content, position):
        end = content.find(b"endstream", begin.end())
        end = len(content) if end < 0 else end  # the mark may be lost with the end of what is packed
        head = content[max(0, begin.start() - HEAD) : begin.start()]
        own = head[head.rfind(b" obj") :] if b" obj" in head else b""
        if own and not _ELSEWHERE.search(own):
            said = _LENGTH.search(own)
            yield Stream(own, _filters(own), content[begin.end() : end], int(said[1]) if said else None)
        position = end + len(b"endstream")


@dataclass(frozen=True, slots=True)
class Stream:
    """What stands in a stream, by which filters, and how long it says that it is; None if it says so elsewhere."""

    head: bytes
    filters: list[str]
    packed: bytes
    length: int | None

    @property
    def is_cut(self) -> bool:
        """Say whether bytes are missing or too many: a line end before the mark is no part of it."""
        return self.length is not None and not 0 <= len(self.packed) - self.length <= len(b"\r\n")


def _filters(own: bytes) -> list[str]:
    found = _FILTER.search(own)
    return [name.decode() for name in _NAME.findall(found[1] or found[2])] if found else []


def _cost(stream: Stream, room: int) -> int | None:
    """Return what it took to look at a part, in bytes that zlib unpacks in this time; None if it is damaged."""
    packed, cost = stream.packed, 0
    for place, name in enumerate(stream.filters):
        if name in ("FlateDecode", "Fl"):
            made = _unpacked(packed, room - cost) if place + 1 == len(stream.filters) else 0
            return None if made is None else made + cost
        cost += PLAIN_COSTS * len(packed)
        if name not in UNDO or cost > room:
            return 0
        try:
            packed = UNDO[name](packed)
        except FilterError:
            return None
    cost += PLAIN_COSTS * len(packed)
    if cost > room:
        return 0
    cut = not stream.filters and stream.is_cut and draws_text(packed)
    return None if cut or is_damaged(packed) else cost


def _unpacked(packed: bytes, room: int) -> int | None:
    """Return how many bytes come out, at most about as many as there is room for; None if there is an error."""
    unpacker, made, rest = zlib.decompressobj(), 0, packed
    try:
        # what lies behind the end stays unconsumed for ever
        while rest and made < room and not unpacker.eof:
            made += len(unpacker.decompress(rest, PIECE))
            rest = unpacker.unconsumed_tail
    except zlib.error:
        return None
    return made if unpacker.eof or made >= room else None
