"""Counted activities: "5 kulatých stolů", "8 seminars … Total number of participants: 194"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from extractors.base import mention
from extractors.cues import Cues
from extractors.reading import PageReading, Reading
from extractors.windows import matches_at, windows
from schemas.document import BlockKind
from schemas.records import Mention
from schemas.vocabulary import Vocabulary

NAME, FIELDS = "activities", ("activities",)

REACH = 800
"""The number of people stands within so many code points behind the activity, and before the next one."""
_BEFORE_NOUN = 120
"""The number and up to three words stand within so many code points before the noun."""
_ENUMERATOR = re.compile(r"\s*(?:(?:[-•*–]|\d{1,2}[.)]|[a-z]\))\s*)?")


_NUMBER = re.compile(r"(?<![\w.,/-])(?:\d{1,3}(?:[ \u00a0]\d{3})?|[^\W\d_]{2,16})(?![\w])")


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
        self.nouns = Cues(self.kinds)
        self.people = Cues(self._cues("participants"))

    @cached_property
    def counted(self) -> re.Pattern[str]:
        """What follows a number: some words, then the noun."""
        between = r"[ \u00a0](?:[^\W\d_][\w-]{1,24}[ \u00a0](?:(?:and|a)[ \u00a0])?){0,3}?"
        return re.compile(rf"{between}(?P<noun>{_words(list(self.kinds))})(?!\w)", re.IGNORECASE)

    @cached_property
    def attended(self) -> re.Pattern[str]:
        """How many people took part."""
        number = rf"(?:\d{{1,3}}(?:[ \u00a0]\d{{3}})?|(?:{_words(list(self._vocabulary.number_words))}))"
        people = _words(self._cues("participants"))
        return re.compile(
            rf"(?<![\w.,/-])(?P<a>{number})[ \u00a0](?:[^\W\d_]{{2,20}}[ \u00a0]){{0,1}}(?:{people})(?!\w)"
            rf"|(?<!\w)(?:{people})(?!\w)[\s:–-]{{1,3}}(?P<b>{number})(?!\w)",
            re.IGNORECASE,
        )

    def attendance(self, text: str, start: int, stop: int) -> re.Match[str] | None:
        """Return how many people took part; number words are many, and not tried where no word for people stands."""
        return self.attended.search(text, start, stop) if self.people.search(text, start, stop) else None

    @cached_property
    def held(self) -> re.Pattern[str]:
        """Words for what took place."""
        return re.compile(rf"(?<!\w)(?:{_words(self._cues('count'))})(?!\w)", re.IGNORECASE)

    @cached_property
    def numbered(self) -> re.Pattern[str]:
        """The noun with its number behind it."""
        number_of = _words(list(self._vocabulary.cues["number_of"]))
        return re.compile(
            rf"(?<!\w)(?:{number_of})\s{{1,2}}(?P<noun>{_words(list(self.kinds))})\s?:\s{{0,3}}(?P<count>\d{{1,4}})(?![\w.,/])",
            re.IGNORECASE,
        )

    def _cues(self, code: str) -> list[str]:
        return [form for cue in self._vocabulary.count_cues if cue.code == code for form in cue.forms]


def _words(forms: list[str]) -> str:
    ordered = sorted(set(forms), key=len, reverse=True)
    return "|".join(r"\s".join(map(re.escape, form.split())) for form in ordered)


@lru_cache(maxsize=2)
def _patterns(vocabulary: Vocabulary) -> _Patterns:
    return _Patterns(vocabulary)


def extract(reading: Reading) -> Iterator[Mention]:
    """Yield each counted kind, with the people who took part where they are counted before the next activity."""
    patterns = _patterns(reading.vocabulary)
    for page in reading.pages:
        told = [c for c in _counted(page.text, patterns, reading.vocabulary) if _of_the_project(page, c, patterns)]
        heads = page.lexicon.cue("number_of").finditer(page.text)
        labelled = [c for c in _numbered(page.text, heads, patterns) if page.readable(c.start)]
        matches = sorted([*told, *labelled], key=lambda c: c.start)
        for index, match in enumerate(matches):
            stop = matches[index + 1].start if index + 1 < len(matches) else len(page.text)
            people = patterns.attendance(page.text, match.end, min(stop, match.end + REACH))
            attributes = {
                "kind": patterns.kinds[" ".join(match.noun.lower().split())],
                "count": match.count,
            }
            end = match.end
            if people and _goes_on(page, match, people):
                attributes["participants"] = people["a"] or people["b"]
                end = people.end()
            yield mention(page, "activities", match.start, end, "activities.counted", attributes)


def _counted(text: str, patterns: _Patterns, vocabulary: Vocabulary) -> Iterator[_Counted]:
    """Find the numbers before a noun, in figures or words; the nouns are many and would be tried everywhere."""
    position = 0
    stretches = windows(text, patterns.nouns.finditer(text), _BEFORE_NOUN, 0)
    for number in (found for first, last in stretches for found in _NUMBER.finditer(text, first, last)):
        if number.start() >= position and (number[0][0].isdigit() or number[0].lower() in vocabulary.number_words):
            noun = patterns.counted.match(text, number.end())
            money = noun and any(word in vocabulary.currencies for word in text[number.end() : noun.end()].split())
            if noun and not money:
                position = noun.end()
                yield _Counted(number.start(), noun.end(), number[0], noun["noun"])


def _numbered(text: str, heads: Iterator[re.Match[str]], patterns: _Patterns) -> Iterator[_Counted]:
    """ "Počet seminářů: 8" at the head of a line: the number follows its noun."""
    for match in matches_at((head.start() for head in heads), patterns.numbered, text, 0, len(text)):
        yield _Counted(match.start(), match.end(), match["count"], match["noun"])


def _of_the_project(page: PageReading, match: _Counted, patterns: _Patterns) -> bool:
    """A count is the project's in a sentence about it or about what took place, or as an item of a list."""
    if not page.readable(match.start):
        return False
    first, last = page.sentence_at(match.start)
    if page.lexicon.cue("project").search(page.text, first, last) or patterns.held.search(page.text, first, last):
        return True
    line = page.text.rfind("\n", 0, match.start) + 1
    head = _ENUMERATOR.fullmatch(page.text, line, match.start)
    block = page.block_at(match.start)
    following = page.text[match.start + len(match.count) : match.end].lstrip()[:1]
    if not head or (not head[0].strip() and following.isupper()):
        return False  # "1 Přednáška o relacích" is a numbered heading, "1 Celou přednášku najdete" a footnote
    listed = block is not None and block.kind in (BlockKind.LIST_ITEM, BlockKind.TABLE_CELL)
    return bool(head[0].strip()) or listed or match.count[0].isdigit()


def _goes_on(page: PageReading, match: _Counted, people: re.Match[str]) -> bool:
    """The people belong to the activity in its own sentence, or behind a label: "Total number of participants:"."""
    _, last = page.sentence_at(match.start)
    return people.start() < last or bool(people["b"])
