"""Labels and their values in every way that a page sets them."""

from __future__ import annotations

import pytest
from factories import Piece, front_matter, heading, items, labelled, page_reading, table

from schemas.document import Block, BlockKind, Region

Pair = tuple[str, str, str]
ONE_LINE: list[tuple[str, list[Pair]]] = [
    # (text, [(field, value, form)])
    ("Název projektu: Nový chodník", [("titles", "Nový chodník", "colon")]),
    ("NÁZEV PROJEKTU: Nový chodník", [("titles", "Nový chodník", "colon")]),
    ("• Název projektu: Nový chodník", [("titles", "Nový chodník", "colon")]),
    ("1) Název projektu: Nový chodník", [("titles", "Nový chodník", "colon")]),
    ("**Název projektu:** Nový chodník", [("titles", "Nový chodník", "colon")]),
    ("Project title: A new pavement", [("titles", "A new pavement", "colon")]),
    ("The project title: A new pavement", [("titles", "A new pavement", "colon")]),
    # the value stops where the next label begins
    (
        "Příjemce: Město Brno; Partner projektu: Obec Lhota",
        [("beneficiaries", "Město Brno;", "colon"), ("partners", "Obec Lhota", "colon")],
    ),
    # no colon: the value follows the label of two words or more
    ("• * Our registration number CZ.1.07/1.2.00/47.0009", [("registration_number", "CZ.1.07/1.2.00/47.0009", "open")]),
    ("Registrační číslo projektu CZ.1.07/1.2.00/47.0009", [("registration_number", "CZ.1.07/1.2.00/47.0009", "open")]),
    ("Příjemce dotace Město Brno", [("beneficiaries", "Město Brno", "open")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), ONE_LINE)
def test_label_and_value_on_one_line(text: str, expected: list[Pair]) -> None:
    found = labelled(page_reading(text))
    assert [(field, values[0], form) for field, _, values, form in found] == expected


@pytest.mark.parametrize(
    "text",
    [
        "Otevřeno: 8:30",  # a time
        "Více na https://example.org",
        "Tak pravil Jan: Příjemce nikdy nebyl znám.",  # the label stands behind the colon
        "Projekt: Nový chodník",  # a common word, with no sure label near it
        "Termín: 5. května",
        "Příjemce se raduje",
    ],
)
def test_what_is_no_label(text: str) -> None:
    assert labelled(page_reading(text)) == []


def test_a_common_word_is_a_label_beside_a_sure_one() -> None:
    found = labelled(page_reading("Projekt: Nový chodník\nPříjemce dotace: Obec Lhota"))
    assert ("titles", "Projekt", ("Nový chodník", "Příjemce dotace: Obec Lhota")) not in [f[:3] for f in found]
    assert [(field, values[0]) for field, _, values, _ in found] == [
        ("titles", "Nový chodník"),
        ("beneficiaries", "Obec Lhota"),
    ]


def test_further_lines_belong_to_the_value() -> None:
    page = page_reading("Partneři projektu: Město Brno\nObec Lhota\nSvaz obcí\nNázev projektu: Cesta")
    (partners, title) = labelled(page)
    assert partners[2] == ("Město Brno", "Obec Lhota", "Svaz obcí")
    assert title[2] == ("Cesta",)


def test_a_remark_in_brackets_stands_between_label_and_colon() -> None:
    found = labelled(page_reading("Celkové náklady (v Kč): 5 000"))
    assert ("funding", "Celkové náklady", ("5 000",), "colon") in [(f, w[:15], v, form) for f, w, v, form in found]


def test_an_empty_line_ends_the_value() -> None:
    page = page_reading("Partneři projektu: Město Brno\n\nObec Lhota")
    assert labelled(page)[0][2] == ("Město Brno",)


def test_cells_of_a_row_and_of_a_column() -> None:
    rows = table(["Název projektu", "Nový chodník"], ["Příjemce dotace", "Obec Lhota"])
    assert [(f, v, form) for f, _, v, form in labelled(page_reading(rows))] == [
        ("titles", ("Nový chodník",), "cell"),
        ("beneficiaries", ("Obec Lhota",), "cell"),
    ]
    columns = table(
        ["Název projektu", "Příjemce dotace"], ["Chodník", "Obec Lhota"], ["Hřiště", "Obec Mez"], heads=True
    )
    assert sorted((f, v[0]) for f, _, v, _ in labelled(page_reading(columns))) == [
        ("beneficiaries", "Obec Lhota"),
        ("beneficiaries", "Obec Mez"),
        ("titles", "Chodník"),
        ("titles", "Hřiště"),
    ]


def test_a_heading_names_the_list_or_paragraph_below() -> None:
    page = page_reading(heading("Cílové skupiny projektu"), items("senioři", "rodiče"), heading("Jiné"))
    assert labelled(page) == [("target_groups", "Cílové skupiny projektu", ("senioři", "rodiče"), "below")]
    page = page_reading(heading("Název projektu"), "Nový chodník", "Další odstavec.")
    assert labelled(page) == [("titles", "Název projektu", ("Nový chodník",), "below")]


def test_nested_headings_are_a_list() -> None:
    page = page_reading(
        heading("Partneři projektu", 2), heading("Město Brno", 3), "Dominikánské nám. 1", heading("Obec Lhota", 3)
    )  # fmt: skip
    assert labelled(page) == [("partners", "Partneři projektu", ("Město Brno", "Obec Lhota"), "below")]


def test_a_term_and_its_definition() -> None:
    page = page_reading(
        Piece("Příjemce dotace", Block(BlockKind.TERM, 0, 0)),
        Piece("Obec Lhota", Block(BlockKind.DEFINITION, 0, 0)),
    )
    assert labelled(page) == [("beneficiaries", "Příjemce dotace", ("Obec Lhota",), "below")]


@pytest.mark.parametrize(
    ("key", "field"),
    [
        ("project_number", "registration_number"),
        ("start_date", "start"),
        ("period.end", "end"),
        ("duration.start", "start"),
        ("programme", "programme"),
    ],
)
def test_keys_of_front_matter(key: str, field: str) -> None:
    page = page_reading(front_matter(**{key: "2014-01-01"}))
    assert [(f, v, form) for f, _, v, form in labelled(page)] == [(field, ("2014-01-01",), "key")]


def test_navigation_holds_no_labels() -> None:
    page = page_reading(Piece("Název projektu: Chodník", Block(BlockKind.PARAGRAPH, 0, 0, Region.NAVIGATION)))
    assert labelled(page) == []
