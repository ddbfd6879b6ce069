"""The exchange of titles in labelled pages: whole, nowhere else, and scored by field."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest

from benchmarks.swapped import Exchanged, Title, exchange, pool, scores, table

NEW = [Title("Rozcestí bez prahů", "x", "cs"), Title("HVĚZDA", "x", "cs")]


def _exchanged(text: str, *projects: dict[str, Any], markup: bool = False) -> Exchanged:
    return exchange(text, {"projects": list(projects)}, NEW, random.Random(1), markup)


def test_title_and_label_are_exchanged_together() -> None:
    found = _exchanged("Projekt Vlak &amp; trať běží. Vlak &amp;\ntrať!", {"titles": ["Vlak & trať"]}, markup=True)
    assert found.text == "Projekt Rozcestí bez prahů běží. Rozcestí bez prahů!"
    assert found.label["projects"][0]["titles"] == ["Rozcestí bez prahů"]
    assert found.titles == {"Vlak & trať": "Rozcestí bez prahů"}


def test_one_word_is_exchanged_for_one_word() -> None:
    assert _exchanged("Projekt KOLEJE", {"titles": ["KOLEJE"]}).text == "Projekt HVĚZDA"


@pytest.mark.parametrize(
    ("text", "projects"),
    [
        ("Projekt Nová trať. O Nové trati jsme psali.", [{"titles": ["Nová trať"]}]),  # an inflected form
        ("Projekt Nová trať a Nová trať, z. s.", [{"titles": ["Nová trať"], "partners": ["Nová trať, z. s."]}]),
        ("Projekt Nová trať", [{"titles": ["Nová trať"]}, {"titles": ["Nová trať"]}]),  # whose is it?
        ("Nová trať      2012   40 000 Kč", [{"titles": ["Nová trať"]}]),  # a column would shift
        ("Projekt Jiná trať", [{"titles": ["Nová trať"]}]),
    ],
)
def test_page_stays_where_the_exchange_would_spoil_it(text: str, projects: list[dict[str, Any]]) -> None:
    found = _exchanged(text, *projects)
    assert (found.text, found.titles) == (text, {})


def test_pool_has_titles_of_both_languages_and_kinds() -> None:
    kinds = {(title.language, " " in title.words) for title in pool()}
    assert kinds >= {("cs", True), ("cs", False), ("en", True), ("en", False)}


def test_set_is_scored_before_and_after(tmp_path: Path) -> None:
    (tmp_path / "gold" / "docs").mkdir(parents=True)
    (tmp_path / "gold" / "labels").mkdir()
    text = "Projekt „Nová trať“ (reg. č. CZ.1.07/1.1.00/56.0999) běží od roku 2012 do roku 2014.\n"
    (tmp_path / "gold" / "docs" / "a-1.txt").write_text(text, encoding="utf-8")
    project = {"registration_number": "CZ.1.07/1.1.00/56.0999", "titles": ["Nová trať"], "start": "2012", "end": "2014"}
    label = {"id": "a-1", "document": {"language": "cs"}, "projects": [project]}
    (tmp_path / "gold" / "labels" / "a-1.json").write_text(json.dumps(label), encoding="utf-8")
    before, after = scores(tmp_path / "gold", 1, tmp_path / "out")
    assert (before.documents, after.documents) == (1, 1)
    assert "Nová trať" not in (tmp_path / "out" / "after" / "docs" / "a-1.txt").read_text(encoding="utf-8")
    assert after.count("titles").tp == 1 and "titles                     1.000   1.000  +0.000" in table(before, after)
