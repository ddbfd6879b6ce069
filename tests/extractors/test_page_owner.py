"""Whose project "we" tell of: the body that two places of a page name, and no other."""

from __future__ import annotations

import pytest
from factories import Piece, block, mentions

from extractors import organisations
from schemas.document import Block, BlockKind, Region

NUMBER = "CZ.06.2.67/0.0/0.0/18_103/0000001"
TITLE, FOOT = "Projekty EU | Obec Lipová nad Úsou", "© 2021 Obec Lipová nad Úsou, Dlouhá 1, 586 01 Lipová"


def _names(text: str, title: str = TITLE, foot: str = FOOT, *more: Piece) -> list[str]:
    pieces = (
        Piece(title, Block(BlockKind.META, 0, 0, Region.HEAD, key="title")),
        block(text),
        *more,
        block(foot, region=Region.FOOTER),
    )
    found = mentions(organisations, *pieces)
    return sorted({m.attributes.get("stands_for", m.raw) for m in found if m.field == "beneficiaries"})


def _roles(text: str, title: str = TITLE, foot: str = FOOT) -> list[tuple[str, str]]:
    head = Piece(title, Block(BlockKind.META, 0, 0, Region.HEAD, key="title"))
    found = mentions(organisations, head, block(text), block(foot, region=Region.FOOTER))
    return sorted({(m.field, m.attributes.get("stands_for", m.raw)) for m in found})


@pytest.mark.parametrize(
    "text",
    [
        f"Nová cesta k lesu, reg. č. {NUMBER}, byla dokončena.",
        "Na novou cestu k lesu jsme získali dotaci 200 000 Kč.",
        "Z programu LEADER čerpáme na novou cestu 200 000 Kč.",
        "Letos realizujeme opravu kapličky.",
        "We received a grant of 20 000 EUR for the chapel.",
        "With our project we mend the chapel.",
        "The region supports us with 20 000 EUR.",
    ],
)
def test_the_owner_of_the_page_runs_what_it_tells_of(text: str) -> None:
    assert _names(text) == ["Obec Lipová nad Úsou"]


@pytest.mark.parametrize(
    ("title", "foot", "name"),
    [
        ("Kovárna Lhota s.r.o. – Projekty EU", "Kovárna Lhota s.r.o., Tovární 7, Lhota", "Kovárna Lhota s.r.o."),
        ("Projects - Bridge House", "(c) Copyright 2020 Bridge House, z. s. | Brno", "Bridge House, z. s."),
        ("EU grants » Institute of Old Bells", "© 2014-2020 Institute of Old Bells. All rights reserved.",
         "Institute of Old Bells"),
        ("Základní škola Horní Ves: Projekty", "Základní škola Horní Ves · IČO 12345678", "Základní škola Horní Ves"),
    ],
)  # fmt: skip
def test_where_a_site_names_itself(title: str, foot: str, name: str) -> None:
    assert _names(f"Reg. č. {NUMBER}", title, foot) == [name]


@pytest.mark.parametrize(
    ("text", "title", "foot"),
    [
        ("Obec pořádá ples.", TITLE, FOOT),  # tells of no project
        (f"Reg. č. {NUMBER}", "Projekty EU | Lipová nad Úsou", "© 2021 Webové stránky Novák"),  # a town, and no body
        (f"Reg. č. {NUMBER}", TITLE, "© Město Vrbno, Dlouhá 1, 586 01 Vrbno"),  # two places, two bodies
        (f"Reg. č. {NUMBER}. Jsme partnerem projektu.", TITLE, FOOT),
        (f"Reg. č. {NUMBER}. Our role is to test.", TITLE, FOOT),
        (f"Reg. č. {NUMBER}. Peníze dostali příjemci ve třech obcích.", TITLE, FOOT),
        (f"Reg. č. {NUMBER}. Žádost podal náš zřizovatel.", TITLE, FOOT),
        (f"Reg. č. {NUMBER}", "Projekty | Nadační fond Lipová", "Nadační fond Lipová, IČO 12345678"),
        (f"Reg. č. {NUMBER}", "Výzvy | Rozvojová agentura Lipová", "Rozvojová agentura Lipová, IČO 12345678"),
        (f"Reg. č. {NUMBER}", "Domů | Lipovské noviny, z. s.", "Lipovské noviny, z. s., IČO 12345678"),
        (f"Reg. č. {NUMBER}", "About | LIPOTECH", "© LIPOTECH"),  # an acronym may be the project's
    ],
)
def test_what_the_owner_of_the_page_does_not_run(text: str, title: str, foot: str) -> None:
    assert _names(text, title, foot) == []


def test_the_one_body_that_a_page_is_headed_with_runs_what_it_tells_of() -> None:
    """The foot is of who made the site, and names no body."""
    assert _names(f"Reg. č. {NUMBER}", TITLE, "© 2021 Webové stránky Novák") == ["Obec Lipová nad Úsou"]


def test_of_another_beneficiary_the_owner_only_tells() -> None:
    assert _names(f"Příjemce dotace: Město Vrbno\nReg. č. {NUMBER}") == ["Město Vrbno"]


def test_a_beneficiary_that_is_the_owner_has_the_other_projects_too() -> None:
    found = _names("Příjemce dotace: Obec Lipová nad Úsou", TITLE, FOOT, block(f"Reg. č. {NUMBER}"))
    assert found == ["Obec Lipová nad Úsou"]


def test_a_long_line_takes_no_longer_than_its_length() -> None:
    long = "1 " * 4_000 + "© - " * 2_000 + "Obec " * 2_000
    assert _names(f"Reg. č. {NUMBER}", long, long) == []


@pytest.mark.parametrize(
    "text",
    [
        f"Reg. č. {NUMBER}. Jsme partnerem projektu.",
        f"Reg. č. {NUMBER}. Naše role: testování.",
        f"Project no. {NUMBER}. We are a partner.",
        f"Project no. {NUMBER}. We joined the consortium in May.",
    ],
)
def test_the_owner_that_takes_part_is_a_partner(text: str) -> None:
    assert _roles(text) == [("partners", "Obec Lipová nad Úsou")]


@pytest.mark.parametrize("text", [f"Reg. č. {NUMBER}. Our role: coordinator", "We joined as a club of readers."])
def test_of_no_project_the_owner_is_a_partner(text: str) -> None:
    assert ("partners", "Obec Lipová nad Úsou") not in _roles(text, foot="© 2021 Jiný spolek")


@pytest.mark.parametrize(
    ("title", "foot", "name"),
    [
        ("Základní škola Na Kopci", "ZŠ Na Kopci Horní Ves, IČO 12345678", "ZŠ Na Kopci Horní Ves"),
        ("Projekty | MŠ Sluníčko Ves", "Mateřská škola Sluníčko Ves, IČO 12345678", "MŠ Sluníčko Ves"),
    ],
)
def test_an_abbreviated_school_is_the_one_spelled_out(title: str, foot: str, name: str) -> None:
    assert _names(f"Reg. č. {NUMBER}", title, foot) == [name]


def test_who_sends_a_mail_and_signs_it_owns_it() -> None:
    pieces = (
        "Od: Charita Dubno <news@charita.example>",
        f"Reg. č. {NUMBER}",
        "Charita Dubno, Dolní 4, Dubno, IČO 481 60 229",
    )
    found = mentions(organisations, *pieces)
    assert [m.attributes.get("stands_for") for m in found if m.field == "beneficiaries"] == ["Charita Dubno"]
