"""`fondoskop show`: a page with the values boxed, from the file that was ingested and no other."""

from __future__ import annotations

import hashlib
import io
import shutil
import sqlite3
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from PIL import Image

from pipeline.cli import cli
from pipeline.show import Shown, drawn_page

SAMPLES = Path(__file__).parent.parent.parent / "samples"
DECK = SAMPLES / "pdf" / "cs-deck-town.pdf"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cli, [str(argument) for argument in arguments], standalone_mode=False)


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database of one deck and one press release; the last test changes the files."""
    tmp_path = tmp_path_factory.mktemp("show")
    docs = tmp_path / "docs"
    (docs / "slides").mkdir(parents=True)
    shutil.copy(DECK, docs / "slides")
    shutil.copy(next((SAMPLES / "press").glob("*.md")), docs / "press.md")
    assert run("ingest", docs, "--db", tmp_path / "a.db", "--quiet").exception is None
    return tmp_path / "a.db"


@pytest.mark.parametrize("name", ["cs-deck-town", "cs-deck-town.pdf", "slides/cs-deck-town.pdf", "path", "hash"])
def test_the_page_is_drawn_with_its_values(db: Path, name: str) -> None:
    path = db.parent / "docs" / "slides" / DECK.name
    name = {"path": str(path), "hash": hashlib.sha256(path.read_bytes()).hexdigest()[:12]}.get(name, name)
    out = db.parent / "page.png"
    done = run("show", name, "--page", 1, "--db", db, "-o", out)
    assert done.exception is None and "values on page 1" in done.output
    with sqlite3.connect(db) as connection:
        (x0, top), *_ = connection.execute(
            "SELECT e.x0, e.top FROM evidence e JOIN documents d ON d.sha256 = e.document"
            " WHERE e.page = 1 AND e.field = 'registration_number' AND d.media_type = 'application/pdf'"
        )
    with Image.open(out) as image:
        assert image.size == (1440, 810)
        pixel = image.convert("RGB").getpixel((round(x0 * 2) - 3, round(top * 2) + 8))
    assert isinstance(pixel, tuple)
    red, green, blue = pixel
    assert red > 180 and green < 90 and blue < 90


def test_values_that_lost_are_grey_and_labels_do_not_cover_each_other() -> None:
    values = [Shown("titles", (100, 100, 200, 120)), Shown("start", (100, 100, 150, 120), accepted=False)]
    plain, drawn = (
        Image.open(io.BytesIO(drawn_page(DECK.read_bytes(), 1, shown, ["titles", "start"]))).convert("RGB")
        for shown in ([], values)
    )
    assert plain.size == drawn.size
    colours = {drawn.getpixel((x, y)) for x in range(150, 420) for y in range(170, 250)} - {
        plain.getpixel((x, y)) for x in range(150, 420) for y in range(170, 250)
    }
    greys = [colour for colour in colours if isinstance(colour, tuple) and max(colour) - min(colour) < 8]
    assert greys and len(greys) < len(colours)


def test_what_cannot_be_shown_is_said(db: Path) -> None:
    out = db.parent / "none.png"
    for name, words in (("nothing", "no document is called"), ("press", "is no PDF")):
        done = run("show", name, "--db", db, "-o", out)
        assert words in str(getattr(done.exception, "message", done.exception))
    assert "no page 99" in str(run("show", "cs-deck-town", "--page", 99, "--db", db, "-o", out).exception)
    (db.parent / "docs" / "slides" / DECK.name).write_bytes(DECK.read_bytes() + b"\n")
    assert "has changed" in str(run("show", "cs-deck-town", "--db", db, "-o", out).exception)
    (db.parent / "docs" / "slides" / DECK.name).unlink()
    assert "No such file" in str(run("show", "cs-deck-town", "--db", db, "-o", out).exception)
    assert not out.exists()
