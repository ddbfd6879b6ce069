"""Short names right beside a number: "PHAEDRA+ (H2020 823190)", "(COMMON-SCALES, 101100745)", "CA18225 ALGAWATCH"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.bodies.names import has_organisation_word, is_person
from extractors.naming.prose_titles import refused_word
from extractors.numbers.number_search import PrintedNumber
from extractors.text.letters import CAPITAL, SMALL
from extractors.text.lexicon import label_key
from extractors.text.reading import PageReading

REACH, SHORTEST_BEHIND, MOST_OTHER_WORDS = 110, 5, 3
# Two capitals, a figure, or a capital inside the word show a name: "PHAEDRA+", "EOSC-Archive", "e-Learn", "7ARCH".
_ACRONYM = r"(?=[\w+/-]{0,20}(?:[A-Z]{2}|[A-Z]\d|\d[A-Z]|[a-z]-?[A-Z]))[A-Za-z0-9][\w+/-]{1,30}"
_NAME = rf"(?<![\w/-]){_ACRONYM}(?: [A-Z0-9][\w+-]{{0,30}}){{0,4}}"
_BEFORE_BRACKET = re.compile(rf"(?P<name>{_NAME})\s?$")
_WORD_BEFORE_BRACKET = re.compile(rf"(?<![\w/-])(?P<name>[{CAPITAL}][\w-]{{2,30}})\s?$")
_INSIDE_BRACKET = re.compile(rf"\((?P<name>{_NAME})[,;:]\s$")
_BEHIND = re.compile(rf"[ \u00a0](?P<name>{_ACRONYM})(?=[ \u00a0]?[(),.;:\n]|$)")
# What stands before a name where it is whole: nothing, a mark, a small word, a noun of it. Titles go on behind others:
# "Plán rozvoje v ORP II", "Pollen at Scale".
_BEGINS = re.compile(r"(?:^|[•·,;:.(/–—-]|\n|\b(?:and|a|by|project|projekt|projektu|the))\s?$")
_GOES_BEFORE = re.compile(rf"(?<!\w)(?!(?:from|od|v|ve|na|pro|do|k|u|at|for|on|to|with)\s)[{SMALL}][\w-]{{0,24}}\s?$")
_TOKEN = re.compile(r"[^\s,;:.()–—-]+")

Found = tuple[int, int, str]


def names_beside(page: PageReading, number: PrintedNumber) -> Iterator[Found]:
    """Yield the name before the number's bracket, inside it, or right behind the number."""
    text, first = page.text, max(0, number.start - REACH)
    inside = _INSIDE_BRACKET.search(text, first, number.start)
    behind = _BEHIND.match(text, number.end)
    bracket = text.rfind("(", first, number.start)
    if inside:
        yield from _whole(page, number, *inside.span("name"))
    elif bracket >= 0 and ")" not in text[bracket : number.start]:
        yield from _before_bracket(page, number, bracket)
    elif behind and behind.end() - behind.start() > SHORTEST_BEHIND:
        yield from _whole(page, number, *behind.span("name"))


def _before_bracket(page: PageReading, number: PrintedNumber, bracket: int) -> Iterator[Found]:
    told = page.phrases_within(bracket, number.start)
    if _other_words(page, bracket, number.start) > MOST_OTHER_WORDS:
        return
    match = _BEFORE_BRACKET.search(page.text, max(0, bracket - REACH), bracket)
    if match is None and any(phrase.kind == "programme" for phrase in told):
        match = _WORD_BEFORE_BRACKET.search(page.text, max(0, bracket - REACH), bracket)
        match = None if match and _ends_longer(page, match.start()) else match
    if match is None:
        return
    start, end = match.span("name")
    block = page.block_at(start)
    floor = max(block.start if block else 0, start - 26)
    named = number.rule != "czech" and _GOES_BEFORE.search(page.text, floor, start)
    if named or _BEGINS.search(page.text, floor, start):
        yield from _whole(page, number, start, end)


def _ends_longer(page: PageReading, start: int) -> bool:
    """Say whether a small word before the word makes it the end of a longer name: "challenges in Europe"."""
    before = page.text[max(0, start - 12) : start].split()
    return bool(before) and before[-1] in page.lexicon.small_words


def _other_words(page: PageReading, start: int, end: int) -> int:
    """Count the words of a bracket before its number that are no known programme or payer."""
    count, position = 0, start
    for phrase in page.phrases_within(start, end):
        if phrase.start >= position:
            count += len(_TOKEN.findall(page.text, position, phrase.start))
            position = phrase.end
    return count + len(_TOKEN.findall(page.text, position, end))


def _whole(page: PageReading, number: PrintedNumber, start: int, end: int) -> Iterator[Found]:
    """Yield the name if it is no programme, payer, organisation, person, country or label."""
    words = page.text[start:end]
    known = bool(page.phrases_over(start, end))
    if known or page.sentence_at(start) != page.sentence_at(number.start):
        return
    key = label_key(words)
    common = key in page.lexicon.labels or key in page.lexicon.countries or page.lexicon.is_generic(words)
    if common or refused_word(words.split()[0], page) or page.lexicon.cue("finance", "project").match(words):
        return
    if not has_organisation_word(words, page.lexicon) and not is_person(words, page.lexicon):
        yield start, end, "beside_number"
