"""Who runs a project and with whom, as sentences say it: names behind a cue, or the subject before it.

"Realizátorem projektu je X", "led by X together with Y and Z", "X získala dotaci", "projekt města X".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from extractors.bodies.leads import but_leads, of_consortium
from extractors.bodies.listed_names import SKIP, Found, names_after, without_country
from extractors.bodies.name_lists import split_names
from extractors.bodies.name_prose import head_after_adjectives, name_in_prose
from extractors.bodies.names import LONGEST, ends_in_form, has_organisation_word, inflected_head, is_organisation, trim
from extractors.bodies.owners import bare_noun_before
from extractors.bodies.role_nouns import of_project
from extractors.bodies.subjects import ARTICLE, is_payer, is_project, is_proper, name_start, subject_of
from extractors.text.letters import CAPITAL
from extractors.text.reading import PageReading
from extractors.text.worded import Worded

ENTRY = 300
"""An entry on one project has at most so many code points from its number to those who take part."""
GRANT_REACH = 90
"""Between "získal" and "dotaci" stand at most so many code points."""
NEAR = 70
"""So many code points at most stand from "partners" to "they are"."""
_ENDS = (".", ";", ")", "|", "]", ",", "·", "•", "–", "-")
_PEOPLE = re.compile(r"(?<!\w)[A-Z]\w{2,20}\s$")
_THAT = re.compile(r"\s(?:že|that|neboť|protože|because)\s")
# "headed by Dr. Jana Dub of the Institute of X"
_PERSON_OF = re.compile(
    rf"\s(?:(?:[A-Z][A-Za-z]{{0,5}}|doc|prof|dr|ing)\.\s){{0,3}}(?:[{CAPITAL}][\w-]{{1,20}}\s){{2,3}}"
    rf"(?:of|from|at|z|ze)\s(?:the\s)?(?=[{CAPITAL}])"
)
_OUR_PARTNER = re.compile(
    rf"(?<!\w)(?P<name>[{CAPITAL}][\w.-]{{1,30}}(?:\s[{CAPITAL}][\w.-]{{1,30}}){{1,5}}),\s(?:our|náš|naše|its)\s(?:\w{{2,20}}\s)?partner(?!\w)"
)
_ACRONYM_IS = re.compile(
    r"(?:The\s)?(?=[^\s,]{0,20}[A-Z][^\s,]{0,20}[A-Z])[A-Z][\w+-]{2,24}\s(?:is|was|will\sbe|je|byl|byla)(?:\s(?:also|jointly))?\s"
)
_WHICH = re.compile(r",\s(?:kteří|které|jež|which|who)\s$")
_IT = re.compile(r"(?:It|This)\s(?:is|was|will\sbe)\s")
_IN_PROJECT = re.compile(r"(?:v|do|na|in|at)\s(?:the\s)?proje", re.IGNORECASE)
_CAPITALISED = re.compile(rf"(?<!\w)[{CAPITAL}0-9][\w.&-]*")
_OUR = re.compile(r",\s(?:our|náš|naše|its)\s(?:\w{2,20}\s)?partner")
# The letter goes before the condition on what stands before it: the engine looks for letters fast.
_WITH = re.compile(rf"[WTS](?<!\S.)(?:(?<=W)ith|(?<=T)ogether with|(?<=S)pol(?:u|ečně) se?)\s(?=(?:the\s)?[{CAPITAL}])")
# "was carried out between 2009 and 2011 by the Town of X"
_DONE_BY = Worded(rf"(?<!\w){{done_between}}\s[^.;:()\n,]{{4,60}}?\sby\s(?:the\s)?(?=[{CAPITAL}])")
_TIME = re.compile(r"\d{4}\s.{0,30}by\s")


BEHIND = (
    *("beneficiary_is", "partner_is", "partner_verb", "others_are", "these_are", "partner_colon", "beneficiary_colon"),
    *("beneficiary_by", "partner_with", "partner_joins", "partner_contract", "done_between", "partner_apposed"),
    *("beneficiary_apposed", "lead_apposed", "granted", "runs", "our_partners_at"),
)
"""Names stand behind the words of these groups."""
WON = ("won", "won_english", "asks", "runs")


def in_sentences(page: PageReading) -> Iterator[Found]:
    """Yield what the sentences of a page say of beneficiaries and partners."""
    yield from _with_others(page) if page.lacks(*BEHIND) else _behind_cues(page)
    yield from _before_cues(page)
    yield from () if page.lacks(*WON) else _awarded(page)


def _behind_cues(page: PageReading) -> Iterator[Found]:
    lexicon, text = page.lexicon, page.text
    for field, group in (("beneficiaries", "beneficiary_is"), ("partners", "partner_is")):
        for match in lexicon.cue(group).finditer(text):
            if field == "partners" and after_lead_word(page, match.start()):
                continue  # "vedoucím partnerem projektu je"
            told = "partners" if of_consortium(page, match.end()) else field
            yield from but_leads(page, names_after(page, told, match.end(), "sentence_is"))
    for match in lexicon.cue("partner_verb").finditer(text):
        if after_lead_word(page, match.start()):
            continue  # "Lead Partner is X"
        if _PEOPLE.search(text, max(0, match.start() - 24), match.start()):  # "our Norwegian partner is X"
            yield from names_after(page, "partners", match.end(), "sentence_is")
    for match in lexicon.cue("others_are").finditer(text):
        start = match.start()
        if page.sentence_at(start)[0] == start and _told_of_lead(page, start) and of_project(page, start):
            yield from names_after(page, "partners", match.end(), "sentence_is")
    for match in lexicon.cue("these_are").finditer(text):
        if _told_of_partners(page, match.start()) and of_project(page, match.start()):
            yield from names_after(page, "partners", match.end(), "sentence_is")
    for match in lexicon.cue("partner_colon").finditer(text):
        if text[max(0, match.start() - 3) : match.start()].rstrip(" \u00a0")[-1:] in _ENDS:
            yield from names_after(page, "partners", match.end(), "sentence_is")
    for match in lexicon.cue("beneficiary_colon").finditer(text):
        if text[max(0, match.start() - 3) : match.start()].rstrip(" \u00a0")[-1:] in _ENDS:
            yield from islice(names_after(page, "beneficiaries", match.end(), "sentence_is"), 1)
    for field, group in (
        ("beneficiaries", "beneficiary_by"),
        ("partners", "partner_with"),
        ("partners", "partner_joins"),
        ("partners", "partner_contract"),
    ):
        for match in lexicon.cue(group).finditer(text):
            if group == "partner_with" and not _said_of_project(page, match.start()):
                continue
            alone = field == "beneficiaries" and _said_alone(page, match)
            alone = alone or (group == "partner_with" and _told_of_it(page, match.start()))
            if (alone or _of_project(page, match.start())) and _is_agent(page, field, match):
                told = "partners" if of_consortium(page, match.end()) else field
                person = _PERSON_OF.match(text, match.end()) if field == "beneficiaries" else None
                person = None if person and is_organisation(person[0], lexicon) else person
                found = list(names_after(page, told, person.end() if person else match.end(), "sentence_by"))
                yield from found if group != "partner_joins" or len(found) > 1 else ()
    for match in lexicon.begun(_DONE_BY, text, "done_between"):
        if _of_project(page, match.start()) and _TIME.search(match[0]):
            yield from islice(names_after(page, "beneficiaries", match.end(), "sentence_by"), 1)
    for match in lexicon.cue("partner_apposed").finditer(text):
        comma = text.endswith((", ", "; "), 0, match.start())
        if (
            comma
            and _of_project(page, match.start())
            and re.match(rf"\s[{CAPITAL}]", text[match.end() : match.end() + 2])
        ):
            yield from names_after(page, "partners", match.end(), "sentence_by")
    yield from _with_others(page)
    for match in lexicon.cue("our_partners_at").finditer(text):
        if page.readable(match.start()) and of_project(page, match.start()):
            for name in names_after(page, "partners", match.end(), "sentence_by"):
                yield from [name] if is_organisation(text[name[1] : name[2]], lexicon) else ()
    for match in lexicon.cue("beneficiary_apposed", "lead_apposed").finditer(text):
        mark = re.compile(rf",?\s(?=[{CAPITAL}])").match(text, match.end())
        if mark and (_of_project(page, match.start()) or _block_of_project(page, match.start())):
            yield from islice(names_after(page, "beneficiaries", mark.end(), "sentence_by"), 1)
    for match in lexicon.cue("granted").finditer(text):
        yield from _granted(page, match.end())
    for match in lexicon.cue("beneficiary_apposed").finditer(text):
        if _of_project(page, match.start()) and re.match(rf"\s[{CAPITAL}]", text[match.end() : match.end() + 2]):
            yield from islice(names_after(page, "beneficiaries", match.end(), "sentence_is"), 1)
    for match in lexicon.cue("runs").finditer(text):
        start, _ = page.sentence_at(match.start())
        if lexicon.cue("payer_after").search(text, start, match.start()):
            for field, first, last, rule in names_after(page, "beneficiaries", match.end() + 1, "sentence_runs"):
                yield field, first, _last_capital(text, first, last), rule


def _with_others(page: PageReading) -> Iterator[Found]:
    """ "Together with X and Y we …", at the head of a sentence on a project."""
    for match in _WITH.finditer(page.text):
        if page.lexicon.cue("in_role").search(page.text, match.end(), match.end() + 90):
            continue  # "With X as the coordinator"
        if page.sentence_at(match.start())[0] == match.start() and _of_project(page, match.start()):
            yield from names_after(page, "partners", match.end(), "sentence_by")


def _granted(page: PageReading, start: int) -> Iterator[Found]:
    """ "poskytnutí účelové dotace Základní škole X na projekt": who receives stands in the dative or behind "pro"."""
    text = page.text
    _, end = page.sentence_at(start)
    money = page.lexicon.cue("grant_words").search(text, start, min(end, start + 50))
    if money and _block_of_project(page, start):
        begin = money.end() + 1
        meant = text.startswith("pro ", begin)
        begin += 4 if meant else 0
        if meant or inflected_head(text, begin, page.lexicon):
            yield from islice(names_after(page, "beneficiaries", begin, "sentence_granted"), 1)


def _last_capital(text: str, start: int, end: int) -> int:
    """ "X centrum Švýcárna jednodenní programy": between a verb and its object a name ends with its last capital."""
    capitals = list(_CAPITALISED.finditer(text, start + 1, end))
    return capitals[-1].end() if capitals else end


def _is_agent(page: PageReading, field: str, cue: re.Match[str]) -> bool:
    """ "realizován Městem X": behind a Czech participle only the instrumental says who acts."""
    if field != "beneficiaries" or not page.lexicon.cue("participle").fullmatch(cue[0]):
        return True
    begin = head_after_adjectives(page.text, cue.end() + 1, cue.end() + LONGEST, page.lexicon)
    word = page.text[begin:].partition(" ")[0]
    return word.endswith(("m", "ou", "í")) or not inflected_head(page.text, begin, page.lexicon)


def _of_project(page: PageReading, offset: int) -> bool:
    """Say whether the sentence speaks of a project, or a project's number stands in it or shortly before it."""
    start, end = page.sentence_at(offset)
    heading = page.heading_before(offset)
    first = max(offset - ENTRY, heading.end if heading else 0)
    numbered = bool(page.numbers_within(min(first, start), end))
    return numbered or bool(page.lexicon.cue("project", "project_roles").search(page.text, start, end))


def _said_alone(page: PageReading, cue: re.Match[str]) -> bool:
    """ "Coordinated by X.", "PEATSHIELD is coordinated by X": of what the section tells, or of an acronym."""
    start, _ = page.sentence_at(cue.start())
    told = page.numbers or page.lexicon.cue("project").search(page.text)
    opens = cue.start() == start and page.text[start].isupper()
    return bool(told) and (opens or bool(_ACRONYM_IS.fullmatch(page.text, start, cue.start())))


def _told_of_lead(page: PageReading, offset: int) -> bool:
    """Say whether the sentence before tells who leads."""
    start, _ = page.sentence_at(max(offset - 2, 0))
    return bool(
        page.lexicon.cue("beneficiary_by", "lead_nouns", "beneficiary_is", "acts").search(page.text, start, offset)
    )


def _told_of_partners(page: PageReading, offset: int) -> bool:
    """ "… two partners, which are X and Y", "… with partners. They are X and Y": no name stands between."""
    block = page.block_at(offset)
    floor = max(block.start if block else offset, offset - NEAR)
    words = list(page.lexicon.cue("partner_word").finditer(page.text, floor, offset))
    if not words or after_lead_word(page, words[-1].start()):
        return False
    between = page.text[words[-1].end() : offset]  # "partnerskými organizáciami projektu" names none
    return between.islower() or not is_organisation(between, page.lexicon)


def _told_of_it(page: PageReading, offset: int) -> bool:
    """ "It is carried out with X", "Realizátorem je X, ve spolupráci s Y": the block tells of the project."""
    start, _ = page.sentence_at(offset)
    led = page.lexicon.cue("lead_nouns", "beneficiary_by").search(page.text, start, offset)
    return bool(led or _IT.match(page.text, start)) and of_project(page, offset)


def after_lead_word(page: PageReading, offset: int) -> bool:
    """Say whether "vedoucím" or "hlavním" stands right before the word for a partner."""
    return bool(page.lexicon.cue("lead_word").search(page.text, max(0, offset - 10), offset))


def _said_of_project(page: PageReading, offset: int) -> bool:
    """Say whether "ve spolupráci s" goes with a project: behind a word of paying or of an event it goes with that."""
    start, _ = page.sentence_at(offset)
    before = (start, offset)
    other = [m.end() for m in page.lexicon.cue("payer_verbs", "event_verbs", "event").finditer(page.text, *before)]
    own = [m.end() for m in page.lexicon.cue("acts", "carries_out", "project").finditer(page.text, *before)]
    return not other or max(own, default=-1) > max(other)


def _before_cues(page: PageReading) -> Iterator[Found]:
    lexicon, text = page.lexicon, page.text
    for match in lexicon.cue("beneficiary_before").finditer(text):
        subject = subject_of(page, match.start())
        if subject and not is_payer(page, *subject) and not is_project(page, *subject):
            yield "beneficiaries", *subject, "sentence_before"
    for match in lexicon.cue("in_cooperation").finditer(text):
        subject = _leading_subject(page, match)
        if subject:
            yield "beneficiaries", *subject, "sentence_before"
    for match in lexicon.cue("partner_after").finditer(text):
        yield from subjects_before(page, match.start())
    for match in _OUR_PARTNER.finditer(text) if _OUR.search(text) else ():
        if page.readable(match.start()):
            yield "partners", *match.span("name"), "sentence_before"
    for match in lexicon.cue("partner_before").finditer(text):
        subject = subject_of(page, match.start())
        if subject:
            yield "partners", *subject, "sentence_before"
    for match in lexicon.cue("partner_subjects").finditer(text):
        yield from _joint_subjects(page, match.start())


def _leading_subject(page: PageReading, cue: re.Match[str]) -> tuple[int, int] | None:
    """ "X in cooperation with Y carried out the project Z": who stands before the words and opens the sentence."""
    start, end = page.sentence_at(cue.start())
    told = page.lexicon.cue("carries_out", "acts", "obtained", "able_to").search(page.text, cue.end(), end)
    if not told or not _of_project(page, cue.start()) or page.lexicon.cue("event_verbs").search(page.text, start, end):
        return None
    subject = subject_of(page, cue.start())
    if not subject or is_payer(page, *subject) or is_project(page, *subject):
        return None
    article = ARTICLE.match(page.text, start, end)
    opens = subject[0] == (article.end() if article else start)
    return subject if opens and is_organisation(page.text[slice(*subject)], page.lexicon) else None


def subjects_before(page: PageReading, stop: int) -> Iterator[Found]:
    """ "A, B and C are the project partners": all that stands before the cue; else the one subject of a long clause."""
    text, lexicon = page.text, page.lexicon
    start, _ = page.sentence_at(stop)
    if _WHICH.search(text, start, stop):
        return  # "A, B and C, which are partners": read backwards from there
    noun = bare_noun_before(page, start, stop)
    if noun:
        yield "partners", *noun, "sentence_is"
        return
    found = [name for name in _names_before(page, start, stop) if not _IN_PROJECT.match(text, name[0])]
    for first, last in found:
        skip = SKIP.match(text, first, last)
        first = name_start(page, skip.end() if skip else first, last)
        end = name_in_prose(text, first, last, lexicon)
        last = end if ends_in_form(text, first, end, lexicon) else without_country(page, first, last)
        yield "partners", first, last, "sentence_is"
    subject = None if len(found) > 1 or ";" in text[start:stop] else _first_body(page, start, stop)
    if subject and not any(first < subject[1] and subject[0] < last for first, last in found):
        yield "partners", *subject, "sentence_by"


def _names_before(page: PageReading, start: int, stop: int) -> list[tuple[int, int]]:
    """The names that reach the cue, from its last clause: what is longer, or has a verb in it, ends the list."""
    text = page.text
    start = max((that.end() for that in _THAT.finditer(text, start, stop)), default=start)
    found: list[tuple[int, int]] = []
    for first, last in reversed(list(split_names(text, start, stop, page.lexicon))):
        words = text[first:last]
        if last - first > 120 or '"' in words or page.lexicon.cue("finite", "said", "acts").search(words):
            break
        found.insert(0, (first, last))
    one = len(found) == 2 and text[found[0][1] : found[1][0]] == ", " and page.lexicon.cue("one_acts").match(text, stop)
    if one and not is_organisation(text[slice(*found[1])], page.lexicon):
        return [(found[0][0], found[1][1])]  # "Directorate of Police, Highlands has joined": its place
    return found


def _joint_subjects(page: PageReading, stop: int) -> Iterator[Found]:
    """ "In the project X, A, B and C work together": of what stands before the verb two or more are organisations."""
    text, lexicon = page.text, page.lexicon
    start, _ = page.sentence_at(stop)
    found = []
    for first, last in split_names(text, start, stop, lexicon):
        nouns = [m for m in lexicon.cue("organisation_nouns").finditer(text, first, last) if text[m.end()] == " "]
        begin = nouns[-1].end() + 1 if nouns and text[nouns[-1].end() + 1].isupper() else first
        bracket = text.rfind(") ", first, last)
        begin = max(begin, bracket + 2) if bracket >= 0 else begin
        article = ARTICLE.match(text, begin, last)
        found.append((article.end() if article else begin, last))
    bodies = [(first, last) for first, last in found if is_organisation(text[first:last], lexicon)]
    if len(bodies) > 1 and _block_of_project(page, stop):
        yield from (("partners", first, without_country(page, first, last), "sentence_by") for first, last in bodies)


def _first_body(page: PageReading, start: int, stop: int) -> tuple[int, int] | None:
    """The organisation that the sentence begins with."""
    end = name_in_prose(page.text, start, stop, page.lexicon)
    if end > start and is_organisation(page.text[start:end], page.lexicon):
        return trim(page.text, start, end)
    return None


def _awarded(page: PageReading) -> Iterator[Found]:
    """ "X získala … dotaci", "X žádá o …", "85 procent získal X jako dotaci"."""
    lexicon, text = page.lexicon, page.text
    for match in lexicon.cue(*WON).finditer(text):
        _, end = page.sentence_at(match.start())
        runs = lexicon.cue("runs").fullmatch(match[0])
        english = lexicon.cue("won_english").fullmatch(match[0])
        yield from _verb_first(page, match.end() + 1, end, bool(runs)) if not english else ()
        money = lexicon.cue("projects" if runs else "grant_words").search(
            text, match.end(), min(end, match.end() + GRANT_REACH)
        )
        if not money or not _block_of_project(page, match.start()):
            continue
        subject = subject_of(page, match.start())
        if subject and not is_payer(page, *subject) and not is_project(page, *subject):
            yield "beneficiaries", *subject, "sentence_awarded"
        if subject or runs or english:
            continue
        begin = name_start(page, match.end() + 1, end)
        stop = name_in_prose(text, begin, money.start(), lexicon)
        first, last = trim(text, begin, stop)
        if last > first and (is_organisation(text[first:last], lexicon) or is_proper(page, first, last)):
            yield "beneficiaries", first, last, "sentence_awarded"


def _verb_first(page: PageReading, start: int, end: int, runs: bool) -> Iterator[Found]:
    """ "… získala Truhlárna X s.r.o. na projekt …", "Projekt X realizuje město Y": verb, then who acts."""
    text, lexicon = page.text, page.lexicon
    begin = name_start(page, start, end)
    stop = name_in_prose(text, begin, end, lexicon)
    if stop <= begin or not has_organisation_word(text[begin:stop], lexicon) or inflected_head(text, begin, lexicon):
        return
    if runs:
        opening, _ = page.sentence_at(start)
        project = lexicon.cue("project_noun").match(text, opening, start)
        told = project is not None and text[project.end()] == " "
    else:
        goal = lexicon.cue("to_project").match(text, stop + 1, end)
        told = goal is not None and lexicon.cue("project_noun").search(text, stop, goal.end() + 12) is not None
    if told:
        first, last = trim(text, begin, stop)
        yield "beneficiaries", first, last, "sentence_verb_first"


def _block_of_project(page: PageReading, offset: int) -> bool:
    block = page.block_at(offset)
    return bool(block and page.lexicon.cue("project").search(page.text, block.start, block.end))
