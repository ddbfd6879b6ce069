"""Accents that a PDF prints as letters of their own: `koneˇcny´` is put together as `konečný`."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

_COMBINED = {
    0x60: 0x300, 0xA8: 0x308, 0xAF: 0x304, 0xB4: 0x301, 0xB8: 0x327, 0x2C6: 0x302, 0x2C7: 0x30C, 0x2D8: 0x306,
    0x2D9: 0x307, 0x2DA: 0x30A, 0x2DB: 0x328, 0x2DC: 0x303, 0x2DD: 0x30B,
}  # fmt: skip
_COMBINING = {chr(sign): chr(mark) for sign, mark in _COMBINED.items()}
_DOTLESS = {"\u0131": "i", "\u0237": "j"}
ACCENTS = frozenset((*_COMBINING, *map(chr, range(0x300, 0x329))))
"""Signs that stand over or under a letter: their place tells which."""

Placed = tuple[str, float, float]
"""A letter, and where it begins and ends along the line."""


def composed(letters: Sequence[Placed]) -> str:
    """Return `letters`, each accent put on the letter that it stands over; others as they are."""
    over: dict[int, int] = {}
    for index, (char, _, _) in enumerate(letters):
        base = _base(letters, index) if char in ACCENTS else None
        if base is not None and base not in over:
            over[base] = index
    used = set(over.values())
    return "".join(
        _with_accent(char, letters[over[index]][0]) if index in over else char
        for index, (char, _, _) in enumerate(letters)
        if index not in used
    )


def _base(letters: Sequence[Placed], index: int) -> int | None:
    """Return which neighbour of an accent stands under it and has a form with it; None if neither."""
    accent, x0, x1 = letters[index]
    found: list[tuple[float, int]] = []
    for other in (index - 1, index + 1):
        if not 0 <= other < len(letters):
            continue
        char, left, right = letters[other]
        width = right - left
        if left - width * 0.1 <= (x0 + x1) / 2 <= right + width * 0.1 and _with_accent(char, accent) != char:
            found.append((abs((x0 + x1) / 2 - (left + right) / 2), other))
    return min(found)[1] if found else None


def _with_accent(char: str, accent: str) -> str:
    """Return the letter with the accent, or the letter itself where there is no such one."""
    whole = unicodedata.normalize("NFC", _DOTLESS.get(char, char) + _COMBINING.get(accent, accent))
    return whole if len(whole) == 1 else char
