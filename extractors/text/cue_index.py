"""Where the words of a text stand that begin cues: put down once, for all groups of cues together.

A word is asked once which groups have a cue that begins with it: a bit for each group. Words come again from text to
text, and few sets of bits come at all: each has a number, and an index has the places of each number. Of cues of
several words the second is asked for too: "the", "v" and "in" begin hundreds, and four of five places where a pattern
was tried were theirs.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Protocol

from extractors.text.kept import kept

_WORD = re.compile(r"\w+")
_LETTERS = re.compile(r"\w*")
_KNOWN = 20_000
"""So much of what stands between two blanks is kept: the words of some dozens of documents, in three megabytes."""
_LONGEST = 40
"""What is longer is an address, and does not come again."""

HEAD = 2
"""So many letters tell most words from the beginnings of cues."""

Marks = tuple[int, tuple[tuple[int, int], ...], tuple[int, str] | None, str]
"""The bits of all words of a piece of text; of each that has any, where it begins and the number of its set; the last
word, left out of these, if the piece ends with it and cues go on behind it; the word that the piece begins with."""
NO_MARKS: Marks = (0, (), None, "")


class Words:
    """Words, and beginnings of longer ones, with the bits of groups."""

    def __init__(self) -> None:
        self._whole: dict[str, int] = {}
        self._open: dict[str, int] = {}
        self._lengths: dict[str, tuple[int, ...]] = {}
        """How long the beginnings are, by their first letters."""

    def add(self, word: str, open_ended: bool, bit: int) -> None:
        """Put down a word of a group, or the beginning of its words."""
        known = self._open if open_ended else self._whole
        known[word] = known.get(word, 0) | bit
        if open_ended:
            head = word[:HEAD]
            self._lengths[head] = tuple({len(word), *self._lengths.get(head, ())})

    def of(self, word: str) -> int:
        """Return the bits of the groups that have the word."""
        found = self._whole.get(word, 0)
        for size in range(1, HEAD + 1):
            for length in self._lengths.get(word[:size], ()):
                found |= self._open.get(word[:length], 0)
        return found


class Beginnings:
    """The first words of the cues of some groups: asked for a word, it tells the groups, each by its bit."""

    def __init__(self, groups: Mapping[str, Iterable[str]]) -> None:
        self._first = Words()
        self._second: defaultdict[str, Words] = defaultdict(Words)
        """The second words of cues, by the first ones."""
        self._followed: dict[tuple[str, str], int] = {}
        self._unknown = 0
        self.sets: list[int] = []
        """The sets of bits that words were found to have: a few thousand."""
        self._numbers: dict[int, int] = {}
        self._having: defaultdict[int, set[int]] = defaultdict(set)
        self._pieces: dict[str, Marks] = {}
        self._bits = {name: 1 << place for place, name in enumerate(groups)}
        for name, stems in groups.items():
            for stem in stems:
                self._add(stem, self._bits[name])

    def _add(self, stem: str, bit: int) -> None:
        word, open_ended = first_of(stem)
        parts = stem.split()
        second = first_of(parts[1]) if len(parts) > 1 and parts[0].lower() == word else ("", False)
        if second[0]:
            self._second[word].add(*second, bit)
        else:
            self._first.add(word, open_ended, bit)
        self._unknown |= 0 if word else bit

    def bits(self, names: Iterable[str]) -> int:
        """Return the bits of the groups; 0 if a cue of one begins with a mark, and no word shows it."""
        bits = 0
        for name in names:
            bits |= self._bits[name]
        return 0 if bits & self._unknown else bits

    def of(self, word: str, following: str) -> int:
        """Return the bits of the groups that have a cue that begins with these words, given in lower case."""
        second = self._second.get(word)
        return self._first.of(word) | (second.of(following) if second and following else 0)

    def number(self, word: str, following: str) -> int:
        """Return the number of the set of a word before another one; -1 if it has no bits."""
        found = self._followed.get((word, following))
        if found is None:
            if len(self._followed) >= _KNOWN:
                self._followed.clear()
            bits = self.of(word, following)
            found = self._followed[word, following] = self._number(bits) if bits else -1
        return found

    def marks(self, pieces: Iterable[str]) -> list[Marks]:
        """Return the words of what stands between blanks; in small letters, unless they have more of them."""
        known = self._pieces.get
        return [known(piece) or self._marked(piece) for piece in pieces]

    def _marked(self, piece: str) -> Marks:
        all_bits, places, last = 0, [], None
        for found in _WORD.finditer(piece):
            word = found[0].lower()
            if found.end() == len(piece) and word in self._second:
                last = found.start(), word
            elif bits := self.of(word, ""):
                all_bits |= bits
                places.append((found.start(), self._number(bits)))
        if len(self._pieces) >= _KNOWN:
            self._pieces.clear()
        leading = _LETTERS.match(piece)
        marks = all_bits, tuple(places), last, leading[0].lower() if leading else ""
        if len(piece) <= _LONGEST:
            self._pieces[piece] = marks
        return marks

    def _number(self, bits: int) -> int:
        number = self._numbers.setdefault(bits, len(self.sets))
        if number == len(self.sets):
            self.sets.append(bits)
            for bit in _single(bits):
                self._having[bit].add(number)
        return number

    def having(self, bits: int) -> set[int]:
        """Return the numbers of the sets, of all that there are by now, that have one of the bits."""
        own = [self._having[bit] for bit in _single(bits)]
        return own[0] if len(own) == 1 else set[int]().union(*own)


def _single(bits: int) -> Iterator[int]:
    while bits:
        yield (lowest := bits & -bits)
        bits ^= lowest


class Group(Protocol):
    """Groups of cues that an index is asked for."""

    bits: int
    """Those of the groups."""

    @property
    def numbers(self) -> set[int]:
        """The numbers of all sets, of those that there are by now, that have one of the bits."""
        ...


class Index:
    """The places of the words of one text that begin cues."""

    def __init__(self, text: str, beginnings: Beginnings) -> None:
        self._text, self._beginnings = text, beginnings
        self._by_number: defaultdict[int, list[int]] = defaultdict(list)
        self.found: dict[Group, list[int]] = {}
        """What was asked before."""
        self.bits = 0
        self._put_down()

    def _put_down(self) -> None:
        small = self._text.lower()
        small = small if len(small) == len(self._text) else self._text
        by_number = self._by_number
        position, pieces = 0, small.split()
        marks = self._beginnings.marks(pieces)
        for piece, (_, places, last, _), following in zip(pieces, marks, [*marks[1:], NO_MARKS], strict=False):
            position = small.find(piece, position)
            for offset, number in places:
                by_number[number].append(position + offset)
            if last and (number := self._beginnings.number(last[1], following[3])) >= 0:
                by_number[number].append(position + last[0])
            position += len(piece)
        for number in by_number:
            self.bits |= self._beginnings.sets[number]

    def places(self, group: Group) -> list[int]:
        """Return the places, in order, of the words that begin a cue of the group."""
        found = self.found.get(group)
        if found is None:
            found = self.found[group] = self._looked_up(group)
        return found

    def _looked_up(self, group: Group) -> list[int]:
        lists = [self._by_number[number] for number in self._by_number.keys() & group.numbers]
        return lists[0] if len(lists) == 1 else sorted(chain.from_iterable(lists))


class _Masked(Index):
    """The index of a text with some stretches, none of which begins or ends in a word, masked."""

    def __init__(self, whole: Index, masked: str, mask: str) -> None:
        self._whole, self._text, self._mask = whole, masked, mask
        self.found, self.bits = {}, whole.bits

    def _looked_up(self, group: Group) -> list[int]:
        return [place for place in self._whole.places(group) if self._text[place] != self._mask]


NOWHERE: list[int] = []


@kept
def index_of(text: str, beginnings: Beginnings) -> Index:
    """Return the index of a text; that of a masked text is the one of the text without what is masked."""
    known = _masked(text)
    return _Masked(index_of(known[0], beginnings), text, known[1]) if known else Index(text, beginnings)


@kept
def _masked(text: str) -> list[str]:
    """Return the text of which this is the masked form, and the mask; empty where nobody has said so."""
    return []


def note_mask(masked: str, text: str, mask: str) -> None:
    """Take note that a text is another one with some stretches masked: its words need not be looked up again."""
    if masked != text:
        _masked(masked)[:] = text, mask


@kept
def bits_of(text: str, beginnings: Beginnings) -> int:
    """Return the bits of the groups that have a cue that begins with a word of a short text."""
    bits, marks = 0, beginnings.marks(text.lower().split())
    for (found, _, last, _), following in zip(marks, [*marks[1:], NO_MARKS], strict=False):
        bits |= found
        if last and (number := beginnings.number(last[1], following[3])) >= 0:
            bits |= beginnings.sets[number]
    return bits


def cuts_word(text: str, stop: int) -> bool:
    """Say whether a stretch ends within a word."""
    return 0 < stop < len(text) and text[stop].isalnum() and text[stop - 1].isalnum()


def cut_words(text: str, start: int, stop: int) -> list[int]:
    """Return where the word begins, within the stretch, that its end cuts, and before it the word that it follows."""
    if not cuts_word(text, stop):
        return []
    cut = end = _word_start(text, start, stop)
    while end > start and text[end - 1].isspace():
        end -= 1
    follows = start < end < cut and (text[end - 1].isalnum() or text[end - 1] == "_")
    return [_word_start(text, start, end), cut] if follows else [cut]


def _word_start(text: str, start: int, end: int) -> int:
    while end > start and (text[end - 1].isalnum() or text[end - 1] == "_"):
        end -= 1
    return end


def first_of(stem: str) -> tuple[str, bool]:
    """Return the first word of a cue, and whether longer words may begin with it; "" if it begins with a mark."""
    letters = _LETTERS.match(stem)
    word = letters[0].lower() if letters else ""
    return word, stem.startswith("~", len(word))
