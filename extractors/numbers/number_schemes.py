"""Numbers of the schemes beside the Czech family: the word begins as theirs do, and the words beside it fit."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from extractors.numbers.number_beginnings import HEAD, Beginning, beginnings_at, bits_of_head, first_words, usable_in
from extractors.numbers.number_readings import NumberReading, read_at
from extractors.numbers.number_starts import number_starts
from extractors.text.alternatives import alternatives
from extractors.text.lexicon import Lexicon
from schemas.compiled import compiled
from schemas.terms import IdentifierScheme
from schemas.vocabulary import Vocabulary

LEAD = 60
"""A word that leads to a bare figure, and what stands between, fit into so many code points."""
_FARTHEST = 1000
"""No number is so long, with all its gaps and the words beside it."""
LONGEST_ROW = 600
"""A row's cell with a word beside the number stands no further from it, in code points."""
# A bracket, a colon, a comma or "and" behind another figure.
_LIST_MARK = re.compile(r"(?:[(\[:;#№]|\d\)?\s?,|[\d)],?\s(?:and|a|&|und|i|or)|\([^()]{1,50},)\s{0,2}$")
_GROUP = re.compile(r"\s\d{3}")
"""A further group of three figures: a sum of money, a phone."""
_NOTHING = re.compile(r",?[\s.:#(\[\"“„'–-]{0,4}")


def read_schemes(
    text: str, folded: str, lexicon: Lexicon, taken: Sequence[tuple[int, int]] = ()
) -> Iterator[tuple[int, NumberReading]]:
    """Yield start and reading of each number, in order; several schemes may read one string.

    `taken` are the spans of other numbers, in order: none is looked for in them.
    """
    contexts = _Contexts(text, lexicon)
    vocabulary, usable = lexicon.vocabulary, contexts.usable
    begins = number_starts(folded)
    for first, last in reversed(taken):
        del begins[bisect_left(begins, first) : bisect_left(begins, last)]
    for start in begins:
        if not bits_of_head(folded[start : start + HEAD], vocabulary) & usable:
            continue
        beginnings = beginnings_at(folded, start, vocabulary)
        for scheme in _begun(folded, start, contexts.near(start, beginnings)) if beginnings else ():
            reading = _best(text, folded, start, scheme)
            if reading and _has_context(text, start, reading.end, scheme, lexicon):
                yield start, reading


class _Contexts:
    """Where the words stand that numbers of some schemes need beside them: most stand nowhere on a page."""

    def __init__(self, text: str, lexicon: Lexicon) -> None:
        self._text, self._lexicon = text, lexicon
        self._places: dict[Beginning, list[int]] = {}
        self.usable = usable_in(text, lexicon)

    def near(self, start: int, beginnings: Iterable[Beginning]) -> list[Beginning]:
        """Return the beginnings that need no words, or have one of them near the place."""
        usable = self.usable
        return [b for b in beginnings if b.bit & usable and (not b.contexts or self._is_near(start, b))]

    def _is_near(self, start: int, beginning: Beginning) -> bool:
        places = self._places.get(beginning)
        if places is None:
            words = first_words(beginning, self._lexicon)
            places = self._places[beginning] = words.begins(self._text, 0, len(self._text))
        index = bisect_left(places, start - max(beginning.reach, LONGEST_ROW))
        return index < len(places) and places[index] < start + _FARTHEST


def _begun(folded: str, start: int, beginnings: list[Beginning]) -> list[IdentifierScheme]:
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
