"""Names of many shapes in the places where a text names a beneficiary or a partner: what stands there counts."""

from __future__ import annotations

import pytest
from factories import heading, items, mentions

from extractors import organisations

NAMES = (
    "Spitex Emmenthal", "KU Heverdorf", "Robohlava a.s.", "STROJKOV KRUPÁ, spol. s r.o.",
    "Diakonie ČCE – středisko v Dubí",
    "ZO ČSOP Rákos", "HZS Dubského kraje", "Université de la Reed", "Obrábění Dubec s.r.o.", "Magyar Reed Kör",
    "Fakulta architektury VUT Dubec", "Komora Prahy 12", "Obec Lhotka u Dubí", "Úřad práce ČR – krajská pobočka v Dubí",
    "Statek Na Vršku", "Museet på Sørøya", "Associació Salut i Reed", "Markt Reedental", "Truhlář plus s.r.o.",
    "Dveře dokořán, z. s.", "Agentura pro zdravý venkov, o.p.s.",
)  # fmt: skip
LEADS = (
    "Příjemcem dotace na projekt je {}.", "Projekt\nPříjemce: {}", "Projekt Voda realizuje {} ve spolupráci s krajem.",
    "The project is coordinated by {}.", "The project, led by {}, started in 2019.",
    "The coordinator of the project, {}, has started.",
)  # fmt: skip
PARTNERS = (
    "Partnery projektu jsou {}, Obec Dub a Kraj Sever.", "Partnery projektu jsou Obec Dub, {} a Kraj Sever.",
    "Partnery projektu jsou Obec Dub a {}.", "Projekt\nPartneři projektu: {}, Obec Dub, Kraj Sever",
    "Projekt\nPartneři: Obec Dub; {}; Kraj Sever", "The project partners are {}, Norby University and Reed Ltd.",
    "The project partners are Norby University, Reed Ltd. and {}.", "Partnerem projektu je {}.",
    "The project runs in cooperation with {}.", "Project no. TL01000217, led by Norby School, with {} as a partner.",
)  # fmt: skip
KNOWN = {("partners", "Associació Salut i Reed", PARTNERS[0])}
"""A list of two behind a plural verb: "X i Y" may be two."""


@pytest.mark.parametrize(
    ("field", "text"), [*(("beneficiaries", text) for text in LEADS), *(("partners", text) for text in PARTNERS)]
)
def test_a_name_of_any_shape_is_read_whole(field: str, text: str) -> None:
    lost = []
    for name in NAMES:
        found = mentions(organisations, *text.format(name).split("\n\n"))
        if name not in [m.raw for m in found if m.field == field] and (field, name, text) not in KNOWN:
            lost.append(name)
    assert lost == []


def test_items_of_a_list_are_read_whole() -> None:
    found = mentions(organisations, heading("Partneři projektu", 2), items(*NAMES))
    assert [m.raw for m in found] == list(NAMES)
