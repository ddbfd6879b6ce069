"""Labels that run on in one block, with a capital letter for the only sign."""

from __future__ import annotations

from factories import labelled, page_reading


def _runs(text: str) -> list[tuple[str, str]]:
    return [(field, values[0]) for field, _, values, form in labelled(page_reading(text)) if form == "run"]


def test_glued_labels_and_values() -> None:
    text = "Project titleNOMANTINELSLead CoordinatorCity of TurinProject duration2019 - 2021"
    assert _runs(text) == [
        ("titles", "NOMANTINELS"),
        ("beneficiaries", "City of Turin"),
        ("period", "2019 - 2021"),
    ]


def test_three_labels_with_blanks_between() -> None:
    text = "Název projektu Nová cesta Příjemce dotace Obec Lhota Doba realizace 2012 – 2014"
    assert _runs(text) == [
        ("titles", "Nová cesta"),
        ("beneficiaries", "Obec Lhota"),
        ("period", "2012 – 2014"),
    ]


def test_prose_with_one_label_is_no_run() -> None:
    assert _runs("Jediným cílem byl Název projektu a nic jiného v tomto odstavci nestojí.") == []


def test_labels_with_colons_are_read_elsewhere() -> None:
    assert _runs("Název projektu: Cesta Příjemce dotace: Obec Doba realizace: 2012") == []
