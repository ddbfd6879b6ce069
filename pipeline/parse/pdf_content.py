"""Tell whether what a PDF page is drawn by, or what its letters mean, was changed by a bad disk: no sum guards it."""

from __future__ import annotations

import re
from itertools import pairwise

_TEXT_BOUND = re.compile(rb"(?<![^\s\0])(?:BT|ET)(?![^\s\0/])")
_TEXT_DRAWN = re.compile(rb"(?<![^\s\0\])>])T[jJ](?![^\s\0])")
_MAPS_LETTERS = re.compile(rb"\b(?:CIDInit|CMapName|(?:begin|end)(?:cmap|bfchar|bfrange|codespacerange))\b")
_CODE = re.compile(rb"<[0-9A-Fa-f\s]*>|<<|>>")
# pictures within the text hold any bytes, and what stands behind BX, or a remark, any words
_ANYTHING = re.compile(rb"(?<![^\s\0])(?:BI|BX)(?![^\s\0])|%")
_IN_STRING = re.compile(rb"\\.|\(|\)", re.S)
"""Three beginnings, not two: the engine then skips to where one of these letters stands."""
_HEX = re.compile(rb"<([^<>/]*)>")
_MARK = re.compile(rb"[<>]")
_NO_HEX = re.compile(rb"[^0-9A-Fa-f\s\0]")
_WORD = re.compile(rb"/?[^\s\0\[\]{}<>/]+")
_NUMBER = re.compile(rb"[+\-.0-9][+\-.0-9eE]*")
_ZEROES = bytes(8)
"""Letters of two bytes have a zero in every other place, and a letter without a shape, 0, does not stand four times."""
_WORDS = frozenset(
    b"b B b* B* BDC BMC BT c cm cs CS d d0 d1 Do DP EMC ET f F f* g G gs h i j J k K l m M MP n q Q re rg RG ri s S"
    b" sc SC scn SCN sh T* Tc Td TD Tf Tj TJ TL Tm Tr Ts Tw Tz v w W W* y ' \" true false null".split()
)


def is_damaged(content: bytes) -> bool:
    """Say whether bytes that draw text, or say what letters mean, hold what no program writes; False for all others."""
    if _MAPS_LETTERS.search(content):
        return b"\0" in content or not _is_map(content)
    if not content.strip(b"\0\r\n"):
        return len(content) >= len(_ZEROES)
    return draws_text(content) and (_ZEROES in content or not _is_drawing(content))


def draws_text(content: bytes) -> bool:
    """Say whether these are the operators that draw a page with text."""
    return _TEXT_BOUND.search(content) is not None and _TEXT_DRAWN.search(content) is not None


def _is_map(content: bytes) -> bool:
    """Say whether every code stands between two marks; also where it cannot be told."""
    bare = without_strings(content)
    if bare is None or _ANYTHING.search(bare):
        return _ANYTHING.search(content) is not None
    return not _MARK.search(_CODE.sub(b" ", bare))


def _is_drawing(content: bytes) -> bool:
    """Say whether all words are operators, and every string ends; also where it cannot be told."""
    bare = without_strings(content)
    if bare is None or _ANYTHING.search(bare):
        return _ANYTHING.search(content) is not None
    if _NO_HEX.search(b"".join(_HEX.findall(bare))):
        return False
    words = set(_WORD.findall(_HEX.sub(b" ", bare)))
    return all(word in _WORDS or word.startswith(b"/") or _NUMBER.fullmatch(word) for word in words)


def without_strings(content: bytes) -> bytes | None:
    """Return what stands outside of strings; None where one has no end, or an end no string."""
    depth, begin, bounds = 0, 0, [0]
    for mark in _IN_STRING.finditer(content):
        if mark[0] == b"(":
            begin, depth = begin if depth else mark.start(), depth + 1
        elif mark[0] == b")":
            depth -= 1
            if depth < 0:
                return None
            if not depth:
                bounds += (begin, mark.end())
    if depth:
        return None
    bounds.append(len(content))
    return b" ".join([content[start:end] for start, end in list(pairwise(bounds))[::2]])
