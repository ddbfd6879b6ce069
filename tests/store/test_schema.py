"""The tables, their description, and databases that are not ours or not of our time."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from sqlite_utils import Database

from pipeline.serve.run import INTERNAL, metadata, worked_queries
from pipeline.store import connect
from pipeline.store.connect import reading, transaction, writing
from pipeline.store.migrations import migrations
from pipeline.store.model import TABLE, load_model, markdown, schema
from schemas.errors import ReasonCode, StoreError

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def db(tmp_path: Path) -> Path:
    """An empty database with all tables."""
    with writing(tmp_path / "a.db"):
        return tmp_path / "a.db"


def test_every_table_and_column_is_described(db: Path) -> None:
    with reading(db) as connection:
        tables = schema(connection)
    described = {name: [key for key in columns if key != TABLE] for name, columns in load_model().items()}
    assert described == tables
    assert all(text.endswith((".", "ISO 4217.")) for columns in load_model().values() for text in columns.values())


def test_data_model_page_is_up_to_date() -> None:
    page = (ROOT / "docs" / "data-model.md").read_text()
    assert page == markdown(load_model()), "run: python -m pipeline.store.model > docs/data-model.md"


def test_known_migrations_are_those_that_are_applied(db: Path) -> None:
    with writing(db) as connection:
        applied = {migration.name for migration in migrations.applied(Database(connection))}
    assert applied == connect.KNOWN


def test_opening_for_writing_twice_changes_nothing(db: Path) -> None:
    with reading(db) as connection:
        before = connection.execute("SELECT sql FROM sqlite_master ORDER BY name").fetchall()
    with writing(db), reading(db) as connection:
        assert connection.execute("SELECT sql FROM sqlite_master ORDER BY name").fetchall() == before


def test_pragmas(db: Path) -> None:
    with writing(db) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert connection.execute("PRAGMA foreign_keys").fetchone() == (1,)


def test_reader_cannot_write(db: Path) -> None:
    with pytest.raises(StoreError, match="readonly"), reading(db) as connection:
        connection.execute("DELETE FROM runs")


def test_transaction_is_all_or_nothing(db: Path) -> None:
    with writing(db) as connection:
        with pytest.raises(RuntimeError), transaction(connection):
            connection.execute("INSERT INTO organisations VALUES ('a', 'A')")
            raise RuntimeError
        assert connection.execute("SELECT count(*) FROM organisations").fetchone() == (0,)


def test_unbalanced_ledger_is_refused(db: Path) -> None:
    with writing(db) as connection, pytest.raises(sqlite3.IntegrityError, match="CHECK"):
        connection.execute(
            "INSERT INTO runs (started, outcome, discovered, workers, rules, vocabulary) VALUES ('', '', 1, 1, '', '')"
        )


def refusal(path: Path, opener: str) -> ReasonCode:
    with pytest.raises(StoreError) as refused, getattr(connect, opener)(path):
        pass
    return refused.value.code


@pytest.mark.parametrize("opener", ["reading", "writing"])
def test_what_is_no_database_of_ours_is_refused(tmp_path: Path, db: Path, opener: str) -> None:
    text = tmp_path / "text.db"
    text.write_text("this is no database at all, whatever its name may say\n" * 40)
    assert refusal(text, opener) is ReasonCode.NOT_A_DATABASE
    foreign = sqlite3.connect(tmp_path / "foreign.db")
    foreign.execute("CREATE TABLE t (a)")
    foreign.close()
    assert refusal(tmp_path / "foreign.db", opener) is ReasonCode.NOT_A_DATABASE
    newer = sqlite3.connect(db)
    with newer:
        newer.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('fondoskop', 'm999_later', '')"
        )
    newer.close()
    assert refusal(db, opener) is ReasonCode.SCHEMA_TOO_NEW


def test_nothing_is_left_beside_a_database_that_was_read(db: Path) -> None:
    with reading(db):
        pass
    assert [path.name for path in db.parent.iterdir()] == ["a.db"]


@pytest.mark.parametrize("name", list(worked_queries()))
def test_worked_query_runs(db: Path, name: str) -> None:
    query = worked_queries()[name]
    arguments = dict.fromkeys(("words", "day", "project_id", "field"), "2014-01-01")
    with reading(db) as connection:
        assert connection.execute(query["sql"], arguments).fetchall() == []
    assert query["title"] and query["description"]


def test_metadata_names_no_table_that_is_not_there(db: Path) -> None:
    with reading(db) as connection:
        tables = schema(connection)
    described = metadata("a", load_model())["databases"]
    assert isinstance(described, dict)
    for name, table in described["a"]["tables"].items():
        assert name in tables or name in INTERNAL
        assert set(table.get("facets", ())) <= set(tables.get(name, ()))
