"""The gate: what makes it fail, and what it counts."""

from __future__ import annotations

import tomllib
from pathlib import Path

import gate
import pytest

FLOOR = {"texts": {"titles_f1": 0.9, "titles_values": 10}, "pages": {"end_f1": 0.5}}
NOW = [
    ({"texts": {"titles_f1": 0.9, "titles_values": 10}, "pages": {"end_f1": 0.5}}, []),
    ({"texts": {"titles_f1": 0.95, "titles_values": 12}, "pages": {"end_f1": 0.5}}, []),
    ({"texts": {"titles_f1": 0.8, "titles_values": 10}, "pages": {"end_f1": 0.5}}, ["titles_f1"]),
    ({"texts": {"titles_f1": 1.0, "titles_values": 9}, "pages": {"end_f1": 0.5}}, ["titles_values"]),
    ({"texts": {"titles_f1": 0.9}, "pages": {}}, ["titles_values", "end_f1"]),
    ({"texts": {"titles_f1": 0.9, "titles_values": 10}}, ["end_f1"]),
]


@pytest.mark.parametrize(("now", "expected"), NOW)
def test_a_figure_under_its_floor_is_named(now: gate.Figures, expected: list[str]) -> None:
    assert [row["figure"] for row in gate.fallen(FLOOR, now)] == expected


LOWERED = [
    ({"titles_f1": 0.9}, {"titles_f1": 0.9}, 0),
    ({"titles_f1": 0.9}, {"titles_f1": 1.0}, 0),
    ({"titles_f1": 0.9}, {"titles_f1": 0.8}, 1),
    ({"titles_f1": 0.9}, {}, 1),
    ({"titles_f1": 0.9}, {"titles_f1": 0.8, "reason": "quotations in headings are no titles"}, 0),
    ({"titles_f1": 0.9, "reason": "old"}, {"titles_f1": 0.8, "reason": "old"}, 1),
    ({"titles_f1": 0.9, "reason": "old"}, {"titles_f1": 0.8, "reason": "new"}, 0),
]


@pytest.mark.parametrize(("before", "floor", "number"), LOWERED)
def test_a_floor_is_lowered_with_a_new_reason_only(
    before: dict[str, object], floor: dict[str, object], number: int
) -> None:
    assert len(gate.lowered({"texts": before}, {"texts": floor})) == number


def test_raising_never_lowers_and_keeps_reasons() -> None:
    floor = {"texts": {"titles_f1": 0.9, "end_f1": 0.5, "reason": "why"}}
    now: gate.Figures = {"texts": {"titles_f1": 0.8, "end_f1": 0.75}, "pages": {"end_f1": 1.0}}
    expected: dict[str, dict[str, object]] = {
        "pages": {"end_f1": 1.0},
        "texts": {"end_f1": 0.75, "reason": "why", "titles_f1": 0.9},
    }
    assert gate.raised(floor, now) == expected
    assert tomllib.loads(gate.floor_text(expected)) == expected
    assert [row["figure"] for row in gate.risen(floor, now)] == ["end_f1", "end_f1"]


CASES = """
[[case]]
id = "wrong"
text = "Projekt „Žlutý kůň“, reg. č. CZ.1.04/3.1.03/C2.00017, je financován z ESF."
expect = { titles = ["Modrý pes"], registration_number = "CZ.1.04/3.1.03/C2.00017" }

[[case]]
id = "nothing to pair by"
text = "Projekt „Zelená ves“, reg. č. CZ.1.04/3.1.03/C2.00018, podpořila částka 100 000 Kč."
expect = { funders = ["ESF"] }

[[case]]
id = "none"
text = "Slunce svítí a kočka spí."
document = { published = "" }
expect = []
"""


def test_what_an_entry_says_is_scored_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "cases.toml").write_text(CASES, encoding="utf-8")
    found = gate.figures(gate._texts(tmp_path, tmp_path))
    assert found["titles_f1"] == 0.0 and found["registration_number_f1"] == 1.0
    assert (found["documents"], found["records"], found["records_perfect"]) == (3, 2, 0)
    assert (found["projects_f1"], found["projects_values"]) == (1.0, 2)
    assert (found["funders_f1"], found["funders_values"]) == (0.0, 1)
    assert "funding_f1" not in found
    assert found["published_values"] == 0


def test_the_floor_is_of_the_sets_that_are_measured() -> None:
    floor = tomllib.loads(gate.FLOOR.read_text(encoding="utf-8"))
    assert sorted(floor) == ["altered", "labelled", "pages", "samples", "texts", "unread"]
    assert all(len(pinned) > 20 for pinned in floor.values())
