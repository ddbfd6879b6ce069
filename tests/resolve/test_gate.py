"""What counts as a project.  Source: labelling guide."""

from __future__ import annotations

import pytest
from factories import heading, records


def _titles(*pieces: object) -> list[object]:
    return [record["titles"] for record in records(*pieces)]  # type: ignore[arg-type]


PROJECTS = [
    "Projekt reg. č. CZ.1.07/1.2.00/47.0009 pomohl škole.",
    "Projekt „Nová cesta“ je financován z ESF.",
    "Projekt „Nová cesta“ je realizován od 1. 1. 2014 do 31. 12. 2015.",
    "Příjemcem dotace na projekt „Nová cesta“ je Město Brno.",
    "This work was supported by project No. TL01000123.",
]
NONE = [
    "Na besedě se mluvilo také o projektu „Nová cesta“ a o počasí.",  # in passing
    "Obec opravila chodník a získala dotaci ve výši 5 000 Kč z fondu kraje.",
    "Ministerstvo vyhlásilo výzvu č. 03_15_009 z Operačního programu Zaměstnanost.",
    "Evropský sociální fond podporuje zaměstnanost.",
    "Náš projekt běží. Projekt je financován z ESF.",
]


@pytest.mark.parametrize("text", PROJECTS)
def test_a_project(text: str) -> None:
    assert len(records(text)) == 1


@pytest.mark.parametrize("text", NONE)
def test_none(text: str) -> None:
    assert records(text) == []


def test_a_fact_far_away_proves_nothing() -> None:
    far = ["Odstavec o ničem."] * 20
    assert records("Mluvilo se o projektu „Nová cesta“.", *far, heading("Jinde"), "Financováno z ESF.") == []


def test_two_projects_of_one_page() -> None:
    found = _titles(
        heading("Nová cesta"),
        "Projekt „Nová cesta“ je financován z ESF.",
        heading("Velký most"),
        "Projekt „Velký most“ je financován z ESF.",
    )
    assert found == [["Nová cesta"], ["Velký most"]]
