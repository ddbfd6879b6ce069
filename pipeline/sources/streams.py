"""Streams of bytes that are read once, from front to back: parts of files, and what comes out of packed ones."""

from __future__ import annotations

import bz2
import lzma
import zlib
from collections import deque
from collections.abc import Callable
from typing import BinaryIO, Protocol

from pipeline.sources.budget import Budget
from pipeline.sources.kinds import Kind
from schemas.errors import ReadError, ReasonCode

CHUNK = 65536
# Memory that unpacking may take: xz files may ask for up to 4 GiB, those that people make for 65 MiB at most.
_XZ_MEMORY = 256 * 1024 * 1024
_ZSTD_WINDOW = 128 * 1024 * 1024
# zstandard gives all that its input holds: a kibibyte of it may be 32 MiB, 64 KiB would be 2 GiB.
_ZSTD_CHUNK = 1024
_BOUNDARIES = 10_000


class Readable(Protocol):
    """What streams are made from."""

    def read(self, size: int, /) -> bytes: ...


class Stream:
    """Bytes from front to back, with a look ahead. `position` counts the bytes that have been taken.

    Reading raises ReadError where the bytes are damaged.
    """

    def __init__(self, source: Readable) -> None:
        self.source = source
        self.position = 0
        # what has been fetched, and where the part begins that has not been taken yet: nothing is moved for a line
        self._data, self._at = b"", 0

    def read(self, size: int) -> bytes:
        """Return `size` bytes, fewer at the end only."""
        first = self.some(size)
        if len(first) == size or not first:
            return first
        parts, missing = [first], size - len(first)
        while missing and (part := self.some(missing)):
            parts.append(part)
            missing -= len(part)
        return b"".join(parts)

    def some(self, most: int) -> bytes:
        """Return between 1 and `most` bytes, none at the end: what is there without joining pieces."""
        if self._at >= len(self._data):
            self._data, self._at = self.source.read(CHUNK), 0
        part = self._data[self._at : self._at + most]
        self._at += len(part)
        self.position += len(part)
        return part

    def peek(self, size: int) -> bytes:
        """Return the next `size` bytes without taking them; fewer at the end, or before damage."""
        self._fetch(size)
        return self._data[self._at : self._at + size]

    def line(self, limit: int) -> bytes:
        """Return the bytes up to and with the next line feed, `limit` bytes of them at most."""
        end = self._data.find(b"\n", self._at, self._at + limit)
        if end < 0:
            self._fetch(limit)
            end = self._data.find(b"\n", self._at, self._at + limit)
        return self.some(end + 1 - self._at if end >= 0 else limit)

    def skip(self, size: int) -> int:
        """Leave out `size` bytes; return how many there were."""
        left = size
        while left > 0 and (part := self.some(left)):
            left -= len(part)
        return size - left

    def _fetch(self, size: int) -> None:
        """Have `size` bytes at hand, or all there are before the end or the damage."""
        if len(self._data) - self._at >= size:
            return
        parts = [self._data[self._at :]]
        have = len(parts[0])
        try:
            while have < size and (more := self.source.read(CHUNK)):
                parts.append(more)
                have += len(more)
        except ReadError:
            if not have:
                raise
        self._data, self._at = b"".join(parts), 0


class Part:
    """`size` bytes of a stream, and no more. `left` says how many of them have not come yet."""

    def __init__(self, stream: Stream, size: int) -> None:
        self._stream = stream
        self.left = size

    def read(self, size: int, /) -> bytes:
        part = self._stream.some(min(size, self.left)) if self.left > 0 else b""
        self.left -= len(part)
        return part


class Whole:
    """A part whose stream must not end before it does."""

    def __init__(self, part: Part) -> None:
        self._part = part

    def read(self, size: int, /) -> bytes:
        part = self._part.read(size)
        if not part and self._part.left:
            raise ReadError(ReasonCode.CORRUPT_MEMBER, f"the container ends {self._part.left} bytes before it does")
        return part


class Slice:
    """`size` bytes of a file from `start`; other slices of it may be read in between."""

    def __init__(self, file: BinaryIO, start: int, size: int) -> None:
        self._file, self._place, self._left = file, start, size

    def read(self, size: int, /) -> bytes:
        self._file.seek(self._place)
        part = self._file.read(min(size, self._left))
        self._place += len(part)
        self._left -= len(part)
        return part


class _Engine(Protocol):
    """One packed piece, such as one gzip member. `hungry` while it wants input, `ended` behind its end."""

    hungry: bool
    ended: bool
    rest: bytes

    def feed(self, data: bytes, limit: int) -> bytes: ...


class _Zlib:
    def __init__(self, window: int) -> None:
        self._engine = zlib.decompressobj(window)
        self.hungry, self.ended, self.rest = True, False, b""

    def feed(self, data: bytes, limit: int) -> bytes:
        out = self._engine.decompress(self._engine.unconsumed_tail or data, limit)
        self.hungry = not self._engine.unconsumed_tail
        self.ended, self.rest = self._engine.eof, self._engine.unused_data
        return out


class _Block:
    def __init__(self, engine: bz2.BZ2Decompressor | lzma.LZMADecompressor) -> None:
        self._engine = engine
        self.hungry, self.ended, self.rest = True, False, b""

    def feed(self, data: bytes, limit: int) -> bytes:
        out = self._engine.decompress(data, limit)
        self.hungry = not self._engine.eof and self._engine.needs_input
        self.ended, self.rest = self._engine.eof, self._engine.unused_data
        return out


class _Zstd:
    """zstandard has no limit for what comes out, so little is put in at a time."""

    def __init__(self) -> None:
        import zstandard

        self._engine = zstandard.ZstdDecompressor(max_window_size=_ZSTD_WINDOW).decompressobj()
        self._error = zstandard.ZstdError
        self.hungry, self.ended, self.rest, self._data = True, False, b"", b""

    def feed(self, data: bytes, limit: int) -> bytes:
        self._data += data
        part, self._data = self._data[:_ZSTD_CHUNK], self._data[_ZSTD_CHUNK:]
        try:
            out: bytes = self._engine.decompress(part)
        except self._error as error:
            raise ValueError(str(error)) from error
        self.hungry, self.ended = not self._data, self._engine.eof
        self.rest = self._engine.unused_data + self._data if self.ended else b""
        return out


ENGINES: dict[Kind, Callable[[], _Engine]] = {
    Kind.GZIP: lambda: _Zlib(31),
    Kind.BZIP2: lambda: _Block(bz2.BZ2Decompressor()),
    Kind.XZ: lambda: _Block(lzma.LZMADecompressor(lzma.FORMAT_XZ, _XZ_MEMORY)),
    Kind.ZSTD: _Zstd,
}


def raw_deflate() -> _Engine:
    """Return what unpacks deflated bytes without a frame, as in ZIP archives."""
    return _Zlib(-15)


def framed_deflate() -> _Engine:
    """Return what unpacks deflated bytes in the frame of zlib, as servers send them."""
    return _Zlib(15)


def lzma_alone() -> _Engine:
    """Return what unpacks LZMA with the head that it had before xz."""
    return _Block(lzma.LZMADecompressor(lzma.FORMAT_ALONE, _XZ_MEMORY))


_MAGIC = {
    Kind.GZIP: b"\x1f\x8b",
    Kind.BZIP2: b"BZh",
    Kind.XZ: b"\xfd7zXZ\x00",
    Kind.ZSTD: b"\x28\xb5\x2f\xfd",
}


class Unpacked:
    """What comes out of a packed stream, counted. Several packed pieces in a row are one stream.

    `trailing` is set where something else stands behind the last piece. `boundaries` are the last places
    where a piece began: bytes unpacked before it, bytes packed before it.
    """

    def __init__(self, source: Stream, make: Callable[[], _Engine], budget: Budget, magic: bytes = b"") -> None:
        self._source, self._make, self._budget, self._magic = source, make, budget, magic
        self._engine = make()
        self._fresh, self._done = True, False
        self._waiting = b""
        self.packed = self.unpacked = 0
        self.trailing = False
        self.boundaries: deque[tuple[int, int]] = deque([(0, 0)], maxlen=_BOUNDARIES)

    @classmethod
    def of(cls, source: Stream, kind: Kind, budget: Budget) -> Unpacked:
        """Return what comes out of a file of a packed kind."""
        return cls(source, ENGINES[kind], budget, _MAGIC[kind])

    def read(self, size: int, /) -> bytes:
        """Return up to `size` bytes, none at the end. Raises ReadError: corrupt_container, bomb."""
        while not self._done:
            try:
                out = self._step(size)
            except (zlib.error, lzma.LZMAError, OSError, EOFError, ValueError, MemoryError) as error:
                raise ReadError(ReasonCode.CORRUPT_CONTAINER, f"packed bytes are damaged: {error}") from error
            if out:
                self.unpacked += len(out)
                self._budget.spend(len(out), self.packed, self.unpacked)
                return out
        return b""

    def _step(self, size: int) -> bytes:
        data = b""
        if self._engine.hungry:
            data = self._waiting or self._source.some(CHUNK)
            self._waiting = b""
            if not data:
                self._done = True
                if not self._fresh:
                    raise ReadError(ReasonCode.CORRUPT_CONTAINER, "it ends in the middle of packed bytes")
                return b""
            self.packed += len(data)
            self._fresh = False
        out = self._engine.feed(data, size)
        if self._engine.ended:
            self._next_piece(len(out))
        return out

    def _next_piece(self, given: int) -> None:
        """Begin the next packed piece, if there is one: zeros may stand before it, anything else is none."""
        rest = self._engine.rest or self._source.some(CHUNK)
        self.packed += 0 if self._engine.rest else len(rest)
        if self._magic:
            while rest and not rest.strip(b"\0"):
                rest = self._source.some(CHUNK)
                self.packed += len(rest)
            rest = rest.lstrip(b"\0")
            if 0 < len(rest) < len(self._magic):
                more = self._source.some(CHUNK)
                self.packed += len(more)
                rest += more
        if not self._magic or not rest.startswith(self._magic):
            self.trailing, self._done = bool(rest), True
            return
        self.packed -= len(rest)
        self._waiting, self._fresh = rest, True
        self._engine = self._make()
        self.boundaries.append((self.unpacked + given, self.packed))
