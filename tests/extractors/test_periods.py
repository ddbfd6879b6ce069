"""When a project runs: by label, by sentence, beside a number; and the ranges of other things."""

from __future__ import annotations

from dataclasses import replace

import pytest
from factories import block, heading, items, make_document, make_page, mentions, table

from extractors import periods
from extractors.text.reading import Reading
from schemas.document import MediaType, WordBoxes
from schemas.vocabulary import load_vocabulary

Run = tuple[str | None, str | None]
LABELS: list[tuple[str, Run]] = [
    ("Doba realizace projektu: 1. 1. 2014 – 31. 12. 2015", ("1. 1. 2014", "31. 12. 2015")),
    ("Doba realizace: květen 2012 až duben 2015", ("květen 2012", "duben 2015")),
    ("Doba realizace: 05/2012–04/2015", ("05/2012", "04/2015")),
    ("Project period: May 2012 - April 2015", ("May 2012", "April 2015")),
    ("Zahájení projektu: 6. 6. 2011\nUkončení projektu: 30. 11. 2012", ("6. 6. 2011", "30. 11. 2012")),
    # one year is both ends; a duration is none  (labelling guide)
    ("Project duration: 2011", ("2011", "2011")),
    ("Doba realizace: 24 měsíců", (None, None)),
    ("Project duration: since 1 January 2014", ("1 January 2014", None)),
    ("Doba realizace: do 31. 12. 2015", (None, "31. 12. 2015")),
    ("Doba realizace projektu: 2022/2023", ("2022", "2023")),
]
SENTENCES: list[tuple[str, Run]] = [
    ("Projekt je realizován od 1. ledna 2014 do 31. prosince 2015.", ("1. ledna 2014", "31. prosince 2015")),
    ("Projekt probíhá v letech 2012–2014.", ("2012", "2014")),
    ("The project runs from 1 May 2022 to 29 February 2024.", ("1 May 2022", "29 February 2024")),
    ("Projekt potrvá do konce roku 2015.", (None, "2015")),
    ("Projekt byl zahájen 1. 2. 2010.", ("1. 2. 2010", None)),
    ("The project started in May 2012.", ("May 2012", None)),
    ("The project has been running since 1 January 2014.", ("1 January 2014", None)),
    # other things have their years too
    ("Seminář se konal od 1. 5. do 3. 5. 2014.", (None, None)),
    ("Projekt je financován z programového období 2007–2013.", (None, None)),
    ("Projekt navazuje na Strategii 2014–2020 a je realizován městem.", (None, None)),
    ("Obec schválila rozpočet na roky 2012–2014.", (None, None)),
    ("© 2012–2014 Obec Lhota, projekt běží.", (None, None)),
]


def _run(*pieces: object) -> Run:
    found = mentions(periods, *pieces)  # type: ignore[arg-type]
    first = next((m.raw for m in found if m.field == "start"), None)
    return first, next((m.raw for m in found if m.field == "end"), None)


@pytest.mark.parametrize(("text", "expected"), LABELS)
def test_behind_a_label(text: str, expected: Run) -> None:
    assert _run(text) == expected


@pytest.mark.parametrize(("text", "expected"), SENTENCES)
def test_in_a_sentence(text: str, expected: Run) -> None:
    assert _run(text) == expected


def test_beside_a_number() -> None:
    assert _run(items("Cesta (CZ.1.07/1.2.00/47.0009), 2012–2014")) == ("2012", "2014")
    assert _run(items("Cesta do školy, 2012–2014")) == (None, None)


def test_under_a_heading_of_projects() -> None:
    assert _run(heading("Projekty"), items("Cesta do školy, 2012–2014")) == ("2012", "2014")


def test_columns_of_a_table() -> None:
    rows = table(
        ["Název projektu", "Zahájení projektu", "Ukončení projektu"], ["Cesta", "1. 3. 2014", "2. 4. 2015"], heads=True
    )  # fmt: skip
    assert _run(rows) == ("1. 3. 2014", "2. 4. 2015")


def test_the_parts_go_with_the_mention() -> None:
    found = mentions(periods, "Doba realizace: květen až září 2013")
    assert [(m.field, dict(m.attributes)) for m in found] == [
        ("start", {"year": "2013", "month": "5"}),
        ("end", {"year": "2013", "month": "9"}),
    ]


def test_a_date_that_a_narrow_cell_breaks_is_read_whole() -> None:
    """In a PDF table a line break stands anywhere; the quotation keeps it."""
    cells = ["květen – říjen\n2022", "1. 6. – 31. 10.\n2022", "do 30. 11.\n2022"]
    rows = [["Název projektu", "Termín realizace"], *(["Studánky v lese", cell] for cell in cells)]
    page = make_page(*table(*rows, heads=True))
    page = replace(page, words=WordBoxes((0,), (5,), ((0.0, 0.0, 1.0, 1.0),)))
    reading = Reading(make_document(page, media_type=MediaType.PDF), "cs", load_vocabulary())
    found = [(m.field, m.raw) for m in periods.extract(reading)]
    assert found == [
        ("start", "květen"),
        ("end", "říjen\n2022"),
        ("start", "1. 6."),
        ("end", "31. 10.\n2022"),
        ("end", "30. 11.\n2022"),
    ]


def test_a_common_label_amid_a_paragraph_is_of_the_one_project_of_a_page() -> None:
    """Of a page with two projects it may be of neither."""
    told = block("Plesy byly tři. Období: 1. 9. 2018 – 31. 8. 2020.")
    first, second = (block(f"Reg. č. CZ.06.2.67/0.0/0.0/18_103/000000{n}") for n in (1, 2))
    assert [m.raw for m in mentions(periods, first, told)] == ["1. 9. 2018", "31. 8. 2020"]
    assert mentions(periods, first, second, told) == []
