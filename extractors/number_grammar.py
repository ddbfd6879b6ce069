"""Registration numbers of the Czech family ("CZ.1.04/5.1.00/81.00007"), found and mended.

Pages print them with blanks and line breaks at the marks, lost or escaped underscores, stray dots, the letter O
for a zero. Only marks are mended; a digit is never added or taken away.  Source: sections 1, 4, 5 of the
identifier notes.
"""

from __future__ import annotations

import re

# Blanks, no-break and zero-width ones, and at most one line break, wherever a mark stands.
_GAP = r"[ \t\u00a0\u2007\u2009\u202f\u200b\ufeff\u00ad]{0,3}\n?[ \t\u00a0\u200b]{0,3}"
_DIGIT = "[0-9Oo]"
_DOT = rf"{_GAP}[.,]{_GAP}"
_SLASH = rf"{_GAP}[.,]?{_GAP}[/\\⁄∕]{{1,2}}{_GAP}"
_UNDER = rf"{_GAP}(?:\\?[_\-–—])?{_GAP}"
_HEAD = rf"[Cc]{_GAP}[Zz]{_GAP}[.,]?{_GAP}"
_CALL = rf"\d{{2}}{_UNDER}{_DIGIT}{{2,3}}{_SLASH}{_DIGIT}{{7}}(?!\d)"
_PARTS = rf"(?:{_DOT}[0-9OoX]{{1,3}}){{1,3}}"
# CZ.04.1.03/3.1.15.2/0034; CZ.1.07/2.3.00/20.0189; CZ.2.17/3.1.00/32718; CZ.03.1.51/0.0/0.0/15_009/0003702;
# CZ.03.02.03/00/23_053/0004169; CZ.31.1.01/MV/23_62/0000062.  Not: CZ02, CZ70836981, CZ.1.04/4.1.01 alone.
_NUMBER = re.compile(
    rf"(?<![A-Z0-9])(?<![a-z][a-z]\.){_HEAD}{_DIGIT}{{1,2}}{_PARTS}"
    rf"(?:{_SLASH}(?:{_CALL}|(?:[0-9Oo]{{1,3}}{_PARTS}|[0-9Oo]{{2}}|[A-ZČŠŽ]{{1,6}})(?={_SLASH}))){{1,4}}"
    rf"(?:{_SLASH}(?:\d{{2}}{_UNDER}{_DIGIT}{{2,3}}{_SLASH}[0-9Oo]{{7}}|[0-9A-Z]{{2}}{_DOT}{_DIGIT}{{3,6}}|{_DIGIT}{{4,7}})(?!\d))?"
)
_LOOSE = re.compile(
    rf"(?<![A-Z0-9]){_HEAD}(?=[0-9OoX]{{1,2}}[.,\s])[0-9OoX]"
    rf"(?:[0-9OoX._/\\\-–]|,(?=\d)|{_GAP}(?=[./_\\])|(?<=[./_\\]){_GAP}(?=[0-9])){{8,60}}"
)
_SIGN = re.compile(rf"(?<![A-Z0-9]){_HEAD}(?=[0-9OoX])")
_SLASHES = re.compile(r"[/\\⁄∕]")
_CALL_PART = re.compile(r"^(\d{2})[_\-–—]?(\d{3})$")
_MINISTRY_CALL = re.compile(r"^(\d{2})[_\-–—](\d{2})$")
_MARKS = str.maketrans("\\⁄∕–—", "///--")
_BLANKS = re.compile(r"[\s\u200b\ufeff\u00ad]+")
MINIMUM_DIGITS = 9
"""A CZ-2004 number without its sequence has nine digits; programmes and schemes have fewer."""


def mend(raw: str) -> str:
    """Return the number with its marks in order; a string that fits no shape comes back without blanks.

    "CZ1.07./1.2.00/47.0009" is "CZ.1.07/1.2.00/47.0009"; "CZ.10.03.01/00/22003/0000048" is
    "CZ.10.03.01/00/22_003/0000048".
    """
    text = _BLANKS.sub("", re.sub(r"(?<=/\d\d)[ \t\u00a0]+(?=\d{3}/)", "_", raw.strip()))
    text = text.replace("\\_", "_").translate(_MARKS)
    if not re.match(r"[Cc][Zz]", text) or "/" not in text:
        return text
    text = re.sub(r"^[Cc][Zz][.,]?", "CZ.", text).replace(",", ".")
    text = re.sub(r"\.+/", "/", re.sub(r"\.{2,}", ".", text)).rstrip("./-_")
    parts = [_mend_letters(part) for part in text.split("/") if part]
    return "/".join([*map(_mend_call, parts[:-1]), parts[-1]])


def _mend_letters(part: str) -> str:
    """Turn the letter O into a zero where it stands among digits; leave words such as MPO alone."""
    return re.sub(r"(?<=[\d.])[Oo]|[Oo](?=[\d.])", "0", part)


def _mend_call(part: str) -> str:
    match = _CALL_PART.match(part) or _MINISTRY_CALL.match(part)
    return f"{match[1]}_{match[2]}" if match else part


def find_czech(text: str) -> list[tuple[int, int]]:
    """Return the spans of the numbers of the Czech family, whole or cut short, in order."""
    found: list[tuple[int, int]] = []
    for sign in _SIGN.finditer(text):
        for pattern in (_NUMBER, _LOOSE):
            match = pattern.match(text, sign.start())
            if match and _keep(text, match, found):
                break
    return sorted(found)


def _keep(text: str, match: re.Match[str], found: list[tuple[int, int]]) -> bool:
    """Add the number to those found if it has digits and a slash enough, and overlaps none."""
    start, end = match.span()
    while end > start and text[end - 1] in " \t\n\u00a0./\\_-–,":
        end -= 1
    digits = sum(char.isdigit() for char in text[start:end])
    overlaps = any(start < stop and begin < end for begin, stop in found)
    fits = digits >= MINIMUM_DIGITS and bool(_SLASHES.search(text, start, end)) and not overlaps
    if fits:
        found.append((start, end))
    return fits
