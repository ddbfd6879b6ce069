"""Looking only where a sign may stand finds what looking everywhere finds."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.dates.date_grammar import find_dates, grammar, read
from extractors.money.amount_grammar import _long_scale, _matches, _near_signs, _sign, pattern
from extractors.naming.project_acronyms import _BEGINS, _WHICH, LONGEST, _frames
from extractors.naming.prose_titles import _CZECH_NOUN, BEFORE_NOUN, BEHIND_NOUN, NOUN_SIGNS
from extractors.numbers.number_beginnings import all_beginnings
from extractors.numbers.number_patterns import fold
from extractors.numbers.number_readings import _czech, read_at, read_czech
from extractors.numbers.number_schemes import _best, _has_context, read_schemes
from extractors.payers.payer_givers import _PERCENT
from extractors.persons.contact_parts import BEFORE_AT, BEHIND_AT, EMAIL, emails
from extractors.text.lexicon import Lexicon
from extractors.text.windows import SHORT, lowered, matches_at, matches_round, places_of
from schemas.vocabulary import load_vocabulary

PIECES = (
    "Kč",
    "CZK",
    "eur",
    "€",
    "mil.",
    "MILIONŮ",
    "tis",
    "tisíc korun",
    "MEUR",
    "k€",
    ",-",
    ",–",
    "12 300",
    "x",
    "ř",
)
TEXTS = st.lists(st.sampled_from((*PIECES, " ", "\n", ".", "m", "K", " " * 50)), max_size=60).map("".join)


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_nothing_is_passed_over(text: str) -> None:
    words = load_vocabulary()
    long = text + " " * SHORT
    for sign in (_sign(words), _long_scale(words)):
        everywhere = [match.span() for match in sign.finditer(long)]
        assert [match.span() for match in _near_signs(sign, long, words)] == everywhere


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_the_pattern_is_tried_wherever_it_matches(text: str) -> None:
    words = load_vocabulary()
    everywhere = [match.span() for match in pattern(words).finditer(text)]
    assert [match.span() for match in _matches(text, words, 0, len(text))] == everywhere


DATE_PIECES = (
    "1.",
    "31.",
    "12",
    "2014",
    "2020-01-31",
    "T10:00",
    "května",
    "May",
    "led.",
    "XI.",
    "IV/",
    "roku",
    "1998",
    "x",
)
DATED = st.lists(st.sampled_from((*DATE_PIECES, " ", "\n", ",", "/", "-", "–", "a")), max_size=40).map("".join)


@settings(max_examples=150, deadline=None)
@given(DATED, st.integers(0, 40))
def test_every_date_is_looked_for(text: str, start: int) -> None:
    rules = grammar(load_vocabulary().months)
    dates = [read(match, rules) for match in rules.full.finditer(text, min(start, len(text)))]
    possible = [date for date in dates if date and date.month <= 12 and date.day <= 31]
    assert list(find_dates(text, rules, min(start, len(text)))) == possible


ADDRESS_PIECES = (
    "jan.dub",
    "@",
    "(at)",
    " [zavináč] ",
    " AT ",
    "obec",
    ".",
    " (dot) ",
    "cz",
    "-",
    "+",
    "x" * 64,
    "at]",
)
ADDRESSES = st.lists(st.sampled_from((*ADDRESS_PIECES, " ", "\n")), max_size=30).map("".join)


@settings(max_examples=200, deadline=None)
@given(ADDRESSES)
def test_every_address_is_looked_for(text: str) -> None:
    assert BEHIND_AT > 63 * 6 + 60
    assert BEFORE_AT > 64 + 3
    assert [match.span() for match in emails(text)] == [match.span() for match in EMAIL.finditer(text)]


NOUN_PIECES = (
    "v rámci ",
    "V Rámci řešení ",
    "mikro",
    "PROJEKT",
    "projektu",
    "projeKtem",
    "žádostí",
    "Iniciativy",
    "akce",
    " pod názvem",
    " nazvaná",
    "İ",
    "25 % ",
    "7,5 % by the ",
)
NOUN_TEXTS = st.lists(st.sampled_from((*NOUN_PIECES, " ", "\n", "a", "x" * 40)), max_size=40).map("".join)


@pytest.mark.parametrize(
    ("pattern", "words", "before", "after"),
    [(_CZECH_NOUN, NOUN_SIGNS, BEFORE_NOUN, BEHIND_NOUN), (_PERCENT, ("%",), 8, 16)],
    ids=["nouns", "shares"],
)
@given(text=NOUN_TEXTS)
def test_matches_round_words_are_all(
    pattern: re.Pattern[str], words: tuple[str, ...], before: int, after: int, text: str
) -> None:
    found = matches_round(places_of(lowered(text), *words), pattern, text, before, after)
    assert [match.span() for match in found] == [match.span() for match in pattern.finditer(text)]


_PROJECT_OF = re.compile(r"(?<!\w)(?:[Pp]rojekt(?:u|em|ů|y)?|[Žž]ádost(?:i|í)?)\s(?=\w)")


@given(text=NOUN_TEXTS)
def test_matches_at_words_are_all(text: str) -> None:
    found = matches_at(places_of(lowered(text), "projekt", "žádost"), _PROJECT_OF, text, 0, len(text))
    assert [match.span() for match in found] == [match.span() for match in _PROJECT_OF.finditer(text)]


NUMBER_PIECES = (
    "grant",
    "VEGA",
    "EHP",
    "č. ",
    "1/0123/12",
    "101",
    "012 345",
    "DFG",
    "NSF",
    "0123456",
    "P",
    "2014",
    "CA",
    "a",
)
NUMBERED = st.lists(st.sampled_from((*NUMBER_PIECES, " ", "\n", "-", "x" * 40)), max_size=30).map("".join)


@settings(max_examples=40, deadline=None)
@given(NUMBERED)
def test_every_number_is_looked_for_with_its_words(text: str) -> None:
    lexicon, folded = Lexicon.of(load_vocabulary()), fold(text)
    found = {(start, reading.scheme.code) for start, reading in read_schemes(text, folded, lexicon)}
    for start in range(len(text)):
        if not text[start].isalnum() or (start and (text[start - 1].isalnum() or text[start - 1] in "_/")):
            continue
        for scheme in {s for known in all_beginnings(lexicon.vocabulary) for _, s in known.schemes}:
            reading = _best(text, folded, start, scheme)
            told = reading is not None and _has_context(text, start, reading.end, scheme, lexicon)
            assert told == ((start, scheme.code) in found)


CZECH_PIECES = (
    "CZ",
    "cz",
    ".",
    "1",
    "O",
    "07",
    "/",
    "1.2.00",
    "47.0009",
    "02",
    "3.68",
    "0.0",
    "16_010",
    "0000123",
    "l",
)
CZECH = st.lists(st.sampled_from((*CZECH_PIECES, " ", "\n", "\\", "_", "-", "MPO")), max_size=24).map("".join)


@settings(max_examples=80, deadline=None)
@given(CZECH, st.sampled_from(("CZ.1.07/1.2.00/47.0009", "CZ.02.3.68/0.0/0.0/16_010/0000123", "")))
def test_forms_that_the_first_letters_refuse_would_not_match(text: str, number: str) -> None:
    text, words = number[: len(text)] + text, load_vocabulary()
    folded = fold(text)
    every = [reading for scheme in _czech(words) for reading in read_at(text, folded, 0, scheme)]
    assert sorted(map(repr, read_czech(text, folded, 0, words))) == sorted(map(repr, every))


ACRONYM_PIECES = (
    "LIFE ",
    "AQUANET",
    "AGE-4ALL",
    "FreshLoop",
    ", which has received EU ",
    "funding",
    "coordinates ",
    "e.",
    "@",
)
ACRONYMS = st.lists(st.sampled_from((*ACRONYM_PIECES, " ", "\n", "x" * 60)), max_size=30)


@given(parts=ACRONYMS, data=st.data())
def test_every_acronym_is_looked_for(parts: list[str], data: st.DataObject) -> None:
    words = load_vocabulary()
    before, after, reach = _frames(words)
    cues = st.sampled_from((*words.cues["acronym_after"], *words.cues["acronym_before"]))
    text = "".join(part + " " + data.draw(cues) + " " if part[0].isupper() else part for part in parts)
    begins = [match.start() for match in _BEGINS.finditer(text)]
    for frame in (before, after, _WHICH):
        found = matches_round(begins, frame, text, reach, reach + LONGEST)
        assert [match.span() for match in found] == [match.span() for match in frame.finditer(text)]
