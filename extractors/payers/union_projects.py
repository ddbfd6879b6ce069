"""The Union before the word for a project: "seven EU projects", "an EU project", "projekt EU „X“".

A single one or a counted few are told of; "EU projects" alone are a section, a kind of work, or somebody's experience.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.text.lexicon import Phrase
from extractors.text.reading import PageReading

Payer = tuple[int, int, str]
"""Start and end of the name, and the code of a known payer."""
BEFORE = 40
"""A number or article, and a word or two, stand so far before."""
_JOINT = re.compile(r"[\s-]{1,2}")
_WORDS = re.compile(r"(?:([\w-]{1,20})\s{1,2})?([\w-]{1,20})\s{1,2}$")
_NAMED = re.compile(r"\s{1,2}(?:[„\"“«]|\(\s?(?:č|reg|no)\b)")


def union_projects(page: PageReading) -> Iterator[Payer]:
    """Yield the Union where it stands right before or behind the word for one project, or for a counted few."""
    for phrase in page.phrases:
        if phrase.code == "EU" and (_english(page, phrase) or _czech(page, phrase)):
            yield phrase.start, phrase.end, phrase.code


def _english(page: PageReading, phrase: Phrase) -> bool:
    text, cue = page.text, page.lexicon.cue
    joint = _JOINT.match(text, phrase.end)
    noun = cue("union_project", "union_several").match(text, joint.end()) if joint else None
    if noun is None or cue("union_work").match(text, noun.end() + 1):
        return False
    words = _WORDS.search(text, max(0, phrase.start - BEFORE), phrase.start)
    before = [word.lower() for word in words.groups() if word] if words else []
    if cue("union_several").fullmatch(noun[0]):
        return any(word.isdigit() or word in page.lexicon.vocabulary.number_words for word in before)
    return any(cue("one_of_all").fullmatch(word) for word in before)


def _czech(page: PageReading, phrase: Phrase) -> bool:
    """ "v rámci projektu EU „X“": a title or number follows."""
    words = _WORDS.search(page.text, max(0, phrase.start - BEFORE), phrase.start)
    return bool(words and page.lexicon.cue("one_project").fullmatch(words[2]) and _NAMED.match(page.text, phrase.end))
