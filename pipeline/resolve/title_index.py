"""Which titles may be one, by their words: the thousands of a register are not compared each with each."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from pipeline.resolve.anchors import ordinals, plain

FEW = 300
"""So many titles are compared each with each: documents of one page or a hundred have fewer."""
COMMON = 200
"""A word that so many groups of a register share tells nothing."""
RAREST = 3
"""Of titles that are alike at least one of so many rare words is the same: forms of a word differ, others do not."""
_NAME_ENDS = re.compile(r"[–—:-]\s")

Key = tuple[tuple[str, ...], str]


class TitleIndex:
    """Tells for a title in which of the groups added so far another form of it may stand.

    Of few titles that is any group. Of many, those with an equal title, a short name or long form of it, or with the
    same ordinals and one of its rare words, or of theirs.
    """

    def __init__(self, titles: Iterable[object]) -> None:
        """Take all titles of the document: they tell which words are rare."""
        known = {str(title) for title in titles}
        self._few = len(known) <= FEW
        self._all: dict[int, None] = {}
        self._counts = Counter(word for title in known for word in set(plain(title).split())) if not self._few else {}
        self._equal, self._names, self._longs = _places(), _places(), _places()
        self._words: dict[Key, dict[int, None]] = defaultdict(dict)
        self._rare: dict[Key, dict[int, None]] = defaultdict(dict)

    def add(self, title: object, place: int) -> None:
        """Say that the group at `place` holds the title."""
        if self._few:
            self._all[place] = None
            return
        printed = str(title)
        self._equal[plain(printed)][place] = None
        self._names[printed][place] = None
        for name in _names(printed):
            self._longs[name][place] = None
        words, rare = self._keys(printed)
        for key in words:
            self._words[key][place] = None
        for key in rare:
            self._rare[key][place] = None

    def near(self, title: object) -> list[int]:
        """Return the places of the groups to compare with, in order."""
        if self._few:
            return sorted(self._all)
        printed = str(title)
        found = {*self._equal.get(plain(printed), ()), *list(self._longs.get(printed, ()))[:COMMON]}
        for name in _names(printed):
            found.update(self._names.get(name, ()))
        words, rare = self._keys(printed)
        for places in (*(self._words.get(key, ()) for key in rare), *(self._rare.get(key, ()) for key in words)):
            found.update(places if len(places) <= COMMON else ())
        return sorted(found)

    def _keys(self, printed: str) -> tuple[list[Key], list[Key]]:
        """Return the title's words, each with the title's ordinals, and the rarest of them."""
        form = plain(printed)
        told = tuple(ordinals(form))
        words = sorted(set(form.split()), key=lambda word: (self._counts.get(word, 0), word))
        return [(told, word) for word in words], [(told, word) for word in words[:RAREST]]


def _places() -> dict[str, dict[int, None]]:
    return defaultdict(dict)


def _names(printed: str) -> Iterator[str]:
    """Yield what stands before each dash or colon: the short name, if the title is name and long form."""
    for match in _NAME_ENDS.finditer(printed):
        yield printed[: match.start()]
        if printed[: match.start()][-1:].isspace():
            yield printed[: match.start() - 1]
