"""A name of several words right before a verb of running or receiving, whatever its words are: "Radio Vlna will run …".

Nothing but the capitals shows the name: asked only of documents in which no other rule found who receives a grant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.bodies.listed_names import Found
from extractors.bodies.names import is_person
from extractors.bodies.subjects import is_payer, is_project, subject_of
from extractors.text.letters import CAPITAL
from extractors.text.reading import PageReading

REACH, LONGEST = 90, 120
"""What is run or received stands within so many code points behind the verb; the name within so many before it."""
ACTS = (
    ("carries_out", ("project_object",)),
    ("obtained", ("grant_words", "project_object")),
)
_WORD = rf"[{CAPITAL}][\w.&-]{{1,25}}"
_NAME = re.compile(
    rf"(?<![\w-])(?:[Tt]he\s)?(?P<name>{_WORD}(?:\s(?:[a-z]{{1,3}}\s)?{_WORD}){{1,6}})(?:\s\([^()\n]{{1,40}}\))?\s$"
)


def named_actors(page: PageReading) -> Iterator[Found]:
    """Yield the names that act, where the words for what they run or receive stand near behind the verb."""
    for verbs, objects in ACTS:
        goal = page.lexicon.cue(*objects)
        for verb in page.lexicon.cue(verbs).finditer(page.masked):
            start, end = page.sentence_at(verb.start())
            told = goal.search(page.masked, verb.end(), min(end, verb.end() + REACH))
            if told and page.readable(verb.start()) and not subject_of(page, verb.start()):
                yield from _named(page, max(start, verb.start() - LONGEST), verb.start())


def _named(page: PageReading, floor: int, stop: int) -> Iterator[Found]:
    found = _NAME.search(page.text, floor, stop)
    if found is None or is_person(found["name"], page.lexicon):
        return
    first, last = found.span("name")
    if page.lexicon.cue("part_of_it").search(page.text, max(floor, first - 5), first):
        return  # a part of another: "its School of Ocean Sciences leads the work"
    if not is_payer(page, first, last) and not is_project(page, first, last):
        yield "beneficiaries", first, last, "told_named"
