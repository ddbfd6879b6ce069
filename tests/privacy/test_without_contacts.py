"""A copy without contacts names no one in any table or search, and every span in it still holds."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from pipeline.ingest import ingest
from pipeline.privacy.masking import mask_spans
from pipeline.privacy.without_contacts import copy_without_contacts, hide_contacts
from pipeline.settings import Settings
from pipeline.store.connect import reading
from pipeline.store.digest import digest
from pipeline.store.queries import issues

PAGE = """<html lang="cs"><head><title>Zahrada</title></head><body><h1>Projekt „Zahrada u školy“</h1>
<p>Registrační číslo: CZ.1.04/3.1.03/C2.00017. Příjemce: Obec Lhota. Výše dotace 1 234 567 Kč.</p>
<p>Kontakt: Ing. Bohuslava Trnkohradská, tel. 603 118 552, e-mail: trnkohradska@lhota.example</p></body></html>"""
NO_PROJECT = "Obec Lhota zve na trhy.\n\nKontakt: Jan Maloveský, tel. 603 118 553, malovesky@lhota.example\n"
NOBODY = "Projekt „Les“, reg. č. CZ.1.04/3.1.03/C2.00019. Příjemce: Obec Lhota.\n"
TRACES = ("trnkohradsk", "malovesk", "603 118 55", "60311855")


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made")
    (folder / "docs").mkdir()
    for name, text in (("a.html", PAGE), ("b.txt", NO_PROJECT), ("c.txt", NOBODY)):
        (folder / "docs" / name).write_text(text, encoding="utf-8")
    ingest([folder / "docs"], folder / "a.db", Settings(workers=1))
    return folder / "a.db"


@pytest.fixture
def copy(db: Path, tmp_path: Path) -> Iterator[sqlite3.Connection]:
    with reading(db) as connection:
        copy_without_contacts(connection, tmp_path / "copy.db")
    with closing(sqlite3.connect(tmp_path / "copy.db")) as opened:
        yield opened


def words(connection: sqlite3.Connection) -> str:
    """Return all that the tables hold, those behind the search too, in small letters."""
    tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')")]
    rows = [repr(tuple(row)) for table in tables for row in connection.execute(f'SELECT * FROM "{table}"')]
    return "\n".join(rows).lower()


def found(connection: sqlite3.Connection, word: str) -> int:
    query = "SELECT count(*) FROM pages_fts WHERE pages_fts MATCH ?"
    return int(connection.execute(query, (f'"{word}" *',)).fetchone()[0])


def test_no_contact_is_left(db: Path, copy: sqlite3.Connection) -> None:
    with reading(db) as original:
        before = digest(original)
        assert all(trace in words(original) for trace in TRACES)
        assert found(original, "trnkohradska") == found(original, "malovesky") == 1
        assert original.execute("SELECT 1 FROM issues WHERE detail LIKE 'contacts: %'").fetchone()
    assert not [trace for trace in TRACES if trace in words(copy)]
    assert found(copy, "trnkohradska") == found(copy, "malovesky") == 0
    with reading(db) as original:
        assert digest(original) == before


def test_all_else_stays(db: Path, copy: sqlite3.Connection) -> None:
    assert found(copy, "zahrada") == 1 and found(copy, "kontakt") == 2
    others = (
        "SELECT * FROM projects ORDER BY id",
        "SELECT * FROM statements WHERE field <> 'contacts' ORDER BY id",
        "SELECT * FROM evidence WHERE field <> 'contacts' ORDER BY id",
        "SELECT * FROM funding",
        "SELECT document, number, length(text) FROM pages ORDER BY id",
        "SELECT * FROM sources ORDER BY path",
    )
    with reading(db) as original:
        for query in others:
            rows = [tuple(row) for row in original.execute(query)]
            assert rows and copy.execute(query).fetchall() == rows


def test_quotations_that_share_words_with_a_contact_are_masked(db: Path, tmp_path: Path) -> None:
    """Every quotation is the text at its span, in the copy too; so is one of another field that holds a name."""
    with reading(db) as original, closing(sqlite3.connect(tmp_path / "wide.db")) as wide:
        original.backup(wide)
        wide.execute("UPDATE evidence SET start = 0, quote = '' WHERE field = 'beneficiaries'")
        wide.execute(
            'UPDATE evidence SET "end" = (SELECT length(text) FROM pages p WHERE p.document = evidence.document)'
        )
        wide.commit()
    with reading(tmp_path / "wide.db") as connection:
        copy_without_contacts(connection, tmp_path / "copy.db")
    with closing(sqlite3.connect(tmp_path / "copy.db")) as copy:
        rows = copy.execute(
            'SELECT e.quote, substr(p.text, e.start + 1, e."end" - e.start) FROM evidence e'
            " JOIN pages p ON p.document = e.document AND p.number = e.page WHERE p.text LIKE '%█%'"
        ).fetchall()
    assert rows and all(quote == text for quote, text in rows)
    assert any("█" in quote for quote, _ in rows)


def test_messages_that_quote_a_contact_lose_their_words_alone(db: Path, tmp_path: Path) -> None:
    quoting, other = "titles: 'Ing. Bohuslava Trnkohradská' not taken", "titles: 'Zahrada' not taken"
    with reading(db) as original, closing(sqlite3.connect(tmp_path / "told.db")) as told:
        original.backup(told)
        add = (
            'INSERT INTO issues (id, document, page, start, "end", code, stage, severity, detail)'
            " SELECT (SELECT max(id) FROM issues) + row_number() OVER (),"
            " document, page, start - 5, start + 2, 'orphan_mention', 'resolve', 'info', ?"
            " FROM evidence WHERE field = ?"
        )
        told.executemany(add, [(quoting, "contacts"), (other, "beneficiaries")])
        told.commit()
    with reading(tmp_path / "told.db") as connection:
        told_all, shown = issues(connection), issues(connection)
        hide_contacts(connection, shown)
    hidden = [before["detail"] for before, after in zip(told_all, shown, strict=True) if before != after]
    assert quoting in hidden and any(str(detail).startswith("contacts: ") for detail in hidden)
    assert not [trace for trace in TRACES if trace in repr(shown).lower()]
    assert other in [issue["detail"] for issue in shown]


@pytest.mark.parametrize(
    ("spans", "wanted"),
    [
        ([], "Ano: Jan Malý."),
        ([(5, 13)], "Ano: ███ ████."),
        ([(5, 8), (9, 13)], "Ano: ███ ████."),
        ([(5, 13), (6, 8)], "Ano: ███ ████."),
        ([(5, 10), (7, 14)], "Ano: ███ █████"),
        ([(5, 5), (14, 20)], "Ano: Jan Malý."),
    ],
)
def test_spans_may_overlap(spans: list[tuple[int, int]], wanted: str) -> None:
    assert mask_spans("Ano: Jan Malý.", spans) == wanted
