"""Every part of a number has its name, every typing error its own, and each example reads as itself."""

from __future__ import annotations

import pytest

from extractors.numbers.number_readings import read_number
from schemas.vocabulary import IdentifierScheme, load_vocabulary

VOCABULARY = load_vocabulary()
REPAIRS = [
    ("CZ.1.04/5.1.00/81.00007", "CZ.1.04/5.1.00/81.00007", ()),
    ("CZ .1.04/5.1.00/81.00007", "CZ.1.04/5.1.00/81.00007", ("blank",)),
    ("CZ.1.04/\n5.1.00/81.00007", "CZ.1.04/5.1.00/81.00007", ("line_break",)),
    ("CZ.1.04/5.1.00/81.\u200b00007", "CZ.1.04/5.1.00/81.00007", ("invisible",)),
    ("CZ.02.2.69/0.0/0.0/16\\_015/0002427", "CZ.02.2.69/0.0/0.0/16_015/0002427", ("escape",)),
    ("CZ.02.2.69/0.0/0.0/16–015/0002427", "CZ.02.2.69/0.0/0.0/16_015/0002427", ("other_mark",)),
    ("CZ.02.2.69/0.0/0.0/16015/0002427", "CZ.02.2.69/0.0/0.0/16_015/0002427", ("missing_mark",)),
    ("CZ.1.02/3.200/09.04643", "CZ.1.02/3.2.00/09.04643", ("missing_mark",)),
    ("CZ..1.04/5.1.00//81.00007", "CZ.1.04/5.1.00/81.00007", ("doubled_mark",)),
    ("CZ.1.04./5.1.00/81.00007", "CZ.1.04/5.1.00/81.00007", ("stray_mark",)),
    ("CZ.1,04/5.1.00\\81.00007", "CZ.1.04/5.1.00/81.00007", ("other_mark",)),
    ("cz.1.04/5.1.00/81.00007", "CZ.1.04/5.1.00/81.00007", ("lower_case",)),
    ("CZ.1.O4/5.l.00/81.00007", "CZ.1.04/5.1.00/81.00007", ("letter_for_digit",)),
    ("CZ1.07./1.2.00/47.0009", "CZ.1.07/1.2.00/47.0009", ("missing_mark", "stray_mark")),
    ("2019 -1-SK01-KA229-060637", "2019-1-SK01-KA229-060637", ("blank",)),
    ("TL 01000123", "TL01000123", ("blank",)),
]
PARTS = [
    ("CZ.1.04/5.1.00/81.00007", "objective=1 programme=04 axis=5 area=1 scheme=00 call=81 sequence=00007"),
    ("CZ.2.17/3.1.00/32718", "objective=2 programme=17 axis=3 area=1 scheme=00 sequence=32718"),
    ("CZ.04.3.07/3.1.01.02", "objective_2004=3 programme=07 priority=3 measure=1 scheme=01 round=02"),
    (
        "CZ.03.1.51/0.0/0.0/15_009/0003702",
        "programme=03 axis=1 investment_priority=51 call_year=15 call=009 application=0003702",
    ),
    (
        "CZ.03.02.03/00/23_053/0004169",
        "programme=03 priority=02 objective_2021=03 submeasure=00 call_year=23 call=053 application=0004169",
    ),
    ("VI20202022133", "provider_programme=VI start_year=2020 end_year=2022 sequence=133"),
    (
        "2016-1-CZ01-KA203-023949",
        "full_year=2016 round=1 agency=CZ01 action=KA203 sequence=023949",
    ),
]


@pytest.mark.parametrize(("printed", "value", "repairs"), REPAIRS)
def test_the_repairs_are_named(printed: str, value: str, repairs: tuple[str, ...]) -> None:
    reading = read_number(printed, VOCABULARY)[0]
    assert (reading.value, reading.repairs) == (value, repairs)


@pytest.mark.parametrize(("number", "parts"), PARTS)
def test_the_parts_are_named(number: str, parts: str) -> None:
    reading = read_number(number, VOCABULARY)[0]
    assert " ".join(f"{name}={value}" for name, value in reading.parts) == parts


@pytest.mark.parametrize("scheme", VOCABULARY.identifiers, ids=lambda scheme: scheme.code)
def test_every_example_reads_as_itself(scheme: IdentifierScheme) -> None:
    for example in scheme.examples:
        own = [r for r in read_number(example, VOCABULARY) if r.scheme is scheme]
        assert own[0].value == example.replace(" ", "")
        assert set(own[0].repairs) <= {"blank"}


def test_a_number_of_several_schemes_has_several_readings() -> None:
    assert {r.scheme.code for r in read_number("CZ0046", VOCABULARY)} == {"EEA-2004-SHORT", "OGP"}


@pytest.mark.parametrize("text", ["", "x", "12/2014", "CZ.05.3.29/0.0/19_122/0013319", "CZ.1.04/4.1.01"])
def test_what_no_scheme_has(text: str) -> None:
    assert read_number(text, VOCABULARY) == ()
