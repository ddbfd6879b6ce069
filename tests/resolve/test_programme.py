"""The programme from the shape of a number, or from a name that several periods share."""

from __future__ import annotations

from dataclasses import replace

import pytest
from factories import make_fact, make_page

from pipeline.resolve.programme import from_number, settle
from schemas.records import Fact
from schemas.vocabulary import Vocabulary

NUMBERS = [
    # 2004
    ("CZ.04.1.03/3.1.15.2/0034", "OP RLZ 2004"),
    ("CZ.04.3.07/3.1.01.02", "JPD3 2004"),
    # 2007
    ("CZ.1.04/5.1.00/81.00007", "OP LZZ 2007"),
    ("CZ.1.07/2.3.00/20.0189", "OP VK 2007"),
    ("CZ.1.05/2.1.00/03.0072", "OP VaVpI 2007"),
    ("CZ.1.06/2.1.00/19.99274", "IOP 2007"),
    ("CZ.1.02/6.2.00/12.16772", "OPŽP 2007"),
    ("CZ.2.17/3.1.00/32718", "OPPA 2007"),
    ("CZ.2.16/3.1.00/21234", "OPPK 2007"),
    # 2014
    ("CZ.02.1.01/0.0/0.0/16_013/0001777", "OP VVV 2014"),
    ("CZ.03.1.51/0.0/0.0/15_009/0003702", "OPZ 2014"),
    ("CZ.06.5.125/0.0/0.0/15_009/0000015", "IROP 2014"),
    ("CZ.07.1.02/0.0/0.0/16_013/0001777", "OP PPR 2014"),
    # 2021
    ("CZ.02.01.01/00/22_008/0004590", "OP JAK 2021"),
    ("CZ.03.02.03/00/23_053/0004169", "OPZ+ 2021"),
    ("CZ.06.01.01/00/22_008/0004590", "IROP 2021"),
    ("CZ.10.03.01/00/22_003/0000048", "OP ST 2021"),
    # the recovery plan
    ("CZ.31.1.01/MV/23_62/0000062", "NPO 2021"),
]


@pytest.mark.parametrize(("number", "code"), NUMBERS)
def test_the_shape_tells_period_and_programme(number: str, code: str, vocabulary: Vocabulary) -> None:
    fact = make_fact(make_page(number), "registration_number", number, "registration_numbers.czech")
    assert from_number(fact, vocabulary) == code


@pytest.mark.parametrize(
    ("number", "scheme", "code"),
    [
        ("TL01000123", "TACR", "TAČR"),
        ("GA21-16406S", "GACR", "GAČR"),
        ("LP-PDP3-001", "EEA-2014", "EEA-NORWAY 2014"),
        # six or nine digits are those of several framework programmes
        ("101004480", "EU-GRANT", None),
        ("2012/AB/77", "labelled", None),
    ],
)
def test_other_numbers_have_the_programme_of_their_scheme(
    number: str, scheme: str, code: str | None, vocabulary: Vocabulary
) -> None:
    fact = make_fact(make_page(number), "registration_number", number, f"registration_numbers.{scheme}")
    assert from_number(fact, vocabulary) == code


def _named(codes: str, year: str) -> Fact:
    fact = make_fact(make_page("Erasmus+"), "programme", "Erasmus+", "programmes.named", codes)
    return replace(fact, attributes={"year": year} if year else {})


SHARED = "Erasmus+ 2014|Erasmus+ 2021"
SETTLED = [
    (SHARED, "", [2016], "Erasmus+ 2014"),
    (SHARED, "", [2023], "Erasmus+ 2021"),
    (SHARED, "2014", [2023], "Erasmus+ 2014"),  # the years beside the name come first
    (SHARED, "", [2016, 2023], "Erasmus+ 2014"),  # the project's own years before the day of publication
    (SHARED, "", [], None),
    (SHARED, "", [1999], None),
    ("OP LZZ 2007", "", [], "OP LZZ 2007"),
]


@pytest.mark.parametrize(("codes", "printed", "years", "code"), SETTLED)
def test_a_shared_name_is_settled_by_years(
    codes: str, printed: str, years: list[int], code: str | None, vocabulary: Vocabulary
) -> None:
    assert settle(_named(codes, printed), years, vocabulary) == code
