"""Cue words found by an index of a text's words, so that a hundred groups of cues do not each read all of the text.

A cue begins where a word begins. The words of a text are put down once, with their places; a group's pattern is then
tried only where a word stands that a cue of the group begins with. Measured on pages of 5,000 letters: a pattern by
itself takes 0.3 to 1 ms, the index 0.4 ms for all groups together.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cached_property

from extractors.kept import kept
from extractors.windows import matches_at

# Words are put down by so many first letters too, for cues that end in the midst of their first word.
_HEAD = 4
# A shorter text, or stretch of one, is searched by the pattern alone: to ask the index would take longer.
_SHORT_TEXT = 240
_SHORT = 24
_WORD = re.compile(r"\w+")
_LETTERS = re.compile(r"\w*")


class Cues:
    """A group of cues; it is asked as a compiled pattern is, and gives the same matches."""

    def __init__(self, stems: Iterable[str]) -> None:
        self._stems = sorted(set(stems), key=lambda stem: (-len(stem), stem))
        firsts = [_first(stem) for stem in self._stems]
        self._indexed = all(word for word, _ in firsts)
        self._whole = frozenset(word for word, open_ended in firsts if not open_ended)
        self._open = tuple(sorted({word for word, open_ended in firsts if open_ended}))

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
        stop = len(text) if end is None else min(end, len(text))
        if not self._indexed or len(text) < _SHORT_TEXT or stop - start < _SHORT:
            idle = stop == len(text) < _SHORT_TEXT and self._indexed and self._is_idle(text)
            return None if idle else self.pattern.search(text, start, stop)
        begins = self._begins(text, start, stop)
        return next(matches_at(begins, self.pattern, text, start, stop), None) if begins else None

    def finditer(self, text: str, start: int = 0, end: int | None = None) -> Iterator[re.Match[str]]:
        """As of a pattern."""
        stop = len(text) if end is None else min(end, len(text))
        if not self._indexed or len(text) < _SHORT_TEXT or stop - start < _SHORT:
            return self.pattern.finditer(text, start, stop)
        return matches_at(self._begins(text, start, stop), self.pattern, text, start, stop)

    def _is_idle(self, text: str) -> bool:
        """Say whether no word of a short text can begin a cue."""
        words = _short_words(text)
        return self._whole.isdisjoint(words) and not any(word.startswith(self._open) for word in words)

    def _begins(self, text: str, start: int, stop: int) -> list[int]:
        """Return the places of the stretch where a cue may begin; the end may cut a word, and what is left be one."""
        places = _index(text).places(self)
        begins = places[bisect_left(places, start) : bisect_left(places, stop)] if places else []
        if stop < len(text) and text[stop].isalnum() and text[stop - 1].isalnum():
            cut = stop - 1
            while cut > start and (text[cut - 1].isalnum() or text[cut - 1] == "_"):
                cut -= 1
            if not begins or begins[-1] < cut:
                begins.append(cut)
        return begins

    def sub(self, by: str, text: str) -> str:
        """As of a pattern."""
        return self.pattern.sub(by, text)

    def firsts(self, words: frozenset[str], heads: dict[str, list[str]]) -> set[str]:
        """Return the words of a text that a cue begins with; `heads` has the words by their beginnings."""
        found = {*(self._whole & words)}
        for begun in self._open:
            found.update(word for word in heads.get(begun[:_HEAD], ()) if word.startswith(begun))
        return found


class _Index:
    """The places of the words of one text, and what groups of cues were found to begin where."""

    def __init__(self, text: str) -> None:
        self._places: dict[str, list[int]] = {}
        places = self._places
        small = text.lower()
        if len(small) == len(text):
            for word in _WORD.finditer(small):
                places.setdefault(word[0], []).append(word.start())
        else:
            for word in _WORD.finditer(text):
                places.setdefault(word[0].lower(), []).append(word.start())
        self._words = frozenset(places)
        self._heads: dict[str, list[str]] = {}
        for known in places:
            for length in range(1, min(len(known), _HEAD) + 1):
                self._heads.setdefault(known[:length], []).append(known)
        self._known: dict[Cues, list[int]] = {}

    def places(self, cues: Cues) -> list[int]:
        found = self._known.get(cues)
        if found is None:
            found = [place for word in cues.firsts(self._words, self._heads) for place in self._places[word]]
            found.sort()
            self._known[cues] = found
        return found


@kept
def _index(text: str) -> _Index:
    return _Index(text)


@kept
def _short_words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.lower()))


def _first(stem: str) -> tuple[str, bool]:
    """Return the first word of a cue, and whether longer words may begin with it; "" if it begins with a mark."""
    letters = _LETTERS.match(stem)
    word = letters[0].lower() if letters else ""
    return word, stem.startswith("~", len(word))


def stem_pattern(stem: str) -> str:
    """Turn a cue into a pattern: blanks match any white space, `~` a word's ending."""
    parts = [re.escape(part).replace("\\~", r"\w{0,12}").replace("~", r"\w{0,12}") for part in stem.split()]
    last = parts[-1]
    return r"\s{1,3}".join(parts) + (r"(?!\w)" if last and last[-1].isalnum() else "")
