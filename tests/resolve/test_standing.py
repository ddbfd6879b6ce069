"""Where a title stands again in a text, and titles that a slash parts."""

from __future__ import annotations

import re

import pytest
from factories import make_document, make_fact, make_page

from pipeline.resolve.clusters import cluster
from pipeline.resolve.echoes import FEW, lowered, standing
from pipeline.resolve.places import Places
from schemas.vocabulary import load_vocabulary

ECHOES = [
    ("Cesta", "Cesta a cesta, CESTA.", [0, 8, 15]),
    ("Cesta", "Cestář, Nacesta, cesta_2, (cesta)", [27]),
    ("Škola", "škola 2, ŠKOLA II, škola 21, škola", [19, 29]),
    ("aXa", "axaxa axa", [6]),
    ("İz", "a iz, İz", [2, 6]),
    ("Most", "İ most", [2]),
]


@pytest.mark.parametrize(("title", "text", "starts"), ECHOES, ids=[text for _, text, _ in ECHOES])
def test_a_title_stands_again_as_words_of_its_own(title: str, text: str, starts: list[int]) -> None:
    plain = re.compile(rf"(?<!\w){re.escape(title)}(?!\w| [IVX]{{1,4}}\b| \d\b)", re.IGNORECASE)
    few = [(start, end) for _, start, end in standing([title], text, lowered(text))]
    assert few == [match.span() for match in plain.finditer(text)]
    assert [start for start, _ in few] == starts
    register = [title, *(f"{title} {number}" for number in range(100, 101 + FEW))]
    assert [(start, end) for found, start, end in standing(register, text, lowered(text)) if found == title] == few


@pytest.mark.parametrize("text", ["Cesta / Weg / Road", "Cesta/Weg/Road", "Weg /Cesta/ Road"])
def test_titles_in_three_languages_are_one(text: str) -> None:
    page = make_page(text)
    facts = [make_fact(page, "titles", word, "titles.quoted") for word in ("Cesta", "Weg", "Road")]
    found = cluster(facts, Places(make_document(page), load_vocabulary()))
    assert [sorted(str(t.value) for t in c.titles) for c in found] == [["Cesta", "Road", "Weg"]]


def test_other_marks_do_not_join_titles() -> None:
    page = make_page("Cesta, Weg / Road, Most | Puente")
    facts = [make_fact(page, "titles", word, "titles.quoted") for word in ("Cesta", "Weg", "Road", "Most", "Puente")]
    found = cluster(facts, Places(make_document(page), load_vocabulary()))
    assert [len(c.titles) for c in found] == [1, 2, 1, 1]
