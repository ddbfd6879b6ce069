"""Stretches of text round a cheap sign, so that a costly pattern runs only where it can match."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from extractors.text.kept import kept

SHORT = 300
"""A shorter text is searched at once: to put its signs down would take longer."""


_ODD_LETTERS = (("ſ", "s"), ("ı", "i"))


@dataclass(frozen=True, slots=True)
class Signs:
    """Where the matches of a sign stand in a text, put down once for all rules that ask for stretches of it."""

    starts: list[int]
    ends: list[int]

    @classmethod
    def of(cls, matches: Iterable[re.Match[str]]) -> Signs:
        """Return the places of the matches."""
        spans = [match.span() for match in matches]
        return cls([start for start, _ in spans], [end for _, end in spans])

    def matches(self, pattern: re.Pattern[str], text: str, reach: int) -> Iterator[re.Match[str]]:
        """Yield the matches that begin within a sign and end, with what they look at, at most `reach` behind it."""
        at = 0
        while at < len(self.starts):
            first, last = self.starts[at], self.ends[at] + reach
            while (at := at + 1) < len(self.starts) and self.starts[at] <= last:
                last = self.ends[at] + reach
            yield from pattern.finditer(text, first, last)


@kept
def lowered(text: str) -> str:
    """Return the text in small letters with the same offsets, as a pattern takes them that ignores case."""
    small = text.lower()
    for odd, letter in _ODD_LETTERS:
        small = small.replace(odd, letter)
    return small if len(small) == len(text) else "".join(char.lower()[0] for char in text)


def places_of(text: str, *words: str) -> list[int]:
    """Return where one of the words stands, also within longer ones: it takes a hundredth of a pattern's time."""
    found: list[int] = []
    for word in words:
        place = text.find(word)
        while place >= 0:
            found.append(place)
            place = text.find(word, place + 1)
    return sorted(found)


def matches_round(
    places: Iterable[int], pattern: re.Pattern[str], text: str, before: int, after: int
) -> Iterator[re.Match[str]]:
    """Yield the matches as `finditer` does, of a pattern that holds one of the places, given in order.

    All that a match holds and looks at stands within `before` and `after` code points of the place.
    """
    first = last = 0
    for place in places:
        if place - before > last:
            yield from pattern.finditer(text, first, last)
            first = place - before
        last = place + after
    yield from pattern.finditer(text, first, last)


def matches_at(
    begins: Iterable[int], pattern: re.Pattern[str], text: str, start: int, stop: int
) -> Iterator[re.Match[str]]:
    """Yield the matches as `finditer` does, of a pattern that begins at none but the given places, in order."""
    for begin in begins:
        if begin >= start and (match := pattern.match(text, begin, stop)):
            start = match.end()
            yield match


def windows(
    text: str,
    signs: Iterable[re.Match[str]],
    before: int,
    after: int,
    start: int = 0,
    end: int | None = None,
) -> list[tuple[int, int]]:
    """Return merged, half-open stretches of `before` and `after` code points round each of the signs, given in order.

    A stretch begins and ends at a word's end, so that no pattern sees half a word.
    """
    stop = len(text) if end is None else end
    found: list[tuple[int, int]] = []
    for match in signs:
        first, last = max(start, match.start() - before), min(stop, match.end() + after)
        if found and first <= found[-1][1]:
            found[-1] = (found[-1][0], max(last, found[-1][1]))
        else:
            found.append((first, last))
    return [(_outward(text, first, start, -1), _outward(text, last, stop, 1)) for first, last in found]


def _outward(text: str, position: int, limit: int, step: int) -> int:
    """Move to the next white space in the direction of `step`, at most 40 code points."""
    for _ in range(40):
        if position == limit or text[position - (step < 0)].isspace():
            return position
        position += step
    return position
