"""Whose project it is where no verb says who runs it."""

from __future__ import annotations

import pytest
from factories import bodies


@pytest.mark.parametrize(
    ("text", "leads"),
    [
        ("Učíme díky projektu MOST (CZ.03.1.52/0.0/0.0/15_021/0000999) Spolku Vlna Vrbka.", ["Spolku Vlna Vrbka"]),
        ("It came with the project Living with Bears of the Mountain Association.", ["Mountain Association"]),
        ("The Rowan Museum's project “Bridge” cost EUR 20,000.", ["Rowan Museum"]),
        ("Hungarian Vrba Committee’s Right to Speak project got money.", ["Hungarian Vrba Committee"]),
        ("We met at the project Bats, which the town of Vrbka has been carrying out since 2022.", ["town of Vrbka"]),
        ("The project MOST runs from January and is led by us, Spolek Vlna.", ["Spolek Vlna"]),
        ("The project MOST has three nodes: Nordby kommune, us, Spolek Vlna and Trinity Polytechnic.", []),
        ("Our partners in the project Green Roofs are the University of Sand and Nordby kommune.", []),
        ("Projekt „Most“ držíme v rukou my, MAS Podhůří, z. s.", ["MAS Podhůří, z. s."]),
        # where the project has its place, if nobody else is told
        ("Na Univerzitě Podhůří běží projekt „Vlákna“.", ["Univerzitě Podhůří"]),
        ("The project “Bridge” is being implemented at the University of Vrbka.", ["University of Vrbka"]),
        ("Na Univerzitě Podhůří běží projekt „Vlákna“. Příjemcem je Obec Dub.", ["Obec Dub"]),
        # money in the dative behind the sum, and a name before what was done
        ("Rada schválila dotaci ve výši 300 tis. Kč Městu Horní Vrbka na projekt „Most“.", ["Městu Horní Vrbka"]),
        ("Obci Lipová se podařilo získat dotaci na projekt „Most“.", ["Obci Lipová"]),
        # no body, a payer, a partner
        ("The European Union's project “Bridge” cost EUR 20,000.", []),
        ("Last year's project “Bridge” cost EUR 20,000.", []),
        ("The project Winner of the Year ended.", []),
        ("Na projektu spolu s námi, Spolkem Vlna, pracují dvě školy.", []),
        ("V projektu MOST (2019) Škola Vlna nebyla.", []),
        ("Na Univerzitě Podhůří běží výuka. Projekt „Vlákna“ skončil.", []),
    ],
)  # fmt: skip
def test_whose_project_it_is(text: str, leads: list[str]) -> None:
    assert bodies("beneficiaries", text) == leads
