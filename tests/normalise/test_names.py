"""Names in the nominative.  Source: organisation notes, section 3."""

from __future__ import annotations

import pytest

from pipeline.normalise import codes, names
from schemas.errors import NormaliseError
from schemas.vocabulary import Vocabulary

# fmt: off
NOMINATIVE = [
    (("Ministerstva", "Ministerstvu", "Ministerstvem"), " práce a sociálních věcí", "Ministerstvo"),
    (("Úřadu", "Úřadem"), " práce ČR", "Úřad"),
    (("Krajského úřadu", "Krajským úřadem"), " Plzeňského kraje", "Krajský úřad"),
    (("Plzeňského kraje", "Plzeňským krajem", "Plzeňskému kraji"), "", "Plzeňský kraj"),
    (("Libereckého kraje",), "", "Liberecký kraj"),
    (("Kraje Vysočina", "Krajem Vysočina"), "", "Kraj Vysočina"),
    (("hlavního města Prahy", "hlavním městem Prahou"), "", "Hlavní město Praha"),
    (("Statutárního města", "Statutárním městem"), " Brno", "Statutární město"),
    (("města", "městem", "Města"), " Žďár", "Město"),
    (("obce", "obcí", "Obce"), " Lhota", "Obec"),
    (("městyse",), " Mez", "Městys"),
    (("Městské části", "Městskou částí"), " Praha 3", "Městská část"),
    (("Univerzity", "Univerzitě", "Univerzitou"), " Pardubice", "Univerzita"),
    (("Masarykovy univerzity", "Masarykovou univerzitou"), "", "Masarykova univerzita"),
    (("Univerzity Karlovy", "Univerzitou Karlovou"), "", "Univerzita Karlova"),
    (("Vysokého učení technického",), " v Brně", "Vysoké učení technické"),
    (("Základní školy", "Základní škole", "Základní školou"), " Lhota", "Základní škola"),
    (("Střední školy", "Střední školou"), " Lhota", "Střední škola"),
    (("Mateřské školy", "Mateřskou školou"), " Lhota", "Mateřská škola"),
    (("Gymnázia", "Gymnáziem"), " Jihlava", "Gymnázium"),
    (("Agentury", "Agentuře", "Agenturou"), " pro rozvoj", "Agentura"),
    (("Nadace", "Nadaci", "Nadací"), " Most", "Nadace"),
    (("Nadačního fondu", "Nadačním fondem"), " Most", "Nadační fond"),
    (("Sdružení",), " obcí", "Sdružení"),
    (("Asociace", "Asociaci", "Asociací"), " škol", "Asociace"),
    (("Svazu", "Svazem"), " měst", "Svaz"),
    (("Spolku", "Spolkem"), " Most", "Spolek"),
    (("Centra", "Centrem"), " rozvoje", "Centrum"),
    (("Ústavu", "Ústavem"), " dějin", "Ústav"),
    (("Institutu", "Institutem"), " rozvoje", "Institut"),
    (("Charity", "Charitě", "Charitou"), " Jihlava", "Charita"),
    (("Oblastní charity",), " Jihlava", "Oblastní charita"),
    (("Diakonie", "Diakonií"), " ČCE", "Diakonie"),
    (("Místní akční skupiny", "Místní akční skupinou"), " Most", "Místní akční skupina"),
    (("Nemocnice", "Nemocnicí"), " Jihlava", "Nemocnice"),
    (("Muzea", "Muzeem"), " Vysočiny", "Muzeum"),
    (("Knihovny", "Knihovnou"), " Jihlava", "Knihovna"),
    (("Akademie věd", "Akademií věd"), " ČR", "Akademie věd"),
    (("veřejného ochránce práv", "veřejným ochráncem práv"), "", "Veřejný ochránce práv"),
    (("Střední školou polytechnickou",), " Vrbka", "Střední škola polytechnická"),
    (("Středním odborným učilištěm lesním",), " Vrbka", "Střední odborné učiliště lesní"),
    (("Obcí Lipovou",), "", "Obec Lipová"),
    (("Agentury moderní",), " výuky", "Agentura moderní"),
]
# fmt: on
AS_PRINTED = [
    "Ministerstvo práce a sociálních věcí",
    "Charles University",
    "Minstry of Regional Development",
    "MAS Most, z.s.",
    "Ultra Sol, s.r.o.",
    "Člověk v tísni, o.p.s.",
]


@pytest.mark.parametrize(("heads", "rest", "nominative"), NOMINATIVE)
def test_the_head_goes_back_to_the_nominative(
    heads: tuple[str, ...], rest: str, nominative: str, vocabulary: Vocabulary
) -> None:
    assert {names.clean(head + rest, vocabulary) for head in heads} == {nominative + rest}


@pytest.mark.parametrize("name", AS_PRINTED)
def test_other_names_stay(name: str, vocabulary: Vocabulary) -> None:
    assert names.clean(name, vocabulary) == name


@pytest.mark.parametrize("before", ["společnosti ", "společností ", "firmou ", "the "])
def test_words_before_a_name_go(before: str, vocabulary: Vocabulary) -> None:
    assert names.clean(f"{before}Ultra Sol, s.r.o.", vocabulary) == "Ultra Sol, s.r.o."


def test_one_line_without_quotation_marks(vocabulary: Vocabulary) -> None:
    assert names.clean("„Obec\nLhota“", vocabulary) == "Obec Lhota"


@pytest.mark.parametrize("name", ["", " ", "„“"])
def test_nothing_is_no_name(name: str, vocabulary: Vocabulary) -> None:
    with pytest.raises(NormaliseError):
        names.clean(name, vocabulary)


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("Evropského sociálního fondu", "ESF"),
        ("European Union", "EU"),
        ("státního rozpočtu", "CZ-STATE"),
        # a ministry is itself  (labelling guide)
        ("Ministerstvem kultury", "Ministerstvo kultury"),
        ("Nadací Most", "Nadace Most"),
    ],
)
def test_payers(raw: str, code: str, vocabulary: Vocabulary) -> None:
    assert codes.payer(raw, vocabulary) == code
