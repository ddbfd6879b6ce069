"""Counted activities: "5 kulatých stolů", "8 seminars … Total number of participants: 194"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache, partial

from extractors.base import mention
from extractors.labelling.counted_nouns import ENUMERATOR, CountedNoun, counted_nouns
from extractors.persons.attendance import attendance, people_of, words
from extractors.persons.attended_events import find_attended
from extractors.text.lexicon import Lexicon
from extractors.text.reading import PageReading, Reading
from extractors.text.windows import matches_at, windows
from schemas.compiled import compiled
from schemas.document import Block, BlockKind
from schemas.records import Mention
from schemas.vocabulary import Vocabulary

NAME, FIELDS = "activities", ("activities",)

_BEFORE_NOUN = 120
"""The number and up to three words stand within so many code points before the noun."""

_ITEMS = 30
"""A list of what a project did has at most so many items before one that is counted."""
_AND = ("a", "and")
_JOINED = re.compile(r"[^.;:\n\d]{0,60}\s(?:a|and)\s(?:[^\W\d_]{2,20}\s){0,2}")
_NUMBER = re.compile(
    r"(?<![\w.,/-])(?P<count>\d{1,3}(?:[ \u00a0]\d{3})?(?=(?:\s?[x×])?(?!\w))|[^\W\d_]{2,16}(?!\w))(?:\s?[x×](?!\w))?"
)
_FIGURE = re.compile(r"\d(?<!\d\d)")


class _Patterns:
    """The nouns and what stands round them. Each pattern is compiled when a page first needs it: 10 to 40 ms."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self.kinds = {form.lower(): kind.code for kind in vocabulary.activities for form in kind.forms}
        self.nouns = Lexicon.of(vocabulary).cue("activities.nouns")

    @cached_property
    def counted(self) -> re.Pattern[str]:
        """What follows a number: some words, then the noun."""
        between = r"[ \u00a0\n](?:[^\W\d_][\w-]{1,24}[ \u00a0\n](?:(?:and|a)[ \u00a0\n])?){0,3}?"
        return compiled(rf"{between}(?P<noun>{words(list(self.kinds))})(?!\w)", re.IGNORECASE)

    @cached_property
    def held(self) -> re.Pattern[str]:
        """Words for what took place."""
        return compiled(rf"(?<!\w)(?:{words(self._cues('count'))})(?!\w)", re.IGNORECASE)

    def _cues(self, code: str) -> list[str]:
        return [form for cue in self._vocabulary.count_cues if cue.code == code for form in cue.forms]


@lru_cache(maxsize=2)
def _patterns(vocabulary: Vocabulary) -> _Patterns:
    return _Patterns(vocabulary)


def extract(reading: Reading) -> Iterator[Mention]:
    """Yield each counted kind, with the people who took part where they are counted before the next activity."""
    patterns = _patterns(reading.vocabulary)
    for page in reading.pages:
        told = _told(page, _counted(page, patterns), patterns)
        labelled = counted_nouns(page, partial(_under_outcomes, page))
        found = list(_mentions(page, _apart([*told, *labelled]), patterns))
        yield from found
        for event in find_attended(page, patterns.kinds, (item.evidence.span for item in found)):
            attributes = {"kind": event.kind, "participants": event.people}
            yield mention(page, "activities", event.start, event.end, "activities.attended", attributes)


def _apart(found: list[CountedNoun]) -> list[CountedNoun]:
    """Return the counts in order, without those within another."""
    kept: list[CountedNoun] = []
    for item in sorted(found, key=lambda c: (c.start, -c.end)):
        if not kept or item.start >= kept[-1].end:
            kept.append(item)
    return kept


def _told(page: PageReading, counted: Iterable[CountedNoun], patterns: _Patterns) -> Iterator[CountedNoun]:
    """Yield the project's counts, and those that stand behind one of them in its sentence: "6 workshopů pro školy a 2
    odborné konference"."""
    told = -1
    for match in counted:
        first, last = page.sentence_at(match.start)
        beside = first == told and page.readable(match.start)
        if _of_the_project(page, match, patterns) or (
            beside and not page.lexicon.cue("projects").search(page.text, first, last)
        ):
            told = first
            yield match


def _mentions(page: PageReading, found: list[CountedNoun], patterns: _Patterns) -> Iterator[Mention]:
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


def _counted(page: PageReading, patterns: _Patterns) -> Iterator[CountedNoun]:
    """Find the numbers before a noun, in figures or words; the nouns are many and would be tried everywhere."""
    text, vocabulary = page.text, page.lexicon.vocabulary
    position = 0
    stretches = windows(text, patterns.nouns.finditer(text), _BEFORE_NOUN, 0)
    for number in _numbers(page, stretches):
        if number.start() >= position and (
            number[0][0].isdigit() or number["count"].lower() in vocabulary.number_words
        ):
            noun = patterns.counted.match(text, number.end())
            if noun and not _of_others(page, number, noun) and _goes_on(page, number.start(), noun):
                position = noun.end()
                yield CountedNoun(number.start(), noun.end(), number["count"], noun["noun"])


def _numbers(page: PageReading, stretches: list[tuple[int, int]]) -> Iterator[re.Match[str]]:
    """Yield what may be a number in figures or words, in stretches of the text."""
    words = page.lexicon.cue("numbers.words")
    for first, last in stretches:
        figures = (figure.start() for figure in _FIGURE.finditer(page.text, first, last))
        begins = sorted([*words.begins(page.text, first, last), *figures])
        yield from matches_at(begins, _NUMBER, page.text, first, last)


def _goes_on(page: PageReading, start: int, noun: re.Match[str]) -> bool:
    """Say whether number and noun are of one line, or of a sentence that a line's end breaks for its length."""
    if "\n" not in page.text[start : noun.end()]:
        return True
    block, last = page.block_at(start), page.sentence_at(start)[1]
    whole = page.wrapped and block is not None and block.kind is not BlockKind.TABLE_CELL and noun.end() <= last
    return whole and all(line.lstrip()[:1].islower() for line in page.text[start : noun.end()].split("\n")[1:])


def _of_others(page: PageReading, number: re.Match[str], noun: re.Match[str]) -> bool:
    """Say whether the number is of money or people ("40 dětí a dvě konference"), or one out of many: "u 3 článků"."""
    vocabulary = page.lexicon.vocabulary
    between = page.text[number.end() : noun.start("noun")].split()
    if between and (between[0] in _AND or any(w in page.lexicon.small_words and w not in _AND for w in between)):
        return True  # "12 partners in workshops", "Article 3 and Article 5"
    if any(word in vocabulary.currencies or word.lower() in vocabulary.number_words for word in between):
        return True
    people = attendance(vocabulary).people
    if any(people.fullmatch(word) for word in between[:-1]):
        return True  # "60 teachers joined the webinar"
    out_of = page.lexicon.cue("out_of").finditer(page.text, max(0, number.start() - 16), number.start())
    return any(match.end() >= number.start() - 1 for match in out_of)


def _of_the_project(page: PageReading, match: CountedNoun, patterns: _Patterns) -> bool:
    """A count is the project's in a sentence about it or about what took place, with the people who came, as an item
    of a list, or below words for what is done or made."""
    if not page.readable(match.start):
        return False
    first, last = page.sentence_at(match.start)
    several = page.lexicon.cue("projects").search(page.text, first, last)
    told = page.lexicon.cue("project").search(page.text, first, last) and not several
    if told or patterns.held.search(page.text, first, last):
        return True
    head = None if several else _list_head(page, page.block_at(match.start))
    if head and page.lexicon.cue("project").search(page.text, head.start, head.end):
        return True  # "With this project:" over a list
    people = people_of(page, match.start, match.end, first, last)
    return people is not None or _listed(page, match) or _under_outcomes(page, match.start)


def _listed(page: PageReading, match: CountedNoun) -> bool:
    """Say whether a line begins with the count and a small letter follows.

    "1 Přednáška o relacích" is a numbered heading, "1 Celou přednášku najdete" a footnote.
    """
    line = page.text.rfind("\n", 0, match.start) + 1
    head = ENUMERATOR.fullmatch(page.text, line, _approximately(page, line, match.start))
    block = page.block_at(match.start)
    following = page.text[match.start + len(match.count) : match.end].lstrip()[:1]
    if not head or (not head[0].strip() and following.isupper()):
        return False
    listed = block is not None and block.kind in (BlockKind.LIST_ITEM, BlockKind.TABLE_CELL)
    return bool(head[0].strip()) or listed or match.count[0].isdigit()


def _approximately(page: PageReading, line: int, count: int) -> int:
    """Return where "over", "celkem" begin right before the count, or the count."""
    words = page.lexicon.cue("about").finditer(page.text, line, count)
    return next((word.start() for word in words if word.end() == count - 1), count)


def _under_outcomes(page: PageReading, place: int) -> bool:
    """Say whether the line begins with a word for what is done or made, or stands below such a heading."""
    outcomes = page.lexicon.cue("outcomes")
    block = page.block_at(place)
    first = max(block.start if block else 0, page.text.rfind("\n", 0, place) + 1)
    label = outcomes.match(page.text, first, place)
    if label and page.text[label.end() :].lstrip()[:1] == ":":
        return True
    spans = [block.label] if block and block.label else []
    heading = page.heading_before(place)
    spans += [(above.start, above.end) for above in (heading, _list_head(page, block)) if above]
    words = [page.text[slice(*span)].strip(" :?!") for span in spans]
    return any(outcomes.fullmatch(word) for word in words)


def _list_head(page: PageReading, block: Block | None) -> Block | None:
    """Return the line right above the list that an item stands in: "Výstupy:"."""
    if block is None or block.kind is not BlockKind.LIST_ITEM:
        return None
    index = page.index_of(block)
    first = max(0, index - _ITEMS)
    while index > first and page.blocks[index].kind is BlockKind.LIST_ITEM:
        index -= 1
    head = page.blocks[index]
    return head if page.text[head.start : head.end].rstrip().endswith(":") else None
