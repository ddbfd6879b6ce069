"""Objects of a PDF that are gone: PDFium takes what is named and not there for nothing, and says nothing."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

from pipeline.parse.pdf_streams import outside, streams

_OBJECT_BACKWARDS = re.compile(rb"jbo(?<!\wjbo)\s{1,9}\d{1,5}\s{1,9}(\d{1,10})(?!\d)")
"""Number and generation of an object, read backwards: from the word on, for numbers stand everywhere."""
_NAMED = re.compile(
    rb"/(?:Contents|Kids|Resources|DescendantFonts|ToUnicode)\s{0,9}"
    rb"(?:\[([^\[\]]*)\]|(\d{1,10}\s{1,9}\d{1,5}\s{1,9}R)\b)"
)
"""What a page is drawn by, pages themselves, their fonts, and what letters mean: without them text is lost."""
_REFERENCE = re.compile(rb"(?<!\d)(\d{1,10})\s{1,9}\d{1,5}\s{1,9}R\b")
_MANY, _COUNT, _FIRST = (
    re.compile(rb"/ObjStm\b"),
    re.compile(rb"/N\s{1,9}(\d{1,7})\b"),
    re.compile(rb"/First\s{1,9}(\d{1,9})\b"),
)
NUMBERS = 16
"""A number and generation have at most so many bytes; those of the first object stand before what `outside` gives."""
MOST = 16 * 1024 * 1024
"""So many bytes of objects are unpacked in all; of a larger file nothing is said."""


def lost_objects(content: bytes) -> int:
    """Return how many objects are named where text depends on them, and stand nowhere; 0 if it cannot be told."""
    if b"/Encrypt" in content:
        return 0
    first = content.find(b" obj")
    bare = content[max(0, first - NUMBERS) : first] + b"\n".join(outside(content))
    there = {int(number[::-1]) for number in _OBJECT_BACKWARDS.findall(bare[::-1])}
    texts, room = [bare], MOST
    for packed in _packed_objects(content):
        numbers, text = _unpacked(packed, room)
        if not numbers:
            return 0
        there |= numbers
        texts.append(text)
        room -= len(text)
    return len({number for text in texts for number in _named(text)} - there - {0})


def _named(text: bytes) -> Iterator[int]:
    for listed, one in _NAMED.findall(text):
        yield from map(int, _REFERENCE.findall(listed or one))


def _packed_objects(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield the head and the bytes of each stream that holds objects."""
    for stream in streams(content) if b"/ObjStm" in content else ():
        if _MANY.search(stream.head):
            yield stream.head, stream.packed if stream.filters == ["FlateDecode"] else b""


def _unpacked(packed: tuple[bytes, bytes], room: int) -> tuple[set[int], bytes]:
    """Return the numbers of the objects in a stream, and their text; no number if they cannot be told."""
    head, body = packed
    count, first = _COUNT.search(head), _FIRST.search(head)
    try:
        text = zlib.decompressobj().decompress(body, max(room, 1)) if count and first else b""
    except zlib.error:
        return set(), b""
    if not count or not first or len(text) >= room:
        return set(), b""
    numbers = text[: int(first[1])].split()[: 2 * int(count[1]) : 2]
    return {int(number) for number in numbers if number.isdigit()}, text
