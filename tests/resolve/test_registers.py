"""Registers of thousands of projects: the work grows with their number, and no title loses a form of it."""

from __future__ import annotations

import sys
from itertools import combinations
from types import FrameType

import pytest
from factories import heading, make_document, make_fact, make_page

from pipeline.resolve import resolve
from pipeline.resolve.anchors import one_title
from pipeline.resolve.clusters import cluster
from pipeline.resolve.places import Places
from pipeline.resolve.title_index import FEW, TitleIndex
from schemas.document import Page
from schemas.records import Fact
from schemas.vocabulary import load_vocabulary

SHORT, TIMES, MOST = FEW + 10, 3, 3.6
"""Projects of a register that is indexed, of one three times as long, and the calls that this may cost."""
PLACES = ("Lhota", "Bečva", "Žďár", "Ústí", "Písek", "Cheb")


def _register(size: int, titled: str, numbered: bool = True, first: int = 1000) -> tuple[Page, list[Fact]]:
    titles = [titled.format(PLACES[i % len(PLACES)], i + first) for i in range(size)]
    codes = [f"CZ.1.07/1.2.{i // 10_000:02}/47.{i % 10_000:04}" for i in range(size)]
    lines = [
        piece
        for title, code in zip(titles, codes, strict=True)
        for piece in (heading(f"Projekt „{title}“"), f"Registrační číslo: {code}" if numbered else "Popis.")
    ]
    page = make_page(*lines)
    facts = [make_fact(page, "titles", title, "titles.quoted") for title in titles]
    if numbered:
        facts += [make_fact(page, "registration_number", code, "registration_numbers.czech") for code in codes]
    return page, facts


def _calls(page: Page, facts: list[Fact]) -> int:
    """Return how many functions `resolve` calls, those of C counted; a comparison of texts is one."""
    document, vocabulary, made = make_document(page), load_vocabulary(), 0

    def count(frame: FrameType, event: str, argument: object) -> None:
        nonlocal made
        made += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        resolve(document, facts, vocabulary)
    finally:
        sys.setprofile(None)
    return made


REGISTERS = [("Kůň pomáhá obci {0} {1}", True), ("P{1} – Nová škola v obci {0}", False)]


@pytest.mark.parametrize(("titled", "numbered"), REGISTERS)
def test_calls_grow_with_the_register(titled: str, numbered: bool) -> None:
    # what is loaded once is not counted; other titles each time, since work on known ones is remembered
    _calls(*_register(2, titled, numbered, first=90_000))
    short = _calls(*_register(SHORT, titled, numbered, first=50_000))
    assert _calls(*_register(SHORT * TIMES, titled, numbered)) < MOST * short


def test_every_project_of_a_register_keeps_its_own_title() -> None:
    page, facts = _register(2 * FEW, "Kůň pomáhá obci {0} {1}")
    found = cluster(facts, Places(make_document(page), load_vocabulary()))
    assert len(found) == 2 * FEW
    told = [({str(title.value) for title in c.titles}, c.number) for c in found]
    assert told == [({str(title.value)}, code.value) for title, code in zip(facts, facts[2 * FEW :], strict=False)]


FORMS = [
    "Bezpečná cesta do školy",
    "Bezpečná cesta do školy v Jihlavě",
    "bezpečná cesta do školy",
    "Bezpečnou cestu do školy",
    "MOST – Bezpečná cesta do školy",
    "MOST",
    "Podpora sociálního začleňování",
    "Podporu sociálního začleňování",
    "Rozvoj vzdělávání II",
    "Rozvoj vzdělávání",
]


def test_the_index_names_every_pair_that_is_one_title() -> None:
    register = [f"Projekt {place} číslo {number}" for number in range(FEW) for place in PLACES[:2]]
    index = TitleIndex([*register, *FORMS])
    for place, title in enumerate(FORMS):
        index.add(title, place)
    pairs = [(i, j) for i, j in combinations(range(len(FORMS)), 2) if one_title(FORMS[i], FORMS[j])]
    assert len(pairs) >= 8
    assert [(i, j) for i, j in pairs if j not in index.near(FORMS[i]) or i not in index.near(FORMS[j])] == []
    assert len(index.near(register[0])) < len(FORMS)


def test_forms_of_one_title_are_one_project_in_a_register_too() -> None:
    page, facts = _register(FEW + 50, "Kůň pomáhá obci {0} {1}", numbered=False)
    words = [str(fact.value) for fact in facts[:2]]
    again = make_page(*(f"O projektu „{word.upper()}“ píší." for word in words), number=2)
    more = [make_fact(again, "titles", word.upper(), "titles.quoted") for word in words]
    found = cluster([*facts, *more], Places(make_document(page, again), load_vocabulary()))
    assert len(found) == FEW + 50
    assert [len(c.titles) for c in found[:3]] == [2, 2, 1]
