"""Tell containers by their first bytes. Runs in the main process too, so it unpacks nothing."""

from __future__ import annotations

import io
import os
import re
import stat
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO

from pipeline.sources.zip_directory import entries, find_directory

HEAD = 4096
"""Bytes that `kind_of` wants to see."""

_TAR_MAGIC, _TAR_SUM = slice(257, 262), slice(148, 156)
# A mail begins with header lines; one of the first names is a must, three known ones make it sure.
_FIELD = re.compile(rb"(?mi)^([A-Za-z][A-Za-z0-9-]{1,60}):[ \t]")
_MUST = {b"received", b"return-path", b"message-id", b"mime-version", b"delivered-to", b"x-mailer"}
_KNOWN = _MUST | {b"from", b"to", b"cc", b"subject", b"date", b"sender", b"reply-to", b"content-type"}
_OFFICE = {
    b"word/document.xml": "docx",
    b"ppt/presentation.xml": "pptx",
    b"xl/workbook.xml": "xlsx",
    b"content.xml": "odf",
}
# programs that write no manifest put down what it is all the same
_PARTS_OF_ALL = {b"[Content_Types].xml", b"META-INF/manifest.xml", b"mimetype"}


class Kind(StrEnum):
    """What a container is. The compressed ones hold whatever stands in them: a tar, a WARC, one document."""

    ZIP = "zip"
    WACZ = "wacz"
    TAR = "tar"
    WARC = "warc"
    MAIL = "mail"
    GZIP = "gzip"
    BZIP2 = "bzip2"
    XZ = "xz"
    ZSTD = "zstd"


ARCHIVES = frozenset({Kind.ZIP, Kind.WACZ, Kind.TAR})
NAMES_OF_DOCUMENTS = (".html", ".htm", ".xhtml", ".pdf", ".md", ".txt")
"""An archive that is called so is not what somebody took it for. A packed page is: servers send pages packed."""

PACKED: dict[bytes, Kind] = {
    b"\x1f\x8b\x08": Kind.GZIP,
    b"BZh": Kind.BZIP2,
    b"\xfd7zXZ\x00": Kind.XZ,
    b"\x28\xb5\x2f\xfd": Kind.ZSTD,
}


def kind_of(head: bytes) -> Kind | None:
    """Return the kind of container that begins with `head` (HEAD bytes, or all there are), None for a document.

    An office file is a ZIP archive too: whoever gets Kind.ZIP must ask `zip_kind`.
    """
    for magic, kind in PACKED.items():
        if head.startswith(magic):
            return kind
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return Kind.ZIP
    if re.match(rb"WARC/\d\.\d\r?\n", head):
        return Kind.WARC
    if is_tar_header(head[:512]) or head[_TAR_MAGIC] == b"ustar":
        return Kind.TAR
    return Kind.MAIL if _is_mail(head) else None


def kind_of_file(path: Path) -> Kind | None:
    """Return the kind of container that a file is, None for a document and for what cannot be read."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError:
        return None
    with os.fdopen(descriptor, "rb") as file:
        try:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                return None
            kind = kind_of(file.read(HEAD))
            return zip_kind(file) if kind is Kind.ZIP else kind
        except OSError:
            return None


def zip_kind(file: BinaryIO) -> Kind | None:
    """Return ZIP or WACZ, None for an office file. The names in the directory tell; nothing is unpacked."""
    names = _names(file)
    if _office_kind(names):
        return None
    captured = any(name.startswith(b"archive/") and b".warc" in name for name in names)
    return Kind.WACZ if captured and b"datapackage.json" in names else Kind.ZIP


def office_of(content: bytes) -> str:
    """Return "docx", "pptx", "xlsx" or "odf" for the bytes of an office file, "" for other archives."""
    return _office_kind(_names(io.BytesIO(content)))


def _names(file: BinaryIO) -> set[bytes]:
    # an office file has some dozens of parts, and a WACZ some hundreds of captures
    directory = find_directory(file)
    found = entries(file, directory) if directory is not None else iter(())
    return {entry.name for _, entry in zip(range(10_000), found, strict=False)}


def _office_kind(names: set[bytes]) -> str:
    if not names & _PARTS_OF_ALL:
        return ""
    return next((kind for part, kind in _OFFICE.items() if part in names), "")


def is_tar_header(block: bytes) -> bool:
    """Return whether 512 bytes are the head of a TAR member: their checksum must be right, in either reading of it."""
    if len(block) < 512 or not block[0]:
        return False
    digits = block[_TAR_SUM].strip(b" \0")
    if not digits or re.fullmatch(rb"[0-7]{1,8}", digits) is None:
        return False
    rest = block[:148] + block[156:512]
    unsigned = sum(rest) + 8 * 32
    signed = unsigned - 256 * sum(byte > 127 for byte in rest)
    return int(digits, 8) in (unsigned, signed)


def _is_mail(head: bytes) -> bool:
    if not (_FIELD.match(head[:100]) or head.startswith(b"From ")):
        return False
    block = re.split(rb"\r?\n\r?\n", head, maxsplit=1)[0]
    names = {name.lower() for name in _FIELD.findall(block)}
    return bool(names & _MUST) and len(names & _KNOWN) >= 3
