"""Phrases are found in stretches round their first words, and no otherwise than in the whole text."""

from __future__ import annotations

import re

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc

from extractors.text.cues import Cues
from extractors.text.nlp import PhraseFinder, get_tokenizer

LOOSE = [("esf", "Evropský sociální fond"), ("fund", "fond"), ("dash", "Česko-německý fond")]
EXACT = [("esf", "ESF"), ("plus", "ESF+"), ("opz", "OP Z")]
FINDER = PhraseFinder(LOOSE, EXACT)
BLANK = spacy.blank("cs")
PARTS = ("Evropský", "sociální", "fond", "FOND", "ESF", "esf", "ESF+", "OP", "Z", "Česko-německý", "(ESF),", "xESF")
FILL = ("slovo " * 9, "a", "….", "(Evropský", "fondu", "ESF:OP", "  ", "dlouhé-slovo-s-pomlčkami", "9")


def test_the_longest_phrase_is_taken_and_the_case_of_letters_counts_where_it_must() -> None:
    text = "z prostředků: Evropský Sociální fond (ESF+), esf ne; Česko-německý fond"
    found = [(key, text[start:end]) for key, start, end in FINDER.find(text)]
    assert found == [("esf", "Evropský Sociální fond"), ("plus", "ESF+"), ("dash", "Česko-německý fond")]


def whole(text: str) -> set[tuple[str, int, int]]:
    """Return every phrase of the whole text, those inside others too: what the stretches must not lose."""
    nlp = BLANK
    found = set()
    for attribute, phrases in (("LOWER", LOOSE), ("ORTH", EXACT)):
        matcher = PhraseMatcher(nlp.vocab, attr=attribute)
        for key, phrase in phrases:
            matcher.add(key, [nlp.make_doc(phrase)])
        doc = nlp.make_doc(text)
        spans = [(nlp.vocab.strings[key], doc[first:last]) for key, first, last in matcher(doc)]
        found |= {(key, span.start_char, span.end_char) for key, span in spans}
    return found


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from([*PARTS, *FILL]), max_size=60))
def test_stretches_lose_nothing_of_the_whole_text(parts: list[str]) -> None:
    text = " ".join(parts)
    found = list(FINDER.find(text))
    expected = whole(text)
    assert set(found) <= expected
    for key, start, end in expected:
        assert (key, start, end) in found or any(first <= start and end <= last for _, first, last in found), key


@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.sampled_from([*PARTS, *FILL, "např.", "12.5.2020", "www.obec.cz", "5 000,-", "s.r.o.", ":-)"]), max_size=30
    )
)
def test_tokens_are_those_of_the_blank_pipeline(parts: list[str]) -> None:
    text = " ".join(parts)
    found = [(token.text, token.idx, token.lower_) for token in get_tokenizer()(text)]
    assert found == [(token.text, token.idx, token.lower_) for token in BLANK.make_doc(text)]


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from([*PARTS, *FILL]), max_size=60))
def test_first_words_that_an_index_gives_lead_to_the_same_phrases(parts: list[str]) -> None:
    text = " ".join(parts)
    cues = Cues(FINDER.firsts)
    begins = cues.begins(text, 0, len(text))
    assert list(FINDER.find(text, begins)) == list(FINDER.find(text))


def test_a_phrase_that_begins_with_a_mark_is_refused() -> None:
    with pytest.raises(ValueError, match="never found"):
        PhraseFinder([("odd", "+fond")], [])


def test_what_is_found_does_not_depend_on_what_was_read_before() -> None:
    # the tokeniser parts a unit from its figures, and a phrase that begins there may be known by then or not
    phrases = [("esf", "ESF"), ("long", "km fond")]
    texts = ["km fond", "ESF 10km fond", "ESF"]
    new = [list(PhraseFinder(phrases, []).find(text)) for text in texts]
    used = PhraseFinder(phrases, [])
    assert [list(used.find(text)) for text in texts] == new


class Listening:
    """A tokeniser that puts down what it is given."""

    def __init__(self) -> None:
        self.given: list[str] = []
        self.vocab = get_tokenizer().vocab

    def __call__(self, text: str) -> Doc:
        self.given.append(text)
        made: Doc = get_tokenizer()(text)
        return made


@pytest.mark.parametrize("marks", [".", "…", "?!", "(."])
def test_no_long_run_of_marks_is_given_to_the_tokeniser(marks: str) -> None:
    """It peels them off one by one with patterns that are not linear; `tests/linear` leaves those out for this."""
    finder, tokenizer = PhraseFinder(LOOSE, EXACT), Listening()
    finder.__dict__["_tokenizer"] = tokenizer
    found = [key for key, _, _ in finder.find(f"fond{marks * 3000} ESF{marks * 4}fond a {marks * 500}fond")]
    assert found.count("fund") >= 1
    assert max((len(run) for text in tokenizer.given for run in re.findall(r"[^\w\s]+", text)), default=0) < 12


@pytest.mark.parametrize(
    ("text", "given"),
    [
        ("Evropský dům a sociální fondy, OP a Z", []),  # first words of phrases, and no phrase
        ("z Evropský sociální fond, který platí", ["Evropský sociální fond,"]),
        ("(ESF+): fond obce", ["(ESF+):", "fond"]),
        ("OP  Z a OP Z.", ["OP  Z", "OP Z."]),  # two blanks are for the tokeniser to judge
    ],
)
def test_the_tokeniser_is_given_what_has_the_letters_of_a_phrase(text: str, given: list[str]) -> None:
    finder, tokenizer = PhraseFinder(LOOSE, EXACT), Listening()
    finder.learn()
    finder.__dict__["_tokenizer"] = tokenizer
    list(finder.find(text))
    assert tokenizer.given == given
    assert finder.may_stand_in(text) is bool(given)
