"""Every scheme of the vocabulary with and without its words, what a label calls a number, and the false friends."""

from __future__ import annotations

import re

import pytest
from factories import page_reading, table

from extractors.numbers.number_beginnings import beginnings_at
from extractors.numbers.number_patterns import SHAPE
from schemas.vocabulary import FalseFriend, IdentifierScheme, load_vocabulary

SCHEMES = [s for s in load_vocabulary().identifiers if not s.pattern.startswith(r"CZ\.") and s.code != "EEA-2004-SHORT"]
CZECH = [s for s in load_vocabulary().identifiers if s.pattern.startswith(r"CZ\.")]
# a number that holds its own word needs no other: EHP-BFNU-…
BOUND = [s for s in SCHEMES if s.context and not any(word in s.examples[0] for word in s.context)]
FRIENDS = [f for f in load_vocabulary().false_friends if f.triggers]


def _numbers(text: str) -> list[str]:
    page = page_reading(text)
    return [text[number.start : number.end] for number in page.numbers]


def _code(entry: IdentifierScheme | FalseFriend) -> str:
    return entry.code


@pytest.mark.parametrize("scheme", [*SCHEMES, *CZECH], ids=_code)
def test_every_example_is_found_beside_its_words(scheme: IdentifierScheme) -> None:
    for example in scheme.examples:
        for word in scheme.context or ("projektu",):
            assert _numbers(f"Zde stojí {word} {example} a dál nic.") == [example], word


@pytest.mark.parametrize("scheme", BOUND, ids=_code)
def test_a_common_shape_needs_its_words(scheme: IdentifierScheme) -> None:
    for example in scheme.examples:
        others = [s for s in SCHEMES if s.code != scheme.code and re.fullmatch(s.pattern, example)]
        if all(s.context for s in others):
            assert _numbers(f"Zde stojí {example} a dál nic.") == []
        if all(s.context and s.reach <= scheme.reach for s in others):  # a word from further may lead to another
            far = "slovo " * (scheme.reach // 4)
            assert _numbers(f"Zde stojí {example} {far} {scheme.context[0]} nic.") == []


@pytest.mark.parametrize("scheme", SCHEMES, ids=_code)
def test_a_part_of_a_longer_code_is_no_number(scheme: IdentifierScheme) -> None:
    word = scheme.context[0] if scheme.context else "projektu"
    for example in scheme.examples:
        assert example not in _numbers(f"{word} {example}7Q a Q7{example}")


@pytest.mark.parametrize("friend", FRIENDS, ids=_code)
def test_a_false_friend_behind_its_word(friend: FalseFriend) -> None:
    for example in friend.examples:
        for trigger in friend.triggers:
            assert _numbers(f"Zde stojí {trigger} {example} a dál nic.") == []


LABELLED = [
    ("Registrační číslo projektu: 2012/AB/77", ["2012/AB/77"]),
    ("Číslo projektu: 0123-ab-4567", ["0123-ab-4567"]),
    ("Project number: XY-2014-33", ["XY-2014-33"]),
    ("Číslo projektu: bude doplněno", []),
    ("Číslo projektu: A1", []),  # fewer than three digits
    # a code of no known scheme, where a sentence says who pays
    ("This project was funded by BMBF under the code 031L0102.", ["031L0102"]),
    ("The project was supported by the agency (grants 21AB1234, 22CD5678).", ["21AB1234", "22CD5678"]),
    ("The session took place under the code 031L0102.", []),
    ("The project was funded under call H2020SPACE2018.", []),
]


@pytest.mark.parametrize(("text", "expected"), LABELLED)
def test_what_a_label_or_a_funding_sentence_calls_a_number(text: str, expected: list[str]) -> None:
    assert _numbers(text) == expected


def test_numbers_of_one_commitment_or_grant_by_the_words_beside_them() -> None:
    assert _numbers("Norway Grants: CZ0046") == _numbers("Open Government commitment CZ0046") == ["CZ0046"]
    assert _numbers("okres CZ0046") == []


def test_two_rules_at_one_place_give_one_number() -> None:
    text = "Registrační číslo projektu: CZ.1.07/1.2.00/47.0009"
    assert _numbers(text) == ["CZ.1.07/1.2.00/47.0009"]


def test_blanks_at_the_hyphens_of_a_long_number() -> None:
    assert _numbers("Erasmus project 2019 -1 SK01- KA229-060637.") == ["2019 -1 SK01- KA229-060637"]


CONTEXTS = [
    ("Projekt (reg. č. TL01000123) běží.", ["TL01000123"]),
    ("registrační číslo projektu: CZ.1.04/5.1.00/81.00007.", ["CZ.1.04/5.1.00/81.00007"]),
    ("Funded by the EU under grant agreement no. 101004480.", ["101004480"]),
    ("The Horizon 2020 grant agreements No 644051 and 726765.", ["644051", "726765"]),
    ("Under Grant Agreement No.870635 of Horizon 2020.", ["870635"]),
    ("The Marie Curie grant agreement n° 675324 (ABC) and 654109.", ["675324", "654109"]),
    (
        "projects CZ.1.05/1.1.00/02.0070, CZ.1.07/2.3.00/20.0189 and GA14-1234S",
        ["CZ.1.05/1.1.00/02.0070", "CZ.1.07/2.3.00/20.0189", "GA14-1234S"],
    ),
    (r"Projekt CZ.02.2.69/0.0/0.0/16\_015/0002427 a TL01000123", [r"CZ.02.2.69/0.0/0.0/16\_015/0002427", "TL01000123"]),
    ("Projekt běží s podporou, grant č. 2012/AB/77 a 2013/AB/78.", ["2012/AB/77", "2013/AB/78"]),
    ("Byl podpořen projektem č. 45871.", ["45871"]),
    ("Norské fondy: A/CZ0046/2/0015", ["A/CZ0046/2/0015"]),
    ("See https://example.org/projects/TL01000123 and www.example.org/CZ.1.04/5.1.00/81.00007", []),
    ("[Projekt](/projekty?id=TL01000123) nebo TL01000124.pdf", []),
    ("rozpočet 150000 Kč v programu Horizon 2020, H2020: 296325 EUR", []),
    ("In later life, 123456 people were supported.", []),
    ("číslo smlouvy o projektu: 12/2014, projekt č. smlouvy 12/2014", []),
    ("Grant: čj. 123/12/2014, sp. zn. 201/07/2010", []),
    ("Grant získala škola s projektem č. 3/2014 jako úkol č. 12.", []),
    ("EU peníze školám, VY_32_INOVACE_12_05", []),
]


@pytest.mark.parametrize(("text", "expected"), CONTEXTS)
def test_numbers_in_running_text(text: str, expected: list[str]) -> None:
    assert _numbers(text) == expected


def test_a_number_in_each_cell_of_a_table() -> None:
    page = page_reading(table(["Projekt", "Číslo"], ["A", "TL01000123"], ["B", "CZ.1.04/5.1.00/81.00007"]))
    assert [page.text[n.start : n.end] for n in page.numbers] == ["TL01000123", "CZ.1.04/5.1.00/81.00007"]


def test_a_row_of_figures_tries_no_form_that_has_letters_first() -> None:
    """Forms of figures and letters shared a pattern with forms of figures alone, and a page of "1 1 1 …" tried all."""
    beginnings = beginnings_at("1" * SHAPE, 0, load_vocabulary())
    shapes = [shape for beginning in beginnings for shape in (*beginning.shapes, *beginning.marked_shapes)]
    assert shapes
    assert not any(held.isdisjoint("0123456789") for shape in shapes for held in shape)
