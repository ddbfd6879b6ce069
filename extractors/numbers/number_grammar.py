"""Registration numbers of the Czech family ("CZ.1.04/5.1.00/81.00007"), found and mended.

Pages print them with blanks and line breaks at the marks, lost or escaped underscores, stray dots, the letter O
for a zero. A number that a scheme can read is rebuilt from its parts; one that fits none ("CZ.05.3.29/0.0/19_122/…",
a group is missing) is found by its looks, and its marks are tidied.  A digit is never added or taken away.
Source: sections 1, 4, 5 of the identifier notes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractors.numbers.number_patterns import fold
from extractors.numbers.number_readings import NumberReading, read_czech
from schemas.vocabulary import load_vocabulary

# For folded text. Blanks and at most one line break, wherever a mark stands.
_GAP = r"[ \t\u00ad]{0,3}\n?[ \t\u00ad]{0,3}"
_DIGIT = "[0-9Oo]"
_DOT = rf"{_GAP}[.,]{_GAP}"
_SLASH = rf"{_GAP}[.,]?{_GAP}[/\\]{{1,2}}{_GAP}"
_UNDER = rf"{_GAP}(?:\\?[_-])?{_GAP}"
_HEAD = rf"[Cc]{_GAP}[Zz]{_GAP}(?:[.,]{_GAP}){{0,2}}"
_CALL = rf"\d{{2}}{_UNDER}{_DIGIT}{{2,3}}{_SLASH}{_DIGIT}{{7}}(?!\d)"
_PARTS = rf"(?:{_DOT}[0-9OoX]{{1,3}}){{1,3}}"
# CZ.05.3.29/0.0/19_122/0013319: a shape that no scheme has.  Not: CZ02, CZ70836981, CZ.1.04/4.1.01 alone.
_NUMBER = re.compile(
    rf"{_HEAD}{_DIGIT}{{1,2}}{_PARTS}"
    rf"(?:{_SLASH}(?:{_CALL}|(?:[0-9Oo]{{1,3}}{_PARTS}|[0-9Oo]{{2}}|[A-ZČŠŽ]{{1,6}})(?={_SLASH}))){{1,4}}"
    rf"(?:{_SLASH}(?:\d{{2}}{_UNDER}{_DIGIT}{{2,3}}{_SLASH}[0-9Oo]{{7}}|[0-9A-Z]{{2}}{_DOT}{_DIGIT}{{3,6}}|{_DIGIT}{{4,7}})(?!\d))?"
)
_LOOSE = re.compile(
    rf"{_HEAD}(?=[0-9OoX]{{1,2}}[.,\s])[0-9OoX]"
    rf"(?:[0-9OoX._/\\-]|,(?=\d)|{_GAP}(?=[./_\\])|(?<=[./_\\]){_GAP}(?=[0-9])){{8,60}}"
)
_SIGN = re.compile(rf"[Cc](?<![A-Z0-9].)(?<![a-z][a-z]\..){_HEAD.removeprefix('[Cc]')}(?=[0-9OoXIil])")
_HALF = re.compile(rf"{_HEAD}[0-9OoXIil][0-9A-ZČŠŽOoXIil._/\\, \t\n\u00ad-]{{0,60}}")
_SLASHES = re.compile(r"[/\\]")
_CALL_PART = re.compile(r"^(\d{2})[_-]?(\d{3})$")
_MINISTRY_CALL = re.compile(r"^(\d{2})[_-](\d{2})$")
_BLANKS = re.compile("[\\s\u00ad]+")
# What goes on behind the last figures of a number that is broken within them: a date, an amount, a list.
_RUNS_ON = re.compile(r"\.? ?[%/:]|[.,]\d|\.? {1,2}(?:[^\W\d_]|\d)|[.)] ")
MINIMUM_DIGITS = 9
"""A CZ-2004 number without its sequence has nine digits; programmes and schemes have fewer."""
LONG = 12
"""With one slash alone it has more: "CZ.1.05/6.2.07" is a grant scheme, whatever figure follows."""


@dataclass(frozen=True, slots=True)
class CzechNumber:
    """Where a number stands in a text; `reading` is None for a shape that no scheme has."""

    start: int
    end: int
    reading: NumberReading | None


def mend(raw: str) -> str:
    """Return the number with its marks in order; a string that fits no shape comes back without blanks.

    "CZ1.07./1.2.00/47.0009" is "CZ.1.07/1.2.00/47.0009"; "CZ.10.03.01/00/22003/0000048" is
    "CZ.10.03.01/00/22_003/0000048".
    """
    text = raw.strip()
    readings = [r for r in read_czech(text, fold(text), 0, load_vocabulary()) if r.end == len(text)]
    return readings[0].value if readings else _tidy(text)


def _tidy(raw: str) -> str:
    """Put the marks of a number in order that no scheme can read."""
    text = _BLANKS.sub("", re.sub(r"(?<=/\d\d)[ \t]+(?=\d{3}/)", "_", fold(raw)))
    text = text.replace("\\_", "_").replace("\\", "/")
    if not re.match(r"[Cc][Zz]", text) or "/" not in text:
        return text
    text = re.sub(r"^[Cc][Zz][.,]?", "CZ.", text).replace(",", ".")
    text = re.sub(r"\./", "/", re.sub(r"\.{2,}", ".", text)).rstrip("./-_")
    parts = [_mend_letters(part) for part in text.split("/") if part]
    return "/".join([*map(_mend_call, parts[:-1]), parts[-1]])


def _mend_letters(part: str) -> str:
    """Turn the letters O into zeros where they stand among digits; leave words such as MPO alone."""
    return re.sub(r"(?<=[\d.])[Oo]{1,60}|[Oo]{1,60}(?=[\d.])", lambda letters: "0" * len(letters[0]), part)


def _mend_call(part: str) -> str:
    match = _CALL_PART.match(part) or _MINISTRY_CALL.match(part)
    return f"{match[1]}_{match[2]}" if match else part


def find_czech(text: str) -> list[tuple[int, int]]:
    """Return the spans of the numbers of the Czech family, whole or cut short, in order."""
    return [(number.start, number.end) for number in czech_numbers(text)]


def czech_numbers(text: str) -> list[CzechNumber]:
    """Return the numbers of the Czech family with their readings, in order, none within another."""
    folded = fold(text)
    found: list[CzechNumber] = []
    end = 0
    for sign in _SIGN.finditer(folded):
        if sign.start() >= end:
            number = _read(text, folded, sign.start()) or next(_by_looks(folded, sign.start()), None)
            if number:
                found.append(number)
                end = number.end
    return found


def head_at_end(text: str, start: int, end: int) -> int | None:
    """Return where the last beginning of a number stands between `start` and `end`, if nothing else follows it."""
    folded = fold(text[start:end])
    signs = [sign.start() for sign in _SIGN.finditer(folded)]
    return start + signs[-1] if signs and _HALF.fullmatch(folded, signs[-1]) else None


def _read(text: str, folded: str, start: int) -> CzechNumber | None:
    """Read the number by its scheme; one that lacks its last part yields to a longer string of no scheme."""
    for reading in read_czech(text, folded, start, load_vocabulary()):
        if not (_broken(folded, start, reading.end) and _RUNS_ON.match(folded, reading.end)):
            longer = None if reading.complete else next(_by_looks(folded, start), None)
            return longer if longer and longer.end > reading.end else CzechNumber(start, reading.end, reading)
    return None


def _broken(folded: str, start: int, end: int) -> bool:
    """Say whether a single last figure stands apart, and may well belong to what follows."""
    return bool(re.search(r"\d[ \n]{1,3}\d$", folded[max(start, end - 6) : end]))


def _by_looks(folded: str, start: int) -> Iterator[CzechNumber]:
    """Yield the string that only looks like a number, if it has digits and a slash enough."""
    for pattern in (_NUMBER, _LOOSE):
        match = pattern.match(folded, start)
        if match:
            end = start + len(match[0].rstrip(" \t\n./\\_-,\u00ad"))
            printed = folded[start:end]
            slashes, digits = len(_SLASHES.findall(printed)), sum(char.isdigit() for char in printed)
            whole = digits >= LONG and not _BLANKS.search(printed)
            if digits >= MINIMUM_DIGITS and (slashes > 1 or (slashes and whole)):
                yield CzechNumber(start, end, None)
