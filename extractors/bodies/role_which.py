"""Who leads or received, told in a clause behind the name: "X, která obdržela dotaci", "X, which leads the project".

And for whom money was meant: "byla přiznána dotace ve výši 2 mil. Kč pro Nemocnici X".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.bodies.listed_names import Found
from extractors.bodies.name_prose import name_in_prose
from extractors.bodies.names import begins_with_head, is_organisation, is_person, trim
from extractors.bodies.role_nouns import LONGEST, of_project
from extractors.bodies.subjects import is_payer, is_project, name_start
from extractors.text.letters import CAPITAL
from extractors.text.reading import MASK, PageReading
from extractors.text.windows import matches_round
from extractors.text.worded import Worded

REACH, AROUND, AHEAD, PROGRAMME_REACH = 110, 400, 24, 160
"""What is said of the name stands within so many code points behind the pronoun; a word for a project within so many
round the giving of money; no pronoun is longer."""
SAID = (
    ("obtained", ("grant_words",)),
    ("acts", ("one_object",)),
    ("carries_out", ("one_object",)),
)
"""What the clause says of the name: a verb, and of what."""
_WHICH = Worded(rf",?\s{{who}}\s(?=[^\W\d_{MASK}])")
_LEADS = Worded(r"{being}\s(?:\w{1,14}\s){0,3}?(?:{role_holder}|{lead_nouns})(?!\w)")
_JOINS = Worded(r"(?:{being}|{became})\s(?:\w{1,14}\s){0,3}?{partner_predicates}(?!\w)")
_RUN_BY = Worded(r",\s{whom}\s(?:is\s|je\s|sa\s|se\s)?{administers}(?!\w)")
_STOP = re.compile(r"[;:!?\n]|\.\s")
_BEGINS = re.compile(rf"(?<![\w-])(?:[{CAPITAL}]|(?=[^\W\d_]))")
_BRACKET = re.compile(r"\s?\([^()\n]{1,40}\)$")
_FROM = re.compile(r"(?<!\w)(?:od|from)\s(?:the\s)?$", re.IGNORECASE)
_FOR = re.compile(r"\s(?:pro|for)\s(?:the\s)?(?=[^\W\d_])")


def told_behind(page: PageReading) -> Iterator[Found]:
    """Yield the bodies of which a clause behind their name says that they lead or received."""
    if not page.lexicon.cue("project", "grant_words").search(page.text):
        return
    pronouns = page.lexicon.cue("who").begins(page.masked, 0, len(page.masked))
    for pronoun in matches_round(pronouns, page.lexicon.worded(_WHICH), page.masked, 2, AHEAD):
        if not page.readable(pronoun.start()):
            continue
        if _joins(page, pronoun.end()):
            first, last = _name_up_to(page, pronoun.start())
            yield from [("partners", first, last, "which_joins")] if last > first else ()
        elif _leads_or_received(page, pronoun.end()):
            first, last = _name_up_to(page, pronoun.start())
            source = _FROM.search(page.text, max(0, first - 14), first)  # "dotace od nadace X, která získala …"
            gives = source and page.lexicon.cue("obtained").search(page.text, pronoun.end(), pronoun.end() + REACH)
            if last > first and not gives and not is_project(page, first, last):
                yield "beneficiaries", first, last, "which_leads"
    yield from _meant_for(page)


def runs_programme(page: PageReading, start: int) -> bool:
    """ "z programu X, který spravuje Nadace Y": who stands behind the verb runs the programme, and no project."""
    first = max(page.sentence_at(start)[0], start - PROGRAMME_REACH)
    if page.lexicon.cue("administers").search(page.text, first, start) is None:
        return False
    clause = page.lexicon.worded(_RUN_BY).search(page.text, first, start)
    if clause is None or page.lexicon.cue("project").search(page.text, clause.start(), start):
        return False
    return page.lexicon.cue("programme_alone").search(page.text, first, clause.start()) is not None


def _joins(page: PageReading, start: int) -> bool:
    """ "…, který se stal partnerem projektu": a clause on a partner, and on none that leads."""
    role = page.lexicon.worded(_JOINS).match(page.masked, start, min(page.sentence_at(start)[1], start + REACH))
    return role is not None and not page.lexicon.cue("lead_word").search(role[0]) and of_project(page, start)


def _leads_or_received(page: PageReading, start: int) -> bool:
    """Say whether the clause at `start` tells of the role, of money received, or of a project that is run."""
    end = min(page.sentence_at(start)[1], start + REACH)
    stop = _STOP.search(page.masked, start, end)
    end = stop.start() if stop else end
    cue = page.lexicon.cue
    if page.lexicon.worded(_LEADS).match(page.masked, start, end):
        return of_project(page, start)
    for verbs, objects in SAID:
        verb = cue(verbs).search(page.masked, start, min(end, start + REACH // 2))
        if verb and not cue("finite").search(page.masked, start, verb.start()):
            return bool(cue(*objects).search(page.masked, verb.end(), end)) and of_project(page, start)
    return False


def _name_up_to(page: PageReading, stop: int) -> tuple[int, int]:
    """The longest name of an organisation that ends at `stop`, a short form in brackets behind it left out."""
    text, lexicon = page.text, page.lexicon
    floor = max(page.sentence_at(stop - 1)[0], stop - LONGEST)
    bracket = _BRACKET.search(text, floor, stop)
    stop = bracket.start() if bracket else stop
    for begin in _BEGINS.finditer(text, floor, stop):
        at = begin.start()
        if not (text[at].isupper() or begins_with_head(text, at, lexicon)):
            continue
        if name_in_prose(text, at, stop, lexicon) < stop:
            continue
        first, last = trim(text, name_start(page, at, stop), stop)
        words = text[first:last]
        headed = begins_with_head(text, first, lexicon)  # "Obec Lipová" is no woman
        if not is_organisation(words, lexicon) or (not headed and is_person(words, lexicon)):
            return stop, stop
        before = _name_up_to(page, first - 3) if bracket and text[first - 3 : first] == " – " else (0, 0)
        return (before[0], last) if before[1] > before[0] else (first, last)  # "Institut X – Ústav Y (IXUY)"
    return stop, stop


def _meant_for(page: PageReading) -> Iterator[Found]:
    """ "Byla přiznána dotace ve výši 2 mil. Kč pro Nemocnici X": the body behind "pro", in a sentence of giving."""
    cue, text = page.lexicon.cue, page.text
    for given in cue("was_given", "gave", "granted").finditer(page.masked):
        near = (max(0, given.start() - AROUND), given.end() + AROUND)
        if not page.readable(given.start()) or not cue("project").search(page.text, *near):
            continue
        end = page.sentence_at(given.start())[1]
        money = cue("grant_words").search(page.masked, given.end(), min(end, given.end() + REACH))
        goal = _FOR.search(page.masked, money.end(), min(end, money.end() + REACH)) if money else None
        if goal is None or not begins_with_head(text, goal.end(), page.lexicon):
            continue
        first, last = trim(text, goal.end(), name_in_prose(text, goal.end(), end, page.lexicon))
        if last > first and " " in text[first:last] and not is_payer(page, first, last):
            yield "beneficiaries", first, last, "which_for"
