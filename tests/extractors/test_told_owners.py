"""Who acts in a project where no word says its role, and where somebody else's role is told."""

from __future__ import annotations

import pytest
from factories import bodies, heading


@pytest.mark.parametrize(
    ("text", "leads"),
    [
        ("Město Horní Vrbka v rámci projektu „Zelená louka“ odkoupilo pozemky.", ["Město Horní Vrbka"]),
        ("V rámci projektu „Zelená louka“ Obec Lipová vysadí alej.", ["Obec Lipová"]),
        ("Skončil projekt „Nové cesty“, díky kterému Obec Lipová postaví chodník.", ["Obec Lipová"]),
        ("Setkání patřilo dokončení dvou projektů Charity Vrbka. Jsou to „Péče“ a „Pokoje“.", ["Charity Vrbka"]),
        ("Jde o vzdělávací projekty ve společnosti Lamela Stavby a.s., placené z ESF.", ["Lamela Stavby a.s."]),
        # nobody acts: a title, an event, a payer, a body in another case
        ("V projektu „Zelená louka“ se sází alej.", []),
        ("Stavbu v rámci projektu „Zelené střechy“ provedla firma.", []),
        ("Spolek Rákos Vrbka v projektu „Louka“ pomáhal se sázením.", []),
        ("Projekty Školy v pohybu podpořila nadace.", []),
        ("Projekty Ministerstva kultury jsou vypsány níže.", []),
        ("V rámci projektu „Louka“ Obci Lipová přibude alej.", []),
        ("Skončil projekt „Cesty“, díky kterému Obecní chodník vede dál.", []),
        # the role is told: what another does is no more asked
        ("Příjemcem je Obec Dub. V rámci projektu „Louka“ Spolek Rákos Vrbka vysadí alej.", ["Obec Dub"]),
    ],
)  # fmt: skip
def test_who_acts_in_a_project(text: str, leads: list[str]) -> None:
    assert bodies("beneficiaries", text) == leads


@pytest.mark.parametrize(
    ("title", "leads"),
    [
        ("Muzeum Podhůří rozšiřuje depozitář", ["Muzeum Podhůří"]),
        ("Střední škola technická Vrbka otevře dílny", ["Střední škola technická Vrbka"]),
        ("Očima žadatele: Univerzita Vrbka získá laboratoře", ["Univerzita Vrbka"]),
        ("Muzeum Podhůří", ["Muzeum Podhůří"]),
        ("Základní škola a Mateřská škola Lhota", ["Základní škola a Mateřská škola Lhota"]),
        ("Partner projektu: Muzeum Podhůří rozšiřuje depozitář", []),
        ("Ministerstvo kultury rozšiřuje podporu", []),
        ("Škola otevře dílny", []),
        ("V Muzeu Podhůří roste depozitář", []),
    ],
)  # fmt: skip
def test_who_acts_in_a_title(title: str, leads: list[str]) -> None:
    assert bodies("beneficiaries", heading(title), "Projekt „Nový depozitář“ podpořil fond částkou 3 mil. Kč.") == leads


@pytest.mark.parametrize(
    ("text", "leads"),
    [
        # the line above is the page's title, and no part of the sentence
        ("Zateplení školky\nMěstská část Vrbka zahájila realizaci projektu „Teplo“.", ["Městská část Vrbka"]),
        ("Gymnáziu Vrbka byl schválen projekt „Moderní výuka“.", ["Gymnáziu Vrbka"]),
        ("Univerzita Vrbka získá téměř 50 milionů z OP JAK na rozvoj zázemí.", ["Univerzita Vrbka"]),
        ("Univerzita Vrbka získá téměř 50 milionů za prodej domu.", []),
    ],
)  # fmt: skip
def test_who_gets_or_starts_a_project(text: str, leads: list[str]) -> None:
    assert bodies("beneficiaries", text, "O projektu se psalo.") == leads
