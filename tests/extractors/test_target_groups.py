"""Target groups, each as printed."""

from __future__ import annotations

import pytest
from factories import heading, items, mentions, printed

from extractors import target_groups

CASES = [
    ("Cílové skupiny: senioři, rodiče s dětmi a mladí lidé", ["senioři", "rodiče s dětmi", "mladí lidé"]),
    ("Cílová skupina: osoby pečující o děti a seniory", ["osoby pečující o děti a seniory"]),  # no list
    ("Target groups: NGOs, students", ["NGOs", "students"]),
    ("Cílovou skupinou projektu jsou žáci základních škol.", ["žáci základních škol"]),
    ("Cílové skupiny: viz příloha", []),
    ("Cílové skupiny: 120", []),
    ("Skupina žáků jela na výlet.", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_groups(text: str, expected: list[str]) -> None:
    assert printed(target_groups, text) == expected


def test_a_list_below_a_heading() -> None:
    found = mentions(target_groups, heading("Cílové skupiny"), items("senioři, také v domovech", "rodiče"))
    assert [m.raw for m in found] == ["senioři, také v domovech", "rodiče"]
    assert {m.evidence.rule for m in found} == {"target_groups.list"}
