"""Titles without quotation marks: where they begin, and the guess where they end."""

from __future__ import annotations

import pytest
from factories import page_reading

from extractors.naming.prose_titles import long_form, prose_titles

CASES = [
    # (text, title, rule)
    ("V rámci projektu Bezpečná cesta byl opraven chodník.", "Bezpečná cesta", "within"),
    ("Škola běží v projektu Cesta, který platí stát.", "Cesta", "after_project"),
    ("Projekt s názvem Bezpečná cesta byl zahájen.", "Bezpečná cesta", "named"),
    ("The project called Safe Path runs.", "Safe Path", "named"),
    ("They work on the project Safe Path for Schools since May.", "Safe Path for Schools", "after_project"),
    ("The SYCLOPS project started.", "SYCLOPS", "before_project"),
    # small words, a dash or a bracket between the name and the noun
    ("They meet in the Women on Wheels project.", "Women on Wheels", "before_project"),
    ("The Bread for Winter project ended.", "Bread for Winter", "before_project"),
    ("Lhota runs its Seeds of Peace project.", "Seeds of Peace", "before_project"),
    ("They talk of Lhota’s Seeds of Peace project.", "Seeds of Peace", "before_project"),
    ("Coordinator of SYCLOPS project", "SYCLOPS", "before_project"),
    (
        "It is within the TERRA NET – Soil, Water and Towns project, which runs.",
        "TERRA NET – Soil, Water and Towns",
        "subject",
    ),
    ("The GardenLoop (Gardens in loops) project began.", "GardenLoop", "before_project"),
    # verbs and participles that end like nouns
    ("V rámci projektu Bezpečná cesta vznikne chodník.", "Bezpečná cesta", "within"),
    ("V rámci projektu Bezpečná cesta pořídíme lampy.", "Bezpečná cesta", "within"),
    ("Projekt s názvem Bezpečná cesta vede obec.", "Bezpečná cesta", "named"),
    ("Projekt s názvem Bezpečná cesta má spojit dvě vsi.", "Bezpečná cesta", "named"),
    ("Projekt s názvem Bezpečná cesta má smysl běží.", "Bezpečná cesta má smysl", "named"),
    ("Projekt s názvem Bezpečná cesta řešený obcí.", "Bezpečná cesta", "named"),
    # what it costs, and where the money is from
    ("V rámci projektu Bezpečná cesta za 900 000 Kč je lampa.", "Bezpečná cesta", "within"),
    ("Uspěli s projektem s názvem Bezpečná cesta v krajském programu.", "Bezpečná cesta", "named"),
    ("Uspěli s projektem s názvem Bezpečná cesta ve 3. výzvě.", "Bezpečná cesta", "named"),
    # a mark that nothing closes
    ("Projekt s názvem „Bezpečná cesta byl zahájen.", "Bezpečná cesta", "named"),
    # Slovak
    ("Projekt s názvom Bezpečná cesta pribudne.", "Bezpečná cesta", "named"),
    # the number is no part of the title
    ("v rámci projektu Bezpečná cesta CZ.1.07/1.2.00/47.0009", "Bezpečná cesta", "within"),
    ("v rámci projektu Bezpečná cesta, reg. č. 5", "Bezpečná cesta", "within"),
    # nor is the programme before it
    ("v rámci projektu OP LZZ Bezpečná cesta, reg. č. 5", "Bezpečná cesta", "within"),
]
NONE = [
    "Projekt běží dobře.",
    "This project is ours. Our Project is good.",
    "Projektu Jana Malá pomohla.",
    "Partner projektu: Obec Lhota",
    "The May project started.",
    "It began as our Erasmus project.",
    "V rámci projektu jsme v Brně opravili chodník.",
]


@pytest.mark.parametrize(("text", "title", "rule"), CASES)
def test_unquoted(text: str, title: str, rule: str) -> None:
    found = [(text[s:e], r) for s, e, r in prose_titles(page_reading(text))]
    assert found == [(title, rule)]


@pytest.mark.parametrize("text", NONE)
def test_no_title(text: str) -> None:
    assert list(prose_titles(page_reading(text))) == []


def test_the_long_form_behind_an_acronym() -> None:
    text = "SYCLOPS (Scaling extreme analytics with open systems)"
    assert [text[s:e] for s, e, _ in long_form(text, 7)] == ["Scaling extreme analytics with open systems"]
    assert list(long_form("SYCLOPS (see below)", 7)) == []
    assert list(long_form("Cesta (reg. č. projektu CZ.1.07/1.2.00/47.0009)", 5)) == []
