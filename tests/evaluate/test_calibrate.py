"""Calibration by hand: what counts as right, what a rule's figure is, whether figures hold."""

from __future__ import annotations

import random
from pathlib import Path
from xml.etree import ElementTree

import pytest

from pipeline.evaluate.calibrate import STRENGTH, calibrated, cross_validated, table_text
from pipeline.evaluate.judge import Judged, judge, site
from pipeline.evaluate.plot import interval, reliability_svg
from pipeline.evaluate.reliability import bins, brier, calibration_error
from pipeline.resolve.confidence import load_table


def piece(field: str, value: object, rule: str) -> dict[str, object]:
    return {"field": field, "value": value, "rule": rule, "confidence": 0.9, "page": 1, "start": 0, "end": 1}


def test_values_are_judged_as_the_scorer_does() -> None:
    anna = {"name": "Anna", "email": "a@b.cz", "phone": None}
    label = {
        "source": {"repo": "town/web"},
        "projects": [
            {
                "registration_number": "A-1",
                "titles": ["Obec | Ves"],
                "start": "2014",
                "contacts": [{"name": "Anna", "email": "x@b.cz", "phone": None}],
                "skip": ["funders"],
            }
        ],
    }
    own = {
        "registration_number": "A.1",
        "titles": ["Obec", "Ves", "Město"],
        "start": "2014-01",
        "funders": ["EU"],
        "contacts": [anna],
        "evidence": [
            piece("registration_number", "A.1", "n.czech"),
            piece("titles", "Obec", "t.quoted"),
            piece("titles", "Obec", "t.heading"),
            piece("titles", "Ves", "t.quoted"),
            piece("titles", "Město", "t.line"),
            piece("start", "2014-01", "p.range"),
            piece("funders", "EU", "f.named"),
            piece("contacts", anna, "c.label"),
        ],
    }
    none = {"titles": ["Jiná"], "evidence": [piece("titles", "Jiná", "t.line")]}
    found = judge({"d": label}, {"d": {"projects": [own, none]}})
    assert {value.site for value in found} == {"town/web"}
    assert [(v.field, v.rules, v.right) for v in found] == [
        ("registration_number", ("n.czech",), True),
        ("titles", ("t.heading", "t.quoted"), True),
        ("titles", ("t.quoted",), True),
        ("titles", ("t.line",), False),
        ("start", ("p.range",), False),
        ("contacts", ("c.label",), False),
        ("titles", ("t.line",), False),
    ]


SITES = [
    ({"repo": "town/web", "path": "a"}, "town/web"),
    ({"url": "https://www.town.example/a"}, "www.town.example"),
    ({"seed": "s"}, "key"),
    (None, "key"),
]


@pytest.mark.parametrize(("source", "expected"), SITES)
def test_site(source: object, expected: str) -> None:
    assert site("key", {"source": source}) == expected


def values(right: int, wrong: int, origin: str = "s", rule: str = "a.x") -> list[Judged]:
    return [Judged("d", origin, "end", (rule,), n < right, 0.5) for n in range(right + wrong)]


def test_a_rule_is_drawn_to_the_mean_of_all() -> None:
    table, _ = calibrated([*values(8, 0, "one"), *values(0, 4, "two", "a.y")])
    mean = (8 + 1) / (12 + 2)
    assert table.overall.precision == round(mean, 3)
    assert table.of("end", "a.x").precision == round((8 + STRENGTH * mean) / (8 + STRENGTH), 3)
    assert table.of("end", "a.y").precision == round(STRENGTH * mean / (4 + STRENGTH), 3)
    assert (table.documents, table.sites) == (1, 2)


def test_a_site_has_no_part_in_its_own_forecast() -> None:
    found = cross_validated([*values(30, 0, "one"), *values(0, 20, "two")])
    # the first site is judged by the second alone, and the other way round
    assert {sure for sure, right in found if right} == {round(STRENGTH / 22 / (20 + STRENGTH), 3)}
    assert {sure for sure, right in found if not right} == {round((30 + STRENGTH * 31 / 32) / (30 + STRENGTH), 3)}


def test_nothing_to_measure() -> None:
    with pytest.raises(ValueError, match="nothing to measure"):
        calibrated([])


def test_the_file_gives_the_table_back(tmp_path: Path) -> None:
    table, _ = calibrated([*values(8, 1, "one"), *values(2, 4, "two", "a.y"), *values(1, 0, "three", "a.w")])
    path = tmp_path / "confidence.toml"
    path.write_text(table_text(table))
    assert load_table(path) == table
    assert [line for line in path.read_text().splitlines() if line.startswith("rule =")] == [
        'rule = "a.w"',
        'rule = "a.x"',
        'rule = "a.y"',
    ]


def test_order_of_documents_is_irrelevant() -> None:
    some = [*values(8, 1, "one"), *values(2, 4, "two", "a.y"), *values(5, 5, "three")]
    mixed = random.Random(3).sample(some, len(some))
    assert table_text(calibrated(some)[0]) == table_text(calibrated(mixed)[0])


def test_figures_of_reliability_by_hand() -> None:
    forecasts = [(0.9, True)] * 9 + [(0.9, False)] * 1 + [(0.5, True)] * 10
    assert [(part.values, round(part.stated, 9), part.right) for part in bins(forecasts)] == [
        (10, 0.5, 10),
        (10, 0.9, 9),
    ]
    assert calibration_error(forecasts) == pytest.approx(0.25)
    assert brier(forecasts) == pytest.approx((9 * 0.01 + 0.81 + 10 * 0.25) / 20)
    assert (bins([]), calibration_error([]), brier([])) == ([], 0.0, 0.0)


def test_bins_hold_a_tenth_each_and_all_values() -> None:
    chance = random.Random(5)
    forecasts = [(sure := round(chance.random(), 3), chance.random() < sure) for _ in range(5000)]
    found = bins(forecasts)
    assert len(found) == 10 and sum(part.values for part in found) == 5000
    assert min(part.values for part in found) >= 450
    # outcomes drawn with the stated chance are well calibrated, whatever the draw
    assert calibration_error(forecasts) < 0.03


def test_plot_is_xml_that_says_its_figures() -> None:
    svg = reliability_svg([(0.9, True)] * 9 + [(0.9, False)] + [(0.5, True)] * 10, "Two & more")
    root = ElementTree.fromstring(svg)
    assert len(root.findall(".//{http://www.w3.org/2000/svg}circle")) == 2
    assert "20 values, calibration error 0.250" in root.attrib["aria-label"]
    assert ElementTree.fromstring(reliability_svg([], "none")) is not None


@pytest.mark.parametrize(("right", "total"), [(0, 5), (5, 5), (7, 10)])
def test_interval_holds_the_share(right: int, total: int) -> None:
    low, high = interval(right, total)
    assert 0 <= low <= right / total <= high <= 1 and high - low > 0.2
