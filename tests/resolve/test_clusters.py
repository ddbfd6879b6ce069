"""Which numbers and titles are one project."""

from __future__ import annotations

import pytest
from factories import Piece, heading, make_document, make_fact, make_page, table

from pipeline.resolve import resolve
from pipeline.resolve.anchors import Cluster, alike, plain
from pipeline.resolve.clusters import cluster
from pipeline.resolve.places import Places
from schemas.document import Page
from schemas.records import Fact
from schemas.vocabulary import load_vocabulary

A, B = "CZ.1.07/1.2.00/47.0009", "CZ.1.07/1.2.00/47.0010"


def _places(*pages: Page) -> Places:
    return Places(make_document(*pages), load_vocabulary())


def _number(page: Page, words: str, nth: int = 0) -> Fact:
    return make_fact(page, "registration_number", words, "registration_numbers.czech", nth=nth)


def _title(page: Page, words: str, rule: str = "quoted", nth: int = 0) -> Fact:
    return make_fact(page, "titles", words, f"titles.{rule}", nth=nth)


def _shape(clusters: list[Cluster]) -> list[tuple[str, list[str]]]:
    return [(c.number, list(dict.fromkeys(str(t.value) for t in c.titles))) for c in clusters]


def test_a_number_and_the_title_beside_it() -> None:
    page = make_page(f"Projekt „Nová cesta“ (reg. č. {A}) běží.")
    assert _shape(cluster([_title(page, "Nová cesta"), _number(page, A)], _places(page))) == [(A, ["Nová cesta"])]


def test_two_numbers_in_one_sentence_each_take_their_title() -> None:
    page = make_page(f"Škola řeší „Nová cesta“ ({A}) a „Velký most“ ({B}).")
    facts = [_title(page, "Nová cesta"), _number(page, A), _title(page, "Velký most"), _number(page, B)]
    assert _shape(cluster(facts, _places(page))) == [(A, ["Nová cesta"]), (B, ["Velký most"])]


def test_two_numbers_without_titles_are_two_projects() -> None:
    page = make_page(f"Supported by grants {A} and {B}.")
    assert _shape(cluster([_number(page, A), _number(page, B)], _places(page))) == [(A, []), (B, [])]


def test_one_number_in_two_spellings_is_one_project() -> None:
    page = make_page(f"Číslo {A}.", "Číslo CZ 1.07/1.2.00/47.0009.")
    other = make_fact(page, "registration_number", "CZ 1.07/1.2.00/47.0009")
    (found,) = cluster([_number(page, A), other], _places(page))
    assert len(found.numbers) == 2


def test_the_same_title_twice_is_one_project() -> None:
    page = make_page("Projekt „Nová cesta“ běží.", "O projektu „Nová cesta“ píší noviny.")
    facts = [_title(page, "Nová cesta"), _title(page, "Nová cesta", nth=1)]
    (found,) = cluster(facts, _places(page))
    assert len(found.titles) == 2


def test_two_titles_are_two_projects() -> None:
    page = make_page("Projekt „Nová cesta“ běží.", "Projekt „Velký most“ skončil.")
    facts = [_title(page, "Velký most"), _title(page, "Nová cesta")]
    assert _shape(cluster(facts, _places(page))) == [("", ["Nová cesta"]), ("", ["Velký most"])]


def test_an_acronym_and_its_long_form() -> None:
    page = make_page("The project SYCLOPS (Scaling extreme analytics with open systems) runs.")
    facts = [
        _title(page, "SYCLOPS", "after_project"),
        _title(page, "Scaling extreme analytics with open systems", "long_form"),
    ]
    assert _shape(cluster(facts, _places(page))) == [("", ["SYCLOPS", "Scaling extreme analytics with open systems"])]


def test_labels_side_by_side_give_forms_of_one_title() -> None:
    page = make_page("Název projektu: Nová cesta\nZkratka projektu: CESTA 21")
    facts = [_title(page, "Nová cesta", "labelled"), _title(page, "CESTA 21", "labelled")]
    assert _shape(cluster(facts, _places(page))) == [("", ["Nová cesta", "CESTA 21"])]


def test_a_number_between_parts_title_and_number() -> None:
    page = make_page(f"„Nová cesta“ {A}", f"Jiné číslo: {B}")
    found = cluster([_title(page, "Nová cesta"), _number(page, A), _number(page, B)], _places(page))
    assert _shape(found) == [(A, ["Nová cesta"]), (B, [])]


def test_rows_of_a_table() -> None:
    page = make_page(table(["Velký most", B, "x"], ["Nová cesta", A, "y"]))
    facts = [
        _title(page, "Velký most", "listed"),
        _number(page, B),
        _title(page, "Nová cesta", "listed"),
        _number(page, A),
    ]
    assert _shape(cluster(facts, _places(page))) == [(B, ["Velký most"]), (A, ["Nová cesta"])]


def test_the_only_sure_title_of_a_page_with_one_number() -> None:
    page = make_page("Projekt „Nová cesta“ běží.", "Slovo. " * 100, f"Číslo {A}.")
    assert _shape(cluster([_title(page, "Nová cesta"), _number(page, A)], _places(page))) == [(A, ["Nová cesta"])]


def test_the_heading_above_a_number_without_a_title() -> None:
    page = make_page(heading("Nová cesta do školy"), f"Registrační číslo: {A}")
    assert _shape(cluster([_number(page, A)], _places(page))) == [(A, ["Nová cesta do školy"])]


@pytest.mark.parametrize("words", ["Projekty", "O projektu", "Acknowledgements", "Kontakty", "Jana Malá"])
def test_a_heading_that_is_no_title(words: str) -> None:
    page = make_page(heading(words), f"Registrační číslo: {A}")
    assert _shape(cluster([_number(page, A)], _places(page))) == [(A, [])]


def test_a_heading_over_two_numbers_is_the_title_of_neither() -> None:
    page = make_page(heading("Nová cesta do školy"), f"Číslo: {A}", f"Číslo: {B}")
    assert _shape(cluster([_number(page, A), _number(page, B)], _places(page))) == [(A, []), (B, [])]


def test_pages_are_apart() -> None:
    first = make_page("Projekt „Nová cesta“ a „Velký most“.")
    second = make_page(Piece(f"Číslo {A} a {B}", make_page("x").blocks[0]), number=2)
    facts = [_title(first, "Nová cesta"), _title(first, "Velký most"), _number(second, A), _number(second, B)]
    assert _shape(cluster(facts, _places(first, second))) == [
        ("", ["Nová cesta"]), ("", ["Velký most"]), (A, []), (B, []),
    ]  # fmt: skip


LIKE = [
    ("Nová cesta", "nová cesta", True),
    ("Nová cesta", "„Nová cesta“", True),
    ("Bezpečná cesta do školy", "Bezpečná cesta do školy v Jihlavě", True),
    ("Podpora sociálního začleňování", "Podporu sociálního začleňování", True),
    ("Nová cesta", "Nový most", False),
    ("Cesta", "Cesta do školy v Jihlavě", False),  # too short to be the beginning of a title
]


@pytest.mark.parametrize(("first", "second", "expected"), LIKE)
def test_likeness(first: str, second: str, expected: bool) -> None:
    assert alike(plain(first), plain(second)) is expected
    assert alike(plain(second), plain(first)) is expected


def test_two_rules_that_find_one_span_are_cited_in_one_order() -> None:
    page = make_page(f"„Nová cesta“ ({A})")
    facts = [_title(page, "Nová cesta", "listed"), _title(page, "Nová cesta", "beside_number"), _number(page, A)]
    document = make_document(page)
    first, second = (resolve(document, given, load_vocabulary()).records for given in (facts, facts[::-1]))
    assert [record.to_json() for record in first] == [record.to_json() for record in second]
    cited = [piece.rule for s in first[0].statements if s.field == "titles" for piece in s.evidence]
    assert cited == ["titles.beside_number", "titles.listed"]
