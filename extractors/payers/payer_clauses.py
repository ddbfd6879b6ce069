"""Who pays for a project, told by a share, a source or a part in it.

"X covers 85 per cent", "zbytek uhradí X", "No. 1 of the X", "poskytovatelem je X".

A known payer counts, or a name with a word of payers in it; beside a share any organisation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.bodies.role_nouns import of_project
from extractors.bodies.subjects import subject_of
from extractors.money.amount_grammar import find_amounts
from extractors.payers.payer_chains import chain
from extractors.payers.payer_givers import Giver, named
from extractors.payers.payer_numbers import titled_names
from extractors.text.letters import CAPITAL
from extractors.text.reading import PageReading
from extractors.text.windows import matches_round, places_of
from extractors.text.worded import Worded

REACH = 60
"""A share or sum stands so many code points behind its verb."""
_PERCENT = re.compile(r"\d{1,3}(?:[.,]\d{1,2})?\s?(?:%|per\s?cent|percent|procent)")
_BEHIND_NUMBER = re.compile(rf"[\s)\"“”–,-]{{1,6}}(?:of|from|by)\s(?=(?:the\s)?[{CAPITAL}])")
_IS = Worded(r"[^.,;:()\n\d]{0,50}?\s{being}\s{1,2}")
_FROM = re.compile(rf"(?<!\w)(?:[Oo]d|[Zz]e?|[Ff]rom)\s(?=(?:the\s|rozpočtu\s|prostředků\s|fondu\s)?[{CAPITAL}])")


def told_by_clause(page: PageReading) -> Iterator[Giver]:
    """Yield the payers of all rules, where the block speaks of a project."""
    if not page.lexicon.cue("payer_title").search(page.text) and not page.phrases:
        return
    yield from _behind_numbers(page)
    yield from _providers(page)
    for start, stop, code in (*_with_shares(page), *_behind_shares(page), *_sources(page), *_gained_from(page)):
        if of_project(page, start):
            yield start, stop, code


def _payer(page: PageReading, start: int, last: int) -> Iterator[Giver]:
    """The payers that a chain names, each known or with a word of payers in its name."""
    for begin, stop, code in chain(page, start, last):
        if code or (page.lexicon.cue("payer_title").search(page.text, begin, stop) and " " in page.text[begin:stop]):
            yield begin, stop, code
        else:
            return


def _behind_numbers(page: PageReading) -> Iterator[Giver]:
    """ "the project Y (No. TQ03000481) of the Technology Agency"."""
    for number in page.numbers:
        source = _BEHIND_NUMBER.match(page.text, number.end)
        if source:
            yield from _payer(page, source.end(), page.sentence_at(number.start)[1])


def _providers(page: PageReading) -> Iterator[Giver]:
    """ "Poskytovatelem dotace na projekt je X", "rozhodlo Ministerstvo X jako poskytovatel dotace"."""
    text, is_that = page.text, page.lexicon.worded(_IS)
    for word in page.lexicon.cue("provider_is").finditer(text):
        first, last = page.sentence_at(word.start())
        verb = is_that.match(text, word.end(), min(last, word.end() + REACH))
        for begin, stop, code in _payer(page, verb.end(), last) if verb else ():
            yield begin, stop, code
    for word in page.lexicon.cue("as_provider").finditer(text):
        first, _ = page.sentence_at(word.start())
        known = _known_before(page, word.start() - 1)
        named = [] if known else titled_names(page, max(first, word.start() - 2 * REACH), word.start() - 1)
        for begin, stop in [known] if known else [name for name in named if name[1] == word.start() - 1]:
            yield from _shown(page, begin, stop)


def _with_shares(page: PageReading) -> Iterator[Giver]:
    """ "X covers 85 per cent, Y pays the rest"."""
    text = page.text
    for verb in page.lexicon.cue("payer_pays", "payer_adds").finditer(text):
        first, last = page.sentence_at(verb.start())
        if page.lexicon.cue("not_funding").search(text, first, last):
            continue
        reach = min(last, verb.end() + REACH)
        gives = page.lexicon.cue("payer_adds").match(page.text, verb.start())
        paid = gives and next(find_amounts(text, page.lexicon.vocabulary, verb.end(), reach), None)
        if paid or _share(page, verb.end(), reach):
            subject = _known_before(page, verb.start()) or subject_of(page, verb.start())
            if subject:
                yield from _shown(page, *subject)


def _behind_shares(page: PageReading) -> Iterator[Giver]:
    """ "85 % hradí ESF, 10 % státní rozpočet a zbytek X": the name right behind a share, or behind its verb."""
    pays = page.lexicon.cue("payer_pays", "payer_adds")
    if not pays.search(page.text):
        return
    percent = matches_round(places_of(page.text, "%", "cent"), _PERCENT, page.text, 16, 4)
    for share in (*percent, *page.lexicon.cue("share_words").finditer(page.text)):
        first, last = page.sentence_at(share.start())
        verb = pays.match(page.text, share.end() + 1, last)
        if pays.search(page.text, first, last) and not page.lexicon.cue("not_funding").search(page.text, first, last):
            for begin, stop, code in chain(page, verb.end() if verb else share.end(), last):
                yield from _shown(page, begin, stop, code)
                break


def _known_before(page: PageReading, stop: int) -> tuple[int, int] | None:
    """The known payer right before a verb, whatever the clause begins with: "and the X Region pays"."""
    found = page.phrases_over(max(0, stop - 2), stop)
    return next(((p.start, p.end) for p in found if p.kind == "funder" and p.sure and p.end <= stop), None)


def _share(page: PageReading, start: int, stop: int) -> bool:
    return bool(
        _PERCENT.search(page.text, start, stop) or page.lexicon.cue("share_words").search(page.text, start, stop)
    )


def _shown(page: PageReading, begin: int, stop: int, code: str = "") -> Iterator[Giver]:
    known = code or next((p.code for p in page.phrases_over(begin, stop) if p.kind == "funder" and p.sure), "")
    if known or named(page, begin, stop, begin, stop):
        yield begin, stop, known


def _sources(page: PageReading) -> Iterator[Giver]:
    """ "A further 5 750 euro comes from the Fund X", "thanks to the State Fund X"."""
    money = page.lexicon.cue("payer_money", "grant_words")
    for source in page.lexicon.cue("payer_source").finditer(page.text):
        first, last = page.sentence_at(source.start())
        paid = money.search(page.text, first, last) or next(
            find_amounts(page.text, page.lexicon.vocabulary, first, last), None
        )
        if paid:
            yield from _payer(page, source.end(), last)


def _gained_from(page: PageReading) -> Iterator[Giver]:
    """ "Od Plzeňského kraje dostane X 120 tis. Kč": a source, then a verb of gaining and a sum."""
    for verb in page.lexicon.cue("obtained", "we_gained").finditer(page.text):
        first, last = page.sentence_at(verb.start())
        if next(find_amounts(page.text, page.lexicon.vocabulary, verb.end(), last), None) is None:
            continue
        for source in _FROM.finditer(page.text, max(first, verb.start() - 2 * REACH), verb.start()):
            for begin, stop, code in chain(page, source.end(), verb.start()):
                if verb.start() - stop <= REACH // 2:
                    yield from _shown(page, begin, stop, code)
                break
