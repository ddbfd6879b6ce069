"""What a number may be, told by its first letters and figures: a bit for each shape, and one look-up a letter.

Figures seldom come again: of a page's sums, phones and years most were never asked before, so that what was answered
is no help, and to try shape by shape took a tenth of extraction.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Generic, TypeVar

Shape = tuple[frozenset[str], ...]
"""What may be the first, the second, … letter or figure; any may follow."""
_T = TypeVar("_T")


class Openings(Generic[_T]):
    """Things with the shapes of what they begin with, in their order."""

    def __init__(self, things: Iterable[tuple[_T, Iterable[Shape]]]) -> None:
        self._things: list[tuple[_T, int]] = []
        self._shapes: list[Shape] = []
        for thing, shapes in things:
            first = len(self._shapes)
            self._shapes += shapes
            self._things.append((thing, (1 << len(self._shapes)) - (1 << first)))
        longest = max(map(len, self._shapes), default=0)
        self._places = [_Place(place, self._shapes) for place in range(longest)]

    def of(self, letters: str) -> tuple[_T, ...]:
        """Return what may begin with these letters and figures."""
        bits = -1
        for letter, allowed in zip(letters, self._places, strict=False):
            bits &= allowed[letter]
            if not bits:
                return ()
        return tuple(thing for thing, shapes in self._things if shapes & bits)


class _Place(dict[str, int]):
    """Letter -> the shapes that let it stand at a place: also those that are over before it. Worked out when asked."""

    def __init__(self, place: int, shapes: Sequence[Shape]) -> None:
        super().__init__()
        self._ended = sum(1 << n for n, shape in enumerate(shapes) if len(shape) <= place)
        self._held = [(1 << n, shape[place]) for n, shape in enumerate(shapes) if len(shape) > place]

    def __missing__(self, letter: str) -> int:
        self[letter] = bits = self._ended | sum(bit for bit, held in self._held if letter in held)
        return bits
