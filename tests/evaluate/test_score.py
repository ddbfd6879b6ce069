"""The score: by hand for each rule, and against the reference scorer where it is there."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.evaluate.compare import Project, compare, items, likeness
from pipeline.evaluate.score import pairs, score, worst_first

ROOT = Path(__file__).parent.parent.parent
REFERENCE = ROOT.parent / "shared" / "gold" / "score.py"

COMPARED = [
    ("registration_number", "CZ.1.04/5.1.00/81.00007", "cz 1.04/5.1.00-81.00007", (1, 0, 0)),
    ("programme", "OPZ 2014", "OPZ 2014 ", (1, 0, 0)),
    ("start", "2014-01", "2014-01-01", (0, 1, 1)),
    ("titles", ["Obec pro všechny"], ["„Obec pro všechny“"], (1, 0, 0)),
    ("titles", ["Obec pro všechny"], ["Obec pro všechno"], (1, 0, 0)),
    ("titles", ["Obec"], ["Město"], (0, 1, 1)),
    ("beneficiaries", ["Škola | ZŠ"], ["ZŠ", "Škola"], (1, 0, 0)),
    ("partners", ["Škola A", "Škola B"], ["Škola B"], (1, 1, 0)),
    (
        "funding",
        [{"kind": None, "amount": 5, "currency": "czk"}],
        [{"kind": "other", "amount": 5.001, "currency": "CZK"}],
        (1, 0, 0),
    ),
    (
        "contacts",
        [{"name": "Jan Nový", "email": "A@b.cz"}],
        [{"email": "a@b.cz", "phone": "+420 1"}],
        (1, 1, 1),
    ),
    (
        "activities",
        [{"kind": "seminar", "count": 8}],
        [{"kind": "seminar", "count": 8, "participants": None}],
        (1, 0, 0),
    ),
    ("titles", [], None, (0, 0, 0)),
]


@pytest.mark.parametrize(("name", "gold", "found", "expected"), COMPARED)
def test_compare(name: str, gold: object, found: object, expected: tuple[int, int, int]) -> None:
    match = compare(items({name: gold}, name), items({name: found}, name), name)
    assert (match.hits, len(match.missed), len(match.spurious)) == expected


def test_likeness_takes_the_best_alternative() -> None:
    assert likeness("Základní škola | ZŠ", "ZŠ") == 1.0
    assert likeness("A", "") == 0.0


def test_number_settles_the_pair() -> None:
    one: Project = {"registration_number": "A1", "titles": ["Same"]}
    other: Project = {"registration_number": "B2", "titles": ["Same"]}
    assert pairs([one], [other]) == [(one, {}), ({}, other)]
    assert pairs([one], [other, {"registration_number": "a-1"}])[0][1] == {"registration_number": "a-1"}


def test_skipped_fields_and_missing_predictions() -> None:
    label = {
        "document": {"language": "cs"},
        "projects": [{"titles": ["A"], "start": "2014", "skip": ["start"]}],
    }
    total = score({"a": label, "b": label}, {"a": {"document": {"language": "cs"}, "projects": [{"titles": ["A"]}]}})
    assert (total.perfect, total.records) == (1, 2)
    assert (total.counts["titles"].tp, total.counts["titles"].fn) == (1, 1)
    assert "start" not in total.counts
    assert [m.field for m in worst_first(total.mistakes)] == ["document.language", "titles"]


@pytest.mark.skipif(not REFERENCE.exists(), reason="the reference scorer is not beside the checkout")
def test_figures_are_those_of_the_reference(tmp_path: Path) -> None:
    labels, predictions = _made_up(tmp_path / "labels", random.Random(7))
    (tmp_path / "p.jsonl").write_text("\n".join(json.dumps(row) for row in predictions.values()))
    command = [sys.executable, str(REFERENCE), str(tmp_path / "labels"), str(tmp_path / "p.jsonl"), "--json"]
    reference = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    ours = score(labels, predictions).to_json()
    assert ours["rows"] == reference["rows"]
    assert {key: ours[key] for key in ("documents", "records", "perfect_records")} == {
        key: reference[key] for key in ("documents", "records", "perfect_records")
    }


def _made_up(folder: Path, chance: random.Random) -> tuple[dict[str, dict[str, object]], dict[str, dict[str, object]]]:
    """Labels and predictions that agree in part: few values, so that ties and near misses abound."""
    folder.mkdir()
    labels: dict[str, dict[str, object]] = {}
    predictions: dict[str, dict[str, object]] = {}
    for number in range(60):
        key = f"d{number:02}"
        for target in (labels, predictions):
            document = {
                "language": chance.choice(["cs", "en", None]),
                "published": chance.choice(["2014", None]),
            }
            projects = [_project(chance) for _ in range(chance.randint(0, 4))]
            target[key] = {"id": key, "document": document, "projects": projects}
        (folder / f"{key}.json").write_text(json.dumps(labels[key]))
    return labels, predictions


def _project(chance: random.Random) -> dict[str, object]:
    names = ["Obec pro všechny", "Obec pro všechno", "Škola | ZŠ", "ZŠ", "Škola", "Město Brno", "město Brno."]

    def some() -> list[str]:
        return chance.sample(names, chance.randint(0, 3))

    return {
        "registration_number": chance.choice([None, "CZ.1", "CZ-1", "CZ.2"]),
        "titles": some(),
        "programme": chance.choice([None, "OPZ 2014"]),
        "start": chance.choice([None, "2014", "2014-01"]),
        "funding": [
            {
                "kind": chance.choice(["grant", None]),
                "amount": chance.choice([1, 1.0, 2.5, None]),
                "currency": "CZK",
            }
            for _ in range(chance.randint(0, 2))
        ],
        "funders": some(),
        "beneficiaries": some(),
        "partners": some(),
        "contacts": [{"name": chance.choice(["Jan", None]), "email": "J@x.cz", "phone": None}],
        "target_groups": some(),
        "activities": [{"kind": "seminar", "count": chance.choice([1, None])}],
        "skip": chance.sample(["start", "titles"], chance.randint(0, 1)),
    }
