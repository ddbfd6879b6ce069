"""A noun for a role and the names it is said of, with or without a verb between them.

"příjemcem je X, partnery Y a Z"; "the Norwegian partner, X, trains …"; "its lead partner, the X, has …"; "s partnerem –
městem X"; "led by X, with Y and Z"; "X (příjemce) a Y (partner)"; "X coby partner"; an entry "…, No. 123, with X".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from extractors.bodies.addresses import cut_place
from extractors.bodies.listed_names import Found, behind_place, names_after
from extractors.bodies.name_ends import cut_tail
from extractors.bodies.name_prose import name_in_prose
from extractors.bodies.names import begins_with_head, inflected_head, is_organisation, is_person, legal_form_at, trim
from extractors.bodies.owners import bare_noun
from extractors.bodies.remarks import said_to_lead
from extractors.bodies.subjects import is_payer, name_start
from extractors.text.letters import CAPITAL, SMALL
from extractors.text.reading import MASK, PageReading
from extractors.text.worded import Worded
from schemas.document import Block

NEAR = 300
"""The number of the project, or a word for one, stands in the block or so many code points before it."""
SECTION = 1200
"""So many code points before a block may tell what project its section is of."""
LONGEST = 120
_OF_WHAT = Worded(
    rf"(?:\s(?:{{of_this}} )?(?:project )?{{of_body}})?(?:\s?{MASK}{{2,200}})?"
    r"(?:(?:\s[^\W\d_][\w-]{0,20}){1,5}?(?=\s{being}\s))?"
)
_LINK = Worded(
    r"(?:(?:,?\s(?:{then}\s)?(?:{being}|being)(?:\s(?:{then}|{aside})){0,3})|,|;|\s[–—-]|:)?\s(?P<article>the\s|\()?"
)
_VERB = re.compile(r",?\s\w")
_LINKED = Worded(r"\s(?:{being}|the)\s")
_PREDICATE = Worded(rf"(?<!\w){{being}}\s(?:(?:{{article}}|{{then}})\s)?(?:[{SMALL}]{{3,12}}\s)?$")
_SAID_BEFORE = Worded(r"(?:em|y|mi)\s(?:\S{1,24}\s){0,4}{being}\s[^;]{3,120},\s(?:\w{2,12}\s)?$")
_BEFORE = Worded(r"(?:[,;(:.–—]\s?|\s{and_its}\s|(?<!\S)(?:The|Its|Our)\s|{of_which}\s{being}\s|\n\s{0,8})$")
_ADJECTIVE = re.compile(
    r"(?<!\w)[^\W\d_]{3,20}(?:ý|á|é|í|ým|ou|ými|ími|ém|ého|ému|an|ish|ian|ese|ch|ic|nd|al|er|ed)\s$"
)
_WITH = Worded(rf"(?:\s?{MASK}{{2,120}}|\s?\([^()\n]{{1,60}}\))?,?\s(?:{{jointly}}\s)?(?:with|s|se|so)\s(?=[^\W\d_])")
_ENTRY_WITH = Worded(rf"(?:[.,;:(–-]\s?|\s)(?i:{{in_company}})\s(?:the\s)?(?=[{CAPITAL}])")
_MARK = re.compile(rf"[,;:•|\n\t]\s{{0,3}}|[.!?]\s(?=[{CAPITAL}])|\s(?:a|i|and|und)\s")
_WRAPPED = re.compile(r"[^\n]{50}[^\W_]$")
_WORD = re.compile(r"(?<!\w)[^\W\d_]")


def by_role(page: PageReading) -> Iterator[Found]:
    """Yield the names that stand with a noun for their role."""
    if not page.lexicon.cue("project", "grant_words").search(page.text) and not page.numbers:
        return
    yield from _behind_nouns(page)
    yield from _led_with(page)
    yield from _in_brackets(page)
    yield from _as_partners(page)
    yield from _of_entries(page)


def _behind_nouns(page: PageReading) -> Iterator[Found]:
    for field, group in (("beneficiaries", "lead_nouns"), ("partners", "partner_nouns")):
        for noun in page.lexicon.cue(group).finditer(page.masked):
            start, stop = noun.span()
            joint = page.text[start - 1 : start] == "-"  # "co-applicant"
            if joint or not page.readable(start) or not of_project(page, start):
                continue
            led = field == "partners" and page.lexicon.cue("lead_word").search(page.text, max(0, start - 10), start)
            if led or page.lexicon.cue("no_partner").search(page.text, max(0, start - 14), start):
                continue
            begin = _name_start(page, start, stop)
            if begin:
                found = names_after(page, field, begin, "role_noun")
                verb = page.lexicon.worded(_LINKED).search(page.text, stop, begin)
                linked = verb is not None or _elliptic(page, start, stop)
                yield from _sure(page, islice(found, 1) if field == "beneficiaries" else found, linked)


def _elliptic(page: PageReading, start: int, stop: int) -> bool:
    """ "Příjemcem je X, partnery Y a Z": the verb stood before, and the noun is an instrumental."""
    opening = max(page.sentence_at(start)[0], start - NEAR)
    said = page.text[start:stop].endswith(("em", "y", "mi"))
    return said and page.lexicon.worded(_SAID_BEFORE).search(page.text, opening, start) is not None


def _name_start(page: PageReading, start: int, stop: int) -> int:
    """Where the name begins that a role's noun is said of; 0 if none does."""
    what = page.lexicon.worded(_OF_WHAT).match(page.masked, stop)
    end = what.end() if what else stop
    link = page.lexicon.worded(_LINK).match(page.masked, end)
    said = page.lexicon.worded(_PREDICATE)
    if not link or (link[0][:1] in (",", ";") and said.search(page.text, max(0, start - 40), start)):
        return 0  # "X is the main applicant; Y is …"
    begin = link.end()
    if page.block_at(begin) is not page.block_at(start):
        return 0
    bare = not link[0].strip(" ").removesuffix("the").strip()
    if bare and (end > stop or not _begins_clause(page, start)):
        return 0  # "co-applicant of the project Green Roofs": its title
    if (bare or ":" in link[0]) and _is_label(page, start):
        return 0
    if not begins_with_head(page.text, begin, page.lexicon) and page.text[begin : begin + 1].islower():
        named = page.lexicon.cue("body_nouns").match(page.text, begin)
        own = name_start(page, begin, begin + LONGEST)  # "partnerem je norská organizace X"
        if not named and not (own > begin and page.text[own].isupper() and _VERB.match(link[0])):
            return 0
    if bare and inflected_head(page.text, begin, page.lexicon) and not _instrumental(page, start, begin):
        return 0  # "partneři Univerzity X": whose partners they are
    return begin


def _begins_clause(page: PageReading, start: int) -> bool:
    """Say whether the noun stands behind a mark, "a" or "s", with no more than two adjectives between."""
    for _ in range(3):
        if page.lexicon.worded(_BEFORE).search(page.text, max(0, start - 12), start):
            return True
        block = page.block_at(start)
        if block and block.start == start:
            return True
        adjective = _ADJECTIVE.search(page.text, max(0, start - 24), start)
        if not adjective:
            return False
        start = adjective.start()
    return False


def _is_label(page: PageReading, start: int) -> bool:
    """Say whether the noun opens a short block, or a line of one: what stands behind it is read as a label's value."""
    block = page.block_at(start)
    if block is None:
        return True
    line = page.text.rfind("\n", block.start, start) + 1
    return not page.text[max(line, block.start) : start].strip(" •*–-") and block.end - block.start < NEAR


def _instrumental(page: PageReading, start: int, begin: int) -> bool:
    noun = page.text[start:begin].split()[0]
    head = page.text[begin:].partition(" ")[0] if begin < len(page.text) else ""
    return noun.endswith(("em", "y", "mi", "ím", "kem")) and head.endswith(("m", "ou", "í", "mi"))


def of_project(page: PageReading, offset: int) -> bool:
    """Say whether the block speaks of a project, or one's number stands in it or shortly before."""
    block = page.block_at(offset)
    if block is None:
        return False
    if page.lexicon.cue("project", "project_roles").search(page.text, block.start, block.end):
        return True
    heading = page.heading_before(offset)
    first = max(offset - NEAR, heading.end if heading else 0)
    return bool(page.numbers_within(min(first, block.start), block.end))


def section_of_project(page: PageReading, block: Block) -> bool:
    """Say whether what stands before a block under its heading, or the heading itself, speaks of a project."""
    heading = page.heading_before(block.start)
    first = max(block.start - SECTION, heading.start if heading else 0)
    return bool(page.lexicon.cue("project").search(page.text, first, block.start))


def _sure(page: PageReading, found: Iterator[Found], linked: bool = False) -> Iterator[Found]:
    """Keep what shows an organisation; behind a verb, "the" or another name two capitals do, elsewhere three, or a
    country or a town behind."""
    listed = False  # behind a sure name of the list
    for field, start, end, rule in found:
        name = page.text[start:end]
        if bare_noun(page, start, end) and not linked:
            continue
        shown = is_organisation(name, page.lexicon) or _capitals(page, name) >= (2 if linked else 3)
        shown = shown or (listed and name[0].isupper() and " " in name and not is_person(name, page.lexicon))
        shown = shown or (start, end) in page.emphasis  # "two partners, **X** and **Y**"
        if shown or behind_place(page, end, end + 40) > end or _called(page, start):
            linked = listed = True
            yield field, start, end, rule


def _called(page: PageReading, start: int) -> bool:
    """Say whether a word for an organisation stands before the name: "společností X"."""
    nouns = page.lexicon.cue("body_nouns").finditer(page.text, max(0, start - 40), start)
    return any(noun.end() == start - 1 for noun in nouns)


def _capitals(page: PageReading, name: str) -> int:
    """How many words of a name have capitals, if the others are small ones such as "of"; 0 for a person's."""
    words = name.split()
    plain = all(word[0].isupper() or word.lower() in page.lexicon.small_words for word in words)
    return sum(word[0].isupper() for word in words) if plain and not is_person(name, page.lexicon) else 0


def _led_with(page: PageReading) -> Iterator[Found]:
    """ "led by X, with Y and Z": who follows the one who leads takes part."""
    for match in page.lexicon.cue("beneficiary_by").finditer(page.text):
        if not page.readable(match.start()) or not of_project(page, match.start()):
            continue
        lead = next(_sure(page, names_after(page, "beneficiaries", match.end(), "role_noun"), linked=True), None)
        if lead is None:
            continue
        joint = page.lexicon.worded(_WITH).match(page.masked, lead[2])
        if joint or _of_what_was_said(page, match.start()):
            yield lead
        if joint:
            yield from _sure(page, names_after(page, "partners", joint.end(), "role_with"))


def _of_what_was_said(page: PageReading, offset: int) -> bool:
    """Say whether the sentence speaks of "it", said before to be a project, or names a programme."""
    start, end = page.sentence_at(offset)
    said = re.compile(r"(?:It|This)\s(?:is|was|will\sbe)\s").match(page.text, start)
    return bool(said) or any(p.kind == "programme" for p in page.phrases_within(start, end))


def _in_brackets(page: PageReading) -> Iterator[Found]:
    """ "X, a.s. (příjemce), Y (partner bez finančního příspěvku)": a role in brackets behind a name in a sentence."""
    for opener in re.compile(r"\s\((?=\w)").finditer(page.text):
        close = page.text.find(")", opener.end(), opener.end() + 60)
        if close < 0 or not page.readable(opener.start()) or not of_project(page, opener.start()):
            continue
        lead = said_to_lead(page.text[opener.end() : close], page.lexicon)
        part = page.lexicon.cue("marked_part").match(page.text, opener.end(), close)
        if lead or part:
            first, last = _name_before(page, opener.start())
            first, last = (first, last) if last > first else _name_of_line(page, opener.start())
            if last > first:
                yield "beneficiaries" if lead else "partners", first, last, "role_bracket"


def _name_of_line(page: PageReading, stop: int) -> tuple[int, int]:
    """ "University of X (UX), Oslo, Norway (Project Partner)": the line's name before where the body is."""
    block = page.block_at(stop - 1)
    start = max(block.start if block else stop, page.text.rfind("\n", 0, stop) + 1)
    place = cut_place(page.text, start, stop, page.lexicon) if stop - start <= LONGEST else stop
    first, last = (
        trim(page.text, start, cut_tail(page.text, start, place, page.lexicon)) if place < stop else (stop, stop)
    )
    return (first, last) if is_organisation(page.text[first:last], page.lexicon) else (stop, stop)


def _name_before(page: PageReading, stop: int, known: bool = False) -> tuple[int, int]:
    """The longest name of an organisation that reaches `stop`, behind the last mark before it.

    `known`: what follows says what it is, and two words with capitals are a name.
    """
    text, lexicon = page.text, page.lexicon
    block = page.block_at(stop - 1)
    floor = max(block.start if block else stop, stop - LONGEST)
    marks = [m for m in _MARK.finditer(text, floor, stop) if not legal_form_at(text, m.start(), lexicon)]
    marks = [m for m in marks if m[0] != "\n" or not _WRAPPED.search(text, floor, m.start())]
    begin = marks[-1].end() if marks else floor
    for word in _WORD.finditer(text, begin, stop):
        capital = text[word.start()].isupper() or begins_with_head(text, word.start(), lexicon)
        if not capital or name_in_prose(text, word.start(), stop, lexicon) < stop - 1:
            continue
        first, last = trim(text, name_start(page, word.start(), stop), stop)
        two = known and " " in text[first:last] and not is_person(text[first:last], lexicon)
        return (first, last) if two or is_organisation(text[first:last], lexicon) else (stop, stop)
    return stop, stop


def _as_partners(page: PageReading) -> Iterator[Found]:
    """ "X a Y jako partneři projektu": names right before the words."""
    for match in page.lexicon.cue("as_partner").finditer(page.text):
        if not page.readable(match.start()) or not of_project(page, match.start()):
            continue
        stop = match.start()
        for listed in range(6):
            blank = stop - 1 if page.text[stop - 1 : stop] in (" ", "\n") else stop
            blank -= page.text[blank - 1 : blank] == ","  # "X a Y, které jsou partnery"
            first, last = _name_before(page, blank, known=blank < stop - 1 or listed > 0)
            if last <= first:
                break
            yield "partners", first, last, "role_as"
            joint = re.compile(r"(?:,\s|\s(?:a|i|and)\s)$").search(page.text, max(0, first - 8), first)
            if not joint:
                break
            stop = joint.start()


def _of_entries(page: PageReading) -> Iterator[Found]:
    """ "…, Small Grant 11220145, 6 000 EUR, with X and Y": behind a number, with no verb between."""
    for number in page.numbers:
        newline = page.text.find("\n", number.end)
        limit = min(newline if newline >= 0 else len(page.text), number.end + LONGEST)
        joint = page.lexicon.worded(_ENTRY_WITH).search(page.text, number.end - 1, limit)
        if joint and not page.lexicon.cue("finite", "event_verbs").search(page.text, number.end, joint.start()):
            for found in _sure(page, names_after(page, "partners", joint.end(), "role_entry")):
                leads = page.lexicon.cue("in_role").match(page.text, found[2] + 1)
                if not leads and not is_payer(page, found[1], found[2]):
                    yield found
