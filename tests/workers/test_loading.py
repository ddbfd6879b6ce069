"""What a run loads: a library is there when a document needs it, and no earlier where that would be felt."""

from __future__ import annotations

import signal
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

from pipeline.ingest import ingest
from pipeline.installed import installed
from pipeline.settings import Settings
from pipeline.version import LIBRARIES, MORE_LIBRARIES

SAMPLES = Path(__file__).parent.parent.parent / "samples"
NOTE = "Registrační číslo projektu: CZ.1.04/5.1.00/81.00007\n"
FUNDED = "Projekt je spolufinancován z Evropského sociálního fondu a státního rozpočtu.\n"
READ_ONE = """
import sys
from pathlib import Path
from pipeline.workers.nursery import _loaded
from pipeline.settings import Settings

work = _loaded("pipeline.workers.stages:process_input", {warm})
heavy = {{"spacy", "pdfplumber"}}
before = heavy & set(sys.modules)
result = work(Path({path!r}), "note.txt", Settings())
print(*before, "|", *(heavy & set(sys.modules)), "|", len(result.records))
"""

KILLED_AT_ONCE = """
import os, signal
from pipeline.settings import Settings
from pipeline.workers.nursery import Nursery
from pipeline.workers.stages import process_input

Nursery(process_input, Settings())
os.kill(os.getpid(), signal.SIGKILL)
"""


def _said(code: str) -> list[str]:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return [part.strip() for part in done.stdout.split("|")]


@pytest.mark.parametrize(("text", "needed", "records"), [(NOTE, "", "1"), (NOTE + FUNDED, "spacy", "1")])
def test_single_document_loads_what_it_needs(tmp_path: Path, text: str, needed: str, records: str) -> None:
    path = tmp_path / "note.txt"
    path.write_text(text, encoding="utf-8")
    assert _said(READ_ONE.format(warm=False, path=str(path))) == ["", needed, records]


def test_many_documents_share_what_is_loaded_before_workers_are_forked(tmp_path: Path) -> None:
    path = tmp_path / "note.txt"
    path.write_text(NOTE, encoding="utf-8")
    before, _, _ = _said(READ_ONE.format(warm=True, path=str(path)))
    assert set(before.split()) == {"spacy", "pdfplumber"}


def test_unchanged_archive_needs_no_extractor_and_no_tables(tmp_path: Path) -> None:
    db = tmp_path / "known.db"
    source = SAMPLES / "text"
    ingest([source], db, Settings(workers=1))
    code = (
        "import sys; from pathlib import Path\n"
        "from pipeline.ingest import ingest; from pipeline.settings import Settings\n"
        f"found = ingest([Path({str(source)!r})], Path({str(db)!r}), Settings(workers=1))\n"
        "heavy = {'extractors', 'sqlite_utils', 'numpy', 'bs4', 'pipeline.workers', 'importlib.metadata'}\n"
        "print(sum(found.counts.values()), '|', *(heavy & set(sys.modules)))"
    )
    count, loaded = _said(code)
    assert (int(count) > 0, loaded) == (True, "")


def test_a_book_of_rules_that_is_kept_needs_no_extractor() -> None:
    assert _said("import sys; import pipeline.rules.book\nprint('extractors' in sys.modules)") == ["False"]


def test_new_tables_need_no_numpy(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from pipeline.store.connect import writing\n"
        f"with writing(Path({str(tmp_path / 'new.db')!r})): pass\n"
        "before = sorted({'sqlite_utils', 'numpy', 'pandas'} & set(sys.modules))\n"
        "import numpy; print(*before, '|', numpy.int8.__name__)"
    )
    assert _said(code) == ["sqlite_utils", "int8"]


@pytest.mark.parametrize("name", [*LIBRARIES, *MORE_LIBRARIES, "zstandard"])
def test_version_of_a_library_is_what_its_metadata_say(name: str) -> None:
    assert installed(name) == version(name)


def test_library_that_is_not_there_has_no_version() -> None:
    assert installed("no-such-library-at-all") is None


def test_command_line_of_spacy_is_not_loaded_and_can_be_loaded() -> None:
    code = (
        "import sys; from extractors.text.nlp import get_tokenizer; get_tokenizer()\n"
        "before = sorted(name for name in sys.modules if name.startswith(('spacy.cli', 'weasel', 'typer')))\n"
        "import spacy.cli; from spacy.cli.info import info\n"
        "print(len(before), '|', callable(info) and callable(spacy.cli.download))"
    )
    assert _said(code) == ["0", "True"]


def test_nursery_of_a_killed_run_ends_without_a_word() -> None:
    done = subprocess.run([sys.executable, "-c", KILLED_AT_ONCE], capture_output=True, text=True, timeout=120)
    assert (done.returncode, done.stderr) == (-signal.SIGKILL, "")
