"""A verb first, and then who acts: "Realizuje Charita X.", "Řeší jej Ústav Y spolu s …", "podala ji farnost Z"."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.bodies.listed_names import Found
from extractors.bodies.name_prose import name_in_prose
from extractors.bodies.names import inflected_head, is_organisation, trim
from extractors.bodies.role_nouns import of_project
from extractors.bodies.subjects import is_payer, is_project, name_start, subject_of
from extractors.text.reading import PageReading
from extractors.text.worded import Worded

NEAR, LONGEST_OBJECT = 60, 400
"""Behind "thanks to" the word for a grant stands so near; what is received and said of it takes at most so much."""
_IT = Worded(r"\s{it_cs}\s(?:(?:{also_cs}|od roku \d{4})\s)?(?=\w)")
_ENDS = Worded(r"\s?(?:[.,;(]|$|\n|\s(?:{together_cs}|a\s))")


def verbs_first(page: PageReading) -> Iterator[Found]:
    """Yield the organisation in the nominative behind a verb of running, with "it" or at the head of a sentence."""
    text = page.text
    for verb in page.lexicon.cue("acts").finditer(page.masked):
        if not page.readable(verb.start()):
            continue
        start, end = page.sentence_at(verb.start())
        told = page.lexicon.worded(_IT).match(text, verb.end(), end)
        opens = verb.start() == start and text[start].isupper() and text[verb.end() : verb.end() + 1] == " "
        if not (told or opens) or not _of_project(page, verb.start()):
            continue
        begin = told.end() if told else verb.end() + 1
        if inflected_head(text, begin, page.lexicon):
            continue
        begin = name_start(page, begin, end)
        first, last = trim(text, begin, name_in_prose(text, begin, end, page.lexicon))
        name = text[first:last]
        shown = name.isupper() or is_organisation(name, page.lexicon)  # "ÚMF AV ČR"
        whole = shown and page.lexicon.worded(_ENDS).match(text, last, end + 1)
        if whole and not is_payer(page, first, last) and not is_project(page, first, last):
            yield "beneficiaries", first, last, "verb_first"


def objects_first(page: PageReading) -> Iterator[Found]:
    """ "Dotaci na obnovu kostela …, který …, získala Farnost X": a sentence that begins with what is received."""
    text, lexicon = page.text, page.lexicon
    for verb in lexicon.cue("obtained").finditer(text):
        start, end = page.sentence_at(verb.start())
        if verb.start() - start > LONGEST_OBJECT or not page.readable(verb.start()) or not text[start].isupper():
            continue
        if not lexicon.cue("grant_words").match(text, start) or not of_project(page, verb.start()):
            continue
        begin = name_start(page, verb.end() + 1, end)
        if text[begin : begin + 1].isupper() and not inflected_head(text, begin, lexicon):
            first, last = trim(text, begin, name_in_prose(text, begin, end, lexicon))
            if last > first and " " in text[first:last] and is_organisation(text[first:last], lexicon):
                yield "beneficiaries", first, last, "sentence_awarded"


def made_with_grants(page: PageReading) -> Iterator[Found]:
    """ "Thanks to a subsidy of …, the Town of X has built …": who made it with the money received it."""
    cues = page.lexicon.cue
    for thanks in cues("thanks_to").finditer(page.text):
        start, end = page.sentence_at(thanks.start())
        money = cues("grant_words", "payer_after").search(page.text, thanks.end(), min(end, thanks.end() + NEAR))
        if not money or not page.readable(start) or not _of_project(page, start):
            continue
        for verb in cues("has_made").finditer(page.text, start, end):
            subject = subject_of(page, verb.start())
            if subject and is_organisation(page.text[slice(*subject)], page.lexicon) and not is_payer(page, *subject):
                yield "beneficiaries", *subject, "verb_made"
                break


def _of_project(page: PageReading, offset: int) -> bool:
    """Say whether the block speaks of a project, or names a programme or who pays."""
    block = page.block_at(offset)
    told = page.phrases_within(block.start, block.end) if block else ()
    return of_project(page, offset) or any(phrase.kind in ("programme", "funder") for phrase in told)
