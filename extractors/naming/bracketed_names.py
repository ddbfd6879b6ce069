"""Names before a bracket that begins with a programme and tells years or a sum: "Clean Rivers (LIFE, 2018–2022)"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.bodies.names import begins_with_head, has_organisation_word, is_person
from extractors.naming.number_titles import may_head
from extractors.text.letters import CAPITAL
from extractors.text.lexicon import Phrase
from extractors.text.reading import PageReading
from extractors.text.worded import Worded

LONGEST, LONGEST_BRACKET = 160, 120
_FACT = re.compile(
    r"(?<!\d)(?:19[89]|20[0-4])\d(?!\d)|\d{3}\s?(?:Kč|,-|EUR|CZK|€)|(?:EUR|CZK|€)\s?\d{3}|\d\s(?:mil|tis)"
)
_WORD = rf"(?:[{CAPITAL}0-9][\w’'&/+-]{{0,30}})"
_RUN = Worded(rf"(?<![\w/-]){_WORD}(?:[ \u00a0](?:{{small_in_name}}[ \u00a0])?{_WORD}){{0,8}}$")
_NAME = re.compile(r"[A-Z]\S{0,20}[A-Z0-9]|\S\s\S")
"""An acronym, or two words."""
_PROJECT = re.compile(rf"(?<!\w)(?:[Pp]rojekt|[Pp]roject)\s(?=[{CAPITAL}])")
_BEGINS = re.compile(r"[\s•*–—-]{0,6}(?:\d{1,2}[.)]\s)?")


def bracketed_names(page: PageReading) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and rule of each such name."""
    for name, _ in named_brackets(page):
        yield *name, "bracketed"


def named_brackets(page: PageReading) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Yield the name and what stands behind the programme in the bracket, for each such name.

    A bracket with a number is left to the rules for numbers; a common word is no programme without a year behind it.
    """
    seen = -1
    for phrase in page.phrases:
        if phrase.kind != "programme" or phrase.start == seen or page.text[phrase.start - 1 : phrase.start] != "(":
            continue
        seen = phrase.start
        close = page.text.find(")", phrase.end, phrase.end + LONGEST_BRACKET)
        told = close >= 0 and _FACT.search(page.text, phrase.end, close)
        if told and not page.numbers_within(phrase.start, close):
            found = _name_before(page, phrase)
            if found and may_name(page, *found):
                yield found, (phrase.end, close)


def _name_before(page: PageReading, phrase: Phrase) -> tuple[int, int] | None:
    """Return the line before the bracket if it may be a head, or the capitalised words that the sentence begins with.

    Within a sentence they may be the end of a longer name.
    """
    text = page.text
    end = phrase.start - 1 - (text[phrase.start - 2 : phrase.start - 1] in (" ", "\u00a0"))
    opening, _ = page.sentence_at(phrase.start)
    first = max(opening, text.rfind("\n", opening, end) + 1)
    begin = _BEGINS.match(text, first, end)
    start = begin.end() if begin else first
    nouns = list(_PROJECT.finditer(text, start, end))
    start = nouns[-1].end() if nouns else start
    block = page.block_at(first)
    opens = block is not None and (bool(nouns) or first == block.start or text[first - 1] == "\n")
    if opens and end - start <= LONGEST and ", " not in text[start:end] and may_head(page, start, end):
        return start, end
    run = page.lexicon.worded(_RUN).search(text, max(first, end - LONGEST), end)
    return run.span() if run and run.start() == start else None


def may_name(page: PageReading, start: int, end: int) -> bool:
    """Say whether the words are an acronym or two words, and no payer, person, body or page."""
    words = page.text[start:end]
    return (
        bool(_NAME.search(words))
        and not page.phrases_over(start, end)
        and not is_person(words, page.lexicon)
        and not has_organisation_word(words, page.lexicon)
        and not begins_with_head(page.text, start, page.lexicon)
        and page.lexicon.cue("about_no_project", "collection").search(words) is None
    )
