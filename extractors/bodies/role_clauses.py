"""Clauses that say who runs a project and with whom, whatever title or bracket stands inside them.

"Nositelem projektu „Y“ (reg. č. …) je X", "Dotaci na akci Y získalo Město X", "X has submitted a project",
"Městu X byla přidělena dotace". The patterns run over the text with quotations and brackets masked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractors.bodies.listed_names import Found, names_after
from extractors.bodies.name_prose import name_in_prose
from extractors.bodies.names import begins_with_head, has_organisation_word, inflected_head, is_organisation, trim
from extractors.bodies.role_nouns import section_of_project
from extractors.bodies.role_sentences import after_lead_word
from extractors.bodies.subjects import is_payer, is_project, subject_of
from extractors.text.letters import SMALL
from extractors.text.reading import MASK, PageReading
from extractors.text.worded import Worded

GAP = 150
"""Between the two parts of a clause stand at most so many code points, a long title among them."""
# Between a verb and the name: "také", "od roku 2019", "společně s námi".
_BEFORE_NAME = Worded(
    rf"[\s{MASK}]{{0,260}}(?:(?:{{aside}}|od roku \d{{4}}|v roce \d{{4}}|v letech \d{{4}}\s?[-–]\s?\d{{4}})\s){{0,3}}"
    rf"[\s{MASK}]{{0,40}}",
    re.IGNORECASE,
)
_WITH_WHOM = re.compile(r"\s(?:s|se|so|with)\s")
_OPENER = re.compile(r"\s?\(")
# The head of a clause, and one verb before another: "Vymyslel a řídí".
_ENTRY_CLAUSE = re.compile(r"(?:^|[\n,;:.–(]\s?)(?:[^\W\d_]{3,20}\s(?:a|i|and)\s)?$")
_STOP = re.compile(
    rf"[;:!?\n]|(?<!\b[Ss][vt])(?<!\bč)(?<!\b[Rr]eg)(?<!\b[Nn]o)(?<!\bmil)(?<!\btis)(?<!\bmld)\.(?!\s?[\d{SMALL}])"
)


@dataclass(frozen=True, slots=True)
class Clause:
    """A cue, a second one behind it in the same clause, and the names behind both."""

    field: str
    opens: str
    closes: str
    rule: str
    nominative: bool = True


CLAUSES = (
    Clause("beneficiaries", "role_holder", "copula", "clause_role"),
    Clause("beneficiaries", "is_holder", "held", "clause_holder"),
    Clause("partners", "role_partner", "copula", "clause_role"),
    Clause("beneficiaries", "project_object", "acts", "clause_object"),
    Clause("beneficiaries", "which_object", "acts", "clause_which"),
    Clause("beneficiaries", "project_work", "sees_to", "clause_object"),
    Clause("beneficiaries", "several_projects", "in_charge", "clause_object"),
    Clause("beneficiaries", "grant_words", "obtained", "clause_obtained"),
    Clause("beneficiaries", "sum_words", "given_to", "clause_given", nominative=False),
    Clause("partners", "in_project", "takes_part", "clause_part"),
    Clause("partners", "consortium_noun", "made_of", "clause_part", nominative=False),
    Clause("beneficiaries", "at_helm", "stands", "clause_role"),
    Clause("beneficiaries", "request_words", "asked", "clause_asked"),
    Clause("beneficiaries", "project_object", "given_to", "clause_given", nominative=False),
    Clause("partners", "among_partners", "belong", "clause_role"),
    Clause("partners", "on_board", "copula", "clause_part"),
    Clause("partners", "beside_us", "do_it", "clause_us"),
)
VERBS = (
    ("acts", ("project_object", "project_work", "project_parts"), "clause_acts"),
    ("signed", ("grant_contract",), "clause_signed"),
    ("carries_out", ("project_object",), "clause_acts"),
    ("obtained", ("sum_words",), "clause_obtained"),
    ("obtained", ("project_object",), "clause_obtained"),
    ("lead_verbs", ("project",), "clause_acts"),
    ("applies", ("sum_words", "project_object"), "clause_applies"),
)
OPENINGS = tuple(dict.fromkeys(clause.opens for clause in CLAUSES))
ACTING = tuple(dict.fromkeys(verbs for verbs, _, _ in VERBS))
IN_BLOCK = ("clause_role", "clause_holder", "clause_asked", "clause_us", "clause_part")
"""Rules whose words tell by themselves that a project is meant: it may stand elsewhere in the block."""


def in_clauses(page: PageReading) -> Iterator[Found]:
    """Yield what the clauses of a page say of beneficiaries and partners."""
    if not page.lexicon.cue("project", "grant_words").search(page.text):
        return
    for clause in () if page.lacks(*OPENINGS) else CLAUSES:
        if not (page.lacks(clause.opens) or page.lacks(clause.closes)):  # of seventeen a web page has two
            yield from _names_behind(page, clause)
    for verbs, objects, rule in () if page.lacks(*ACTING) else VERBS:
        if not (page.lacks(verbs) or page.lacks(*objects)):
            yield from _subjects(page, verbs, objects, rule)
    yield from _joined(page)
    yield from _told_of_entry(page)
    yield from _in_role(page)
    yield from _given(page)


def _limit(page: PageReading, start: int) -> int:
    """How far the clause that goes on at `start` may reach at most."""
    return min(page.sentence_at(start)[1], start + GAP + LONG_MASK)


def _end(page: PageReading, start: int) -> int:
    """The end of the clause that goes on at `start`: a mark or the sentence's end."""
    limit = _limit(page, start)
    stop = _STOP.search(page.masked, start, limit)
    return stop.start() if stop else limit


LONG_MASK = 200
"""A masked title may be so much longer than the gap."""


def _names_behind(page: PageReading, clause: Clause) -> Iterator[Found]:
    opening, closing = page.lexicon.cue(clause.opens), page.lexicon.cue(clause.closes)
    for match in opening.finditer(page.masked):
        if not page.readable(match.start()):
            continue
        if not closing.search(page.masked, match.end(), _limit(page, match.end())):
            continue  # before the clause is looked through for its end
        verb = closing.search(page.masked, match.end(), _end(page, match.end()))
        if not verb or _plain(page, match.end(), verb.start()) > GAP:
            continue
        verb = _last_verb(page, clause, verb)
        lead = clause.field == "partners" and _is_lead(page, match)
        joint = clause.field == "beneficiaries" and page.text.endswith(("co-", "Co-"), 0, match.start())
        told = clause.rule == "clause_holder" and subject_of(page, match.start())  # "X je příjemcem dotace"
        if not lead and not joint and not told and _of_the_project(page, match.start(), clause):
            found = list(_named(page, clause, verb.end()))
            yield from () if clause.rule == "clause_given" and _of_several(page, match.start(), found) else found


def _of_several(page: PageReading, offset: int, found: list[Found]) -> bool:
    """ "Po jednom projektu připadlo X, Y a Z", "went to X for 32 projects": none of them is the one told of here."""
    return len(found) > 1 or page.lexicon.cue("projects").search(page.text, *page.sentence_at(offset)) is not None


def _is_lead(page: PageReading, role: re.Match[str]) -> bool:
    """Say whether a word for "leading" stands before or behind "partner": "partnerem wiodącym"."""
    behind = page.lexicon.cue("lead_word").match(page.masked, role.end() + 1)
    return behind is not None or after_lead_word(page, role.start())


def _last_verb(page: PageReading, clause: Clause, verb: re.Match[str]) -> re.Match[str]:
    """ "vymyslel a řídí X": the second of two verbs, before the name."""
    joint = re.compile(r"\s(?:a|i|and)\s").match(page.masked, verb.end())
    second = page.lexicon.cue(clause.closes).match(page.masked, joint.end()) if joint else None
    return second or verb


def _plain(page: PageReading, start: int, end: int) -> int:
    return end - start - page.masked.count(MASK, start, end)


def _of_the_project(page: PageReading, offset: int, clause: Clause) -> bool:
    """Say whether the block speaks of a project; what somebody gains or does "which" has to be one in its sentence."""
    block = page.block_at(offset)
    if block is None:
        return False
    start, end = (block.start, block.end) if clause.rule in IN_BLOCK else page.sentence_at(offset)
    if clause.rule in IN_BLOCK and section_of_project(page, block):
        return True
    return bool(page.lexicon.cue("project", "for_all").search(page.text, start, end)) or bool(
        page.numbers_within(start, end)
    )


def _named(page: PageReading, clause: Clause, start: int) -> Iterator[Found]:
    gap = page.lexicon.worded(_BEFORE_NAME).match(page.masked, start)
    begin = gap.end() if gap else start
    several = page.text[max(0, start - 5) : start].endswith(("jsou", "byly", "byli"))
    if clause.nominative and not several and inflected_head(page.text, begin, page.lexicon):
        return
    if clause.rule == "clause_which" and is_payer(page, begin, begin + 1):
        return  # "z operačního programu, který řídí Ministerstvo X"
    for found in names_after(page, clause.field, begin, clause.rule):
        if clause.field == "partners" or not _is_part(page, found[2]):
            yield found


def _is_part(page: PageReading, end: int) -> bool:
    """Say whether a bracket behind a name calls it a partner."""
    opener = _OPENER.match(page.text, end)
    return opener is not None and page.lexicon.cue("marked_part").match(page.text, opener.end()) is not None


def _subjects(page: PageReading, verbs: str, objects: tuple[str, ...], rule: str) -> Iterator[Found]:
    goal = page.lexicon.cue(*objects)
    for verb in page.lexicon.cue(verbs).finditer(page.masked):
        if not page.readable(verb.start()):
            continue
        found = goal.search(page.masked, verb.start(), min(_end(page, verb.start()), verb.end() + GAP // 2))
        if not found or not (_block_of_project(page, verb.start()) or _of_programme(page, verb, found)):
            continue
        if verbs == "signed" and _WITH_WHOM.match(page.text, found.end()):
            continue  # "podepsal smlouvu o dotaci s Městem X": who gives
        subject = subject_of(page, verb.start()) or _verb_first(page, verb.end(), found.start())
        inflected = subject and inflected_head(page.text, subject[0], page.lexicon)  # "zvolená Nadáciou X vede"
        if subject and not inflected and not _pays(page, *subject) and not is_project(page, *subject):
            yield "beneficiaries", *subject, rule


def _pays(page: PageReading, start: int, end: int) -> bool:
    """Say whether the subject is a known payer; a region pays, and runs projects of its own as well."""
    return is_payer(page, start, end) and not page.lexicon.cue("region_noun").search(page.text, start, end)


def _of_programme(page: PageReading, verb: re.Match[str], goal: re.Match[str]) -> bool:
    """ "X získá 50 milionů z OP JAK na rozvoj …": the sum is that of a programme, named behind it."""
    told = page.phrases_within(goal.end(), page.sentence_at(verb.start())[1])
    return any(phrase.kind == "programme" and phrase.sure for phrase in told)


def _verb_first(page: PageReading, start: int, goal: int) -> tuple[int, int] | None:
    """ "Od září realizuje Základní škola X projekt": the name between the verb and its object."""
    gap = page.lexicon.worded(_BEFORE_NAME).match(page.masked, start, goal)
    begin = gap.end() if gap else start
    if begin >= goal or inflected_head(page.text, begin, page.lexicon):
        return None
    first, last = trim(page.text, begin, name_in_prose(page.text, begin, goal, page.lexicon))
    return (first, last) if last > first and has_organisation_word(page.text[first:last], page.lexicon) else None


def _block_of_project(page: PageReading, offset: int) -> bool:
    block = page.block_at(offset)
    return bool(block and page.lexicon.cue("project").search(page.text, block.start, block.end))


def _joined(page: PageReading) -> Iterator[Found]:
    """ "Přidaly se A, B a C": who takes part stands right behind the verb."""
    for verb in page.lexicon.cue("joined_in").finditer(page.masked):
        if page.readable(verb.start()) and _block_of_project(page, verb.start()):
            yield from names_after(page, "partners", verb.end(), "clause_joined")


def _told_of_entry(page: PageReading) -> Iterator[Found]:
    """ "X – č. 123, vede Dům Y", "žádala obec Z": in an entry of a list the verb alone says of what."""
    for verb in page.lexicon.cue("acts", "asked").finditer(page.masked):
        entry = page.entry_at(verb.start())
        opened = _ENTRY_CLAUSE.search(page.masked, max(0, verb.start() - 40), verb.start())
        if not entry or not opened or opened.start() < entry.start - 1 or not page.readable(verb.start()):
            continue
        subject = _verb_first(page, verb.end(), page.sentence_at(verb.start())[1])
        if subject and not is_payer(page, *subject) and not is_project(page, *subject):
            yield "beneficiaries", *subject, "clause_entry"


def _in_role(page: PageReading) -> Iterator[Found]:
    """ "X jako nositel projektu", "X, the coordinator of the project", "with X as the lead partner"."""
    for match in page.lexicon.cue("in_role").finditer(page.masked):
        if page.readable(match.start()) and _block_of_project(page, match.start()):
            subject = subject_of(page, match.start())
            article = re.compile(r"With\s(?:the\s)?").match(page.text, subject[0]) if subject else None
            if subject:
                yield "beneficiaries", article.end() if article else subject[0], subject[1], "clause_role"
    holder = page.lexicon.cue("role_holder")
    commas = re.compile(r",\s(?:the\s)?(?=\w)")
    for match in commas.finditer(page.masked) if holder.search(page.masked) else ():
        role = holder.match(page.masked, match.end())
        if role and page.lexicon.cue("project").search(page.masked, role.end(), role.end() + 40):
            subject = subject_of(page, match.start())
            if subject:
                yield "beneficiaries", *subject, "clause_role"


def _given(page: PageReading) -> Iterator[Found]:
    """ "poskytlo Městu X dotaci na projekt", "Městu X byla přidělena dotace", "dotace byla schválena Obci X"."""
    text, lexicon = page.text, page.lexicon
    for verb in lexicon.cue("gave", "was_given").finditer(page.masked):
        if not page.readable(verb.start()) or not _block_of_project(page, verb.start()):
            continue
        start, _ = page.sentence_at(verb.start())
        end = _end(page, verb.end())
        if not lexicon.cue("grant_words", "project_object").search(page.masked, start, end):
            continue
        behind = [m.end() for m in lexicon.cue("grant_words", "sum_words").finditer(text, verb.end(), end)]
        told = [at + 1 for at in behind[:4] if _is_dative(page, at + 1, "uiě")]
        for begin in (verb.end() + 1, _head_before(page, start, verb.start()), *told):
            stop = name_in_prose(text, begin, end, lexicon) if _is_dative(page, begin) else begin
            first, last = trim(text, begin, stop)
            if last > first and is_organisation(text[first:last], lexicon):
                yield "beneficiaries", first, last, "clause_given"


def _head_before(page: PageReading, start: int, stop: int) -> int:
    """Where the sentence begins with a name that reaches the verb; else `stop`."""
    return (
        start if _is_dative(page, start) and name_in_prose(page.text, start, stop, page.lexicon) + 2 >= stop else stop
    )


def _is_dative(page: PageReading, start: int, endings: str = "uieěéí") -> bool:
    """Say whether an organisation's head stands in a case with one of the endings, of the dative: "Městu", "Škole"."""
    word = re.compile(r"[^\W\d_]+").match(page.text, start)
    return (
        word is not None
        and begins_with_head(page.text, start, page.lexicon)
        and inflected_head(page.text, start, page.lexicon)
        and word[0][-1] in endings
    )
