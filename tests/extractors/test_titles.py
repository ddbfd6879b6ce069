"""Titles behind labels, in quotation marks, and beside numbers."""

from __future__ import annotations

import pytest
from factories import front_matter, heading, items, mentions, printed, table

from extractors import titles

QUOTED = [
    ("Město zahájilo projekt „Bezpečná cesta“.", ["Bezpečná cesta"]),
    ("Město zahájilo projekt s názvem „Bezpečná cesta“.", ["Bezpečná cesta"]),
    ("projekty „Cesta domů“, „Cesta tam“ a „Cesta zpět“", ["Cesta domů", "Cesta tam", "Cesta zpět"]),
    ("projekt reg. č. CZ.1.07/1.2.00/47.0009 „Bezpečná cesta“", ["Bezpečná cesta"]),
    ("„Bezpečná cesta“ (projekt města)", []),  # the word stands in brackets, as of another thing
    ("The “Safe path” project started.", ["Safe path"]),
    ("akce „Bezpečná cesta“, CZ.1.07/1.2.00/47.0009", ["Bezpečná cesta"]),
    ("Řídí projekt doc. Ing. Věry Malé, Ph.D., „Bezpečná cesta“.", ["Bezpečná cesta"]),
    ("Končí náš projekt...„Bezpečná cesta“.", ["Bezpečná cesta"]),
    ("„Bezpečná cesta“ je zčásti spolufinancována z Fondu malých obcí.", ["Bezpečná cesta"]),
    # quoted, but no project
    ("Výstava „Bezpečná cesta“ je financována z Fondu malých obcí.", []),
    ("Podpořili jsme „měkké“ projekty.", []),
    ("Pravidla projektu jsou v sekci „Ke stažení“.", []),
    ("Starosta řekl: „Máme radost.“", []),
    ("Výstava „Bezpečná cesta“ skončila.", []),
    ("Kniha „@“ a projekt „12 345“", []),
]
LABELLED = [
    ("Název projektu: Bezpečná cesta", ["Bezpečná cesta"]),
    ("Název projektu: „Bezpečná cesta“", ["Bezpečná cesta"]),
    ("Název projektu: Bezpečná cesta (CZ.1.07/1.2.00/47.0009)", ["Bezpečná cesta"]),
    ("Název projektu: Bezpečná cesta, reg. č. CZ.1.07/1.2.00/47.0009", ["Bezpečná cesta"]),
    ("Project title: Safe path", ["Safe path"]),
    ("Název projektu: CZ.1.07/1.2.00/47.0009 Bezpečná cesta", ["Bezpečná cesta"]),
    ("Název projektu: CZ.1.07/1.2.00/47.0009, Bezpečná cesta", ["Bezpečná cesta"]),
    ("Název projektu: ____________ Náklady: ________ Kč", []),
    # a title that goes on in the next line
    (
        "Název projektu: Zvýšení kvality výuky na školách v celém Jihomoravském\nkraji",
        ["Zvýšení kvality výuky na školách v celém Jihomoravském\nkraji"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), QUOTED)
def test_quoted(text: str, expected: list[str]) -> None:
    found = [m.raw for m in mentions(titles, text) if m.evidence.rule in ("titles.quoted", "titles.beside_number")]
    assert found == expected


@pytest.mark.parametrize(("text", "expected"), LABELLED)
def test_labelled(text: str, expected: list[str]) -> None:
    found = [m.raw for m in mentions(titles, text) if m.evidence.rule == "titles.labelled"]
    assert found == expected


def test_in_a_table() -> None:
    rows = table(["Název projektu", "Příjemce dotace"], ["Bezpečná cesta", "Obec Lhota"], heads=True)
    assert printed(titles, rows) == ["Bezpečná cesta"]


def test_a_list_item_with_a_number() -> None:
    found = mentions(titles, items("Bezpečná cesta (CZ.1.07/1.2.00/47.0009)", "Jiná věc bez čísla"))
    assert [(m.raw, m.evidence.rule) for m in found] == [("Bezpečná cesta", "titles.line")]


def test_words_behind_a_number() -> None:
    text = "The work was supported by grant agreement No 101004480 (SYCLOPS)."
    assert [(m.raw, m.evidence.rule) for m in mentions(titles, text, language="en")] == [
        ("SYCLOPS", "titles.beside_number")
    ]


def test_the_page_title_of_a_project_page() -> None:
    keys = front_matter(title="Safe path", project_number="101004480", start_date="2014-01-01")
    assert printed(titles, keys) == ["Safe path"]
    assert printed(titles, front_matter(title="News of May", date="2014-01-01")) == []


def test_a_heading_alone_is_no_title() -> None:
    assert printed(titles, heading("Bezpečná cesta"), "Obec opravila chodník.") == []
