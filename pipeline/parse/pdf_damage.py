"""What the bytes of a PDF say against it, where PDFium repairs or passes over it without a word."""

from __future__ import annotations

import re

from pipeline.parse.pdf_objects import lost_objects
from pipeline.parse.pdf_streams import broken_streams, is_overwritten
from schemas.errors import Issue, ReasonCode, Severity, Stage

_SELF = re.compile(rb" obj\s{0,20}(\d{1,10}) (\d{1,5}) R")
_ENCRYPT = re.compile(rb"/Encrypt\s{1,9}(\d{1,10})\s{1,9}(\d{1,5})\s{1,9}R")
_FILTERS = re.compile(rb"/Filter\s{0,9}\[((?:\s{0,9}/\w{1,20}){9,200})")
MOST_FILTERS = 8
"""Writers use one or two filters on a stream; each may make a thousand times as much of what it is given."""


def damage(content: bytes) -> list[Issue]:
    """Return an error for each kind of damage after which nobody can say that all was read rightly."""
    found: list[str] = []
    if any(_names_itself(content, match) for match in _SELF.finditer(content)):
        found.append("an object refers to itself, so letters may be wrong")
    if any(_missing(content, *match.groups()) for match in _ENCRYPT.finditer(content)):
        found.append("it names a key that it does not hold, so parts may be unreadable")
    if _FILTERS.search(content):
        found.append(f"a stream has more than {MOST_FILTERS} filters")
    if count := broken_streams(content):
        found.append(f"{count} of its parts cannot be unpacked or were overwritten, so text may be missing")
    if is_overwritten(content):
        found.append("something else is written over its objects, so text may be missing")
    if count := lost_objects(content):
        found.append(f"{count} of the objects that its pages need are not in it, so text may be missing")
    return [Issue(ReasonCode.CORRUPT_PDF, Stage.PARSE, Severity.ERROR, detail) for detail in found]


def _names_itself(content: bytes, reference: re.Match[bytes]) -> bool:
    number, generation = reference.groups()
    before = content[max(0, reference.start() - 18) : reference.start()]
    return re.search(rb"(?<!\d)" + number + rb" " + generation + rb"$", before) is not None


def _missing(content: bytes, number: bytes, generation: bytes) -> bool:
    """An encryption dictionary is always an object of its own, never inside another stream."""
    return re.search(rb"(?<!\d)" + number + rb"\s{1,9}" + generation + rb"\s{1,9}obj", content) is None
