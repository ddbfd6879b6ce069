"""Titles of any marks between "projektu" and their number: "projektu Indigo. Vzory a trh, reg. č. CZ.07.4.67/…".

Commas, colons and full stops end other titles; here the number's own words show where the title ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.bodies.names import begins_with_head, is_person
from extractors.naming.number_titles import before_numbers
from extractors.naming.prose_titles import refused_word
from extractors.naming.title_ends import before_verb
from extractors.text.letters import CAPITAL
from extractors.text.reading import PageReading

LONGEST = 200
"""Of a title, in code points."""
_NOUN = re.compile(
    r"(?<![\w-])(?:[Pp]rojekt(?:u|em)?|[Pp]roject)(?:,? (?:s názvem|pod názvem|nazvan\w{1,3}|called|entitled|named))?"
    rf"(?:[ \u00a0]|\n(?!\n))(?=[{CAPITAL}])"
)
_MARK = re.compile(r"[,:.] | [–—-] ")
_LEAD = re.compile(r"[,(;\s–-]{1,3}(?:reg|č|ev|no|nr|id|kód|number|s reg|with reg)", re.IGNORECASE)
_NO_NAME = re.compile(r"\n\s{0,8}\n|[„“”»«\"()\[\]|;@]|\d{3} ?\d{3}")


def names_up_to_numbers(page: PageReading) -> Iterator[tuple[int, int, str]]:
    """Yield what stands between the noun and its number's label, if it has marks within and is no clause."""
    for number in page.numbers:
        nouns = list(_NOUN.finditer(page.text, max(0, number.start - LONGEST - 60), number.start))
        if not nouns or not page.readable(nouns[-1].end()) or page.numbers_over(nouns[-1].end(), number.start):
            continue
        if page.block_at(nouns[-1].start()) != page.block_at(number.start):
            continue  # the number of another paragraph: what stands between is no name
        start, end = nouns[-1].end(), before_numbers(page.text, nouns[-1].end(), number.start)
        bounded = end - start <= LONGEST and _LEAD.match(page.text, end) and _MARK.search(page.text, start, end)
        if bounded and _may_name(page, start, end):
            yield start, end, "named"


def _may_name(page: PageReading, start: int, end: int) -> bool:
    """Say whether the words are no clause, sentence, payer, person or body."""
    words, lexicon = page.text[start:end], page.lexicon
    opens = lexicon.cue("clause_opens", "finite", "title_stop")
    clause = any(opens.match(page.text, mark.end()) for mark in _MARK.finditer(page.text, start, end))
    return not (
        clause
        or _NO_NAME.search(words)
        or lexicon.cue("finite", "paid_by", "finance").search(words)
        or any(phrase.sure for phrase in page.phrases_within(start, end))
        or page.labels_over(start, end)
        or refused_word(words.split()[0], page)
        or before_verb(page, start, end) < end
        or begins_with_head(page.text, start, lexicon)
        or is_person(words, lexicon)
    )
