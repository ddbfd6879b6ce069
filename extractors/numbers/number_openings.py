"""What a number may be, told by its first letters and figures: a bit for each shape, and one look-up a letter.

Figures seldom come again: of a page's sums, phones and years most were never asked before, so that what was answered
is no help, and to try shape by shape took a tenth of extraction.
"""

from __future__ import annotations

from collections.abc import Iterable
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
        self._places = [(self._allowed(place), self._ended(place)) for place in range(longest)]

    def _allowed(self, place: int) -> dict[str, int]:
        """Return letter -> the shapes that let it stand at a place: those that are over before it let any."""
        held = {letter for shape in self._shapes if len(shape) > place for letter in shape[place]}
        ended = self._ended(place)
        return {letter: ended | self._bits(place, letter) for letter in held}

    def _bits(self, place: int, letter: str) -> int:
        return sum(1 << n for n, shape in enumerate(self._shapes) if len(shape) > place and letter in shape[place])

    def _ended(self, place: int) -> int:
        return sum(1 << n for n, shape in enumerate(self._shapes) if len(shape) <= place)

    def of(self, letters: str) -> tuple[_T, ...]:
        """Return what may begin with these letters and figures."""
        bits = -1
        for letter, (allowed, ended) in zip(letters, self._places, strict=False):
            bits &= allowed.get(letter, ended)
            if not bits:
                return ()
        return tuple(thing for thing, shapes in self._things if shapes & bits)
