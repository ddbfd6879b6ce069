"""Members of a TAR archive, from front to back: ustar, GNU and pax heads. Damage is stepped over block by block."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from pipeline.sources.kinds import is_tar_header
from pipeline.sources.member import Item, Member, Refused
from pipeline.sources.names import decoded, issue
from pipeline.sources.streams import Part, Stream, Whole
from schemas.errors import Issue, ReadError, ReasonCode, Severity
from schemas.records import Status

_BLOCK = 512
# Longest name, and longest block of pax values: people's are some hundred bytes.
_MOST_NAME, _MOST_PAX = 65536, 1024 * 1024
_LONG, _PAX = (b"L", b"K"), (b"x", b"X", b"g")
_LINKS = {b"1": "a link to another member", b"2": "a link"}
_RECORD = re.compile(rb"(\d{1,7}) ([^=\n]{1,256})=")


@dataclass(slots=True)
class _Extra:
    """What extension headers say of the member that follows."""

    name: bytes | None = None
    size: int | None = None
    sparse: bool = False
    problems: list[Issue] = field(default_factory=list)


def tar_members(stream: Stream) -> Iterator[Item]:
    """Yield the members of an archive. Raises ReadError where it is cut off."""
    extra = _Extra()
    damaged = 0
    while block := stream.read(_BLOCK):
        if not block.strip(b"\0"):
            continue  # two blocks of zeros end an archive; another one may follow
        size = _number(block[124:136]) if is_tar_header(block) else None
        if size is None:
            damaged += 1
            continue
        if damaged:
            yield _gap(damaged)
            damaged = 0
        kind = block[156:157]
        if kind in _LONG or kind in _PAX:
            _extend(extra, kind, size, stream)
            continue
        yield from _content(block, kind, extra, extra.size if extra.size is not None else size, stream)
        extra = _Extra()
    if damaged:
        yield _gap(damaged)


def _gap(blocks: int) -> Issue:
    return issue(ReasonCode.CORRUPT_CONTAINER, f"{blocks * _BLOCK} bytes belong to no member")


def _content(block: bytes, kind: bytes, extra: _Extra, size: int, stream: Stream) -> Iterator[Item]:
    """Yield a member, and step over what nobody read of it."""
    yield from extra.problems
    name = decoded(extra.name if extra.name is not None else _name(block))
    if kind == b"5":
        return
    body = Part(stream, size)
    if kind in _LINKS:
        yield Refused(name, issue(ReasonCode.LINK_MEMBER, _LINKS[kind], Severity.INFO), Status.SKIPPED)
        return
    if kind == b"S" or extra.sparse:
        if kind == b"S":
            _skip_map(block, stream)
        yield Refused(name, issue(ReasonCode.UNSUPPORTED_COMPRESSION, "a sparse member: holes of it are left out"))
    elif kind in (b"3", b"4", b"6"):
        yield Refused(name, issue(ReasonCode.SPECIAL_MEMBER, "a device or a pipe", Severity.INFO), Status.SKIPPED)
    elif kind not in (b"\0", b"0", b"7", b" "):
        yield Refused(name, issue(ReasonCode.SPECIAL_MEMBER, f"of kind {kind!r}", Severity.INFO), Status.SKIPPED)
    elif name.endswith("/") and size == 0:
        return
    else:
        yield Member(name, lambda: Whole(body))
    missing = body.left - stream.skip(body.left)
    if missing:
        raise ReadError(ReasonCode.CORRUPT_CONTAINER, f"it ends {missing} bytes before its last member does")
    stream.skip(-size % _BLOCK)


def _skip_map(block: bytes, stream: Stream) -> None:
    """Step over the blocks that go on with the map of a sparse member."""
    more = block[482:483]
    while more.strip(b"\0"):
        more = stream.read(_BLOCK)[504:505]


def _name(block: bytes) -> bytes:
    name = block[:100].split(b"\0", 1)[0]
    prefix = block[345:500].split(b"\0", 1)[0] if block[257:263] == b"ustar\0" else b""
    return prefix + b"/" + name if prefix else name


def _number(raw: bytes) -> int | None:
    """Return a size: octal digits, or binary where it is long. None for what is no size."""
    if raw[0] == 0x80:
        return int.from_bytes(raw[1:], "big")
    digits = raw.strip(b" \0")
    if not digits:
        return 0
    return int(digits, 8) if re.fullmatch(rb"[0-7]{1,12}", digits) else None


def _extend(extra: _Extra, kind: bytes, size: int, stream: Stream) -> None:
    """Take what an extension header says; one that is too long to be honest is stepped over."""
    most = _MOST_NAME if kind in _LONG else _MOST_PAX
    body = Part(stream, size)
    text = b""
    while len(text) < min(size, most) and (part := body.read(min(size, most) - len(text))):
        text += part
    stream.skip(body.left + -size % _BLOCK)
    if size > most:
        detail = f"a header of {size} bytes was left out"
        extra.problems.append(issue(ReasonCode.CORRUPT_CONTAINER, detail))
    elif kind == b"L":
        extra.name = text.rstrip(b"\0")
    elif kind in (b"x", b"X"):
        _pax(extra, text)


def _pax(extra: _Extra, text: bytes) -> None:
    """Read `length key=value` records: the path and the size are all that matters here."""
    place = 0
    while found := _RECORD.match(text, place):
        length, key = int(found[1]), found[2]
        value = text[found.end() : place + length].rstrip(b"\n")
        if length <= len(found[0]) or place + length > len(text):
            break
        if key == b"path":
            extra.name = value
        elif key == b"size":
            size = int(value) if value.isdigit() and len(value) < 19 else None
            extra.size = size
            if size is None:
                extra.problems.append(issue(ReasonCode.CORRUPT_CONTAINER, "a header gives no number as a size"))
        elif key.startswith(b"GNU.sparse"):
            extra.sparse = True
        place += length
