"""Events told with the people who came, and no count of events: "24 people attended the kick-off meeting"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from extractors.persons.attendance import attendance
from extractors.text.intervals import Intervals
from extractors.text.reading import PageReading
from schemas.spans import Span

JOINED = 80
"""Between the people and the word for their coming stand at most so many code points."""
NEAR = 130
"""The event stands within so many of the two."""
WORDS = 6
"""So many words for people's coming are asked in a sentence."""
_PARTED = re.compile(r"[;:]|\n\s*\n")
_NUMBER_GOES_ON = re.compile(r"\w{3,12}(?:[ \u00a0](?:and|a))?[ \u00a0-]$")
_NO_EVENTS = frozenset(("research", "publication"))
_Span = tuple[int, int]
_Event = tuple[_Span, str]
_Known = Intervals[Span]


@dataclass(frozen=True, slots=True)
class Attended:
    """An event's kind, and its people as printed, over the stretch that says both."""

    start: int
    end: int
    kind: str
    people: str


def find_attended(page: PageReading, kinds: dict[str, str], counted: Iterable[Span]) -> Iterator[Attended]:
    """Yield the events of which is told who came, one in a sentence; what `counted` stretches say is not said again."""
    known = Intervals(sorted(counted, key=lambda span: span.start))
    for came, sentence in _told(page):
        people = attendance(page.lexicon.vocabulary).search(page.text, *sentence)
        if people is None or known.over(*people.span()) or _goes_on(page, people, sentence[0]):
            continue
        if page.lexicon.cue("no_attendance").search(page.text, *sentence):
            continue
        joined = filter(None, (_joined(page, word.span(), people.span()) for word in came))
        events = (_event(page, stretch, sentence, kinds, known) for stretch in joined)
        if event := next(filter(None, events), None):
            yield Attended(*event[0], event[1], people["a"] or people["b"])


def _told(page: PageReading) -> Iterator[tuple[list[re.Match[str]], _Span]]:
    """Yield the first words for people's coming of each sentence that has any, with the sentence."""
    words: list[re.Match[str]] = []
    sentence = (-1, -1)
    for word in page.lexicon.cue("came_to").finditer(page.text):
        if word.start() >= sentence[1]:
            if words:
                yield words, sentence
            words, sentence = [], page.sentence_at(word.start())
        if len(words) < WORDS and page.readable(word.start()):
            words.append(word)
    if words:
        yield words, sentence


def _joined(page: PageReading, came: _Span, people: _Span) -> _Span | None:
    """Return the stretch of the people and the word for their coming, where nothing parts them."""
    gap = min(came[1], people[1]), max(came[0], people[0])
    if gap[1] - gap[0] > JOINED or _PARTED.search(page.text, *gap):
        return None
    return min(came[0], people[0]), max(came[1], people[1])


def _goes_on(page: PageReading, people: re.Match[str], first: int) -> bool:
    """Say whether the number is the end of a longer one in words: "one hundred and twenty people"."""
    before = _NUMBER_GOES_ON.search(page.text, max(first, people.start() - 20), people.start())
    word = re.split(r"[ \u00a0-]", before[0])[0].lower() if before else ""
    return word in page.lexicon.vocabulary.number_words or word in page.lexicon.vocabulary.scales


def _event(page: PageReading, told: _Span, sentence: _Span, kinds: dict[str, str], known: _Known) -> _Event | None:
    """Return the event next to the stretch on who came, and its kind."""
    first, last = max(sentence[0], told[0] - NEAR), min(sentence[1], told[1] + NEAR)
    events: list[tuple[int, _Span, str]] = []
    for noun in page.lexicon.cue("activities.nouns").finditer(page.text, first, last):
        kind = kinds[" ".join(noun[0].lower().split())]
        gap = (noun.end(), told[0]) if noun.end() <= told[0] else (told[1], noun.start())
        parted = _PARTED.search(page.text, *gap)
        if kind not in _NO_EVENTS and not parted and not known.over(*noun.span()):
            events.append((max(0, gap[1] - gap[0]), noun.span(), kind))
    if not events:
        return None
    _, span, kind = min(events)
    return (min(told[0], span[0]), max(told[1], span[1])), kind
