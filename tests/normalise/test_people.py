"""People back in the nominative, alone and with an e-mail address as evidence."""

from __future__ import annotations

import pytest

from pipeline.normalise import people
from schemas.vocabulary import Vocabulary

PEOPLE = [
    ("Jana Malá", "Jana Malá"),
    ("Janě Bohuňkové", "Jana Bohuňková"),
    ("Petrou Dvořákovou", "Petra Dvořáková"),
    ("Petrem Svobodným", "Petr Svobodný"),
    ("Petru Hájkovi", "Petr Hájek"),
    ("Karlem Veselým", "Karel Veselý"),
    ("Jan  Novák", "Jan Novák"),
    # a name that nobody knows stays as printed
    ("Xaverem Qwertym", "Xaverem Qwertym"),
    ("Lenky Malé", "Lenka Malá"),
    ("Evu Novotnou", "Eva Novotná"),
    ("Pavlu Bínovou", "Pavla Bínová"),
    ("Václavu Malému", "Václav Malý"),
    ("Matoušem Dubem", "Matouš Dub"),
    ("Ninu Seyčkovou", "Nina Seyčková"),
    ("Fabienne Dvořákové", "Fabienne Dvořáková"),
    ("Petra Horáčka", "Petr Horáček"),
    ("Petra Horáčková", "Petra Horáčková"),
    ("Pavla Nováka", "Pavel Novák"),
    ("Jana Svobody", "Jana Svobody"),
]
WITH_ADDRESS = [
    ("Petra Horáčka", "petr.horacek@a.example", "Petr Horáček"),
    ("Hance Malinové", "hana.malinova@a.example", "Hana Malinová"),
    ("Karlu Smetanovi", "k.smetana@a.example", "Karel Smetan"),
    ("Tomáši Vlčkovi", "tomas.vlcek@a.example", "Tomáš Vlček"),
    ("Janu Němcovi", "nemec@a.example", "Jan Němec"),
    ("Jana Malá", "info@a.example", "Jana Malá"),
]


@pytest.mark.parametrize(("raw", "expected"), PEOPLE)
def test_people(raw: str, expected: str, vocabulary: Vocabulary) -> None:
    assert people.person(raw, vocabulary) == expected


@pytest.mark.parametrize(("raw", "email", "expected"), WITH_ADDRESS)
def test_an_address_decides(raw: str, email: str, expected: str, vocabulary: Vocabulary) -> None:
    assert people.person(raw, vocabulary, email) == expected
