"""What numbers of the schemes begin with: tables made of the vocabulary, asked for the first signs of a word."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property, lru_cache

from extractors.numbers.number_openings import Openings, Shape
from extractors.numbers.number_patterns import (
    is_tight,
    letters_at,
    marked_shape,
    shape,
    signs_at,
    tolerant,
    with_variants,
)
from extractors.text.cue_index import index_of
from extractors.text.cues import Cues
from extractors.text.lexicon import Lexicon
from schemas.compiled import compiled
from schemas.number_form import Form
from schemas.terms import IdentifierScheme
from schemas.vocabulary import Vocabulary

_DIGITS = frozenset("0123456789")


@dataclass(frozen=True, eq=False)
class Beginning:
    """Schemes, with their places in the vocabulary and their forms, whose numbers begin with the same letters.

    Each has a bit of its own.
    """

    bit: int
    schemes: tuple[tuple[int, IdentifierScheme], ...]
    forms: tuple[tuple[Form, ...], ...]

    @cached_property
    def contexts(self) -> tuple[str, ...]:
        """The words of which each number needs one beside it; none if a number needs none, or a word is a mark."""
        words = [word for _, scheme in self.schemes for word in scheme.context]
        needed = all(scheme.context for _, scheme in self.schemes) and all(word[0].isalnum() for word in words)
        return tuple(sorted(set(words))) if needed else ()

    @cached_property
    def reach(self) -> int:
        """How far away the words may stand, in code points."""
        return max(scheme.reach for _, scheme in self.schemes)

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The pattern, with an empty group for each scheme that matches. Most documents need a few of sixty."""
        return compiled("".join(map(self._ahead, self.schemes, self.forms)))

    @staticmethod
    def _ahead(scheme: tuple[int, IdentifierScheme], forms: tuple[Form, ...]) -> str:
        patterns = "|".join(re.sub(r"\?P<t\d+>", "?:", tolerant(form, scheme[1].repairs)) for form in forms)
        return rf"(?:(?=(?:{patterns})(?![\w/]))()|)"

    @cached_property
    def shapes(self) -> frozenset[Shape]:
        """Of each form whose marks may be damaged, its first letters and figures, whatever stands between them."""
        return frozenset(shape(form, repairs) for form, repairs in self._forms if not is_tight(repairs))

    @cached_property
    def marked_shapes(self) -> frozenset[Shape]:
        """Of each other form, what it begins with, marks and all: "8 007 830" begins none of six figures."""
        return frozenset(marked_shape(form, repairs) for form, repairs in self._forms if is_tight(repairs))

    @property
    def _forms(self) -> list[tuple[Form, tuple[str, ...]]]:
        pairs = zip(self.schemes, self.forms, strict=True)
        return [(form, scheme.repairs) for (_, scheme), forms in pairs for form in forms]


@lru_cache(maxsize=512)
def first_words(beginning: Beginning, lexicon: Lexicon) -> Cues:
    return lexicon.contexts(beginning.contexts)


@lru_cache(maxsize=2)
def _all_contexts(lexicon: Lexicon) -> Cues:
    return lexicon.contexts(sorted({word for b in all_beginnings(lexicon.vocabulary) for word in b.contexts}))


def usable_in(text: str, lexicon: Lexicon) -> int:
    """Return the bits of the beginnings that need no words, or have one of them somewhere in the text."""
    usable, by_word = _by_word(lexicon)
    present = _all_contexts(lexicon).bits & index_of(text, lexicon.beginnings).bits
    while present:
        word = present & -present
        usable |= by_word[word]
        present ^= word
    return usable


@lru_cache(maxsize=2)
def _by_word(lexicon: Lexicon) -> tuple[int, dict[int, int]]:
    """Return the bits of the beginnings that need no words; and the bit of each word -> those that it is enough for."""
    free, by_word = 0, defaultdict[int, int](int)
    for beginning in all_beginnings(lexicon.vocabulary):
        free |= 0 if beginning.contexts else beginning.bit
        for word in beginning.contexts:
            by_word[lexicon.contexts((word,)).bits] |= beginning.bit
    return free, dict(by_word)


_NOTHING = Openings[Beginning](())


def beginnings_at(folded: str, start: int, vocabulary: Vocabulary) -> list[Beginning]:
    """Return what may begin at a place: "2014 se" and "Praha 5" stand on every page."""
    damaged, whole = _openings(vocabulary).get(folded[start], (_NOTHING, _NOTHING))
    return list(dict.fromkeys((*damaged.of(letters_at(folded, start)), *whole.of(signs_at(folded, start)))))


@lru_cache(maxsize=2)
def _openings(vocabulary: Vocabulary) -> dict[str, tuple[Openings[Beginning], Openings[Beginning]]]:
    """Return first letter -> what may begin with it, to be asked for more letters, and for more signs."""
    return {
        letter: (Openings((b, b.shapes) for b in known), Openings((b, b.marked_shapes) for b in known))
        for letter, known in _by_first(vocabulary).items()
    }


HEAD = 4
"""So many signs are asked for first: "2014", "250," and "5 00" come again and again, what follows them does not."""


@lru_cache(maxsize=16384)
def bits_of_head(head: str, vocabulary: Vocabulary) -> int:
    """Return the bits of what may begin with the first `HEAD` signs of a word, or what a text has left of them."""
    damaged, whole = _openings(vocabulary).get(head[0], (_NOTHING, _NOTHING))
    found = {*damaged.of("".join(filter(str.isalnum, head))), *whole.of(head.replace("\u00ad", ""))}
    return sum(beginning.bit for beginning in found)


@lru_cache(maxsize=2)
def all_beginnings(vocabulary: Vocabulary) -> tuple[Beginning, ...]:
    return tuple(dict.fromkeys(b for known in _by_first(vocabulary).values() for b in known))


@lru_cache(maxsize=2)
def _by_first(vocabulary: Vocabulary) -> dict[str, tuple[Beginning, ...]]:
    """Return first letter -> what may begin with it. One match tells many schemes: most words begin none.

    Forms that begin with the same letters share a pattern: one for each letter took 2.5 s to compile, these 0.2 s.
    Schemes that need words beside them have one each, which is not tried where no such word stands; so have forms
    of figures alone, which a row of figures begins as well: it tried the others with them, in seven times as long.
    """
    choices: dict[tuple[tuple[str, ...], int, bool], dict[tuple[int, IdentifierScheme], list[Form]]] = {}
    for place, scheme in enumerate(vocabulary.identifiers):
        for form in () if scheme.czech else scheme.forms:
            figures = not any(_DIGITS.isdisjoint(held) for held in shape(form, scheme.repairs))
            key = (tuple(_firsts(form, scheme)), place if scheme.context else -1, figures)
            choices.setdefault(key, {}).setdefault((place, scheme), []).append(form)
    table: dict[str, list[Beginning]] = defaultdict(list)
    for number, ((letters, *_), schemes) in enumerate(choices.items()):
        beginning = Beginning(1 << number, tuple(schemes), tuple(map(tuple, schemes.values())))
        for letter in letters:
            table[letter].append(beginning)
    return {letter: tuple(found) for letter, found in table.items()}


def _firsts(form: Form, scheme: IdentifierScheme) -> list[str]:
    return sorted({letter for choice in form[0].choices for letter in with_variants(choice[0].chars, scheme.repairs)})
