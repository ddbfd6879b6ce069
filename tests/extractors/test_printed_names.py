"""Where a name is told by other words, the evidence quotes the place of the name, and the words that tell of it."""

from __future__ import annotations

import pytest
from factories import Piece, block, make_reading, records

from extractors.bodies.printed_names import MOST, PrintedNames
from schemas.document import Block, BlockKind, Region

NUMBER = "CZ.06.2.67/0.0/0.0/18_103/0000001"


@pytest.mark.parametrize(
    ("text", "name", "told"),
    [
        (f"Na projekt „Nová cesta“, reg. č. {NUMBER}, jsme získali dotaci.", "Obec Lipová nad Úsou", "jsme získali"),
        (f"Obec získala dotaci na projekt „Nová cesta“, reg. č. {NUMBER}.", "Obec Lipová nad Úsou", "Obec"),
        (
            f"Zastupitelstvo obce Lipová přijímá dotaci na projekt „Nová cesta“, reg. č. {NUMBER}.",
            "obce Lipová",
            "přijímá dotaci",
        ),
    ],
)
def test_the_name_is_quoted_from_where_it_stands(text: str, name: str, told: str) -> None:
    title = Piece("Projekty EU | Obec Lipová nad Úsou", Block(BlockKind.META, 0, 0, Region.HEAD, key="title"))
    foot = block("© 2021 Obec Lipová nad Úsou, Dlouhá 1, 586 01 Lipová", region=Region.FOOTER)
    (record,) = records(title, block(text), foot)
    evidence = record["evidence"]
    assert isinstance(evidence, list)
    quotes = [piece["quote"] for piece in evidence if piece["field"] == "beneficiaries"]
    assert quotes[0] == name
    assert any(told in quote for quote in quotes[1:])


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("Lipovákova síň. Obec Lipová", 16),
        ("Obec Lipová, Obec Lipová", 0),
        ("Obec Lipovákov, Obec Lipová", 16),
        ("Ves", -1),
    ],
)
def test_the_name_is_a_whole_word(text: str, start: int) -> None:
    reading = make_reading(text)
    found = PrintedNames(reading.pages).evidence("Obec Lipová", reading.pages[0], "test.rule")
    assert (found.span.start if found else -1) == start


def test_of_many_longer_words_few_are_passed_over() -> None:
    reading = make_reading("Lipovák " * (MOST * 100))
    found = PrintedNames(reading.pages).evidence("Lipov", reading.pages[0], "test.rule")
    assert found is not None and found.span.start == len("Lipovák ") * MOST
