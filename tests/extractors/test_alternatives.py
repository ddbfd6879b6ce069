"""Words joined behind their first letters match as the plain alternation does."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.text.alternatives import alternatives, cases
from schemas.vocabulary import load_vocabulary

WORDS = (
    "projektu",
    "projekt",
    r"pro\w{0,2}",
    r"pr?o",
    "Kraje",
    "kraj",
    r"č\.\s",
    r"(?-i:ČR)",
    "čr",
    "a",
    "stav",
    r"\d",
)
PIECES = ("PROJEKTU ", "projekt", "pro", "po", "\u212araj", "kraje", "Č. ", "čr", "ČR", "A", "ſtav", "5", "-")


@given(
    words=st.lists(st.sampled_from(WORDS), min_size=1, max_size=9), parts=st.lists(st.sampled_from(PIECES), max_size=12)
)
@pytest.mark.parametrize("flags", [re.IGNORECASE, 0], ids=["any case", "as printed"])
def test_the_same_is_matched(flags: int, words: list[str], parts: list[str]) -> None:
    text = "".join(parts)
    plain = re.compile("|".join(words), flags)
    joined = re.compile(alternatives(words, bool(flags)), flags)
    assert [m.span() for m in joined.finditer(text)] == [m.span() for m in plain.finditer(text)]


def test_all_cases_of_a_letter_are_known() -> None:
    vocabulary = load_vocabulary()
    words = (*(stem for stems in vocabulary.cues.values() for stem in stems), *vocabulary.months, *vocabulary.scales)
    everything = "".join(chr(code) for code in range(0x10000) if not 0xD800 <= code < 0xE000)
    for letter in {letter.lower() for word in words for letter in word if letter.isalnum()}:
        assert set(re.findall(cases(letter), everything)) == set(re.findall(re.escape(letter), everything, re.I)), (
            letter
        )
