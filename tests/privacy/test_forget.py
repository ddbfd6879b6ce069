"""A forgotten person is gone from every byte of the database, and stays away."""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from databases import content

from pipeline.ingest import ingest
from pipeline.privacy.forget import Removal, forget
from pipeline.privacy.key import key_file, with_forgotten
from pipeline.settings import Settings
from pipeline.store.connect import reading, writing
from pipeline.verify import verify
from schemas.errors import ReasonCode, StoreError

ROOT = Path(__file__).parent.parent.parent
SETTINGS = Settings(workers=1)
CONTACT = """<html lang="cs"><head><title>Bohuslava Trnkohradská o projektu</title></head><body>
<h1>Projekt „Zahrada u Bohuslavy Trnkohradské“</h1>
<p>Registrační číslo: CZ.1.04/3.1.03/C2.00017. Příjemce: Obec Lhota. Výše dotace 1 234 567 Kč.</p>
<p>Kontakt: Ing. Bohuslava Trnkohradská, tel. 603 118 552, e-mail: trnkohradska@lhota.example</p>
<p>Kontakt: Ing. Jan Malý, tel. +420 603 118 553, e-mail: maly@lhota.example</p></body></html>"""
MENTION = """Obec Lhota zve na setkání s Bohuslavou Trnkohradskou. Více u BOHUSLAVY TRNKOHRADSKÉ nebo na
trnkohradska (at) lhota.example, telefon 00420/603118552. Projekt CZ.1.04/3.1.03/C2.00018 běží.
"""
CLEAN = "Projekt „Les“, reg. č. CZ.1.04/3.1.03/C2.00019. Kontakt: Jan Malý, maly@lhota.example.\n"
# what must be nowhere in the file, in small letters: the texts as printed, and as the search keeps them
TRACES = ("bohuslav", "trnkohradsk", "603118552", "603 118 552", "118 552")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database of three documents, two of which name the person."""
    folder = tmp_path_factory.mktemp("made")
    (folder / "docs").mkdir()
    (folder / "docs" / "a.html").write_text(CONTACT, encoding="utf-8")
    (folder / "docs" / "b.txt").write_text(MENTION, encoding="utf-8")
    (folder / "docs" / "c.txt").write_text(CLEAN, encoding="utf-8")
    ingest([folder / "docs"], folder / "a.db", SETTINGS)
    assert "trnkohradsk" in traces(folder / "a.db") and len(contacts(folder / "a.db")) == 3
    return folder


@pytest.fixture
def db(made: Path, tmp_path: Path) -> Path:
    """A copy of the database; its sources stand where they were."""
    return Path(shutil.copy(made / "a.db", tmp_path))


def traces(db: Path) -> set[str]:
    """Return what of the person stands in the bytes of the database and the files beside it."""
    content = b"".join(path.read_bytes() for path in db.parent.iterdir() if path.name.startswith(db.name))
    text = content.decode("utf-8", "replace").lower()
    return {trace for trace in TRACES if trace in text}


def contacts(db: Path) -> set[tuple[str, ...]]:
    with reading(db) as connection:
        return {tuple(row) for row in connection.execute("SELECT project_id, name, email, phone FROM contacts")}


def findings(db: Path, quick: bool = False) -> set[str]:
    with reading(db) as connection:
        settings = with_forgotten(connection, db, SETTINGS)
        return {finding.check for finding in verify(connection, settings, quick)}


@pytest.mark.parametrize("person", ["Bohuslava Trnkohradská", "TRNKOHRADSKA Bohuslava", "Trnkohradska@lhota.example"])
def test_nothing_is_left(db: Path, person: str) -> None:
    others = {row for row in contacts(db) if "Jan Malý" in row}
    removed = forget(db, person)
    assert (removed.documents, removed.pages, removed.contacts, removed.shared, removed.names) == (2, 2, 1, 0, ())
    assert traces(db) == set() and contacts(db) == others and len(others) == 2
    # the evidence of all else holds, but what is derived of the texts before is to be derived anew
    assert findings(db, quick=True) == set()


def test_nothing_comes_back(tmp_path: Path) -> None:
    docs, db, fresh = tmp_path / "docs", tmp_path / "a.db", tmp_path / "b.db"
    docs.mkdir()
    (docs / "a.html").write_text(CONTACT, encoding="utf-8")
    (docs / "b.txt").write_text(MENTION, encoding="utf-8")
    ingest([docs], db, SETTINGS)
    forget(db, "Bohuslava Trnkohradská")
    assert findings(db) == {"rules"}
    # changed bytes and a new document name the person again
    (docs / "a.html").write_text(CONTACT + "<!-- later -->", encoding="utf-8")
    (docs / "d.txt").write_text("Ptejte se Trnkohradské Bohuslavy, Bohuslavě Trnkohradské pište.\n", encoding="utf-8")
    assert ingest([docs], db, SETTINGS).changed
    assert traces(db) == set() and findings(db) == set()
    assert [row[1:] for row in contacts(db)] == [("Jan Malý", "maly@lhota.example", "+420603118553")]
    assert not ingest([docs], db, SETTINGS).changed
    # a database made from scratch by one who knows whom to leave out is the same
    shutil.copy(key_file(db), key_file(fresh))
    with sqlite3.connect(db) as old, writing(fresh) as new:
        rows = old.execute("SELECT mark, kind FROM forgotten").fetchall()
        new.executemany("INSERT INTO forgotten VALUES (?, ?)", rows)
    ingest([docs], fresh, SETTINGS)
    assert content(fresh) == content(db) and traces(fresh) == set()


def test_the_texts_keep_their_places(db: Path) -> None:
    def pages() -> list[str]:
        with reading(db) as connection:
            return [row[0] for row in connection.execute("SELECT text FROM pages ORDER BY document")]

    before = pages()
    forget(db, "Bohuslava Trnkohradská")
    for old, new in zip(before, pages(), strict=True):
        assert len(old) == len(new) and all(a == b or b == "█" for a, b in zip(old, new, strict=True))
    mention = "Obec Lhota zve na setkání s ██████████ █████████████. Více u █████████ ████████████ nebo"
    assert any(mention in text for text in pages())
    assert any("Kontakt: Ing. Jan Malý, tel. +420 603 118 553" in text for text in pages())


def test_what_others_have_too_is_left(db: Path) -> None:
    with sqlite3.connect(db) as connection:
        changed = "UPDATE statements SET value_json = replace(value_json, 'maly@', 'trnkohradska@')"
        query = f"{changed} WHERE value_json LIKE '%maly@lhota%' RETURNING project_id"
        projects = connection.execute(query).fetchall()
        connection.executemany("INSERT OR IGNORE INTO dirty_projects VALUES (?)", projects)
    removed = forget(db, "Bohuslava Trnkohradská")
    assert removed.shared == 1 and removed.contacts == 1
    assert any("trnkohradska@lhota.example" in row for row in contacts(db))


def test_names_of_files_are_told(db: Path) -> None:
    with sqlite3.connect(db) as connection:
        connection.execute("UPDATE sources SET source = 'bohuslava-trnkohradska.txt' WHERE source = 'c.txt'")
    assert forget(db, "Bohuslava Trnkohradská").names == ("bohuslava-trnkohradska.txt",)


def test_without_the_key_no_run_and_no_verify(db: Path, made: Path) -> None:
    forget(db, "Bohuslava Trnkohradská")
    assert key_file(db).stat().st_mode & 0o777 == 0o600
    for text in (None, "", "zz", "00" * 32):
        key_file(db).unlink(missing_ok=True)
        if text is not None:
            key_file(db).write_text(text)
        attempts: list[Callable[[], object]] = [
            lambda: ingest([made / "docs"], db, SETTINGS),
            lambda: forget(db, "Jan Malý"),
            lambda: findings(db),
        ]
        for attempt in attempts:
            with pytest.raises(StoreError) as refused:
                attempt()
            assert refused.value.code is ReasonCode.FORGOTTEN_KEY


def test_who_is_not_there_changes_nothing(db: Path) -> None:
    before = content(db)
    assert forget(db, "Květoslav Neznámý") == Removal(0, 0, 0, 0, ())
    assert content(db) == before


def test_the_command(db: Path) -> None:
    def run(*arguments: object) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "pipeline", *map(str, arguments)]
        return subprocess.run(command, capture_output=True, text=True, cwd=ROOT, timeout=120, check=False)

    def shown(*options: str) -> dict[str, list[object]]:
        (project,) = json.loads(run("projects", "--db", db, "--number", "C2.00017", "--json", *options).stdout)
        assert isinstance(project, dict)
        return project

    # without being asked no listing tells of people
    assert shown()["contacts"] == [] and "603118553" not in json.dumps(shown())
    assert len(shown("--with-contacts")["contacts"]) == 2
    assert run("forget", "--db", db, "--person", "Trnkohradská").returncode == 2
    done = run("forget", "--db", db, "--person", "Bohuslava Trnkohradská")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "masked on 2 pages of 2 documents, 1 contacts removed\n"
    assert run("verify", "--db", db, "--quick").returncode == 0
    project = shown("--with-contacts")
    assert "█" in str(project["titles"]) and "Trnkohradsk" not in json.dumps(project, ensure_ascii=False)
    assert len(project["contacts"]) == 1
