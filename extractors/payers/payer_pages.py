"""Pages of those who pay: "Nadace X letos podpořila dvanáct projektů", "Podpořené projekty 2021 | Nadace X".

A sentence whose subject supports projects, in the plural; or the page's title, where the name of a foundation or agency
stands beside words for what it has supported.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.bodies.names import trim
from extractors.bodies.subjects import subject_of
from extractors.payers.payer_givers import Giver, named
from extractors.text.letters import CAPITAL
from extractors.text.reading import PageReading
from schemas.document import Block

REACH = 90
"""Between the verb and its projects stand a sum and a few words: "částkou 1 207 500 Kč dvanáct"."""
LONGEST = 90
_BY = re.compile(r"\s(?:by|from|z|ze|od)\s")
_PART = re.compile(r"\s[|–—•·»/-]\s|[|:]\s")
_WORD = re.compile(r"\w+")
_LETTER = re.compile(rf"[{CAPITAL}][^\W\d_]")


def supporters(page: PageReading) -> Iterator[Giver]:
    """Yield who pays for the projects of the page."""
    yield from _subjects(page)
    for block in page.blocks:
        if block.names_page:
            yield from _in_title(page, block)


def _subjects(page: PageReading) -> Iterator[Giver]:
    for verb in page.lexicon.cue("supports_several").finditer(page.text):
        first, last = page.sentence_at(verb.start())
        if _BY.match(page.text, verb.end()):
            continue
        several = page.lexicon.cue("several_projects").search(page.text, verb.end(), min(last, verb.end() + REACH))
        if several and _counted(page, verb.end(), several.start(), last):
            found = subject_of(page, verb.start())
            yield from _payer(page, *found, first, last) if found else ()


def _counted(page: PageReading, start: int, end: int, last: int) -> bool:
    """Say whether the projects are counted or pointed at: a ministry that "supports projects" does so in general."""
    if page.text[last - 1] == ":" or page.lexicon.cue("all_projects", "these_projects").search(page.text, start, end):
        return True
    words = _WORD.findall(page.text[start:end].lower())[-3:]
    return any(word.isdigit() or word in page.lexicon.vocabulary.number_words for word in words)


def _payer(page: PageReading, start: int, end: int, first: int, last: int) -> Iterator[Giver]:
    """A known payer, or a name with a word of payers; towns and firms need a sum in their sentence."""
    code = next((p.code for p in page.phrases_over(start, end) if p.kind == "funder" and p.sure), "")
    titled = page.lexicon.cue("payer_title").search(page.text, start, end) and " " in page.text[start:end]
    if code or (titled and named(page, start, end, first, last)):
        yield start, end, code


def _in_title(page: PageReading, block: Block) -> Iterator[Giver]:
    """ "Podpořené projekty 2021 | Nadační fond X": one part tells what is supported, another is the payer's name."""
    marks = [*_PART.finditer(page.text, block.start, block.end)]
    starts = [block.start, *(mark.end() for mark in marks)]
    ends = [*(mark.start() for mark in marks), block.end]
    parts = list(zip(starts, ends, strict=True))
    if not any(page.lexicon.cue("supported_projects").match(page.text, *part) for part in parts):
        return
    for start, end in parts:
        start, end = trim(page.text, start, end)
        titled = page.lexicon.cue("payer_title").search(page.text, start, end)
        if titled and end - start <= LONGEST and _LETTER.match(page.text, start) and " " in page.text[start:end]:
            code = next((p.code for p in page.phrases_over(start, end) if p.kind == "funder" and p.sure), "")
            yield start, end, code
