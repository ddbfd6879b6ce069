"""Where a name begins and ends, and how lists of names are cut.  Source: organisation notes, 4."""

from __future__ import annotations

import pytest

from extractors.bodies.name_ends import cut_tail
from extractors.bodies.name_lists import split_names
from extractors.bodies.name_prose import name_in_prose
from extractors.bodies.names import is_organisation, is_person
from extractors.text.lexicon import Lexicon
from schemas.vocabulary import Vocabulary

LISTS = [
    ["Město Brno", "Obec Lhota"],
    ["Základní škola a Mateřská škola Lhota, okres Jihlava, příspěvková organizace"],
    ["Ministerstvo práce a sociálních věcí"],
    ["Ministerstvo školství, mládeže a tělovýchovy", "Masarykova univerzita"],
    ["Ultra Sol, s.r.o.", "Stavby Novák, a.s."],
    ["Oblastní charita Brno", "Člověk v tísni, o.p.s.", "IQ Roma servis, z.s."],
    ["Charles University", "Masaryk University"],
    ["Mateřská škola Lhota, Dlouhá 12, příspěvková organizace", "Obec Lhota"],
    ["Ústav lesních hub, Brno, v. v. i.", "Obec Lhota"],
    ["Kvítek - Radost z.s.", "DVS - DÍLNA, o.p.s."],
    ["Museum Foundation", "SIA Koka Dizains", "municipality of Lukov"],
    ["Ministry of Labour and Social Affairs", "Charles University"],
]
MARKS = [
    ("Město Brno, Obec Lhota", ["Město Brno", "Obec Lhota"]),
    ("Město Brno; Obec Lhota", ["Město Brno", "Obec Lhota"]),
    ("Město Brno\nObec Lhota", ["Město Brno", "Obec Lhota"]),
    ("Město Brno a Obec Lhota", ["Město Brno", "Obec Lhota"]),
    ("Charles University and Masaryk University", ["Charles University", "Masaryk University"]),
    ("Obec Lhota IČO 00123456", ["Obec Lhota"]),
    ("Obec Lhota (dále jen příjemce)", ["Obec Lhota"]),
]
TAILS = [
    ("Nadace Most, se sídlem Brno", "Nadace Most"),
    ("Nadace Most, IČO: 12345678", "Nadace Most"),
    ("Nadace Most IČ 12345678", "Nadace Most"),
    ("Nadace Most (dále jen „nadace“)", "Nadace Most"),
    ("Nadace Most www.most.cz", "Nadace Most"),
    ("Nadace Most, 602 00 Brno", "Nadace Most"),
    ("Nadace Most info@most.cz", "Nadace Most"),
    ("Nadace Most (Bridge Foundation)", "Nadace Most"),
    ("Nadace Most", "Nadace Most"),
]
PROSE = [
    ("Ministerstvem práce a sociálních věcí je financován", "Ministerstvem práce a sociálních věcí"),
    ("Městem Brnem, které staví", "Městem Brnem"),
    ("Ultra Sol, s.r.o. z Brna", "Ultra Sol, s.r.o."),
    ("Charles University in Prague is leading", "Charles University in Prague"),
    ("obecně platí", ""),
    (
        "Základní škola Lhota, okres Jihlava, příspěvková organizace, obec je partnerem",
        "Základní škola Lhota, okres Jihlava, příspěvková organizace",
    ),
    ("Základní škola Lhota, Jihlava a okolí", "Základní škola Lhota"),
    ("ZORA - krizové centrum o.p.s., období", "ZORA - krizové centrum o.p.s."),
    ("Obec Lhota – Technické služby Dubí, s.r.o. a další", "Obec Lhota"),
    ("Městem Brnem vyvíjíme od ledna", "Městem Brnem"),
    ("University of Dubno and a Norwegian school", "University of Dubno"),
    ("Consiglio Grande delle Acque is", "Consiglio Grande delle Acque"),
    ("mnoha lidmi", ""),
]
PERSONS = ["Jana Malá", "Ing. Jan Novák", "Mgr. Karel Čech", "Petra Dvořáková", "Eva Nováková Malá"]
NO_PERSONS = [
    "Město Brno",
    "Učebny ZŠ Sadová",
    "Nový chodník",
    "Masarykova univerzita",
    "Jana",
    "Ministerstvo práce a sociálních věcí",
]


@pytest.fixture
def lexicon(vocabulary: Vocabulary) -> Lexicon:
    return Lexicon.of(vocabulary)


def _split(text: str, lexicon: Lexicon) -> list[str]:
    return [text[start:end] for start, end in split_names(text, 0, len(text), lexicon)]


@pytest.mark.parametrize("names", LISTS, ids=lambda names: names[0])
@pytest.mark.parametrize("mark", [", ", "; ", "\n", " | "])
def test_a_list_is_cut_between_names_and_not_inside_them(names: list[str], mark: str, lexicon: Lexicon) -> None:
    assert _split(mark.join(names), lexicon) == names


@pytest.mark.parametrize(("text", "expected"), MARKS)
def test_marks_words_and_remarks(text: str, expected: list[str], lexicon: Lexicon) -> None:
    assert _split(text, lexicon) == expected


@pytest.mark.parametrize(("text", "expected"), TAILS)
def test_a_name_ends_before_an_address_or_a_remark(text: str, expected: str, lexicon: Lexicon) -> None:
    assert text[: cut_tail(text, 0, len(text), lexicon)].rstrip(", ") == expected


@pytest.mark.parametrize(("text", "expected"), PROSE)
def test_a_name_in_prose(text: str, expected: str, lexicon: Lexicon) -> None:
    assert text[: name_in_prose(text, 0, len(text), lexicon)] == expected


@pytest.mark.parametrize("text", PERSONS)
def test_a_person(text: str, lexicon: Lexicon) -> None:
    assert is_person(text, lexicon)


@pytest.mark.parametrize("text", NO_PERSONS)
def test_no_person(text: str, lexicon: Lexicon) -> None:
    assert not is_person(text, lexicon)


@pytest.mark.parametrize(
    "text",
    ["Masarykova univerzita", "Ultra Sol, s.r.o.", "SURAO", "City of Turin", "Základní školy Lhota", "Úřad práce ČR"],
)
def test_an_organisation(text: str, lexicon: Lexicon) -> None:
    assert is_organisation(text, lexicon)


@pytest.mark.parametrize("text", ["Jana Malá", "nový chodník", "Bezpečná cesta", "Mary Stone", "Jonas"])
def test_no_organisation(text: str, lexicon: Lexicon) -> None:
    assert not is_organisation(text, lexicon)
