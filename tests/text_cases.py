"""The texts of our own in texts/*.toml and texts/pages/*.toml: read, run through all stages, compared.

An entry has `id`, `text` and what a careful reader would write down: `expect_projects`, a table of fields for
each project in order, or in short `expect`, one such table or a list of them. Fields that a table leaves out are
not compared. An empty string stands for "not stated". `document` holds expected facts of the document; `media`
(html, press, text) is what the bytes must be taken for, text if it is not said. `hard` says why the program
does not read an entry as it should yet; such an entry counts in the gate, and its test fails once it is read.
"""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

from golden_compare import differs

from pipeline.run import process
from pipeline.settings import Settings
from schemas.fields import BY_NAME
from schemas.records import DocumentResult
from schemas.vocabulary import load_vocabulary

TEXTS = Path(__file__).resolve().parent / "texts"
PAGES = TEXTS / "pages"
MEDIA = {"html": ("text/html", ".html"), "press": ("text/markdown", ".md"), "text": ("text/plain", ".txt")}
Case = dict[str, Any]
BLANK: dict[str, Case] = {
    "contacts": {"name": None, "email": None, "phone": None},
    "activities": {"kind": None, "count": None, "participants": None},
}
"""TOML has no null: parts that an entry leaves out are not stated."""


def cases(folder: Path) -> list[Case]:
    """Return the entries of all files of a folder."""
    files = sorted(folder.glob("*.toml"))
    return [case for file in files for case in tomllib.loads(file.read_text(encoding="utf-8"))["case"]]


def expected(case: Case) -> list[Case]:
    """Return the entry's projects, one table of fields each, with nulls filled in."""
    given = case["expect_projects"] if "expect_projects" in case else case["expect"]
    tables = given if isinstance(given, list) else [given]
    return [{name: _filled(name, value) for name, value in table.items()} for table in tables]


def media_type(case: Case) -> str:
    """Return what the bytes must be taken for."""
    return MEDIA[case.get("media", "text")][0]


def run_case(case: Case, folder: Path) -> DocumentResult:
    """Take the entry's text, as a file of its own in `folder`, through all stages."""
    path = folder / f"{case['id']}{MEDIA[case.get('media', 'text')][1]}"
    path.write_text(case["text"].lstrip("\n"), encoding="utf-8")
    return process(path, path.name, Settings(), load_vocabulary())


def projects(result: DocumentResult) -> list[Case]:
    """Return the records as JSON gives them back."""
    given: list[Case] = json.loads(json.dumps([record.to_json() for record in result.records]))
    return given


def faults(case: Case, result: DocumentResult) -> list[str]:
    """Return what the program gave otherwise than the entry says, one line each."""
    given, wanted = projects(result), expected(case)
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


def complaint(case: Case, result: DocumentResult) -> str:
    """Return what is wrong with what the program gave, or with calling the entry hard; nothing if all is well."""
    wrong = faults(case, result)
    if case.get("hard"):
        return "" if wrong else "this is read as it should be now: take `hard` away"
    return "\n".join(wrong)


def unsound(entries: list[Case]) -> list[str]:
    """Return what is wrong with the entries themselves: an id twice, no text, a list where none is due."""
    names = [case["id"] for case in entries]
    twice = [f"{name} stands twice" for name in sorted({name for name in names if names.count(name) > 1})]
    empty = [f"{case['id']} has no text" for case in entries if not case["text"].strip()]
    return [
        *twice,
        *empty,
        *(
            f"{case['id']}: {name}"
            for case in entries
            for table in expected(case)
            for name, value in table.items()
            if BY_NAME[name].many != isinstance(value, list)
        ),
    ]


def _filled(name: str, value: Any) -> Any:
    if name in BLANK:
        return [BLANK[name] | item for item in value]
    return None if value == "" else value
