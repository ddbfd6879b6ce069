"""Accents that a PDF prints as letters of their own: `koneˇcny´` is put together as `konečný`."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

_COMBINING = {
    0x60: 0x300, 0xA8: 0x308, 0xAF: 0x304, 0xB4: 0x301, 0xB8: 0x327, 0x2C6: 0x302, 0x2C7: 0x30C, 0x2D8: 0x306,
    0x2D9: 0x307, 0x2DA: 0x30A, 0x2DB: 0x328, 0x2DC: 0x303, 0x2DD: 0x30B,
}  # fmt: skip
_DOTLESS = {0x131: 0x69, 0x237: 0x6A}
ACCENTS = frozenset((*_COMBINING, *range(0x300, 0x329)))
"""Signs that stand over or under a letter: their place tells which."""

Placed = tuple[int, float, float]
"""A letter's code, and where it begins and ends along the line."""


def composed(letters: Sequence[Placed]) -> list[int]:
    """Return the codes of `letters`, each accent put on the letter that it stands over; others as they are."""
    over: dict[int, int] = {}
    for index, (code, _, _) in enumerate(letters):
        base = _base(letters, index) if code in ACCENTS else None
        if base is not None and base not in over:
            over[base] = index
    used = set(over.values())
    return [
        _with_accent(code, letters[over[index]][0]) if index in over else code
        for index, (code, _, _) in enumerate(letters)
        if index not in used
    ]


def _base(letters: Sequence[Placed], index: int) -> int | None:
    """Return which neighbour of an accent stands under it and has a form with it; None if neither."""
    accent, x0, x1 = letters[index]
    found: list[tuple[float, int]] = []
    for other in (index - 1, index + 1):
        if not 0 <= other < len(letters):
            continue
        code, left, right = letters[other]
        width = right - left
        if left - width * 0.1 <= (x0 + x1) / 2 <= right + width * 0.1 and _with_accent(code, accent) != code:
            found.append((abs((x0 + x1) / 2 - (left + right) / 2), other))
    return min(found)[1] if found else None


def _with_accent(code: int, accent: int) -> int:
    """Return the letter with the accent, or the letter itself where there is no such one."""
    pair = chr(_DOTLESS.get(code, code)) + chr(_COMBINING.get(accent, accent))
    whole = unicodedata.normalize("NFC", pair)
    return ord(whole) if len(whole) == 1 else code
