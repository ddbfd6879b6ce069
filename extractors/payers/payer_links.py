"""Known payers that pay by what stands beside them: another payer, a share, a verb of approval.

"from the ERDF and the budget of the Ministry of Culture", "(50 % EU, 50 % X)", "X vyhovělo žádosti o dotaci".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.payers.payer_chains import behind_intro
from extractors.payers.payer_sums import ends_clause
from extractors.text.letters import CAPITAL
from extractors.text.lexicon import Phrase
from extractors.text.reading import PageReading
from extractors.text.windows import matches_round, places_of

BETWEEN = 60
"""From one payer to the one joined with it: "and from the budget of the"."""
REACH = 90
"""Who approves stands so near before what is approved."""
MOST_BETWEEN = 6
"""Between who approves and the verb stand a few words: "SFŽP nám v pondělí schválil"."""
GENERAL = ("EU", "CZ-STATE")
"""These approve programmes and laws."""
_AND = re.compile(
    r"\)?(?:,?\s(?:and|a|i|oraz|und|as well as|a také|a rovněž|a dále|a tiež)|,)\s(?:(?:from|by|of|z|ze|zo|ve)\s)?"
)
_OBLIQUE = re.compile(r"\w{3,20}(?:va|vu|vem|ého|ému|ém|ým|ího|ím)\b")
"""A first word in another case: "Komise Ministerstva X vybrala projekt"."""
_LAND = re.compile(rf"(?<!\w)([{CAPITAL}]\w{{2,20}}[sc]k[^\W\d_]{{1,3}})\s$")
_PERCENT = re.compile(
    r"\d{1,3}(?:[.,]\d{1,2})?\s?(?:%|per\s?cent|percent|procent)\s(?:(?:from|of|z|ze|zo)\s(?:the\s)?)?"
)

Payer = tuple[int, int, str]
"""Start and end of the name, and the code."""


def is_joined(page: PageReading, phrase: Phrase, first: int) -> bool:
    """Say whether a known payer stands right before this one, in the same sentence, with "and" between."""
    before = page.phrases_within(max(first, phrase.start - 2 * BETWEEN), phrase.start)
    last = max((p.end for p in before if p.kind == "funder" and p.sure and p.end <= phrase.start), default=None)
    joint = _AND.match(page.text, last, phrase.start) if last is not None else None
    return joint is not None and behind_intro(page, joint.end(), phrase.end) == phrase.start


def approvers(page: PageReading) -> Iterator[Payer]:
    """ "Ministerstvo X vyhovělo naší žádosti", "X schválil dotaci": a known agency, and no body that advises it."""
    money = page.lexicon.cue("approved")
    for phrase in page.phrases:
        if phrase.kind != "funder" or not phrase.sure or phrase.code in GENERAL:
            continue
        first, last = page.sentence_at(phrase.start)
        verb = page.lexicon.cue("payer_approves").search(page.text, phrase.end, min(last, phrase.end + REACH))
        if verb is None or _OBLIQUE.match(page.text, phrase.start) or _of_another_land(page, phrase.start):
            continue
        told = money.search(page.text, phrase.end, min(last, verb.end() + REACH))
        asked = told or money.search(page.text, max(first, phrase.start - REACH), phrase.start)
        stop = min(verb.start(), told.start()) if told else verb.start()
        if asked and page.text[phrase.end : stop].count(" ") <= MOST_BETWEEN:
            yield phrase.start, phrase.end, phrase.code


def _of_another_land(page: PageReading, start: int) -> bool:
    """ "Norské ministerstvo X": behind the adjective of a land a noun in lower case is no known payer of ours."""
    land = _LAND.search(page.text, max(0, start - 24), start) if page.text[start].islower() else None
    return land is not None and not page.lexicon.cue("home_land").fullmatch(land[1])


def with_percents(page: PageReading) -> Iterator[Payer]:
    """ "(85 % EU, 15 % státní rozpočet)": the known payer right behind a share, where its clause ends."""
    for share in matches_round(places_of(page.text, "%", "cent"), _PERCENT, page.text, 16, 16):
        for phrase in page.phrases_at(share.end()):
            if phrase.kind == "funder" and phrase.sure and ends_clause(page, phrase.end):
                yield phrase.start, phrase.end, phrase.code
