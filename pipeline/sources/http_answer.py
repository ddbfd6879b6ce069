"""The answer of a web server as a capture has it: head, and body in the codings in which it was sent."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.sources.budget import Budget
from pipeline.sources.kinds import Kind
from pipeline.sources.streams import Readable, Stream, Unpacked, framed_deflate, raw_deflate
from schemas.errors import ReadError, ReasonCode

_STATUS = re.compile(rb"HTTP/\d(?:\.\d)? (\d{3})(?: [^\r\n]*)?\r?\n")
_LINES, _LINE = 500, 65536
_CHUNK_SIZE = re.compile(rb"[ \t]{0,20}([0-9A-Fa-f]{1,10})[ \t]{0,20}(?:;[^\r\n]*)?\r?\n")
_KINDS = {"gzip": Kind.GZIP, "x-gzip": Kind.GZIP, "zstd": Kind.ZSTD}


@dataclass(frozen=True, slots=True)
class Answer:
    """Status, and the fields of the head by name in small letters."""

    status: int
    fields: dict[str, str]

    def field(self, name: str) -> str:
        """Return a field, "" if the server did not send it."""
        return self.fields.get(name, "")


def read_head(stream: Stream) -> Answer | None:
    """Return the head, None where there is none. The stream then stands at the body."""
    first = _STATUS.fullmatch(stream.line(_LINE))
    if first is None:
        return None
    fields: dict[str, str] = {}
    for _ in range(_LINES):
        line = stream.line(_LINE)
        if not line.strip(b"\r\n"):
            return Answer(int(first[1]), fields)
        name, _, value = line.partition(b":")
        fields.setdefault(name.strip().lower().decode("latin-1"), value.strip().decode("latin-1"))
    return None


def content(stream: Stream, answer: Answer, budget: Budget) -> Readable:
    """Return the body without the codings it was sent in. Raises ReadError(unsupported_compression).

    Programs that capture the web often undo the codings and keep the head that names them; so each is
    undone only where the body begins as that coding must.
    """
    if "chunked" in answer.field("transfer-encoding").lower() and _CHUNK_SIZE.match(stream.peek(64)):
        stream = Stream(_Dechunked(stream))
    for coding in reversed([part.strip().lower() for part in answer.field("content-encoding").split(",")]):
        stream = _undone(stream, coding, budget)
    return _Direct(stream)


def _undone(stream: Stream, coding: str, budget: Budget) -> Stream:
    head = stream.peek(4)
    if coding in _KINDS:
        magic = b"\x1f\x8b" if _KINDS[coding] is Kind.GZIP else b"\x28\xb5\x2f\xfd"
        return Stream(Unpacked.of(stream, _KINDS[coding], budget)) if head.startswith(magic) else stream
    if coding == "deflate":
        framed = len(head) > 1 and head[0] & 15 == 8 and (head[0] << 8 | head[1]) % 31 == 0
        if not framed and head[:1] in b"<\xef \r\n":
            return stream
        return Stream(Unpacked(stream, framed_deflate if framed else raw_deflate, budget))
    if coding == "br":
        if head[:1] == b"<" or head.startswith(b"%PDF"):
            return stream
        raise ReadError(ReasonCode.UNSUPPORTED_COMPRESSION, "sent packed by Brotli")
    return stream


class _Dechunked:
    """A body that was sent in chunks, each with its size before it."""

    def __init__(self, stream: Stream) -> None:
        self._stream, self._left, self._done = stream, 0, False

    def read(self, size: int, /) -> bytes:
        if not self._left and not self._done:
            self._next()
        part = self._stream.some(min(size, self._left)) if self._left else b""
        if self._left and not part:
            raise ReadError(ReasonCode.CORRUPT_MEMBER, "the body ends in the middle of a chunk")
        self._left -= len(part)
        if not self._left and not self._done:
            self._stream.line(8)
        return part

    def _next(self) -> None:
        line = self._stream.line(256)
        found = _CHUNK_SIZE.fullmatch(line)
        if found is None:
            raise ReadError(ReasonCode.CORRUPT_MEMBER, "the body is not in chunks, as its head says")
        self._left = int(found[1], 16)
        self._done = self._left == 0


class _Direct:
    """A stream as a plain reader."""

    def __init__(self, stream: Stream) -> None:
        self._stream = stream

    def read(self, size: int, /) -> bytes:
        return self._stream.some(size)
