"""UTF-8 with foreign bytes in it: pages put together from parts, texts cut in the middle of a letter."""

from __future__ import annotations

import re

from pipeline.parse.code_pages import CODE_PAGES, best_page, characters, decode_page
from pipeline.parse.letters import letters

_SEGMENT = re.compile(rb"[^\n<>]+|[\n<>]+")
_STRAY = re.compile("[\udc80-\udcff]")
# What a two- or three-byte sequence of UTF-8 means in our languages. Sequences that arise by chance in the code
# pages mean other things: "říd" of a Macintosh is Thaana, "něčí" of DOS Arabic.
_LIKELY = re.compile("[\u00a0-\u017f\u2010-\u203a\u20ac\u2122]")
_MIXED_SHARE = 0.03
_FEWEST = 3
# So few foreign bytes do not tell one code page from another; then it is one of the usual ones.
_FEW, _USUAL = 12, ("cp1250", "iso-8859-2", "cp1252")
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
    few = sum(len(_STRAY.findall(text)) for _, text in segments) < _FEW
    page = best_page(b"\n".join(bad), among=_USUAL if few else CODE_PAGES)
    pieces = [_piece(part, text, page) for part, text in segments]
    text = "".join(pieces)
    lost = text.count("\ufffd") - body.count("\ufffd".encode())
    broken = f", {lost} bytes lost" if lost > 0 else ""
    return text, f"{len(bad)} stretches are no utf-8, read as {page}{broken}"


def _piece(part: bytes, text: str, page: str) -> str:
    strays = len(_STRAY.findall(text))
    if not strays:
        return text
    mended = _mended(text, page)
    misfits = mended.count("\ufffd") - text.count("\ufffd")
    return decode_page(part, page) if strays > len(_LIKELY.findall(text)) and strays > 2 * misfits else mended


def _mended(text: str, page: str) -> str:
    """Return `text` with its stray bytes as what they mean in `page`, where that fits between its neighbours."""
    table, model = characters(page), letters("cs")
    read = " " + _STRAY.sub(lambda m: table[ord(m[0]) - 0xDC00], text) + " "

    def letter(found: re.Match[str]) -> str:
        before, char, after = list(read[found.start() : found.start() + 3])
        return char if model.score(before, char) + model.score(char, after) > _MISFIT else "\ufffd"

    return _STRAY.sub(letter, text)
