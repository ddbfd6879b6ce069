"""Make text final: NFC, no control characters, no invisible characters, blanks folded where asked."""

from __future__ import annotations

import re
import unicodedata

from pipeline.parse.lookalikes import ODD, unmasked

# C0 without tab and line feed, DEL, C1, lone surrogates, noncharacters U+FFFE and U+FFFF.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
# Soft hyphen, zero-width characters, bidirectional controls, byte order mark: nothing that is seen.
_INVISIBLE = re.compile("[\u00ad\u034f\u061c\u115f\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]")
_OTHER_BLANKS = "\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
# Runs that are not a single blank already.
_BLANKS = re.compile(f" [ {_OTHER_BLANKS}]+|[{_OTHER_BLANKS}][ {_OTHER_BLANKS}]*")
_NEWLINES = re.compile("\r\n?|[\u2028\u2029]")
_ROUND_NEWLINE = re.compile(" ?\n ?")
# Forms made for other fonts: full-width ASCII, ligatures of f. Beside Chinese and Japanese the former are right.
_FORMS = re.compile("[\uff01-\uff5e]{1,999}|[\ufb00-\ufb06]")
# What takes more than NFC; most pieces of a page have none of it, and are asked once.
_SETS = "".join(pattern.pattern[1:-1] for pattern in (_CONTROL, _INVISIBLE, ODD))
_UNPLAIN = re.compile(f"[{_SETS}\r\u2028\u2029\uff01-\uff5e\ufb00-\ufb06]")
_EAST = re.compile("[\u3000-\u9fff\uac00-\ud7a3]")
_MANY_NEWLINES = re.compile("\n{3,}")


def final(text: str) -> str:
    """Return `text` in NFC with LF line ends, plain forms of letters, no controls and invisible characters."""
    if text.isascii() and text.isprintable():
        return text
    if not _UNPLAIN.search(text):
        return unicodedata.normalize("NFC", text)
    if not text.isascii():
        text = unmasked(_FORMS.sub(_plain_form, _INVISIBLE.sub("", text)))[0]
        text = unicodedata.normalize("NFC", text)
    return _CONTROL.sub("", _NEWLINES.sub("\n", text))


def plain_forms(text: str) -> tuple[str, int]:
    """Return `text` with plain forms of full-width letters and of ligatures, and the number of those replaced.

    >>> plain_forms("ＣＺ．１ \ufb01nance")
    ('CZ.1 finance', 5)
    """
    count = sum(len(m.group()) for m in _FORMS.finditer(text) if _plain_form(m) != m.group())
    return _FORMS.sub(_plain_form, text), count


def _plain_form(found: re.Match[str]) -> str:
    around = found.string[found.start() - 1 : found.start()] + found.string[found.end() : found.end() + 1]
    return found.group() if _EAST.search(around) else unicodedata.normalize("NFKC", found.group())


def folded(text: str) -> str:
    """Return `text` final, with single blanks, and line feeds where `text` has them.

    >>> folded("Příjemce:\\u00a0 Město \\n  Brno ")
    'Příjemce: Město\\nBrno'
    """
    printable = text.isprintable()
    if not (printable and text.isascii()):
        text = final(text)
        printable = text.isprintable()
    if printable and "  " not in text:
        return text.strip(" ")
    text = _BLANKS.sub(" ", text)
    if "\n" in text:
        text = _MANY_NEWLINES.sub("\n\n", _ROUND_NEWLINE.sub("\n", text))
    return text.strip(" \n")


def one_line(text: str) -> str:
    """Return `text` final on one line with single blanks: for titles, meta values, alt texts."""
    return " ".join(final(text).split())
