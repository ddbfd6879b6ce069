"""Programmes by name; what several periods share stays open."""

from __future__ import annotations

import pytest
from factories import Piece, mentions

from extractors import programmes
from schemas.document import Block, BlockKind, Region

NAMED = [
    ("Operační program Lidské zdroje a zaměstnanost", "OP LZZ 2007"),
    ("Operačního programu Lidské zdroje a zaměstnanost", "OP LZZ 2007"),
    ("OP LZZ", "OP LZZ 2007"),
    ("OP VVV", "OP VVV 2014"),
    ("Operační program Zaměstnanost plus", "OPZ+ 2021"),
    ("Národní plán obnovy", "NPO 2021"),
    ("Horizon 2020", "H2020"),
    ("Horizon Europe", "Horizon Europe"),
    ("Norské fondy", "EEA-NORWAY"),
]


@pytest.mark.parametrize(("name", "code"), NAMED)
def test_a_name_or_abbreviation(name: str, code: str) -> None:
    found = mentions(programmes, f"Projekt je financován z {name}, jak víme.")
    codes = [c for m in found for c in m.attributes["codes"].split("|")]
    assert any(c == code or c.startswith(code + " ") for c in codes)
    assert all(m.evidence.rule == "programmes.financed" for m in found)


def test_a_name_of_two_periods_keeps_both() -> None:
    (found,) = mentions(programmes, "Podpořeno z programu Erasmus+.")
    assert found.attributes["codes"].split("|") == ["Erasmus+ 2014", "Erasmus+ 2021"]
    assert "year" not in found.attributes


@pytest.mark.parametrize("text", ["Erasmus+ 2014–2020", "Erasmus+ (2014-2020)", "2014–2020 Erasmus+"])
def test_the_years_beside_a_name_are_its_period(text: str) -> None:
    (found,) = mentions(programmes, f"Podpořeno: {text}")
    assert found.attributes["year"] == "2014"


PLACES = [
    (Region.FOOTER, "programmes.footer"),
    (Region.HEAD, "programmes.head"),
    (Region.MAIN, "programmes.named"),
]


@pytest.mark.parametrize(("region", "rule"), PLACES)
def test_the_rule_says_where_the_name_stands(region: Region, rule: str) -> None:
    (found,) = mentions(programmes, Piece("OP LZZ", Block(BlockKind.PARAGRAPH, 0, 0, region)))
    assert found.evidence.rule == rule


def test_behind_a_label() -> None:
    (found,) = mentions(programmes, "Operační program: OP LZZ")
    assert (found.raw, found.evidence.rule) == ("OP LZZ", "programmes.labelled")


@pytest.mark.parametrize("text", ["Jeli jsme autem IOPM.", "opvk", "Zaměstnanost klesá."])
def test_other_words(text: str) -> None:
    assert mentions(programmes, text) == []


def test_a_menu_names_no_programme() -> None:
    assert mentions(programmes, Piece("OP LZZ", Block(BlockKind.PARAGRAPH, 0, 0, Region.NAVIGATION))) == []
