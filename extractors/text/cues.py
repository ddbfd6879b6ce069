"""Cue words found by an index of a text's words, so that a hundred groups of cues do not each read all of the text.

A cue begins where a word begins. A word is asked once which groups have a cue that begins with it: a bit for each
group. The words of a text that begin any are put down once, with their places; a group's pattern is tried at its own
alone, and a text whose words have no bit of the group is not looked at. Measured on pages of 5,000 letters: a pattern
by itself takes 0.3 to 1 ms, the index 0.2 ms for all groups together.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property, reduce
from itertools import accumulate, chain, islice
from operator import or_

from extractors.text import alternatives as joining
from extractors.text.alternatives import alternatives
from extractors.text.kept import kept
from extractors.text.windows import matches_at
from schemas.compiled import compiled_from

# A shorter text, or stretch of one, is searched by the pattern alone: to ask the index would take longer.
_SHORT_TEXT = 240
_SHORT = 24
_MAKERS = (__file__, joining.__file__)
"""What makes a pattern of stems."""
_WORD, _BETWEEN_WORDS = re.compile(r"\w+"), re.compile(r"(\w+)")
_LETTERS = re.compile(r"\w*")
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
_KNOWN = 20_000
"""So many words are kept with their bits: those of some dozens of documents, in two megabytes."""


class Beginnings:
    """The first words of the cues of some groups: asked for a word, it tells the groups, each by its bit."""

    def __init__(self, groups: Mapping[str, Iterable[str]]) -> None:
        self._whole: dict[str, int] = {}
        self._open: dict[str, int] = {}
        self._unknown = 0
        self.known: dict[str, int] = {}
        """What was asked before."""
        self._bits = {name: 1 << place for place, name in enumerate(groups)}
        self._single: dict[int, tuple[int, ...]] = {}
        for name, stems in groups.items():
            for stem in stems:
                self._add(stem, self._bits[name])
        self._lengths = sorted({len(word) for word in self._open})

    def _add(self, stem: str, bit: int) -> None:
        word, open_ended = _first(stem)
        known = self._open if open_ended else self._whole
        known[word] = known.get(word, 0) | bit
        self._unknown |= 0 if word else bit

    def bits(self, names: Iterable[str]) -> int:
        """Return the bits of the groups; 0 if a cue of one begins with a mark, and no word shows it."""
        bits = 0
        for name in names:
            bits |= self._bits[name]
        return 0 if bits & self._unknown else bits

    def single(self, bits: int) -> tuple[int, ...]:
        """Return the places of the bits that are set: words have few and the same ones again and again."""
        found = self._single.get(bits)
        if found is None:
            found = self._single[bits] = tuple(n for n in range(bits.bit_length()) if bits >> n & 1)
        return found

    def of(self, word: str) -> int:
        """Return the bits of the groups that have a cue that begins with this word, given in lower case."""
        found = self.known.get(word)
        if found is None:
            found = self._whole.get(word, 0)
            for length in self._lengths:
                found |= self._open.get(word[:length], 0)
            if len(self.known) >= _KNOWN:
                self.known.clear()
            self.known[word] = found
        return found

    def of_all(self, words: Sequence[str]) -> Iterator[int]:
        """Return the bits of each word: those of a page are asked for together, since most were asked before."""
        unknown = set(words).difference(self.known)
        if len(self.known) + len(unknown) > _KNOWN:
            self.known.clear()
            return map(self.of, words)
        for word in unknown:
            self.of(word)
        return map(self.known.__getitem__, words)


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
        self._groups = self._beginnings.single(self.bits)

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
            places = self._places(text)
            for at in range(bisect_left(places, start), bisect_left(places, stop)) if places else ():
                if found := self.pattern.match(text, places[at], stop):
                    return found
            if stop < size and text[stop].isalnum() and text[stop - 1].isalnum():
                return self.pattern.match(text, _cut_word(text, start, stop), stop)
            return None
        if stop == size < _SHORT_TEXT and self.bits and not self.bits & _bits_of(text, self._beginnings):
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

    def bits_in(self, text: str) -> int:
        """Return the bits of the groups of which a cue may begin in the text."""
        return _index(text, self._beginnings).bits & self.bits

    def _places(self, text: str) -> list[int]:
        """Return the places of the whole text where a cue may begin."""
        index = _index(text, self._beginnings)
        if not index.bits & self.bits:
            return _NOWHERE
        places = index.found.get(self._groups)
        return index.places(self._groups) if places is None else places

    def begins(self, text: str, start: int, stop: int) -> list[int]:
        """Return the places of the stretch where a cue may begin; the end may cut a word, and what is left be one.

        Not for cues that begin with a mark: no word shows them.
        """
        places = self._places(text)
        if places:
            places = places[bisect_left(places, start) : bisect_left(places, stop)]
        if stop < len(text) and text[stop].isalnum() and text[stop - 1].isalnum():
            cut = _cut_word(text, start, stop)
            return places if places and places[-1] >= cut else [*places, cut]
        return places

    def sub(self, by: str, text: str) -> str:
        """As of a pattern."""
        return self.pattern.sub(by, text)


def _pattern_of(stems: Sequence[str]) -> str:
    # a group without cues finds nothing, not the empty text
    return rf"(?<!\w)(?:{alternatives(map(stem_pattern, stems)) or '(?!)'})"


def _cut_word(text: str, start: int, stop: int) -> int:
    """Return where the word begins that the end cuts."""
    cut = stop - 1
    while cut > start and (text[cut - 1].isalnum() or text[cut - 1] == "_"):
        cut -= 1
    return cut


class _Index:
    """The places of the words of one text that begin cues, by the groups of the cues.

    A group has a list for each set of bits that words of the text have: to look through all sets at each question took
    a thirtieth of extraction.
    """

    def __init__(
        self, places: Mapping[int, list[list[int]]], bits: int, marked: Sequence[tuple[int, int]] = ()
    ) -> None:
        self._places, self._marked = places, marked
        self.found: dict[tuple[int, ...], list[int]] = {}
        """What was asked before."""
        self.bits = bits

    @classmethod
    def of(cls, text: str, beginnings: Beginnings) -> _Index:
        """Return the index of a text, cut into words and what stands between them."""
        small = text.lower()
        parts = _BETWEEN_WORDS.split(small if len(small) == len(text) else text)
        words = parts[1::2] if len(small) == len(text) else [word.lower() for word in parts[1::2]]
        found: defaultdict[int, list[int]] = defaultdict(list)
        offsets = islice(accumulate(map(len, parts)), 0, None, 2)
        marked = [(start, bits) for start, bits in zip(offsets, beginnings.of_all(words), strict=False) if bits]
        for start, bits in marked:
            found[bits].append(start)
        places: defaultdict[int, list[list[int]]] = defaultdict(list)
        known = 0
        for bits, starts in found.items():
            known |= bits
            for group in beginnings.single(bits):
                places[group].append(starts)
        return cls(places, known, marked)

    def bits_within(self, start: int, end: int) -> int:
        """Return the bits of the words of a stretch."""
        first, last = bisect_left(self._marked, (start, 0)), bisect_left(self._marked, (end, 0))
        return reduce(or_, {bits for _, bits in self._marked[first:last]}, 0)

    def places(self, groups: tuple[int, ...]) -> list[int]:
        """Return the places, in order, of the words that begin a cue of these groups."""
        found = self.found.get(groups)
        if found is None:
            found = self.found[groups] = self._looked_up(groups)
        return found

    def _looked_up(self, groups: tuple[int, ...]) -> list[int]:
        lists = [places for group in groups for places in self._places.get(group, ())]
        if len(lists) == 1:
            return lists[0]
        # a word may begin cues of several groups
        return sorted(chain.from_iterable({id(places): places for places in lists}.values()))


class _Part(_Index):
    """The index of a text that is part of a longer one: what stands nowhere in that is not looked for again."""

    def __init__(self, whole: _Index, start: int, end: int) -> None:
        super().__init__({}, whole.bits_within(start, end), ())
        self._whole, self._start, self._end = whole, start, end

    def _looked_up(self, groups: tuple[int, ...]) -> list[int]:
        places, start = self._whole.places(groups), self._start
        return [place - start for place in places[bisect_left(places, start) : bisect_left(places, self._end)]]


class _Masked(_Index):
    """The index of a text with some stretches, none of which begins or ends in a word, masked."""

    def __init__(self, whole: _Index, masked: str, mask: str) -> None:
        super().__init__({}, whole.bits, ())
        self._whole, self._text, self._mask = whole, masked, mask

    def _looked_up(self, groups: tuple[int, ...]) -> list[int]:
        return [place for place in self._whole.places(groups) if self._text[place] != self._mask]


_NOWHERE: list[int] = []


@kept
def _index(text: str, beginnings: Beginnings) -> _Index:
    if known := _masked(text):
        return _Masked(_index(known[0], beginnings), text, known[1])
    if part := _part(text):
        return _Part(_index(part[0][0], beginnings), *part[0][1:])
    return _Index.of(text, beginnings)


@kept
def _masked(text: str) -> list[str]:
    """Return the text of which this is the masked form, and the mask; empty where nobody has said so."""
    return []


@kept
def _part(text: str) -> list[tuple[str, int, int]]:
    """Return the text of which this is a part, its start and end there; empty where nobody has said so."""
    return []


def note_mask(masked: str, text: str, mask: str) -> None:
    """Take note that a text is another one with some stretches masked: its words need not be looked up again."""
    if masked != text:
        _masked(masked)[:] = text, mask


def note_parts(texts: Sequence[str]) -> None:
    """Take note that texts are the pages of one document: they are looked through together."""
    whole, start = "\n".join(texts), 0
    for text in texts if len(texts) > 1 else ():
        _part(text)[:] = [(whole, start, start + len(text))]
        start += len(text) + 1


@kept
def _bits_of(text: str, beginnings: Beginnings) -> int:
    """Return the bits of the groups that have a cue that begins with a word of a short text."""
    bits, known = 0, beginnings.known
    for word in _WORD.findall(text.lower()):
        found = known.get(word)
        bits |= beginnings.of(word) if found is None else found
    return bits


def _first(stem: str) -> tuple[str, bool]:
    """Return the first word of a cue, and whether longer words may begin with it; "" if it begins with a mark."""
    letters = _LETTERS.match(stem)
    word = letters[0].lower() if letters else ""
    return word, stem.startswith("~", len(word))


def first_word(words: str) -> str:
    """Return the stem of all words that begin as these do; they begin with a letter or figure."""
    return f"{_first(words)[0]}~"


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
