"""Read one file into memory: once, within limits, hashed, and told apart by content."""

from __future__ import annotations

import hashlib
import os
import stat
from pathlib import Path
from typing import BinaryIO

from pipeline.settings import Settings
from pipeline.sniff import sniff
from pipeline.sources.held import is_held
from schemas.document import SourceFile
from schemas.errors import ReadError, ReasonCode


def read(path: Path, source: str, settings: Settings) -> SourceFile:
    """Return the bytes of `path` under the name `source`.

    Raises ReadError: unreadable_file (missing, forbidden, no regular file, changing while read),
    too_large (over `settings.max_bytes`), empty_document, unsupported_media_type.
    """
    return from_bytes(read_bytes(path, settings), source, settings)


def from_bytes(content: bytes, source: str, settings: Settings) -> SourceFile:
    """Return `content` as a source file, for members of containers. Raises as `read`."""
    if len(content) > settings.max_bytes:
        raise ReadError(ReasonCode.TOO_LARGE, f"more than {settings.max_bytes} bytes")
    if not content.strip(b" \t\r\n\f\v\x00"):
        raise ReadError(ReasonCode.EMPTY_DOCUMENT, f"{len(content)} bytes, none of them text")
    return SourceFile(source, content, hashlib.sha256(content).hexdigest(), sniff(content))


def read_bytes(path: Path, settings: Settings) -> bytes:
    """Return what stands in `path`, which is no link. Not blocking: a pipe without a writer would wait for ever.

    Raises ReadError: unreadable_file, too_large.
    """
    flags = os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC | (0 if is_held(path) else os.O_NOFOLLOW)
    try:
        with os.fdopen(os.open(path, flags), "rb") as file:
            return _checked(file, settings.max_bytes)
    except (OSError, ValueError) as error:
        raise ReadError(ReasonCode.UNREADABLE_FILE, f"{type(error).__name__}: {error}") from error


def _checked(file: BinaryIO, limit: int) -> bytes:
    """Return what the open file holds; it must be a regular file that nobody writes meanwhile."""
    before = os.fstat(file.fileno())
    if not stat.S_ISREG(before.st_mode):
        raise ReadError(ReasonCode.UNREADABLE_FILE, "not a regular file")
    if before.st_size > limit:
        raise ReadError(ReasonCode.TOO_LARGE, f"{before.st_size} bytes, more than {limit}")
    content = file.read(limit + 1)
    after = os.fstat(file.fileno())
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        raise ReadError(ReasonCode.UNREADABLE_FILE, "changed while it was read")
    return content
