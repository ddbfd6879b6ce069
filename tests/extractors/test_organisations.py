"""Beneficiaries and partners, by label and by sentence."""

from __future__ import annotations

import pytest
from factories import heading, items, mentions, table

from extractors import organisations

Roles = list[tuple[str, str]]
LABELS: list[tuple[str, Roles]] = [
    ("Příjemce dotace: Město Brno", [("beneficiaries", "Město Brno")]),
    ("Nositel projektu: Ultra Sol, s.r.o.", [("beneficiaries", "Ultra Sol, s.r.o.")]),
    ("Project coordinator: Charles University", [("beneficiaries", "Charles University")]),
    # an address follows the name
    ("Příjemce dotace: Obec Lhota\nDlouhá 1\n586 01 Jihlava", [("beneficiaries", "Obec Lhota")]),
    ("Příjemce dotace: Nadace Most, se sídlem Brno, Dlouhá 1", [("beneficiaries", "Nadace Most")]),
    ("Příjemce dotace: Nadace Most, IČO: 12345678", [("beneficiaries", "Nadace Most")]),
    # a person is no organisation
    ("Koordinátor projektu: Mgr. Jana Malá", []),
    ("Řešitel projektu: Jan Novák", []),
    ("Partneři projektu: Město Brno, Obec Lhota", [("partners", "Město Brno"), ("partners", "Obec Lhota")]),
    ("Partner projektu: Základní škola a Mateřská škola Lhota, okres Jihlava, příspěvková organizace",
     [("partners", "Základní škola a Mateřská škola Lhota, okres Jihlava, příspěvková organizace")]),
    # who pays for advertising is no partner of the project
    ("Mediální partner projektu: Deník Jihlava", []),
]  # fmt: skip
SENTENCES: list[tuple[str, Roles]] = [
    ("Příjemcem dotace je Město Brno.", [("beneficiaries", "Město Brno")]),
    ("Nositelem projektu je Ultra Sol, s.r.o.", [("beneficiaries", "Ultra Sol, s.r.o.")]),
    ("Projekt realizuje Oblastní charita Jihlava.", [("beneficiaries", "Oblastní charita Jihlava")]),
    ("Projekt realizovaný Masarykovou univerzitou byl zahájen.", [("beneficiaries", "Masarykovou univerzitou")]),
    ("Projekt probíhá ve spolupráci s Ministerstvem práce a sociálních věcí.",
     [("partners", "Ministerstvem práce a sociálních věcí")]),
    ("The project is coordinated by Charles University.", [("beneficiaries", "Charles University")]),
    ("The project runs in cooperation with Masaryk University.", [("partners", "Masaryk University")]),
    ("Partnery projektu jsou Město Brno, Obec Lhota.", [("partners", "Město Brno"), ("partners", "Obec Lhota")]),
    ("Masaryk University has received a grant for it.", [("beneficiaries", "Masaryk University")]),
    ("Masaryk University took the lead.", [("beneficiaries", "Masaryk University")]),
    ("Masaryk University has just got money for Clean Rivers.", [("beneficiaries", "Masaryk University")]),
    ("The Harbour Tigers took the lead in the second half.", []),
    # of an event, not of a project
    ("Seminář se konal ve spolupráci s Městem Brnem.", []),
    ("Na hřišti hraje Město Brno proti Obci Lhota.", []),
]  # fmt: skip


def _roles(*pieces: object) -> Roles:
    found = mentions(organisations, *pieces)  # type: ignore[arg-type]
    return list(dict.fromkeys((m.field, m.raw) for m in found))


@pytest.mark.parametrize(("text", "expected"), LABELS)
def test_behind_a_label(text: str, expected: Roles) -> None:
    assert _roles(text) == expected


@pytest.mark.parametrize(("text", "expected"), SENTENCES)
def test_in_a_sentence(text: str, expected: Roles) -> None:
    assert _roles(text) == expected


def test_a_heading_over_a_list() -> None:
    assert _roles(heading("Partneři projektu"), items("Město Brno", "Obec Lhota", "Svaz měst")) == [
        ("partners", "Město Brno"),
        ("partners", "Obec Lhota"),
        ("partners", "Svaz měst"),
    ]


def test_the_marked_lead_of_a_list() -> None:
    found = _roles(heading("Partners"), items("Charles University (coordinator)", "Masaryk University"))
    assert ("beneficiaries", "Charles University") in found
    assert ("partners", "Masaryk University") in found


def test_a_cell() -> None:
    assert _roles(table(["Název projektu", "Cesta"], ["Příjemce dotace", "Obec Lhota"])) == [
        ("beneficiaries", "Obec Lhota")
    ]
