"""Cue words found by an index of a text's words, so that a hundred groups of cues do not each read all of the text.

A cue begins where a word begins, and with letters that are known. The words of a text are put down once by their first
letters; a group's pattern is then tried only where one of its beginnings stands. Measured on pages of 5,000 letters: a
pattern by itself takes 0.3 to 1 ms, the index 0.4 ms for all groups together.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache

# So many letters of a word are its beginning, as in `_BEGINNING`; four leave one word in some hundred.
_HEAD = 4
# A shorter text, or stretch of one, is searched by the pattern alone: to ask the index would take longer.
_SHORT_TEXT = 240
_SHORT = 24
# So many texts keep their index: one rule after the other asks all pages of a deck, and they were put down for each.
_TEXTS = 64
_BEGINNING = re.compile(r"(\w{1,4})\w*")
_LETTERS = re.compile(r"\w*")


class Cues:
    """A group of cues; it is asked as a compiled pattern is, and gives the same matches."""

    def __init__(self, stems: Iterable[str]) -> None:
        self._stems = sorted(set(stems), key=lambda stem: (-len(stem), stem))
        heads = [_head(stem) for stem in self._stems]
        self._indexed = all(head for head, _ in heads)
        self._whole = frozenset(head for head, open_ended in heads if not open_ended)
        self._open = tuple(sorted({head for head, open_ended in heads if open_ended}))

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """All cues as one pattern. It is compiled when a text has the beginning of one: few texts have all groups'."""
        # a group without cues finds nothing, not the empty text
        words = "|".join(map(stem_pattern, self._stems)) or "(?!)"
        return re.compile(rf"(?<!\w)(?:{words})", re.IGNORECASE)

    def match(self, text: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
        """As of a pattern."""
        return self.pattern.match(text, start, len(text) if end is None else end)

    def fullmatch(self, text: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
        """As of a pattern."""
        return self.pattern.fullmatch(text, start, len(text) if end is None else end)

    def search(self, text: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
        """As of a pattern."""
        return next(self.finditer(text, start, end), None)

    def finditer(self, text: str, start: int = 0, end: int | None = None) -> Iterator[re.Match[str]]:
        """As of a pattern."""
        stop = len(text) if end is None else min(end, len(text))
        if not self._indexed or len(text) < _SHORT_TEXT or _by_pattern(text, start, stop):
            yield from self.pattern.finditer(text, start, stop)
            return
        places = _index(text).places(self)
        for number in range(bisect_left(places, start), len(places)):
            if places[number] >= stop:
                return
            if places[number] >= start:
                found = self.pattern.match(text, places[number], stop)
                if found:
                    start = found.end()
                    yield found

    def sub(self, by: str, text: str) -> str:
        """As of a pattern."""
        return self.pattern.sub(by, text)

    def begins(self, heads: dict[str, list[int]], longer: dict[str, list[str]]) -> list[int]:
        """Return the places of the words that begin as a cue does.

        `heads` has the places by the words' beginnings, `longer` the beginnings by theirs.
        """
        found = self._whole & heads.keys()
        for head in self._open:
            if head in longer:
                found |= {*longer[head]}
        if len(found) < 2:
            return [place for head in found for place in heads[head]]
        return sorted([place for head in found for place in heads[head]])


def _by_pattern(text: str, start: int, stop: int) -> bool:
    """Say whether the index is no use for a stretch: it is short, or it ends in a piece of a word, maybe a cue."""
    if stop - start >= _SHORT_TEXT:
        return False
    return stop - start < _SHORT or (stop < len(text) and text[stop].isalnum() and text[stop - 1].isalnum())


class _Index:
    """The words of one text by their beginnings, and what groups of cues were found to begin where."""

    def __init__(self, text: str) -> None:
        self._heads: dict[str, list[int]] = {}
        self._longer: dict[str, list[str]] = {}
        heads = self._heads
        small = text.lower()
        if len(small) == len(text):
            for word in _BEGINNING.finditer(small):
                heads.setdefault(word[1], []).append(word.start())
        else:
            for word in _BEGINNING.finditer(text):
                heads.setdefault(word[1].lower(), []).append(word.start())
        for head in heads:
            for length in range(1, len(head) + 1 if len(head) < _HEAD else _HEAD):
                self._longer.setdefault(head[:length], []).append(head)
        self._places: dict[Cues, list[int]] = {}

    def places(self, cues: Cues) -> list[int]:
        found = self._places.get(cues)
        if found is None:
            found = self._places[cues] = cues.begins(self._heads, self._longer)
        return found


@lru_cache(maxsize=_TEXTS)
def _index(text: str) -> _Index:
    return _Index(text)


def _head(stem: str) -> tuple[str, bool]:
    """Return the first letters of a cue, and whether longer words may begin with them; "" if it begins with a mark."""
    letters = _LETTERS.match(stem)
    head = letters[0].lower() if letters else ""
    return head[:_HEAD], len(head) < _HEAD and stem.startswith("~", len(head))


def stem_pattern(stem: str) -> str:
    """Turn a cue into a pattern: blanks match any white space, `~` a word's ending."""
    parts = [re.escape(part).replace("\\~", r"\w{0,12}").replace("~", r"\w{0,12}") for part in stem.split()]
    last = parts[-1]
    return r"\s{1,3}".join(parts) + (r"(?!\w)" if last and last[-1].isalnum() else "")
