"""Who pays, and who only stands near money."""

from __future__ import annotations

import pytest
from factories import Piece, mentions

from extractors import funders
from schemas.document import Block, BlockKind, Region

CODES: list[tuple[str, list[str]]] = [
    ("Projekt je spolufinancován Evropským sociálním fondem.", ["ESF"]),
    ("Financováno z ESF a státního rozpočtu ČR.", ["ESF", "CZ-STATE"]),
    ("Projekt je financován z Evropského fondu pro regionální rozvoj.", ["ERDF"]),
    ("Financováno Evropskou unií – NextGenerationEU.", ["EU", "NEXTGENEU"]),
    ("The project is co-funded by the European Social Fund Plus.", ["ESF+"]),
    ("This project has received funding from the European Union.", ["EU"]),
    # the fund alone says nothing of paying
    ("Seminář o tom, co je Evropský sociální fond a komu slouží, se konal v Brně na podzim.", []),
    ("Řídícím orgánem, který poskytuje dotace z ESF, je ministerstvo.", []),
    ("Pravidla Evropské unie o dotacích platí pro všechny zakázky v celé zemi.", []),
]
NAMES = [
    ("The project was supported by the Bridge Foundation.", "Bridge Foundation"),
    ("Projekt je financován Nadací Lípa.", "Nadací Lípa"),
    # the project itself does not pay
    ("Tento seminář je podpořen projektem Cesta.", None),
]


@pytest.mark.parametrize(("text", "codes"), CODES)
def test_funds_that_pay(text: str, codes: list[str]) -> None:
    found = mentions(funders, text)
    assert sorted(m.attributes.get("code", m.raw) for m in found) == sorted(codes)


@pytest.mark.parametrize(("text", "name"), NAMES)
def test_payers_by_name(text: str, name: str | None) -> None:
    found = [m.raw for m in mentions(funders, text) if "code" not in m.attributes]
    assert found == ([name] if name else [])


@pytest.mark.parametrize(("kind", "region"), [(BlockKind.ALT, Region.MAIN), (BlockKind.PARAGRAPH, Region.FOOTER)])
def test_a_logo_or_a_footer(kind: BlockKind, region: Region) -> None:
    text = "Logo: Evropský sociální fond v ČR, Operační program Zaměstnanost a další ozdoby této stránky"
    (found,) = mentions(funders, Piece(text, Block(kind, 0, 0, region)))
    assert (found.raw, found.attributes["code"]) == ("Evropský sociální fond v ČR", "ESF")


def test_a_label() -> None:
    found = mentions(funders, "Poskytovatel dotace: Nadace Lípa\nNázev projektu: Cesta")
    assert [(m.raw, m.evidence.rule) for m in found] == [("Nadace Lípa", "funders.label_name")]
