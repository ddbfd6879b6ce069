"""Short names that a sentence explains: "within GLOWSEA, a European research project", "VODNET je společný projekt"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.bodies.names import has_organisation_word, is_person
from extractors.naming.prose_titles import refused_word
from extractors.text.letters import CAPITAL, SMALL
from extractors.text.reading import PageReading
from extractors.text.windows import lowered, matches_at, matches_round, places_of
from extractors.text.worded import Worded

SIGN = "roje"
"""Both languages' noun holds it: the patterns are tried nowhere else."""
BEFORE, BEHIND = 260, 40
"""The name, a bracket and some adjectives stand before the noun; what tells a project from its manager behind it."""
# Two capitals, or a capital and a figure, in one word: "GLOWSEA", "FreshLoop", "AGE-4ALL".
_ACRONYM = (
    rf"(?<![\w@/.-])(?P<name>[{CAPITAL}](?=[\w-]{{0,24}}[A-Z0-9])[\w-]{{2,24}}(?: [A-Z0-9][\w-]{{0,20}}){{0,2}})"
    r"(?![\w@/-])"
    r"(?:\s\([^()\n]{2,120}\))?"
)
_BEGINS = re.compile(rf"[{CAPITAL}](?<![\w@/.-].)(?=[\w-]{{0,24}}[A-Z0-9])(?=[\w-]{{2}})")
_ENGLISH = Worded(
    rf"{_ACRONYM}(?:,\s|\s[–—-]\s|,?\s{{is}}\s){{article}}\s(?:[A-Za-z][\w-]{{1,20}},?\s){{0,6}}?[Pp]roject(?![\w-])"
)
# "the playgroup Larch, a separate project paid by the fund": any name, where the sentence goes on to who pays or leads.
_PAID = Worded(
    r"(?<![\w’'-])(?!{in_place}\s)[a-z]{2,20}\s"
    r"(?P<name>[A-Z][\w’'-]{2,30}(?: (?:[a-z]{1,4} ){0,2}[A-Z][\w’'-]{1,30}){0,5}),\s"
    r"{article}\s(?!{of_others})(?:[a-z][\w-]{1,20},?\s){0,4}?project\s{paid_or_led}"
)
_PAID_PROJECT = Worded(r"project\s{paid_or_led}")
_ADJECTIVE = rf"(?:nový|[{SMALL}][{SMALL}-]{{2,24}}(?:ký|ný|tý|ého|ém|ým|ému|ní|ího|ím|ímu))\s"
_CZECH = Worded(
    rf"{_ACRONYM}(?:,\s|\s[–—-]\s|,?\s{{is_cs}}\s)(?:náš\s|(?:{_ADJECTIVE}){{0,4}})"
    rf"[Pp]rojekt(?:u|em|ě)?(?!\w|\s[{CAPITAL}„“\"])"
)


def apposed_names(page: PageReading) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and rule of each such name."""
    for match in _apposed(page):
        part = page.lexicon.cue("project_part").match(page.text, match.end() + 1)
        if page.readable(match.start()) and part is None and _may_name(page, *match.span("name")):
            yield *match.span("name"), "subject"


def _apposed(page: PageReading) -> Iterator[re.Match[str]]:
    """Each pattern is tried where it can match: at words with capitals, and before a project that is paid or led."""
    text, worded = page.text, page.lexicon.worded
    signs = places_of(lowered(text), SIGN)
    begins = [match.start() for match in _BEGINS.finditer(text)] if signs else []
    paid = [sign for sign in signs if worded(_PAID_PROJECT).match(text, sign - 1)]
    yield from matches_at(begins, worded(_ENGLISH), text, 0, len(text))
    yield from matches_round(paid, worded(_PAID), text, BEFORE, BEHIND)
    yield from matches_at(begins, worded(_CZECH), text, 0, len(text))


def _may_name(page: PageReading, start: int, end: int) -> bool:
    """Say whether the name is no programme, payer, number, organisation or person."""
    words = page.text[start:end]
    return not (
        page.phrases_over(start, end)
        or page.numbers_over(start, end)
        or has_organisation_word(words, page.lexicon)
        or is_person(words, page.lexicon)
        or page.lexicon.is_generic(words)
        or refused_word(words.split()[0], page)
    )
