"""What differs between two databases: listed value by value, and empty exactly where the digests are equal."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
import stand_in
from click.testing import CliRunner

from pipeline.cli import cli
from pipeline.diff import Change, differences
from pipeline.ingest import ingest
from pipeline.settings import Settings
from pipeline.store.connect import reading
from pipeline.store.digest import digest


@pytest.fixture
def pair(tmp_path: Path) -> tuple[Path, Path]:
    """A database and one made after a document changed, one went and one came."""
    docs = tmp_path / "docs"
    docs.mkdir()
    for number in range(4):
        (docs / f"{number}.txt").write_text(f"slovo: CZ{number} Org{number} konec")
    settings = replace(Settings(), workers=1)
    ingest([docs], tmp_path / "a.db", settings, work=stand_in.work)
    (docs / "1.txt").write_text("slovo: CZ1 Org9 konec")
    (docs / "2.txt").unlink()
    (docs / "4.txt").write_text("slovo: CZ0 Org4 konec")
    ingest([docs], tmp_path / "b.db", settings, work=stand_in.work)
    return tmp_path / "a.db", tmp_path / "b.db"


def compare(a: Path, b: Path, every: bool = False) -> list[Change]:
    with reading(a) as before, reading(b) as after:
        return list(differences(before, after, every))


def test_every_value_that_changed_is_listed(pair: tuple[Path, Path]) -> None:
    found = {(c.name, c.field, c.before, c.after) for c in compare(*pair) if c.kind == "project"}
    assert found >= {
        ("CZ1", "beneficiaries", "Org1", "Org9"),
        ("CZ0", "beneficiaries", None, "Org4"),
        ("CZ2", "registration_number", "CZ2", None),
        ("CZ2", "start", "2013", None),
    }
    assert not [one for one in found if one[0] == "CZ3"]
    documents = {(c.name, c.before is None, c.after is None) for c in compare(*pair) if c.kind == "document"}
    assert documents == {
        ("1.txt", True, False),
        ("1.txt", False, True),
        ("2.txt", False, True),
        ("4.txt", True, False),
    }


def test_the_other_way_round_is_the_opposite(pair: tuple[Path, Path]) -> None:
    there, back = compare(*pair), compare(pair[1], pair[0])
    assert {(c.kind, c.field, c.before, c.after) for c in there} == {(c.kind, c.field, c.after, c.before) for c in back}


CHANGES = (
    "UPDATE documents SET title = 'jiný' WHERE sha256 = (SELECT min(sha256) FROM documents)",
    "UPDATE pages SET text = text || '!' WHERE id = (SELECT min(id) FROM pages)",
    "UPDATE statements SET confidence = 0.5 WHERE id = (SELECT min(id) FROM statements)",
    "UPDATE statements SET note = 'jiné' WHERE id = (SELECT min(id) FROM statements)",
    "UPDATE evidence SET x0 = 1.5 WHERE id = (SELECT max(id) FROM evidence)",
    "UPDATE evidence SET rule = 'a.b' WHERE id = (SELECT max(id) FROM evidence)",
    "DELETE FROM evidence WHERE id = (SELECT max(id) FROM evidence)",
    "INSERT INTO issues (id, document, code, stage, severity, detail)"
    " SELECT 'x', sha256, 'timeout', 'read', 'info', '' FROM documents LIMIT 1",
)


@pytest.mark.parametrize("change", CHANGES)
def test_nothing_differs_if_and_only_if_the_digests_are_equal(pair: tuple[Path, Path], change: str) -> None:
    a = pair[0]
    b = a.with_name("copy.db")
    b.write_bytes(a.read_bytes())
    assert compare(a, b, every=True) == []
    with sqlite3.connect(b) as connection:
        connection.execute(change)
    connection.close()
    assert len(compare(a, b, every=True)) == 1
    with reading(a) as one, reading(b) as other:
        assert digest(one) != digest(other)


def test_command(pair: tuple[Path, Path]) -> None:
    a, b = map(str, pair)
    assert CliRunner().invoke(cli, ["diff", a, a], standalone_mode=False).return_value == 0
    done = CliRunner().invoke(cli, ["diff", a, b, "--json"], standalone_mode=False)
    assert done.return_value == 1
    assert {
        "kind": "project",
        "name": "CZ1",
        "field": "beneficiaries",
        "before": "Org1",
        "after": "Org9",
    } in json.loads(done.stdout)
    text = CliRunner().invoke(cli, ["diff", a, b]).stdout
    assert "beneficiaries" in text and "Org9" in text
