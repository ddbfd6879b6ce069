"""The work of a document stays within its budget, and the tools that show where it goes work."""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

import pytest

from benchmarks import calls, flame


def test_a_document_takes_the_calls_that_its_budget_allows() -> None:
    budget = tomllib.loads(calls.BUDGET.read_text(encoding="utf-8"))
    if budget["python"] != calls.python():
        pytest.skip(f"the budget is that of Python {budget['python']}")
    assert list(calls.over_budget(calls.count_calls())) == []


def test_more_and_fewer_calls_than_the_budget_are_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    budget = tmp_path / "budget.toml"
    budget.write_text('python = "3.11"\nwithin = 0.05\n[calls]\nhtml = 1000\npdf = 1000\ntxt = 1000\n')
    monkeypatch.setattr(calls, "BUDGET", budget)
    found = list(calls.over_budget({"html": 1060, "pdf": 940, "txt": 1049}))
    assert [line.partition(":")[0] for line in found] == ["html", "pdf"]
    assert "+6.0%" in found[0] and "-6.0%" in found[1]


def test_the_flame_graph_is_as_wide_as_what_was_met() -> None:
    found = Counter({("run.process", "x.parse", "html.a<b"): 3, ("run.process", "extract.extract"): 1})
    assert flame.shares(found) == {"parse": 0.75, "detect_language": 0, "extract": 0.25, "normalise": 0, "resolve": 0}
    drawn = ElementTree.fromstring(flame.drawn(flame.tree(found)))
    boxes = {group[0].text: float(group[1].attrib["width"]) for group in drawn.iter("{http://www.w3.org/2000/svg}g")}
    assert boxes["html.a<b 75.0%"] == 1200
    assert boxes["extract.extract 25.0%"] == 400


def test_stacks_of_real_documents_are_met(samples: Path) -> None:
    found = flame.sampled(sorted((samples / "html").iterdir()))
    assert sum(found.values()) > 10
    assert flame.shares(found)["parse"] > 0 and flame.shares(found)["extract"] > 0
