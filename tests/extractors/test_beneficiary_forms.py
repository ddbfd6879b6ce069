"""Labels and marks of a beneficiary in less usual forms: glued to others, in a country's bracket, a broken table."""

from __future__ import annotations

import pytest
from factories import bodies


def _found(*pieces: str) -> tuple[list[str], list[str]]:
    return bodies("beneficiaries", *pieces), bodies("partners", *pieces)


@pytest.mark.parametrize(
    ("text", "leads"),
    [
        ("Koordinátor: Velká Británie (A1 Lamels Ltd)", ["A1 Lamels Ltd"]),
        ("Koordinátor: Lamels Ltd (Velká Británie)", ["Lamels Ltd"]),
        ("Ústav lesních cest - příjemce (6. 4. 2018 - 2020), projekt TA01000123", ["Ústav lesních cest"]),
        ("University of Vrbka (UV), Vrbka, Romania (Project Promotor)", ["University of Vrbka"]),
        ("Název projektu MOST Příjemce Akademie umění Vykonavatel Hudba Poskytovatel X", ["Akademie umění"]),
        ("Implementer: Institute for Youth VRBA Approved Subcontractor: NGO", ["Institute for Youth VRBA"]),
        ("Applicant: World Food Programme", ["World Food Programme"]),
        ("Kraj | Podhorský |\n---|---|\nPříjemce |\nDivadlo Podhůří |\nPopis |\nHra o horách |", ["Divadlo Podhůří"]),
        ("Žadatel: Jan Dub\nProjekt: Louka", ["Jan Dub"]),
        ("Koordinátor: Jan Dub\nProjekt: Louka", []),
        ("Ministerstvo práce, vecí a rodiny je prijímateľom projektu „M“.", ["Ministerstvo práce, vecí a rodiny"]),
    ],
)  # fmt: skip
def test_labels_and_marks(text: str, leads: list[str]) -> None:
    assert _found(text)[0] == leads


def test_of_several_who_carry_a_project_out_one_leads() -> None:
    leads, partners = _found(
        "The project is carried out by three bodies: Vrbka University (coordinator), Elm University and Oak Museum."
    )
    assert (leads, partners) == (["Vrbka University"], ["Elm University", "Oak Museum"])


@pytest.mark.parametrize(
    ("lines", "leads"),
    [
        (("Darek, spolek rodičů", "z. s., Praha 4", "projekt: Hra", "podpora: 9.000 Kč"), ["Darek, spolek rodičů"]),
        (("Městská knihovna Vrbka", "PROJEKT: Třetí věk", "PODPORA: 50.000 korun"), ["Městská knihovna Vrbka"]),
        (("Knihovna Vrbka podporuje školy.", "Projekt: Třetí věk", "Podpora: 50.000 korun"), []),
        (("Ministerstvo kultury", "Projekt: Třetí věk", "Podpora: 50.000 korun"), []),
        (("Městská knihovna Vrbka", "Projekt: Třetí věk", "Žadatel: Spolek Vlna"), ["Spolek Vlna"]),
    ],
)  # fmt: skip
def test_a_body_over_the_label_of_a_title(lines: tuple[str, ...], leads: list[str]) -> None:
    assert _found(*lines)[0] == leads


def test_a_school_is_named_by_its_town_and_street() -> None:
    leads, _ = _found("Gymnázium, Vrbka, Mírové nám. 23 získalo dotaci na projekt „Nové učebny“.")
    assert leads == ["Gymnázium, Vrbka, Mírové nám. 23"]


@pytest.mark.parametrize(
    ("text", "leads"),
    [
        ("Radio Vlna will run the Open Ears project to give more life to radio.", ["Radio Vlna"]),
        ("Hazel Oak Group obtained a grant of EUR 9,000 for the project.", ["Hazel Oak Group"]),
        ("Jan Dub received a grant of EUR 9,000 for the project.", []),
        ("Radio Vlna will run the project. The applicant is the Rowan Museum.", ["Rowan Museum"]),
        ("The project unites: Vrbka Institute (VI), Bratislava (coordinator) and others.", ["Vrbka Institute"]),
        ("V rámci programu předložila škola MŠMT projekt s názvem „Hra“.", []),
    ],
)  # fmt: skip
def test_names_of_any_words(text: str, leads: list[str]) -> None:
    assert _found(text)[0] == leads


@pytest.mark.parametrize(
    ("text", "leads", "partners"),
    [
        ("Od ledna 2023 realizuje Charita Vrbka tříletý projekt „Doma“.", ["Charita Vrbka"], []),
        ("Projekt umožnil, aby mohla Základní škola Vrbka vybudovat dílny.", [], []),
        ("Lead Partner is Elm Institute from Norway. The project started in 2020.", ["Elm Institute"], []),
        ("The project is managed by Elm Institute and financed by the EU.", ["Elm Institute"], []),
    ],
)  # fmt: skip
def test_names_end_before_what_a_body_does(text: str, leads: list[str], partners: list[str]) -> None:
    assert _found(text) == (leads, partners)
