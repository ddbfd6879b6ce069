"""Numbers of the schemes beside the Czech family: the word begins as theirs do, and the words beside it fit."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import product

from extractors.numbers.number_openings import Openings
from extractors.numbers.number_patterns import letters_at, shape, tolerant, with_variants
from extractors.numbers.number_readings import NumberReading, read_at
from extractors.text.alternatives import alternatives
from extractors.text.cue_index import index_of
from extractors.text.cues import Cues
from extractors.text.letters import SMALL
from extractors.text.lexicon import Lexicon
from schemas.compiled import compiled
from schemas.number_form import Form
from schemas.terms import IdentifierScheme
from schemas.vocabulary import Vocabulary

_DIGITS = frozenset("0123456789")
LEAD = 60
"""A word that leads to a bare figure, and what stands between, fit into so many code points."""
_FARTHEST = 1000
"""No number is so long, with all its gaps and the words beside it."""
LONGEST_ROW = 600
"""A row's cell with a word beside the number stands no further from it, in code points."""
# The letter goes before the condition on what stands before it: the engine looks for letters fast. A label may be
# glued to a number that begins with a capital: "Kód projektuSGS07/EK/2021".
_START = re.compile(
    rf"[0-9A-Za-z](?:(?<![\w/].)|(?<=[{SMALL}][A-Z]))"
    r"(?:(?<=\d)|(?<=[A-Z])(?=[^\n]{0,24}?\d|[A-Z]{0,3}-\n)|(?=[a-z]{0,3}[ -]?\d)(?<=[a-z]))"
)
# A bracket, a colon, a comma or "and" behind another figure.
_LIST_MARK = re.compile(r"(?:[(\[:;#№]|\d\)?\s?,|[\d)],?\s(?:and|a|&|und|i|or)|\([^()]{1,50},)\s{0,2}$")
_GROUP = re.compile(r"\s\d{3}")
"""A further group of three figures: a sum of money, a phone."""
_NOTHING = re.compile(r",?[\s.:#(\[\"“„'–-]{0,4}")


def read_schemes(text: str, folded: str, lexicon: Lexicon) -> Iterator[tuple[int, NumberReading]]:
    """Yield start and reading of each number, in order; several schemes may read one string."""
    contexts = _Contexts(text, lexicon)
    pairs, usable = _pairs(lexicon.vocabulary), contexts.usable
    for sign in _START.finditer(folded):
        start = sign.start()
        pair = folded[start : start + 2]
        if not pairs.get(pair, 0 if pair.isalnum() else usable) & usable:
            continue
        beginnings = _beginning_with(letters_at(folded, start), lexicon.vocabulary)
        for scheme in _begun(folded, start, contexts.near(start, beginnings)) if beginnings else ():
            reading = _best(text, folded, start, scheme)
            if reading and _has_context(text, start, reading.end, scheme, lexicon):
                yield start, reading


class _Contexts:
    """Where the words stand that numbers of some schemes need beside them: most stand nowhere on a page."""

    def __init__(self, text: str, lexicon: Lexicon) -> None:
        self._text, self._lexicon = text, lexicon
        self._places: dict[_Beginning, list[int]] = {}
        self.usable = _usable(text, lexicon)

    def near(self, start: int, beginnings: tuple[_Beginning, ...]) -> list[_Beginning]:
        """Return the beginnings that need no words, or have one of them near the place."""
        usable = self.usable
        return [b for b in beginnings if b.bit & usable and (not b.contexts or self._is_near(start, b))]

    def _is_near(self, start: int, beginning: _Beginning) -> bool:
        places = self._places.get(beginning)
        if places is None:
            first_words = _first_words(beginning, self._lexicon)
            places = self._places[beginning] = first_words.begins(self._text, 0, len(self._text))
        index = bisect_left(places, start - max(beginning.reach, LONGEST_ROW))
        return index < len(places) and places[index] < start + _FARTHEST


def _begun(folded: str, start: int, beginnings: list[_Beginning]) -> list[IdentifierScheme]:
    """Return the schemes, in the vocabulary's order, of which a number may begin at `start`."""
    found: dict[int, IdentifierScheme] = {}
    for known in beginnings:
        match = known.pattern.match(folded, start)
        if match and match.lastindex:
            found |= {n: s for group, (n, s) in enumerate(known.schemes, 1) if match.start(group) >= 0}
    return [found[number] for number in sorted(found)]


def _best(text: str, folded: str, start: int, scheme: IdentifierScheme) -> NumberReading | None:
    readings = list(read_at(text, folded, start, scheme))
    return min(readings, key=lambda r: (_runs_on(r) or _takes_word(text, r), -r.end, len(r.repairs)), default=None)


def _runs_on(reading: NumberReading) -> bool:
    """Say whether a number runs on into the next line with no mark: a column of dates may stand below it."""
    return "line_break" in reading.repairs and "missing_mark" in reading.repairs


def _takes_word(text: str, reading: NumberReading) -> bool:
    """Say whether the last part is a word of the sentence: "…-SK-TEMPUS-JPHES with the delegates"."""
    return "blank" in reading.repairs and text[text.rfind(" ", 0, reading.end) + 1 : reading.end].islower()


def _has_context(text: str, start: int, end: int, scheme: IdentifierScheme, lexicon: Lexicon) -> bool:
    if not scheme.context:
        return True
    context = word_pattern(scheme.context)
    near = context.search(text, *_around(text, start, end, scheme.reach))
    return near is not None and (not scheme.lead or _is_led(text, start, end, context, lexicon))


def _around(text: str, start: int, end: int, reach: int) -> tuple[int, int]:
    """Return the stretch that has the number's context: all cells of its row, however long the title among them is."""
    first, last = max(0, start - reach), min(len(text), end + reach)
    head, tail = max(0, start - LONGEST_ROW), min(len(text), end + LONGEST_ROW)
    row = text.rfind("\n", head, start) + 1 or head, text.find("\n", end, tail)
    row = row[0], tail if row[1] < 0 else row[1]
    return (min(first, row[0]), max(last, row[1])) if "\t" in text[slice(*row)] else (first, last)


def _is_led(text: str, start: int, end: int, context: re.Pattern[str], lexicon: Lexicon) -> bool:
    """A bare figure counts right behind a word for a number, or in a list of them, and not where it counts money."""
    grouped = any(char.isspace() for char in text[start:end])
    if _currency(lexicon.vocabulary).match(text, end) or (grouped and _GROUP.match(text, end)):
        return False
    first = max(0, start - LEAD)
    if not grouped and _LIST_MARK.search(text[first:start]):
        return True
    leads = (*lexicon.cue("number_lead").finditer(text, first, start), *context.finditer(text, first, start))
    return any(_NOTHING.fullmatch(text, _word_end(text, lead.end(), start), start) for lead in leads)


def _word_end(text: str, position: int, stop: int) -> int:
    """Go to the end of the word, hyphens within it too: a context names beginnings of words ("H2020-MSCA-ITN, ")."""
    while position < stop and (text[position].isalnum() or (text[position] == "-" and text[position + 1].isalnum())):
        position += 1
    return position


@lru_cache(maxsize=256)
def word_pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """Return a pattern of words: in capitals as they stand, of all others the beginnings, in any case of letters."""
    exact = [re.escape(word) for word in words if word.isupper()]
    loose = [re.escape(word) for word in words if not word.isupper()]
    choices = [rf"(?:{'|'.join(exact)})(?![^\W\d_])"] if exact else []
    choices += [rf"(?i:{alternatives(loose)})"] if loose else []
    return compiled(rf"(?<!\w)(?:{'|'.join(choices)})")


@lru_cache(maxsize=2)
def _currency(vocabulary: Vocabulary) -> re.Pattern[str]:
    words = sorted(map(re.escape, vocabulary.currencies), key=len, reverse=True)
    return compiled(rf"\s{{0,2}}(?:%|,-|(?:{'|'.join(words)})(?!\w))")


@dataclass(frozen=True, eq=False)
class _Beginning:
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
    def shapes(self) -> tuple[tuple[frozenset[str], ...], ...]:
        """Of each form, what may be its first letters and figures, whatever marks and blanks stand between them."""
        pairs = zip(self.schemes, self.forms, strict=True)
        return tuple({shape(form, s.repairs) for (_, s), forms in pairs for form in forms})


@lru_cache(maxsize=512)
def _first_words(beginning: _Beginning, lexicon: Lexicon) -> Cues:
    return lexicon.contexts(beginning.contexts)


@lru_cache(maxsize=2)
def _all_contexts(lexicon: Lexicon) -> Cues:
    return lexicon.contexts(sorted({word for b in _beginnings(lexicon.vocabulary) for word in b.contexts}))


def _usable(text: str, lexicon: Lexicon) -> int:
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
    for beginning in _beginnings(lexicon.vocabulary):
        free |= 0 if beginning.contexts else beginning.bit
        for word in beginning.contexts:
            by_word[lexicon.contexts((word,)).bits] |= beginning.bit
    return free, dict(by_word)


@lru_cache(maxsize=16384)
def _beginning_with(letters: str, vocabulary: Vocabulary) -> tuple[_Beginning, ...]:
    """Return what may begin with these letters and figures: "2014 se" and "Praha 5" stand on every page."""
    known = _openings(vocabulary).get(letters[:1])
    return known.of(letters) if known else ()


@lru_cache(maxsize=2)
def _openings(vocabulary: Vocabulary) -> dict[str, Openings[_Beginning]]:
    """Return first letter -> what may begin with it, to be asked for more letters."""
    return {letter: Openings((b, b.shapes) for b in known) for letter, known in _by_first(vocabulary).items()}


@lru_cache(maxsize=2)
def _pairs(vocabulary: Vocabulary) -> dict[str, int]:
    """Return what the first two letters and figures of a number may be, with the bits of what begins so."""
    pairs: dict[str, int] = defaultdict(int)
    for beginning in _beginnings(vocabulary):
        for letters in beginning.shapes:
            for first, second in product(letters[0], letters[1]):
                pairs[first + second] |= beginning.bit
    return dict(pairs)


@lru_cache(maxsize=2)
def _beginnings(vocabulary: Vocabulary) -> tuple[_Beginning, ...]:
    return tuple(dict.fromkeys(b for known in _by_first(vocabulary).values() for b in known))


@lru_cache(maxsize=2)
def _by_first(vocabulary: Vocabulary) -> dict[str, tuple[_Beginning, ...]]:
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
    table: dict[str, list[_Beginning]] = defaultdict(list)
    for number, ((letters, *_), schemes) in enumerate(choices.items()):
        beginning = _Beginning(1 << number, tuple(schemes), tuple(map(tuple, schemes.values())))
        for letter in letters:
            table[letter].append(beginning)
    return {letter: tuple(found) for letter, found in table.items()}


def _firsts(form: Form, scheme: IdentifierScheme) -> list[str]:
    return sorted({letter for choice in form[0].choices for letter in with_variants(choice[0].chars, scheme.repairs)})
