"""Cue words found by an index of a text's words, so that a hundred groups of cues do not each read all of the text.

A cue begins where a word begins. The words of a text that begin any are put down once (`cue_index.py`); a group's
pattern is tried at its own alone, and a text whose words have no bit of the group is not looked at. A pattern by itself
takes 0.3 to 1 ms on pages of 5,000 letters, as long as the index for all groups together.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from extractors.text import alternatives as joining
from extractors.text.alternatives import alternatives
from extractors.text.cue_index import NOWHERE, Beginnings, bits_of, cut_words, first_of, index_of
from extractors.text.windows import matches_at
from schemas.compiled import compiled_from

# A shorter text, or stretch of one, is searched by the pattern alone: to ask the index would take longer.
_SHORT_TEXT = 240
_SHORT = 24
_MAKERS = (__file__, joining.__file__)
"""What makes a pattern of stems."""
_SOFT = {
    "sk": ("ští",),
    "ck": ("čtí",),
    "ch": ("ši", "ších"),
    "k": ("ci", "cích", "ce"),
    "r": ("ři", "ře", "řích"),
    "h": ("zi", "zích", "ze"),
    "g": ("zi", "zích", "ze"),
}
"""What the last consonants of a Czech stem become before some endings."""


class Cues:
    """A group of cues; it is asked as a compiled pattern is, and gives the same matches."""

    def __init__(
        self, stems: Iterable[str], beginnings: Beginnings | None = None, names: Iterable[str] = ("",)
    ) -> None:
        """`names` are the groups of `beginnings` that have the stems; without, the cues stand alone."""
        self._stems = sorted(set(stems), key=lambda stem: (-len(stem), stem))
        self._beginnings = beginnings or Beginnings({"": self._stems})
        self.bits = self._beginnings.bits(names)
        """The bits of its groups; none if a cue begins with a mark."""
        self._numbers: set[int] = set()
        self._sets = 0

    @property
    def numbers(self) -> set[int]:
        """The numbers of the sets that have one of its bits, among all that words were found to have by now."""
        if self._sets != len(self._beginnings.sets):
            self._sets = len(self._beginnings.sets)
            self._numbers = self._beginnings.having(self.bits)
        return self._numbers

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """All cues as one pattern. It is compiled when a text has the beginning of one: few texts have all groups'."""
        return compiled_from(self._stems, _pattern_of, _MAKERS, re.IGNORECASE)

    def match(self, text: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
        """As of a pattern."""
        return self.pattern.match(text, start, len(text) if end is None else end)

    def fullmatch(self, text: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
        """As of a pattern."""
        return self.pattern.fullmatch(text, start, len(text) if end is None else end)

    def search(self, text: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
        """As of a pattern."""
        size = len(text)
        stop = size if end is None or end > size else end
        if self.bits and size >= _SHORT_TEXT and stop - start >= _SHORT:
            places = self._places(text) if stop == size else self.begins(text, start, stop)
            for at in range(bisect_left(places, start), bisect_left(places, stop)) if places else ():
                if found := self.pattern.match(text, places[at], stop):
                    return found
            return None
        if stop == size < _SHORT_TEXT and self.bits and not self.bits & bits_of(text, self._beginnings):
            return None
        return self.pattern.search(text, start, stop)

    def finditer(self, text: str, start: int = 0, end: int | None = None) -> Iterator[re.Match[str]]:
        """As of a pattern."""
        size = len(text)
        stop = size if end is None or end > size else end
        if self.bits and size >= _SHORT_TEXT and stop - start >= _SHORT:
            begins = self.begins(text, start, stop) if start or stop < size else self._places(text)
            return matches_at(begins, self.pattern, text, start, stop) if begins else iter(())
        return self.pattern.finditer(text, start, stop)

    def _places(self, text: str) -> list[int]:
        """Return the places of the whole text where a cue may begin."""
        index = index_of(text, self._beginnings)
        return index.places(self) if index.bits & self.bits else NOWHERE

    def begins(self, text: str, start: int, stop: int) -> list[int]:
        """Return the places of the stretch where a cue may begin; the end may cut a word, and what is left be one.

        Not for cues that begin with a mark: no word shows them.
        """
        places = self._places(text)
        if places:
            places = places[bisect_left(places, start) : bisect_left(places, stop)]
        cut = cut_words(text, start, stop) if stop < len(text) else ()
        return [*places[: bisect_left(places, cut[0])], *cut] if cut else places

    def sub(self, by: str, text: str) -> str:
        """As of a pattern."""
        return self.pattern.sub(by, text)


def _pattern_of(stems: Sequence[str]) -> str:
    # a group without cues finds nothing, not the empty text
    return rf"(?<!\w)(?:{alternatives(map(stem_pattern, stems)) or '(?!)'})"


def first_word(words: str) -> str:
    """Return the stem of all words that begin as these do; they begin with a letter or figure."""
    return f"{first_of(words)[0]}~"


def softened(stems: Iterable[str]) -> tuple[str, ...]:
    """Return the cues with the forms whose stem changes: "partner~" has "partneři" too, "odborník~" "odborníci"."""
    found: dict[str, None] = {}
    for stem in stems:
        found[stem] = None
        for word in stem.split():
            if word.endswith("~"):
                for form in _soft_forms(word[:-1]):
                    found[stem.replace(word, form)] = None
    return tuple(found)


def _soft_forms(word: str) -> Iterator[str]:
    for size in (2, 1):
        endings = _SOFT.get(word[-size:]) if len(word) > size + 1 else None
        if endings:
            yield from (word[:-size] + ending for ending in endings)
            return


def stem_pattern(stem: str) -> str:
    """Turn a cue into a pattern: blanks match any white space, `~` a word's ending."""
    parts = [re.escape(part).replace("\\~", r"\w{0,12}").replace("~", r"\w{0,12}") for part in stem.split()]
    last = parts[-1]
    return r"\s{1,3}".join(parts) + (r"(?!\w)" if last and last[-1].isalnum() else "")
