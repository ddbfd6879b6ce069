"""Who joins a project, told by classes of words in any order: a verb of taking part, a partner's noun, a land.

"Zapojí se do něj i X a Y"; "X se do projektu zapojila jako partner"; "jako partneři v něm vystupují X a Y"; "X se stala
jedním z osmi partnerů"; "kromě X se na něm podílí i Y"; "partneři z Německa – X, z Rakouska – Y".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from extractors.bodies.addresses import is_country
from extractors.bodies.listed_names import Found, names_after, shows_body
from extractors.bodies.name_prose import name_in_prose
from extractors.bodies.names import inflected_head, is_organisation, is_person, trim
from extractors.bodies.role_nouns import of_project
from extractors.bodies.role_sentences import after_lead_word, subjects_before
from extractors.bodies.subjects import name_start, subject_of
from extractors.text.letters import CAPITAL, SMALL
from extractors.text.reading import MASK, PageReading
from extractors.text.worded import Worded

NEAR, CLAUSE, MOST = 60, 150, 40
"""From a verb to "as a partner" are so many code points at most, from "beside X" to its verb so many; of a page so many
places are asked."""
_TO_IT = Worded(
    rf"(?:\s{{aside}})?(?:\s(?:{{in_project}}|{{in_it}}))\s?{MASK}{{0,200}}(?:\s{{aside}}){{0,3}}:?\s(?=[^\W\d_])"
)
_ROLE_VERB = Worded(
    rf"(?:\s(?:{{in_project}}|{{in_it}}|{{aside}})){{0,2}}\s?{MASK}{{0,200}}\s(?:{{takes_part}}|{{plays_part}}|{{invites}})"
    r"(?:\s(?:{in_project}|{in_it}|{aside})){0,3}\s(?=[^\W\d_])"
)
_BECAME = Worded(rf"(?<!\w)(?:{{being}}|{{became}})\s(?:[{SMALL}]{{1,14}}\s){{0,4}}$")
_CLOSED = Worded(
    rf"\s?(?:[.,;)]|$|\n|(?:\s[{SMALL}-]{{2,20}}){{0,3}}\s?{MASK}|\s(?:{{of_this}}\s)?(?:[{SMALL}-]{{3,20}}\s){{0,2}}"
    r"(?:{of_body})(?!\w)|\s(?:zde|tady|here)(?!\w))"
)
_OPENING = Worded(r"(?:\s(?:se|sa)(?=\s))?(?:\s(?:{in_project}|{in_it}|{aside}|{adverb})){0,3}\s$")
_BESIDE_VERB = Worded(
    r"\s(?:{do_it}|{takes_part}|{made_of})(?:\s(?:{in_project}|{in_it}|{aside})){0,3}:?\s(?:the\s)?(?=[^\W\d_])"
)
_LAND = re.compile(
    rf"(?<!\w)(?:z|ze|zo|v|ve|from|in)\s(?:the\s)?(?P<land>[{CAPITAL}][{SMALL}]{{3,20}}(?:\s[{CAPITAL}][{SMALL}]{{3,20}})?)"
    r"\s?(?P<mark>\(|[–—-]\s)(?=\w)"
)
_IN_BRACKET = re.compile(r"[^()\n]{3,90}(?=\))")


def joining(page: PageReading) -> Iterator[Found]:
    """Yield those of whom a clause says that they take part."""
    if page.lexicon.cue("project").search(page.text) or page.numbers:
        yield from _verb_first(page)
        yield from _as_partners(page)
        yield from _predicates(page)
        yield from _beside(page)
        yield from _from_lands(page)


def _names(page: PageReading, start: int, rule: str) -> Iterator[Found]:
    """The names at `start`, in the nominative."""
    if not inflected_head(page.text, start, page.lexicon):
        yield from names_after(page, "partners", start, rule)


def _verb_first(page: PageReading) -> Iterator[Found]:
    """ "Zapojí se do něj i X": verb, what they join, names."""
    for verb in page.lexicon.cue("takes_part", "joined_in", "invites").finditer(page.masked):
        goal = page.lexicon.worded(_TO_IT).match(page.masked, verb.end())
        if not goal or not page.readable(verb.start()) or not of_project(page, verb.start()):
            continue
        opens = page.text[page.sentence_at(verb.start())[0] : verb.start()].strip()
        if opens and MASK not in goal[0] and page.lexicon.cue("in_project").search(goal[0]):
            continue  # "Klinika X se podílí na projektu Y": Y is its name
        taken = page.lexicon.cue("invites").fullmatch(verb[0]) is not None
        found = list(names_after(page, "partners", goal.end(), "joins_it"))
        named = found and is_organisation(page.text[slice(*found[0][1:3])], page.lexicon)
        if named and (
            taken or not (inflected_head(page.text, goal.end(), page.lexicon) or subject_of(page, verb.start()))
        ):
            yield from found


def _as_partners(page: PageReading) -> Iterator[Found]:
    """ "Jako partneři v něm vystupují X a Y", "X a Y se projektu účastní jako partneři"."""
    for role in page.lexicon.cue("as_partner").finditer(page.masked):
        if not page.readable(role.start()) or not of_project(page, role.start()):
            continue
        verb = page.lexicon.worded(_ROLE_VERB).match(page.masked, role.end())
        if verb:
            taken = page.lexicon.cue("invites").search(verb[0])
            yield from (
                names_after(page, "partners", verb.end(), "joins_as") if taken else _names(page, verb.end(), "joins_as")
            )
            continue
        start, _ = page.sentence_at(role.start())
        near = max(start, role.start() - NEAR)
        before = [*page.lexicon.cue("takes_part", "plays_part").finditer(page.masked, near, role.start())]
        if before and "," not in page.text[before[-1].end() : role.start()]:
            yield from _before(page, before[-1])


def _before(page: PageReading, verb: re.Match[str]) -> Iterator[Found]:
    """The names before a verb, behind which "se" and what they join may stand: "X se do projektu | zapojila"."""
    opening = page.lexicon.worded(_OPENING).search(page.masked, max(0, verb.start() - NEAR), verb.start())
    stop = opening.start() + 1 if opening else verb.start()
    if page.lexicon.cue("several_act").search(verb[0]):
        found = [name for name in subjects_before(page, stop) if shows_body(page, name[1], name[2])]
        yield from found if len(found) > 1 or _opens(page, found) else ()
    elif subject := subject_of(page, stop):
        yield "partners", *subject, "joins_subject"


def _opens(page: PageReading, found: list[Found]) -> bool:
    """ "Modrá scéna Brno jsou partnerem projektu": a name in the plural that opens its sentence, and is no person's."""
    if len(found) != 1:
        return False
    _, start, end, _ = found[0]
    return page.sentence_at(start)[0] == start and not is_person(page.text[start:end], page.lexicon)


def _predicates(page: PageReading) -> Iterator[Found]:
    """ "X se stala partnerem projektu", "X is one of the eight partners of the project": who stands before the verb."""
    for noun in page.lexicon.cue("partner_predicates").finditer(page.masked):
        start = noun.start()
        verb = page.lexicon.worded(_BECAME).search(page.masked, max(0, start - NEAR), start)
        if not verb or not page.lexicon.worded(_CLOSED).match(page.masked, noun.end()) or not page.readable(start):
            continue
        if not after_lead_word(page, start) and of_project(page, start):
            yield from _before(page, verb)


def _beside(page: PageReading) -> Iterator[Found]:
    """ "Kromě X jsou v projektu i Y a Z", "as well as X, the project includes Y": behind the verb."""
    for opening in islice(page.lexicon.cue("beside").finditer(page.masked), MOST):
        start, end = page.sentence_at(opening.start())
        if opening.start() != start and page.text[opening.start() - 2 : opening.start()] not in (", ", "a ", "; "):
            continue
        limit = min(end, opening.end() + CLAUSE)
        verb = page.lexicon.worded(_BESIDE_VERB).search(page.masked, opening.end(), limit)
        if verb and page.readable(start) and of_project(page, start):
            yield from _names(page, verb.end(), "joins_beside")


def _from_lands(page: PageReading) -> Iterator[Found]:
    """ "Partneři z Německa – X, z Rakouska – Y", "schools from Italy (X) and Spain (Y)"."""
    lands = [land for land in _LAND.finditer(page.text) if is_country(land["land"], page.lexicon)]
    for land in lands:
        start, end = page.sentence_at(land.start())
        told = page.lexicon.cue(
            "partner_word", "takes_part", "along_with", "partner_with", "organisation_nouns"
        ).search(page.text, start, land.start())
        if not told or not page.readable(start) or not of_project(page, start):
            continue
        bracket = _IN_BRACKET.match(page.text, land.end(), end) if land["mark"] == "(" else None
        begin = name_start(page, land.end(), end)
        stop = name_in_prose(page.text, begin, bracket.end() if bracket else end, page.lexicon)
        first, last = trim(page.text, begin, stop)
        if last > first and not is_person(page.text[first:last], page.lexicon):
            yield "partners", first, last, "joins_land"
