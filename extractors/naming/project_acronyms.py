"""Acronyms that a sentence treats as a project's: "coordinates AQUANET", "the goal of AQUANET", "AQUANET partners".

A project's own pages seldom say that it is a project: the name stands where only that of a project or its consortium
can. Each find is a guess, and serves to name a number that nothing else names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from extractors.bodies.names import has_organisation_word
from extractors.naming.prose_titles import refused_word
from extractors.text.reading import PageReading
from extractors.text.windows import matches_at, matches_round
from schemas.document import BlockKind
from schemas.vocabulary import Vocabulary

# A capital at its head, another or a figure within, four signs or more: "AQUANET", "FreshLoop", "AGE-4ALL".
_ACRONYM = r"(?<![\w@/.-])(?P<name>(?:LIFE\s)?[A-Z](?=[\w-]{0,24}[A-Z0-9])[\w-]{3,24})(?![\w@/-]|\.\w)"
_BEGINS = re.compile(r"[A-Z](?<![\w@/.-].)(?=[\w-]{0,24}[A-Z0-9])(?=[\w-]{3})")
LONGEST = 120
"""An acronym, with what makes it one in its sentence, has at most so many code points."""
_WHICH = re.compile(
    rf"{_ACRONYM},\s(?:which|that)\s(?:has|have|is|was|received)\s[^.,;\n]{{0,30}}(?:fund|financ|support)"
)
# The project's own site, written out: "https://freshloop.eu", "info@freshloop.eu".
_SITE = re.compile(r"(?:://(?:www\.)?|www\.|@)(?P<label>[A-Za-z0-9-]{4,30})\.eu(?![\w.-])")
_WORD = re.compile(r"(?<![\w@/.-])(?P<name>[A-Z](?=[\w-]{0,28}[A-Z0-9])[\w-]{3,29}(?:\.eu)?)(?![\w@/-]|\.\w)")
# A part of a page's title, between bars, dashes and points; and an acronym that is all of it.
_TITLE_PART = re.compile(r"[^\s|–—·:•-](?:[^\n|–—·:•-]|(?<=\w)[-:](?=\w)){0,80}(?<=[^\s|–—·:•-])")
_WHOLE = re.compile(r"(?P<name>(?:LIFE\s)?[A-Z](?=[\w-]{0,24}[A-Z0-9])[\w-]{3,24})")
TITLE_KEYS = ("title", "og:title", "og:site_name")

_PLURAL = re.compile(r"^[A-Z]{2,8}s$")
"""Several bodies or people: "NGOs", "SMEs"."""


def acronyms(page: PageReading) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and rule of each acronym in such a place."""
    before, after, reach = _frames(page.lexicon.vocabulary)
    begins = [match.start() for match in _BEGINS.finditer(page.text)]
    for pattern in (before, after, _WHICH):
        for match in matches_round(begins, pattern, page.text, reach, reach + LONGEST):
            start, end = match.span("name")
            if page.readable(start) and _may_name(page, start, end):
                yield start, end, "acronym"
    yield from _named_by_site(page, begins)
    yield from _named_by_title(page)


def _named_by_site(page: PageReading, begins: list[int]) -> Iterator[tuple[int, int, str]]:
    """The words that spell the name of a European site printed on the page: "FreshLoop" beside "info@freshloop.eu"."""
    if ".eu" not in page.text:
        return
    sites = {match["label"].lower().replace("-", "") for match in _SITE.finditer(page.text)}
    for match in matches_at(begins, _WORD, page.text, 0, len(page.text)) if sites else ():
        spelled = match["name"].removesuffix(".eu").lower().replace("-", "")
        if spelled in sites and page.readable(match.start()) and _may_name(page, *match.span("name")):
            yield *match.span("name"), "acronym"


def _named_by_title(page: PageReading) -> Iterator[tuple[int, int, str]]:
    """A part of the page's own title that is an acronym and stands in its text too: "Partners | AQUANET"."""
    for block in page.blocks:
        if block.kind not in (BlockKind.META, BlockKind.FRONT_MATTER) or block.key.lower() not in TITLE_KEYS:
            continue
        for part in _TITLE_PART.finditer(page.text, block.start, block.end):
            name = _WHOLE.match(page.text, *part.span())
            again = name and page.text.find(name["name"], block.end) >= 0
            if name and again and name.end() == part.end() and _may_name(page, *name.span("name")):
                yield *name.span("name"), "acronym"


@lru_cache(maxsize=2)
def _frames(vocabulary: Vocabulary) -> tuple[re.Pattern[str], re.Pattern[str], int]:
    """Return the patterns of an acronym behind the words that lead to a project's name, and before its nouns.

    The last value is what the longest of these words take, with "LIFE" beside them.
    """
    reach = 8 + max(len(words) for place in ("after", "before") for words in vocabulary.cues[f"acronym_{place}"])
    before, after = ("|".join(map(re.escape, vocabulary.cues[f"acronym_{place}"])) for place in ("after", "before"))
    return (
        re.compile(rf"(?<!\w)(?i:{before})\s{_ACRONYM}"),
        re.compile(rf"{_ACRONYM}\s(?:{after})(?!\w)"),
        reach,
    )


def _may_name(page: PageReading, start: int, end: int) -> bool:
    """Say whether the acronym is no programme, payer, organisation, number or common word."""
    words = page.text[start:end]
    return not (
        _PLURAL.search(words)
        or page.phrases_over(start, end)
        or page.numbers_over(start, end)
        or has_organisation_word(words, page.lexicon)
        or page.lexicon.is_generic(words)
        or refused_word(words.split()[0], page)
    )
