"""Who acts whatever the sentence begins with, and of whom a clause behind the name tells."""

from __future__ import annotations

import pytest
from factories import bodies


@pytest.mark.parametrize(
    ("text", "leads"),
    [
        ("Stavbu projektu zajistí Muzeum Podhůří, které je i vedoucím partnerem.", ["Muzeum Podhůří"]),
        (
            "Na projektu pracují vědci z Ústavu lesních cest Univerzity Podhůří (ÚLC), jež je hlavním příjemcem.",
            ["Ústavu lesních cest Univerzity Podhůří"],
        ),
        ("Projekt „Most“ ocenila Obec Lipová, která obdržela na stavbu dotaci 2 000 000 Kč.", ["Obec Lipová"]),
        ("Among them is Rowan University, which has been given a grant for its project.", ["Rowan University"]),
        ("The idea came from the Hazel Foundation, which leads the project.", ["Hazel Foundation"]),
        ("Z programu byla přiznána dotace na projekt ve výši 28 mil. Kč pro Nemocnici Vrbka.", ["Nemocnici Vrbka"]),
        # said of another, of a giver, or of something else than the role
        ("Projekt „Most“ zaplatila dotace od Nadace Kořeny, která získala peníze od dárců.", []),
        ("Projekt „Most“ chválí Obec Lipová, která byla založena roku 1300.", []),
        ("Na projektu pracuje Stavby Vrbka s.r.o., která získala zakázku za 5 mil. Kč.", []),
        ("Projekt „Most“ chválí Nadace Kořeny, která realizuje projekty pro školy.", []),
        ("Projekt „Most“ vymysleli žáci, kteří získali grant.", []),
        ("Z operačního programu, který řídí Ministerstvo dopravy, získal projekt 5 mil. Kč.", []),
    ],
)  # fmt: skip
def test_clauses_behind_a_name(text: str, leads: list[str]) -> None:
    assert bodies("beneficiaries", text) == leads


@pytest.mark.parametrize(
    ("text", "leads"),
    [
        ("V září podepsala Obec Dubové Hory smlouvu o poskytnutí dotace na projekt.", ["Obec Dubové Hory"]),
        ("Obec Lipová začala s realizací projektu „Nová zbrojnice“.", ["Obec Lipová"]),
        ("Projekt „Hlasy“ byl hrazen z fondů a Kraj Vysočina mohl čerpat 33 milionů korun.", ["Kraj Vysočina"]),
        ("Třeba lipovské Centrum Vydra dostalo půl milionu korun na projekt Louky.", ["Centrum Vydra"]),
        ("Škola Vlna spolu s polskou obcí Wierzba uskutečňují projekt „Cesty“.", ["Škola Vlna"]),
        ("Celkem 13 projektů má na starosti Úřad práce ČR.", ["Úřad práce ČR"]),
        ("Projekt Dům, uskutečňovaný Oblastní charitou Vrbka na třídě Míru, platí unie.", ["Oblastní charitou Vrbka"]),
        ("The project carried out by municipality Vrbica has a value of EUR 1 million.", ["municipality Vrbica"]),
        ("Projekt „Most“ realizuje Univerzita Podhůří s rozpočtem 499 milionů korun.", ["Univerzita Podhůří"]),
        ("Projekt, o němž rozhodla Nadáciou Vlna zvolená rada, vedie mesto.", []),
        # nobody is named: a common noun and what it does, a giver
        ("Rada regionu Sever podepsala smlouvu o poskytnutí dotace s Obcí Lipová na projekt.", []),
        ("Projekt „Most“ uvádí, že školy šesti zemí realizují projekt.", []),
        ("Dnes komise obdržela projekt „Most“ k posouzení.", []),
        ("O výzvě mluvil svaz pro Obec Lipová získal grant na projekt.", []),
    ],
)  # fmt: skip
def test_who_acts_wherever_it_stands(text: str, leads: list[str]) -> None:
    assert bodies("beneficiaries", text) == leads
