"""Who takes part in the company of others: beside one partner, on the other side of a border, with us.

"X je jedním z partnerů, vedle Y a Z"; "na polské straně se účastní X"; "s X a s Y se věnujeme projektu"; "with X as the
lead institution"; "the partners – besides X – are Y and Z".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.bodies.listed_names import Found, names_after
from extractors.bodies.name_prose import name_in_prose
from extractors.bodies.names import is_organisation, is_person, trim
from extractors.bodies.role_nouns import of_project
from extractors.bodies.subjects import is_payer, name_start
from extractors.text.letters import CAPITAL
from extractors.text.reading import PageReading
from extractors.text.worded import Worded

LONGEST, NEAR = 90, 60
"""A name before "as a partner" takes at most so many code points; from "on the Polish side" to its verb are so many."""
_BESIDE = Worded(r"(?:\s{of_the_project})?,?\s{beside}\s(?:the\s)?(?=[^\W\d_])")
_WITH = re.compile(r"(?<!\w)(?:[Ww]ith|[Ss]e?)\s(?:the\s)?(?=[^\W\d_])")
_NAMED = re.compile(rf"\s[„\"“]?[{CAPITAL}]")
_BEFORE_ORIGIN = re.compile(r"(?<!\w)(?:s|se|so|z|ze|do|with|from|at)\s(?:the\s|our\s|naší\s|naším\s)?$", re.IGNORECASE)
_OPENS = re.compile(rf"Se?\s(?=[{CAPITAL}])|Se?\s(?:\w{{2,20}}\s){{1,2}}(?=[{CAPITAL}])")


def in_company(page: PageReading) -> Iterator[Found]:
    """Yield those who take part beside, with or across from others."""
    yield from _beside_one(page)
    yield from _on_sides(page)
    yield from _with_us(page)
    yield from _with_role(page)
    yield from _from_abroad(page)


def _beside_one(page: PageReading) -> Iterator[Found]:
    """ "X is one of the partners, along with Y and Z"."""
    for cue in page.lexicon.cue("one_partner").finditer(page.text):
        beside = page.lexicon.worded(_BESIDE).match(page.text, cue.end())
        if beside and page.readable(cue.start()) and of_project(page, cue.start()):
            yield from names_after(page, "partners", beside.end(), "company_beside")


def _on_sides(page: PageReading) -> Iterator[Found]:
    """ "On the Polish side X and Y take part", "na polské straně se účastní X a Y": the names behind the verb."""
    for side in page.lexicon.cue("on_side").finditer(page.text):
        if not page.readable(side.start()) or not of_project(page, side.start()):
            continue
        limit = min(page.sentence_at(side.start())[1], side.end() + NEAR)
        verb = page.lexicon.cue("takes_part", "joined_in").search(page.text, side.end(), limit)
        if verb and "," not in page.text[side.end() : verb.start()]:
            yield from names_after(page, "partners", verb.end(), "company_side")


def _with_us(page: PageReading) -> Iterator[Found]:
    """ "S X a s firmou Y se věnujeme projektu …": the sentence tells of us, and begins with the others."""
    for work in page.lexicon.cue("we_work").finditer(page.text):
        start, _ = page.sentence_at(work.start())
        opening = _OPENS.match(page.text, start, work.start())
        if opening and page.readable(start) and of_project(page, start):
            begin = name_start(page, start + page.text[start : start + 3].index(" ") + 1, work.start())
            yield from names_after(page, "partners", begin, "company_us")


def _from_abroad(page: PageReading) -> Iterator[Found]:
    """ "výměna s německým spolkem X", "do partnerské školy X": what kind of body it is stands before its name."""
    for origin in page.lexicon.cue("from_abroad").finditer(page.text):
        kind = page.lexicon.cue("body_nouns", "abroad_bodies").match(page.text, origin.end() + 1)
        if not kind or not _NAMED.match(page.text, kind.end()) or not page.readable(origin.start()):
            continue
        if _BEFORE_ORIGIN.search(page.text, max(0, origin.start() - 10), origin.start()) and _told(
            page, origin.start()
        ):
            yield from names_after(page, "partners", kind.end() + 1, "company_abroad", known=True)


def _told(page: PageReading, offset: int) -> bool:
    """Say whether the block tells of a project, or who paid how much."""
    block = page.block_at(offset)
    paid = block and page.phrases_within(block.start, block.end)
    return bool(paid) or of_project(page, offset)


def _with_role(page: PageReading) -> Iterator[Found]:
    """ "…, with X as the lead institution", "s Y jako partnerem": one name between "with" and its role."""
    for field, group in (("beneficiaries", "in_role"), ("partners", "as_partner")):
        for role in page.lexicon.cue(group).finditer(page.text):
            if not page.readable(role.start()) or not of_project(page, role.start()):
                continue
            begin = _behind_with(page, role.start())
            first, last = _between(page, begin, role.start()) if begin else (0, 0)
            if last > first and not is_payer(page, first, last):
                yield field, first, last, "company_role"


def _behind_with(page: PageReading, stop: int) -> int:
    """Where the words behind the last "with" before `stop` begin; 0 if none stands near."""
    block = page.block_at(stop)
    floor = max(block.start if block else stop, stop - LONGEST)
    return max((joint.end() for joint in _WITH.finditer(page.text, floor, stop)), default=0)


def _between(page: PageReading, begin: int, stop: int) -> tuple[int, int]:
    """The one name from `begin` up to `stop`; nothing if more than a name stands there."""
    begin = name_start(page, begin, stop)
    first, last = trim(page.text, begin, name_in_prose(page.text, begin, stop, page.lexicon))
    words = page.text[first:last]
    capitals = sum(word[0].isupper() for word in words.split())
    shown = is_organisation(words, page.lexicon) or (capitals > 1 and not is_person(words, page.lexicon))
    return (first, last) if shown and not page.text[last:stop].strip() else (stop, stop)
