"""Which project a fact belongs to."""

from __future__ import annotations

from factories import Piece, block, heading, items, make_document, make_fact, make_page, table

from pipeline.resolve.anchors import Cluster
from pipeline.resolve.attach import attach
from pipeline.resolve.places import Places
from schemas.document import Page, Region
from schemas.records import Fact
from schemas.vocabulary import load_vocabulary

Owners = dict[str, list[str]]


def _attach(page: Page, titles: list[str], facts: list[Fact]) -> tuple[Owners, list[str]]:
    """Return title -> values of its facts, and the values that belong to none."""
    clusters = [Cluster(titles=[make_fact(page, "titles", title, "titles.quoted")]) for title in titles]
    orphans = attach(clusters, facts, Places(make_document(page), load_vocabulary()))
    owned = {str(c.titles[0].value): [str(f.value) for f in c.facts] for c in clusters}
    return owned, [str(f.value) for f in orphans]


def _facts(page: Page, field: str, *words: str) -> list[Fact]:
    return [make_fact(page, field, text) for text in words]


def test_one_project_takes_all() -> None:
    page = make_page("Projekt Cesta běží.", heading("Jinde"), "Platí ESF.")
    assert _attach(page, ["Cesta"], _facts(page, "funders", "ESF")) == ({"Cesta": ["ESF"]}, [])


def test_by_row() -> None:
    page = make_page(table(["Cesta", "2012", "Obec Mez"], ["Most", "2014", "Obec Lhota"]))
    facts = [*_facts(page, "start", "2012", "2014"), *_facts(page, "beneficiaries", "Obec Mez", "Obec Lhota")]
    assert _attach(page, ["Cesta", "Most"], facts) == (
        {"Cesta": ["2012", "Obec Mez"], "Most": ["2014", "Obec Lhota"]},
        [],
    )


def test_by_sentence() -> None:
    page = make_page("Projekt Cesta začal 2012. Projekt Most stál 5 Kč.")
    facts = [*_facts(page, "start", "2012"), *_facts(page, "funding", "5 Kč")]
    assert _attach(page, ["Cesta", "Most"], facts) == ({"Cesta": ["2012"], "Most": ["5 Kč"]}, [])


def test_by_item() -> None:
    page = make_page(items("Cesta, 2012", "Most, 2014"))
    facts = _facts(page, "start", "2012", "2014")
    assert _attach(page, ["Cesta", "Most"], facts) == ({"Cesta": ["2012"], "Most": ["2014"]}, [])


def test_payers_of_one_sentence_serve_what_follows() -> None:
    page = make_page("supported by ESF under Cesta and Most, and by ERDF under Škola")
    facts = _facts(page, "funders", "ESF", "ERDF")
    assert _attach(page, ["Cesta", "Most", "Škola"], facts) == (
        {"Cesta": ["ESF"], "Most": ["ESF"], "Škola": ["ERDF"]},
        [],
    )


def test_a_payer_behind_its_projects() -> None:
    page = make_page("projekty Cesta a Most platí ESF")
    assert _attach(page, ["Cesta", "Most"], _facts(page, "funders", "ESF")) == (
        {"Cesta": ["ESF"], "Most": ["ESF"]},
        [],
    )


def test_other_facts_of_one_sentence_go_to_the_project_before() -> None:
    page = make_page("projekt Cesta za 5 Kč a projekt Most za 9 Kč")
    facts = _facts(page, "funding", "5 Kč", "9 Kč")
    assert _attach(page, ["Cesta", "Most"], facts) == ({"Cesta": ["5 Kč"], "Most": ["9 Kč"]}, [])


def test_by_section() -> None:
    page = make_page(heading("Cesta"), "Obec Lhota", heading("Most"), "Obec Mez")
    facts = _facts(page, "beneficiaries", "Obec Lhota", "Obec Mez")
    assert _attach(page, ["Cesta", "Most"], facts) == ({"Cesta": ["Obec Lhota"], "Most": ["Obec Mez"]}, [])


def test_a_heading_below_belongs_to_its_section() -> None:
    page = make_page(heading("Cesta", 2), heading("Kdo", 3), "Obec Lhota", heading("Most", 2), "nic")
    facts = _facts(page, "beneficiaries", "Obec Lhota")
    assert _attach(page, ["Cesta", "Most"], facts) == ({"Cesta": ["Obec Lhota"], "Most": []}, [])


def test_another_section_is_nobodys() -> None:
    page = make_page(heading("Cesta"), "a", heading("Most"), "b", heading("Různé"), "Obec Mez")
    assert _attach(page, ["Cesta", "Most"], _facts(page, "beneficiaries", "Obec Mez")) == (
        {"Cesta": [], "Most": []},
        ["Obec Mez"],
    )


def _foot(text: str) -> Piece:
    return block(text, region=Region.FOOTER)


def test_a_footer_names_the_payer_of_all_and_nothing_else() -> None:
    page = make_page("Projekt Cesta.", "Projekt Most.", _foot("ESF, Obec Mez"))
    facts = [*_facts(page, "funders", "ESF"), *_facts(page, "beneficiaries", "Obec Mez")]
    assert _attach(page, ["Cesta", "Most"], facts) == ({"Cesta": ["ESF"], "Most": ["ESF"]}, ["Obec Mez"])


def test_no_project_no_owner() -> None:
    page = make_page("Platí ESF.")
    assert _attach(page, [], _facts(page, "funders", "ESF")) == ({}, ["ESF"])


def test_what_is_said_of_several_projects_goes_on_over_the_next_page() -> None:
    first = make_page(heading("Projects"), "Three projects are paid by ERDF.", "Cesta: a path.")
    second = make_page("Most: a bridge.", heading("Contacts"), "Škola: a school.", number=2)
    titles = [(first, "Cesta"), (second, "Most"), (second, "Škola")]
    clusters = [Cluster(titles=[make_fact(page, "titles", title, "titles.quoted")]) for page, title in titles]
    payer = make_fact(first, "funders", "ERDF")
    assert attach(clusters, [payer], Places(make_document(first, second), load_vocabulary())) == []
    assert [c.facts for c in clusters] == [[payer], [payer], []]


def test_a_longer_title_does_not_name_the_shorter() -> None:
    page = make_page("Projekt Alej je starší.", "Od roku 2024 běží projekt Alej+ Obnova mokřadů.")
    facts = _facts(page, "start", "2024")
    assert _attach(page, ["Alej", "Alej+ Obnova mokřadů"], facts) == (
        {"Alej": [], "Alej+ Obnova mokřadů": ["2024"]},
        [],
    )
