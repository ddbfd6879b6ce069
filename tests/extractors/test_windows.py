"""Looking only where a sign may stand finds what looking everywhere finds."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.amount_grammar import _long_scale, _matches, _near_signs, _sign, pattern
from extractors.date_grammar import find_dates, grammar, read
from extractors.windows import SHORT
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
