"""What rules are worth: which documents a function finds something in, and what is lost without it."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path

import pytest

from benchmarks.ablation import apart, counted, fired, functions, kind_of, parsed, without

LABELLED = "extractors.naming.labelled_titles.labelled_titles"
TEXTS = {
    "named": "Název projektu: Nová trať\n\nRegistrační číslo: CZ.03.2.60/0.0/0.0/16_052/0093900\n",
    "nameless": "Obec Lhota opravuje trať a nikdo neví, kdo to zaplatí.\n",
}


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    for folder in ("docs", "labels"):
        (tmp_path / folder).mkdir()
    project = {
        "registration_number": "CZ.03.2.60/0.0/0.0/16_052/0093900",
        "titles": ["Nová trať"],
        "skip": ["programme"],
    }
    for name, text in TEXTS.items():
        (tmp_path / "docs" / f"{name}.txt").write_text(text, encoding="utf-8")
        label = {"document": {}, "projects": [project] if name == "named" else []}
        (tmp_path / "labels" / f"{name}.json").write_text(json.dumps(label), encoding="utf-8")
    return tmp_path


def test_a_function_is_worth_what_goes_without_it(gold: Path) -> None:
    pages = [*parsed(gold)]
    before = [counted(page) for page in pages]
    places = apart(partial(fired, pages))[LABELLED]
    assert [pages[place].name for place in places] == ["named.txt"]
    worth = apart(partial(without, LABELLED, pages, places, before))
    assert (worth.documents, worth.changed, worth.right) == (1, 1, -1)
    assert [counted(page) for page in pages] == before, "the rule works again"


def test_functions_are_those_that_can_find_nothing() -> None:
    found = functions()
    assert kind_of(found[LABELLED]) == "Iterator"
    assert "extractors.naming.title_ends.before_verb" not in found, "it always returns an offset"


def test_what_fails_in_the_fork_is_told(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(RuntimeError, match="failed"):
        apart(lambda: 1 / 0)
    assert "ZeroDivisionError" in capfd.readouterr().err
