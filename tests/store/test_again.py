"""Documents whose rules have changed are extracted again from their stored pages, as if they had been read anew."""

from __future__ import annotations

import os
import shutil
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from databases import content

from pipeline import version
from pipeline.ingest import RunSummary, ingest
from pipeline.settings import Settings
from pipeline.store.connect import reading
from pipeline.version import PARSERS, ROOT, imported, parse_version
from schemas.document import MediaType

SETTINGS = replace(Settings(), workers=1)


def change(db: Path, *statements: str) -> None:
    with sqlite3.connect(db) as connection:
        connection.execute("PRAGMA foreign_keys = ON")
        for statement in statements:
            connection.execute(statement)
    connection.close()


def cell(db: Path, query: str) -> object:
    with reading(db) as connection:
        return connection.execute(query).fetchone()[0]


@pytest.fixture(scope="module")
def ingested(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The samples and a damaged file, and their database."""
    folder = tmp_path_factory.mktemp("again")
    shutil.copytree(ROOT / "samples", folder / "docs")
    (folder / "docs" / "broken.pdf").write_bytes(b"%PDF-1.4 and nothing else")
    ingest([folder / "docs"], folder / "a.db", SETTINGS)
    return folder / "docs", folder / "a.db"


@pytest.fixture
def archive(ingested: tuple[Path, Path], tmp_path: Path) -> tuple[Path, Path]:
    """The same with a database of its own."""
    shutil.copy(ingested[1], tmp_path / "a.db")
    return ingested[0], tmp_path / "a.db"


def again(docs: Path, db: Path) -> RunSummary:
    """Ingest under rules that no document was extracted by."""
    change(db, "UPDATE documents SET rules = 'old'")
    return ingest([docs], db, SETTINGS)


def test_extraction_from_stored_pages_gives_what_reading_gives(archive: tuple[Path, Path]) -> None:
    """As if older rules had found less, more and other things."""
    docs, db = archive
    before = content(db)
    change(
        db,
        "DELETE FROM statements WHERE rowid % 3 = 0",
        "UPDATE statements SET confidence = 0.1, note = 'old' WHERE rowid % 3 = 1",
        "DELETE FROM issues WHERE stage <> 'parse'",
        "UPDATE documents SET language = 'de', published = NULL",
        "INSERT OR IGNORE INTO dirty_projects SELECT project_id FROM projects",
    )
    assert content(db) != before
    again(docs, db)
    assert content(db) == before


def test_files_are_not_read_and_what_comes_out_the_same_is_not_written(archive: tuple[Path, Path]) -> None:
    docs, db = archive
    marks = "SELECT group_concat(rowid || id) FROM (SELECT rowid, id FROM statements ORDER BY rowid)"
    places = "SELECT group_concat(id) FROM (SELECT id FROM pages ORDER BY id)"
    before = (content(db), cell(db, marks), cell(db, places))
    page = docs / "html" / "cs-school-table.html"
    known, words = page.stat(), page.read_bytes()
    try:
        page.write_bytes(b"x" * known.st_size)
        os.utime(page, ns=(known.st_atime_ns, known.st_mtime_ns))
        change(db, f"UPDATE sources SET mtime_ns = {known.st_mtime_ns} WHERE source LIKE '%cs-school-table%'")
        again(docs, db)
    finally:
        page.write_bytes(words)
    assert (content(db), cell(db, marks), cell(db, places)) == before
    assert cell(db, "SELECT count(DISTINCT rules) FROM documents") == 1


def test_other_parsing_reads_again(archive: tuple[Path, Path]) -> None:
    docs, db = archive
    before = content(db)
    kept = cell(db, "SELECT count(*) FROM layouts")
    change(
        db,
        "UPDATE layouts SET parsing = 'old' WHERE rowid % 3 = 0",
        "DELETE FROM layouts WHERE rowid % 3 = 1",
        "UPDATE pages SET text = text || ' of an older parser' WHERE document NOT IN"
        " (SELECT document FROM layouts WHERE parsing <> 'old')",
    )
    again(docs, db)
    assert content(db) == before
    assert cell(db, "SELECT count(*) FROM layouts WHERE parsing <> 'old'") == kept


def test_every_parsed_document_has_a_layout(archive: tuple[Path, Path]) -> None:
    _, db = archive
    assert cell(db, "SELECT count(*) FROM documents WHERE status <> 'failed'") == cell(
        db, "SELECT count(*) FROM layouts"
    )
    assert cell(db, "SELECT count(*) FROM documents WHERE status = 'failed'") == 1


def test_parsing_has_a_version_for_each_type() -> None:
    found = {media_type: parse_version(SETTINGS, media_type) for media_type in MediaType}
    assert len(set(found.values())) == len(found) and set(PARSERS) <= set(MediaType)
    assert parse_version(replace(SETTINGS, max_pages=7), "text/html") != found[MediaType.HTML]


@pytest.mark.parametrize("media_type", sorted(PARSERS))
def test_a_version_follows_what_parsing_uses_and_nothing_else(media_type: str) -> None:
    names = {path.relative_to(ROOT).as_posix() for path in imported([PARSERS[media_type]])}
    assert PARSERS[media_type].replace(".", "/") + ".py" in names and "pipeline/parse/clean.py" in names
    assert not [name for name in names if name.startswith(("extractors/", "pipeline/resolve/", "pipeline/normalise/"))]


def test_all_of_parsing_is_in_some_version() -> None:
    files = set(ROOT.glob("pipeline/parse/*"))
    known = imported([*PARSERS.values(), "pipeline.parse", "pipeline.parse.pdf_picture"])
    assert {path.name for path in files - known if path.is_file()} == set()


def test_parsing_looks_at_no_other_words() -> None:
    """If this fails, add the words to version._words_of_parsing()."""
    files = ROOT.glob("pipeline/parse/*.py")
    found = {path.name: path.read_text().count("load_vocabulary()") for path in files}
    assert {name: count for name, count in found.items() if count} == {"fact_sheets.py": 1, "regions.py": 1}
    assert "filter(tells_sheet, load_vocabulary().labels)" in (ROOT / "pipeline/parse/fact_sheets.py").read_text()
    assert 'load_vocabulary().cues["aside_headings"]' in (ROOT / "pipeline/parse/regions.py").read_text()
    assert version._words_of_parsing()
