"""The central directory of a ZIP archive: found from its end, walked entry by entry, nothing believed."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import BinaryIO

_END, _END64, _LOCATOR, _ENTRY = b"PK\x05\x06", b"PK\x06\x06", b"PK\x06\x07", b"PK\x01\x02"
_TAIL = 22 + 65535
_MAX32, _MAX16 = 0xFFFFFFFF, 0xFFFF


@dataclass(frozen=True, slots=True)
class Directory:
    """Where the directory stands, and by how much all offsets are off: an archive may have a program before it."""

    start: int
    size: int
    count: int
    shift: int


@dataclass(frozen=True, slots=True)
class Entry:
    """A member as the directory describes it. `offset` leads to its local header; `mode` is Unix, 0 if unknown."""

    name: bytes
    flags: int
    method: int
    crc: int
    packed: int
    size: int
    offset: int
    mode: int


def find_directory(file: BinaryIO) -> Directory | None:
    """Return the archive's directory, None where there is none: no archive, or one that is cut off."""
    length = file.seek(0, 2)
    begin = max(0, length - _TAIL)
    file.seek(begin)
    tail = file.read(_TAIL)
    place = tail.rfind(_END)
    while place >= 0:
        found = _from_end(file, begin + place, tail[place : place + 22])
        if found:
            return found
        place = tail.rfind(_END, 0, place)
    return None


def _from_end(file: BinaryIO, place: int, record: bytes) -> Directory | None:
    if len(record) < 22:
        return None
    _, disk, first, _, count, size, offset, _ = struct.unpack("<4s4H2LH", record)
    if disk != first and _MAX16 not in (disk, first):
        return None
    end = place
    file.seek(max(0, place - 20))
    locator = file.read(20)
    if locator.startswith(_LOCATOR) and _MAX32 in (size, offset, count | 0xFFFF0000):
        wide = _wide(file, struct.unpack("<Q", locator[8:16])[0], place)
        if wide is None:
            return None
        end, count, size, offset = wide
    shift = end - size - offset
    if shift < 0:
        return None
    return Directory(offset + shift, size, count, shift)


def _wide(file: BinaryIO, offset: int, place: int) -> tuple[int, int, int, int] | None:
    """Return place, count, size and offset from a ZIP64 record, which may stand elsewhere than the locator says."""
    for at in (offset, place - 20 - 56):
        if not 0 <= at < place:
            continue
        file.seek(at)
        record = file.read(56)
        if len(record) == 56 and record.startswith(_END64):
            return (at, *struct.unpack("<3Q", record[32:56]))
    return None


def entries(file: BinaryIO, directory: Directory) -> Iterator[Entry]:
    """Yield the entries in their order. Ends at the first that is no entry; the caller compares the number."""
    place, end = directory.start, directory.start + directory.size
    while place + 46 <= end:
        file.seek(place)
        head = file.read(46)
        if len(head) < 46 or not head.startswith(_ENTRY):
            return
        made, _, flags, method = struct.unpack("<4H", head[4:12])
        crc, packed, size = struct.unpack("<3L", head[16:28])
        name_length, extra_length, comment_length = struct.unpack("<3H", head[28:34])
        attributes, offset = struct.unpack("<2L", head[38:46])
        text = file.read(name_length + extra_length)
        if len(text) < name_length + extra_length:
            return
        mode = attributes >> 16 if made >> 8 == 3 else 0
        entry = Entry(text[:name_length], flags, method, crc, packed, size, offset, mode)
        entry = _widened(entry, text[name_length:])
        yield replace(entry, offset=entry.offset + directory.shift)
        place += 46 + name_length + extra_length + comment_length


def _widened(entry: Entry, extra: bytes) -> Entry:
    """Take sizes that do not fit into 32 bits from the ZIP64 field."""
    while len(extra) >= 4:
        kind, length = struct.unpack("<2H", extra[:4])
        if kind == 1:
            values = [struct.unpack("<Q", extra[at : at + 8])[0] for at in range(4, min(4 + length, len(extra)) - 7, 8)]
            for name in ("size", "packed", "offset"):
                if getattr(entry, name) == _MAX32 and values:
                    entry = replace(entry, **{name: values.pop(0)})
            return entry
        extra = extra[4 + length :]
    return entry
