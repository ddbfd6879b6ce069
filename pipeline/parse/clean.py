"""Make text final: NFC, no control characters, no invisible characters, blanks folded where asked."""

from __future__ import annotations

import re
import unicodedata

# C0 without tab and line feed, DEL, C1, lone surrogates, noncharacters U+FFFE and U+FFFF.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
# Soft hyphen, zero-width characters, bidirectional controls, byte order mark: nothing that is seen.
_INVISIBLE = re.compile("[\u00ad\u034f\u061c\u115f\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]")
_BLANKS = re.compile("[ \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_NEWLINES = re.compile("\r\n?|[\u2028\u2029]")
_ROUND_NEWLINE = re.compile(" ?\n ?")
_MANY_NEWLINES = re.compile("\n{3,}")


def final(text: str) -> str:
    """Return `text` in NFC with LF line ends, without controls and invisible characters."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", _INVISIBLE.sub("", text))
    return _CONTROL.sub("", _NEWLINES.sub("\n", text))


def folded(text: str) -> str:
    """Return `text` final, with single blanks, and line feeds where `text` has them.

    >>> folded("Příjemce:\\u00a0 Město \\n  Brno ")
    'Příjemce: Město\\nBrno'
    """
    text = _BLANKS.sub(" ", final(text))
    if "\n" in text:
        text = _MANY_NEWLINES.sub("\n\n", _ROUND_NEWLINE.sub("\n", text))
    return text.strip(" \n")


def one_line(text: str) -> str:
    """Return `text` final on one line with single blanks: for titles, meta values, alt texts."""
    return " ".join(final(text).split())
