"""UTF-8 with foreign bytes in it: pages put together from parts, texts cut in the middle of a letter."""

from __future__ import annotations

import re

from pipeline.parse.code_pages import best_page, characters, decode_page
from pipeline.parse.letters import letters

_SEGMENT = re.compile(rb"[^\n<>]+|[\n<>]+")
_STRAY = re.compile("[\udc80-\udcff]")
# What a two- or three-byte sequence of UTF-8 means in our languages. Sequences that arise by chance in the code
# pages mean other things: "říd" of a Macintosh is Thaana, "něčí" of DOS Arabic.
_LIKELY = re.compile("[\u00a0-\u017f\u2010-\u203a\u20ac\u2122]")
_MIXED_SHARE = 0.1
_FEWEST = 3
# Score of a foreign letter between its neighbours below which it is more likely a broken byte.
_MISFIT = -16.0


def is_mixed(body: bytes) -> bool:
    """Return whether bytes that are no UTF-8 as a whole are UTF-8 in good part."""
    text = body.decode("utf-8", "surrogateescape")
    good, strays = len(_LIKELY.findall(text)), len(_STRAY.findall(text))
    return good >= strays or (good >= _FEWEST and good >= strays * _MIXED_SHARE)


def decode_mixed(body: bytes) -> tuple[str, str]:
    """Return the text of mixed bytes, and a sentence that says what was done.

    A stretch between tags or line ends is read in a code page as a whole where foreign bytes outnumber UTF-8;
    elsewhere single foreign bytes become the letter that they mean, or U+FFFD where none would fit.
    """
    segments = [(part, part.decode("utf-8", "surrogateescape")) for part in _SEGMENT.findall(body)]
    bad = [part for part, text in segments if _STRAY.search(text)]
    page = best_page(b"\n".join(bad))
    pieces = [_piece(part, text, page) for part, text in segments]
    text = "".join(pieces)
    lost = text.count("\ufffd") - body.count("\ufffd".encode())
    broken = f", {lost} bytes lost" if lost > 0 else ""
    return text, f"{len(bad)} stretches are no utf-8, read as {page}{broken}"


def _piece(part: bytes, text: str, page: str) -> str:
    strays = len(_STRAY.findall(text))
    if not strays:
        return text
    if strays > len(_LIKELY.findall(text)) and (strays > 1 or _fits(text, page)):
        return decode_page(part, page)
    return _STRAY.sub(lambda m: _letter(text, m.start(), page), text)


def _fits(text: str, page: str) -> bool:
    found = _STRAY.search(text)
    return found is not None and _letter(text, found.start(), page) != "\ufffd"


def _letter(text: str, place: int, page: str) -> str:
    """Return what the stray byte at `place` means in `page`, if that fits between its neighbours."""
    char = characters(page)[ord(text[place]) - 0xDC00]
    before, after = text[place - 1 : place] or " ", text[place + 1 : place + 2] or " "
    model = letters("cs")
    return char if model.score(before, char) + model.score(char, after) > _MISFIT else "\ufffd"
