"""Rows of our own that a bad disk has changed: the run goes on, says so, and ends with what undisturbed rows give."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import stand_in
from click.testing import CliRunner

from pipeline.cli import cli
from pipeline.ingest import RunSummary, ingest
from pipeline.settings import Settings
from pipeline.store import queries
from pipeline.store.connect import reading
from pipeline.store.digest import digest
from pipeline.version import ROOT
from schemas.errors import ReasonCode, StoreError

SETTINGS = replace(Settings(), workers=1)
RULES = "UPDATE documents SET rules = 'old'"


def content(db: Path) -> str:
    with reading(db) as connection:
        return digest(connection)


def damage(db: Path, *statements: str) -> None:
    """Change rows behind the back of keys, triggers and checks, as a bad disk does."""
    with sqlite3.connect(db) as connection:
        triggers = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            assert connection.execute(statement).rowcount
        for _, sql in triggers:
            connection.execute(sql)
    connection.close()


def told(db: Path) -> dict[str, list[object]]:
    """Return what is said of damaged rows, by document."""
    with reading(db) as connection:
        rows = queries.issues(connection, code="damaged_row")
    found: dict[str, list[object]] = {}
    for row in rows:
        found.setdefault(str(row["source"]), []).append(row["detail"])
    return found


def done(db: Path) -> dict[str, object]:
    with reading(db) as connection:
        return {str(row["source"]): row["done"] for row in queries.documents(connection)}


@pytest.fixture(scope="module")
def ingested(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """Two documents as the stand-in for the stages reads them, which is quick, and their digest."""
    folder = tmp_path_factory.mktemp("damaged")
    (folder / "docs").mkdir()
    for number in "12":
        (folder / "docs" / f"{number}.txt").write_text(f"slovo{number} CZ{number} Org{number} konec")
    ingest([folder / "docs"], folder / "a.db", SETTINGS, work=stand_in.work)
    return folder, content(folder / "a.db")


@pytest.fixture
def db(ingested: tuple[Path, str], tmp_path: Path) -> Path:
    shutil.copy(ingested[0] / "a.db", tmp_path / "a.db")
    return tmp_path / "a.db"


def again(ingested: tuple[Path, str], db: Path, rehash: bool = False) -> RunSummary:
    return ingest([ingested[0] / "docs"], db, SETTINGS, work=stand_in.work, rehash=rehash)


NO_PAGES = "DELETE FROM layouts"
LAYOUTS = {
    "cut off": "UPDATE layouts SET data = CAST(substr(data, 1, length(data) / 2) AS BLOB)",
    "empty": "UPDATE layouts SET data = x''",
    "another byte": "UPDATE layouts SET data = CAST(substr(data, 1, 40) || x'0000' || substr(data, 43) AS BLOB)",
    "a page is missing": "DELETE FROM pages",
    "other words": "UPDATE pages SET text = replace(text, 'konec', 'kanec')",
    "no UTF-8": "UPDATE pages SET text = CAST(x'41ff42' AS TEXT)",
    "no number": "UPDATE pages SET number = 7",
}


@pytest.mark.parametrize("why", LAYOUTS)
def test_a_document_that_cannot_be_extracted_again_is_parsed_anew(
    ingested: tuple[Path, str], db: Path, why: str
) -> None:
    damage(db, LAYOUTS[why], RULES)
    again(ingested, db)
    assert content(db) == ingested[1]
    assert {name: len(details) for name, details in told(db).items()} == {"1.txt": 1, "2.txt": 1}
    assert set(done(db).values()) == {"parsed"}


VALUES = {
    "no JSON": """UPDATE statements SET value_json = '{"ki' WHERE field = 'funding'""",
    "no letters": "UPDATE statements SET value_json = CAST(x'2241ff22' AS TEXT) WHERE field = 'start'",
    "another key": """UPDATE statements SET value_json = replace(value_json, '"kind"', '"kinc"')""",
    "no date": """UPDATE statements SET value_json = '"20x3-07-01"' WHERE field = 'start'""",
    "no month": """UPDATE statements SET value_json = '"2013-77"' WHERE field = 'start'""",
    "no text": "UPDATE statements SET value_json = '[]' WHERE field = 'titles'",
    "no field": "UPDATE statements SET field = 'tidles' WHERE field = 'titles'",
    "deep": f"UPDATE statements SET value_json = '{'[' * 100000}' WHERE field = 'titles'",
}


@pytest.mark.parametrize("why", VALUES)
def test_a_value_that_cannot_be_read_is_made_anew(ingested: tuple[Path, str], db: Path, why: str) -> None:
    """A project that was left unsettled ended each run from then on."""
    damage(db, VALUES[why], NO_PAGES, "INSERT OR IGNORE INTO dirty_projects SELECT project_id FROM projects")
    again(ingested, db)
    assert content(db) == ingested[1]
    assert {name: len(details) for name, details in told(db).items()} == {"1.txt": 1, "2.txt": 1}
    assert again(ingested, db).changed is False


REHASHED = {
    **{why: LAYOUTS[why] for why in ("cut off", "a page is missing", "other words")},
    **{why: VALUES[why] for why in ("no JSON", "no date")},
    "a quotation": "UPDATE evidence SET quote = quote || 'x'",
    "no evidence": "DELETE FROM evidence WHERE field = 'start'",
}


@pytest.mark.parametrize("why", REHASHED)
def test_rehash_finds_what_is_damaged_though_nothing_has_changed(
    ingested: tuple[Path, str], db: Path, why: str
) -> None:
    damage(db, REHASHED[why], *([] if why in LAYOUTS else [NO_PAGES]))
    assert again(ingested, db).changed is False
    again(ingested, db, rehash=True)
    assert content(db) == ingested[1] and set(told(db)) == {"1.txt", "2.txt"}
    assert again(ingested, db, rehash=True).changed is False


def test_rehash_finds_nothing_where_nothing_is_wrong(ingested: tuple[Path, str], db: Path) -> None:
    assert again(ingested, db, rehash=True).changed is False
    assert not told(db)


def test_damage_that_the_run_does_not_reach_waits_for_the_next_one(ingested: tuple[Path, str], db: Path) -> None:
    damage(db, VALUES["no JSON"], NO_PAGES, "INSERT OR IGNORE INTO dirty_projects SELECT project_id FROM projects")
    (db.parent / "other").mkdir()
    (db.parent / "other" / "3.txt").write_text("slovo3 CZ1 Org3 konec")
    ingest([db.parent / "other"], db, SETTINGS, work=stand_in.work)
    assert content(db) != ingested[1] and not told(db)
    again(ingested, db)
    assert set(told(db)) == {"1.txt", "2.txt"}
    ingest([db.parent / "other", ingested[0] / "docs"], db.parent / "fresh.db", SETTINGS, work=stand_in.work)
    assert content(db) == content(db.parent / "fresh.db")


def test_a_damaged_rulebook_leads_to_everything_being_extracted_again(ingested: tuple[Path, str], db: Path) -> None:
    items = ("x''", "x'789c03000000000100'", "CAST(substr(items, 1, 200) AS BLOB)", "(SELECT data FROM layouts)")
    books = [
        f"INSERT INTO rulebooks SELECT 'old{place}', code, {item} FROM rulebooks WHERE rules NOT LIKE 'old%'"
        for place, item in enumerate(items)
    ]
    damage(db, "UPDATE documents SET rules = 'old0'", *books, NO_PAGES)
    assert again(ingested, db).again == 2
    assert content(db) == ingested[1] and again(ingested, db).changed is False


def test_an_index_of_words_that_is_not_that_of_its_table_is_made_anew(ingested: tuple[Path, str], db: Path) -> None:
    query = "SELECT count(*) FROM pages_fts WHERE pages_fts MATCH 'slovo1'"
    damage(db, "INSERT INTO pages_fts (pages_fts) VALUES ('delete-all')")
    for rehash, found in ((False, 0), (True, 1)):
        again(ingested, db, rehash)
        with reading(db) as connection:
            assert connection.execute(query).fetchone()[0] == found


def test_a_value_that_cannot_be_read_is_told_to_who_asks_for_it(db: Path) -> None:
    damage(db, VALUES["no JSON"])
    with reading(db) as connection, pytest.raises(StoreError, match="damaged") as refused:
        queries.project(connection, "CZ1")
    assert refused.value.code is ReasonCode.DAMAGED_ROW and "--rehash" in refused.value.detail


def test_one_of_many_is_parsed_anew_and_the_others_are_extracted_again(tmp_path: Path) -> None:
    db, docs = tmp_path / "a.db", tmp_path / "docs"
    docs.mkdir()
    for name in ("html/cs-school-table.html", "text/cs-saved-page.txt"):
        shutil.copy(ROOT / "samples" / name, docs)
    ingest([docs], db, SETTINGS)
    before = content(db)
    assert set(done(db).values()) == {"parsed"}
    shutil.copy(docs / "cs-saved-page.txt", docs / "a-copy.txt")
    damage(
        db, f"{LAYOUTS['cut off']} WHERE document LIKE (SELECT sha256 FROM documents WHERE pages = 1 LIMIT 1)", RULES
    )
    assert ingest([docs], db, SETTINGS).again == 2
    assert content(db) == before
    assert len(told(db)) == 1 and sorted(map(str, done(db).values())) == ["None", "extracted", "parsed"]
    rows = json.loads(CliRunner().invoke(cli, ["runs", "--db", str(db), "--run", "2", "--json"]).stdout)
    assert {row["source"]: row["done"] for row in rows} == done(db)


def _zeroes(db: Path) -> None:
    with db.open("r+b") as stream:
        stream.seek(4096)
        stream.write(bytes(db.stat().st_size - 4096))


BROKEN: dict[str, Callable[[Path], None]] = {
    "cut off": lambda db: os.truncate(db, db.stat().st_size // 2),
    "zeroes": _zeroes,
}


@pytest.mark.parametrize("why", BROKEN)
def test_a_database_that_is_no_database_any_more_is_refused_and_left_as_it_is(
    ingested: tuple[Path, str], db: Path, why: str
) -> None:
    BROKEN[why](db)
    before = db.read_bytes()
    with pytest.raises(StoreError) as refused:
        again(ingested, db)
    assert refused.value.code is ReasonCode.DATABASE_DAMAGED and "move it away" in refused.value.detail
    assert db.read_bytes() == before
