"""Who acts in a project where no word says its role: whoever does something "in the project", or whose project it is.

"Město X v rámci projektu odkoupilo …", "v rámci projektu „Y“ škola X pořídila …", "projekt, díky němuž obec X opraví
…", "dokončení dvou projektů Charity X", "projekty ve společnosti Y a.s.", a title "Muzeum X rozšiřuje …". Weaker than
a role: asked only of documents in which no other rule found who receives a grant.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from extractors.bodies.above_titles import above_titles
from extractors.bodies.headed_owners import headed_owners
from extractors.bodies.listed_names import Found
from extractors.bodies.name_prose import name_in_prose
from extractors.bodies.named_actors import named_actors
from extractors.bodies.names import begins_with_head, has_organisation_word, inflected_head, is_person, trim
from extractors.bodies.role_owned import runs_at
from extractors.bodies.subjects import is_payer, name_start, subject_of
from extractors.text.letters import CAPITAL, SMALL
from extractors.text.reading import MASK, PageReading
from extractors.text.worded import Worded
from schemas.document import BlockKind

HEADINGS, LONGEST, MOST_VERBS = 4, 120, 4
"""Of a page so many first lines are asked who acts in them; a name before a verb has so many code points, and so many
words of it may look like the verb."""
_TITLE = rf"(?:\s?(?:[„“\"]?{MASK}{{2,300}}))?"
_WITHIN = Worded(rf"(?<!\w)(?i:{{within_project}})(?:\s{{with_title}})?{_TITLE},?\s(?:{{aside}}\s)?(?=[^\W\d_])")
_RELATIVE = Worded(
    rf"(?<!\w)(?i:{{project_noun}})(?:\s{{with_title}})?{_TITLE},\s{{through_which}}\s(?:{{aside}}\s)?(?=[^\W\d_])"
)
_AT_FIRM = Worded(r"(?<!\w)(?i:{project_any}\s{in_firm})\s(?=\S)")
# A finite verb, by its ending: "rozšiřuje", "získá", "otevře", "opravila", "launches".
_VERB = Worded(rf"\s(?:{{before_verb}}\s)?[{SMALL}]{{2,20}}(?:uje|ují|jí|á|í|ne|ře|de|l[aoiy]?|s)(?=\s)")
# A name of its own behind the kind of body: "Obec Lipová", "ZŠ Dub".
_NAMED = Worded(rf"\s(?:(?:{{before_town}}|sv\.)\s)?[{CAPITAL}]")


def told_owners(pages: Sequence[PageReading]) -> Iterator[tuple[PageReading, Found]]:
    """Yield page and what is found; a document that speaks of no project or grant has nothing."""
    for page in pages:
        if page.lexicon.cue("project", "grant_words").search(page.text):
            found = (
                *_acting(page),
                *_behind(page),
                *_at_firm(page),
                *_in_headings(page),
                *runs_at(page),
                *above_titles(page),
                *named_actors(page),
            )
            found = found or (*headed_owners(page),)
            yield from ((page, one) for one in found if not is_payer(page, one[1], one[2]))


def _acting(page: PageReading) -> Iterator[Found]:
    """ "X v rámci projektu odkoupila": the subject right before the words."""
    for told in page.lexicon.cue("within_project").finditer(page.text):
        subject = subject_of(page, told.start()) if page.readable(told.start()) else None
        if subject and _is_body(page, *subject) and not inflected_head(page.text, subject[0], page.lexicon):
            yield "beneficiaries", *subject, "told_within"


def _behind(page: PageReading) -> Iterator[Found]:
    """ "V rámci projektu „Y“ X pořídila", "projekt, díky němuž X opraví": the nominative right behind the words."""
    for rule, pattern, opens in (("told_behind", _WITHIN, "within_project"), ("told_which", _RELATIVE, "project_noun")):
        for told in page.lexicon.begun(pattern, page.masked, opens):
            if page.readable(told.start()):
                yield from _nominative(page, told.end(), rule)


def _nominative(page: PageReading, start: int, rule: str) -> Iterator[Found]:
    text, lexicon = page.text, page.lexicon
    if inflected_head(text, start, lexicon):
        return
    end = page.sentence_at(start)[1]
    begin = name_start(page, start, end)
    for verb in islice(page.lexicon.worded(_VERB).finditer(text, begin, min(end, begin + LONGEST)), MOST_VERBS):
        if has_organisation_word(verb[0], lexicon) or lexicon.cue("not_verb").search(verb[0]):
            continue  # "Základní škola a Mateřská škola X": a noun that ends like a verb
        first, last = trim(text, begin, name_in_prose(text, begin, verb.start(), lexicon))
        if (
            last == verb.start()
            and _is_body(page, first, last)
            and page.lexicon.worded(_NAMED).search(text, first, last)
        ):
            yield "beneficiaries", first, last, rule
            return


def _is_body(page: PageReading, start: int, end: int) -> bool:
    """Say whether the words are a body's name of two words at least; "Obec Lipová" is no woman."""
    words = page.text[start:end]
    if " " not in words or not has_organisation_word(words, page.lexicon):
        return False
    return begins_with_head(page.text, start, page.lexicon) or not is_person(words, page.lexicon)


def _at_firm(page: PageReading) -> Iterator[Found]:
    """ "vzdělávací projekty ve společnosti X a.s."."""
    for told in page.lexicon.begun(_AT_FIRM, page.text, "project_any"):
        if page.readable(told.start()):
            end = page.sentence_at(told.start())[1]
            first, last = trim(page.text, told.end(), name_in_prose(page.text, told.end(), end, page.lexicon))
            if last > first and page.text[first].isupper():
                yield "beneficiaries", first, last, "told_at"


def _in_headings(page: PageReading) -> Iterator[Found]:
    """ "Muzeum X rozšiřuje depozitář": the body that a title begins with, or its part behind a colon."""
    told = [block for block in page.blocks if block.kind not in (BlockKind.META, BlockKind.FRONT_MATTER)]
    for block in told[:HEADINGS] if page.page.number == 1 else ():
        words = page.text[block.start : block.end]
        if "\n" in words or words[-1:] in ".:;," or len(words) > LONGEST * 2:
            continue
        if page.labels_over(block.start, block.end):
            continue  # "Partner projektu: X"
        colon = words.find(": ")
        yield from _nominative(page, block.start + colon + 2 if colon > 0 else block.start, "told_heading")
