"""Pages of one endless sentence, row or list take time in proportion to their length."""

from __future__ import annotations

import time

import pytest
from factories import Piece, block, heading, make_document, make_page, page_reading, table

from extractors import EXTRACTORS, contacts
from extractors.persons.contact_cards import find_cards
from extractors.text.reading import Reading
from extractors.text.sentences import LONGEST, sentences
from schemas.vocabulary import load_vocabulary

VOCABULARY = load_vocabulary()
SHORT, TIMES = 6_000, 4
MOST = 10
"""Four times the page may take so many times as long; quadratic work takes sixteen times."""
PAGES = {
    "one label again and again": lambda size: [block("Příjemce: " * (size // 10))],
    "sums without an end": lambda size: [block("1 mil. " * (size // 7))],
    "figures without an end": lambda size: [block("1 " * (size // 2))],
    "numbers without an end": lambda size: [block("CZ.1.04/3.1.03/C2.0001 " * (size // 23))],
    "givers of one sentence": lambda size: [block("Na projekt přispěl Horní a firma, částkou 5 Kč " * (size // 46))],
    "a row of cells": lambda size: table(["1"] * (size // 6)),
    "the town again and again": lambda size: [
        block("Příjemcem projektu je město. Role města: partner. " * (size // 50))
    ],
    "towns in rows": lambda size: [
        piece for _ in range(size // 40) for piece in (block("Město Horní Lhota"), block("Příjemce: město"))
    ],
    "headings": lambda size: [piece for _ in range(size // 40) for piece in (heading("Obec", 6), block("v roce 2012"))],
}


def _seconds(pieces: list[Piece]) -> float:
    reading = Reading(make_document(make_page(pieces)), "cs", VOCABULARY)
    begun = time.process_time()
    assert sum(1 for extractor in EXTRACTORS for _ in extractor.extract(reading)) >= 0
    return time.process_time() - begun


@pytest.mark.parametrize("shape", PAGES)
def test_time_grows_with_the_page(shape: str) -> None:
    short = max(_seconds(PAGES[shape](SHORT)), 0.05)
    long = min(_seconds(PAGES[shape](SHORT * TIMES)) for _ in range(2))
    assert long < MOST * short


def test_a_paragraph_of_many_lines() -> None:
    """The least depth of its lines was looked for once a line: 20 s of processor time."""
    assert _seconds([block("slo-\n" * 20_000)]) < 6


@pytest.mark.parametrize("text", ["a b, " * 5_000, "x" * 20_000, "č.\n" * 5_000])
def test_a_sentence_has_a_bound_and_nothing_is_lost(text: str) -> None:
    found = sentences(text, 0, len(text), frozenset())
    assert all(0 < end - start <= LONGEST for start, end in found)
    outside = set(range(len(text))) - {place for start, end in found for place in range(start, end)}
    assert not any(text[place].strip() for place in outside)


def test_a_person_behind_an_endless_line() -> None:
    """The short line above a person was looked for along all of the line: 3 s of processor time for each."""
    people = " Kontaktní osoba: Jana Nováková, jana@lhota.example. Kontaktní osoba: Petr Malý, petr@lhota.example."
    page = page_reading(block("x" * 2_000_000 + people))
    begun = time.process_time()
    assert [person.parts["name"] for person in find_cards(page)]
    assert time.process_time() - begun < 3


PEOPLE = {
    "line": "vedoucí projektu Jana Nováková (jana{}@lhota.example). ",
    "row": "Kontakt: Ing. Jana Nováková, tel. 603 118 552, e-mail: jana{}@lhota.example, ",
}


@pytest.mark.parametrize("shape", PEOPLE)
def test_people_of_one_endless_line_or_row(shape: str) -> None:
    """Each was held against all others, all labels and all of the row: 400,000 code points took 15 and 50 s."""
    spent = []
    for number in (10, 200, 1_600):  # the first compiles the patterns
        texts = [PEOPLE[shape].format(index) for index in range(number)]
        pieces = table(texts) if shape == "row" else [block("".join(texts))]
        reading = Reading(make_document(make_page(pieces)), "cs", VOCABULARY)
        assert reading.pages[0].labelled is not None  # what others ask for too is no part of it
        begun = time.process_time()
        assert sum(1 for _ in contacts.extract(reading)) > number // 2
        spent.append(time.process_time() - begun)
    assert spent[2] < 20 * max(spent[1], 0.05), spent
