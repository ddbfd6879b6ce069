"""Mini-documents of our own, each a plausible page of another kind of site, through all stages.

An entry of texts/pages/*.toml has `id`, `media` (html, press, text: what the bytes must be taken for),
`text` and `expect_projects`: a table of fields for each project, in order. Fields that a table leaves out
are not compared. An empty string stands for "not stated". `document` holds expected facts of the document.
"""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest
from golden_compare import differs

from pipeline.run import process
from pipeline.settings import Settings
from schemas.fields import BY_NAME
from schemas.records import DocumentResult
from schemas.vocabulary import load_vocabulary

FILES = sorted((Path(__file__).resolve().parent / "texts" / "pages").glob("*.toml"))
MEDIA = {"html": ("text/html", ".html"), "press": ("text/markdown", ".md"), "text": ("text/plain", ".txt")}
Case = dict[str, Any]
BLANK: dict[str, Case] = {
    "contacts": {"name": None, "email": None, "phone": None},
    "activities": {"kind": None, "count": None, "participants": None},
}
"""TOML has no null: parts that an entry leaves out are not stated."""


def cases() -> list[Case]:
    """Return the entries of all files."""
    return [case for file in FILES for case in tomllib.loads(file.read_text(encoding="utf-8"))["case"]]


def expected(case: Case) -> list[Case]:
    """Return the entry's projects, with nulls filled in."""
    return [{name: filled(name, value) for name, value in table.items()} for table in case["expect_projects"]]


def filled(name: str, value: Any) -> Any:
    """Return the value as the program would give it."""
    if name in BLANK:
        return [BLANK[name] | item for item in value]
    return None if value == "" else value


def read_page(case: Case, folder: Path) -> DocumentResult:
    """Take the entry's text, as a file of its own, through all stages."""
    path = folder / f"{case['id']}{MEDIA[case['media']][1]}"
    path.write_text(case["text"].lstrip("\n"), encoding="utf-8")
    return process(path, path.name, Settings(), load_vocabulary())


def faults(case: Case, result: DocumentResult) -> list[str]:
    """Return what the program gave otherwise than the entry says, one line each."""
    given: list[Case] = json.loads(json.dumps([record.to_json() for record in result.records]))
    wanted = expected(case)
    if len(given) != len(wanted):
        short = [{name: value for name, value in table.items() if value and name != "evidence"} for table in given]
        return [f"expected {len(wanted)} projects, not {len(given)}: {json.dumps(short, ensure_ascii=False)}"]
    wrong = [
        f"{name}: expected {value}, not {found[name]}"
        for fields, found in zip(wanted, given, strict=True)
        for name, value in fields.items()
        if differs(name, value, found[name])
    ]
    facts = {"language": result.language, "published": result.published}
    return wrong + [
        f"{name}: expected {value}, not {facts[name]}"
        for name, value in case.get("document", {}).items()
        if (value or None) != facts[name]
    ]


@pytest.mark.parametrize("case", cases(), ids=lambda case: case["id"])
def test_page(case: Case, tmp_path: Path) -> None:
    """The page gives the fields that a careful reader would write down."""
    result = read_page(case, tmp_path)
    assert result.media_type == MEDIA[case["media"]][0]
    wrong = faults(case, result)
    assert not wrong, "\n".join(wrong)


def test_entries_are_sound() -> None:
    """Every entry has an id of its own and names fields that exist, lists where lists are due."""
    entries = cases()
    names = [case["id"] for case in entries]
    assert sorted(set(names)) == sorted(names)
    for case in entries:
        for name, value in ((n, v) for table in expected(case) for n, v in table.items()):
            assert BY_NAME[name].many == isinstance(value, list), case["id"]
