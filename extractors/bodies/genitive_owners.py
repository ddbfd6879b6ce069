"""Whose project it is, in the genitive: "projekt Města X „Y“", "projektem obecně prospěšné společnosti Z".

The name stands right behind a word for a project, or behind its title in quotation marks or its number in brackets.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain, islice

from extractors.bodies.listed_names import Found
from extractors.bodies.name_prose import name_in_prose
from extractors.bodies.names import end_of_form, has_organisation_word, inflected_head, trim
from extractors.bodies.subjects import is_payer, is_project
from extractors.text.letters import CAPITAL, SMALL
from extractors.text.reading import MASK, PageReading
from extractors.text.worded import Worded
from schemas.document import BlockKind

NEAR, MOST = 90, 60
"""Between a word for a project and what stands in brackets or quotation marks are so many code points at most; of a
page so many places are asked."""
_RIGHT_BEHIND = Worded(r"(?<!\w)(?i:{owned_nouns})\s(?=[^\W\d_])")
_BEHIND_TITLE = Worded(rf"(?<!\w)(?i:{{owned_nouns}})\s[^.;:\n]{{0,{NEAR}}}?{MASK}\s(?=[^\W\d_])")
_ADJECTIVES = re.compile(r"(?:[^\W\d_]{2,20}(?:ého|ího|é|í|ej|ých|ích|ovy)\s){1,3}")
_LOWER = re.compile(rf"(?:[{SMALL}]{{3,20}}(?:ě|é|ej|ého)\s){{0,2}}")
_OWN_NAME = re.compile(rf"\s[„\"]?[{CAPITAL}]")
_NAMED = re.compile(rf"\s(?:[{SMALL}]{{1,3}}\.?\s)?[{CAPITAL}]")
# "Krajské knihovny v metodě BIM", "kraje | Polabský kraj": more than a name
_MORE = re.compile(rf"\|| (?:v|ve|na|pro|o) [{SMALL}]{{4}}")
_GENITIVE, _OF_KIND = "yeauíéo", "yeiíu"
_NO_PROSE = (BlockKind.HEADING, BlockKind.META, BlockKind.FRONT_MATTER)


def genitive_owners(page: PageReading) -> Iterator[Found]:
    """Yield the bodies whose project a page speaks of, by the genitive alone."""
    lexicon = page.lexicon
    told = chain(
        islice(lexicon.begun(_RIGHT_BEHIND, page.masked, "owned_nouns"), MOST),
        islice(lexicon.begun(_BEHIND_TITLE, page.masked, "owned_nouns"), MOST),
    )
    for noun in told:
        block = page.block_at(noun.start()) if page.readable(noun.start()) else None
        begin = _owner_start(page, noun.end()) if block and block.kind not in _NO_PROSE else -1
        if begin < 0:
            continue
        stop = name_in_prose(page.text, begin, page.sentence_at(noun.start())[1], lexicon)
        first, last = trim(page.text, begin, max(stop, end_of_form(page.text, stop, lexicon)))
        last = _before_project(page, first, last)
        if last > first and not is_project(page, first, last) and not is_payer(page, first, first + 1):
            yield "beneficiaries", first, last, "owned_genitive"


def _before_project(page: PageReading, start: int, end: int) -> int:
    """ "projekt Univerzity X UniQSurf": the end of a name before the acronym of the project itself."""
    blank = page.text.rfind(" ", start, end)
    return blank if blank > start and is_project(page, blank + 1, end) else end


def _owner_start(page: PageReading, at: int) -> int:
    """Where a name in the genitive begins that stands at `at`, behind the words for its kind; -1 if none does."""
    text, lexicon = page.text, page.lexicon
    lower = _LOWER.match(text, at)
    kind = lexicon.cue("body_nouns").match(text, lower.end() if lower else at) if text[at].islower() else None
    if kind and kind[0].islower() and kind[0][-1] in _OF_KIND and _OWN_NAME.match(text, kind.end()):
        return kind.end() + 1
    adjectives = _ADJECTIVES.match(text, at)
    head = adjectives.end() if adjectives and not inflected_head(text, at, lexicon) else at
    word = text[head : head + 30].partition(" ")[0]
    genitive = inflected_head(text, head, lexicon) and word[-1:] in _GENITIVE
    if not genitive or lexicon.cue("payer_head").match(text, head):
        return -1
    begin = at if text[at].isupper() else head
    stop = name_in_prose(text, begin, page.sentence_at(at)[1], lexicon)
    named = _NAMED.search(text, head, stop) and not _MORE.search(text, head, stop)
    return begin if named and has_organisation_word(text[begin:stop], lexicon) else -1
