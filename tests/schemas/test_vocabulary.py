"""The shipped vocabularies: what they hold, and that number patterns know what is and is not a number."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

import pytest

from schemas.vocabulary import FalseFriend, IdentifierScheme, Vocabulary, load_vocabulary

VOCABULARY = load_vocabulary()

# the codes that the labelling guide names
PROGRAMMES = (
    *("OP RLZ 2004", "JPD3 2004", "SROP 2004", "OP LZZ 2007", "OP VK 2007", "OP VaVpI 2007", "OPPI 2007"),
    *("IOP 2007", "OPŽP 2007", "OPPA 2007", "OPPK 2007", "ROP SM 2007", "OPZ 2014", "OP VVV 2014"),
    *("OP PIK 2014", "IROP 2014", "OP PPR 2014", "OPŽP 2014", "OPZ+ 2021", "OP JAK 2021", "IROP 2021"),
    *("OP TAK 2021", "OPŽP 2021", "OP ST 2021", "NPO 2021", "H2020", "FP7", "Horizon Europe"),
    *("Erasmus+ 2014", "Erasmus+ 2021", "EEA-NORWAY 2009", "EEA-NORWAY 2014", "Interreg CZ-PL 2014"),
    *("TAČR", "GAČR", "OGP"),
)
FUNDS = {
    *("ESF", "ESF+", "ERDF", "CF", "YEI", "EU", "CZ-STATE", "EEA-NORWAY", "NEXTGENEU", "JTF", "EAFRD"),
    *("AMIF", "ISF", "BMVI", "FEAD", "EMFF"),
}

BY_NAME = {"European Research Council", "Evropská výzkumná rada"}
"""Bodies of the Union that pay and have no code in the guide: they go by their names."""


def test_every_code_of_the_guide_is_there() -> None:
    assert {*PROGRAMMES} <= {programme.code for programme in VOCABULARY.programmes}
    assert {funder.code for funder in VOCABULARY.funders if funder.fund} == FUNDS | BY_NAME


@pytest.mark.parametrize("scheme", VOCABULARY.identifiers, ids=lambda scheme: scheme.code)
def test_a_scheme_matches_its_examples_only_as_a_whole(scheme: IdentifierScheme) -> None:
    for example in scheme.examples:
        assert re.fullmatch(scheme.pattern, example)
        assert not re.fullmatch(scheme.pattern, example[:-1] + "§")


@pytest.mark.parametrize("friend", VOCABULARY.false_friends, ids=lambda friend: friend.code)
def test_a_false_friend_is_found_in_its_examples(friend: FalseFriend) -> None:
    for example in friend.examples:
        assert re.search(friend.pattern, example)


@pytest.mark.parametrize(
    ("number", "code"),
    [
        ("CZ.1.04/5.1.00/81.00007", "CZ-2007"),
        ("CZ.1.04/3.1.03/C2.00017", "CZ-2007"),  # a letter in the call
        ("CZ.03.1.51/0.0/0.0/15_009/0003702", "CZ-2014"),
        ("CZ.03.02.03/00/23_053/0004169", "CZ-2021"),  # the same programme number, seven years later
        ("CZ.04.1.03/3.1.15.2/0001", "CZ-2004"),
        ("CZ.04.1.40/0.0/0.0/16_024/0001234", "CZ-2014"),  # begins as one of 2004
        ("CZ.2.17/3.1.00/32718", "CZ-2007-PRAGUE"),
        ("CZ.31.1.01/MV/23_62/0000062", "CZ-NPO"),
        ("TL01000123", "TACR"),
        ("2016-1-CZ01-KA203-023949", "ERASMUS-2014"),
        ("2021-1-CZ01-KA220-HED-000023361", "ERASMUS-2021"),
    ],
)
def test_the_first_scheme_without_a_cue_that_fits(number: str, code: str) -> None:
    schemes = [s for s in VOCABULARY.identifiers if not s.context and re.fullmatch(s.pattern, number)]
    assert schemes[0].code == code


@pytest.mark.parametrize(
    "text",
    [
        "02_16_022",  # call
        "18_063/0010453-01",  # grant decision
        "CZ.1.04/4.1.01",  # grant scheme
        "108/2006 Sb.",
        "70836981",  # company number
        "12. 4. 2016",
        "LTAUSA18",  # call of a research programme
        "HORIZON-CL2-2021",
        "+420 296 325 346",
        "117D8210A",
    ],
)
def test_no_scheme_takes_a_false_friend_without_a_cue(text: str) -> None:
    assert not [s.code for s in VOCABULARY.identifiers if not s.context and re.fullmatch(s.pattern, text)]


@pytest.mark.parametrize(
    ("form", "month"),
    [
        ("leden", 1),
        ("ledna", 1),
        ("května", 5),
        ("června", 6),
        ("července", 7),
        ("september", 9),
        ("märz", 3),
    ],
)
def test_months(form: str, month: int) -> None:
    assert VOCABULARY.months[form] == month


@pytest.mark.parametrize(
    ("word", "number"),
    [
        ("dva", 2),
        ("dvě", 2),
        ("tří", 3),
        ("osm", 8),
        ("dvaceti", 20),
        ("pětadvacet", 25),
        ("twenty-five", 25),
        ("three", 3),
    ],
)
def test_number_words(word: str, number: int) -> None:
    assert VOCABULARY.number_words[word] == number


def test_every_number_to_a_hundred_has_words_in_both_languages() -> None:
    assert {*VOCABULARY.number_words.values()} == {*range(1, 101)}


@pytest.mark.parametrize(
    ("form", "name"),
    [
        ("jana", "Jana"),  # a nominative stays, though it is also a case of Jan
        ("janem", "Jan"),
        ("tomáše", "Tomáš"),
        ("markem", "Marek"),
        ("jiřího", "Jiří"),
        ("zuzanou", "Zuzana"),
        ("blance", "Blanka"),
        ("lucií", "Lucie"),
    ],
)
def test_given_names_lead_to_the_nominative(form: str, name: str) -> None:
    assert VOCABULARY.given_names[form] == name


@pytest.mark.parametrize(
    ("form", "nominative"),
    [
        ("Ministerstvem", "Ministerstvo"),
        ("Základní školy", "Základní škola"),
        ("Masarykovou univerzitou", "Masarykova univerzita"),
        ("hlavního města Prahy", "Hlavní město Praha"),
        ("Plzeňského kraje", "Plzeňský kraj"),
        ("Knihovně", "Knihovna"),
    ],
)
def test_heads_of_organisations_lead_to_the_nominative(form: str, nominative: str) -> None:
    heads = {f.casefold(): head.nominative for head in VOCABULARY.organisation_heads for f in head.forms}
    assert heads[form.casefold()] == nominative


@pytest.mark.parametrize(
    ("label", "field", "code", "weak"),
    [
        ("Registrační číslo projektu", "registration_number", "", False),
        ("Doba realizace projektu", "period", "range", False),
        ("Příjemce dotace", "beneficiaries", "", False),
        ("Řešitelská organizace", "beneficiaries", "", False),
        ("Výše dotace", "funding", "grant", False),
        ("Celkové způsobilé výdaje", "funding", "total", False),
        ("Lead Coordinator", "beneficiaries", "", False),
        ("Funding body", "funders", "", False),
        ("Grant agreement No.", "registration_number", "", False),
        ("Datum", "published", "", True),
        ("Od", "start", "start", True),
        ("Partner", "partners", "", True),
    ],
)
def test_labels(label: str, field: str, code: str, weak: bool) -> None:
    found = [
        entry
        for entry in VOCABULARY.labels
        if entry.role == "label" and label.casefold() in {form.casefold() for form in entry.forms}
    ]
    assert (field, code, weak) in {(entry.field, entry.code, entry.weak) for entry in found}


def test_a_form_stands_for_one_kind_of_amount_only() -> None:
    kinds: dict[tuple[str, str, str], set[str]] = {}
    for entry in VOCABULARY.labels:
        if entry.field == "funding":
            for form in entry.forms:
                kinds.setdefault((entry.role, entry.language, form.casefold()), set()).add(entry.code)
    assert not {key: codes for key, codes in kinds.items() if len(codes) > 1}


def test_stopwords_tell_czech_from_slovak() -> None:
    czech, slovak = set(VOCABULARY.stopwords["cs"]), set(VOCABULARY.stopwords["sk"])
    assert len(czech - slovak) > 30
    assert len(slovak - czech) > 30
    assert {*VOCABULARY.stopwords} == {"cs", "sk", "en", "de", "pl", "other"}


def test_what_tells_czech_from_slovak_is_in_one_of_them_alone() -> None:
    assert not set(VOCABULARY.language_endings["cs"]) & set(VOCABULARY.language_endings["sk"])
    letters = "".join(VOCABULARY.language_letters.values())
    assert len(set(letters)) == len(letters)


def test_organisation_words_are_whole_words_in_lower_case() -> None:
    for word in VOCABULARY.organisation_words:
        assert word == word.lower()
        assert " " not in word


def _forms(vocabulary: Vocabulary) -> Iterator[str]:
    for programme in vocabulary.programmes:
        yield from programme.forms
    for funder in vocabulary.funders:
        yield from funder.forms
    for phrase in vocabulary.labels:
        yield from phrase.forms
    for kind in vocabulary.activities:
        yield from kind.forms


def test_forms_are_clean() -> None:
    for form in _forms(VOCABULARY):
        assert unicodedata.is_normalized("NFC", form)
        assert form == " ".join(form.split())
        assert not re.search(r"[…\t\n]|programuy|programemy", form.lower())


def test_the_shipped_vocabulary_is_read_once() -> None:
    assert load_vocabulary() is load_vocabulary()
    assert hash(VOCABULARY) == hash(load_vocabulary())
    assert re.fullmatch(r"[0-9a-f]{64}", VOCABULARY.version)
