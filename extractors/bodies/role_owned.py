"""Whose project it is, with no verb of running: "projekt „X“ Základní školy Y", "the Rowan Museum's project".

Also a project that runs at a body, "na Univerzitě X běží projekt", and one that a body "has been carrying out".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from extractors.bodies.genitive_owners import genitive_owners
from extractors.bodies.listed_names import Found
from extractors.bodies.name_prose import name_in_prose
from extractors.bodies.names import begins_with_head, has_organisation_word, is_organisation, trim
from extractors.bodies.role_nouns import of_project
from extractors.bodies.subjects import is_payer, is_project, name_start
from extractors.text.letters import CAPITAL
from extractors.text.reading import MASK, PageReading
from extractors.text.windows import matches_at, places_of
from extractors.text.worded import Worded
from schemas.document import BlockKind

NEAR, MOST = 90, 40
"""Between a word for a project and what stands in brackets or quotation marks are so many code points at most; of a
page so many places are asked."""
_NAMED_OF = re.compile(
    rf"(?<!\w)project\s(?:{MASK}{{2,200}}|[{CAPITAL}][\w-]{{1,20}}\s(?:[\w-]{{2,20}}\s){{0,7}}?)\s?of\s(?:the\s)?(?=[{CAPITAL}])"
)
# "projekt MKP v Lipce s názvem"
_SHORT_OWNER = Worded(
    rf"(?<!\w)(?i:{{owned_nouns}})\s(?P<name>[{CAPITAL}]{{3,6}})\s(?:[^;:„“\n]{{1,30}}?\s)?{{with_title}}(?!\w)"
)
_WORD = re.compile(r"[^\W\d_]+")
_POSSESSIVE = re.compile(rf"(?<=\w)(?:['’]s|(?<=s)['’])\s(?:[\w-]{{2,20}}\s){{0,6}}?{MASK}{{0,200}}\s?projects?(?!\w)")
_CAPITALISED = re.compile(rf"(?<![\w-])[{CAPITAL}][\w&-]*")
_WHICH = re.compile(r",\swhich\s(?:the\s)?(?=[^\W\d_])")
# Not "the nodes are X, us, Y", where who speaks is one of a list and the name behind is the next one.
_WE = re.compile(rf"(?<!\w)(?<!,\s)(?:my|námi|us|we),\s(?:the\s)?(?=[{CAPITAL}])")
_AT = re.compile(r"(?<!\w)(?:na|v|ve|at|in)\s(?:the\s)?(?=[^\W\d_])", re.IGNORECASE)


def owned(page: PageReading) -> Iterator[Found]:
    """Yield the bodies that a page names as those whose a project is."""
    if not page.lexicon.cue("project").search(page.text):
        return
    yield from genitive_owners(page)
    yield from _of_named(page)
    yield from _short_owners(page)
    yield from _possessive(page)
    yield from _which_they(page)
    yield from _we(page)


def _found_at(pattern: re.Pattern[str], text: str, *opening: str) -> Iterator[re.Match[str]]:
    """Yield the matches of a pattern that begins with one of the words."""
    return matches_at(places_of(text, *opening), pattern, text, 0, len(text))


def _body(page: PageReading, start: int, rule: str) -> Iterator[Found]:
    """The name at `start`, if it shows a body of two words at least, and neither a project nor a payer."""
    first, last = trim(page.text, start, name_in_prose(page.text, start, page.sentence_at(start)[1], page.lexicon))
    words = page.text[first:last]
    if " " not in words or not has_organisation_word(words, page.lexicon):
        return
    if not is_project(page, first, last) and not is_payer(page, first, first + 1):
        yield "beneficiaries", first, last, rule


def _of_named(page: PageReading) -> Iterator[Found]:
    """ "with the project Living with Bears of the Mountain Association"."""
    for told in islice(_found_at(_NAMED_OF, page.masked, "project"), MOST):
        post = page.lexicon.cue("post", "person_noun").search(told[0])  # "project Manager of the Museum"
        inside = has_organisation_word(told[0], page.lexicon)  # "in the project X are the University of Y"
        if page.readable(told.start()) and not post and not inside and " of the " not in told[0][:-8]:
            yield from _body(page, told.end(), "owned_of")


def _short_owners(page: PageReading) -> Iterator[Found]:
    """ "projekt MKP v Lipce s názvem:": an acronym of the body that the title or an early heading of the page names."""
    for told in islice(page.lexicon.begun(_SHORT_OWNER, page.masked, "owned_nouns"), MOST):
        if page.readable(told.start()) and _spells(page, told["name"]):
            yield "beneficiaries", *told.span("name"), "owned_short"


def _spells(page: PageReading, short: str) -> bool:
    """Say whether the page's title or an early heading is the name of a body with these first letters."""
    for block in page.page.blocks[:MOST]:
        if block.kind in (BlockKind.META, BlockKind.HEADING):
            name = page.page.text[block.start : block.end]
            words = [word for word in _WORD.findall(name) if word.lower() not in page.lexicon.small_words]
            if "".join(word[0].upper() for word in words).startswith(short) and has_organisation_word(
                name, page.lexicon
            ):
                return True
    return False


def _possessive(page: PageReading) -> Iterator[Found]:
    """ "the Rowan Museum's project „X“": the name right before the possessive."""
    for told in islice(_found_at(_POSSESSIVE, page.masked, "'", "’"), MOST):
        if not page.readable(told.start()):
            continue
        floor = max(page.sentence_at(told.start())[0], told.start() - NEAR)
        for word in _CAPITALISED.finditer(page.text, floor, told.start()):
            if name_in_prose(page.text, word.start(), told.start(), page.lexicon) < told.start():
                continue
            first, last = trim(page.text, name_start(page, word.start(), told.start()), told.start())
            words = page.text[first:last]
            if " " in words and has_organisation_word(words, page.lexicon) and not is_payer(page, first, last):
                yield "beneficiaries", first, last, "owned_possessive"
            break


def _which_they(page: PageReading) -> Iterator[Found]:
    """ "the project X, which the town of Y has been carrying out"."""
    for told in islice(_WHICH.finditer(page.masked), MOST):
        if not page.readable(told.start()) or not of_project(page, told.start()):
            continue
        end = page.sentence_at(told.start())[1]
        stop = name_in_prose(page.text, told.end(), end, page.lexicon)
        first, last = trim(page.text, told.end(), stop)
        verb = page.lexicon.cue("carries_out").match(page.text, last + 1, end) if last > first else None
        headed = verb and (begins_with_head(page.text, first, page.lexicon) or page.text[first].isupper())
        if headed and is_organisation(page.text[first:last], page.lexicon) and not is_payer(page, first, last):
            yield "beneficiaries", first, last, "owned_which"


def _we(page: PageReading) -> Iterator[Found]:
    """ "It is led by us, the Association X", "projekt držíme v rukou my, MAS X": who speaks says the name."""
    for told in islice(_found_at(_WE, page.text, "my,", "námi,", "us,", "we,"), MOST):
        start, end = page.sentence_at(told.start())
        joins = page.lexicon.cue("we_join", "in_cooperation", "along_with", "partner_word").search(
            page.text, start, told.end()
        )
        if page.readable(told.start()) and not joins and page.lexicon.cue("project").search(page.text, start, end):
            yield from _body(page, told.end(), "owned_we")


def runs_at(page: PageReading) -> Iterator[Found]:
    """ "Na Univerzitě X běží projekt", "the project is being implemented at the University of X"."""
    for verb in page.lexicon.cue("project_runs").finditer(page.masked):
        start, end = page.sentence_at(verb.start())
        if not page.readable(verb.start()) or not page.lexicon.cue("project").search(page.masked, start, end):
            continue
        for at in _AT.finditer(page.text, start, end):
            opens, behind = at.start() == start, at.start() == verb.end() + 1
            if (opens or behind) and not page.lexicon.cue("place_nouns").match(page.text, at.end()):
                yield from (
                    found for found in _body(page, at.end(), "told_runs_at") if behind or found[2] >= verb.start() - 8
                )
