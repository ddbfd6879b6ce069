"""Names in title case that an English sentence pays for: "we ran Lawyers on the Bus, CZK 1 899 000".

English writes so nothing but names; what names a body or person is none.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractors.money.amount_grammar import find_amounts
from extractors.naming.bracketed_names import may_name
from extractors.naming.prose_titles import refused_word
from extractors.text.reading import PageReading
from extractors.text.windows import matches_at
from extractors.text.worded import Worded

_NAME = (
    r"(?P<name>[A-Z][\w’'-]{1,30}(?:\s(?:{small_in_title}\s){0,2}[A-Z0-9][\w’'-]{0,30}){1,8}"
    r"|[A-Z](?=[\w-]{0,24}[A-Z0-9])[\w-]{3,24})"
)
_PAID = Worded(rf"\s{_NAME}(?=[,.;:)]|\s(?:\(|{{behind_title}}\s)|$)")


def title_case_names(page: PageReading) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and rule of each such name."""
    for start, end in _paid(page):
        words = page.text[start:end]
        if page.readable(start) and may_name(page, start, end) and not refused_word(words.split()[0], page):
            yield start, end, "bracketed"


def _paid(page: PageReading) -> Iterator[tuple[int, int]]:
    """Names behind "we ran", "money for", "paid for", where the sentence tells a sum or a known payer."""
    verbs, paid = page.lexicon.cue("pays_for"), page.lexicon.worded(_PAID)
    for verb in verbs.finditer(page.text):
        for match in matches_at((verb.end(),), paid, page.text, 0, len(page.text)):
            if _told(page, verb.start()):
                yield match.span("name")


def _told(page: PageReading, offset: int) -> bool:
    """Say whether the sentence prints a sum or a known payer or programme."""
    first, last = page.sentence_at(offset)
    if any(phrase.sure for phrase in page.phrases_within(first, last)):
        return True
    return next(find_amounts(page.text, page.lexicon.vocabulary, first, last), None) is not None
