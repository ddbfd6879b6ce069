"""Names behind the noun "akce" without marks: "dotace na akci Oprava zdi", "Akce oprava soklu se financuje z …".

An "akce" is a work or an event: it is a project where its name begins with the noun of a work, or the words before it
say that money is for it, and the sentence tells of paying.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.bodies.names import is_person
from extractors.naming.project_names import name_end
from extractors.naming.prose_titles import refused_word
from extractors.text.letters import CAPITAL
from extractors.text.reading import PageReading
from extractors.text.worded import Worded

SHORTEST = 10
"""Of a name, in code points."""
_NOUN = Worded(r"(?<![\w-])(?P<invested>{invested}\s)?{action_noun}\s(?=[^\W\d_])", re.IGNORECASE)
_FOR_IT = Worded(r"(?<![\w-]){money_noun}\s(?:[^\s.;:]{1,20}\s){0,5}?na\s$", re.IGNORECASE)
REACH = 90
"""Words for money stand so near before "na akci", in code points."""
_CAPITAL = re.compile(f"[{CAPITAL}]")


def action_names(page: PageReading) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and rule of each such name."""
    for noun in page.lexicon.begun(_NOUN, page.text, "invested", "action_noun"):
        first, limit = page.sentence_at(noun.start())
        if not page.readable(noun.start()) or noun.end() >= limit or not _is_paid(page, first, limit):
            continue
        work = page.lexicon.cue("works").match(page.text, noun.end(), limit)
        capital = _CAPITAL.match(page.text, noun.end()) is not None
        if not (work or (capital and (noun["invested"] or _for_it(page, first, noun.start())))):
            continue
        start, end = noun.end(), name_end(page, noun.end(), limit)
        end = start + len(page.text[start:end].rstrip(" ,.;:–-"))
        if _may_name(page, start, end):
            yield start, end, "in_sentence"


def _is_paid(page: PageReading, first: int, limit: int) -> bool:
    """Say whether the sentence has a word of paying."""
    return page.lexicon.cue("finance", "payer_after").search(page.text, first, limit) is not None


def _for_it(page: PageReading, first: int, start: int) -> bool:
    """Say whether money "na" what the noun is stands right before it."""
    return page.lexicon.worded(_FOR_IT).search(page.text, max(first, start - REACH), start) is not None


def _may_name(page: PageReading, start: int, end: int) -> bool:
    """Say whether the words are two or more, and no payer, person, or pointer to what was named before."""
    words = page.text[start:end]
    return (
        end - start >= SHORTEST
        and " " in words
        and not any(phrase.sure and phrase.start == start for phrase in page.phrases_at(start))
        and not refused_word(words.split()[0], page)
        and page.lexicon.cue("pointing").search(words) is None
        and not is_person(words, page.lexicon)
    )
