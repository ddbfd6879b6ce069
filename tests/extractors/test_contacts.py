"""People to ask about a project, with the parts that stand beside their names."""

from __future__ import annotations

import pytest
from factories import mentions

from extractors import contacts

Parts = dict[str, str]
CASES: list[tuple[str, list[Parts]]] = [
    (
        "Kontaktní osoba: Mgr. Jana Malá, tel. 296 325 346, jana.mala@obec.cz",
        [{"name": "Jana Malá", "phone": "296 325 346", "email": "jana.mala@obec.cz"}],
    ),
    ("Koordinátor projektu: Ing. Jan Novák", [{"name": "Jan Novák"}]),
    ("Contact person: Jan Novák, +420 602 123 456", [{"name": "Jan Novák", "phone": "+420 602 123 456"}]),
    ("Kontaktní osoba: Jana Malá, jana(at)obec.cz", [{"name": "Jana Malá", "email": "jana(at)obec.cz"}]),
    ("Manažerka projektu Petra Dvořáková ví vše.", [{"name": "Petra Dvořáková"}]),
    (
        "Kontaktní osoby: Jana Malá, jana@obec.cz; Jan Novák, jan@obec.cz",
        [{"name": "Jana Malá", "email": "jana@obec.cz"}, {"name": "Jan Novák", "email": "jan@obec.cz"}],
    ),
    # the press office and the site are not the project
    ("Kontakt pro novináře: Jana Malá, jana@obec.cz", []),
    ("Tisková mluvčí: Jana Malá, jana@obec.cz", []),
    ("Webmaster: jan@obec.cz", []),
    ("Starosta Jan Novák přestřihl pásku.", []),
    # a fax, a company's number
    ("Kontaktní osoba: Jana Malá, fax 296 325 346", [{"name": "Jana Malá"}]),
    ("Kontaktní osoba: Jana Malá, IČO 123 456 789", [{"name": "Jana Malá"}]),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_a_contact_and_its_parts(text: str, expected: list[Parts]) -> None:
    assert [dict(m.attributes) for m in mentions(contacts, text)] == expected


def test_the_evidence_holds_all_parts() -> None:
    (found,) = mentions(contacts, "Kontaktní osoba: Jana Malá, tel. 296 325 346. Píšeme dál.")
    assert found.raw == "Jana Malá, tel. 296 325 346"


def test_the_next_label_ends_a_contact() -> None:
    (found,) = mentions(contacts, "Kontaktní osoba: Jana Malá\nPříjemce dotace: Obec Lhota, tel. 296 325 346")
    assert found.attributes == {"name": "Jana Malá"}
