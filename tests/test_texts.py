"""Short texts of our own, one per printed form, each with the fields that a careful reader would write down.

An entry of texts/*.toml has `id`, `text` and `expect`: a table of fields for one project, a list of tables
for several or none; fields that it leaves out are not compared. An empty string stands for "not stated".
`document` holds expected facts of the document.
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
from schemas.vocabulary import load_vocabulary

FILES = sorted((Path(__file__).resolve().parent / "texts").glob("*.toml"))
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
    """Return the entry's projects, one table of fields each, with nulls filled in."""
    tables = case["expect"] if isinstance(case["expect"], list) else [case["expect"]]
    return [{name: filled(name, value) for name, value in table.items()} for table in tables]


def filled(name: str, value: Any) -> Any:
    """Return the value as the program would give it."""
    if name in BLANK:
        return [BLANK[name] | item for item in value]
    return None if value == "" else value


@pytest.mark.parametrize("case", cases(), ids=lambda case: case["id"])
def test_text(case: Case, tmp_path: Path) -> None:
    """The text as a file of its own, through all stages."""
    path = tmp_path / f"{case['id']}.txt"
    path.write_text(case["text"].lstrip("\n"), encoding="utf-8")
    result = process(path, path.name, Settings(), load_vocabulary())
    given: list[Case] = json.loads(json.dumps([record.to_json() for record in result.records]))
    wanted = expected(case)
    assert len(given) == len(wanted), given
    wrong = [
        f"{name}: expected {value}, not {found[name]}"
        for fields, found in zip(wanted, given, strict=True)
        for name, value in fields.items()
        if differs(name, value, found[name])
    ]
    facts = {"language": result.language, "published": result.published}
    for name, value in case.get("document", {}).items():
        if (value or None) != facts[name]:
            wrong.append(f"{name}: expected {value}, not {facts[name]}")
    assert not wrong, "\n".join(wrong)


def test_entries_are_sound() -> None:
    """Every entry has an id of its own and names fields that exist, lists where lists are due."""
    entries = cases()
    names = [case["id"] for case in entries]
    assert sorted(set(names)) == sorted(names)
    for case in entries:
        assert case["text"].strip()
        for name, value in ((n, v) for table in expected(case) for n, v in table.items()):
            assert BY_NAME[name].many == isinstance(value, list), case["id"]
