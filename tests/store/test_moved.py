"""Files that change places are stored all at once: a run killed between two of them leaves no document behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
import stand_in

from pipeline.ingest import ingest
from pipeline.settings import Settings
from pipeline.store.connect import reading
from pipeline.store.digest import digest

ROOT = Path(__file__).parent.parent.parent
SETTINGS = replace(Settings(), workers=1)
# kills itself before the Nth input is put in its place
KILLED = """
import os, signal, sys
import pipeline.ingest, stand_in
put, left = pipeline.ingest.put_source, int(sys.argv.pop())
def put_or_die(*given, **named):
    global left
    left -= 1
    if not left:
        os.kill(os.getpid(), signal.SIGKILL)
    put(*given, **named)
pipeline.ingest.put_source = put_or_die
stand_in.main()
"""


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    """Documents that have changed places since they were stored."""
    docs = tmp_path / "docs"
    docs.mkdir()
    texts = [f"číslo {number}: CZ{number} Org{number} konec" for number in range(3)]
    for name, text in zip("abc", texts, strict=True):
        (docs / f"{name}.txt").write_text(text)
    ingest([docs], tmp_path / "a.db", SETTINGS, work=stand_in.work)
    for name, text in zip("bca", texts, strict=True):
        (docs / f"{name}.txt").write_text(text)
    return docs


def test_killed_between_files_that_change_places(docs: Path, tmp_path: Path) -> None:
    db = tmp_path / "a.db"
    paths = os.pathsep.join([str(ROOT), str(ROOT / "tests" / "store")])
    command = [sys.executable, "-c", KILLED, str(docs), str(db), "1", "2"]
    killed = subprocess.run(command, env=os.environ | {"PYTHONPATH": paths}, check=False)
    assert killed.returncode == -signal.SIGKILL
    for name in ("a", "b"):
        (docs / f"{name}.txt").unlink()
    ingest([docs], db, SETTINGS, work=stand_in.work, prune=True)
    with reading(db) as connection:
        unused = "SELECT sha256 FROM documents WHERE sha256 NOT IN (SELECT document FROM sources)"
        assert connection.execute(unused).fetchall() == []
        found = digest(connection)
    ingest([docs], tmp_path / "fresh.db", SETTINGS, work=stand_in.work)
    with reading(tmp_path / "fresh.db") as connection:
        assert found == digest(connection)
