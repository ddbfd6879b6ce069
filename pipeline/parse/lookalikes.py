"""Characters that look like others: Cyrillic and Greek letters in Latin words, odd slashes and dots, raised digits."""

from __future__ import annotations

import re

_LATIN = "ABEKMHOPCTYXIJSaeopcyxijsABEZHIKMNOPTYXov"
_OTHERS = "АВЕКМНОРСТУХІЈЅаеорсухіјѕΑΒΕΖΗΙΚΜΝΟΡΤΥΧον"
_TO_LATIN = str.maketrans(_OTHERS, _LATIN)
_TO_MARK = str.maketrans({"\u2024": ".", "\u2044": "/", "\u2215": "/", "\u29f8": "/"})
_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_TO_DIGIT = str.maketrans(_RAISED, "0123456789")
ODD = re.compile(f"[{_OTHERS}{_RAISED}\u2024\u2044\u2215\u29f8]")
_TOKEN = re.compile(r"\S{2,80}")
_DIGIT = re.compile("[0-9]")
_OF_OTHERS = re.compile("[\u0370-\u03ff\u0400-\u04ff]")
# "3.¹.02", "0¹058": in the middle of a number a raised digit is neither a power nor a footnote's mark.
_RAISED_WITHIN = re.compile(rf"(?<=[./])[{_RAISED}](?=[./])|(?<=\d)[{_RAISED}](?=\d)")


def unmasked(text: str) -> tuple[str, int]:
    """Return `text` with numbers spelled with the characters that others stand for, and how many were replaced.

    Only words with a digit are touched, and of them none that has a Cyrillic or Greek letter without a Latin double.
    Names stay as they are printed. Lengths stay the same.

    >>> unmasked("\u0421Z\u20241\u221504, \u0421\u0435\u043b\u043e, 10¹² m²")
    ('CZ.1/04, Село, 10¹² m²', 3)
    """
    if not ODD.search(text):
        return text, 0
    plain = _TOKEN.sub(_plain, text)
    return plain, sum(a != b for a, b in zip(text, plain, strict=True))


def _plain(token: re.Match[str]) -> str:
    printed = token.group()
    if printed.isascii() or not _DIGIT.search(printed) or not ODD.search(printed):
        return printed
    plain = printed.translate(_TO_MARK).translate(_TO_LATIN)
    plain = _RAISED_WITHIN.sub(lambda found: found.group().translate(_TO_DIGIT), plain)
    return printed if _OF_OTHERS.search(plain) else plain
