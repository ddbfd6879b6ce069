"""After a change of words the documents that hold none of them are not extracted again: the database is the same."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

import stand_in

from pipeline.ingest import RunSummary, ingest
from pipeline.monitor.status import state, state_lines
from pipeline.report import summary_line, summary_lines
from pipeline.rules.items import Item
from pipeline.rules.signs import words
from pipeline.rules.touched import pack, unpack
from pipeline.settings import Settings
from pipeline.store.connect import reading, writing
from pipeline.store.digest import digest
from pipeline.store.layout import encode
from pipeline.store.rulebooks import put_book, spare_untouched
from pipeline.version import ROOT
from schemas.document import Block, BlockKind, Document, MediaType, Page
from schemas.kept import Kept

Again = Callable[[], RunSummary]
SETTINGS = replace(Settings(), workers=1)


@pytest.fixture
def db(tmp_path: Path) -> Path:
    """The database of four documents, one of them not whole."""
    folder = tmp_path / "docs"
    folder.mkdir()
    for name, text in (("a", "Lípa CZ1 Org1 x"), ("b", "Buk CZ2 Org2 x"), ("c", "lípy a buky CZ2 Org1 x")):
        (folder / f"{name}.txt").write_text(text)
    (folder / "d.txt").write_text("partial CZ3 Org3 x")
    _run(tmp_path / "a.db")
    _change(tmp_path / "a.db", "UPDATE rulebooks SET items = ?", pack([_item("jasan")]))
    return tmp_path / "a.db"


def _run(db: Path) -> RunSummary:
    return ingest([db.parent / "docs"], db, SETTINGS, work=stand_in.work)


def _change(db: Path, statement: str, *values: object) -> None:
    with sqlite3.connect(db) as connection:
        connection.execute(statement, values)
    connection.close()


def _cells(db: Path, query: str) -> list[object]:
    with reading(db) as connection:
        return [row[0] for row in connection.execute(query)]


def _as_by_other_words(db: Path, more: Iterable[Item], name: str = "old") -> None:
    """Have the documents extracted by a vocabulary that said these things too."""
    with reading(db) as connection:
        items = unpack(connection.execute("SELECT items FROM rulebooks").fetchone()[0])
    _change(db, "INSERT INTO rulebooks SELECT ?, code, ? FROM rulebooks", name, pack([*items, *more]))
    _change(db, "UPDATE documents SET rules = ?", name)


def _item(form: str) -> Item:
    return Item("cue trees", form, words(form))


@pytest.mark.parametrize(
    ("items", "again"),
    [
        ((), ["d"]),
        ((_item("dub"),), ["d"]),
        ((_item("buk~"),), ["b", "c", "d"]),
        ((_item("lípa"), _item("buky")), ["a", "c", "d"]),
        ((_item("buk lípy"),), ["c", "d"]),
        ((_item("dub"), Item("months", "{}")), ["a", "b", "c", "d"]),
    ],
)
def test_documents_that_hold_a_changed_word_are_extracted_again(
    items: tuple[Item, ...], again: list[str], db: Path
) -> None:
    """What is not whole always is: what went wrong may be mended, and may name a line of code."""
    _as_by_other_words(db, items)
    before = _cells(db, "SELECT max(id) FROM runs")[0]
    summary = _run(db)
    read = "SELECT source FROM sources JOIN outcomes ON input = id WHERE worker IS NOT NULL AND run > ? ORDER BY source"
    with reading(db) as connection:
        assert [Path(row[0]).stem for row in connection.execute(read, (before,))] == again
        told = connection.execute("SELECT extracted_again, untouched FROM runs ORDER BY id DESC").fetchone()
    assert (summary.again, summary.untouched) == tuple(told) == (len(again), 4 - len(again))
    assert _cells(db, "SELECT DISTINCT rules FROM documents") == _cells(db, "SELECT rules FROM rulebooks")
    assert (_run(db).again, _run(db).untouched) == (0, 0)


def test_the_change_is_told(db: Path) -> None:
    _as_by_other_words(db, [_item("buk")])
    summary = _run(db)
    words_of_it = "rules changed: 3 documents extracted again, 1 untouched"
    assert words_of_it in summary_line(summary, "a.db")
    assert words_of_it in summary_lines(summary, "a.db").splitlines()
    with reading(db) as connection:
        assert words_of_it in state_lines(state(connection, db))
    assert summary.changed


@pytest.mark.parametrize(
    "statement",
    ["DELETE FROM rulebooks WHERE rules = 'old'", "UPDATE rulebooks SET code = 'other' WHERE rules = 'old'"],
)
def test_rules_of_which_nothing_is_known_or_with_other_code_touch_all(statement: str, db: Path) -> None:
    _as_by_other_words(db, [])
    _change(db, statement)
    summary = _run(db)
    assert (summary.again, summary.untouched) == (4, 0)


def test_documents_of_several_older_rules_are_each_compared_with_their_own(db: Path) -> None:
    _as_by_other_words(db, [_item("buk")])
    with reading(db) as connection:
        items = unpack(connection.execute("SELECT items FROM rulebooks WHERE rules <> 'old'").fetchone()[0])
    code = _cells(db, "SELECT code FROM rulebooks")[0]
    _change(db, "INSERT INTO rulebooks VALUES ('older', ?, ?)", code, pack([*items, _item("lípa")]))
    _change(
        db,
        "UPDATE documents SET rules = 'older' WHERE sha256 IN (SELECT document FROM sources WHERE path LIKE '%b.txt')",
    )
    summary = _run(db)
    assert (summary.again, summary.untouched) == (2, 2)


def test_a_run_that_is_stopped_leaves_the_rest_to_the_next(db: Path) -> None:
    _as_by_other_words(db, [_item("dub")])
    _spare(db, stopped=True)
    assert _cells(db, "SELECT DISTINCT rules FROM documents") == ["old"]
    assert _run(db).untouched == 3


def test_a_book_is_not_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It takes seconds to make; a signal ends a run sooner."""
    monkeypatch.setattr("pipeline.rules.code._kept", Kept(tmp_path / "code.kept"))
    with writing(tmp_path / "a.db") as connection:
        put_book(connection, SETTINGS, "new", lambda: True)
    assert _cells(tmp_path / "a.db", "SELECT rules FROM rulebooks") == []


def _spare(db: Path, stopped: bool) -> None:
    rules = _cells(db, "SELECT rules FROM rulebooks WHERE rules <> 'old'")[0]
    connection = sqlite3.connect(db, isolation_level=None)
    spare_untouched(connection, 1, str(rules), lambda: stopped)
    connection.close()


def test_keys_of_front_matter_are_words_of_the_document(db: Path) -> None:
    """They need not stand in the text: "awardNumber" of a page's head."""
    block = Block(BlockKind.META, 0, 4, key="awardNumber")
    document = Document("0", MediaType.TEXT, (Page(1, "text", (block,)),), "", {})
    _change(
        db,
        "UPDATE layouts SET data = ? WHERE document = (SELECT document FROM sources WHERE path LIKE '%a.txt')",
        encode(document, ()),
    )
    assert _cells(db, "SELECT count(*) FROM layouts") != [0]
    _as_by_other_words(db, [_item("award number")])
    summary = _run(db)
    assert (summary.again, summary.untouched) == (2, 2)


@pytest.mark.parametrize(
    "statement", ["DELETE FROM layouts WHERE document = ?", "UPDATE layouts SET data = x'00' WHERE document = ?"]
)
def test_a_document_whose_layout_is_not_known_is_not_spared(statement: str, db: Path) -> None:
    _as_by_other_words(db, [_item("dub")])
    document = _cells(db, "SELECT document FROM sources WHERE path LIKE '%a.txt'")
    _change(db, statement, *document)
    _spare(db, stopped=False)
    whole = "SELECT sha256 FROM documents WHERE rules = 'old' AND status = 'ok'"
    assert _cells(db, whole) == document


def test_what_is_read_again_on_request_is_not_counted(db: Path) -> None:
    _change(db, "UPDATE documents SET rules = ''")
    summary = _run(db)
    assert (summary.again, summary.untouched) == (0, 0)


EDITS = {
    "programmes.toml": ('abbreviations = ["OP LZZ"', 'abbreviations = ["OP LZZX"'),
    "labels_money.toml": ('  "Výše dotace", "Výše dotací",', '  "Výše dotací",'),
    "people.toml": ("[given_names]\n", '[given_names]\n"Zbyhoň" = "Zbyhoně"\n'),
    "cues.toml": ("# Words and stems", "# Stems and words"),
}


def test_the_database_is_the_one_built_from_scratch_with_the_new_words(tmp_path: Path) -> None:
    """The program itself, with words changed in four files."""
    program, docs = tmp_path / "program", tmp_path / "docs"
    for package in ("pipeline", "extractors", "schemas"):
        shutil.copytree(ROOT / package, program / package)
    shutil.copytree(ROOT / "samples" / "press", docs)
    shutil.copytree(ROOT / "samples" / "text", docs / "text")
    _ingest(program, docs, tmp_path / "a.db")
    for name, (old, new) in EDITS.items():
        file = program / "schemas" / "vocab" / name
        text = file.read_text(encoding="utf-8")
        assert text.count(old) == 1, name
        file.write_text(text.replace(old, new), encoding="utf-8")
    told = _ingest(program, docs, tmp_path / "a.db")
    assert told["again"] > 0
    assert told["untouched"] > 0
    _ingest(program, docs, tmp_path / "b.db")
    with reading(tmp_path / "a.db") as one, reading(tmp_path / "b.db") as other:
        assert digest(one) == digest(other)


def _ingest(program: Path, docs: Path, db: Path) -> dict[str, int]:
    command = [sys.executable, "-m", "pipeline", "ingest", str(docs), "--db", str(db), "--workers", "1", "--json"]
    environment = os.environ | {"TESSDATA_PREFIX": str(program)}
    done = subprocess.run(command, cwd=program, env=environment, capture_output=True, text=True, check=True)
    found: dict[str, int] = json.loads(done.stdout)
    return found
