"""Partners in lists that a PDF sets in columns, on broken lines, or as cards: a name over its country."""

from __future__ import annotations

from dataclasses import replace

import pytest
from factories import heading, make_document, make_page, table

from extractors import organisations
from extractors.text.cues import Cues, softened
from extractors.text.reading import Reading
from schemas.document import WordBoxes
from schemas.vocabulary import load_vocabulary

COLUMNS = (
    "Kopaniny Consulting s.r.o.\tUniversidad de Peñalta\nhttp://kopaniny.example\thttp://penalta.example\n"
    "(Czech Republic)\t(Spain)",
    "Rivernet Oyj\tWater++\nFinland · WP2\tFrance · pilot",
    "Technische Hochschule Altfeld\nGermany · coordinator · WP1, WP6",
)
BESIDE_LABEL = "Partners\tMuzeum Rokytnice\nUniversität Altfeld\nJihočeský kraj\nwww.most.example"
PARTED = (
    "Project in brief\nPartners:\tRokytnice\tMunicipality;\nInstitute of River Ecology, Altfeld University;\n"
    "Pamarys Regional Park Directorate; SIA Meža\nDizains"
)
BROKEN = (
    "Partners\nLipová Nature Park Authority\n(CZ)\nHochschule für nachhaltige\nEntwicklung Altfeld (DE)\nZoo Rokytnice"
)
CASES: tuple[tuple[tuple[str, ...], list[str], list[str]], ...] = (
    (
        COLUMNS,
        ["Technische Hochschule Altfeld"],
        ["Kopaniny Consulting s.r.o.", "Rivernet Oyj", "Universidad de Peñalta", "Water++"],
    ),
    ((BESIDE_LABEL,), [], ["Jihočeský kraj", "Muzeum Rokytnice", "Universität Altfeld"]),
    (
        (PARTED,),
        [],
        [
            "Institute of River Ecology, Altfeld University",
            "Pamarys Regional Park Directorate",
            "Rokytnice\tMunicipality",
            "SIA Meža\nDizains",
        ],
    ),
    (
        (BROKEN,),
        [],
        ["Hochschule für nachhaltige\nEntwicklung Altfeld", "Lipová Nature Park Authority", "Zoo Rokytnice"],
    ),
    (("Jan Dub\nPrague, Czech Republic", "Eva Malá\nBrno, Czech Republic", "Petr Novák\nLinz, Austria"), [], []),
    (
        ("Activity\tplanned\tdone", "participants\t360\t507", "International conference\t1\t1", "Zoo Rokytnice\t2\t1"),
        [],
        [],
    ),
)


@pytest.mark.parametrize(("blocks", "beneficiaries", "partners"), CASES)
def test_partners_of_a_pdf(blocks: tuple[str, ...], beneficiaries: list[str], partners: list[str]) -> None:
    page = replace(
        make_page("The project No. 101134417.", *blocks), words=WordBoxes((0,), (3,), ((0.0, 0.0, 9.0, 9.0),))
    )
    found = list(organisations.extract(Reading(make_document(page), "en", load_vocabulary())))
    assert sorted(m.raw for m in found if m.field == "beneficiaries") == beneficiaries
    assert sorted(m.raw for m in found if m.field == "partners") == partners


LINES = "ZŠ Javorová\nGymnázium Ľ. Horáka\nOZ Zelená Rokytnica\nNorsk institutt for skog (Nórsko)"
NARROW = "Hochschule für nachhaltige\nEntwicklung Altfeld"


@pytest.mark.parametrize(
    ("cell", "partners"),
    [
        (LINES, ["ZŠ Javorová", "Gymnázium Ľ. Horáka", "OZ Zelená Rokytnica", "Norsk institutt for skog"]),
        ("Nemocnice Rokytnice\nÚstav lesa AV ČR, v. v. i.", ["Nemocnice Rokytnice", "Ústav lesa AV ČR, v. v. i."]),
        (NARROW, [NARROW]),
    ],
)
def test_a_line_of_a_cell_that_had_room_for_more_ends_a_name(cell: str, partners: list[str]) -> None:
    page = replace(
        make_page(table(("Příjemce", "Město Lípa"), ("Partneři", cell))),
        words=WordBoxes((0,), (3,), ((0.0, 0.0, 9.0, 9.0),)),
    )
    found = organisations.extract(Reading(make_document(page), "cs", load_vocabulary()))
    assert [m.raw for m in found if m.field == "partners"] == partners


def test_sentences_below_a_heading_of_partners_are_no_names() -> None:
    said = "Partnery projektu jsou Dětský domov Lípa,\nStatutární město Horka a nezisková\norganizace Start, z. ú."
    page = replace(
        make_page("Projekt Na cestě.", heading("Partneři"), said, "Leták vydal Dům dětí\nLípa v roce 2019."),
        words=WordBoxes((0,), (3,), ((0.0, 0.0, 9.0, 9.0),)),
    )
    found = organisations.extract(Reading(make_document(page), "cs", load_vocabulary()))
    assert [m.raw for m in found if m.field == "partners"] == [
        "Dětský domov Lípa",
        "Statutární město Horka",
        "Start, z. ú.",
    ]


def test_of_several_who_receive_the_one_that_coordinates_leads() -> None:
    cards = [
        (heading("University Hospital Lípa", 3), "Czech Republic\nCoordinator"),
        (heading("Universität Altfeld", 3), "Germany"),
        (heading("FungiLab ApS", 3), "Denmark"),
    ]
    page = make_page(
        "The project No. 101134417.", heading("Beneficiaries"), *(piece for card in cards for piece in card)
    )
    found = list(organisations.extract(Reading(make_document(page), "en", load_vocabulary())))
    assert [m.raw for m in found if m.field == "beneficiaries"] == ["University Hospital Lípa"]
    assert [m.raw for m in found if m.field == "partners"] == ["Universität Altfeld", "FungiLab ApS"]


def test_what_stands_before_a_colon_is_a_name_only_if_it_looks_like_one() -> None:
    page = make_page(heading("Consortium"), "Zoo Rokytnice", "Envirolab: models", "Letters of support: Lipta, Makro")
    found = organisations.extract(Reading(make_document(page), "en", load_vocabulary()))
    assert sorted(m.raw for m in found if m.field == "partners") == ["Envirolab", "Zoo Rokytnice"]


def test_a_cue_has_the_forms_whose_stem_changes() -> None:
    cues = Cues(softened(("partner~", "odborník~", "norsk~ škol~", "kolega", "Čech~")))
    found = [
        m[0] for m in cues.finditer("partneři, partnerech, odborníci, norští, norské školy, Češi a partnerčin pařez")
    ]
    assert found == ["partneři", "partnerech", "odborníci", "norské školy", "Češi", "partnerčin"]


@pytest.mark.parametrize("words", ["Partneři klubu", "Partneři archivu", "Museum partners", "Partners of the festival"])
def test_partners_of_who_owns_the_site_are_none_of_a_project(words: str) -> None:
    page = make_page("Projekt č. CZ.1.04/5.1.00/81.00007.", heading(words), "Zoo Rokytnice, Muzeum Lípa, Stadt Altfeld")
    found = organisations.extract(Reading(make_document(page), "cs", load_vocabulary()))
    assert [m.raw for m in found] == []


@pytest.mark.parametrize(
    ("line", "partners"),
    [
        ("Partner: Bergstaden Håndverkssenter, Rorsund", ["Bergstaden Håndverkssenter"]),
        ("Donor partner: Alternative to Silence (ATS), Oslo", ["Alternative to Silence"]),
        ("Partneři: Univerzita Lounice, Softlab", ["Univerzita Lounice", "Softlab"]),
        ("Partneři projektu: Museum Kerlann (NO) : Spolek Vltavan, z. s.", ["Museum Kerlann", "Spolek Vltavan, z. s."]),
    ],
)
def test_one_word_behind_one_name_is_its_town(line: str, partners: list[str]) -> None:
    page = make_page(f"Registrační číslo: CZ.1.04/5.1.00/81.00007\n{line}")
    found = organisations.extract(Reading(make_document(page), "cs", load_vocabulary()))
    assert [m.raw for m in found] == partners
