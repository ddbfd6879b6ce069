"""Roles told in the company of others, and how far the names in them reach."""

from __future__ import annotations

import pytest
from factories import heading, mentions

from extractors import organisations

NUMBER = "TL01000217"


def _roles(text: str) -> tuple[list[str], list[str]]:
    found = mentions(organisations, *text.split("\n\n"))
    by_field = {field: [m.raw for m in found if m.field == field] for field in organisations.FIELDS}
    return list(dict.fromkeys(by_field["beneficiaries"])), list(dict.fromkeys(by_field["partners"]))


@pytest.mark.parametrize(
    ("text", "leads", "partners"),
    [
        # beside one partner
        ("Projekt vede Ústav vod. Spolek Rákos je jedním z partnerů, vedle Kraje Sever a Nadace Mokřad.",
         ["Ústav vod"], ["Spolek Rákos", "Kraje Sever", "Nadace Mokřad"]),
        (f"Project {NUMBER}: we are one of the partners, along with Norby University and the Reed Society.",
         [], ["Norby University", "Reed Society"]),
        # across a border
        ("Projekt Hasiči. Na polské straně se účastní Gmina Górka a Komenda Powiatowa w Nysie.",
         [], ["Gmina Górka", "Komenda Powiatowa w Nysie"]),
        ("Žádost na projekt podala Obec Dub a za rakouskou stranu se přidala Pfarre Leopold.",
         ["Obec Dub"], ["Pfarre Leopold"]),
        # with us
        (f"S Univerzitou Lipová a se Spolkem Rákos se od jara věnujeme projektu Voda, {NUMBER}.",
         [], ["Univerzitou Lipová", "Spolkem Rákos"]),
        # with a role
        (f"Cell walls, project no. {NUMBER}, with Norby University as the lead institution", ["Norby University"], []),
        (f"Lamps, project no. {NUMBER}, with Aliance Reed as a partner.", [], ["Aliance Reed"]),
        # predicates
        (f"Projekt {NUMBER}, nositel Univerzita Lipová, Spolek Rákos je partnerem. Letos kosil.",
         ["Univerzita Lipová"], ["Spolek Rákos"]),
        (f"Laser, project no. {NUMBER}. Reed GmbH is the main applicant; Norby Centre is the other participant.",
         ["Reed GmbH"], ["Norby Centre"]),
        (f"Příjemcem dotace na projekt „Nová cesta“, reg. č. {NUMBER}, je Obec Dub.", ["Obec Dub"], []),
        # who coordinates what the section tells of, or an acronym
        (f"Project {NUMBER}\n\nTheatre for the deaf. Co-ordinated by Teatro do Rio, Porto.", ["Teatro do Rio"], []),
        (f"Project {NUMBER}\n\nWETSHIELD is coordinated by Norby University of Life Sciences. The other "
         "beneficiaries are Reed University, the University of Dub and Nova GmbH. "
         "The associated partner, the Norby Museum, pays itself.",
         ["Norby University of Life Sciences"], ["Reed University", "University of Dub", "Nova GmbH", "Norby Museum"]),
        (f"Project {NUMBER}. We thank its coordinator, Norby Mire Institute, for it.", ["Norby Mire Institute"], []),
        ("In this project the lead is with the City of Norby; Reed is happy.", ["City of Norby"], []),
        ("The project is led by Norby University, whose consortium also includes Reed Hospital and Dub Institute.",
         ["Norby University"], ["Reed Hospital", "Dub Institute"]),
        # a label behind a label
        ("Projekt\nKoordinátor: Universität Norby. Partneři: Reed University, Politecnico di Dub",
         ["Universität Norby"], ["Reed University", "Politecnico di Dub"]),
        # a word of a company named in full elsewhere; a relative clause; a verb said once
        (f"Lumex photonics s.r.o. | Dlouhá 9\n\nProject no. {NUMBER}. Lumex is the main applicant.", ["Lumex"], []),
        (f"Hlavním příjemcem projektu {NUMBER} je Knihovna Dub, dalšími účastníky KU Heverdorf a Museumsdorf Reed.",
         ["Knihovna Dub"], ["KU Heverdorf", "Museumsdorf Reed"]),
        (f"Project {NUMBER}. Coordinated by Health-NET and with a consortium of 40 partners, it will help.",
         ["Health-NET"], []),
        (f"Na projektu {NUMBER} se kromě nás podílí i město Orlov a občianske združenie Stará pila.",
         [], ["město Orlov", "občianske združenie Stará pila"]),
        # several before one bracket
        ("Na řešení projektu se podílejí RD projekt Dubec a.s. (příjemce), Univerzita Lipová a Povodí Rákosky, s. p. "
         "(další účastníci projektu).", ["RD projekt Dubec a.s."], ["Univerzita Lipová", "Povodí Rákosky, s. p."]),
    ],
)  # fmt: skip
def test_roles_in_company(text: str, leads: list[str], partners: list[str]) -> None:
    assert _roles(text) == (leads, partners)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Partnery projektu jsou Szkoła Podstawowa nr 4 w Lesznie a Obec Dub.", "Szkoła Podstawowa nr 4 w Lesznie"),
        ("Partnery projektu jsou Liceum im. Jana Kosa w Lesznie a Obec Dub.", "Liceum im. Jana Kosa w Lesznie"),
        ("Partnery projektu jsou EKO trend Research centre s.r.o. a Obec Dub.", "EKO trend Research centre s.r.o."),
        ("Partnery projektu jsou Truhlář plus s.r.o. a Obec Dub.", "Truhlář plus s.r.o."),
        ("Partnery projektu jsou Museet på Sørøya a Obec Dub.", "Museet på Sørøya"),
        (
            "Partnery projektu jsou Úřad práce ČR – kontaktní pracoviště Dubec a Obec Dub.",
            "Úřad práce ČR – kontaktní pracoviště Dubec",
        ),
        ("Partnery projektu jsou Základní škola č. 5 v Dubí a Obec Dub.", "Základní škola č. 5 v Dubí"),
    ],
)
def test_names_go_on_behind_an_acronym_and_a_number(text: str, name: str) -> None:
    assert _roles(text)[1] == [name, "Obec Dub"]


@pytest.mark.parametrize(
    "text",
    [
        "Spolek Rákos je partnerem festivalu. Projekt Voda skončil.",  # of something else
        "Na polské straně se účastní běhu Gmina Górka.",  # no project
        "The choir is led by Norby University.",
        "S Univerzitou Lipová se věnujeme sportu.",
        "OBEC koupila traktor od Agro s.r.o.",
        "Projekt realizovaný pod hlavičkou Operačního programu skončil.",
        "Projekt Voda: pila Truhlář zpracovala s.r.o. za rok.",  # a verb stands before the form
    ],
)
def test_no_roles(text: str) -> None:
    assert _roles(text) == ([], [])


def test_a_card_may_say_who_leads_in_a_sentence() -> None:
    found = mentions(
        organisations,
        heading("Partners", 2), heading("School of Design Dub", 3), "Czechia. A big school. Leader of the project.",
        heading("Escola do Rio", 3), "Portugal. A leader of fashion.",
    )  # fmt: skip
    assert [(m.field, m.raw) for m in found] == [
        ("beneficiaries", "School of Design Dub"),
        ("partners", "Escola do Rio"),
    ]


@pytest.mark.parametrize(
    ("head", "leads"),
    [("MĚSTO DUBSKÉ LÁZNĚ\nZÁPIS č. 9", ["MĚSTO DUBSKÉ LÁZNĚ"]), ("Úvod. MĚSTO PROJEKTY A GRANTY je heslo.", [])],
)
def test_a_letterhead_in_capitals_names_the_town(head: str, leads: list[str]) -> None:
    found = mentions(organisations, head, f"Park, projekt č. {NUMBER}. Příjemcem je město. Kácení v zimě.")
    assert [m.attributes.get("stands_for") for m in found] == leads


def test_the_third_part_of_a_title_is_no_region() -> None:
    found = mentions(organisations, f"Podpora služeb v kraji III, č. {NUMBER}\n\nRole kraje: příjemce")
    assert "Kraj III" not in [m.attributes.get("stands_for") for m in found]
