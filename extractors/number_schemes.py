"""Numbers of the schemes beside the Czech family: the word begins as theirs do, and the words beside it fit."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from extractors.lexicon import Lexicon
from extractors.number_patterns import tolerant, with_variants
from extractors.number_readings import NumberReading, read_at
from schemas.number_form import Form
from schemas.terms import IdentifierScheme
from schemas.vocabulary import Vocabulary

CONTEXT = 80
"""A scheme that needs words beside it finds them within so many code points.  Source: identifier notes."""
LEAD = 60
"""A word that leads to a bare figure, and what stands between, fit into so many code points."""
_START = re.compile(r"(?<![\w/])(?:(?=[0-9A-Z][^\n]{0,24}?\d)|(?=[A-Z]{1,4}-\n)|(?=[0-9])|(?=[a-z]{1,4}[ -]?\d))")
# A bracket, a colon, a comma or "and" behind another figure.
_LIST_MARK = re.compile(r"(?:[(\[:;#№]|\d\)?\s?,|[\d)],?\s(?:and|a|&|und|i|or)|\([^()]{1,50},)\s{0,2}$")
_NOTHING = re.compile(r"[\s.:#(\[\"“„'–-]{0,4}")


def read_schemes(text: str, folded: str, lexicon: Lexicon) -> Iterator[tuple[int, NumberReading]]:
    """Yield start and reading of each number, in order; several schemes may read one string."""
    table = _by_first(lexicon.vocabulary)
    for sign in _START.finditer(folded):
        start = sign.start()
        known = table.get(folded[start])
        match = known.pattern.match(folded, start) if known else None
        if known and match and match.lastindex:
            for group, scheme in enumerate(known.schemes, 1):
                reading = _best(text, folded, start, scheme) if match.start(group) >= 0 else None
                if reading and _has_context(text, start, reading.end, scheme, lexicon):
                    yield start, reading


def _best(text: str, folded: str, start: int, scheme: IdentifierScheme) -> NumberReading | None:
    readings = list(read_at(text, folded, start, scheme))
    return min(readings, key=lambda r: (-r.end, len(r.repairs)), default=None)


def _has_context(text: str, start: int, end: int, scheme: IdentifierScheme, lexicon: Lexicon) -> bool:
    if not scheme.context:
        return True
    context = word_pattern(scheme.context)
    near = context.search(text, max(0, start - CONTEXT), min(len(text), end + CONTEXT))
    return near is not None and (not scheme.lead or _is_led(text, start, end, context, lexicon))


def _is_led(text: str, start: int, end: int, context: re.Pattern[str], lexicon: Lexicon) -> bool:
    """A bare figure counts right behind a word for a number, or in a list of them, and not where it counts money."""
    if _currency(lexicon.vocabulary).match(text, end):
        return False
    first = max(0, start - LEAD)
    if _LIST_MARK.search(text[first:start]):
        return True
    leads = (*lexicon.cue("number_lead").finditer(text, first, start), *context.finditer(text, first, start))
    return any(_NOTHING.fullmatch(text, _word_end(text, lead.end(), start), start) for lead in leads)


def _word_end(text: str, position: int, stop: int) -> int:
    """Go to the end of the word: a context names beginnings of words."""
    while position < stop and text[position].isalnum():
        position += 1
    return position


@lru_cache(maxsize=256)
def word_pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """Return a pattern of words: in capitals as they stand, of all others the beginnings, in any case of letters."""
    exact = [re.escape(word) for word in words if word.isupper()]
    loose = [re.escape(word) for word in words if not word.isupper()]
    choices = [rf"(?:{'|'.join(exact)})(?![^\W\d_])"] if exact else []
    choices += [rf"(?i:{'|'.join(loose)})"] if loose else []
    return re.compile(rf"(?<!\w)(?:{'|'.join(choices)})")


@lru_cache(maxsize=2)
def _currency(vocabulary: Vocabulary) -> re.Pattern[str]:
    words = sorted(map(re.escape, vocabulary.currencies), key=len, reverse=True)
    return re.compile(rf"\s{{0,2}}(?:%|,-|(?:{'|'.join(words)})(?!\w))")


@dataclass(frozen=True, slots=True)
class _Beginning:
    """The schemes whose numbers begin with one letter; the pattern has an empty group for each that matches."""

    pattern: re.Pattern[str]
    schemes: tuple[IdentifierScheme, ...]


@lru_cache(maxsize=2)
def _by_first(vocabulary: Vocabulary) -> dict[str, _Beginning]:
    """Return first letter -> its schemes. One match tells them all: most words begin none, and few begin two."""
    choices: dict[str, dict[IdentifierScheme, list[str]]] = defaultdict(lambda: defaultdict(list))
    for scheme in vocabulary.identifiers:
        for form in () if scheme.czech else scheme.forms:
            pattern = re.sub(r"\?P<t\d+>", "?:", tolerant(form, scheme.repairs))
            for letter in _firsts(form, scheme):
                choices[letter][scheme].append(pattern)
    return {letter: _beginning(schemes) for letter, schemes in choices.items()}


def _beginning(schemes: dict[IdentifierScheme, list[str]]) -> _Beginning:
    ahead = (rf"(?:(?=(?:{'|'.join(patterns)})(?![\w/]))()|)" for patterns in schemes.values())
    return _Beginning(re.compile("".join(ahead)), tuple(schemes))


def _firsts(form: Form, scheme: IdentifierScheme) -> list[str]:
    return sorted({letter for choice in form[0].choices for letter in with_variants(choice[0].chars, scheme.repairs)})
