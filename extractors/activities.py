"""Counted activities: "5 kulatých stolů", "8 seminars … Total number of participants: 194"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise

from extractors.base import mention
from extractors.persons.attendance import attendance, people_of, words
from extractors.text.lexicon import Lexicon
from extractors.text.reading import PageReading, Reading
from extractors.text.windows import matches_at, windows
from schemas.compiled import compiled
from schemas.document import BlockKind
from schemas.records import Mention
from schemas.vocabulary import Vocabulary

NAME, FIELDS = "activities", ("activities",)

_BEFORE_NOUN = 120
"""The number and up to three words stand within so many code points before the noun."""
_ENUMERATOR = re.compile(r"\s*(?:(?:[-•*–]|\d{1,2}[.)]|[a-z]\))\s*)?")


_JOINED = re.compile(r"[^.;:\n\d]{0,60}\s(?:a|and)\s(?:[^\W\d_]{2,20}\s){0,2}")
_NUMBER = re.compile(r"(?<![\w.,/-])(?:\d{1,3}(?:[ \u00a0]\d{3})?|[^\W\d_]{2,16})(?!\w)")


@dataclass(frozen=True, slots=True)
class _Counted:
    start: int
    end: int
    count: str
    noun: str


class _Patterns:
    """The nouns and what stands round them. Each pattern is compiled when a page first needs it: 10 to 40 ms."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self.kinds = {form.lower(): kind.code for kind in vocabulary.activities for form in kind.forms}
        self.nouns = Lexicon.of(vocabulary).cue("activities.nouns")

    @cached_property
    def counted(self) -> re.Pattern[str]:
        """What follows a number: some words, then the noun."""
        between = r"[ \u00a0](?:[^\W\d_][\w-]{1,24}[ \u00a0](?:(?:and|a)[ \u00a0])?){0,3}?"
        return compiled(rf"{between}(?P<noun>{words(list(self.kinds))})(?!\w)", re.IGNORECASE)

    @cached_property
    def held(self) -> re.Pattern[str]:
        """Words for what took place."""
        return compiled(rf"(?<!\w)(?:{words(self._cues('count'))})(?!\w)", re.IGNORECASE)

    @cached_property
    def numbered(self) -> re.Pattern[str]:
        """The noun with its number behind it."""
        number_of = words(list(self._vocabulary.cues["number_of"]))
        return compiled(
            rf"(?<!\w)(?:{number_of})\s{{1,2}}(?P<noun>{words(list(self.kinds))})\s?:\s{{0,3}}(?P<count>\d{{1,4}})(?![\w.,/])",
            re.IGNORECASE,
        )

    def _cues(self, code: str) -> list[str]:
        return [form for cue in self._vocabulary.count_cues if cue.code == code for form in cue.forms]


@lru_cache(maxsize=2)
def _patterns(vocabulary: Vocabulary) -> _Patterns:
    return _Patterns(vocabulary)


def extract(reading: Reading) -> Iterator[Mention]:
    """Yield each counted kind, with the people who took part where they are counted before the next activity."""
    patterns = _patterns(reading.vocabulary)
    for page in reading.pages:
        told = [c for c in _counted(page, patterns) if _of_the_project(page, c, patterns)]
        heads = page.lexicon.cue("number_of").finditer(page.text)
        labelled = [c for c in _numbered(page.text, heads, patterns) if page.readable(c.start)]
        yield from _mentions(page, sorted([*told, *labelled], key=lambda c: c.start), patterns)


def _mentions(page: PageReading, found: list[_Counted], patterns: _Patterns) -> Iterator[Mention]:
    """Yield the activities of a page; between two of them stand the people of the first."""
    for index, item in enumerate(found):
        floor = found[index - 1].end if index else 0
        stop = found[index + 1].start if index + 1 < len(found) else len(page.text)
        attributes = {"kind": patterns.kinds[" ".join(item.noun.lower().split())], "count": item.count}
        start, end = item.start, item.end
        people = people_of(page, start, end, floor, stop)
        if people and not _of_other_noun(page, end, people, patterns):
            attributes["participants"] = people["a"] or people["b"]
            start, end = min(start, people.start()), max(end, people.end())
        yield mention(page, "activities", start, end, "activities.counted", attributes)


def _of_other_noun(page: PageReading, end: int, people: re.Match[str], patterns: _Patterns) -> bool:
    """ "5 workshopů a závěrečná konference, na kterou přijelo 74 hostů": the people came to what stands before them."""
    other = next(patterns.nouns.finditer(page.text, end, people.start()), None) if people.start() > end else None
    return other is not None and _JOINED.fullmatch(page.text, end, other.start()) is not None


def _counted(page: PageReading, patterns: _Patterns) -> Iterator[_Counted]:
    """Find the numbers before a noun, in figures or words; the nouns are many and would be tried everywhere."""
    text, vocabulary = page.text, page.lexicon.vocabulary
    position = 0
    stretches = windows(text, patterns.nouns.finditer(text), _BEFORE_NOUN, 0)
    for number in (found for first, last in stretches for found in _NUMBER.finditer(text, first, last)):
        if number.start() >= position and (number[0][0].isdigit() or number[0].lower() in vocabulary.number_words):
            noun = patterns.counted.match(text, number.end())
            if noun and not _of_others(page, number, noun):
                position = noun.end()
                yield _Counted(number.start(), noun.end(), number[0], noun["noun"])


def _of_others(page: PageReading, number: re.Match[str], noun: re.Match[str]) -> bool:
    """Say whether the number is of money or people ("40 dětí a dvě konference"), or one out of many: "u 3 článků"."""
    vocabulary = page.lexicon.vocabulary
    between = page.text[number.end() : noun.start("noun")].split()
    if any(word in vocabulary.currencies or word.lower() in vocabulary.number_words for word in between):
        return True
    people = attendance(vocabulary).people
    if any(joint in ("a", "and") and people.fullmatch(word) for word, joint in pairwise(between)):
        return True
    out_of = page.lexicon.cue("out_of").finditer(page.text, max(0, number.start() - 16), number.start())
    return any(match.end() >= number.start() - 1 for match in out_of)


def _numbered(text: str, heads: Iterator[re.Match[str]], patterns: _Patterns) -> Iterator[_Counted]:
    """ "Počet seminářů: 8" at the head of a line: the number follows its noun."""
    for match in matches_at((head.start() for head in heads), patterns.numbered, text, 0, len(text)):
        yield _Counted(match.start(), match.end(), match["count"], match["noun"])


def _of_the_project(page: PageReading, match: _Counted, patterns: _Patterns) -> bool:
    """A count is the project's in a sentence about it or about what took place, with the people who came, as an item
    of a list, or below words for what is done or made."""
    if not page.readable(match.start):
        return False
    first, last = page.sentence_at(match.start)
    several = page.lexicon.cue("projects").search(page.text, first, last)
    told = page.lexicon.cue("project").search(page.text, first, last) and not several
    if told or patterns.held.search(page.text, first, last):
        return True
    people = people_of(page, match.start, match.end, first, last)
    return people is not None or _listed(page, match) or _under_outcomes(page, match)


def _listed(page: PageReading, match: _Counted) -> bool:
    """Say whether a line begins with the count and a small letter follows.

    "1 Přednáška o relacích" is a numbered heading, "1 Celou přednášku najdete" a footnote.
    """
    line = page.text.rfind("\n", 0, match.start) + 1
    head = _ENUMERATOR.fullmatch(page.text, line, match.start)
    block = page.block_at(match.start)
    following = page.text[match.start + len(match.count) : match.end].lstrip()[:1]
    if not head or (not head[0].strip() and following.isupper()):
        return False
    listed = block is not None and block.kind in (BlockKind.LIST_ITEM, BlockKind.TABLE_CELL)
    return bool(head[0].strip()) or listed or match.count[0].isdigit()


def _under_outcomes(page: PageReading, match: _Counted) -> bool:
    """Say whether the line begins with a word for what is done or made, or stands below such a heading."""
    outcomes = page.lexicon.cue("outcomes")
    block = page.block_at(match.start)
    first = max(block.start if block else 0, page.text.rfind("\n", 0, match.start) + 1)
    label = outcomes.match(page.text, first, match.start)
    if label and page.text[label.end() :].lstrip()[:1] == ":":
        return True
    spans = [block.label] if block and block.label else []
    heading = page.heading_before(match.start)
    spans += [(heading.start, heading.end)] if heading else []
    words = [page.text[slice(*span)].strip(" :?!") for span in spans]
    return any(outcomes.fullmatch(word) for word in words)
