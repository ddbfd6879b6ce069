"""`verify` finds what was altered, and nothing else."""

from __future__ import annotations

import sqlite3
import sys
from dataclasses import replace
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

import stand_in

from pipeline.ingest import ingest
from pipeline.settings import Settings
from pipeline.store.connect import reading
from pipeline.verify import Finding, verify

SETTINGS = Settings(workers=1)


@pytest.fixture
def db(tmp_path: Path) -> Path:
    """A database of three documents, one of them partial, one about a project of its own."""
    folder = tmp_path / "docs"
    folder.mkdir()
    (folder / "a.txt").write_text("žluťoučký CZ1 Org1 konec")
    (folder / "b.txt").write_text("partial CZ1 Org2 konec")
    (folder / "c.txt").write_text("kůň CZ2 Org1 konec")
    ingest([folder], tmp_path / "a.db", SETTINGS, work=stand_in.work)
    return tmp_path / "a.db"


def findings(db: Path, quick: bool = False) -> list[Finding]:
    with reading(db) as connection:
        return list(verify(connection, SETTINGS, quick, stand_in.work))


def test_untouched_database_holds(db: Path) -> None:
    assert findings(db) == []


def test_what_takes_longer_than_before_holds(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "a.txt").write_text("sleep 1.5 CZ1 Org1 konec")
    ingest([tmp_path / "docs"], tmp_path / "a.db", SETTINGS, work=stand_in.work)
    with reading(tmp_path / "a.db") as connection:
        assert list(verify(connection, replace(SETTINGS, max_seconds=1.0), work=stand_in.work)) == []


ALTERED = [
    (
        "UPDATE evidence SET quote = 'CZ3' WHERE quote = 'CZ2' AND field = 'start'",
        {"quote"},
        {"quote", "evidence"},
    ),
    (
        "UPDATE evidence SET start = 3 WHERE quote = 'CZ2' AND field = 'start'",
        {"quote"},
        {"quote", "evidence"},
    ),
    ("UPDATE pages SET text = replace(text, 'konec', 'konce')", set(), {"pages"}),
    (
        "UPDATE pages SET text = 'x' || text WHERE text LIKE 'k%'",
        {"quote"},
        {"quote", "pages"},
    ),
    (
        "UPDATE statements SET value_json = '\"2015\"' WHERE value_json = '\"2013\"'",
        {"project"},
        {"project", "statements"},
    ),
    ("UPDATE statements SET note = 'so' WHERE accepted = 0", set(), {"statements"}),
    ("UPDATE projects SET programme = 'OPZ 2014' WHERE project_id = 'CZ1'", {"project"}, {"project"}),
    ("UPDATE funding SET amount_minor = amount_minor + 1", {"project"}, {"project"}),
    ("UPDATE contacts SET phone = '+420000000000'", {"project"}, {"project"}),
    ("UPDATE documents SET published = '2015'", set(), {"document"}),
    ("DELETE FROM issues", set(), {"issues"}),
    (
        "DELETE FROM evidence WHERE field = 'start'",
        {"no_evidence"},
        {"no_evidence", "evidence"},
    ),
    ("INSERT INTO dirty_projects VALUES ('CZ1')", {"unsettled"}, {"unsettled"}),
    ("UPDATE documents SET rules = 'older'", set(), {"rules"}),
]


@pytest.mark.parametrize(("change", "quick", "full"), ALTERED)
def test_alteration_is_noticed(db: Path, change: str, quick: set[str], full: set[str]) -> None:
    connection = sqlite3.connect(db)
    with connection:
        assert connection.execute(change).rowcount > 0
    connection.close()
    assert {finding.check for finding in findings(db, quick=True)} == quick
    assert {finding.check for finding in findings(db)} == full


def test_vanished_and_changed_sources_are_listed(db: Path) -> None:
    (db.parent / "docs" / "a.txt").unlink()
    (db.parent / "docs" / "c.txt").write_text("kůň CZ2 Org1 konce")
    found = {(finding.source, finding.check) for finding in findings(db)}
    assert found == {("a.txt", "source"), ("c.txt", "source")}
