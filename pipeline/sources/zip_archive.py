"""Members of a ZIP archive, by its directory; by the headers before the members where that is lost."""

from __future__ import annotations

import stat
import struct
import zlib
from array import array
from bisect import bisect_right
from collections.abc import Iterator
from typing import BinaryIO

from pipeline.sources.budget import Budget
from pipeline.sources.kinds import Kind
from pipeline.sources.member import Item, LeftOut, Member, Refused
from pipeline.sources.names import decoded, issue
from pipeline.sources.streams import ENGINES, Readable, Slice, Stream, Unpacked, lzma_alone, raw_deflate
from pipeline.sources.zip_directory import Directory, Entry, entries, find_directory
from schemas.errors import ReadError, ReasonCode, Severity
from schemas.records import Status

_LOCAL = b"PK\x03\x04"
_ENCRYPTED, _LATER = 0x1, 0x8
_AES = 99


def zip_members(file: BinaryIO, budget: Budget, wacz: bool = False) -> Iterator[Item]:
    """Yield the members of an archive. Of a WACZ, the captures alone: the rest is an index to them."""
    directory = find_directory(file)
    if directory is None:
        yield issue(ReasonCode.CORRUPT_CONTAINER, "its directory is lost; members were read as far as they follow")
        yield from _without_directory(file, budget)
        return
    offsets = array("Q", sorted(entry.offset for entry in entries(file, directory)))
    if len(offsets) != directory.count:
        detail = f"its directory has {len(offsets)} entries, and says {directory.count}"
        yield issue(ReasonCode.CORRUPT_CONTAINER, detail)
    overlapping = 0
    twice: set[int] = set()
    for entry in entries(file, directory):
        if _overlaps(entry, offsets, directory, twice):
            overlapping += 1
        elif wacz and not entry.name.startswith(b"archive/"):
            yield LeftOut()
        elif not entry.name.endswith((b"/", b"\\")) or entry.size:
            yield _item(file, entry, budget)
    if overlapping:
        yield LeftOut(overlapping)
        yield issue(ReasonCode.BOMB, f"{overlapping} members share their bytes with another one")


def _overlaps(entry: Entry, offsets: array[int], directory: Directory, twice: set[int]) -> bool:
    """Return whether an entry has bytes of another one: in an honest archive none does. `twice` is for our use."""
    after = bisect_right(offsets, entry.offset)
    if after > 1 and offsets[after - 2] == entry.offset:
        if entry.offset in twice:
            return True
        twice.add(entry.offset)
    end = entry.offset + 30 + len(entry.name) + entry.packed
    return end > (offsets[after] if after < len(offsets) else directory.start)


def _item(file: BinaryIO, entry: Entry, budget: Budget) -> Item:
    name = decoded(entry.name)
    if stat.S_ISLNK(entry.mode):
        return Refused(name, issue(ReasonCode.LINK_MEMBER, "a link", Severity.INFO), Status.SKIPPED)
    if entry.mode and stat.S_IFMT(entry.mode) not in (0, stat.S_IFREG):
        return Refused(name, issue(ReasonCode.SPECIAL_MEMBER, "no plain file", Severity.INFO), Status.SKIPPED)
    if entry.flags & _ENCRYPTED or entry.method == _AES:
        return Refused(name, issue(ReasonCode.ENCRYPTED_MEMBER, "it asks for a password"))
    return Member(name, lambda: opened(file, entry, budget))


def opened(file: BinaryIO, entry: Entry, budget: Budget) -> Readable:
    """Return the member's content. Raises ReadError: corrupt_member, unsupported_compression."""
    file.seek(entry.offset)
    head = file.read(30)
    if len(head) < 30 or not head.startswith(_LOCAL):
        raise ReadError(ReasonCode.CORRUPT_MEMBER, "nothing stands where the directory says")
    names = sum(struct.unpack("<2H", head[26:30]))
    return _Checked(_unpacked(file, entry, entry.offset + 30 + names, budget), entry)


def _unpacked(file: BinaryIO, entry: Entry, start: int, budget: Budget) -> Readable:
    packed: Readable = Slice(file, start, entry.packed)
    match entry.method:
        case 0:
            return packed
        case 8:
            make = raw_deflate
        case 12:
            make = ENGINES[Kind.BZIP2]
        case 14:
            packed, make = _LzmaFile(packed, entry.size), lzma_alone
        case 93:
            make = ENGINES[Kind.ZSTD]
        case _:
            raise ReadError(ReasonCode.UNSUPPORTED_COMPRESSION, f"packed by method {entry.method}")
    return Unpacked(Stream(packed), make, budget)


class _LzmaFile:
    """LZMA as ZIP has it, with the head that LZMA files have: properties, then the size."""

    def __init__(self, source: Readable, size: int) -> None:
        head = source.read(9)
        self._head, self._source = head[4:9] + struct.pack("<Q", size), source

    def read(self, size: int, /) -> bytes:
        head, self._head = self._head, b""
        return head or self._source.read(size)


class _Checked:
    """The content of a member, held to the size and the checksum that the archive gives for it."""

    def __init__(self, source: Readable, entry: Entry) -> None:
        self._source, self._entry = source, entry
        self._crc = self._size = 0

    def read(self, size: int, /) -> bytes:
        try:
            part = self._source.read(size)
        except ReadError as error:
            if error.code is ReasonCode.CORRUPT_CONTAINER:
                raise ReadError(ReasonCode.CORRUPT_MEMBER, error.detail) from error
            raise
        self._crc = zlib.crc32(part, self._crc)
        self._size += len(part)
        if self._size > self._entry.size or (not part and self._size < self._entry.size):
            detail = f"its size is not the {self._entry.size} bytes that the archive gives for it"
            raise ReadError(ReasonCode.CORRUPT_MEMBER, detail)
        if not part and self._crc != self._entry.crc:
            raise ReadError(ReasonCode.CORRUPT_MEMBER, "its checksum is wrong")
        return part


def _without_directory(file: BinaryIO, budget: Budget) -> Iterator[Item]:
    """Yield members by the headers that stand before them, as long as these tell how long each is."""
    place, length = 0, file.seek(0, 2)
    while True:
        file.seek(place)
        head = file.read(30)
        if len(head) < 30 or not head.startswith(_LOCAL):
            return
        flags, method = struct.unpack("<2H", head[6:10])
        crc, packed, size, names, extra = struct.unpack("<3L2H", head[14:30])
        name = file.read(names)
        if flags & _LATER:
            return
        entry = Entry(name, flags, method, crc, packed, size, place, 0)
        place += 30 + names + extra + packed
        if place > length:
            yield Refused(decoded(name), issue(ReasonCode.CORRUPT_MEMBER, "the archive ends before it does"))
            return
        if not name.endswith(b"/"):
            yield _item(file, entry, budget)
